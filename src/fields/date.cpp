#include "fields/date.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_date = 256;

constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                  "july",    "august",   "september", "october", "november", "december"};

struct Zone {
    std::string_view name;
    int minutes; ///< east of UTC
};

/// RFC 5322 section 4.3, and names that mail servers write where only one meaning is common.
constexpr std::array<Zone, 39> zones{
    {{"UT", 0},     {"UTC", 0},    {"GMT", 0},    {"Z", 0},      {"EST", -300},  {"EDT", -240},  {"CST", -360}, {"CDT", -300},
     {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600}, {"WET", 0},
     {"WEST", 60},  {"BST", 60},   {"CET", 60},   {"CEST", 120}, {"MET", 60},    {"MEST", 120},  {"MEZ", 60},   {"MESZ", 120},
     {"EET", 120},  {"EEST", 180}, {"SAST", 120}, {"MSK", 180},  {"MSD", 240},   {"HKT", 480},   {"SGT", 480},  {"AWST", 480},
     {"JST", 540},  {"KST", 540},  {"ACST", 570}, {"AEST", 600}, {"AEDT", 660},  {"NZST", 720},  {"NZDT", 780}}};

std::string_view leading_letters(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && ascii::is_alpha(text[n])) ++n;
    return text.substr(0, n);
}

/// 1 to 12 for a month's English name or its first three or more letters; 0: none.
int month_of(std::string_view word) {
    if (word.size() < 3) return 0;
    const char first = ascii::to_lower(word[0]);
    const auto found = std::find_if(months.begin(), months.end(),
                                    [&](std::string_view name) { return name[0] == first && ascii::istarts_with(name, word); });
    return found == months.end() ? 0 : static_cast<int>(found - months.begin()) + 1;
}

const Zone* find_zone(std::string_view name) {
    if (name.empty()) return nullptr;
    const auto* found =
        std::find_if(zones.begin(), zones.end(), [&](const Zone& zone) { return ascii::iequals(zone.name, name); });
    return found == zones.end() ? nullptr : found;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month) - 1];
}

/// Days since 1970-01-01 (proleptic Gregorian calendar).
std::int64_t days_from_civil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = y / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/// One date being read. Each read_... takes what it knows from the front of what is left; false: it stands not there.
class DateReader {
public:
    explicit DateReader(std::string_view text) : text_(text) {}

    /// True if all of a date and time was there and is possible.
    bool run() {
        skip_filling();
        return read_any() && year_ >= 1900 && year_ <= 9999 && month_ >= 1 && month_ <= 12 && day_ >= 1
               && day_ <= days_in(year_, month_);
    }

    [[nodiscard]] std::int64_t unix_seconds() const {
        const int of_day = hour_ * 3600 + minute_ * 60 + second_ - offset_ * 60;
        return days_from_civil(year_, month_, day_) * 86400 + of_day;
    }

