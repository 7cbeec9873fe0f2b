#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mta.example.net\nSubject: Delivery report\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"failed, delayed and delivered",
         header,
         "Hello, this is the mail server on mta.example.net.\n\nI am sending you this message to inform you on the delivery "
         "status "
         "of a\nmessage you previously sent.\n\n  <ann@example.org>  delivery failed; will not continue trying\n"
         "  <bob@example.org>  delivery delayed; will continue trying\n  <cy@example.org>  delivered successfully\n",
         {"ann@example.org failed", "bob@example.org delayed", "cy@example.org delivered"},
         {}},
    };
    return rows;
}

} // namespace

TEST_CASE("powermta: what became of each recipient") { check_dialect("powermta", cases()); }
