#include "mime/framer.hpp"

#include "base/ascii.hpp"
#include "mime/content_type.hpp"
#include "mime/decode.hpp"
#include "mime/scan.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace dsnparse::mime {

namespace {

constexpr std::size_t longest_guessed_boundary = 200;
/// How far a header is searched for signs of its encoding.
constexpr std::size_t encoding_look_ahead = std::size_t{8} << 10;

/// A boundary that can be recognised as one without having been declared.
bool can_be_boundary(std::string_view text) {
    if (text.empty() || text.size() > longest_guessed_boundary || text.ends_with("--")) return false;
    return std::all_of(text.begin(), text.end(), ascii::is_printable) && std::any_of(text.begin(), text.end(), ascii::is_alnum);
}

bool is_base64_line(std::string_view line) {
    line = ascii::trim(line);
    return !line.empty() && std::all_of(line.begin(), line.end(), [](char c) {
        return ascii::is_alnum(c) || c == '+' || c == '/' || c == '=';
    });
}

bool is_codec(Encoding encoding) { return encoding == Encoding::base64 || encoding == Encoding::quoted_printable; }

} // namespace

Framer::Framer(detail::Context& context, std::string_view bytes, const text::MappedText* base, PartList& list)
    : context_(context), list_(list) {
    context_.scratch.reserve(list_.parts, 8);
    context_.scratch.append(sources_, Source{bytes, static_cast<char>(list_.line_end), base, 0, 0, 0});
}

void Framer::run(const HeaderBlock& root) {
    if (add_part(0, root, true)) read_part(0, true);
    while (!sources_.empty()) {
        const Stop stop = find_stop();
        if (enter_decoded(stop) || use_other_boundary(stop)) continue;
        if (stop.delimiter.found())
            pass(stop);
        else
            finish_text();
    }
}

bool Framer::in_preamble() {
    const std::span<OpenMultipart> here = open_here();
    return !here.empty() && here.back().part == current_ && here.back().children == 0;
}

Framer::Stop Framer::find_stop() {
    const Source& from = source();
    const std::string_view text = from.text;
    const Stop at_end{{}, text.size(), text.size()};
    const std::span<OpenMultipart> here = open_here();
    if (stopped_ || here.empty()) return at_end;
    const bool preamble = in_preamble();
    for (std::size_t line = from.position; (line = find_dash_line(text, line, from.line_end)) != std::string_view::npos;) {
        const std::size_t end = std::min(text.find(from.line_end, line + 2), text.size());
        const std::size_t next = std::min(end + 1, text.size());
        const std::string_view tail = text.substr(line + 2, end - line - 2);
        const Delimiter delimiter = match_delimiter(here, tail);
        if (delimiter.found()) return {delimiter, line, next};
        if (preamble && other_boundary_.empty()) {
            consider_as_boundary(line, tail, next);
            if (!other_boundary_.empty() && here.back().boundary.empty()) return at_end;
        }
        line = next;
    }
    return at_end;
}

void Framer::consider_as_boundary(std::size_t line, std::string_view tail, std::size_t next) {
    const std::string_view boundary = ascii::trim_right(tail);
    constexpr std::size_t longest_name = 80;
    if (!can_be_boundary(boundary) || !is_plausible_field(source().text.substr(next, longest_name))) return;
    other_boundary_ = boundary;
    other_boundary_line_ = line;
}

bool Framer::use_other_boundary(const Stop& stop) {
    if (stopped_ || other_boundary_.empty() || !in_preamble()) return false;
    OpenMultipart& multipart = open().back();
    if (stop.delimiter.level == open_here().size() - 1 && !stop.delimiter.closes) return false;
    Part& changed = part(current_);
    if (multipart.boundary.empty())
        warn("W_MIME_NO_BOUNDARY", "a multipart declares no boundary; the one in use was taken", changed);
    else
        warn("W_MIME_WRONG_BOUNDARY", "a multipart uses another boundary than it declares", changed);
    multipart.boundary = changed.boundary = other_boundary_;
    source().position = other_boundary_line_;
    other_boundary_ = {};
    return true;
}

bool Framer::looks_encoded(std::size_t from, Encoding encoding, bool in_doubt) {
    const Source& here = source();
    text::LineReader lines(here.text.substr(from, encoding_look_ahead), static_cast<text::LineEnd>(here.line_end));
    if (encoding == Encoding::base64) {
        while (lines.next())
            if (!ascii::trim(lines.line()).empty()) return is_base64_line(lines.line());
        return false;
    }
    bool seen = false;
    while (lines.next() && !lines.line().empty()) {
        const std::string_view line = ascii::trim_right(lines.line());
        for (std::size_t at = 0; (at = line.find('=', at)) != std::string_view::npos; ++at) {
            if (at + 1 == line.size()) continue;
            if (at + 2 >= line.size() || !ascii::is_hex(line[at + 1]) || !ascii::is_hex(line[at + 2])) return false;
            seen = true;
        }
    }
    return seen || in_doubt;
}

