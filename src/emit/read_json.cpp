#include <dsnparse/json.hpp>

#include "base/arena.hpp"
#include "fields/date.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace dsnparse {

namespace {

using Json = nlohmann::ordered_json;

/// Fills a Report from a document. A member that is not there, or of another type, stays unknown.
class Reader {
public:
    explicit Reader(detail::Arena& arena) : arena_(arena) {}

    void read(const Json& from, Report& to) {
        if (const Json* parser = find(from, "parser")) get(*parser, "rules", to.rules_version);
        get(from, "input", to.input);
        get(from, "kind", to.kind);
        get(from, "confidence", to.confidence);
        get(from, "format", to.format);
        get(from, "report", to.report);
        get(from, "original", to.original);
        get(from, "correlation", to.correlation);
        get(from, "recipients", to.recipients);
        get(from, "replies", to.replies);
        get(from, "transcript", to.transcript);
        get(from, "hops", to.hops);
        get(from, "edge", to.edge);
        get(from, "rejecting_hosts", to.rejecting_hosts);
        get(from, "classification", to.classification);
        get(from, "authentication", to.authentication);
        get(from, "blocklists", to.blocklists);
        get(from, "facts", to.facts);
        get(from, "contradictions", to.contradictions);
        get(from, "authenticity", to.authenticity);
        get(from, "warnings", to.warnings);
    }

private:
    static const Json* find(const Json& object, const char* name) {
        const auto at = object.find(name);
        return at == object.end() ? nullptr : &*at;
    }

    template <class T>
    void get(const Json& object, const char* name, T& to) {
        if (const Json* value = find(object, name)) put(*value, to);
    }

    void put(const Json& from, std::string_view& to) {
        if (from.is_string()) to = arena_.copy(from.get_ref<const std::string&>());
    }
    /// A number that counts or points: whole and not negative, however the document holds it.
    static bool is_count(const Json& from) { return from.is_number_integer() && from.get<std::int64_t>() >= 0; }
    static void put(const Json& from, bool& to) {
        if (from.is_boolean()) to = from.get<bool>();
    }
    static void put(const Json& from, double& to) {
        if (from.is_number()) to = from.get<double>();
    }
    static void put(const Json& from, std::int64_t& to) {
        if (from.is_number_integer()) to = from.get<std::int64_t>();
    }
    static void put(const Json& from, std::size_t& to) {
        if (is_count(from)) to = from.get<std::size_t>();
    }
    static void put(const Json& from, int& to) {
        if (is_count(from) && from.get<std::uint64_t>() < 1U << 16U) to = from.get<int>();
    }
    template <class T>
    void put(const Json& from, std::optional<T>& to) {
        if constexpr (std::is_same_v<T, bool>) {
            if (!from.is_boolean()) return;
        } else if constexpr (std::is_integral_v<T>) {
            if (!is_count(from)) return;
        } else if constexpr (std::is_arithmetic_v<T>) {
            if (!from.is_number()) return;
        } else if (from.is_null()) {
            return;
        }
        T value{};
        put(from, value);
        to = value;
    }
    /// An enumerator by its spelling.
    template <class Enum>
    requires std::is_enum_v<Enum>
    static void put(const Json& from, Enum& to) {
        if (!from.is_string()) return;
        const std::string_view word = from.get_ref<const std::string&>();
        for (int value = 0; value == 0 || !to_string(static_cast<Enum>(value)).empty(); ++value)
            if (to_string(static_cast<Enum>(value)) == word) to = static_cast<Enum>(value);
    }
    template <class T>
    void put(const Json& from, List<T>& to) {
        if (!from.is_array()) return;
        arena_.reserve(to, from.size());
        for (const Json& item : from) {
            T value{};
            put(item, value);
            arena_.append(to, value);
        }
    }

