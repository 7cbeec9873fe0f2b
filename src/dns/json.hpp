/// \file
/// The checks as JSON.
#pragma once

#include "dns/checks.hpp"

#include <nlohmann/json.hpp>

namespace dsnparse::dns {

/// `{"schema": "dsnparse-dns-1", "subject": {...}, "checks": [{"id", "subject", "outcome", "summary", "details": [{"name",
/// "type", "outcome", "answers"}]}]}`; what the subject does not have is null. All strings in it are UTF-8.
[[nodiscard]] nlohmann::ordered_json to_json(const Subject& subject, const std::vector<Check>& checks);

} // namespace dsnparse::dns
