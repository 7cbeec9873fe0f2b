/// \file
/// A Report as JSON, in the schema `dsnparse.result/1` (docs/schema.md).
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/report.hpp>

#include <nlohmann/json.hpp>

#include <optional>

namespace dsnparse {

/// The Report as an ordered document: all keys present, in the order of the schema. All strings in it
/// are valid UTF-8, so `dump()` does not throw.
[[nodiscard]] DSNPARSE_API nlohmann::ordered_json to_json(const Report& report);

/// The Report that to_json() made `document` of, for explaining or counting results that were kept. Absent where it is no result
/// (`schema` is another). Total: what is missing or of another type stays unknown, indices that lead nowhere are left out.
[[nodiscard]] DSNPARSE_API std::optional<Report> from_json(const nlohmann::ordered_json& document);

} // namespace dsnparse
