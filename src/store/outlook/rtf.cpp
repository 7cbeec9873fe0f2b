#include "store/outlook/rtf.hpp"

#include "base/arena.hpp"
#include "base/ascii.hpp"
#include "store/outlook/properties.hpp"
#include "text/charset.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace dsnparse::store {

namespace {

/// Groups whose text is no text of the message.
constexpr std::array<std::string_view, 11> destinations{"fonttbl", "colortbl", "stylesheet", "info",      "pict",     "object",
                                                        "header",  "footer",   "generator",  "themedata", "listtable"};

struct Word {
    std::string_view name;
    int value = 1; ///< a word without a number switches something on
};

class RtfReader {
public:
    explicit RtfReader(std::string_view rtf) : rest_(rtf) {}

    RtfContent read() {
        std::size_t shown = 0; // of a plain run
        while (!rest_.empty()) {
            const std::size_t plain = rest_.find_first_of("\\{}\r\n");
            shown = std::min(plain, rest_.size());
            if (shown > 0) {
                put(rest_.substr(0, shown));
                rest_.remove_prefix(shown);
                continue;
            }
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '{')
                open();
            else if (c == '}')
                close();
            else if (c == '\\')
                control();
        }
        flush();
        return std::move(content_);
    }

private:
    /// What holds within a group.
    struct State {
        bool hidden = false; ///< its text is not shown
        bool html_tag = false; ///< its text is HTML as it was
        bool rtf_only = false; ///< it renders HTML that stands beside it
        unsigned char fallback = 1; ///< bytes behind a \u for readers that do not know it
    };

    void open() {
        fresh_ = true;
        skip_ = 0;
        groups_.push_back(state_);
    }

    void close() {
        fresh_ = false;
        skip_ = 0;
        if (groups_.empty()) return;
        state_ = groups_.back();
        groups_.pop_back();
    }

    void put(std::string_view text) {
        fresh_ = false;
        const std::size_t skipped = std::min<std::size_t>(skip_, text.size());
        skip_ -= skipped;
        text.remove_prefix(skipped);
        if (state_.hidden || (content_.html && state_.rtf_only && !state_.html_tag)) return;
        bytes_ += text;
    }

    void put_unicode(std::uint32_t c) {
        if (state_.hidden || (content_.html && state_.rtf_only && !state_.html_tag)) return;
        flush();
        if (c >= 0xD800 && c < 0xDC00) {
            high_surrogate_ = c;
            return;
        }
        if (c >= 0xDC00 && c < 0xE000)
            c = high_surrogate_ == 0 ? 0xFFFD : 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (c - 0xDC00);
        high_surrogate_ = 0;
        const auto byte = [&](std::uint32_t bits) { content_.text += static_cast<char>(bits); };
        if (c < 0x80) return byte(c);
        if (c < 0x800) {
            byte(0xC0 | c >> 6);
        } else {
            if (c < 0x10000) {
                byte(0xE0 | c >> 12);
            } else {
                byte(0xF0 | c >> 18);
                byte(0x80 | (c >> 12 & 0x3F));
            }
            byte(0x80 | (c >> 6 & 0x3F));
        }
        byte(0x80 | (c & 0x3F));
    }

    /// What was collected in the text's code page. Letters of several bytes may be written as several escapes.
    void flush() {
        if (bytes_.empty()) return;
        detail::Arena arena;
        text::CharsetOutcome outcome;
        content_.text += text::to_utf8(bytes_, charset_, arena, outcome);
        bytes_.clear();
    }

    /// Behind a backslash.
    void control() {
        if (rest_.empty()) return;
        const char c = rest_.front();
        if (ascii::is_alpha(c)) return word(read_word());
        rest_.remove_prefix(1);
        switch (c) {
        case '\'': {
            if (rest_.size() < 2 || !ascii::is_hex(rest_[0]) || !ascii::is_hex(rest_[1])) return;
            const char byte = static_cast<char>(ascii::hex_value(rest_[0]) * 16 + ascii::hex_value(rest_[1]));
            rest_.remove_prefix(2);
            return put({&byte, 1});
        }
        case '*':
            // A destination that may be passed over; known ones take that back.
            if (fresh_) state_.hidden = true;
            return;
        case '~': return put(" ");
        case '_': return put("-");
        case '\r':
        case '\n': return put("\n");
        case '\\':
        case '{':
        case '}': return put({&c, 1});
        default: return;
        }
    }

    Word read_word() {
        Word word;
        std::size_t end = 0;
        while (end < rest_.size() && ascii::is_alpha(rest_[end])) ++end;
        word.name = rest_.substr(0, end);
        rest_.remove_prefix(end);
        const auto [stop, error] =
            std::from_chars(rest_.data(), rest_.data() + std::min<std::size_t>(rest_.size(), 11), word.value);
        if (error == std::errc()) rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()));
        if (rest_.starts_with(' ')) rest_.remove_prefix(1);
        return word;
    }

    void word(const Word& word) {
        const bool first = std::exchange(fresh_, false);
        const std::string_view name = word.name;
        if (name == "fromhtml") {
            content_.html = true;
        } else if (name == "ansicpg") {
            charset_ = charset_of_codepage(static_cast<std::uint32_t>(std::max(word.value, 0)));
        } else if (name == "htmltag") {
            state_.hidden = !content_.html || (!groups_.empty() && groups_.back().hidden);
            state_.html_tag = true;
        } else if (name == "htmlrtf") {
            state_.rtf_only = word.value != 0;
        } else if (name == "uc") {
            state_.fallback = static_cast<unsigned char>(std::clamp(word.value, 0, 8));
        } else if (name == "u") {
            put_unicode(static_cast<std::uint32_t>(word.value) & 0xFFFF);
            skip_ = state_.fallback;
        } else if (name == "par" || name == "line" || name == "row") {
            put("\n");
        } else if (name == "tab" || name == "cell") {
            put("\t");
        } else if (name == "bin") {
            rest_.remove_prefix(std::min<std::size_t>(rest_.size(), static_cast<std::size_t>(std::max(word.value, 0))));
        } else if (name == "lquote" || name == "rquote") {
            put("'");
        } else if (name == "ldblquote" || name == "rdblquote") {
            put("\"");
        } else if (name == "endash" || name == "emdash") {
            put("-");
        } else if (first && std::find(destinations.begin(), destinations.end(), name) != destinations.end()) {
            state_.hidden = true;
        }
    }

    std::string_view rest_;
    RtfContent content_;
    std::string bytes_; ///< of the code page, not yet in content_
    std::string charset_;
    std::vector<State> groups_; ///< those around
    State state_;
    std::size_t skip_ = 0; ///< bytes of a fallback still to come
    std::uint32_t high_surrogate_ = 0;
    bool fresh_ = false; ///< a group has just begun
};

} // namespace

RtfContent read_rtf(std::string_view rtf) { return RtfReader(rtf).read(); }

} // namespace dsnparse::store
