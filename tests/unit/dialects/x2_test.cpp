#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@example.net\nSubject: Delivery failure\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused after the message",
         header,
         "NOTICE: Delivery Failure.\n\nYour delivery to the following address has been failed.\n\nDelivery failed: "
         "ann@example.org\n"
         "192.0.2.25 failed after I sent the message.\nRemote host said[Response Message]: 554 5.4.14 Hop count exceeded\nSTEP: "
         "DATA SEND\n",
         {"ann@example.org failed"},
         {"554 5.4.14 Hop count exceeded | remote end_of_data -[192.0.2.25] | ann@example.org | DATA SEND"}},
        {"two recipients, a reply of two lines; the host is not the other's",
         header,
         "Delivery failed: ann@example.org\nmx.example.org failed after I sent the message.\n"
         "Remote host said[Response Message]: 550-5.1.1 not\n550 5.1.1 here\nSTEP: RCPT TO\n\n"
         "Delivery failed: bob@example.org\nRemote host said[Response Message]: 450 later\n\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 5.1.1 not here | remote rcpt mx.example.org | ann@example.org | RCPT TO",
          "450 - later | remote unknown - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("x2: who said it, what, and when") { check_dialect("x2", cases()); }
