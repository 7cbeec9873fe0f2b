#include "emit/pieces.hpp"

#include "base/ascii.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace dsnparse::emit {

std::string reply_line(const Reply& reply) {
    std::string line = reply.code ? std::to_string(*reply.code) : std::string();
    for (const std::string_view piece : {reply.enhanced, reply.text}) {
        if (!line.empty() && !piece.empty()) line += ' ';
        line += piece;
    }
    return line;
}

std::string_view value_of(const List<Header>& headers, std::string_view name) {
    for (const Header& header : headers)
        if (ascii::iequals(header.name, name)) return header.value;
    return {};
}

std::string utc_time(const DateTime& date) {
    if (!date.known()) return {};
    const std::chrono::sys_seconds time{std::chrono::seconds{date.unix_seconds}};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day calendar{day};
    const std::chrono::hh_mm_ss<std::chrono::seconds> clock{time - day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(calendar.year()),
                  static_cast<unsigned>(calendar.month()), static_cast<unsigned>(calendar.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

void append_csv_field(std::string_view text, std::string& out) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

} // namespace dsnparse::emit
