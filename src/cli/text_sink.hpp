/// \file
/// Results as text, on standard output or in a file: JSON, NDJSON, CSV, TSV, words, the formats of other tools.
#pragma once

#include "cli/arguments.hpp"
#include "cli/output.hpp"
#include "cli/sink.hpp"

#include <memory>

namespace dsnparse::cli {

/// `many`: several results stand behind each other. Null, after one line on standard error: the output cannot be written to.
[[nodiscard]] std::unique_ptr<Sink> text_sink(const Arguments& arguments, OutputFormat format, bool many);

} // namespace dsnparse::cli
