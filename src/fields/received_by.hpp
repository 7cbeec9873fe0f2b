/// \file
/// The clauses of a Received value that tell of the server: `by`, `with`, and the encryption that comments name.
#pragma once

#include "base/context.hpp"
#include "fields/received_tokens.hpp"

namespace dsnparse::fields {

/// Fills by, by_ip and, from the first comment that names a program, by_software of `hop`.
void read_by_clause(ReceivedSpan clause, Hop& hop, detail::Arena& arena);

/// Fills with: the protocol, or all words where they name a product; that product is then by_software, as is the
/// first comment that names a program, unless one is known. `AES256-SHA encrypted SMTP` fills tls too.
void read_with_clause(ReceivedSpan clause, Hop& hop);

/// Encryption as a comment tells it: Postfix `using TLSv1.3 with cipher X`, `version=TLS1_2, cipher=X`, Exim
/// `TLS1.3:X:256`, Courier `AUTH: x, TLS: TLSv1.3,256bits,X`. `TLSv1.3 X`, or the one of them that is told.
[[nodiscard]] std::string_view read_tls_comment(std::string_view comment, detail::Arena& arena);

/// True for a protocol of RFC 3848 and its kin: `ESMTPSA`, `lmtp`, `UTF8SMTPS`, `HTTP`, `local`.
[[nodiscard]] bool is_mail_protocol(std::string_view word);

} // namespace dsnparse::fields
