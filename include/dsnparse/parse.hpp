/// \file
/// parse(): from the bytes of a mail to a Report.
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/options.hpp>
#include <dsnparse/report.hpp>

#include <string_view>

namespace dsnparse {

/// Reads one message and says what it reports, about whom, who said so, and why.
///
/// `message` is the mail as it was stored or received: with LF, CRLF or CR line ends, with or without
/// an mbox `From ` line; or text pasted from a bounce, which need not have a header. It is only read
/// during the call; the Report owns all it says.
///
/// Total: every byte sequence gives a Report. Nothing is thrown but `std::bad_alloc`. Time and memory
/// are linear in the message and bounded by `options.limits`.
///
/// Thread-safe: any number of threads may parse at once, sharing one RuleSet.
///
///     dsnparse::Report report = dsnparse::parse(bytes);
///     if (report.kind == dsnparse::Kind::bounce)
///         for (const auto& recipient : report.recipients)
///             std::cout << recipient.address << ": " << recipient.status << '\n';
[[nodiscard]] DSNPARSE_API Report parse(std::string_view message, const Options& options = {});

/// The Received chain and the sending edge of any message, bounce or not: a Report in which only
/// `input`, `report`, `hops`, `edge` and `warnings` are filled. Same guarantees as parse().
[[nodiscard]] DSNPARSE_API Report trace(std::string_view message, const Options& options = {});

} // namespace dsnparse
