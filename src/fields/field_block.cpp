#include "fields/field_block.hpp"

#include "base/ascii.hpp"
#include "text/unfold.hpp"

namespace dsnparse::fields {

std::string_view field_name_at(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && (ascii::is_alnum(line[n]) || line[n] == '-' || line[n] == '_')) ++n;
    if (n == 0 || n > 76 || ascii::is_digit(line[0])) return {};
    const std::string_view name = line.substr(0, n);
    while (n < line.size() && ascii::is_wsp(line[n])) ++n;
    return n < line.size() && line[n] == ':' ? name : std::string_view{};
}

bool BlockReader::next() {
    if (!has_line_) return false;
    const std::string_view first = lines_.line();
    if (ascii::trim(first).empty()) {
        field_ = {};
        has_line_ = lines_.next();
        return true;
    }
    const std::size_t begin = lines_.offset();
    std::size_t end = begin + first.size();
    field_.name = field_name_at(first);
    // A first line that is no field still takes the lines that belong to it along.
    while ((has_line_ = lines_.next())) {
        const std::string_view line = lines_.line();
        const bool blank = ascii::trim(line).empty();
        if (blank || (!ascii::is_wsp(line[0]) && !field_name_at(line).empty())) break;
        end = lines_.offset() + line.size();
    }
    field_.raw = text_.substr(begin, end - begin);
    if (field_.name.empty()) {
        field_.name = "?";
        field_.value = field_.raw;
        return true;
    }
    const std::size_t colon = field_.raw.find(':');
    field_.value = text::unfold(field_.raw.substr(colon + 1), context_.scratch, context_.limits().header_value_bytes);
    return true;
}

} // namespace dsnparse::fields
