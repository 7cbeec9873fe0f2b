#include "support/dialect_case.hpp"

#include "dialects/generic_words.hpp"
#include "dialects/phases.hpp"
#include "dialects/wording.hpp"

using dsnparse::Action;
using dsnparse::Phase;
using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::lines;
using dsnparse::testing::Words;
using namespace dsnparse::dialects;

namespace {

constexpr std::string_view header =
    "From: The Mail System <mail-system@mta.example.net>\nTo: me@example.net\nReply-To: help@example.net\nSubject: Your mail\n";
constexpr std::string_view delayed =
    "From: The Mail System <mail-system@mta.example.net>\nTo: me@example.net\nSubject: Delivery delayed\n";
constexpr std::string_view pasted = "";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"an address, a colon and a reply",
         header,
         "Sorry:\n\n<ann@example.org>: 550 5.1.1 No such user\n",
         {"ann@example.org failed"},
         {"550 5.1.1 No such user | remote unknown - | ann@example.org | -"}},
        {"no brackets",
         header,
         "ann@example.org: 550 unknown user\nbea@example.org: 552 mailbox full\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"550 - unknown user | remote unknown - | ann@example.org | -",
          "552 - mailbox full | remote unknown - | bea@example.org | -"}},
        {"an address and words that say what is wrong",
         header,
         "<ann@example.org>: user unknown\n",
         {"ann@example.org failed"},
         {"- - user unknown | reporter local - | ann@example.org | -"}},
        {"a paragraph folded anywhere: host X said",
         header,
         "<ann@example.org>: host\n    mx.example.org[192.0.2.25] said: 550\n    5.1.1 User unknown (in reply to\n    RCPT TO "
         "command)\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT TO"}},
        {"a heading, then addresses, each with what is wrong",
         header,
         "The following recipient(s) could not be reached:\n\n  ann@example.org\n     Mailbox is full\n\n  bea@example.org\n     "
         "No such user here\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"- - Mailbox is full | reporter local - | ann@example.org | -",
          "- - No such user here | reporter local - | bea@example.org | -"}},
        {"a heading, a list, and one reply for all of them",
         header,
         "Delivery to the following recipients failed permanently:\n\n   * ann@example.org\n   * bea@example.org\n\nThe server "
         "said: 554 5.7.1 no\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"554 5.7.1 no | remote unknown - | - | -"}},
        {"the reply stands alone below what introduces it, its host some lines above",
         header,
         "Delivery to the following recipient failed permanently:\n\n     ann@example.org\n\nDetails of the permanent "
         "failure:\n"
         "It was rejected by the server for the domain example.org by mx.example.org. [192.0.2.25].\n\nThe error that the other "
         "server returned was:\n"
         "550 5.1.1 <ann@example.org>... User Unknown\n",
         {"ann@example.org failed"},
         {"- - It was rejected by the server for the domain example.org by mx.example.org. [192.0.2.25]. | reporter local - | "
          "ann@example.org | -",
          "550 5.1.1 <ann@example.org>... User Unknown | remote unknown mx.example.org[192.0.2.25] | ann@example.org | -"}},
        {"a reply of several lines",
         header,
         "undeliverable to ann@example.org\n\nBody of message generated response:\n550-REJECTED - Blacklisted URL\n550-See "
         "http://example.com\n550 Sorry\n",
         {"ann@example.org failed"},
         {"550 - REJECTED - Blacklisted URL See http://example.com Sorry | remote unknown - | ann@example.org | -"}},
        {"a reply in brackets",
         header,
         "SMTP Server <mx.example.org> rejected recipient <ann@example.org> (Error following RCPT command). It responded as "
         "follows: [550 5.1.1 User unknown]\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown mx.example.org | ann@example.org | -"}},
        {"a reply in quotes",
         header,
         "Could not deliver to ann@example.org.\nThe server there returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\n",
         {"ann@example.org failed"},
         {"550 5.1.1 RESOLVER.ADR.RecipNotFound; not found | remote unknown - | ann@example.org | -"}},
        {"an IP within the reply is not its giver's",
         header,
         "Delivery to the following recipient failed:\n\nann@example.org\n\nThe error that the other server returned was:\n"
         "554 5.7.1 Service unavailable; Client host [192.0.2.49] blocked using bl.example.net\n",
         {"ann@example.org failed"},
         {"554 5.7.1 Service unavailable; Client host [192.0.2.49] blocked using bl.example.net | remote unknown - | "
          "ann@example.org | -"}},
        {"labels in other languages",
         header,
         "Die Nachricht konnte nicht zugestellt werden.\n\nEmpf\303\244nger: ann@example.org\n\n",
         {"ann@example.org failed"},
         {}},
        {"a session with other arrows",
         header,
         "...\nSent <<< RCPT TO:<ann@example.org>\nReceived >>> 550 5.1.1 <ann@example.org>... user unknown\n...\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>... user unknown | remote rcpt - | ann@example.org | RCPT TO:<ann@example.org>"}},
        {"a session without arrows",
         header,
         "Your message was not delivered!\n\nThe following addresses did NOT receive a copy of your message:\n\n> "
         "ann@example.org\n\n--- Session Transcript ---\n"
         " 220 mx.example.org ready\n MAIL From:<me@example.net> SIZE=1861\n 250 ok\n RCPT To:<ann@example.org>\n 552 Message "
         "for <ann@example.org> would exceed quota\n QUIT\n",
         {"ann@example.org failed"},
         {"552 - Message for <ann@example.org> would exceed quota | remote rcpt - | ann@example.org | RCPT "
          "To:<ann@example.org>"}},
        {"what is wrong is said in front of the address",
         header,
         "User's mailbox is full: <ann@example.org>\nUnable to deliver mail.\n",
         {"ann@example.org failed"},
         {"- - User's mailbox is full: <ann@example.org> | reporter local - | ann@example.org | -"}},
        {"a label",
         header,
         "Failed Recipient: ann@example.org\nReason: Remote host said: 550 unknown user <ann@example.org>\n",
         {"ann@example.org failed"},
         {"550 - unknown user <ann@example.org> | remote unknown - | ann@example.org | -"}},
        {"a label with a type, and the address that was written to",
         header,
         "Your message cannot be delivered to these recipients:\n\n  Recipient address: ann@store.example.org\n  "
         "Original address: ann@example.org\n"
         "  Reason: recipient reached disk quota\n",
         {"ann@store.example.org failed from ann@example.org"},
         {"- - recipient reached disk quota | reporter local - | ann@store.example.org | -"}},
        {"X.400 in front of the address",
         header,
         "Your message\n\n  To:      list@example.com\n  Subject: x\n\ndid not reach the following recipient(s):\n\n"
         "c=US;a= ;p=EX;o=One;dda:SMTP=ann@example.org; on Fri, 4 Oct 2002\n    The recipient name is not recognized\n",
         {"ann@example.org failed"},
         {"- - The recipient name is not recognized | reporter local - | ann@example.org | -"}},
        {"the sentence goes on behind the address",
         delayed,
         "Your message to:\n\n\tann@example.org\nhas not yet been delivered because the server did not respond.\n",
         {"ann@example.org delayed"},
         {}},
        {"a reason that is folded: up to the end of its sentence",
         header,
         "Undeliverable Address: ann@example.org\nReason: The mail you sent to the address specified\n"
         "above has been returned because the recipient is over quota.\nsee http://www.example.net/\n\n",
         {"ann@example.org failed"},
         {"- - The mail you sent to the address specified above has been returned because the recipient is over quota. | "
          "reporter "
          "local - | ann@example.org | -"}},
        {"a reason that is not folded: the next line is a sentence of its own",
         header,
         "Undeliverable Address: ann@example.org\nReason: mailbox full\nSystem Contact: help@example.net\nand so on\n",
         {"ann@example.org failed"},
         {"- - mailbox full | reporter local - | ann@example.org | -"}},
        {"because: the reason is in the next line",
         header,
         "Your message\n\n  Subject: x\n\ncould not be delivered to:\n\n  ann@example.org\n\nbecause:\n\n  User ann "
         "(ann@example.org) "
         "not listed in Directory\n",
         {"ann@example.org failed"},
         {"- - User ann (ann@example.org) not listed in Directory | reporter local - | ann@example.org | -"}},
        {"what is wrong, then the address",
         header,
         "======= Failure reasons =======\n\nUser not listed in public Name & Address Book\nann@example.org\n",
         {"ann@example.org failed"},
         {}},
        {"the code behind the words",
         header,
         "Unknown user: ann@example.org\n\nRCPT TO brought this response:\n553 5.3.0 <ann@example.org>... Addressee "
         "unknown\n",
         {"ann@example.org failed"},
         {"- - Unknown user: ann@example.org | reporter local - | ann@example.org | -",
          "553 5.3.0 <ann@example.org>... Addressee unknown | remote unknown - | ann@example.org | -"}},
        {"a pasted line of a log",
         pasted,
         "550 5.1.1 <ann@example.org>... User unknown\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>... User unknown | remote unknown - | ann@example.org | -"}},
        {"a pasted reply that names nobody",
         pasted,
         "554 5.7.1 Delivery not authorized\n",
         {},
         {"554 5.7.1 Delivery not authorized | remote unknown - | - | -"}},
        {"German",
         header,
         "Ihre Nachricht konnte nicht zugestellt werden an:\n\nann@example.org\n\nGrund: Postfach unbekannt\n",
         {"ann@example.org failed"},
         {"- - Postfach unbekannt | reporter local - | ann@example.org | -"}},
        {"Japanese",
         header,
         "\xe4\xbb\xa5\xe4\xb8\x8b\xe3\x81\xab\xe9\x85\x8d\xe4\xbf\xa1\xe3\x81\xa7\xe3\x81\x8d\xe3\x81\xbe\xe3\x81\x9b\xe3\x82"
         "\x93\n\nann@example.org\n550 5.1.1 unknown\n",
         {"ann@example.org failed"},
         {"550 5.1.1 unknown | remote unknown - | ann@example.org | -"}},
        {"a person who wrote to herself, named as the one that failed",
         header,
         "<me@example.net>: 550 5.2.2 mailbox full\n",
         {"me@example.net failed"},
         {"550 5.2.2 mailbox full | remote unknown - | me@example.net | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("generic: wordings of no known system") {
    for (const DialectCase& row : cases()) check_case("", row);
}

TEST_CASE("generic: addresses that are nobody's failure") {
    const std::string texts[] = {
        "For further assistance, please contact <postmaster@example.net>.\nYour message could not be delivered.\n",
        "Your message could not be delivered. If you have questions write to help@example.net\n",
        "This report relates to a message you sent:\n\n  From: me@example.net\n  To: list@example.com\n  Cc: bea@example.com\n  "
        "Message-id: <1@example.net>\n",
        "550 5.1.8 Sender address rejected: <me@example.net> Domain not found\n",
        "me@example.net was the one who wrote the message that could not be delivered.\n",
        "Hello ann@example.org,\n\nthank you for your mail. See you tomorrow.\n",
        "Please find the figures attached.\n-- \nann@example.org\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(Words(text, header).addresses().empty());
    }
}

TEST_CASE("generic: numbers that are no replies") {
    const std::string texts[] = {
        "Delivery failed. We sold 550 tickets and 421 more.\n",
        "Delivery failed. Call +1-550-555-0100 or see 192.0.2.450 and 5.5.0.1.\n",
        "Delivery failed: 588 is the number.\n",
        "Delivery failed on 2024-04-21 at 4:50:12, id 550-12-9.\n",
        "The meeting is at 4.50 and costs 500 Euro.\n",
        "RFC 550 and port 587.\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        for (const auto& fact : Words(text, header).facts.replies) CHECK_FALSE(fact.reply.code.has_value());
    }
}

TEST_CASE("generic: a quoted address is no recipient where the recipient is known") {
    const Words words("Delivery to the following recipient failed permanently:\n\n     ann@example.org\n\nThe error that the "
                      "other server returned was: 550 5.7.1 "
                      "<somebody@example.com>... Access denied\n",
                      header);
    CHECK(words.addresses() == std::vector<std::string>{"ann@example.org"});
    CHECK(lines(words.replies_of("ann@example.org"))
          == "550 5.7.1 <somebody@example.com>... Access denied | remote unknown - | ann@example.org | -\n");
}

TEST_CASE("generic: what a dialect found stays") {
    // Nobody is named by the transcript, and a name further down does not count for a dialect's reading.
    const Words words("   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> MAIL "
                      "From:<me@example.net>\n<<< 550 5.7.1 blocked\n",
                      header);
    CHECK(words.facts.mta == "sendmail");
    CHECK(words.facts.replies.size() == 1);
}

TEST_CASE("generic: a delay is no failure") {
    CHECK(Words("Your message to ann@example.org has been delayed. It will be retried.\n", delayed).facts.action
          == Action::delayed);
    CHECK(Words("<ann@example.org>: 550 5.1.1 unknown\n", delayed).facts.action == Action::failed);
    CHECK(Words("nothing of the kind\n", delayed).facts.action == Action::unknown);
}

TEST_CASE("generic: hostile texts") {
    for (std::size_t i : {3U, 6U, 7U, 11U, 14U}) check_hostile(cases()[i]);
    for (std::string_view unit : {"host ", " said: ", "host x said: ", "a@example.org ", "<a@example.org>: 550 x\n", "550-",
                                  "550-\n", "rcpt to:", "failed:\n", "a@example.org\n", "\n", ":", "reason:\n", "5",
                                  "could not be delivered to a@example.org\n", "by by by "}) {
        std::string text = "Delivery failed:\n";
        while (text.size() < (std::size_t{1} << 20)) text += unit;
        CAPTURE(unit);
        const Words words(text, header);
        CHECK(words.facts.recipients.size() <= dsnparse::Limits().recipients + 1);
        CHECK(words.facts.replies.size() <= dsnparse::Limits().replies + 1);
    }
}

TEST_CASE("phases: the moment from the command or its description") {
    const std::pair<std::string_view, Phase> rows[] = {
        {"RCPT TO:<a@example.org>", Phase::rcpt},
        {"rcpt to", Phase::rcpt},
        {"pipelined RCPT TO:<a@example.org>", Phase::rcpt},
        {"MAIL From:<a@example.org> SIZE=1", Phase::mail},
        {"MAIL FROM", Phase::mail},
        {"DATA", Phase::data},
        {"sending data block", Phase::data},
        {"end of data", Phase::end_of_data},
        {"end of DATA", Phase::end_of_data},
        {"sending end of data -- message may be sent more than once", Phase::end_of_data},
        {".", Phase::end_of_data},
        {"BDAT 86 LAST", Phase::end_of_data},
        {"BDAT 86", Phase::data},
        {"EHLO mta.example.net", Phase::ehlo},
        {"HELO mta.example.net", Phase::ehlo},
        {"LHLO x", Phase::ehlo},
        {"performing the EHLO handshake", Phase::ehlo},
        {"initial connection", Phase::banner},
        {"receiving the initial server greeting", Phase::banner},
        {"STARTTLS", Phase::starttls},
        {"AUTH PLAIN", Phase::auth},
        {"QUIT", Phase::quit},
        {"", Phase::unknown},
        {"RSET", Phase::unknown},
        {"MAILBOX", Phase::unknown},
        {"DATABASE", Phase::unknown},
        {"pipelined", Phase::unknown}};
    for (const auto& row : rows) {
        CAPTURE(row.first);
        CHECK(phase_of_command(row.first) == row.second);
    }
}

TEST_CASE("wording: host X said") {
    dsnparse::detail::Arena arena;
    const auto found = find_host_said("<ann@example.org>: unable to reach host a.example.org; host mx.example.org[192.0.2.25] "
                                      "said: 550 no (really) (in reply to end of DATA command)",
                                      arena);
    REQUIRE(found.has_value());
    CHECK(found->host.name == "mx.example.org");
    CHECK(found->host.ip == "192.0.2.25");
    CHECK(found->reply == "550 no (really)");
    CHECK(found->command == "end of DATA");
    CHECK(found->phase == Phase::end_of_data);
    const auto greeting = find_host_said("host mx.example.org[192.0.2.25] refused to talk to me: 554 5.7.1 no", arena);
    REQUIRE(greeting.has_value());
    CHECK(greeting->phase == Phase::banner);
    CHECK(greeting->reply == "554 5.7.1 no");
    CHECK_FALSE(find_host_said("Remote host said: 550 x", arena).has_value());
    CHECK_FALSE(find_host_said("the localhost x said: 550", arena).has_value());
    CHECK_FALSE(find_host_said(" said: ", arena).has_value());
}

TEST_CASE("words: what a sentence says") {
    CHECK((meaning_of("It COULD not be Delivered") & says_failure) != 0);
    CHECK((meaning_of("has not yet been delivered") & says_delay) != 0);
    CHECK((meaning_of("User unknown") & says_refusal) != 0);
    CHECK((meaning_of("The response was:") & says_quote) != 0);
    CHECK(meaning_of("Good morning") == 0);
    CHECK(meaning_of("") == 0);
}
