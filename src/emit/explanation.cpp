#include "emit/explanation.hpp"

#include "base/ascii.hpp"
#include "diagnose/classify.hpp"

#include <algorithm>
#include <cmath>

namespace dsnparse::emit {

namespace {

constexpr std::size_t most_recipients = 20;
constexpr std::size_t most_replies = 8;
constexpr std::size_t most_links = 5;
constexpr double sure = 0.7;

std::string number(long long value) { return std::to_string(value); }

std::string_view phase_words(Phase phase) {
    switch (phase) {
    case Phase::connect: return "when connecting";
    case Phase::banner: return "in the greeting, before any command";
    case Phase::ehlo: return "in answer to EHLO";
    case Phase::starttls: return "in answer to STARTTLS";
    case Phase::auth: return "when logging in";
    case Phase::mail: return "in answer to MAIL FROM";
    case Phase::rcpt: return "in answer to RCPT TO";
    case Phase::data: return "in answer to DATA";
    case Phase::end_of_data: return "after the message was sent";
    case Phase::dns: return "when looking the domain up";
    default: return {};
    }
}

std::string_view who_acts(std::string_view responsible) {
    if (responsible == "recipient") return "The recipient.";
    if (responsible == "recipient_admin") return "The administrators of the recipient's mail system.";
    if (responsible == "sender") return "The sender.";
    if (responsible == "sender_admin") return "The administrators of the sender's mail system.";
    if (responsible == "network") return "Whoever runs the network between the two mail systems.";
    if (responsible == "nobody") return "Nobody has to: it settles by itself.";
    return "It cannot be told from this report.";
}

std::string_view advice(Suppress suppress) {
    switch (suppress) {
    case Suppress::yes: return "Stop writing to this address.";
    case Suppress::after_repeat: return "Keep the address for now; stop if this happens again and again.";
    case Suppress::no: break;
    }
    return "Keep the address: this refusal is not about the recipient.";
}

std::string capital(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
    return out;
}

std::string headline_of_failure(const Report& report, const Recipient* recipient) {
    const std::string whom =
        recipient == nullptr || recipient->address.empty() ? std::string("a recipient") : std::string(recipient->address);
    const std::string more =
        report.recipients.size() > 1 ? " and " + number(static_cast<long long>(report.recipients.size()) - 1) + " more" : "";
    const Reply* reply = recipient != nullptr && recipient->reply ? &report.replies[*recipient->reply] : nullptr;
    std::string by = reply != nullptr && reply->phase != Phase::local ? place(reply->host, reply->ip) : std::string();
    const std::size_t others =
        report.recipients.size() == 1 && report.rejecting_hosts.size() > 1 ? report.rejecting_hosts.size() - 1 : 0;
    if (!by.empty() && others > 0)
        by += " and " + number(static_cast<long long>(others)) + (others == 1 ? " other host" : " other hosts");
    std::string from;
    if (report.edge.best) from = " from " + std::string(report.edge.candidates[*report.edge.best].ip);
    if (report.kind == Kind::delay)
        return "Mail" + from + " to " + whom + more + " is delayed" + (by.empty() ? "." : ": " + by + " does not take it yet.");
    if (reply == nullptr || by.empty()) return "Mail to " + whom + more + " could not be delivered.";
    if (!reply->code) return "Mail to " + whom + more + " could not be delivered: the session with " + by + " failed.";
    return by + " refused mail" + from + " to " + whom + more + ".";
}

std::string headline_of(const Report& report, const Recipient* recipient) {
    switch (report.kind) {
    case Kind::bounce:
    case Kind::delay: return headline_of_failure(report, recipient);
    case Kind::success:
        return "Mail to " + (recipient == nullptr || recipient->address.empty() ? "a recipient" : std::string(recipient->address))
               + " was delivered, as far as the report can tell.";
    case Kind::complaint: return "A recipient complained about a mail: this is a feedback report.";
    case Kind::disposition: return "A recipient's mail program tells what became of a mail (a disposition notification).";
    case Kind::auto_reply: return "This is an automatic reply, not a bounce.";
    case Kind::challenge: return "The recipient's system asks the sender to confirm that a person wrote.";
    case Kind::message: return "This is an ordinary mail, not a bounce.";
    case Kind::unknown: break;
    }
    return "Nothing in this text says that a mail was refused.";
}

/// Seconds as a person says them.
std::string duration(double seconds) {
    const auto whole = static_cast<long long>(seconds);
    if (whole < 120) return number(whole) + " seconds";
    if (whole < 7200) return number(whole / 60) + " minutes";
    return whole < 172800 ? number(whole / 3600) + " hours" : number(whole / 86400) + " days";
}

/// Bytes likewise.
std::string bytes(double amount) {
    const double mega = amount / 1048576;
    if (mega >= 1) return number(std::llround(mega * 10) / 10) + " MB";
    return amount >= 1024 ? number(std::llround(amount / 1024)) + " KB" : number(std::llround(amount)) + " bytes";
}

class Maker {
public:
    explicit Maker(const Report& report) : report_(report), recipient_(diagnose::worst_recipient(report.recipients)) {}

