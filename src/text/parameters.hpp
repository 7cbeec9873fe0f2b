/// \file
/// Parameters of structured header values: RFC 2045 section 5.1, RFC 2231.
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::text {

struct Parameter {
    std::string_view name; ///< lower case, without RFC 2231 marks
    /// Unquoted; continuations joined. RFC 2231 values are decoded to UTF-8, others keep their bytes, which a boundary must.
    std::string_view value;
};

/// The parameters in `value`, which starts behind the media type (with or without the first `;`). Tolerant: missing
/// quotes, spaces around `=`, comments, unterminated quotes. At most 128.
[[nodiscard]] List<Parameter> read_parameters(std::string_view value, detail::Arena& arena);

/// Value of the first parameter of that name (lower case); empty: none.
[[nodiscard]] std::string_view find_parameter(const List<Parameter>& parameters, std::string_view name);

} // namespace dsnparse::text