    void put(const Json& from, DateTime& to) {
        std::string_view text;
        put(from, text);
        if (!text.empty()) to = fields::read_date(text, arena_);
    }
    void put(const Json& from, Input& to) {
        get(from, "id", to.id);
        get(from, "source", to.source);
        get(from, "index", to.index);
        get(from, "offset", to.offset);
        get(from, "size", to.size);
        get(from, "container", to.container);
        get(from, "truncated", to.truncated);
    }
    void put(const Json& from, Format& to) {
        get(from, "form", to.form);
        get(from, "mta", to.mta);
        get(from, "vendor", to.vendor);
        get(from, "language", to.language);
        get(from, "report_type", to.report_type);
    }
    void put(const Json& from, Mailbox& to) {
        get(from, "address", to.address);
        get(from, "name", to.name);
    }
    void put(const Json& from, Mta& to) {
        get(from, "type", to.type);
        get(from, "name", to.name);
    }
    void put(const Json& from, Header& to) {
        get(from, "name", to.name);
        get(from, "value", to.value);
    }
    void put(const Json& from, ReportMail& to) {
        get(from, "message_id", to.message_id);
        get(from, "date", to.date);
        get(from, "from", to.from);
        get(from, "to", to.to);
        get(from, "subject", to.subject);
        get(from, "return_path", to.return_path);
        get(from, "auto_submitted", to.auto_submitted);
        get(from, "reporting_mta", to.reporting_mta);
        get(from, "received_from_mta", to.received_from_mta);
        get(from, "dsn_gateway", to.dsn_gateway);
        get(from, "arrival_date", to.arrival_date);
        get(from, "extensions", to.extensions);
    }
    void put(const Json& from, Original& to) {
        get(from, "present", to.present);
        get(from, "message_id", to.message_id);
        get(from, "date", to.date);
        get(from, "from", to.from);
        get(from, "to", to.to);
        get(from, "cc", to.cc);
        get(from, "subject", to.subject);
        get(from, "return_path", to.return_path);
        get(from, "size", to.size);
        get(from, "headers", to.headers);
    }
    void put(const Json& from, IdRef& to) {
        get(from, "value", to.value);
        get(from, "header", to.header);
        get(from, "where", to.where);
        get(from, "rewritten", to.rewritten);
    }
    void put(const Json& from, QueueId& to) {
        get(from, "value", to.value);
        get(from, "host", to.host);
    }
    void put(const Json& from, Verp& to) {
        get(from, "address", to.address);
        get(from, "scheme", to.scheme);
        get(from, "recipient", to.recipient);
        get(from, "token", to.token);
    }
    void put(const Json& from, Correlation& to) {
        get(from, "message_ids", to.message_ids);
        get(from, "in_reply_to", to.in_reply_to);
        get(from, "references", to.references);
        get(from, "envelope_id", to.envelope_id);
        get(from, "queue_ids", to.queue_ids);
        get(from, "verp", to.verp);
        get(from, "headers", to.headers);
        get(from, "list_id", to.list_id);
        get(from, "subject_tags", to.subject_tags);
    }
    void put(const Json& from, Evidence& to) {
        get(from, "where", to.where);
        get(from, "part", to.part);
        get(from, "text", to.text);
        Span span;
        get(from, "offset", span.offset);
        get(from, "length", span.length);
        const Json* offset = find(from, "offset");
        if (offset != nullptr && !offset->is_null()) to.span = span;
    }
    void put(const Json& from, Alternative& to) {
        get(from, "category", to.category);
        get(from, "confidence", to.confidence);
    }
    void put(const Json& from, Remedy& to) {
        get(from, "id", to.id);
        get(from, "audience", to.audience);
        get(from, "text", to.text);
        get(from, "urls", to.urls);
    }
    void put(const Json& from, Classification& to) {
        get(from, "category", to.category);
        get(from, "provider", to.provider);
        get(from, "permanence", to.permanence);
        get(from, "suppress", to.suppress);
        get(from, "responsible", to.responsible);
        get(from, "summary", to.summary);
        get(from, "rule", to.rule);
        get(from, "words", to.words);
        get(from, "confidence", to.confidence);
        get(from, "evidence", to.evidence);
        get(from, "alternatives", to.alternatives);
        get(from, "remedy", to.remedy);
    }
    void put(const Json& from, Recipient& to) {
        get(from, "address", to.address);
        get(from, "domain", to.domain);
        get(from, "final", to.final);
        get(from, "original", to.original);
        get(from, "expanded_from", to.expanded_from);
        get(from, "action", to.action);
        get(from, "action_source", to.action_source);
        get(from, "status", to.status);
        get(from, "status_source", to.status_source);
        get(from, "reported_status", to.reported_status);
        get(from, "code", to.code);
        get(from, "code_source", to.code_source);
        get(from, "reply", to.reply);
        get(from, "diagnostic_type", to.diagnostic_type);
        get(from, "diagnostic", to.diagnostic);
        get(from, "remote_mta", to.remote_mta);
        get(from, "last_attempt", to.last_attempt);
        get(from, "will_retry_until", to.will_retry_until);
        get(from, "final_log_id", to.final_log_id);
        get(from, "replies", to.replies);
        get(from, "classification", to.classification);
        get(from, "extensions", to.extensions);
        get(from, "evidence", to.evidence);
    }
    void put(const Json& from, Reply& to) {
        get(from, "recipient", to.recipient);
        get(from, "code", to.code);
        get(from, "enhanced", to.enhanced);
        get(from, "text", to.text);
        get(from, "lines", to.lines);
        get(from, "command", to.command);
        get(from, "phase", to.phase);
        get(from, "host", to.host);
        get(from, "ip", to.ip);
        get(from, "port", to.port);
        get(from, "quoted_client_ip", to.quoted_client_ip);
        get(from, "quoted_client_host", to.quoted_client_host);
        get(from, "reported_by", to.reported_by);
        get(from, "evidence", to.evidence);
    }
    void put(const Json& from, Step& to) {
        get(from, "direction", to.direction);
        get(from, "host", to.host);
        get(from, "ip", to.ip);
        get(from, "command", to.command);
        get(from, "code", to.code);
        get(from, "enhanced", to.enhanced);
        get(from, "text", to.text);
        get(from, "recipient", to.recipient);
    }
    void put(const Json& from, Hop& to) {
        get(from, "message", to.message);
        get(from, "from_helo", to.from_helo);
        get(from, "from_rdns", to.from_rdns);
        get(from, "from_rdns_verified", to.from_rdns_verified);
        get(from, "from_ip", to.from_ip);
        get(from, "from_ip_scope", to.from_ip_scope);
        get(from, "by", to.by);
        get(from, "by_ip", to.by_ip);
        get(from, "by_software", to.by_software);
        get(from, "with", to.with);
        get(from, "tls", to.tls);
        get(from, "id", to.id);
        get(from, "for", to.for_);
        get(from, "via", to.via);
        get(from, "date", to.date);
        get(from, "date_raw", to.date_raw);
        get(from, "delay_s", to.delay_s);
        get(from, "trust", to.trust);
        get(from, "anomalies", to.anomalies);
        get(from, "raw", to.raw);
    }
    void put(const Json& from, EdgeCandidate& to) {
        get(from, "ip", to.ip);
        get(from, "host", to.host);
        get(from, "scope", to.scope);
        get(from, "confidence", to.confidence);
        get(from, "reasons", to.reasons);
        get(from, "hop", to.hop);
        get(from, "reply", to.reply);
    }
    void put(const Json& from, EdgeFinding& to) {
        get(from, "type", to.type);
        get(from, "value", to.value);
        get(from, "detail", to.detail);
        get(from, "hop", to.hop);
    }
    void put(const Json& from, Edge& to) {
        get(from, "best", to.best);
        get(from, "candidates", to.candidates);
        get(from, "findings", to.findings);
    }
    void put(const Json& from, RejectingHost& to) {
        get(from, "host", to.host);
        get(from, "ip", to.ip);
        get(from, "role", to.role);
        get(from, "replies", to.replies);
        get(from, "confidence", to.confidence);
        get(from, "evidence", to.evidence);
    }
    void put(const Json& from, Fact& to) {
        get(from, "type", to.type);
        get(from, "value", to.value);
        get(from, "amount", to.amount);
        get(from, "reply", to.reply);
    }
    void put(const Json& from, Statement& to) {
        get(from, "value", to.value);
        get(from, "source", to.source);
    }
    void put(const Json& from, Contradiction& to) {
        get(from, "type", to.type);
        get(from, "recipient", to.recipient);
        get(from, "reply", to.reply);
        get(from, "won", to.won);
        get(from, "lost", to.lost);
    }
    void put(const Json& from, Authentication& to) {
        get(from, "authserv", to.authserv);
        get(from, "method", to.method);
        get(from, "result", to.result);
        get(from, "domain", to.domain);
        get(from, "where", to.where);
    }
    void put(const Json& from, Blocklist& to) {
        get(from, "name", to.name);
        get(from, "ip", to.ip);
        get(from, "url", to.url);
    }
    void put(const Json& from, Authenticity& to) {
        get(from, "verdict", to.verdict);
        get(from, "signals", to.signals);
    }
    void put(const Json& from, Warning& to) {
        get(from, "code", to.code);
        get(from, "severity", to.severity);
        get(from, "message", to.message);
        get(from, "part", to.part);
        get(from, "offset", to.offset);
    }

