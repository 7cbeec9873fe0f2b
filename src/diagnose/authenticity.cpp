#include "diagnose/authenticity.hpp"

#include "base/ascii.hpp"
#include "base/context.hpp"
#include "fields/address.hpp"

namespace dsnparse::diagnose {

Authenticity judge_authenticity(detail::Context& context, const Report& report, const mime::Part* header) {
    Authenticity result;
    if (report.kind != Kind::bounce && report.kind != Kind::delay && report.kind != Kind::success) return result;
    int weight = 0;
    const auto add = [&](std::string_view signal, int points) {
        context.arena.append(result.signals, signal);
        weight += points;
    };
    if (header == nullptr) {
        // Pasted text has no header to weigh.
        add("pasted_text", 0);
        return result;
    }
    if (report.report.return_path == "<>")
        add("null_return_path", 1);
    else if (!report.report.return_path.empty())
        add("return_path_not_null", -1);
    if (ascii::istarts_with(report.report.auto_submitted, "auto-")) add("auto_submitted", 1);
    if (report.original.present != Present::none) {
        add("original_included", 1);
        if (!report.original.message_id.empty()) add("original_message_id", 1);
    } else {
        add("no_original", -1);
    }
    // Our message's sender is whom the report goes to (RFC 3464 section 2).
    bool sent_to_sender = false;
    bool known = false;
    for (const Mailbox& to : report.report.to) {
        for (std::string_view sender : {report.original.from.address, report.original.return_path}) {
            if (sender.empty() || to.address.empty()) continue;
            known = true;
            sent_to_sender = sent_to_sender || fields::same_address(sender, to.address)
                             || fields::domain_of(sender, context.scratch) == fields::domain_of(to.address, context.scratch);
        }
    }
    if (known) add(sent_to_sender ? "sent_to_original_sender" : "not_sent_to_original_sender", sent_to_sender ? 1 : -2);
    result.verdict = weight >= 3 ? Verdict::plausible : weight < 0 ? Verdict::suspicious : Verdict::unverified;
    return result;
}

} // namespace dsnparse::diagnose
