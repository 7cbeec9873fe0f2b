#include <dsnparse/write.hpp>

#include "emit/describe.hpp"

#include <array>
#include <charconv>
#include <cstring>

namespace dsnparse {

namespace {

/// What JSON demands to be escaped (RFC 8259 section 7), nothing more: nlohmann::json does the same.
constexpr std::array<bool, 256> make_escaped() {
    std::array<bool, 256> escaped{};
    for (std::size_t c = 0; c < 0x20; ++c) escaped[c] = true;
    escaped['"'] = escaped['\\'] = true;
    return escaped;
}
constexpr std::array<bool, 256> needs_escape = make_escaped();

/// Appends compact JSON.
class TextSink {
public:
    explicit TextSink(std::string& out) : out_(out) {}

    void begin_object() { open('{'); }
    void begin_array() { open('['); }
    void end_object() { close('}'); }
    void end_array() { close(']'); }

    /// Keys are literals of ours: nothing in them needs escaping.
    void key(std::string_view name) {
        if (comma_) out_ += ',';
        out_ += '"';
        out_ += name;
        out_ += "\":";
        comma_ = false;
    }

    void text(std::string_view value) {
        separate();
        out_ += '"';
        std::size_t plain = 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (!needs_escape[static_cast<unsigned char>(value[i])]) continue;
            out_.append(value.data() + plain, i - plain);
            escape(value[i]);
            plain = i + 1;
        }
        out_.append(value.data() + plain, value.size() - plain);
        out_ += '"';
    }

    void integer(std::int64_t value) {
        separate();
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value);
        out_.append(digits, end.ptr);
    }

    /// Shortest digits that read back as the same number, with `.0` where there is no fraction.
    void real(double value) {
        separate();
        char digits[64];
        const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
        if (end.ec != std::errc()) {
            out_ += "0.0";
            return;
        }
        out_.append(digits, end.ptr);
        if (std::memchr(digits, '.', static_cast<std::size_t>(end.ptr - digits)) == nullptr) out_ += ".0";
    }

    void boolean(bool value) {
        separate();
        out_ += value ? "true" : "false";
    }

    void null() {
        separate();
        out_ += "null";
    }

private:
    void separate() {
        if (comma_) out_ += ',';
        comma_ = true;
    }
    void open(char bracket) {
        separate();
        out_ += bracket;
        comma_ = false;
    }
    void close(char bracket) {
        out_ += bracket;
        comma_ = true;
    }

    void escape(char c) {
        out_ += '\\';
        switch (c) {
        case '"': out_ += '"'; return;
        case '\\': out_ += '\\'; return;
        case '\b': out_ += 'b'; return;
        case '\f': out_ += 'f'; return;
        case '\n': out_ += 'n'; return;
        case '\r': out_ += 'r'; return;
        case '\t': out_ += 't'; return;
        default: break;
        }
        constexpr char digits[] = "0123456789abcdef";
        out_ += "u00";
        out_ += digits[static_cast<unsigned char>(c) >> 4];
        out_ += digits[static_cast<unsigned char>(c) & 15];
    }

    std::string& out_;
    bool comma_ = false; ///< a value stands before the next one in the same container
};

} // namespace

void append_json(const Report& report, std::string& out) {
    TextSink sink(out);
    emit::describe(report, sink);
}

} // namespace dsnparse
