/// \file
/// When in an SMTP session a reply came, told from the command that it answers.
#pragma once

#include <dsnparse/report_enums.hpp>

#include <string_view>

namespace dsnparse::dialects {

/// The phase that `command` belongs to, as texts quote it: an SMTP command with or without its argument (`RCPT TO:<...>`,
/// `mail from`, `BDAT 86 LAST`), or a description of the moment (`end of data`, `end of DATA command`, `message body`,
/// `initial connection`, `greeting`, `connect`). `unknown` for anything else.
[[nodiscard]] Phase phase_of_command(std::string_view command);

} // namespace dsnparse::dialects
