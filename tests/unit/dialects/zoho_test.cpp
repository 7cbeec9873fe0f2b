#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: mailer-daemon@mail.example.net\nSubject: Undelivered Mail Returned to Sender\nX-Mailer: Zoho Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"code and status",
         header,
         "This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to "
         "one or more "
         "of its recipients. This is a permanent error. \n\n"
         "ann@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <ann@example.org>... User Unknown\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>... User Unknown | remote unknown - | ann@example.org | -"}},
        {"no status, a comma in the words",
         header,
         "A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. \n\n"
         "ann@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :Requested action not taken, sorry\n"
         "bob@example.org Invalid Address, ERROR_CODE :554\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 - Requested action not taken, sorry | remote unknown - | ann@example.org | -",
          "554 - - | remote unknown - | bob@example.org | -"}},
        {"the host is not reached",
         header,
         "[Status: Error, Address: <ann@example.org>, ResponseCode 421, , Host not reachable.]\n",
         {"ann@example.org failed"},
         {"- - Host not reachable. | reporter local - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("zoho: codes behind labels") { check_dialect("zoho", cases()); }
