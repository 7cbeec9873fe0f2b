#include "summary/summary.hpp"

#include "emit/pieces.hpp"
#include "summary/reply_template.hpp"

namespace dsnparse::summary {

namespace {

/// Keys kept of each dimension, and templates: far more than anybody looks at.
constexpr std::size_t most_keys = 10000;
/// Different addresses kept for the two lists: some 20 MB.
constexpr std::size_t most_addresses = 200000;
/// Of a key or an example; a name or a text that is longer is somebody's mischief.
constexpr std::size_t longest_key = 256;
constexpr std::size_t longest_example = 500;
/// Of a time, as in `2016-01-27`.
constexpr std::size_t day_length = 10;

/// The beginning of `text`, at most `most` bytes, ending with a whole character.
std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most);
}

} // namespace

std::string_view name_of(Dimension dimension) {
    constexpr std::array<std::string_view, dimension_count> names{"category", "responsible",      "provider", "rejecting_host",
                                                                  "status",   "recipient_domain", "edge_ip",  "day"};
    return names[static_cast<std::size_t>(dimension)];
}

Summary::Summary(std::size_t repeat)
    : by_{Counter(most_keys), Counter(most_keys), Counter(most_keys), Counter(most_keys),
          Counter(most_keys), Counter(most_keys), Counter(most_keys), Counter(most_keys)},
      templates_(most_keys), unknown_(most_keys), addresses_(most_addresses, repeat) {}

void Summary::count(Dimension dimension, std::string_view key) {
    by_[static_cast<std::size_t>(dimension)].add(beginning(key, longest_key), [] { return NoPayload(); });
}

void Summary::add(const Report& report) {
    ++messages_;
    ++by_kind_[static_cast<std::size_t>(report.kind)];
    if (report.kind != Kind::bounce && report.kind != Kind::delay) return;
    if (report.recipients.empty()) ++without_recipient_;
    for (const Recipient& recipient : report.recipients)
        if (recipient.action == Action::failed || recipient.action == Action::delayed) add_recipient(report, recipient);
}

void Summary::add_recipient(const Report& report, const Recipient& recipient) {
    ++recipients_;
    const Classification& why = recipient.classification;
    const Reply silence;
    const Reply& reply = recipient.reply ? report.replies[*recipient.reply] : silence;
    count(Dimension::category, why.category);
    count(Dimension::responsible, why.responsible);
    count(Dimension::provider, why.provider);
    count(Dimension::host, reply.host);
    count(Dimension::status, recipient.status);
    count(Dimension::domain, recipient.domain);
    count(Dimension::edge, report.edge.best ? report.edge.candidates[*report.edge.best].ip : std::string_view());
    count(Dimension::day, emit::utc_time(report.report.date).substr(0, day_length));
    if (recipient.action == Action::failed) addresses_.add(beginning(recipient.address, longest_key), why);
    const bool undetermined = why.category == "undetermined";
    if (undetermined) ++undetermined_;
    if (reply.text.empty() && !reply.code) return;
    detail::Arena arena;
    const std::string masked = reply_template(reply, arena);
    const auto example = [&] {
        return ReplyExample{std::string(beginning(emit::reply_line(reply), longest_example)), std::string(report.input.source),
                            std::string(why.category)};
    };
    templates_.add(masked, example);
    if (undetermined) unknown_.add(masked, example);
}

} // namespace dsnparse::summary
