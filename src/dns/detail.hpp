/// \file
/// Making a Check.
#pragma once

#include "dns/checks.hpp"

namespace dsnparse::dns {

/// Asks, and notes question and answer in `check`.
const Answer& ask(Check& check, const Question& question, Lookup& lookup);

/// Sets outcome and sentence, and moves `check` out.
[[nodiscard]] Check conclude(Check& check, CheckOutcome outcome, std::string summary);

/// The check of something that is not what it should be; nothing is asked.
[[nodiscard]] Check not_asked(std::string_view id, std::string_view subject, std::string_view why);

} // namespace dsnparse::dns
