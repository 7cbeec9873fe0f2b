/// \file
/// A Report as text, without a JSON library in between: the fast path for many messages.
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace dsnparse {

/// Appends the Report as one line of compact JSON, without a line end. The bytes equal
/// `to_json(report).dump()`. Reuse `out` over many messages and nothing is allocated.
DSNPARSE_API void append_json(const Report& report, std::string& out);

enum class ExplainFormat : std::uint8_t {
    text, ///< for a terminal
    markdown, ///< CommonMark, for a ticket or a chat
    json, ///< one object, indented
};

/// How explain() writes. Width and colour are those of text.
struct ExplainOptions {
    std::size_t width = 80; ///< columns to wrap at
    bool colour = false; ///< ANSI colours; never needed to understand the text
    ExplainFormat format = ExplainFormat::text;
};

/// One screen for a person: what happened, who refused with which words, what it means, who can act,
/// what to do, and the evidence, with the deciding words set off. Ends with a line end.
[[nodiscard]] DSNPARSE_API std::string explain(const Report& report, const ExplainOptions& options = {});

/// The Received chain for a person, as a table, oldest hop first: from where, by whom, protocol and encryption, delay; the line
/// where our side begins, and the sending edge.
[[nodiscard]] DSNPARSE_API std::string explain_trace(const Report& report, const ExplainOptions& options = {});

} // namespace dsnparse