    Explanation make() {
        out_.headline = headline_of(report_, recipient_);
        out_.failure = report_.kind == Kind::bounce || report_.kind == Kind::delay;
        if (out_.failure) {
            if (recipient_ != nullptr) add_said();
            add_meaning();
            add_steps();
        }
        if (report_.recipients.size() > 1) add_recipients();
        add_facts();
        add_notes();
        return std::move(out_);
    }

private:
    void add_said() {
        for (const std::size_t index : recipient_->replies) {
            if (out_.said.size() == most_replies) {
                out_.said_more = recipient_->replies.size() - most_replies;
                return;
            }
            const Reply& reply = report_.replies[index];
            Explanation::Said said;
            said.who = place(reply.host, reply.ip);
            if (said.who.empty())
                said.who = reply.phase == Phase::local
                               ? (reply.reported_by.empty() ? "the reporting server" : std::string(reply.reported_by))
                               : "a server";
            said.when = phase_words(reply.phase);
            if (reply.code) said.words = number(*reply.code);
            if (!reply.enhanced.empty()) said.words += (said.words.empty() ? "" : " ") + std::string(reply.enhanced);
            if (!reply.text.empty()) said.words += (said.words.empty() ? "" : " ") + std::string(reply.text);
            said.decided = recipient_->reply && *recipient_->reply == index;
            if (said.decided) mark(said, reply.text);
            out_.said.push_back(std::move(said));
        }
    }

    void mark(Explanation::Said& said, std::string_view text) const {
        const std::string_view words = recipient_->classification.words;
        const std::size_t at = words.empty() ? std::string_view::npos : ascii::ifind(text, words);
        if (at == std::string_view::npos) return;
        said.mark_begin = said.words.size() - text.size() + at;
        said.mark_end = said.mark_begin + words.size();
        // A phrase may stop within a word; a person reads whole ones.
        while (said.mark_begin > 0 && in_word(said.words, said.mark_begin)) --said.mark_begin;
        while (said.mark_end < said.words.size() && in_word(said.words, said.mark_end)) ++said.mark_end;
    }

    /// Whether `at` stands between two letters or digits.
    static bool in_word(std::string_view text, std::size_t at) {
        return ascii::is_alnum(text[at - 1]) && ascii::is_alnum(text[at]);
    }

    void add_meaning() {
        const Classification& result = report_.classification;
        out_.meaning = result.summary.empty() ? std::string(result.category) : capital(result.summary) + ".";
        out_.provider = result.provider;
        out_.who_can_act = who_acts(result.responsible);
        out_.address_advice = advice(result.suppress);
        if (result.confidence >= sure || result.category == "undetermined" || result.category == "not_a_bounce") return;
        std::string others;
        for (const Alternative& alternative : result.alternatives)
            others += (others.empty() ? "" : ", ") + std::string(alternative.category);
        out_.unsure = others.empty() ? "The words of the report leave the cause open." : "It may also be: " + others + ".";
    }

    void add_steps() {
        const Remedy& remedy = report_.classification.remedy;
        std::string_view rest = remedy.text;
        while (!rest.empty()) {
            // A step per sentence.
            const std::size_t end = rest.find(". ");
            const std::string_view sentence = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
            rest.remove_prefix(std::min(rest.size(), sentence.size() + 1));
            out_.steps.push_back(capital(sentence));
        }
        for (std::string_view url : remedy.urls) add_link(url);
        for (const Blocklist& list : report_.blocklists) add_link(list.url);
        for (const Fact& fact : report_.facts)
            if (fact.type == "url") add_link(fact.value);
    }

    void add_link(std::string_view url) {
        if (url.empty() || out_.links.size() == most_links) return;
        if (std::find(out_.links.begin(), out_.links.end(), url) == out_.links.end()) out_.links.emplace_back(url);
    }

    void add_recipients() {
        for (const Recipient& recipient : report_.recipients) {
            if (out_.recipients.size() == most_recipients) {
                out_.recipients_more = report_.recipients.size() - most_recipients;
                return;
            }
            std::string text(recipient.action == Action::unknown ? std::string_view("unknown") : to_string(recipient.action));
            if (!recipient.status.empty()) text += " " + std::string(recipient.status);
            text += ", " + std::string(recipient.classification.category);
            out_.recipients.push_back(
                {std::string(recipient.address.empty() ? std::string_view("(no address)") : recipient.address), std::move(text)});
        }
    }

