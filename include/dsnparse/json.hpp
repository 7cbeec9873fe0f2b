/// \file
/// A Report as JSON, in the schema `dsnparse.result/1` (docs/schema.md).
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/report.hpp>

#include <nlohmann/json.hpp>

namespace dsnparse {

/// The Report as an ordered document: all keys present, in the order of the schema. All strings in it
/// are valid UTF-8, so `dump()` does not throw.
[[nodiscard]] DSNPARSE_API nlohmann::ordered_json to_json(const Report& report);

} // namespace dsnparse
