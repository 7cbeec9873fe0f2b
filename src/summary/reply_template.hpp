/// \file
/// The template of a reply: what counts as the same text.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report.hpp>

#include <string>

namespace dsnparse::summary {

/// `550 5.1.1 <address> does not exist`: codes and words, with what names somebody or something masked (fields/mask.hpp), so that
/// it may be shown to others and equal ones fall together. Of a long text the beginning.
[[nodiscard]] std::string reply_template(const Reply& reply, detail::Arena& arena);

} // namespace dsnparse::summary
