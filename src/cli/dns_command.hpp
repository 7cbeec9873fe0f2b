/// \file
/// What DNS says about the host and the domains of a mail.
#pragma once

#include "cli/arguments.hpp"
#include "dns/checks.hpp"
#include "dns/resolver.hpp"
#include "emit/explanation.hpp"

#include <dsnparse/report.hpp>

#include <string>

namespace dsnparse::cli {

/// The checks of one run: what was asked once is not asked again.
class DnsChecks {
public:
    explicit DnsChecks(const Arguments& arguments);
    /// Why nothing can be asked, in one line; empty: all is well.
    [[nodiscard]] const std::string& error() const { return resolver_.error(); }

    /// The subject that the arguments name; all of it empty: they name none.
    [[nodiscard]] dns::Subject named() const;
    /// What to ask about a message: the sending edge with its HELO name, the domains of sender and recipient.
    [[nodiscard]] static dns::Subject subject_of(const Report& report);

    [[nodiscard]] std::vector<dns::Check> run(const dns::Subject& subject);

private:
    const Arguments& arguments_;
    dns::Resolver resolver_;
};

/// The checks as a section of an explanation.
[[nodiscard]] emit::Explanation::Section dns_section(const std::vector<dns::Check>& checks);

} // namespace dsnparse::cli
