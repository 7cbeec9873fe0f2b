/// \file
/// The files of src/page/assets, embedded at build time by cmake/Embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace dsnparse::page {

struct EmbeddedFile {
    std::string_view name; ///< path below src/page/assets
    std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

} // namespace dsnparse::page
