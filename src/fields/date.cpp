#include "fields/date.hpp"

#include "base/ascii.hpp"

#include <array>
#include <cstdio>

namespace dsnparse::fields {

namespace {

struct Civil {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int offset = 0; ///< minutes east of UTC
    bool negative_zero = false; ///< `-0000`: UTC, with nothing said about the place (RFC 5322)
};

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

struct Zone {
    std::string_view name;
    int minutes;
};

/// RFC 5322 section 4.3, and the names that mail servers write beside it.
constexpr std::array<Zone, 36> zones{
    {{"UT", 0},     {"UTC", 0},    {"GMT", 0},    {"Z", 0},      {"EST", -300},  {"EDT", -240},  {"CST", -360}, {"CDT", -300},
     {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600}, {"WET", 0},
     {"WEST", 60},  {"BST", 60},   {"CET", 60},   {"CEST", 120}, {"MET", 60},    {"MEST", 120},  {"MEZ", 60},   {"MESZ", 120},
     {"EET", 120},  {"EEST", 180}, {"MSK", 180},  {"MSD", 240},  {"JST", 540},   {"KST", 540},   {"HKT", 480},  {"SGT", 480},
     {"AEST", 600}, {"AEDT", 660}, {"NZST", 720}, {"NZDT", 780}}};

int month_of(std::string_view word) {
    if (word.size() < 3) return 0;
    for (std::size_t i = 0; i < months.size(); ++i)
        if (ascii::istarts_with(word, months[i])) return static_cast<int>(i) + 1;
    return 0;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month) - 1];
}

/// Days since 1970-01-01 (proleptic Gregorian calendar).
std::int64_t days_from_civil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/// White space, commas and RFC 5322 comments.
void skip_filling(std::string_view& text) {
    std::size_t depth = 0;
    while (!text.empty()) {
        const char c = text[0];
        if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (depth == 0 && !ascii::is_space(c) && c != ',')
            return;
        text.remove_prefix(1);
    }
}

bool take_time(std::string_view& text, Civil& civil) {
    std::string_view rest = text;
    const auto hour = ascii::consume_number(rest, 2);
    if (!hour || rest.empty() || (rest[0] != ':' && rest[0] != '.')) return false;
    rest.remove_prefix(1);
    const auto minute = ascii::consume_number(rest, 2);
    if (!minute) return false;
    std::uint32_t second = 0;
    if (rest.size() > 1 && (rest[0] == ':' || rest[0] == '.') && ascii::is_digit(rest[1])) {
        rest.remove_prefix(1);
        second = ascii::consume_number(rest, 2).value_or(0);
        if (rest.size() > 1 && rest[0] == '.' && ascii::is_digit(rest[1])) {
            rest.remove_prefix(1);
            while (!rest.empty() && ascii::is_digit(rest[0])) rest.remove_prefix(1);
        }
    }
    if (*hour > 23 || *minute > 59 || second > 60) return false;
    civil.hour = static_cast<int>(*hour);
    civil.minute = static_cast<int>(*minute);
    civil.second = static_cast<int>(second);
    text = rest;
    return true;
}

/// A zone; false: it is impossible. None at all is UTC.
bool take_zone(std::string_view& text, Civil& civil) {
    skip_filling(text);
    if (text.empty()) return true;
    if (text[0] == '+' || text[0] == '-') {
        const bool west = text[0] == '-';
        std::string_view rest = text.substr(1);
        const auto hours = ascii::consume_number(rest, 2);
        if (!hours) return false;
        if (!rest.empty() && rest[0] == ':') rest.remove_prefix(1);
        const auto minutes = ascii::consume_number(rest, 2);
        const std::uint32_t total = *hours * 60 + minutes.value_or(0);
        if (*hours > 15 || minutes.value_or(0) > 59) return false;
        civil.offset = west ? -static_cast<int>(total) : static_cast<int>(total);
        civil.negative_zero = west && total == 0;
        text = rest;
        return true;
    }
    std::size_t n = 0;
    while (n < text.size() && ascii::is_alpha(text[n])) ++n;
    const std::string_view name = text.substr(0, n);
    for (const Zone& zone : zones)
        if (ascii::iequals(zone.name, name)) {
            civil.offset = zone.minutes;
            text.remove_prefix(n);
            return true;
        }
    if (n > 0) civil.negative_zero = true; // RFC 5322: an unknown name says nothing
    return true;
}

int full_year(std::uint32_t year, std::size_t digits) {
    if (digits <= 2) return static_cast<int>(year < 50 ? 2000 + year : 1900 + year);
    if (digits == 3) return static_cast<int>(1900 + year);
    return static_cast<int>(year);
}

std::optional<int> take_year(std::string_view& text) {
    const std::size_t before = text.size();
    const auto year = ascii::consume_number(text, 4);
    if (!year) return std::nullopt;
    return full_year(*year, before - text.size());
}

