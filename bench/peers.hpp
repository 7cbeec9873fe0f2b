/// \file
/// What we are measured against, each as its own users would call it.
#pragma once

#include <string>

namespace peers {

/// False where GMime was not there at build time.
[[nodiscard]] bool has_gmime();
/// Parses with GMime and frees the tree; returns the number of parts it found, so that nothing is optimised away.
std::size_t gmime_parse(const std::string& message);
/// Loads into a mimetic::MimeEntity; messages that it is known to crash on must not be given.
std::size_t mimetic_load(const std::string& message);

} // namespace peers
