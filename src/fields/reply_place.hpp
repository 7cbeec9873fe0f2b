/// \file
/// Where a reply starts in running text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// Three digits of 200 to 599 at the front that no digit follows; nullopt: none.
[[nodiscard]] std::optional<int> code_digits_at(std::string_view text);

/// Skips what may stand between a code and what follows: white space, `-`, `:`, `,`, `;`.
[[nodiscard]] std::string_view skip_code_separators(std::string_view text);

/// A reply code in running text.
struct ReplyPlace {
    std::size_t at = std::string_view::npos; ///< npos: there is none
    bool with_status = false; ///< an enhanced code stands beside it
    [[nodiscard]] bool found() const { return at != std::string_view::npos; }
};

/// The first code of 400 to 599 that stands where a reply starts: in front of an enhanced code, behind words, a host or an
/// address that introduce one, alone in parentheses. Where there is none, the first of 200 to 399 that does.
[[nodiscard]] ReplyPlace find_reply(std::string_view text);

/// The end of what a quote or a bracket right in front of `begin`, or a parenthesis somewhere in front of it, encloses; the
/// text's size, where there is no such mark or nothing closes it.
[[nodiscard]] std::size_t enclosed_end(std::string_view text, std::size_t begin);

} // namespace dsnparse::fields
