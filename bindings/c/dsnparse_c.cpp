// The C interface over the C++ one.
#include "handles.hpp"

#include <dsnparse/version.hpp>
#include <dsnparse/write.hpp>

#include <cstdlib>
#include <string>

namespace dsnparse::c {

dsnparse_options known_options(const dsnparse_options* given) {
    dsnparse_options options;
    dsnparse_options_init(&options, sizeof options);
    take_known(options, given);
    return options;
}

Options cpp_options(const dsnparse_options& from) {
    Options options;
    options.evidence = from.evidence == DSNPARSE_EVIDENCE_NONE   ? EvidenceLevel::none
                       : from.evidence == DSNPARSE_EVIDENCE_REFS ? EvidenceLevel::refs
                                                                 : EvidenceLevel::full;
    options.message_digest = from.message_digest != 0;
    options.source = view_of(from.source);
    options.index = from.index;
    options.offset = from.offset;
    options.container = view_of(from.container);
    if (from.rules != nullptr) options.rules = &from.rules->set;
    if (from.message_bytes > 0) options.limits.message_bytes = from.message_bytes;
    for (std::size_t i = 0; from.our_domains != nullptr && i < from.our_domain_count; ++i)
        options.our_domains.push_back(view_of(from.our_domains[i]));
    for (std::size_t i = 0; from.trusted_nets != nullptr && i < from.trusted_net_count; ++i)
        options.trusted_nets.push_back(view_of(from.trusted_nets[i]));
    return options;
}

} // namespace dsnparse::c

namespace {

using namespace dsnparse::c;
using dsnparse::Report;

/// Where there is none, nothing is known.
const Report& report_in(const dsnparse_report* report) {
    static const Report none;
    return report == nullptr ? none : report->report;
}

char* copy_of(const std::string& text, std::size_t* length) {
    char* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    std::memcpy(copy, text.c_str(), text.size() + 1);
    if (length != nullptr) *length = text.size();
    return copy;
}

/// The text that `write` makes of the report, for the caller to free; null where there is no report.
template <class Write>
char* written(const dsnparse_report* report, std::size_t* length, Write write) noexcept {
    if (length != nullptr) *length = 0;
    if (report == nullptr) return nullptr;
    return guarded([&] { return copy_of(write(report->report), length); });
}

dsnparse_report* read(const void* message, std::size_t length, const dsnparse_options* given,
                      Report (*function)(std::string_view, const dsnparse::Options&)) noexcept {
    return guarded([&] {
        const dsnparse_options options = known_options(given);
        return report_of(function(bytes_of(message, length), cpp_options(options)));
    });
}

/// A member of a Classification by its place among REPORT_CATEGORY ... REPORT_REMEDY.
std::string_view member(const dsnparse::Classification& result, int which) {
    switch (which) {
    case 0: return result.category;
    case 1: return result.provider;
    case 2: return to_string(result.permanence);
    case 3: return to_string(result.suppress);
    case 4: return result.responsible;
    case 5: return result.summary;
    case 6: return result.rule;
    case 7: return result.remedy.text;
    default: return {};
    }
}

const dsnparse::Recipient* recipient_at(const dsnparse_report* report, std::size_t index) {
    const auto& recipients = report_in(report).recipients;
    return index < recipients.size() ? &recipients[index] : nullptr;
}

} // namespace

uint32_t dsnparse_abi_version(void) { return DSNPARSE_ABI_VERSION; }

const char* dsnparse_version(void) { return DSNPARSE_VERSION; }

void dsnparse_free(char* text) { std::free(text); }

dsnparse_rules* dsnparse_rules_new(const char* overlay, size_t length, const char* name) {
    return guarded([&]() -> dsnparse_rules* {
        const std::string_view text = overlay == nullptr ? std::string_view() : std::string_view(overlay, length);
        return new dsnparse_rules{text.empty() ? dsnparse::RuleSet::builtin()
                                               : dsnparse::RuleSet::with_overlay(text, view_of(name))};
    });
}

dsnparse_text dsnparse_rules_error(const dsnparse_rules* rules) {
    return rules == nullptr || rules->set.ok() ? text_of({}) : text_of(rules->set.errors().front());
}

void dsnparse_rules_free(dsnparse_rules* rules) { delete rules; }

void dsnparse_options_init(dsnparse_options* options, size_t size) {
    dsnparse_options defaults{};
    defaults.size = size;
    defaults.evidence = DSNPARSE_EVIDENCE_FULL;
    defaults.message_digest = 1;
    defaults.index = -1;
    defaults.offset = -1;
    set_defaults(options, size, defaults);
}

dsnparse_report* dsnparse_parse(const void* message, size_t length, const dsnparse_options* options) {
    return read(message, length, options, dsnparse::parse);
}

dsnparse_report* dsnparse_trace(const void* message, size_t length, const dsnparse_options* options) {
    return read(message, length, options, dsnparse::trace);
}

void dsnparse_report_free(dsnparse_report* report) { delete report; }

char* dsnparse_report_json(const dsnparse_report* report, size_t* length) {
    return written(report, length, [](const Report& it) {
        std::string json;
        dsnparse::append_json(it, json);
        return json;
    });
}

