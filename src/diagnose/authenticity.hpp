/// \file
/// What speaks for and against a genuine bounce of our own message.
#pragma once

#include "mime/part.hpp"

#include <dsnparse/report.hpp>

namespace dsnparse::diagnose {

/// Signals are facts (`null_return_path`, `original_included`, ...); the verdict weighs them. Only a caller who knows its
/// own message ids can be sure: without a known id even a plausible bounce proves nothing.
[[nodiscard]] Authenticity judge_authenticity(detail::Context& context, const Report& report, const mime::Part* header);

} // namespace dsnparse::diagnose
