#include <dsnparse/report_enums.hpp>

#include <array>
#include <cstddef>

namespace dsnparse {

namespace {

/// The spelling at the enumerator's position; empty for a value that a newer version knows.
template <class Enum, std::size_t Count>
std::string_view name_of(Enum value, const std::array<std::string_view, Count>& names) {
    const auto index = static_cast<std::size_t>(value);
    return index < Count ? names[index] : std::string_view{};
}

using Names = std::string_view;
constexpr std::array<Names, 9> kinds{"unknown",     "bounce",     "delay",     "success", "complaint",
                                     "disposition", "auto_reply", "challenge", "message"};
constexpr std::array<Names, 9> forms{"none", "rfc3464", "rfc5965", "rfc8098", "text", "html", "transcript", "fragment", "json"};
constexpr std::array<Names, 6> actions{"", "failed", "delayed", "delivered", "relayed", "expanded"};
constexpr std::array<Names, 4> sources{"", "field", "reply", "inferred"};
constexpr std::array<Names, 3> permanences{"unknown", "permanent", "transient"};
constexpr std::array<Names, 3> suppresses{"no", "yes", "after_repeat"};
constexpr std::array<Names, 13> phases{"unknown", "connect", "banner",      "ehlo", "starttls", "auth", "mail",
                                       "rcpt",    "data",    "end_of_data", "quit", "dns",      "local"};
constexpr std::array<Names, 3> directions{"event", "client", "server"};
constexpr std::array<Names, 2> hop_messages{"report", "original"};
constexpr std::array<Names, 4> trusts{"unknown", "trusted", "boundary", "untrusted"};
constexpr std::array<Names, 4> presents{"none", "partial", "headers", "full"};
constexpr std::array<Names, 4> id_wheres{"text", "original", "report", "delivery_status"};
constexpr std::array<Names, 3> verdicts{"unverified", "plausible", "suspicious"};
constexpr std::array<Names, 3> severities{"info", "warning", "error"};
constexpr std::array<Names, 10> ip_scopes{"unknown", "public",       "private",       "loopback",  "link_local",
                                          "cgnat",   "unique_local", "documentation", "multicast", "reserved"};

} // namespace

std::string_view to_string(Kind value) noexcept { return name_of(value, kinds); }
std::string_view to_string(Form value) noexcept { return name_of(value, forms); }
std::string_view to_string(Action value) noexcept { return name_of(value, actions); }
std::string_view to_string(Source value) noexcept { return name_of(value, sources); }
std::string_view to_string(Permanence value) noexcept { return name_of(value, permanences); }
std::string_view to_string(Suppress value) noexcept { return name_of(value, suppresses); }
std::string_view to_string(Phase value) noexcept { return name_of(value, phases); }
std::string_view to_string(Direction value) noexcept { return name_of(value, directions); }
std::string_view to_string(HopMessage value) noexcept { return name_of(value, hop_messages); }
std::string_view to_string(Trust value) noexcept { return name_of(value, trusts); }
std::string_view to_string(Present value) noexcept { return name_of(value, presents); }
std::string_view to_string(IdWhere value) noexcept { return name_of(value, id_wheres); }
std::string_view to_string(Verdict value) noexcept { return name_of(value, verdicts); }
std::string_view to_string(Severity value) noexcept { return name_of(value, severities); }
std::string_view to_string(IpScope value) noexcept { return name_of(value, ip_scopes); }

} // namespace dsnparse
