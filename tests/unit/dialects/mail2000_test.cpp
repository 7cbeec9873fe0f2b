#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: \"Mail Deliver System\" <MAILER-DAEMON@example.net>\nSubject: Returned Mail: User unknown\n";
constexpr std::string_view warned = "From: \"Mail Deliver System\" <MAILER-DAEMON@example.net>\n"
                                    "Subject: Warning--Could not send mail for past 8.5 hours\n";
constexpr std::string_view intro = "The original message was received at Fri, 13 Mar 2026 10:00:00 +0900 (JST)\n"
                                   "from me@example.net\n\n---The following addresses had delivery errors---\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"its own words and a reply",
         header,
         std::string(intro) + "ann@example.org [User unknown]\nbob@example.org [550 5.7.1 no [192.0.2.1] here]\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - User unknown | reporter local - | ann@example.org | -",
          "550 5.7.1 no [192.0.2.1] here | remote unknown - | bob@example.org | -"}},
        {"still in the queue",
         warned,
         std::string(intro) + "ann@example.org [Connection timed out]\n",
         {"ann@example.org delayed"},
         {"- - Connection timed out | reporter connect - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mail2000: addresses with a reason in brackets") { check_dialect("mail2000", cases()); }
