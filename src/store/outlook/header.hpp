/// \file
/// The header of a mail that was an Outlook item.
#pragma once

#include "store/outlook/properties.hpp"
#include "store/outlook/report.hpp"

#include <string>
#include <vector>

namespace dsnparse::store {

/// The header as it came over the wire where the item kept it, without what says how the body was coded there; then the
/// fields that are missing and that the properties know. No blank line behind it.
[[nodiscard]] std::string header_of(const Properties& item, const std::vector<Properties>& recipients, ItemKind kind);

} // namespace dsnparse::store
