#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: System Administrator <postmaster@example.net>\nSubject: Undeliverable: "
                                    "Minutes\nX-Mailer: Internet Mail Service (5.5.2653.19)\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the MTS-ID is no reason; the last words are folded",
         header,
         "Your message\n\n  To:      bob@example.net\n  Subject: Minutes\n  Sent:    Thu, 1 Jan 2004 10:00:00 +0100\n\n"
         "did not reach the following recipient(s):\n\nann@example.org on Thu, 1 Jan 2004 10:00:05 +0100\n"
         "    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a= "
         ";p=example\nun;l=EX1-040101090000Z-1\n"
         "    MSEXCH:IMS:Example Ltd:SITE:EX1 0 (000C05A6) Unknown\nRecipient\n\n",
         {"ann@example.org failed"},
         {"- - The recipient name is not recognized | reporter local - | ann@example.org | -",
          "- - Unknown Recipient | reporter local - | ann@example.org | -"}},
        {"an X.400 address, its date folded; a server's reply; a second recipient",
         header,
         "did not reach the following recipient(s):\n\nc=US;a= ;p=Example;o=Site;dda:SMTP=ann@example.org; on Thu, 1 Jan "
         "2004\n10:00:05 +0100\n"
         "    The recipient name is not recognized\n    MSEXCH:IMS:Example:SITE:EX1 3550 (000B09B6) 550 5.1.1 User unknown\n"
         "bob@example.org on Thu, 1 Jan 2004 10:00:05 +0100\n    Unable to deliver the message due to a communications failure\n"
         "    MSEXCH:IMS:Example:SITE:EX1\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - The recipient name is not recognized | reporter local - | ann@example.org | -",
          "550 5.1.1 User unknown | remote unknown - | ann@example.org | -",
          "- - Unable to deliver the message due to a communications failure | reporter local - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("exchange55: Internet Mail Service") { check_dialect("exchange55", cases()); }
