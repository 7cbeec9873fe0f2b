#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"Mail Delivery Subsystem\" <MAILER-DAEMON@aol.com>\nSubject: Mail Delivery Problem\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the sender's address is no recipient",
         header,
         "\nYour mail to the following recipients could not be delivered because they are not accepting mail from "
         "news@example.net:\n"
         "\tannexample\n\tbob.example\n\n",
         {"annexample@aol.com failed", "bob.example@aol.com failed"},
         {"- - Your mail to the following recipients could not be delivered because they are not accepting mail from "
          "news@example.net | "
          "reporter local - | annexample@aol.com | -",
          "- - Your mail to the following recipients could not be delivered because they are not accepting mail from "
          "news@example.net | "
          "reporter local - | bob.example@aol.com | -"}},
        {"an address as it stands; prose ends the list",
         header,
         "Your mail to the following recipients could not be delivered because they are not accepting mail from "
         "news@example.net:\n"
         "\tann@example.org\nSee the pages below.\nthanks\n",
         {"ann@example.org failed"},
         {"- - Your mail to the following recipients could not be delivered because they are not accepting mail from "
          "news@example.net | "
          "reporter local - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("aol: screen names are members of AOL") { check_dialect("aol", cases()); }
