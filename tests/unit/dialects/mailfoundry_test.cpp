#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a server refused",
         header,
         "Unable to deliver message to: <u@example.org>\n"
         "Delivery failed for the following reason:\n"
         "Server mx.example.org[192.0.2.25] failed with: 550 5.1.1 <u@example.org> No such user here\n"
         "\n"
         "This has been a permanent failure.  No further delivery attempts will be made.\n",
         {"u@example.org failed"},
         {"550 5.1.1 <u@example.org> No such user here | remote unknown mx.example.org[192.0.2.25] | u@example.org | -"}},
        {"its own words",
         header,
         "Unable to deliver message to: <u@example.org>\n"
         "Delivery failed for the following reason:\n"
         "DNS lookup failure: no such domain\n",
         {"u@example.org failed"},
         {"- - DNS lookup failure: no such domain | reporter dns - | u@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mailfoundry: server and reply in one line") { check_dialect("mailfoundry", cases()); }
