#include "cli/redact.hpp"

#include "base/arena.hpp"
#include "base/ascii.hpp"
#include "cli/report_texts.hpp"
#include "fields/address.hpp"
#include "report/digest.hpp"

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace dsnparse::cli {

namespace {

/// What a shared Report of ours owns: the texts it had, and the new ones.
struct Storage {
    std::shared_ptr<const void> before;
    detail::Arena arena;
};

/// Shorter texts say nothing, and stand in too many others.
constexpr std::size_t shortest_secret = 4;

class Masking {
public:
    Masking(const std::string& key, detail::Arena& arena) : key_(key), arena_(arena) {}

    void run(Report& report) {
        collect(report);
        // The longest first: a subject may have an id in it.
        std::stable_sort(secrets_.begin(), secrets_.end(),
                         [](const Secret& a, const Secret& b) { return a.first.size() > b.first.size(); });
        for_each_text(report, [this](std::string_view& text) { text = mask(text); });
        report.input.id = report.input.id.empty() ? report.input.id : arena_.copy(hash(report.input.id));
        for (Header& header : detail::Arena::items(report.original.headers)) mask_header(header);
        for (Header& header : detail::Arena::items(report.correlation.headers)) header.value = pseudonym("id-", header.value);
    }

private:
    using Secret = std::pair<std::string_view, std::string_view>; ///< what, and its pseudonym

    std::string_view hash(std::string_view text) const {
        std::string keyed = key_;
        keyed.append(1, '\0').append(text);
        return report::digest_of(keyed, arena_);
    }

    std::string_view pseudonym(std::string_view kind, std::string_view text) const {
        return text.empty() ? text : arena_.concat({kind, hash(text).substr(0, 10)});
    }

    void hide(std::string_view kind, std::string_view text) {
        if (text.size() >= shortest_secret) secrets_.emplace_back(text, pseudonym(kind, text));
    }

    void hide_names(const List<Mailbox>& mailboxes) {
        for (const Mailbox& mailbox : mailboxes) hide("name-", mailbox.name);
    }

    void collect(const Report& report) {
        hide("subject-", report.report.subject);
        hide("subject-", report.original.subject);
        hide("name-", report.report.from.name);
        hide("name-", report.original.from.name);
        hide_names(report.report.to);
        hide_names(report.original.to);
        hide_names(report.original.cc);
        hide("id-", report.report.message_id);
        hide("id-", report.original.message_id);
        for (const IdRef& id : report.correlation.message_ids) hide("id-", id.value);
        for (const std::string_view id : report.correlation.in_reply_to) hide("id-", id);
        for (const std::string_view id : report.correlation.references) hide("id-", id);
        for (const QueueId& id : report.correlation.queue_ids) hide("id-", id.value);
        for (const Header& header : report.correlation.headers) hide("id-", header.value);
        for (const std::string_view tag : report.correlation.subject_tags) hide("tag-", tag);
        hide("id-", report.correlation.envelope_id);
        hide("id-", report.correlation.verp.token);
        for (const Hop& hop : report.hops) hide("id-", hop.id);
        for (const Recipient& recipient : report.recipients) hide("id-", recipient.final_log_id);
        for (const Fact& fact : report.facts)
            if (fact.type == "reference") hide("id-", fact.value);
    }

    /// Of the returned header only fields that say nothing about persons keep their words.
    void mask_header(Header& header) {
        for (const std::string_view kept :
             {"date", "mime-version", "content-type", "content-transfer-encoding", "received", "authentication-results",
              "x-mailer", "user-agent", "precedence", "auto-submitted", "from", "to", "cc", "sender", "reply-to", "return-path"})
            if (ascii::iequals(header.name, kept)) return;
        header.value = pseudonym("value-", header.value);
    }

    /// `text` without the secrets and with the local parts of addresses replaced.
    std::string_view mask(std::string_view text) {
        if (text.size() < 3) return text;
        std::string out(text);
        bool changed = false;
        for (const auto& [secret, name] : secrets_)
            for (std::size_t at = out.find(secret); at != std::string::npos; at = out.find(secret, at + name.size())) {
                out.replace(at, secret.size(), name);
                changed = true;
            }
        std::size_t from = 0;
        while (out.find('@', from) != std::string::npos) {
            std::size_t end = 0;
            const std::string_view address = fields::find_address(out, from, &end);
            if (address.empty()) break;
            const auto at = static_cast<std::size_t>(address.data() - out.data());
            const std::size_t local = address.rfind('@');
            const std::string_view name = pseudonym("user-", arena_.lower(address));
            const std::size_t rest = address.size() - local;
            out.replace(at, local, name);
            changed = true;
            from = at + name.size() + rest;
        }
        return changed ? arena_.copy(out) : text;
    }

    const std::string& key_;
    detail::Arena& arena_;
    std::vector<Secret> secrets_;
};

} // namespace

Redactor::Redactor(std::string key) : key_(std::move(key)) {
    if (!key_.empty()) return;
    std::random_device device;
    for (int i = 0; i < 8; ++i) key_ += std::to_string(device()) + '.';
}

void Redactor::redact(Report& report) const {
    auto storage = std::make_shared<Storage>();
    storage->before = report.storage;
    Masking(key_, storage->arena).run(report);
    report.storage = std::move(storage);
}

} // namespace dsnparse::cli
