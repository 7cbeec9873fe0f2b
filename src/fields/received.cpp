#include "fields/received.hpp"

#include "base/ascii.hpp"
#include "fields/date.hpp"
#include "fields/received_by.hpp"
#include "fields/received_from.hpp"
#include "fields/received_tokens.hpp"

#include <array>

namespace dsnparse::fields {

namespace {

using detail::Arena;

/// `Mon,` or `2016-03-09`: where a date may start that no semicolon announces.
bool may_start_date(std::string_view word) {
    static constexpr std::array<std::string_view, 7> days = {"mon,", "tue,", "wed,", "thu,", "fri,", "sat,", "sun,"};
    for (std::string_view day : days)
        if (ascii::iequals(word, day)) return true;
    return word.size() == 10 && word[4] == '-' && word[7] == '-' && ascii::is_digit(word[0]) && ascii::is_digit(word[9]);
}

std::string_view from_here(const ReceivedToken& token, std::string_view value) {
    return ascii::trim(value.substr(static_cast<std::size_t>(token.text.data() - value.data())));
}

/// Path or id as a clause gives it: angle brackets and trailing punctuation off.
std::string_view unwrap(std::string_view word) {
    while (!word.empty() && (word.back() == ',' || word.back() == '>')) word.remove_suffix(1);
    while (!word.empty() && word.front() == '<') word.remove_prefix(1);
    return word;
}

class Reader {
public:
    Reader(std::string_view value, detail::Context& context) : value_(value), arena_(context.arena), scratch_(context.scratch) {}

    Hop read() {
        hop_.raw = value_;
        bool balanced = true;
        all_ = split_received(value_, scratch_, balanced);
        if (!balanced) note("unbalanced_comment");
        tokens_ = {all_.data(), all_.size()};
        cut_next_field();
        take_date();
        clauses_ = find_received_clauses(tokens_);
        read_by_clause(clauses_.of(ReceivedClause::by), hop_, arena_);
        read_with_clause(clauses_.of(ReceivedClause::with), hop_);
        read_lead();
        read_rest();
        if (clauses_.has(ReceivedClause::from)) read_from_clause(clauses_.of(ReceivedClause::from), habits(), hop_, arena_);
        note_gaps();
        return hop_;
    }

private:
    void note(std::string_view anomaly) { arena_.append(hop_.anomalies, anomaly); }

    /// A field that lost its line end has the next one behind it.
    void cut_next_field() {
        for (std::size_t i = 1; i < tokens_.size(); ++i) {
            if (!tokens_[i].is_word() || !ascii::iequals(tokens_[i].text, "Received:")) continue;
            value_ = value_.substr(0, static_cast<std::size_t>(tokens_[i].text.data() - value_.data()));
            tokens_ = tokens_.first(i);
            note("glued_fields");
            return;
        }
    }

    /// The date stands behind the last semicolon that is in no comment; if that one is missing, at the end.
    void take_date() {
        std::size_t semicolon = tokens_.size();
        while (semicolon > 0 && tokens_[semicolon - 1].kind != ReceivedTokenKind::semicolon) --semicolon;
        const bool announced = semicolon > 0 && semicolon < tokens_.size() && !is_clause(tokens_[semicolon]);
        if (announced) {
            hop_.date_raw = from_here(tokens_[semicolon], value_);
            hop_.date = read_date(hop_.date_raw, arena_);
            tokens_ = tokens_.first(semicolon - 1);
            if (!hop_.date.known()) note("bad_date");
            return;
        }
        for (std::size_t i = tokens_.size(); i-- > 0;) {
            if (!tokens_[i].is_word() || !may_start_date(tokens_[i].text)) continue;
            const std::string_view raw = from_here(tokens_[i], value_);
            const DateTime date = read_date(raw, arena_);
            if (!date.known()) break;
            hop_.date_raw = raw;
            hop_.date = date;
            tokens_ = tokens_.first(i);
            note("no_semicolon");
            return;
        }
        note("no_date");
    }

    /// The field goes on here: `by mx.example.org; (8.9.3) id 123`.
    static bool is_clause(const ReceivedToken& token) {
        return token.is_comment() || received_keyword(token.text) != ReceivedClause::lead;
    }