bool Framer::enter_decoded(const Stop& stop) {
    if (!encoded_ || stopped_) return false;
    Part& outer = part(current_);
    const bool on_stack = in_preamble();
    if (on_stack && stop.delimiter.level == open_here().size() - 1) {
        // Its own boundary in plain sight: most likely it is not encoded at all, as RFC 2045 section 6.4 wants.
        if (outer.encoding == Encoding::base64 || !looks_encoded(stop.next, outer.encoding, false)) {
            outer.encoding = Encoding::identity;
            encoded_ = false;
            return false;
        }
        detail::Arena::truncate(open_, open_.size() - 1);
        source().position = stop.next;
        return true;
    }
    encoded_ = false;
    if (on_stack) detail::Arena::truncate(open_, open_.size() - 1);
    finish_part(current_, body_end(stop));
    source().position = stop.line;
    auto* decoded = new (context_.scratch.allocate(sizeof(text::MappedText))) text::MappedText(decode_bytes(context_, outer));
    const text::LineEnd line_end = text::line_end_of(decoded->text);
    context_.scratch.append(sources_, Source{decoded->text, static_cast<char>(line_end), decoded, 0, open_.size(), current_});
    if (outer.media == Media::multipart) {
        context_.scratch.append(open_, OpenMultipart{outer.boundary, current_, 0});
        other_boundary_ = {};
    } else if (!decoded->text.empty() && list_.parts.size() < context_.limits().parts) {
        read_part(current_, true);
    }
    return true;
}

std::size_t Framer::body_end(const Stop& stop) {
    const Source& here = source();
    if (!stop.delimiter.found()) return here.text.size();
    std::size_t end = stop.line;
    if (end > 0 && here.text[end - 1] == here.line_end) --end;
    if (here.line_end == '\n')
        while (end > 0 && here.text[end - 1] == '\r') --end;
    return end;
}

void Framer::pass(const Stop& stop) {
    const std::string_view text = source().text;
    const bool last_line = ascii::trim_left(text.substr(stop.next)).empty(); // then it announces no part
    if (!stop.delimiter.closes && !last_line && list_.parts.size() >= context_.limits().parts) {
        stopped_ = true;
        warn("W_LIMIT_PARTS", "more MIME parts than are read", part(current_));
        return;
    }
    const std::size_t level = source().first_open + stop.delimiter.level;
    const std::uint32_t index = open()[level].part;
    const std::size_t end = body_end(stop);
    finish_parts_in(index, end);
    give_up_multiparts(level + 1);
    Part& multipart = part(index);
    if (multipart.preamble.data() == nullptr) {
        const bool decoded = sources_.size() > 1 && index == source().owner;
        const std::size_t begin = decoded ? 0 : static_cast<std::size_t>(multipart.body.data() - text.data());
        multipart.preamble = text.substr(begin, std::max(begin, end) - begin);
    }
    source().position = stop.next;
    current_ = index;
    encoded_ = false;
    if (stop.delimiter.closes) {
        multipart.closed = true;
        multipart.epilogue = text.substr(stop.next, 0);
        detail::Arena::truncate(open_, level);
        return;
    }
    if (last_line) return;
    ++open()[level].children;
    read_part(index, false);
}

void Framer::finish_text() {
    const Source here = source();
    finish_parts_in(here.owner, here.text.size());
    if (sources_.size() == 1) finish_part(0, here.text.size());
    give_up_multiparts(here.first_open);
    if (sources_.size() > 1) {
        Part& owner = part(here.owner);
        if (owner.epilogue.data() != nullptr) {
            const auto begin = static_cast<std::size_t>(owner.epilogue.data() - here.text.data());
            owner.epilogue = here.text.substr(begin);
        }
    }
    detail::Arena::truncate(sources_, sources_.size() - 1);
    current_ = here.owner;
    encoded_ = false;
}

void Framer::finish_part(std::uint32_t index, std::size_t end) {
    Part& done = part(index);
    const std::string_view text = source().text;
    const auto from_here = [&](std::string_view view) {
        const auto begin = static_cast<std::size_t>(view.data() - text.data());
        return text.substr(begin, std::max(begin, end) - begin);
    };
    done.body = from_here(done.body);
    done.end = static_cast<std::uint32_t>(list_.parts.size());
    if (done.media != Media::multipart || is_codec(done.encoding)) return;
    if (done.preamble.data() == nullptr) done.preamble = done.body;
    if (done.epilogue.data() != nullptr) done.epilogue = from_here(done.epilogue);
}

void Framer::finish_parts_in(std::uint32_t ancestor, std::size_t end) {
    for (std::uint32_t index = current_; index != ancestor; index = part(index).parent) finish_part(index, end);
}

void Framer::give_up_multiparts(std::size_t from_level) {
    for (std::size_t level = open_.size(); level-- > from_level;) {
        const OpenMultipart& multipart = open()[level];
        // A header that came back without its body has nothing to close.
        if (stopped_ || ascii::trim_left(part(multipart.part).body).empty()) continue;
        if (multipart.boundary.empty())
            warn("W_MIME_NO_BOUNDARY", "a multipart declares no boundary, and none is in use", part(multipart.part));
        else
            warn("W_MIME_UNCLOSED", "the end boundary of a multipart is missing", part(multipart.part));
    }
    detail::Arena::truncate(open_, from_level);
}

