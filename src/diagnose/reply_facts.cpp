#include "diagnose/reply_facts.hpp"

#include "base/ascii.hpp"
#include "fields/url.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::diagnose {

namespace {

/// More than a reply has.
constexpr std::size_t most_text = 2000;
constexpr std::size_t most_facts = 50;
constexpr std::size_t longest_reference = 120;
constexpr std::size_t least_reference = 4;

struct Unit {
    std::string_view word;
    double factor;
};

constexpr std::array<Unit, 14> byte_units{{{"bytes", 1},
                                           {"byte", 1},
                                           {"octets", 1},
                                           {"b", 1},
                                           {"kb", 1024},
                                           {"kib", 1024},
                                           {"kbytes", 1024},
                                           {"kilobytes", 1024},
                                           {"mb", 1048576},
                                           {"mib", 1048576},
                                           {"mbytes", 1048576},
                                           {"megabytes", 1048576},
                                           {"gb", 1073741824},
                                           {"gib", 1073741824}}};
constexpr std::array<Unit, 12> time_units{{{"seconds", 1},
                                           {"second", 1},
                                           {"secs", 1},
                                           {"sec", 1},
                                           {"s", 1},
                                           {"minutes", 60},
                                           {"minute", 60},
                                           {"mins", 60},
                                           {"min", 60},
                                           {"hours", 3600},
                                           {"hour", 3600},
                                           {"days", 86400}}};

struct Counted {
    std::string_view word;
    std::string_view limit;
};
constexpr std::array<Counted, 8> counted_things{{{"recipients", "limit_recipients"},
                                                 {"recipient", "limit_recipients"},
                                                 {"rcpts", "limit_recipients"},
                                                 {"messages", "limit_messages"},
                                                 {"emails", "limit_messages"},
                                                 {"mails", "limit_messages"},
                                                 {"connections", "limit_connections"},
                                                 {"sessions", "limit_connections"}}};

constexpr std::array<std::string_view, 10> limit_words{"max",     "maximum",   "limit",   "limited", "allowed",
                                                       "permits", "permitted", "exceeds", "exceed",  "maximal"};
constexpr std::array<std::string_view, 4> size_words{"size", "message", "mail", "email"};
constexpr std::array<std::string_view, 10> retry_words{"again",       "retry",    "wait",      "greylisted", "greylisting",
                                                       "graylisting", "greylist", "reconnect", "come",       "retrying"};
/// Words in front of an id; what follows them must have a digit.
constexpr std::array<std::string_view, 14> reference_words{"reference", "ref",   "refid",   "ticket",  "incident",
                                                           "case",      "id",    "ref-id",  "eventid", "session",
                                                           "symbol",    "msgid", "support", "report"};

constexpr ascii::CharSet word_ends(" \t\r\n\f\v()[]<>,;\"'");
bool is_word_end(char c) { return word_ends.has(c); }

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), ascii::is_digit); }

/// Lower case is not made; compares whatever the case.
template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
    return std::any_of(words.begin(), words.end(), [word](std::string_view known) { return ascii::iequals(word, known); });
}

/// Capitals and digits as providers name their refusals: `TSS04`, `S3150`, `BL000010`.
bool is_provider_code(std::string_view word) {
    std::size_t letters = 0;
    while (letters < word.size() && ascii::is_upper(word[letters])) ++letters;
    const std::size_t digits = word.size() - letters;
    return letters >= 1 && letters <= 4 && digits >= 2 && digits <= 8
           && std::all_of(word.begin() + static_cast<std::ptrdiff_t>(letters), word.end(), ascii::is_digit);
}

/// Reads one reply, word by word.
class Finder {
public:
    Finder(detail::Context& context, List<Fact>& facts) : context_(context), facts_(facts) {}

    void read(std::string_view text, std::size_t reply) {
        text_ = text.substr(0, most_text);
        reply_ = reply;
        for (std::size_t at = 0; facts_.size() < most_facts;) {
            std::size_t end = 0;
            const std::string_view url = fields::find_url(text_, at, &end);
            if (url.empty()) break;
            add("url", url);
            at = end;
        }
        before_ = {};
        for (std::size_t at = 0; at < text_.size();) {
            if (is_word_end(text_[at])) {
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < text_.size() && !is_word_end(text_[end])) ++end;
            read_word(at, end);
            at = end;
        }
        const std::size_t google = text_.find(" - gsmtp");
        if (google != std::string_view::npos) {
            const std::size_t begin = text_.find_last_of(' ', google == 0 ? 0 : google - 1) + 1;
            if (begin < google) reference(text_.substr(begin, google - begin));
        }
    }

private:
    void read_word(std::size_t begin, std::size_t end) {
        std::string_view word = text_.substr(begin, end - begin);
        while (!word.empty() && ascii::is_any_of(word.back(), ".:!?")) word.remove_suffix(1);
        if (word.empty() || word.find("://") != std::string_view::npos) return remember(word);
        const bool enclosed = begin > 0 && (text_[begin - 1] == '[' || text_[begin - 1] == '(');
        if (enclosed && is_provider_code(word)) add("provider_code", word);
        const std::size_t split = ascii::find_any_of(word, "=:#");
        if (split != std::string_view::npos && split > 0 && is_one_of(word.substr(0, split), reference_words))
            reference(word.substr(split + 1));
        else if (is_one_of(before_[0], reference_words))
            reference(word);
        else if (is_one_of(before_[1], reference_words)
                 && (ascii::iequals(before_[0], "id") || ascii::iequals(before_[0], "number")
                     || ascii::iequals(before_[0], "code") || before_[0] == "#"))
            reference(word);
        if (ascii::is_digit(word[0])) read_number(word, end);
        remember(word);
    }

