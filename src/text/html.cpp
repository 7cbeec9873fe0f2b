#include "text/html.hpp"

#include "base/ascii.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace dsnparse::text {

namespace {

/// Elements whose content no reader sees.
constexpr std::array<std::string_view, 6> hidden{"script", "style", "head", "title", "noscript", "template"};

/// Elements that start and end a line.
constexpr std::array<std::string_view, 31> blocks{
    "p",    "div",   "br",    "tr",      "li",      "ul",     "ol",     "table",   "h1",    "h2",   "h3",
    "h4",   "h5",    "h6",    "hr",      "pre",     "dl",     "dt",     "dd",      "body",  "html", "blockquote",
    "form", "thead", "tbody", "section", "article", "header", "footer", "address", "center"};

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) { return ascii::iequals(name, known); });
}

/// Collects text from the SAX events, with the input position of each line.
class Collector {
public:
    Collector(detail::Arena& arena, std::size_t room) : arena_(arena), place_(arena.allocate(room)), room_(room) {}

    /// The parser holds text back until it sees what ends it: an event is about the piece being fed or the one before.
    void feed(std::size_t begin, std::size_t end) {
        position_ = piece_begin_;
        piece_begin_ = begin;
        piece_end_ = end;
    }

    void start(std::string_view name) {
        if (is_one_of(name, hidden)) ++hidden_depth_;
        if (ascii::iequals(name, "pre")) ++pre_depth_;
        if (is_one_of(name, blocks))
            end_line();
        else if (ascii::iequals(name, "td") || ascii::iequals(name, "th"))
            cell_ = line_used();
    }

    void end(std::string_view name) {
        if (is_one_of(name, hidden) && hidden_depth_ > 0) --hidden_depth_;
        if (ascii::iequals(name, "pre") && pre_depth_ > 0) --pre_depth_;
        if (is_one_of(name, blocks)) end_line();
    }

    void characters(std::string_view text) {
        if (hidden_depth_ > 0) return;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            const bool no_break = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
            if (no_break) ++i;
            if (pre_depth_ > 0 && c == '\n')
                end_line();
            else if (no_break || ascii::is_space(c))
                blank_ = true;
            else
                put(c);
        }
    }

    MappedText finish(std::size_t input_size) {
        end_line();
        for (Segment& segment : detail::Arena::items(segments_))
            segment.source.length = std::min(segment.source.length, input_size - std::min(segment.source.offset, input_size));
        arena_.shrink_last(place_, room_, used_);
        return {{place_, used_}, segments_};
    }

private:
    [[nodiscard]] bool line_used() const { return used_ > line_start_; }

    void put(char c) {
        if (used_ + 2 >= room_) return;
        if (!line_used()) {
            arena_.append(segments_, Segment{used_, {position_, 0}, false});
        } else if (cell_) {
            place_[used_++] = '\t';
        } else if (blank_) {
            place_[used_++] = ' ';
        }
        cell_ = false;
        blank_ = false;
        place_[used_++] = c;
        Segment& segment = detail::Arena::items(segments_).back();
        segment.source.length = piece_end_ - segment.source.offset;
    }

    void end_line() {
        blank_ = false;
        cell_ = false;
        if (!line_used() || used_ >= room_) return;
        place_[used_++] = '\n';
        line_start_ = used_;
    }

    detail::Arena& arena_;
    char* place_;
    std::size_t room_;
    std::size_t used_ = 0;
    std::size_t line_start_ = 0;
    List<Segment> segments_;
    std::size_t hidden_depth_ = 0;
    std::size_t pre_depth_ = 0;
    bool blank_ = false;
    bool cell_ = false;
    std::size_t position_ = 0;
    std::size_t piece_begin_ = 0;
    std::size_t piece_end_ = 0;
};

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

extern "C" {
void dsnparse_html_start(void* user, const xmlChar* name, const xmlChar**) { static_cast<Collector*>(user)->start(view(name)); }
void dsnparse_html_end(void* user, const xmlChar* name) { static_cast<Collector*>(user)->end(view(name)); }
void dsnparse_html_characters(void* user, const xmlChar* text, int length) {
    static_cast<Collector*>(user)->characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}
}

/// The parser keeps every open element on a stack that it searches: a depth that no mail has would make it quadratic.
constexpr std::size_t most_open = 400;

/// Length of the next piece: up to the next tag, so that a line's place is known to that.
std::size_t piece_length(std::string_view html, std::size_t at) {
    const std::size_t next = html.find('<', at + 1);
    return std::min({next == std::string_view::npos ? html.size() - at : next - at, html.size() - at, std::size_t{4096}});
}

} // namespace

MappedText html_to_text(std::string_view html, detail::Arena& arena, std::size_t limit) {
    html = html.substr(0, limit);
    if (html.empty()) return {};
    htmlSAXHandler handler{};
    handler.startElement = dsnparse_html_start;
    handler.endElement = dsnparse_html_end;
    handler.characters = dsnparse_html_characters;
    handler.cdataBlock = dsnparse_html_characters;
    handler.ignorableWhitespace = dsnparse_html_characters;
    // An entity of four letters may become three bytes; nothing becomes longer than it was written, line ends aside.
    Collector collector(arena, html.size() + html.size() / 2 + 64);
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&handler, &collector, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
    if (parser == nullptr) return {};
    htmlCtxtUseOptions(parser,
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t length = piece_length(html, at);
        collector.feed(at, at + length);
        htmlParseChunk(parser, html.data() + at, static_cast<int>(length), 0);
        at += length;
        if (parser->nameNr > static_cast<int>(most_open)) break;
    }
    htmlParseChunk(parser, nullptr, 0, 1);
    htmlFreeParserCtxt(parser);
    return collector.finish(html.size());
}

} // namespace dsnparse::text