    detail::Arena& arena_;
};

/// Takes out indices that lead nowhere, so that whoever follows one need not look.
class Sound {
public:
    explicit Sound(Report& report) : report_(report) {}

    void check() {
        for (Recipient& each : detail::Arena::items(report_.recipients)) {
            check(each.reply, report_.replies);
            check(each.replies);
        }
        for (Reply& each : detail::Arena::items(report_.replies)) check(each.recipient, report_.recipients);
        for (Step& each : detail::Arena::items(report_.transcript)) check(each.recipient, report_.recipients);
        for (RejectingHost& each : detail::Arena::items(report_.rejecting_hosts)) check(each.replies);
        for (Contradiction& each : detail::Arena::items(report_.contradictions)) {
            check(each.recipient, report_.recipients);
            check(each.reply, report_.replies);
        }
        check(report_.edge.best, report_.edge.candidates);
        for (EdgeCandidate& each : detail::Arena::items(report_.edge.candidates)) {
            check(each.hop, report_.hops);
            check(each.reply, report_.replies);
        }
        for (EdgeFinding& each : detail::Arena::items(report_.edge.findings)) check(each.hop, report_.hops);
        const std::span<Fact> facts = detail::Arena::items(report_.facts);
        const auto end =
            std::remove_if(facts.begin(), facts.end(), [&](const Fact& it) { return it.reply >= report_.replies.size(); });
        detail::Arena::truncate(report_.facts, static_cast<std::size_t>(end - facts.begin()));
    }

private:
    template <class T>
    static void check(std::optional<std::size_t>& index, const List<T>& list) {
        if (index && *index >= list.size()) index.reset();
    }
    void check(List<std::size_t>& replies) {
        const std::span<std::size_t> all = detail::Arena::items(replies);
        const auto end =
            std::remove_if(all.begin(), all.end(), [&](std::size_t index) { return index >= report_.replies.size(); });
        detail::Arena::truncate(replies, static_cast<std::size_t>(end - all.begin()));
    }

    Report& report_;
};

} // namespace

std::optional<Report> from_json(const nlohmann::ordered_json& document) {
    const auto schema = document.is_object() ? document.find("schema") : document.end();
    if (schema == document.end() || *schema != "dsnparse.result/1") return std::nullopt;
    const auto arena = std::make_shared<detail::Arena>();
    Report report;
    Reader(*arena).read(document, report);
    Sound(report).check();
    report.storage = arena;
    return report;
}

} // namespace dsnparse