    void remember(std::string_view word) {
        for (std::size_t i = before_.size() - 1; i > 0; --i) before_[i] = before_[i - 1];
        before_[0] = word;
    }

    void reference(std::string_view id) {
        while (!id.empty() && ascii::is_any_of(id.front(), "#:=.")) id.remove_prefix(1);
        if (id.size() < least_reference || id.size() > longest_reference || !has_digit(id)) return;
        if (id.find('@') != std::string_view::npos || id.find("://") != std::string_view::npos) return;
        add("reference", id);
    }

    /// The next word behind `at`, without what ends it.
    [[nodiscard]] std::string_view word_behind(std::size_t at) const {
        while (at < text_.size() && (ascii::is_space(text_[at]) || text_[at] == '(')) ++at;
        std::size_t end = at;
        while (end < text_.size() && ascii::is_alpha(text_[end])) ++end;
        return text_.substr(at, end - at);
    }

    [[nodiscard]] bool limit_before() const {
        return std::any_of(before_.begin(), before_.end(), [](std::string_view word) { return is_one_of(word, limit_words); });
    }
    [[nodiscard]] bool size_before() const {
        return std::any_of(before_.begin(), before_.end(), [](std::string_view word) { return is_one_of(word, size_words); });
    }

    void read_number(std::string_view word, std::size_t end) {
        double number = 0;
        std::size_t used = 0;
        double place = 0;
        for (; used < word.size(); ++used) {
            if (ascii::is_digit(word[used])) {
                number = place == 0 ? number * 10 + (word[used] - '0') : number + (word[used] - '0') * place;
                place /= 10;
            } else if (word[used] == '.' && place == 0 && used + 1 < word.size() && ascii::is_digit(word[used + 1])) {
                place = 0.1;
            } else {
                break;
            }
        }
        if (used > 15) return;
        const bool glued = used < word.size();
        const std::string_view unit = glued ? word.substr(used) : word_behind(end);
        if (!std::all_of(unit.begin(), unit.end(), ascii::is_alpha)) return;
        // From the number to the end of its unit, as it stands.
        const std::size_t begin = static_cast<std::size_t>(word.data() - text_.data());
        const std::size_t stop = unit.empty() ? begin + used : static_cast<std::size_t>(unit.data() - text_.data()) + unit.size();
        const std::string_view whole = text_.substr(begin, stop - begin);
        const std::string_view behind = word_behind(stop);
        const bool limit = limit_before() || is_one_of(behind, limit_words);
        for (const Unit& known : byte_units)
            if (ascii::iequals(unit, known.word)) {
                if (limit && !said_size(behind))
                    add("limit_bytes", whole, number * known.factor);
                else if (size_before())
                    add("size_bytes", whole, number * known.factor);
                return;
            }
        for (const Unit& known : time_units)
            if (ascii::iequals(unit, known.word)) {
                if (std::any_of(before_.begin(), before_.end(), [](std::string_view one) { return is_one_of(one, retry_words); }))
                    add("retry_after_s", whole, number * known.factor);
                return;
            }
        for (const Counted& known : counted_things)
            if (ascii::iequals(unit, known.word)) {
                if (limit) add(known.limit, whole, number);
                return;
            }
        if (glued) return;
        // `message size 12345 exceeds size limit 10000`: no unit, but the words in front tell.
        if (!size_before() || unit.size() == 1) return;
        const bool is_limit =
            std::any_of(before_.begin(), before_.begin() + 3, [](std::string_view one) { return is_one_of(one, limit_words); });
        if (is_limit || ascii::iequals(before_[0], "size"))
            add(is_limit ? "limit_bytes" : "size_bytes", text_.substr(begin, used), number);
    }

    /// `the size of 12 MB exceeds ...`: the number before `exceeds` is the message's.
    [[nodiscard]] bool said_size(std::string_view behind) const {
        return (ascii::iequals(behind, "exceeds") || ascii::iequals(behind, "exceeded")) && !limit_before();
    }

    void add(std::string_view type, std::string_view value, std::optional<double> amount = std::nullopt) {
        if (facts_.size() >= most_facts) return;
        for (const Fact& known : facts_)
            if (known.type == type && known.value == value) return;
        context_.arena.append(facts_, Fact{type, value, amount, reply_});
    }

    detail::Context& context_;
    List<Fact>& facts_;
    std::string_view text_;
    std::size_t reply_ = 0;
    std::array<std::string_view, 6> before_; ///< the words in front, the nearest first
};

} // namespace

List<Fact> find_facts(detail::Context& context, const List<Reply>& replies) {
    List<Fact> facts;
    Finder finder(context, facts);
    for (std::size_t i = 0; i < replies.size() && facts.size() < most_facts; ++i)
        if (!replies[i].code || *replies[i].code >= 400) finder.read(replies[i].text, i);
    return facts;
}

} // namespace dsnparse::diagnose
