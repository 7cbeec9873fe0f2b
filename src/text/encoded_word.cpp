#include "text/encoded_word.hpp"

#include "base/ascii.hpp"
#include "text/base64.hpp"

#include <cstring>

namespace dsnparse::text {

namespace {

constexpr std::size_t none = std::string_view::npos;

/// `=?charset?B?text?=`, taken apart.
struct Word {
    std::string_view charset;
    bool base64 = false;
    std::string_view text;
    std::size_t end = 0; ///< position behind the whole; 0: there is no word
};

/// Where the `?=` is that ends the word whose text begins at `begin`. Writers forget to encode question marks: one with an
/// encoded byte behind it ends the word only if no other end mark comes before the next word.
std::size_t find_end(std::string_view value, std::size_t begin, bool base64) {
    std::size_t end = value.find("?=", begin);
    while (!base64 && end != none && end + 3 < value.size() && ascii::is_hex(value[end + 2]) && ascii::is_hex(value[end + 3])) {
        std::size_t mark = end + 4;
        while (mark < value.size() && value.substr(mark, 2) != "?=" && value.substr(mark, 2) != "=?") ++mark;
        if (value.substr(mark, 2) != "?=") break;
        end = mark;
    }
    return end;
}

/// The word at `at`, where the value has `=?`.
Word word_at(std::string_view value, std::size_t at) {
    constexpr std::size_t longest_charset = 64;
    const std::size_t charset_end = value.substr(at + 2, longest_charset + 1).find('?');
    if (charset_end == none) return {};
    Word word;
    word.charset = value.substr(at + 2, charset_end);
    word.charset = word.charset.substr(0, word.charset.find('*')); // RFC 2231: a language
    const std::string_view encoding = value.substr(at + 2 + charset_end + 1, 2);
    word.base64 = ascii::iequals(encoding, "B?");
    if (!word.base64 && !ascii::iequals(encoding, "Q?")) return {};
    const std::size_t begin = at + 2 + charset_end + 3;
    const std::size_t end = find_end(value, begin, word.base64);
    if (end == none) return {};
    word.text = value.substr(begin, end - begin);
    word.end = end + 2;
    return word;
}

std::size_t decode_q(std::string_view text, char* place) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '=' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) && ascii::is_hex(text[i + 2])) {
            place[used++] = static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2]));
            i += 2;
        } else {
            place[used++] = text[i] == '_' ? ' ' : text[i];
        }
    }
    return used;
}

class HeaderDecoder {
public:
    HeaderDecoder(std::string_view value, detail::Arena& arena, CharsetOutcome& outcome)
        : value_(value), last_end_(value.rfind("?=")), arena_(arena), outcome_(outcome) {}

    std::string_view run() {
        std::size_t at = 0;
        while ((at = value_.find("=?", at)) != none) {
            const Word word = next_word(at);
            if (word.end == 0) {
                at += 2;
                continue;
            }
            const std::string_view between = value_.substr(done_, at - done_);
            if (done_ == 0 || !ascii::trim(between).empty()) add_plain(between);
            at = add_words(word, at);
            done_ = at;
        }
        if (done_ == 0) return to_utf8(value_, {}, arena_, outcome_);
        add_plain(value_.substr(done_));
        return join();
    }

private:
    struct Piece {
        std::string_view text;
        bool from_word;
    };

    /// The word at `at`, if one is there. Where no end mark is left none is looked for: hostile values stay linear.
    [[nodiscard]] Word next_word(std::size_t at) const {
        if (last_end_ == none || at >= last_end_ || value_.substr(at, 2) != "=?") return {};
        return word_at(value_, at);
    }

    [[nodiscard]] std::size_t skip_space(std::size_t at) const {
        while (at < value_.size() && ascii::is_space(value_[at])) ++at;
        return at;
    }

    void add(std::string_view text, bool from_word) {
        if (text.empty()) return;
        arena_.append(pieces_, Piece{text, from_word});
        size_ += text.size();
    }

    void add_plain(std::string_view text) { add(to_utf8(text, {}, arena_, outcome_), false); }

    /// Adds `first`, which stands at `begin`, and the words of the same charset that follow it. They are joined as bytes,
    /// since writers split characters between words. Returns the position behind the last one.
    std::size_t add_words(const Word& first, std::size_t begin) {
        std::size_t end = first.end;
        const auto next_of_run = [&](std::size_t at) {
            const Word word = next_word(skip_space(at));
            return ascii::iequals(word.charset, first.charset) ? word : Word{};
        };
        for (Word word = next_of_run(end); word.end != 0; word = next_of_run(end)) end = word.end;

        const std::size_t room = end - begin;
        char* place = arena_.allocate(room);
        std::size_t used = 0;
        for (Word word = first;; word = next_of_run(word.end)) {
            used += word.base64 ? decode_base64(word.text, place + used) : decode_q(word.text, place + used);
            if (word.end == end) break;
        }
        arena_.shrink_last(place, room, used);
        add(to_utf8({place, used}, first.charset, arena_, outcome_), true);
        return end;
    }

    [[nodiscard]] std::string_view join() const {
        if (size_ == 0) return {};
        char* place = arena_.allocate(size_);
        char* out = place;
        for (const Piece& piece : pieces_) {
            std::memcpy(out, piece.text.data(), piece.text.size());
            for (char* end = out + piece.text.size(); out != end; ++out)
                if (piece.from_word && static_cast<unsigned char>(*out) < ' ' && *out != '\t') *out = ' ';
        }
        return {place, size_};
    }

    std::string_view value_;
    std::size_t last_end_;
    detail::Arena& arena_;
    CharsetOutcome& outcome_;
    List<Piece> pieces_;
    std::size_t size_ = 0;
    std::size_t done_ = 0; ///< up to here the value is in pieces_
};

} // namespace

std::string_view decode_header(std::string_view value, detail::Arena& arena, CharsetOutcome& outcome) {
    if (value.find("=?") == none) return to_utf8(value, {}, arena, outcome);
    return HeaderDecoder(value, arena, outcome).run();
}

} // namespace dsnparse::text