    void fact(std::string label, std::string text) {
        if (!text.empty()) out_.facts.push_back({std::move(label), std::move(text)});
    }

    void add_facts() {
        if (recipient_ != nullptr) {
            std::string codes = recipient_->code ? number(*recipient_->code) : std::string();
            if (!recipient_->status.empty()) codes += (codes.empty() ? "" : " ") + std::string(recipient_->status);
            if (!recipient_->reported_status.empty())
                codes += " (the report's own field says " + std::string(recipient_->reported_status) + ")";
            fact("code", std::move(codes));
            if (!recipient_->expanded_from.empty()) fact("through", std::string(recipient_->expanded_from.front()));
        }
        fact("reported by", std::string(report_.report.reporting_mta.name));
        for (const Blocklist& list : report_.blocklists)
            fact("listed by", place(list.name, list.ip) + (list.url.empty() ? "" : ", see " + std::string(list.url)));
        add_reply_facts();
        add_edge();
        for (const Authentication& result : report_.authentication)
            fact(std::string(result.method), std::string(result.result)
                                                 + (result.domain.empty() ? "" : " for " + std::string(result.domain))
                                                 + (result.authserv.empty() ? "" : ", says " + std::string(result.authserv)));
        fact("subject", std::string(report_.original.subject));
        if (!report_.correlation.message_ids.empty())
            fact("message id", std::string(report_.correlation.message_ids.front().value));
        fact("envelope id", std::string(report_.correlation.envelope_id));
        fact("date", std::string(report_.report.date.text));
        std::string format(to_string(report_.format.form));
        if (!report_.format.mta.empty()) format += ", " + std::string(report_.format.mta);
        fact("format", std::move(format));
    }

    void add_reply_facts() {
        for (const Fact& item : report_.facts) {
            const std::string value(item.value);
            if (item.type == "reference")
                fact("quote the id", value);
            else if (item.type == "provider_code")
                fact("their code", value);
            else if (item.type == "retry_after_s")
                fact("try again", "in " + duration(*item.amount));
            else if (item.type == "limit_bytes" || item.type == "size_bytes")
                fact(item.type == "limit_bytes" ? "size limit" : "its size", bytes(*item.amount) + " (\"" + value + "\")");
            else if (item.type != "url")
                fact("limit", value);
        }
    }

    void add_edge() {
        if (!report_.edge.best) return;
        const EdgeCandidate& edge = report_.edge.candidates[*report_.edge.best];
        fact("sent from", place(edge.host, edge.ip));
        for (const Reply& reply : report_.replies)
            if (!reply.quoted_client_ip.empty() && reply.quoted_client_ip != edge.ip) {
                fact("seen as", place(reply.quoted_client_host, reply.quoted_client_ip));
                break;
            }
        for (const EdgeFinding& finding : report_.edge.findings) {
            std::string text = finding_words(finding);
            if (!finding.detail.empty()) text.append(" (").append(finding.detail).append(")");
            fact("mind", std::move(text));
        }
    }

    static std::string finding_words(const EdgeFinding& finding) {
        const std::string value(finding.value);
        if (finding.type == "no_reverse_name") return value + " has no reverse name";
        if (finding.type == "reverse_name_unverified") return "the reverse name " + value + " does not lead back to the address";
        if (finding.type == "helo_differs") return "HELO says " + value;
        if (finding.type == "helo_no_name") return "HELO says " + value + ", which is no name that others can look up";
        return "the name " + value + " looks like that of any customer";
    }

    static std::string source_words(std::string_view source) {
        if (source == "action_field") return "the report's Action field";
        if (source == "reply_code") return "the reply's code";
        return source == "reply_status" ? "the reply's enhanced status" : "the reply's words";
    }

    void add_notes() {
        // The two statuses of a `status_field` stand beside each other in the facts.
        for (const Contradiction& item : report_.contradictions)
            if (item.type != "status_field")
                out_.notes.push_back(capital(source_words(item.lost.source))
                                     + (item.lost.source == "reply_words" ? " say " : " says ") + std::string(item.lost.value)
                                     + ", " + source_words(item.won.source) + " " + std::string(item.won.value)
                                     + ": the latter counts.");
        for (const Warning& warning : report_.warnings) out_.notes.push_back(capital(warning.message) + ".");
    }

    const Report& report_;
    const Recipient* recipient_;
    Explanation out_;
};

} // namespace

std::string place(std::string_view host, std::string_view ip) {
    std::string text(host);
    if (!ip.empty()) text += text.empty() ? "[" + std::string(ip) + "]" : " [" + std::string(ip) + "]";
    return text;
}

Explanation make_explanation(const Report& report) { return Maker(report).make(); }

} // namespace dsnparse::emit
