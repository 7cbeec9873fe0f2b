/// \file
/// Names that DNS may be asked for. They come out of mails, so nothing is taken for granted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::dns {

/// `text` in lower case without its final dot, where it is a name: labels of 1 to 63 letters, digits, `-` and `_`, at most 253
/// bytes in all (RFC 1035 section 2.3.4). Else empty. Names beyond ASCII have to be given in their `xn--` form.
[[nodiscard]] std::string normalise_name(std::string_view text);

/// True if `text` is a name as normalise_name() gives it.
[[nodiscard]] inline bool is_normal_name(std::string_view text) { return !text.empty() && normalise_name(text) == text; }

/// Number of labels of a normalised name.
[[nodiscard]] std::size_t label_count(std::string_view name);

/// True if `name` is `domain` or below it; both normalised.
[[nodiscard]] bool is_at_or_below(std::string_view name, std::string_view domain);

/// `text` fit to be shown: well-formed UTF-8 as it is, else with each byte beyond printable ASCII as `\DDD`, as zone files
/// write it (RFC 1035 section 5.1); cut behind 300 bytes with `...`.
[[nodiscard]] std::string shown(std::string_view text);

/// The texts with `, ` between them; after the first eight, `and N more`.
[[nodiscard]] std::string joined(const std::vector<std::string>& texts);

} // namespace dsnparse::dns
