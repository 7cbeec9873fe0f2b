#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mta.example.net\nSubject: Re: hello\n";
constexpr std::string_view intro = "Hi. This is the James mail server at mta.example.net.\n"
                                   "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
                                   "This is a permanent error; I've given up. Sorry it didn't work out.  Below\n"
                                   "I include the list of recipients and the reason why I was unable to deliver\n"
                                   "your message.\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"labels, a reply of several lines",
         header,
         std::string(intro)
             + "Original email subject: bob@example.org\n\nFailed recipient(s):\nann@example.org\n\nError message:\n"
               "550-5.7.26 This mail has been blocked\n550 5.7.26 see https://example.org/\n\n",
         {"ann@example.org failed"},
         {"550 5.7.26 This mail has been blocked see https://example.org/ | remote unknown - | ann@example.org | -"}},
        {"old: no labels",
         header,
         std::string(intro) + "ann@example.org\nbob@example.org\n554 5.7.1 no\n\nThe original message is attached.\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"554 5.7.1 no | remote unknown - | - | -"}},
        {"a Java exception in front, then its own words",
         header,
         std::string(intro)
             + "Failed recipient(s):\nann@example.org\n\nError message:\n"
               "com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 User unknown\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown - | ann@example.org | -"}},
        {"the notice",
         header,
         "We were unable to deliver the attached message because of an error in the mail server.\n\nError message below:\n"
         "550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: hello\n  MAIL FROM: "
         "me@example.net\n"
         "  RCPT TO: ann@example.org\n  From: Me <me@example.net>\n  To: bob@example.org\n",
         {"ann@example.org failed"},
         {"550 - Requested action not taken: no such user here | remote unknown - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("james: its bounce, old and new, and the notice of its mailets") { check_dialect("james", cases()); }
