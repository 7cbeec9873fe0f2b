/// \file
/// What is measured: messages of folders, also put together as one mbox.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace corpus {

using Messages = std::vector<std::string>;

/// All .eml and .txt files below the folders.
[[nodiscard]] Messages load(const std::vector<std::string>& folders);

/// Newlines found by memchr, one after the other: the floor for whatever looks at lines.
[[nodiscard]] std::size_t count_lines(const char* data, std::size_t size);

/// Writes an mbox of `count` messages: the given ones, again and again; those without an LF are left out. Returns its size, 0 if
/// it cannot be written.
[[nodiscard]] std::size_t write_mbox(const std::string& path, const Messages& messages, std::size_t count);

} // namespace corpus
