/// \file
/// One line on standard error.
#pragma once

#include <string_view>

namespace dsnparse::cli {

/// `dsnparse: NAME: REASON` on standard error, with nothing in it that could drive a terminal.
void complain(std::string_view name, std::string_view reason);

} // namespace dsnparse::cli
