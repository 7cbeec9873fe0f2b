/// \file
/// The `from` clause of a Received value: who the client said it was, and who it was.
#pragma once

#include "base/context.hpp"
#include "fields/received_tokens.hpp"

namespace dsnparse::fields {

/// What the rest of the field tells about how its MTA writes a `from` clause.
struct ReceivedHabits {
    bool client_is_resolved = false; ///< Exim: the name in front of `([ip])` is the resolved one (and the HELO, if none is told)
    bool bare_ip_is_resolved = false; ///< qmail: likewise for `name (ip)`
    bool resolved_is_verified = false; ///< a resolved name is written only if it leads back to the address, or is marked
    bool local = false; ///< handed in by a program: what follows `from` is a user
};

/// What one comment of the clause says about the client.
struct ClientComment {
    std::string_view helo; ///< `HELO x`, `helo=x`
    std::string_view name; ///< the resolved one; empty: none
    std::string_view ip; ///< normalised
    bool names_slot = false; ///< of the form `name [ip]`, the name may be `unknown`
    bool bare = false; ///< `1.2.3.4`, without brackets
    bool forged = false; ///< `(may be forged)`
    bool broken_ip = false; ///< brackets around what is no address
    bool user = false; ///< `uid 1000`
};
[[nodiscard]] ClientComment read_client_comment(std::string_view comment, detail::Arena& arena);

/// The address in `literal` (`1.2.3.4`, `IPv6:2001:db8::1`, `1.2.3.4:25`), brackets off; empty: it is none.
[[nodiscard]] std::string_view read_ip_literal(std::string_view literal, detail::Arena& arena);

/// False for what MTAs write in place of a name they do not know.
[[nodiscard]] bool is_client_name(std::string_view name);

/// Fills from_helo, from_rdns, from_rdns_verified, from_ip, from_ip_scope and anomalies of `hop`.
void read_from_clause(ReceivedSpan clause, const ReceivedHabits& habits, Hop& hop, detail::Arena& arena);

} // namespace dsnparse::fields
