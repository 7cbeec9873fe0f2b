#include "text/html.hpp"

#include "base/ascii.hpp"
#include "text/single_byte.hpp"
#include "text/utf8.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>

namespace dsnparse::text {

namespace {

/// Elements whose content no reader sees. Sorted, as the next one.
constexpr std::array<std::string_view, 5> hidden{"head", "script", "style", "template", "title"};

/// Elements that start and end a line.
constexpr std::array<std::string_view, 41> blocks{
    "address", "article", "aside",    "blockquote", "body",   "br",    "caption", "center", "dd",     "details", "div",
    "dl",      "dt",      "fieldset", "figure",     "footer", "form",  "h1",      "h2",     "h3",     "h4",      "h5",
    "h6",      "header",  "hr",       "html",       "li",     "main",  "nav",     "ol",     "option", "p",       "pre",
    "section", "summary", "table",    "tbody",      "tfoot",  "thead", "tr",      "ul"};

static_assert(std::is_sorted(hidden.begin(), hidden.end()) && std::is_sorted(blocks.begin(), blocks.end()));

/// `name` is as libxml2 gives it: in lower case.
template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) {
    return std::binary_search(names.begin(), names.end(), name);
}

/// A place where what is fed to the parser is not the input itself: from there on, it is the input from `source` on, but no
/// further than to the next turn's `source`.
struct Turn {
    std::size_t fed; ///< bytes fed before
    std::size_t source;
};

/// Makes lines from the parser's events.
class Collector {
public:
    /// `clean`: the input as it is fed; as long as `html`.
    Collector(std::string_view html, std::string_view clean, detail::Arena& arena)
        : html_(clean), original_(html), arena_(arena), room_(html.size() + html.size() / 2 + 64), place_(arena.allocate(room_)) {
    }

    /// The parser that the next events come from, and how many bytes were fed to those before it.
    void attach(htmlParserCtxtPtr parser, std::size_t fed_before) {
        parser_ = parser;
        fed_before_ = fed_before;
        hidden_depth_ = 0;
        pre_depth_ = 0;
    }

    void turn(std::size_t fed, std::size_t source) { arena_.append(turns_, Turn{fed, source}); }

    void start(std::string_view name) {
        event_ = position();
        if (is_one_of(name, hidden)) ++hidden_depth_;
        if (is_one_of(name, blocks))
            end_line();
        else if (name == "td" || name == "th")
            cell_ = line_used();
        if (name == "pre") {
            ++pre_depth_;
            pre_begins_ = true;
        }
    }

    void end(std::string_view name) {
        event_ = position();
        if (is_one_of(name, hidden) && hidden_depth_ > 0) --hidden_depth_;
        if (is_one_of(name, blocks)) end_line();
        if (name == "pre" && pre_depth_ > 0) --pre_depth_;
    }

    void characters(std::string_view text) {
        const Place place = place_of(text);
        event_ = place.end;
        if (hidden_depth_ > 0) return;
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t length = text[i] == '\xC2' ? 2 : 1; // all that is looked at is below U+0100
            const std::size_t from = place.verbatim ? place.begin + i : place.begin;
            const std::size_t to = place.verbatim ? from + length : place.end;
            add(text.substr(i, length), from, to);
            i += length;
        }
    }

    MappedText finish() {
        end_line();
        arena_.shrink_last(place_, room_, used_);
        return {{place_, used_}, segments_};
    }

    bool out_of_memory = false; ///< an exception must not cross the parser

private:
    /// Where a run of text came from.
    struct Place {
        std::size_t begin;
        std::size_t end;
        bool verbatim; ///< it stands there as it is, so that its letters can be told apart
    };

    /// Up to where in the input the parser has read. Never goes back.
    std::size_t position() {
        if (parser_ == nullptr || parser_->input == nullptr) return event_;
        const std::size_t fed =
            fed_before_ + parser_->input->consumed + static_cast<std::size_t>(parser_->input->cur - parser_->input->base);
        while (turn_ + 1 < turns_.size() && turns_[turn_ + 1].fed <= fed) ++turn_;
        const std::size_t limit = turn_ + 1 < turns_.size() ? turns_[turn_ + 1].source : html_.size();
        return std::max(std::min(turns_[turn_].source + fed - turns_[turn_].fed, limit), event_);
    }