/// `2 Feb 2012 14:01:15 -0500`, `2-Feb-2012 ...`
bool read_rfc5322(std::string_view text, Civil& civil) {
    const auto day = ascii::consume_number(text, 2);
    if (!day) return false;
    const auto skip = [&] {
        skip_filling(text);
        while (!text.empty() && (text[0] == '-' || text[0] == '.' || text[0] == '/')) text.remove_prefix(1);
        skip_filling(text);
    };
    skip();
    std::size_t n = 0;
    while (n < text.size() && ascii::is_alpha(text[n])) ++n;
    civil.month = month_of(text.substr(0, n));
    if (civil.month == 0) return false;
    text.remove_prefix(n);
    skip();
    const std::optional<int> year = take_year(text);
    if (!year) return false;
    civil.day = static_cast<int>(*day);
    civil.year = *year;
    skip_filling(text);
    return take_time(text, civil) && take_zone(text, civil);
}

/// `Feb  2 14:01:15 2012`, with a zone before or behind the year.
bool read_asctime(std::string_view text, Civil& civil) {
    std::size_t n = 0;
    while (n < text.size() && ascii::is_alpha(text[n])) ++n;
    civil.month = month_of(text.substr(0, n));
    if (civil.month == 0) return false;
    text.remove_prefix(n);
    skip_filling(text);
    const auto day = ascii::consume_number(text, 2);
    if (!day) return false;
    civil.day = static_cast<int>(*day);
    skip_filling(text);
    if (!take_time(text, civil)) {
        // `Feb 2, 2012 14:01:15`
        const std::optional<int> year = take_year(text);
        if (!year) return false;
        civil.year = *year;
        skip_filling(text);
        return take_time(text, civil) && take_zone(text, civil);
    }
    skip_filling(text);
    if (!text.empty() && !ascii::is_digit(text[0]) && !take_zone(text, civil)) return false;
    skip_filling(text);
    while (!text.empty() && ascii::is_alpha(text[0])) text.remove_prefix(1);
    skip_filling(text);
    const std::optional<int> year = take_year(text);
    if (!year) return false;
    civil.year = *year;
    return civil.offset != 0 || take_zone(text, civil);
}

/// ISO 8601: `2012-02-02T14:01:15Z`.
bool read_iso(std::string_view text, Civil& civil) {
    const auto year = ascii::consume_number(text, 4);
    if (!year || text.empty() || (text[0] != '-' && text[0] != '/')) return false;
    text.remove_prefix(1);
    const auto month = ascii::consume_number(text, 2);
    if (!month || text.empty() || (text[0] != '-' && text[0] != '/')) return false;
    text.remove_prefix(1);
    const auto day = ascii::consume_number(text, 2);
    if (!day) return false;
    civil.year = static_cast<int>(*year);
    civil.month = static_cast<int>(*month);
    civil.day = static_cast<int>(*day);
    if (!text.empty() && (text[0] == 'T' || text[0] == 't')) text.remove_prefix(1);
    skip_filling(text);
    return take_time(text, civil) && take_zone(text, civil);
}

bool read_civil(std::string_view text, Civil& civil) {
    skip_filling(text);
    if (text.size() > 4 && ascii::is_digit(text[0]) && ascii::is_digit(text[1]) && ascii::is_digit(text[2])
        && ascii::is_digit(text[3]))
        return read_iso(text, civil);
    if (!text.empty() && ascii::is_digit(text[0])) return read_rfc5322(text, civil);
    // A day's name, in whatever language.
    std::size_t n = 0;
    while (n < text.size() && (ascii::is_alpha(text[n]) || static_cast<unsigned char>(text[n]) >= 0x80)) ++n;
    if (month_of(text.substr(0, n)) != 0 && read_asctime(text, civil)) return true;
    text.remove_prefix(n);
    if (!text.empty() && text[0] == '.') text.remove_prefix(1);
    skip_filling(text);
    if (text.empty()) return false;
    civil = {};
    if (text.size() > 4 && ascii::is_digit(text[0]) && ascii::is_digit(text[2]) && ascii::is_digit(text[3]))
        return read_iso(text, civil);
    return ascii::is_digit(text[0]) ? read_rfc5322(text, civil) : read_asctime(text, civil);
}

} // namespace

DateTime read_date(std::string_view value, detail::Arena& arena) {
    Civil civil;
    if (!read_civil(value.substr(0, 256), civil)) return {};
    if (civil.year < 1900 || civil.year > 9999 || civil.month < 1 || civil.month > 12 || civil.day < 1
        || civil.day > days_in(civil.year, civil.month))
        return {};
    DateTime date;
    date.unix_seconds = days_from_civil(civil.year, civil.month, civil.day) * 86400 + civil.hour * 3600 + civil.minute * 60
                        + civil.second - civil.offset * 60;
    const int size = civil.offset < 0 ? -civil.offset : civil.offset;
    const char sign = civil.offset < 0 || civil.negative_zero ? '-' : '+';
    char text[40];
    const int length = std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", civil.year, civil.month,
                                     civil.day, civil.hour, civil.minute, civil.second, sign, size / 60, size % 60);
    date.text = arena.copy({text, static_cast<std::size_t>(length)});
    return date;
}

} // namespace dsnparse::fields
