/// \file
/// The `From ` lines that separate the messages of an mbox.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::store {

/// A separator is looked at no further back and no further ahead than this, so that it does not matter how the bytes arrive.
constexpr std::size_t most_behind = 2048;
constexpr std::size_t most_ahead = 1536;

/// True for a line `From SENDER DATE`, in any of the orders of the date that mail programs write.
[[nodiscard]] bool is_from_line(std::string_view line);

/// True where a message may begin at `at`: a `From ` line with a date, and a header field or the end behind it.
[[nodiscard]] bool begins_message(std::string_view bytes, std::size_t at);

/// True where a message ends before `at`: begins_message(), and a blank line in front of it. Not so where that blank line leads
/// to a message that is returned with its own `From ` line: behind the header of a MIME part, or behind words that announce it.
/// Thunderbird's lines need no blank line.
[[nodiscard]] bool separates(std::string_view bytes, std::size_t at);

} // namespace dsnparse::store
