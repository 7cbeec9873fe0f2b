#include "page/json_text.hpp"

#include <dsnparse/json.hpp>

namespace dsnparse::page {

void append_json_text(std::string_view text, std::string& out) {
    const std::size_t from = out.size();
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    for (std::size_t at = out.find('<', from); at != std::string::npos; at = out.find('<', at)) out.replace(at, 1, "\\u003c");
}

std::string_view cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

} // namespace dsnparse::page
