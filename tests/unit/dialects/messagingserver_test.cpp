#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header = "From: postmaster@example.net\nSubject: Delivery Notification: Delivery has failed\n";
constexpr std::string_view intro = "This report relates to a message you sent with the following header fields:\n\n"
                                   "  Message-id: <1@example.net>\n"
                                   "  From: Ann <ann@example.net>\n"
                                   "  To: bob@example.org\n"
                                   "  Subject: Reason: none\n\n";

DialectCase row(std::string trap, const std::string& text, std::vector<std::string> recipients,
                std::vector<std::string> replies) {
    return {std::move(trap), header, std::string(intro) + text, std::move(recipients), std::move(replies)};
}

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        row("refused at RCPT; the first address of the connection is the reporter's own",
            "Your message cannot be delivered to the following recipients:\n\n"
            "  Recipient address: bob@example.org\n"
            "  Reason: Remote SMTP server has rejected address\n"
            "  Diagnostic code: smtp;550 5.1.1 <bob@example.org>... User Unknown\n"
            "  Remote system: dns;mx.example.org (TCP|192.0.2.7|47323|198.51.100.25|25) (mx1.example.org ESMTP)\n",
            {"bob@example.org failed"},
            {"550 5.1.1 <bob@example.org>... User Unknown | remote rcpt mx.example.org[198.51.100.25] | bob@example.org | -"}),
        row("two recipients, one of them forwarded, refused at MAIL",
            "Your message cannot be delivered to the following recipients:\n\n"
            "  Recipient address: bob@store.example.org\n"
            "  Original address: bob@example.org\n"
            "  Reason: Server rejected MAIL FROM address\n"
            "  Diagnostic code: smtp;501 5.1.8 Sender address rejected\n"
            "  Remote system: dns;mx.example.org (TCP|192.0.2.7|47323|198.51.100.25|25) (ready)\n\n"
            "  Recipient address: cy@example.com\n"
            "  Reason: Illegal host/domain name found\n",
            {"bob@store.example.org failed from bob@example.org", "cy@example.com failed"},
            {"501 5.1.8 Sender address rejected | remote mail mx.example.org[198.51.100.25] | bob@store.example.org | -",
             "- - Illegal host/domain name found | reporter dns - | cy@example.com | -"}),
        row("a route into the store is no address",
            "Your message cannot be delivered to the following recipients:\n\n"
            "  Recipient address: @store.example.org:bob@ims_daemon\n"
            "  Original address: bob@example.org\n"
            "  Reason: LMTP transmission failure has occurred\n"
            "  Diagnostic code: smtp;522 5.2.0 Delivery failed: Over quota\n"
            "  Remote system: dns;store.example.org (store. -- Server LMTP [built Jan 28 2005])\n",
            {"bob@ims_daemon failed from bob@example.org"},
            {"522 5.2.0 Delivery failed: Over quota | remote unknown store.example.org | bob@ims_daemon | -"}),
        row("a delay with its attempts: the last one stands first",
            "Your message has been enqueued and undeliverable for 1 day\n"
            "to the following recipients:\n\n"
            "  Recipient address: bob@example.org\n"
            "  Reason: unable to deliver this message after 1 day\n\n"
            "Delivery attempt history for your mail:\n\n"
            "Fri, 21 Nov 2014 19:17:37 +0000 (GMT)\n"
            "TCP active open: Failed connect() to TCP port 25 of 198.51.100.25    Error: Connection timed out\n"
            "Fri, 21 Nov 2014 11:14:26 +0000 (GMT)\n"
            "TCP active open: Failed connect() to TCP port 25 of 198.51.100.26    Error: Connection timed out\n",
            {"bob@example.org delayed"},
            {"- - Failed connect() to TCP port 25 of 198.51.100.25    Error: Connection timed out | reporter connect "
             "-[198.51.100.25] | bob@example.org | -",
             "- - unable to deliver this message after 1 day | reporter local - | bob@example.org | -"}),
        row("PMDF: a reason without a label",
            "Your message cannot be delivered to the following recipients:\n\n"
            "  Recipient address: BOB@vms.example.org\n"
            "  Original address: bob@example.org\n"
            "%MAIL-E-OPENOUT, error opening !AS as output\n"
            "-SYSTEM-F-EXDISKQUOTA, disk quota exceeded\n",
            {"BOB@vms.example.org failed from bob@example.org"},
            {"- - %MAIL-E-OPENOUT, error opening !AS as output -SYSTEM-F-EXDISKQUOTA, disk quota exceeded | reporter local - | "
             "BOB@vms.example.org | -"}),
        row("given back after the last attempt",
            "Your message is being returned; it has been enqueued and undeliverable for\n"
            "3 days to the following recipients:\n\n"
            "  Recipient address: bob@example.org\n"
            "  Reason: unable to deliver this message after 3 days\n",
            {"bob@example.org failed"},
            {"- - unable to deliver this message after 3 days | reporter local - | bob@example.org | -"}),
    };
    return rows;
}

} // namespace

TEST_CASE("messagingserver: what its entries say") { check_dialect("messagingserver", cases()); }

TEST_CASE("messagingserver: the message that it is about") {
    const Words words(cases()[0].text, header);
    CHECK(words.facts.message_id == "1@example.net");
    CHECK(words.facts.recipients[0].reason == "Remote SMTP server has rejected address");
}
