#include "emit/screen.hpp"

#include <algorithm>
#include <charconv>

namespace dsnparse {

namespace {

using emit::Screen;
using emit::Style;

constexpr std::size_t most_recipients = 20;
constexpr std::size_t most_replies = 8;
constexpr double sure = 0.7;

std::string number(long long value) { return std::to_string(value); }

/// `host [ip]`, or what is known of the two.
std::string place(std::string_view host, std::string_view ip) {
    std::string text(host);
    if (!ip.empty()) text += text.empty() ? "[" + std::string(ip) + "]" : " [" + std::string(ip) + "]";
    return text;
}

std::string words_of(const Reply& reply) {
    std::string text;
    if (reply.code) text += number(*reply.code);
    if (!reply.enhanced.empty()) text += (text.empty() ? "" : " ") + std::string(reply.enhanced);
    if (!reply.text.empty()) text += (text.empty() ? "" : " ") + std::string(reply.text);
    return text;
}

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

/// The recipient that the explanation is about: the one the whole was classified by.
const Recipient* main_recipient(const Report& report) {
    const Recipient* best = nullptr;
    const auto rank = [](const Recipient& r) { return r.action == Action::failed ? 2 : r.action == Action::delayed ? 1 : 0; };
    for (const Recipient& recipient : report.recipients)
        if (best == nullptr || rank(recipient) > rank(*best)) best = &recipient;
    return best;
}

std::string headline(const Report& report, const Recipient* recipient) {
    const std::string whom =
        recipient == nullptr || recipient->address.empty() ? std::string("a recipient") : std::string(recipient->address);
    const std::string more =
        report.recipients.size() > 1 ? " and " + number(static_cast<long long>(report.recipients.size()) - 1) + " more" : "";
    switch (report.kind) {
    case Kind::bounce:
    case Kind::delay: {
        const bool delay = report.kind == Kind::delay;
        const Reply* reply = recipient != nullptr && recipient->reply ? &report.replies[*recipient->reply] : nullptr;
        std::string by = reply != nullptr && reply->phase != Phase::local ? place(reply->host, reply->ip) : std::string();
        const std::size_t others =
            report.recipients.size() == 1 && report.rejecting_hosts.size() > 1 ? report.rejecting_hosts.size() - 1 : 0;
        if (!by.empty() && others > 0)
            by += " and " + number(static_cast<long long>(others)) + (others == 1 ? " other host" : " other hosts");
        if (delay) return "Mail to " + whom + more + " is delayed" + (by.empty() ? "." : ": " + by + " does not take it yet.");
        if (reply == nullptr || by.empty()) return "Mail to " + whom + more + " could not be delivered.";
        if (!reply->code) return "Mail to " + whom + more + " could not be delivered: the session with " + by + " failed.";
        return by + " refused mail to " + whom + more + ".";
    }
    case Kind::success: return "Mail to " + whom + more + " was delivered, as far as the report can tell.";
    case Kind::complaint: return "A recipient complained about a mail: this is a feedback report.";
    case Kind::disposition: return "A recipient's mail program tells what became of a mail (a disposition notification).";
    case Kind::auto_reply: return "This is an automatic reply, not a bounce.";
    case Kind::challenge: return "The recipient's system asks the sender to confirm that a person wrote.";
    case Kind::message: return "This is an ordinary mail, not a bounce.";
    case Kind::unknown: break;
    }
    return "Nothing in this text says that a mail was refused.";
}

void write_replies(Screen& screen, const Report& report, const Recipient& recipient) {
    std::size_t shown = 0;
    for (std::size_t index : recipient.replies) {
        if (shown++ == most_replies) {
            screen.paragraph("... and " + number(static_cast<long long>(recipient.replies.size() - most_replies)) + " more", 2, 2,
                             Style::faint);
            break;
        }
        const Reply& reply = report.replies[index];
        std::string who = place(reply.host, reply.ip);
        if (who.empty())
            who = reply.phase == Phase::local
                      ? (reply.reported_by.empty() ? "the reporting server" : std::string(reply.reported_by))
                      : "a server";
        const bool decided = recipient.reply && *recipient.reply == index;
        const std::string_view when = phase_words(reply.phase);
        screen.paragraph(who + (when.empty() ? "" : " (" + std::string(when) + ")") + ":", 2, 4, Style::faint);
        screen.paragraph((decided ? "> " : "  ") + words_of(reply), decided ? 2 : 4, 4, decided ? Style::bad : Style::plain);
    }
}

void write_recipients(Screen& screen, const Report& report) {
    screen.heading("Recipients");
    std::size_t shown = 0;
    for (const Recipient& recipient : report.recipients) {
        if (shown++ == most_recipients) {
            screen.paragraph("... and " + number(static_cast<long long>(report.recipients.size() - most_recipients)) + " more", 2,
                             2, Style::faint);
            break;
        }
        std::string line(recipient.address.empty() ? std::string_view("(no address)") : recipient.address);
        line += ": ";
        line += recipient.action == Action::unknown ? std::string_view("unknown") : to_string(recipient.action);
        if (!recipient.status.empty()) line += " " + std::string(recipient.status);
        line += ", " + std::string(recipient.classification.category);
        screen.paragraph(line, 2, 6, recipient.action == Action::failed ? Style::bad : Style::plain);
    }
}

void write_steps(Screen& screen, const Remedy& remedy) {
    screen.heading("What to do");
    std::string_view rest = remedy.text;
    int step = 0;
    while (!rest.empty()) {
        // A step per sentence.
        std::size_t end = rest.find(". ");
        const std::string_view sentence = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
        rest.remove_prefix(std::min(rest.size(), sentence.size() + 1));
        screen.paragraph(number(++step) + ". " + std::string(sentence), 2, 5);
    }
    for (std::string_view url : remedy.urls) screen.paragraph(url, 5, 5);
}

void write_facts(Screen& screen, const Report& report, const Recipient* recipient) {
    screen.heading("Facts");
    if (recipient != nullptr) {
        if (recipient->code || !recipient->status.empty()) {
            std::string codes = recipient->code ? number(*recipient->code) : std::string();
            if (!recipient->status.empty()) codes += (codes.empty() ? "" : " ") + std::string(recipient->status);
            if (!recipient->reported_status.empty())
                codes += " (the report's own field says " + std::string(recipient->reported_status) + ")";
            screen.item("code", codes);
        }
        if (!recipient->expanded_from.empty()) screen.item("through", recipient->expanded_from.front());
    }
    if (report.report.reporting_mta.known()) screen.item("reported by", report.report.reporting_mta.name);
    for (const Blocklist& list : report.blocklists)
        screen.item("listed by", place(list.name, list.ip) + (list.url.empty() ? "" : ", see " + std::string(list.url)));
    if (report.edge.best) {
        const EdgeCandidate& edge = report.edge.candidates[*report.edge.best];
        screen.item("sent from", place(edge.host, edge.ip));
    }
    for (const Reply& reply : report.replies)
        if (!reply.quoted_client_ip.empty()) {
            screen.item("seen as", place(reply.quoted_client_host, reply.quoted_client_ip));
            break;
        }
    if (!report.original.subject.empty()) screen.item("subject", report.original.subject);
    if (!report.correlation.message_ids.empty()) screen.item("message id", report.correlation.message_ids.front().value);
    if (!report.correlation.envelope_id.empty()) screen.item("envelope id", report.correlation.envelope_id);
    if (report.report.date.known()) screen.item("date", report.report.date.text);
    std::string format(to_string(report.format.form));
    if (!report.format.mta.empty()) format += ", " + std::string(report.format.mta);
    screen.item("format", format);
    for (const Warning& warning : report.warnings) screen.item("note", warning.message, Style::faint);
}

void write_meaning(Screen& screen, const Classification& result) {
    screen.heading("What it means");
    screen.paragraph(result.summary.empty() ? std::string(result.category) : capital(result.summary) + ".", 2, 2);
    if (!result.provider.empty()) screen.item("provider", result.provider);
    screen.item("who can act", who_acts(result.responsible));
    screen.item("the address", advice(result.suppress));
    if (result.confidence < sure && result.category != "undetermined" && result.category != "not_a_bounce") {
        std::string others;
        for (const Alternative& alternative : result.alternatives)
            others += (others.empty() ? "" : ", ") + std::string(alternative.category);
        screen.item("not sure", others.empty() ? std::string("The words of the report leave the cause open.")
                                               : "It may also be: " + others + ".");
    }
}

/// Seconds as a person says them.
std::string duration(double seconds) {
    const bool negative = seconds < 0;
    const auto whole = static_cast<long long>(negative ? -seconds : seconds);
    std::string text;
    if (whole < 120)
        text = number(whole) + " s";
    else if (whole < 7200)
        text = number(whole / 60) + " min";
    else if (whole < 172800)
        text = number(whole / 3600) + " h";
    else
        text = number(whole / 86400) + " days";
    return (negative ? "-" : "+") + text;
}

} // namespace

std::string explain(const Report& report, const ExplainOptions& options) {
    Screen screen(options);
    const Recipient* recipient = main_recipient(report);
    const bool failure = report.kind == Kind::bounce || report.kind == Kind::delay;
    screen.paragraph(headline(report, recipient), 0, 0, failure ? Style::bad : Style::strong);
    if (failure && recipient != nullptr && !recipient->replies.empty()) {
        screen.heading("What was said");
        write_replies(screen, report, *recipient);
    }
    if (failure) {
        write_meaning(screen, report.classification);
        if (report.classification.remedy.known()) write_steps(screen, report.classification.remedy);
    }
    if (report.recipients.size() > 1) write_recipients(screen, report);
    write_facts(screen, report, recipient);
    return screen.take();
}

std::string explain_trace(const Report& report, const ExplainOptions& options) {
    Screen screen(options);
    if (report.hops.empty()) {
        screen.paragraph("No Received field.");
        return screen.take();
    }
    for (const Hop& hop : report.hops) {
        std::string line = hop.by.empty() ? std::string("(unknown)") : std::string(hop.by);
        std::string from = place(hop.from_rdns.empty() ? hop.from_helo : hop.from_rdns, hop.from_ip);
        if (!from.empty()) line += " from " + from;
        screen.paragraph((hop.date.known() ? std::string(hop.date.text) : std::string("no date"))
                             + (hop.delay_s ? " " + duration(*hop.delay_s) : ""),
                         0, 2, Style::faint);
        screen.paragraph(line, 2, 4);
        if (!hop.from_helo.empty() && !hop.from_rdns.empty() && hop.from_helo != hop.from_rdns)
            screen.paragraph("said to be " + std::string(hop.from_helo), 4, 4);
        for (std::string_view anomaly : hop.anomalies) screen.paragraph("! " + std::string(anomaly), 4, 4, Style::bad);
    }
    if (report.edge.best) {
        const EdgeCandidate& edge = report.edge.candidates[*report.edge.best];
        screen.paragraph("Handed over at " + place(edge.host, edge.ip), 0, 0, Style::strong);
    }
    return screen.take();
}

} // namespace dsnparse