char* dsnparse_report_explain(const dsnparse_report* report, int format, size_t width, size_t* length) {
    return written(report, length, [&](const Report& it) {
        dsnparse::ExplainOptions options;
        options.width = width;
        options.format = format == DSNPARSE_EXPLAIN_MARKDOWN ? dsnparse::ExplainFormat::markdown
                         : format == DSNPARSE_EXPLAIN_JSON   ? dsnparse::ExplainFormat::json
                                                             : dsnparse::ExplainFormat::text;
        return dsnparse::explain(it, options);
    });
}

char* dsnparse_report_chain(const dsnparse_report* report, size_t width, size_t* length) {
    return written(report, length, [&](const Report& it) {
        dsnparse::ExplainOptions options;
        options.width = width;
        return dsnparse::explain_trace(it, options);
    });
}

int dsnparse_report_is_bounce(const dsnparse_report* report) { return report_in(report).is_bounce() ? 1 : 0; }

dsnparse_text dsnparse_report_text(const dsnparse_report* report, int which) {
    if (report == nullptr) return text_of({});
    const Report& it = report->report;
    if (which >= DSNPARSE_REPORT_CATEGORY && which <= DSNPARSE_REPORT_REMEDY)
        return text_of(member(it.classification, which - DSNPARSE_REPORT_CATEGORY));
    switch (which) {
    case DSNPARSE_REPORT_KIND: return text_of(to_string(it.kind));
    case DSNPARSE_REPORT_FORM: return text_of(to_string(it.format.form));
    case DSNPARSE_REPORT_MTA: return text_of(it.format.mta);
    case DSNPARSE_REPORT_REPORTING_MTA: return text_of(it.report.reporting_mta.name);
    case DSNPARSE_REPORT_EDGE_IP: return text_of(it.edge.best ? it.edge.candidates[*it.edge.best].ip : std::string_view());
    case DSNPARSE_REPORT_EDGE_HOST: return text_of(it.edge.best ? it.edge.candidates[*it.edge.best].host : std::string_view());
    case DSNPARSE_REPORT_ENVELOPE_ID: return text_of(it.correlation.envelope_id);
    case DSNPARSE_REPORT_ORIGINAL_FROM: return text_of(it.original.from.address);
    case DSNPARSE_REPORT_ORIGINAL_SUBJECT: return text_of(it.original.subject);
    case DSNPARSE_REPORT_AUTHENTICITY: return text_of(to_string(it.authenticity.verdict));
    case DSNPARSE_REPORT_INPUT_ID: return text_of(it.input.id);
    default: return text_of({});
    }
}

size_t dsnparse_report_message_ids(const dsnparse_report* report) { return report_in(report).correlation.message_ids.size(); }

dsnparse_text dsnparse_report_message_id(const dsnparse_report* report, size_t index) {
    const auto& ids = report_in(report).correlation.message_ids;
    return text_of(index < ids.size() ? ids[index].value : std::string_view());
}

size_t dsnparse_report_rejecting_hosts(const dsnparse_report* report) { return report_in(report).rejecting_hosts.size(); }

dsnparse_text dsnparse_report_rejecting_host(const dsnparse_report* report, size_t index) {
    const auto& hosts = report_in(report).rejecting_hosts;
    return text_of(index < hosts.size() ? hosts[index].host : std::string_view());
}

dsnparse_text dsnparse_report_rejecting_ip(const dsnparse_report* report, size_t index) {
    const auto& hosts = report_in(report).rejecting_hosts;
    return text_of(index < hosts.size() ? hosts[index].ip : std::string_view());
}

size_t dsnparse_report_recipients(const dsnparse_report* report) { return report_in(report).recipients.size(); }

dsnparse_text dsnparse_recipient_text(const dsnparse_report* report, size_t index, int which) {
    const dsnparse::Recipient* it = recipient_at(report, index);
    if (it == nullptr) return text_of({});
    if (which >= DSNPARSE_RECIPIENT_CATEGORY && which <= DSNPARSE_RECIPIENT_REMEDY)
        return text_of(member(it->classification, which - DSNPARSE_RECIPIENT_CATEGORY));
    const dsnparse::Reply* reply = it->reply ? &report->report.replies[*it->reply] : nullptr;
    switch (which) {
    case DSNPARSE_RECIPIENT_ADDRESS: return text_of(it->address);
    case DSNPARSE_RECIPIENT_ORIGINAL: return text_of(it->original);
    case DSNPARSE_RECIPIENT_ACTION: return text_of(to_string(it->action));
    case DSNPARSE_RECIPIENT_STATUS: return text_of(it->status);
    case DSNPARSE_RECIPIENT_REPLY: return text_of(reply == nullptr ? std::string_view() : reply->text);
    case DSNPARSE_RECIPIENT_HOST: return text_of(reply == nullptr ? std::string_view() : reply->host);
    case DSNPARSE_RECIPIENT_IP: return text_of(reply == nullptr ? std::string_view() : reply->ip);
    default: return text_of({});
    }
}

int dsnparse_recipient_code(const dsnparse_report* report, size_t index) {
    const dsnparse::Recipient* it = recipient_at(report, index);
    return it == nullptr ? 0 : it->code.value_or(0);
}