void Framer::read_part(std::uint32_t parent, bool message) {
    for (;;) {
        const Source& here = source();
        HeaderReader reader(context_, here.text, static_cast<text::LineEnd>(here.line_end), open_here());
        const auto index = static_cast<std::uint32_t>(list_.parts.size());
        if (!add_part(parent, reader.read(here.position, message), message)) return;
        parent = index;
        message = true;
    }
}

bool Framer::add_part(std::uint32_t parent, const HeaderBlock& block, bool message) {
    Source& here = source();
    const auto index = static_cast<std::uint32_t>(list_.parts.size());
    Part& added = context_.scratch.append(list_.parts, Part{});
    added.index = index;
    added.parent = parent;
    added.end = index + 1;
    added.base = here.base;
    added.type = "text";
    added.subtype = "plain";
    added.headers = block.fields;
    added.names = block.names;
    added.header_block = here.text.substr(block.begin, block.end - block.begin);
    if (block.content_type != HeaderBlock::absent) read_content_type(context_, block.fields[block.content_type].raw, added);
    if (block.disposition != HeaderBlock::absent) read_disposition(context_, block.fields[block.disposition].raw, added);
    if (block.transfer_encoding != HeaderBlock::absent) added.encoding = read_encoding(block.fields[block.transfer_encoding].raw);
    if (index != 0) {
        const Part& outer = part(parent);
        added.depth = outer.depth + 1;
        if (!message && !added.declared && outer.subtype == "digest") { // RFC 2046 section 5.1.5
            added.media = Media::message;
            added.type = "message";
            added.subtype = "rfc822";
        }
        added.section = section_in(outer, added.media);
    }
    // A message cannot start with a line that is no field: then the line is garbage in the header.
    here.position = block.stray && added.media == Media::message ? block.behind_stray : block.body;
    added.body = here.text.substr(here.position, 0);
    if (block.garbage_lines != 0 || (block.stray && !block.fields.empty()))
        warn("W_HEADER_GARBAGE", "a header has lines that are no fields", added);
    if (block.too_many) warn("W_LIMIT_HEADERS", "more header fields than are read", added);
    if (block.too_long) warn("W_LIMIT_HEADER_BLOCK", "a header block is longer than what is read of one", added);
    current_ = index;
    encoded_ = false;
    return enter(index);
}

bool Framer::enter(std::uint32_t index) {
    Part& entered = part(index);
    if (entered.media != Media::multipart && entered.media != Media::message) return false;
    if (entered.depth >= context_.limits().depth) {
        warn("W_LIMIT_DEPTH", "multiparts or messages are nested deeper than is read", entered);
        return false;
    }
    if (entered.media == Media::multipart) {
        context_.scratch.append(open_, OpenMultipart{entered.boundary, index, 0});
        entered.closed = false;
        encoded_ = is_codec(entered.encoding);
        other_boundary_ = {};
        return false;
    }
    const Source& here = source();
    if (is_codec(entered.encoding)) {
        encoded_ = looks_encoded(here.position, entered.encoding, true);
        if (encoded_) return false;
        entered.encoding = Encoding::identity;
    }
    if (here.position >= here.text.size()) return false;
    const std::string_view line = here.text.substr(here.position, here.text.find(here.line_end, here.position) - here.position);
    if (line.starts_with("--") && match_delimiter(open_here(), line.substr(2)).found()) return false;
    if (list_.parts.size() < context_.limits().parts) return true;
    warn("W_LIMIT_PARTS", "more MIME parts than are read", entered);
    return false;
}

std::string_view Framer::section_in(const Part& parent, Media media) {
    const auto join = [&](std::string_view prefix, std::string_view number) {
        return prefix.empty() ? number : context_.arena.concat({prefix, ".", number});
    };
    if (parent.media == Media::message) {
        const std::string_view prefix = parent.index == 0 ? std::string_view("1") : parent.section;
        return media == Media::multipart ? prefix : join(prefix, "1");
    }
    static constexpr std::string_view small = "123456789";
    const std::uint32_t number = open().back().children;
    if (number <= small.size()) return join(parent.section, small.substr(number - 1, 1));
    char digits[10];
    char* first = digits + sizeof digits;
    for (std::uint32_t rest = number; rest != 0; rest /= 10) *--first = static_cast<char>('0' + rest % 10);
    return join(parent.section, context_.arena.copy({first, static_cast<std::size_t>(digits + sizeof digits - first)}));
}

void Framer::warn(std::string_view code, std::string_view message, const Part& about) {
    const std::optional<Span> place = span_of(context_, about, about.header_block);
    // A message that came back cut is nothing unusual.
    bool returned = false;
    for (std::uint32_t index = about.index; index != 0 && !returned; index = part(index).parent)
        returned = part(part(index).parent).media == Media::message;
    context_.warnings.add(code, returned ? Severity::info : Severity::warning, message, about.section,
                          place ? std::optional<std::size_t>(place->offset) : std::nullopt);
}

} // namespace dsnparse::mime
