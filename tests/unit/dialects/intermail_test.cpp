#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: Mail Administrator <Postmaster@example.net>\nSubject: Mail System Error - Returned Mail\n";
constexpr std::string_view intro = "This Message was undeliverable due to the following reason:\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"not reached",
         header,
         std::string(intro)
             + "Your message was not delivered because the destination computer was\nnot reachable within the allowed "
               "queue period.\n\nYour message was not delivered within 2 days.\nHost example.org is not responding.\n\n"
               "The following recipients did not receive your message:\n\n     <ann@example.org>\n\n"
               "Please reply to Postmaster@example.net\nif you feel this message to be in error.\n",
         {"ann@example.org failed"},
         {"- - Host example.org is not responding. | reporter connect example.org | ann@example.org | -",
          "- - Your message was not delivered because the destination computer was not reachable within the allowed queue "
          "period. | "
          "reporter local - | ann@example.org | -"}},
        {"what servers said",
         header,
         std::string(intro)
             + "Each of the following recipients was rejected by a remote mail server.\n\n    Recipient: "
               "<ann@example.org>\n    Reason:    User unknown\n\n    Recipient: <bob@example.org>\n    Reason:    550 5.7.1 "
               "no\n\nPlease reply to Postmaster@example.net\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - User unknown | remote unknown - | ann@example.org | -", "550 5.7.1 no | remote unknown - | bob@example.org | -"}},
        {"the reason names the recipient",
         header,
         std::string(intro) + "<ann@example.org> has restricted SMS e-mail\n\nPlease reply to <Postmaster@example.net>\n",
         {"ann@example.org failed"},
         {"- - <ann@example.org> has restricted SMS e-mail | reporter local - | ann@example.org | -"}},
        {"unknown addresses",
         header,
         std::string(intro)
             + "The following destination addresses were unknown (please check\nthe addresses and re-mail the message):\n\n"
               "SMTP <ann@example.org>\n\nPlease reply to Postmaster@example.net\n",
         {"ann@example.org failed"},
         {"- - The following destination addresses were unknown (please check the addresses and re-mail the message): | reporter "
          "local - "
          "| ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("intermail: reasons, recipients and pairs") { check_dialect("intermail", cases()); }
