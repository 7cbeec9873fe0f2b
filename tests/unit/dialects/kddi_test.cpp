#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two recipients",
         header,
         "Your mail sent on: Mon, 2 Mar 2026 19:00:00 +0900 \n"
         "     Could not be delivered to: <u@example.org> \n"
         "     As their mailbox is full.\n"
         "     Could not be delivered to: <v@example.org> \n"
         "     As the remote domain doesnt exist.\n",
         {"u@example.org failed", "v@example.org failed"},
         {"- - As their mailbox is full. | reporter local - | u@example.org | -",
          "- - As the remote domain doesnt exist. | reporter local - | v@example.org | -"}},
        {"a reply that was relayed",
         header,
         "Your mail attempted to be delivered on: Mon, 2 Mar 2026 19:00:00 +0900 \n"
         "     Could not be delivered to: <u@example.org> \n"
         "     Due to the following SMTP relay error \n"
         "     550 5.1.1 <u@example.org>: User unknown\n",
         {"u@example.org failed"},
         {"550 5.1.1 <u@example.org>: User unknown | remote unknown - | u@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("kddi: reasons below the address") { check_dialect("kddi", cases()); }