    /// RFC 3339 section 5.6.
    [[nodiscard]] std::array<char, 25> text() const {
        std::array<char, 25> text{};
        std::size_t used = 0;
        const auto put = [&](int value, int digits, char behind) {
            for (int i = digits; i-- > 0; value /= 10)
                text[used + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
            used += static_cast<std::size_t>(digits);
            if (used < text.size()) text[used++] = behind;
        };
        const int size = offset_ < 0 ? -offset_ : offset_;
        put(year_, 4, '-');
        put(month_, 2, '-');
        put(day_, 2, 'T');
        put(hour_, 2, ':');
        put(minute_, 2, ':');
        put(second_, 2, offset_ < 0 || negative_zero_ ? '-' : '+');
        put(size / 60, 2, ':');
        put(size % 60, 2, '\0');
        return text;
    }

private:
    bool read_any() {
        if (starts_with_digits(4)) return read_iso();
        if (starts_with_digits(1)) return read_rfc5322();
        if (month_of(leading_letters(text_)) != 0) return read_asctime();
        // The day's name, in whatever language.
        while (!text_.empty() && (ascii::is_alpha(text_[0]) || static_cast<unsigned char>(text_[0]) >= 0x80))
            text_.remove_prefix(1);
        if (!text_.empty() && text_[0] == '.') text_.remove_prefix(1);
        skip_filling();
        if (starts_with_digits(4)) return read_iso();
        return starts_with_digits(1) ? read_rfc5322() : read_asctime();
    }

    /// `2 Feb 2012 14:01:15 -0500`, `2-Feb-2012 ...`
    bool read_rfc5322() {
        if (!take(day_, 2)) return false;
        skip_separators();
        if (!read_month()) return false;
        skip_separators();
        if (!read_year()) return false;
        skip_filling();
        return read_time() && read_zone();
    }

    /// `Feb  2 14:01:15 2012`, with a zone before or behind the year; `Feb 2, 2012 14:01:15`
    bool read_asctime() {
        if (!read_month()) return false;
        skip_separators();
        if (!take(day_, 2)) return false;
        skip_filling();
        if (!read_time()) {
            if (!read_year()) return false;
            skip_filling();
            return read_time() && read_zone();
        }
        skip_filling();
        const bool zone_first = !text_.empty() && !starts_with_digits(1);
        if (zone_first && !read_zone()) return false;
        skip_filling();
        return read_year() && (zone_first || read_zone());
    }

    /// ISO 8601: `2012-02-02T14:01:15Z`
    bool read_iso() {
        if (!take(year_, 4) || !take_mark("-/") || !take(month_, 2) || !take_mark("-/") || !take(day_, 2)) return false;
        if (!text_.empty() && (text_[0] == 'T' || text_[0] == 't')) text_.remove_prefix(1);
        skip_filling();
        return read_time() && read_zone();
    }

    bool read_month() {
        const std::string_view word = leading_letters(text_);
        month_ = month_of(word);
        text_.remove_prefix(word.size());
        return month_ != 0;
    }

    /// Two digits are of 1950 to 2049, three count from 1900 (RFC 5322 section 4.3).
    bool read_year() {
        const std::size_t before = text_.size();
        if (!take(year_, 4)) return false;
        const std::size_t digits = before - text_.size();
        if (digits <= 2) year_ += year_ < 50 ? 2000 : 1900;
        if (digits == 3) year_ += 1900;
        return true;
    }

    /// `14:01`, `14:01:15`, `14:01:15.123`, `2:01:15 PM`; comments may stand between
    bool read_time() {
        const std::string_view start = text_;
        second_ = 0;
        if (!take(hour_, 2) || !take_spaced_mark() || !take(minute_, 2)) {
            text_ = start;
            return false;
        }
        const std::string_view behind_minute = text_;
        if (take_spaced_mark() && take(second_, 2)) {
            if (text_.size() > 1 && (text_[0] == '.' || text_[0] == ',') && ascii::is_digit(text_[1])) {
                text_.remove_prefix(1);
                while (starts_with_digits(1)) text_.remove_prefix(1);
            }
        } else {
            second_ = 0;
            text_ = behind_minute;
        }
        read_half_of_day();
        return hour_ <= 23 && minute_ <= 59 && second_ <= 60; // a leap second
    }

    void read_half_of_day() {
        const std::string_view rest = ascii::trim_left(text_);
        const std::string_view word = leading_letters(rest);
        const bool pm = ascii::iequals(word, "pm");
        if ((!pm && !ascii::iequals(word, "am")) || hour_ < 1 || hour_ > 12) return;
        hour_ = hour_ % 12 + (pm ? 12 : 0);
        text_ = rest.substr(word.size());
    }

    /// False: there is one, but it is impossible. None at all is UTC.
    bool read_zone() {
        comment_ = {};
        skip_filling();
        if (text_.empty()) {
            if (const Zone* zone = find_zone(comment_)) offset_ = zone->minutes;
            return true;
        }
        const std::string_view name = leading_letters(text_);
        const std::string_view behind = text_.substr(name.size());
        const bool numeric = behind.size() > 1 && (behind[0] == '+' || behind[0] == '-') && ascii::is_digit(behind[1]);
        const Zone* zone = find_zone(name);
        // `GMT+0100` is not GMT.
        if (numeric && (name.empty() || (zone != nullptr && zone->minutes == 0))) {
            text_ = behind;
            return read_offset();
        }
        if (name.empty()) return text_[0] != '+' && text_[0] != '-';
        text_ = behind;
        if (zone != nullptr) offset_ = zone->minutes;
        negative_zero_ = zone == nullptr;
        return true;
    }

    /// `-0500`, `-05:00`, `+1`
    bool read_offset() {
        const bool west = text_[0] == '-';
        text_.remove_prefix(1);
        std::size_t digits = 0;
        while (digits < text_.size() && digits < 5 && ascii::is_digit(text_[digits])) ++digits;
        int hours = 0;
        int minutes = 0;
        if (digits > 4 || !take(hours, digits > 2 ? digits - 2 : digits)) return false;
        if (digits > 2) {
            if (!take(minutes, 2)) return false;
        } else if (text_.size() > 2 && text_[0] == ':' && ascii::is_digit(text_[1]) && ascii::is_digit(text_[2])) {
            text_.remove_prefix(1);
            if (!take(minutes, 2)) return false;
        }
        // The world has -12:00 to +14:00; one more for clocks on daylight saving time.
        if (hours > 15 || minutes > 59) return false;
        offset_ = west ? -(hours * 60 + minutes) : hours * 60 + minutes;
        negative_zero_ = west && offset_ == 0;
        return true;
    }

    [[nodiscard]] bool starts_with_digits(std::size_t count) const {
        return text_.size() >= count
               && std::all_of(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(count), ascii::is_digit);
    }

    bool take(int& value, std::size_t digits) {
        const std::optional<std::uint32_t> number = ascii::consume_number(text_, digits);
        if (number) value = static_cast<int>(*number);
        return number.has_value();
    }

    bool take_mark(std::string_view marks) {
        if (text_.empty() || marks.find(text_[0]) == std::string_view::npos) return false;
        text_.remove_prefix(1);
        return true;
    }

    /// A colon with white space and comments around it (RFC 5322 section 4.3), or a dot without.
    bool take_spaced_mark() {
        if (take_mark(".")) return true;
        const std::string_view start = text_;
        skip_filling();
        if (!take_mark(":")) {
            text_ = start;
            return false;
        }
        skip_filling();
        return true;
    }

    /// White space, commas and RFC 5322 comments. Remembers the last comment.
    void skip_filling() {
        std::size_t depth = 0;
        const char* comment = nullptr;
        for (; !text_.empty(); text_.remove_prefix(1)) {
            const char c = text_[0];
            if (c == '(') {
                if (depth++ == 0) comment = text_.data() + 1;
            } else if (c == ')' && depth > 0) {
                if (--depth == 0) comment_ = {comment, static_cast<std::size_t>(text_.data() - comment)};
            } else if (depth > 0) {
                if (c == '\\' && text_.size() > 1) text_.remove_prefix(1);
            } else if (!ascii::is_space(c) && c != ',') {
                return;
            }
        }
    }

    /// Between day, month and year some write `-`, `.` or `/`.
    void skip_separators() {
        skip_filling();
        while (take_mark("-./")) continue;
        skip_filling();
    }

    std::string_view text_;
    std::string_view comment_;
    int year_ = 0;
    int month_ = 0;
    int day_ = 0;
    int hour_ = 0;
    int minute_ = 0;
    int second_ = 0;
    int offset_ = 0; ///< minutes east of UTC
    bool negative_zero_ = false; ///< UTC, with nothing said about the place
};

} // namespace

DateTime read_date(std::string_view value, detail::Arena& arena) {
    DateReader reader(ascii::trim(value).substr(0, longest_date));
    if (!reader.run()) return {};
    DateTime date;
    date.unix_seconds = reader.unix_seconds();
    const auto text = reader.text();
    date.text = arena.copy({text.data(), text.size()});
    return date;
}

} // namespace dsnparse::fields
