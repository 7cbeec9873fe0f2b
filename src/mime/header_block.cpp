#include "mime/header_block.hpp"

#include "base/ascii.hpp"
#include "mime/content_type.hpp"
#include "mime/framing.hpp"
#include "mime/scan.hpp"

#include <cstring>

namespace dsnparse::mime {

namespace {

/// More lines of no field than this in a row are not garbage in a header but a body.
constexpr std::uint32_t most_garbage_lines = 16;
constexpr int most_leading_blank_lines = 3;

bool is_mbox_line(std::string_view line) { return line.starts_with("From ") || line.starts_with(">From "); }

/// `boundary="x"`, `charset=x`: a parameter, whatever stands in front of it.
bool is_parameter(std::string_view line) {
    line = ascii::trim_left(line);
    std::size_t n = 0;
    while (n < line.size() && (ascii::is_alnum(line[n]) || line[n] == '-' || line[n] == '*')) ++n;
    return n > 0 && n < line.size() && line[n] == '=';
}

/// Fields that are always folded, and of which no one writes prose.
bool is_trace_field(std::string_view name) {
    for (std::string_view known : {"Received", "X-Received", "Received-SPF", "Authentication-Results", "DKIM-Signature"})
        if (ascii::iequals(name, known)) return true;
    return ascii::istarts_with(name, "ARC-");
}

} // namespace

HeaderReader::Line HeaderReader::line_at(std::size_t from) const {
    const void* hit = std::memchr(text_.data() + from, line_end_, text_.size() - from);
    if (hit == nullptr) return {from, text_.size(), text_.size()};
    std::size_t end = static_cast<std::size_t>(static_cast<const char*>(hit) - text_.data());
    const std::size_t next = end + 1;
    while (end > from && text_[end - 1] == '\r') --end;
    return {from, end, next};
}

bool HeaderReader::starts_blank_line(std::size_t at) const {
    while (at < text_.size() && text_[at] == '\r' && line_end_ != '\r') ++at;
    return at < text_.size() && text_[at] == line_end_;
}

bool HeaderReader::is_white_line(std::size_t at) const {
    while (at < text_.size() && ascii::is_wsp(text_[at])) ++at;
    return at >= text_.size() || starts_blank_line(at);
}

bool HeaderReader::ends_header(const Line& line) const {
    if (line.next >= text_.size()) return true;
    if (ascii::is_wsp(text_[line.next]) || starts_blank_line(line.next)) return false;
    return field_name_length(view(line_at(line.next))) == 0;
}

std::size_t HeaderReader::skip_message_top(HeaderBlock& block, std::size_t from) const {
    std::size_t at = from;
    for (int blank = 0; blank < most_leading_blank_lines && at < text_.size() && is_white_line(at); ++blank)
        at = line_at(at).next;
    std::string_view mbox_from;
    while (at < text_.size() && is_mbox_line(text_.substr(at, 6))) {
        const Line line = line_at(at);
        if (mbox_from.empty()) mbox_from = view(line);
        at = line.next;
    }
    if (at == from) return from;
    // Only a header behind them makes them what they seem; the body's own first lines are no concern of ours.
    if (at >= text_.size() || field_name_length(text_.substr(at, line_at(at).end - at)) == 0) return from;
    block.mbox_from = mbox_from;
    return at;
}

bool HeaderReader::is_delimiter(const HeaderBlock& block, const Line& line) {
    const std::string_view whole = view(line);
    if (!whole.starts_with("--")) return false;
    if (match_delimiter(open_, whole.substr(2)).found()) return true;
    if (block.content_type == HeaderBlock::absent) return false;
    if (!own_boundary_known_) {
        own_boundary_known_ = true;
        Part declared;
        read_content_type(context_, block.fields[block.content_type].raw, declared);
        if (declared.media == Media::multipart) own_boundary_ = declared.boundary;
    }
    const OpenMultipart own{own_boundary_, 0, 0};
    return match_delimiter({&own, 1}, whole.substr(2)).found();
}

bool HeaderReader::continues(const HeaderBlock& block, const Line& line) const {
    if (block.fields.empty() || block.too_many) return false;
    const auto last = static_cast<std::uint32_t>(block.fields.size() - 1);
    return (last == block.content_type || last == block.disposition) && is_parameter(view(line));
}

void HeaderReader::extend_last_field(HeaderBlock& block, std::size_t end) const {
    HeaderField& field = context_.scratch.items(block.fields).back();
    field.raw = {field.raw.data(), static_cast<std::size_t>(text_.data() + end - field.raw.data())};
}

std::size_t HeaderReader::read_field(HeaderBlock& block, Line line, std::size_t name_length) {
    std::size_t value = line.begin + name_length;
    while (text_[value] != ':') ++value;
    ++value;
    while (value < line.end && ascii::is_wsp(text_[value])) ++value;
    while (line.next < text_.size() && ascii::is_wsp(text_[line.next])) {
        const Line more = line_at(line.next);
        if (is_white_line(line.next) && ends_header(more)) break;
        line.end = more.end;
        line.next = more.next;
    }
    if (value > line.end) value = line.end;
    if (block.fields.size() >= context_.limits().headers_per_part) {
        block.too_many = true;
        return line.next;
    }
    const std::string_view name = text_.substr(line.begin, name_length);
    const auto index = static_cast<std::uint32_t>(block.fields.size());
    const auto note = [&](std::uint32_t& place, std::string_view wanted) {
        if (place == HeaderBlock::absent && ascii::iequals(name, wanted)) place = index;
    };
    if ((name[0] | 0x20) == 'c') {
        if (name_length == 12) note(block.content_type, "Content-Type");
        if (name_length == 25) note(block.transfer_encoding, "Content-Transfer-Encoding");
        if (name_length == 19) note(block.disposition, "Content-Disposition");
    }
    block.names |= field_name_bit(name);
    context_.scratch.append(block.fields, HeaderField{name, text_.substr(value, line.end - value)});
    return line.next;
}

std::size_t HeaderReader::skip_to_end(const HeaderBlock& block, std::size_t from) {
    std::size_t at = from;
    while (at < text_.size() && !starts_blank_line(at)) {
        const Line line = line_at(at);
        if (is_delimiter(block, line)) break;
        at = line.next;
    }
    return at;
}

HeaderBlock HeaderReader::read(std::size_t from, bool message) {
    HeaderBlock block;
    own_boundary_ = {};
    own_boundary_known_ = false;
    std::size_t at = message ? skip_message_top(block, from) : from;
    block.begin = at;
    context_.scratch.reserve(block.fields, message ? 32 : 4);
    std::size_t stray = std::string_view::npos; // first of the lines that are no fields, behind the last field
    std::size_t stray_end = 0;
    std::uint32_t strays = 0;
    while (at < text_.size()) {
        // What is folded was read with its field: white space here is a line of nothing else, or garbage.
        if (starts_blank_line(at) || (ascii::is_wsp(text_[at]) && is_white_line(at))) {
            block.blank_line = true;
            break;
        }
        if (at - block.begin > context_.limits().header_block_bytes) {
            block.too_long = true;
            at = skip_to_end(block, at);
            block.blank_line = at < text_.size() && starts_blank_line(at);
            break;
        }
        const Line line = line_at(at);
        if (text_[at] == '-' && is_delimiter(block, line)) break;
        if (strays == 0 && continues(block, line)) {
            extend_last_field(block, line.end);
            at = line.next;
            continue;
        }
        const std::size_t name_length = field_name_length(view(line));
        if (name_length != 0) {
            if (strays != 0 && !block.too_many && is_trace_field(block.fields.back().name)) extend_last_field(block, stray_end);
            block.garbage_lines += strays;
            strays = 0;
            stray = std::string_view::npos;
            at = read_field(block, line, name_length);
            continue;
        }
        if (strays++ == 0) stray = at;
        stray_end = line.end;
        at = line.next;
        if (block.fields.empty() || strays > most_garbage_lines) break;
    }
    if (stray != std::string_view::npos) {
        // No field came after these lines: they are the body, and the blank line is missing.
        block.stray = true;
        block.end = block.body = stray;
        block.behind_stray = block.blank_line ? line_at(at).next : stray;
        block.blank_line = false;
        return block;
    }
    block.end = block.body = at;
    if (block.blank_line) block.body = line_at(at).next;
    return block;
}

std::size_t read_header_block(detail::Context& context, std::string_view bytes, text::LineEnd line_end,
                              List<HeaderField>& fields) {
    HeaderReader reader(context, bytes, line_end, {});
    const HeaderBlock block = reader.read(0, true);
    fields = block.fields;
    return block.body;
}

} // namespace dsnparse::mime
