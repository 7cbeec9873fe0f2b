/// \file
/// Variable envelope return paths: addresses that carry another one, or a token.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report.hpp>

#include <string_view>

namespace dsnparse::diagnose {

/// Takes `address` apart, if it is one of the schemes in use:
///  - `prvs`: BATV, `prvs=TAG=user@domain` and `btv1==...==user`
///  - `srs0`, `srs1`: rewritten by a forwarder, `SRS0=hash=tt=domain=user@forwarder`
///  - `generic`: the recipient in the local part, `bounces+user=domain@list`, `list-bounces+user=domain@...` (Mailman),
///    `list-return-7-user=domain@...` (ezmlm), `owner-list-user=domain@...`
///  - `sympa`: `bounce+user==a==domain==list@...`
///  - `discourse`, `odoo`, `sendgrid`, `mailchimp`, `sparkpost`, `ses`: a service's own token
/// Not known() where it is none of them.
[[nodiscard]] Verp read_verp(std::string_view address, detail::Arena& arena);

} // namespace dsnparse::diagnose
