/// \file
/// Results into a database.
#pragma once

#include "cli/sink.hpp"

#include <memory>
#include <string>

namespace dsnparse::cli {

/// Null, after one line on standard error: the database at `path` cannot be opened.
[[nodiscard]] std::unique_ptr<Sink> database_sink(const std::string& path);

} // namespace dsnparse::cli
