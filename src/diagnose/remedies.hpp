/// \file
/// Remedies speak of the case at hand.
#pragma once

#include "base/context.hpp"

#include <dsnparse/report.hpp>

namespace dsnparse::diagnose {

/// Fills the places `{name:words}` in the remedy texts of `report` with what is known, else with the words; `{!name:words}` with
/// the words only where it is not known. Names: `ip` (the
/// sending address), `host` (who refused), `recipient`, `recipient_domain`, `sender_domain`, `list` (the block list named);
/// `failed` and `delayed` are known where the recipient's mail is so.
void fill_remedies(detail::Context& context, Report& report);

} // namespace dsnparse::diagnose