    /// `(qmail 137 invoked from network)`, sendmail's `(from user@host)`.
    void read_lead() {
        for (const ReceivedToken& token : clauses_.of(ReceivedClause::lead)) {
            if (!token.is_comment()) continue;
            std::string_view rest = token.text;
            std::string_view program = ascii::consume_word(rest);
            if (!program.empty() && program.back() == ':') program.remove_suffix(1);
            local_ = local_ || !program.empty();
            if (ascii::iequals(program, "from") || program.empty()) continue;
            if (hop_.by_software.empty() && !clauses_.has(ReceivedClause::by)) hop_.by_software = program;
        }
    }

    void read_rest() {
        hop_.id = unwrap(first_word(clauses_.of(ReceivedClause::id)));
        hop_.for_ = unwrap(first_word(clauses_.of(ReceivedClause::for_)));
        hop_.via = leading_words(clauses_.of(ReceivedClause::via));
        bool cipher_next = false;
        for (const ReceivedToken& token : tokens_) {
            if (token.is_comment()) {
                if (hop_.tls.empty()) hop_.tls = read_tls_comment(token.text, arena_);
                // Exim puts its name behind the id where the configuration says so.
                if (hop_.by_software.empty() && ascii::istarts_with(token.text, "Exim ")) hop_.by_software = token.text;
                local_ = local_ || ascii::icontains(token.text, "from userid ");
            } else if (token.is_word()) {
                // Exim since 4.93: `(TLS1.3) tls TLS_AES_256_GCM_SHA384`
                if (cipher_next && !hop_.tls.empty() && hop_.tls.find(' ') == std::string_view::npos
                    && ascii::is_alpha(token.text[0]))
                    hop_.tls = arena_.concat({hop_.tls, " ", token.text});
                cipher_next = token.text == "tls";
            }
        }
    }

    [[nodiscard]] bool by_exim() const {
        return ascii::istarts_with(hop_.by_software, "Exim ") || hop_.by_software == "Exim" || hop_.with.starts_with("esmtp");
    }

    /// `8.17.1.9/8.17.1.9/Debian`: sendmail gives its version and that of its configuration.
    [[nodiscard]] bool by_sendmail() const {
        return hop_.by_software.starts_with("8.") && hop_.by_software.find('/') != std::string_view::npos;
    }

    [[nodiscard]] ReceivedHabits habits() const {
        ReceivedHabits habits;
        const bool exim = by_exim();
        const bool named = !hop_.by_software.empty();
        habits.client_is_resolved = exim;
        // qmail names neither itself nor a queue id.
        const bool smtp =
            ascii::iequals(hop_.with, "SMTP") || ascii::iequals(hop_.with, "ESMTP") || ascii::iequals(hop_.with, "SMTPS");
        habits.bare_ip_is_resolved = !named && smtp && hop_.by_ip.empty() && !clauses_.has(ReceivedClause::id);
        habits.resolved_is_verified = exim || by_sendmail() || ascii::istarts_with(hop_.by_software, "Postfix");
        habits.local = ascii::istarts_with(hop_.with, "local") || ascii::istarts_with(hop_.with, "utf8local")
                       || (exim && !hop_.with.empty() && !is_mail_protocol(hop_.with))
                       || ascii::istarts_with(hop_.by_software, "DragonFly Mail Agent");
        return habits;
    }

    void note_gaps() {
        if (clauses_.repeats(ReceivedClause::from)) note("second_from");
        if (clauses_.repeats(ReceivedClause::by)) note("second_by");
        const bool from = clauses_.has(ReceivedClause::from);
        const bool by = clauses_.has(ReceivedClause::by);
        // With a queue id of its own, or without an SMTP session, `by` alone tells of a step inside one system.
        const bool session = ascii::icontains(hop_.with, "SMTP") || ascii::icontains(hop_.with, "LMTP");
        const bool inner = by && (clauses_.has(ReceivedClause::id) || !session);
        if (!from && !local_ && !inner) note("no_from");
        if (from && hop_.by.empty() && hop_.by_ip.empty()) note("no_by");
    }

    std::string_view value_;
    Arena& arena_;
    Arena& scratch_;
    Hop hop_;
    List<ReceivedToken> all_;
    ReceivedSpan tokens_;
    ReceivedClauses clauses_;
    bool local_ = false; ///< handed in by a program, so that there is no client
};

} // namespace

Hop read_received(std::string_view value, detail::Context& context) { return Reader(value, context).read(); }

} // namespace dsnparse::fields
