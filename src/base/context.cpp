#include "base/context.hpp"

namespace dsnparse::detail {

void WarningLog::add(std::string_view code, Severity severity, std::string_view message, std::string_view part,
                     std::optional<std::size_t> offset) {
    std::size_t same = 0;
    for (const Warning& warning : list_) same += warning.code == code ? 1U : 0U;
    if (same >= most_per_code) return;
    arena_.append(list_, Warning{code, severity, message, part, offset});
}

bool WarningLog::has(std::string_view code) const {
    for (const Warning& warning : list_)
        if (warning.code == code) return true;
    return false;
}

} // namespace dsnparse::detail
