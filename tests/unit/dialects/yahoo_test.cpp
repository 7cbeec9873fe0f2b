#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON@mail.example.net\nSubject: Failure Notice\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused at RCPT",
         header,
         "Sorry, we were unable to deliver your message to the following address.\n\n<ann@example.org>:\n"
         "Remote host said: 550 5.1.1 <ann@example.org>: Recipient address rejected: example.org [RCPT_TO]\n\n"
         "--- Below this line is a copy of the message.\n\nReturn-Path: <bob@example.net>\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: example.org | remote rcpt - | ann@example.org | RCPT_TO"}},
        {"the reply and its moment on lines of their own; brackets in the reply that are no moment",
         header,
         "Sorry, we were unable to deliver your message to the following address.\n\n<ann@example.org>:\n"
         "Remote host said:\n501 5.1.8 Sender refused\n[MAIL_FROM]\n\n<bob@example.org>:\n"
         "Remote host said:\n554 Message refused [192.0.2.1] [BODY]\n\n<carl@example.org>:\nRemote host said: 554 no [Abc1]\n\n",
         {"ann@example.org failed", "bob@example.org failed", "carl@example.org failed"},
         {"501 5.1.8 Sender refused | remote mail - | ann@example.org | MAIL_FROM",
          "554 - Message refused [192.0.2.1] | remote end_of_data - | bob@example.org | BODY",
          "554 - no [Abc1] | remote unknown - | carl@example.org | -"}},
        {"a code with a colon",
         header,
         "Sorry, we were unable to deliver your message to the following address.\n\n<ann@example.org>:\n"
         "550: 5.1.1 <ann@example.org>: Recipient address rejected: User unknown in local recipient table\n\n"
         "---------- Forwarded message ----------\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown in local recipient table | remote unknown - | "
          "ann@example.org | -"}},
        {"no server was found",
         header,
         "Sorry, we were unable to deliver your message to the following address.\n\n<ann@example.org>:\n"
         "No mx record found for domain=example.org\n\n--- Below this line is a copy of the message.\n",
         {"ann@example.org failed"},
         {"- - No mx record found for domain=example.org | reporter dns - | ann@example.org | -"}},
        {"Yahoo's own accounts, and a server that is not reached",
         header,
         "Message from  example.net.\nUnable to deliver message to the following address(es).\n\n"
         "<ann@example.net>:\nThis user doesn't have a example.net account (ann@example.net) [0]\n\n"
         "<bob@example.org>:\nunable to connect to remote server [192.0.2.25:25]: Operation timed\nout\n"
         "I'm not going to try again; this message has been in the queue too long.\n\n--- Original message follows.\n",
         {"ann@example.net failed", "bob@example.org failed"},
         {"- - This user doesn't have a example.net account (ann@example.net) [0] | reporter local - | ann@example.net | -",
          "- - unable to connect to remote server [192.0.2.25:25]: Operation timed out | reporter connect -[192.0.2.25] | "
          "bob@example.org | -",
          "- - I'm not going to try again; this message has been in the queue too long. | reporter local - | bob@example.org | "
          "-"}},
        {"brackets around the status; the second sentence is tied to the first by a slash",
         header,
         "Message from  example.net.\nUnable to deliver message to the following address(es).\n\n<ann@example.org>:\n"
         "Resources temporarily unavailable, please try again later [#4.1.9].\n/I'm not going to try again; this message has "
         "been "
         "in the queue too long.\n\n",
         {"ann@example.org failed"},
         {"- 4.1.9 Resources temporarily unavailable, please try again later [#4.1.9]. /I'm not going to try again; this message "
          "has been in the queue too long. | reporter local - | ann@example.org | -"}},
        {"the addressee stands behind the subject, which may hold an address, too",
         header,
         "I'm afraid I wasn't able to deliver the following message.\nThis is a permanent error; I've given up. Sorry it didn't "
         "work "
         "out.\n\nSubject: write To: bob@example.net\nTo: ann@example.org\n\n---Below this line is a copy of the message.\n",
         {"ann@example.org failed"},
         {}},
    };
    return rows;
}

} // namespace

TEST_CASE("yahoo: replies in paragraphs, with their moment in brackets") { check_dialect("yahoo", cases()); }
