/// \file
/// The last step: a Report that owns all it says.
#pragma once

#include "base/context.hpp"

namespace dsnparse::report {

/// `text` as valid UTF-8 in the Arena's memory.
[[nodiscard]] std::string_view own_text(std::string_view text, detail::Arena& arena);

/// Moves every text and List of `report` that lies elsewhere (in the message, in scratch memory, in the rules) into
/// the Report's Arena, makes all text valid UTF-8, and keeps as much evidence as Options::evidence says.
void own_all_text(Report& report, detail::Context& context);

} // namespace dsnparse::report
