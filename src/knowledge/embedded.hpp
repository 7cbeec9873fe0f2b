/// \file
/// The data files, embedded at build time by cmake/Embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace dsnparse::knowledge {

struct EmbeddedFile {
    std::string_view name; ///< path below data/
    std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

} // namespace dsnparse::knowledge