    Place place_of(std::string_view text) {
        const std::size_t end = position();
        const std::size_t begin = event_ < end && html_[event_] == '>' ? event_ + 1 : event_; // behind the tag
        // The parser looks ahead while it hands out a long text in pieces: the end may be too far.
        if (html_.substr(begin, text.size()) == text) return {begin, begin + text.size(), true};
        if (end >= begin + text.size() && html_.substr(end - text.size(), text.size()) == text)
            return {end - text.size(), end, true};
        return {begin, end, false};
    }

    /// Adds a character below U+0100, or a byte of another.
    void add(std::string_view character, std::size_t from, std::size_t to) {
        if (character.size() == 2 && character[1] < '\xA0') {
            // HTML, section 13.2.5.80: references to C1 controls are meant as windows-1252.
            std::array<char, 3> place{};
            bool undefined = false;
            const std::size_t size = single_byte_to_utf8(character.substr(1), windows_1252, place.data(), undefined);
            for (std::size_t i = 0; i < size; ++i) put(place[i], from, to);
        } else if (character.size() == 2 && character[1] != '\xA0') {
            put(character[0], from, to);
            put(character[1], from, to);
        } else {
            const char c = character.size() == 2 ? ' ' : character[0]; // a no-break space
            if (pre_depth_ > 0)
                put_preformatted(c, from, to);
            else if (ascii::is_space(c))
                blank_ = true;
            else
                put(c, from, to);
        }
    }

    [[nodiscard]] bool line_used() const { return used_ > line_start_; }

    void put(char c, std::size_t from, std::size_t to) {
        if (line_used() && cell_) write('\t', from, from);
        if (line_used() && blank_ && !cell_) write(' ', from, from);
        cell_ = false;
        blank_ = false;
        pre_begins_ = false;
        write(c, from, to);
    }

    void put_preformatted(char c, std::size_t from, std::size_t to) {
        if (c == '\n') {
            const bool first = pre_begins_; // belongs to the tag, in HTML
            pre_begins_ = false;
            if (line_used())
                end_line();
            else if (!first && used_ < room_)
                end_blank_line();
        } else if (c != '\r') {
            put(c, from, to);
        }
    }

    void write(char c, std::size_t from, std::size_t to) {
        if (used_ + 1 >= room_) return;
        if (!line_used()) arena_.append(segments_, Segment{used_, {from, 0}, false});
        place_[used_++] = c;
        Segment& segment = detail::Arena::items(segments_).back();
        segment.source.length = to - segment.source.offset;
    }

    void end_line() {
        blank_ = false;
        cell_ = false;
        if (!line_used()) return;
        const std::string_view line = ascii::trim_right({place_ + line_start_, used_ - line_start_});
        used_ = line_start_ + line.size();
        Segment& segment = detail::Arena::items(segments_).back();
        if (line.empty()) {
            detail::Arena::truncate(segments_, segments_.size() - 1);
            return;
        }
        if (original_.substr(segment.source.offset, line.size()) == line) {
            segment.source.length = line.size();
            segment.exact = true;
        }
        end_blank_line();
    }

    void end_blank_line() {
        place_[used_++] = '\n';
        line_start_ = used_;
    }

    std::string_view html_;
    std::string_view original_;
    detail::Arena& arena_;
    std::size_t room_;
    char* place_;
    std::size_t used_ = 0;
    std::size_t line_start_ = 0;
    List<Segment> segments_;

    bool blank_ = false; ///< white space that was not written yet
    bool cell_ = false; ///< a cell has begun and nothing of it was written yet
    bool pre_begins_ = false;
    std::size_t hidden_depth_ = 0;
    std::size_t pre_depth_ = 0;

