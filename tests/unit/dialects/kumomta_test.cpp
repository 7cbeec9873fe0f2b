#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON@mta.example.net\nSubject: Returned mail\n";
constexpr std::string_view intro = "The message was received at Fri, 13 Mar 2026 10:00:00 +0000\n"
                                   "from me@example.net and addressed to ann@example.org.\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused",
         header,
         std::string(intro)
             + "While communicating with mx.example.org (192.0.2.25):\nResponse: 550 5.1.1 User unknown\n\n"
               "The message will be deleted from the queue.\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown mx.example.org[192.0.2.25] | ann@example.org | -"}},
        {"will be tried again",
         header,
         std::string(intro) + "Status: connection timed out\n\nThe message will be retried for 2 days.\n",
         {"ann@example.org delayed"},
         {"- - connection timed out | reporter connect - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("kumomta: the peer and its response") { check_dialect("kumomta", cases()); }
