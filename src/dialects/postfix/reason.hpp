/// \file
/// What Postfix gives as the reason of a failure, in its reports and in its log alike.
#pragma once

#include "dialects/recorder.hpp"

namespace dsnparse::dialects::postfix {

/// `host mx.example.org[192.0.2.25] said: ...`, `... refused to talk to me: ...`, `SASL authentication failed; server ... said:
/// ...`: fills all of `said` but `raw`. False: it is none of these.
bool read_quoted_reply(Said& said, std::string_view reason, detail::Arena& arena);

/// Postfix's own account of a session that failed: fills who was talked to, and when it broke.
void read_trouble(Said& said, std::string_view reason, detail::Arena& arena);

} // namespace dsnparse::dialects::postfix