    htmlParserCtxtPtr parser_ = nullptr;
    std::size_t fed_before_ = 0;
    List<Turn> turns_;
    std::size_t turn_ = 0; ///< the last one that was reached
    std::size_t event_ = 0; ///< position at the event before
};

template <class Action>
void guarded(void* user, Action action) {
    auto& collector = *static_cast<Collector*>(user);
    try {
        action(collector);
    } catch (const std::bad_alloc&) {
        collector.out_of_memory = true;
    }
}

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

extern "C" {
void dsnparse_html_start(void* user, const xmlChar* name, const xmlChar**) {
    guarded(user, [&](Collector& collector) { collector.start(view(name)); });
}
void dsnparse_html_end(void* user, const xmlChar* name) {
    guarded(user, [&](Collector& collector) { collector.end(view(name)); });
}
void dsnparse_html_characters(void* user, const xmlChar* text, int length) {
    guarded(user, [&](Collector& collector) {
        collector.characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
    });
}
}

struct FreeParser {
    void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};
using Parser = std::unique_ptr<htmlParserCtxt, FreeParser>;

Parser make_parser(Collector& collector) {
    static const bool initialised = (xmlInitParser(), true);
    static_cast<void>(initialised);
    htmlSAXHandler handler{};
    handler.startElement = dsnparse_html_start;
    handler.endElement = dsnparse_html_end;
    handler.characters = dsnparse_html_characters;
    handler.cdataBlock = dsnparse_html_characters;
    handler.ignorableWhitespace = dsnparse_html_characters;
    Parser parser(htmlCreatePushParserCtxt(&handler, &collector, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
    if (!parser) throw std::bad_alloc();
    htmlCtxtUseOptions(parser.get(),
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    return parser;
}

/// A byte of a UTF-8 character that is not its first.
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

/// Feeds the input to the parser, with what libxml2 would make nonsense of brought into order.
class Feeder {
public:
    Feeder(std::string_view html, Collector& collector) : html_(html), collector_(collector) { renew(); }

    void run() {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (html_.substr(0, byte_order_mark.size()) == byte_order_mark) feed({}, byte_order_mark.size());
        for (std::size_t at = html_.find('<'); at != std::string_view::npos && !collector_.out_of_memory;
             at = html_.find('<', std::max(at + 1, fed_to_))) {
            const std::string_view front = html_.substr(at, 9);
            const bool ends = ends_document(front);
            const std::size_t length = ends || is_bogus_comment(front) ? tag_length(at) : 0;
            if (length != 0) {
                feed_until(at);
                feed(ends ? "<br>" : "", length);
            } else if (is_address(at)) {
                feed_until(at);
                feed("&lt;", 1);
            }
        }
        feed_until(html_.size());
        htmlParseChunk(parser_.get(), nullptr, 0, 1);
    }

private:
    /// Length of the tag at `at`; 0: it has no end, or may be the end of a comment.
    std::size_t tag_length(std::size_t at) {
        if (next_end_ <= at) next_end_ = std::min(html_.find('>', at), html_.size());
        if (next_end_ == html_.size() || html_.substr(next_end_ - 2, 2) == "--") return 0;
        return next_end_ + 1 - at;
    }

    /// `<![if !mso]>`, `</ p>` and their like, which browsers take for comments and libxml2 for text (HTML, section 13.2.5.6).
    static bool is_bogus_comment(std::string_view front) {
        if (front.substr(0, 2) == "<?") return true;
        if (front.substr(0, 2) == "</") return front.size() > 2 && !ascii::is_alpha(front[2]);
        return front.substr(0, 2) == "<!" && front.substr(2, 2) != "--" && !ascii::iequals(front, "<!doctype");
    }

    /// The end of the document, behind which libxml2 reads nothing. Gateways add their words there, on lines of their own.
    static bool ends_document(std::string_view front) {
        return (ascii::istarts_with(front, "</body") || ascii::istarts_with(front, "</html"))
               && front.substr(6).find_first_of("> \t\r\n") == 0;
    }

    /// Whether the tag at `at` is none but an address: `<user@example.org>`.
    [[nodiscard]] bool is_address(std::size_t at) const {
        constexpr std::size_t longest_path = 256; // RFC 5321 section 4.5.3.1.3
        const std::string_view rest = html_.substr(at + 1, longest_path);
        const std::size_t end = rest.find_first_of("<> \t\r\n\"'=/");
        return end != std::string_view::npos && rest[end] == '>' && rest.substr(0, end).find('@') != std::string_view::npos;
    }

    void feed_until(std::size_t end) {
        while (fed_to_ < end) {
            const std::size_t length = piece_length(html_.substr(fed_to_, end - fed_to_));
            feed(html_.substr(fed_to_, length), length);
        }
    }

    /// The parser must not see the front of an entity or a character without the rest, nor its end where only the front of a
    /// tag was fed.
    static std::size_t piece_length(std::string_view rest) {
        constexpr std::size_t longest = 4096;
        if (rest.size() <= longest) return rest.size();
        const std::string_view piece = rest.substr(1, longest - 1);
        std::size_t cut = piece.rfind('<');
        if (cut == std::string_view::npos) cut = piece.find_last_of("& \n");
        if (cut != std::string_view::npos) return cut + 1;
        cut = longest;
        while (cut > 1 && is_continuation(rest[cut])) --cut;
        return cut;
    }

    /// Gives the parser `bytes` for the next `length` bytes of the input.
    void feed(std::string_view bytes, std::size_t length) {
        // The parser searches all open elements for every end tag: a depth that no mail has would make it quadratic.
        constexpr int most_open = 400;
        const bool too_deep = parser_->nameNr > most_open && fed_to_ < html_.size() && html_[fed_to_] == '<';
        if (too_deep || parser_->nameNr == 0) {
            htmlParseChunk(parser_.get(), nullptr, 0, 1);
            renew();
        }
        if (bytes.size() != length) {
            if (!bytes.empty()) collector_.turn(fed_, fed_to_);
            collector_.turn(fed_ + bytes.size(), fed_to_ + length);
        }
        htmlParseChunk(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 0);
        fed_ += bytes.size();
        fed_to_ += length;
    }

    /// A new parser, which reads nothing before its first element nor behind its last one.
    void renew() {
        constexpr std::string_view body = "<body>";
        parser_ = make_parser(collector_);
        collector_.attach(parser_.get(), fed_);
        collector_.turn(fed_, fed_to_);
        collector_.turn(fed_ + body.size(), fed_to_);
        htmlParseChunk(parser_.get(), body.data(), static_cast<int>(body.size()), 0);
        fed_ += body.size();
    }

    std::string_view html_;
    Collector& collector_;
    Parser parser_;
    std::size_t fed_ = 0; ///< bytes given to parsers
    std::size_t fed_to_ = 0; ///< position in html_
    std::size_t next_end_ = 0; ///< the first `>` behind the position that was asked for
};

/// `html` without what the parser stops or stumbles at; of the same length.
std::string_view clean(std::string_view html, detail::Arena& arena) {
    const bool well_formed = is_utf8(html);
    if (well_formed && html.find('\0') == std::string_view::npos) return html;
    char* place = arena.allocate(html.size());
    std::transform(html.begin(), html.end(), place, [&](char c) {
        if (c == '\0') return ' ';
        return well_formed || static_cast<unsigned char>(c) < 0x80 ? c : '?';
    });
    return {place, html.size()};
}

} // namespace

MappedText html_to_text(std::string_view html, detail::Arena& arena, std::size_t limit) {
    if (html.size() > limit) {
        while (limit > 0 && is_continuation(html[limit])) --limit;
        html = html.substr(0, limit);
    }
    if (html.empty()) return {};
    const std::string_view fed = clean(html, arena);
    Collector collector(html, fed, arena);
    Feeder(fed, collector).run();
    if (collector.out_of_memory) throw std::bad_alloc();
    return collector.finish();
}

} // namespace dsnparse::text
