/// \file
/// Questions to DNS and their answers, whoever gets them: the network (dns/resolver.hpp) or a test.
#pragma once

#include "fields/ip_address.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace dsnparse::dns {

enum class Type : std::uint8_t { a, aaaa, ptr, mx, txt };

/// How a question ended. `no_data`: the name exists, without such records. `malformed`: an answer that cannot be read, or a
/// name that cannot be asked for.
enum class Outcome : std::uint8_t { answer, no_data, nxdomain, servfail, refused, timeout, no_network, malformed };

[[nodiscard]] std::string_view to_string(Type);
[[nodiscard]] std::string_view to_string(Outcome);

struct Question {
    std::string name; ///< normalised (dns/name.hpp)
    Type type = Type::a;
    friend bool operator==(const Question&, const Question&) = default;
    friend bool operator<(const Question& a, const Question& b) { return std::tie(a.name, a.type) < std::tie(b.name, b.type); }
};

struct Mx {
    unsigned preference = 0;
    std::string host; ///< lower case without the final dot; empty: the root, that is a null MX (RFC 7505)
    friend bool operator==(const Mx&, const Mx&) = default;
    friend bool operator<(const Mx& a, const Mx& b) { return std::tie(a.preference, a.host) < std::tie(b.preference, b.host); }
};

/// What came back; of the lists, only the one of the question's type is filled, and only where the outcome is `answer`.
struct Answer {
    Outcome outcome = Outcome::no_network;
    std::vector<fields::IpAddress> addresses; ///< A, AAAA
    std::vector<std::string> names; ///< PTR: lower case without the final dot
    std::vector<Mx> mx; ///< by preference
    std::vector<std::string> texts; ///< TXT: the strings of each record joined; any bytes

    /// True if the server said that there is no such record.
    [[nodiscard]] bool none() const { return outcome == Outcome::no_data || outcome == Outcome::nxdomain; }
    /// True if nothing is known: neither records nor their absence.
    [[nodiscard]] bool failed() const { return outcome != Outcome::answer && !none(); }
    /// Each record in words, fit to be shown.
    [[nodiscard]] std::vector<std::string> shown_records() const;
};

/// Asks, and remembers the answers as long as it lives.
class Lookup {
public:
    explicit Lookup(int timeout_ms) : timeout_ms_(timeout_ms) {}
    virtual ~Lookup() = default;
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;

    /// Asks all of `questions` that have no answer yet, at once; returns when the last one has ended.
    void fetch(const std::vector<Question>& questions);
    /// The answer, from memory where it is there. The reference stays good as long as the Lookup.
    [[nodiscard]] const Answer& get(const Question& question);
    /// Why a question has no records, in a few words: `no such name`, `no answer in 3 s`.
    [[nodiscard]] std::string describe(Outcome outcome) const;

private:
    /// Asks all of `questions` at once: one answer each, in their order. Their names are valid and none is asked twice.
    virtual std::vector<Answer> resolve(const std::vector<Question>& questions) = 0;

    std::map<Question, Answer> answers_;
    int timeout_ms_;
};

} // namespace dsnparse::dns
