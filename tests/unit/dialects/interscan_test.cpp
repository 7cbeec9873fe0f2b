#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"InterScan MSS\" <postmaster@example.net>\nSubject: Mail could not be delivered\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the end of the session",
         header,
         "****** Message from InterScan Messaging Security Suite ******\n\nSent <<< RCPT TO:<ann@example.org>\n"
         "Received >>> 550 5.1.1 unknown user.\n\nUnable to deliver message to <ann@example.org> (and other recipients in the "
         "same domain).\n\n************************     End of message     **********************\n",
         {"ann@example.org failed"},
         {"550 5.1.1 unknown user. | remote rcpt - | ann@example.org | RCPT TO:<ann@example.org>"}},
        {"the session alone; what was accepted is no failure",
         header,
         "...\nSent <<< RCPT TO:<ann@example.org>\nReceived >>> 250 ok\nSent <<< RCPT TO:<bob@example.org>\n"
         "Received >>> 550 no\n...\n",
         {"bob@example.org failed"},
         {"550 - no | remote rcpt - | bob@example.org | RCPT TO:<bob@example.org>"}},
        {"in Japanese, with the arrows of Sendmail",
         "From: postmaster@example.net\nSubject: =?utf-8?B?44Oh44O844Or6YWN5L+h44Gr5aSx5pWX44GX44G+44GX44Gf?=\n",
         "\351\200\201\344\277\241 >>> RCPT TO:<ann@example.org>\n\345\217\227\344\277\241 <<< 550 5.1.1 <ann@example.org>: no\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: no | remote rcpt - | ann@example.org | RCPT TO:<ann@example.org>"}},
        {"VirusWall names nobody",
         header,
         "****** Message from InterScan E-Mail VirusWall NT ******\n\nThe following mail could not be delivered.\n\n"
         "Reason:  Exceeded Maximum Delivery Attempts.  Verify that the recipient address is correct.\n",
         {},
         {"- - Exceeded Maximum Delivery Attempts.  Verify that the recipient address is correct. | reporter local - | - | -"}},
        {"no session",
         header,
         "****** Message from InterScan Messaging Security Suite ******\n\nThe following mail could not be delivered.\n"
         "Reason:  Unable to deliver message to <ann@example.org> (and other recipients in the same domain).\n",
         {"ann@example.org failed"},
         {}},
    };
    return rows;
}

} // namespace

TEST_CASE("interscan: the end of the session and the sentence below it") { check_dialect("interscan", cases()); }
