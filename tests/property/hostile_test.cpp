// Inputs made to hurt. Each must give a report in a time that grows with its size only; the whole file runs in seconds,
// and under the sanitizers.
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include <doctest/doctest.h>

#include <string>

using dsnparse::Kind;
using dsnparse::Report;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

/// Parses, writes and returns the JSON's size: a small input may not become a huge result.
std::size_t report_size(const std::string& message, Report* out = nullptr) {
    const Report report = dsnparse::parse(message);
    std::string json;
    dsnparse::append_json(report, json);
    CHECK(!dsnparse::explain(report).empty());
    if (out != nullptr) *out = report;
    return json.size();
}

bool warned(const Report& report, std::string_view code) {
    for (const dsnparse::Warning& warning : report.warnings)
        if (warning.code == code) return true;
    return false;
}

const std::string head = "From: MAILER-DAEMON@mta.example.net\nTo: a@example.org\nSubject: Returned mail\n";

std::string bounce(const std::string& text, const std::string& status) {
    return head + "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\n"
           + text + "\n--b\nContent-Type: message/delivery-status\n\n" + status + "\n--b--\n";
}

} // namespace

TEST_CASE("hostile: nothing at all, and single bytes") {
    Report report;
    report_size("", &report);
    CHECK(report.kind == Kind::unknown);
    for (int byte = 0; byte < 256; ++byte) {
        report_size(std::string(1, static_cast<char>(byte)));
        report_size(std::string(3, static_cast<char>(byte)));
        report_size(std::string(10000, static_cast<char>(byte)));
    }
}

TEST_CASE("hostile: a header line of 4 MB") {
    Report report;
    report_size("Subject: " + std::string(4 << 20, 'x') + "\nFrom: a@example.org\n\nhello\n", &report);
    CHECK(report.warnings.size() > 0);
    report_size("To: " + repeat("a@example.org,", 300000) + "\nFrom: b@example.org\n\n");
    report_size("Received: " + repeat("(", 1 << 20) + "\nFrom: b@example.org\n\n");
    report_size("Received: from " + repeat("a (b [1.2.3.4]) ", 100000) + "\nFrom: b@example.org\n\n");
    report_size("Subject: " + repeat("=?utf-8?B?", 200000) + "\nFrom: b@example.org\n\n");
    report_size("Content-Type: multipart/mixed" + repeat("; a*0=b", 200000) + "\nFrom: b@example.org\n\n");
    report_size("From: " + repeat("<", 1 << 20) + "\nSubject: x\n\n");
}

TEST_CASE("hostile: 100,000 header fields") {
    Report report;
    report_size(head + repeat("X-A: b\n", 100000) + "\nbody\n", &report);
    CHECK(warned(report, "W_LIMIT_HEADERS"));
    report_size(head + repeat("Received: from a (b [192.0.2.1]) by c; Mon, 23 Nov 2026 17:02:19 GMT\n", 100000) + "\n", &report);
    CHECK(report.hops.size() <= dsnparse::Limits().hops);
}

TEST_CASE("hostile: 100,000 nested parts, 100,000 parts") {
    std::string nested = head;
    for (int i = 0; i < 100000; ++i)
        nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    Report report;
    report_size(nested, &report);
    CHECK(warned(report, "W_LIMIT_DEPTH"));
    report_size(head + repeat("Content-Type: message/rfc822\n\n", 100000), &report);
    CHECK(warned(report, "W_LIMIT_DEPTH"));
    report_size(head + "Content-Type: multipart/mixed; boundary=b\n\n" + repeat("--b\nContent-Type: text/plain\n\nx\n", 100000),
                &report);
    CHECK(warned(report, "W_LIMIT_PARTS"));
}

TEST_CASE("hostile: NULs everywhere") {
    std::string message = bounce(
        "text", "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nStatus: 5.1.1\n");
    Report plain;
    report_size(message, &plain);
    CHECK(plain.kind == Kind::bounce);
    for (std::size_t i = 0; i < message.size(); i += 3) {
        std::string broken = message;
        broken[i] = '\0';
        report_size(broken);
    }
    report_size(std::string(1 << 20, '\0'));
}

TEST_CASE("hostile: 20 MB of base64") {
    Report report;
    report_size(head
                    + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: "
                      "application/octet-stream\n"
                    + "Content-Transfer-Encoding: base64\n\n" + repeat(std::string(76, 'A') + "\n", 270000) + "--b--\n",
                &report);
    CHECK(!report.input.truncated);
    report_size(head + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                    + repeat(std::string(76, 'A') + "\n", 270000),
                &report);
    CHECK(warned(report, "W_LIMIT_TEXT"));
}

TEST_CASE("hostile: a delivery-status without end") {
    Report report;
    report_size(
        bounce("",
               "Reporting-MTA: dns; a.example\n"
                   + repeat("\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nDiagnostic-Code: smtp; 550 no\n", 30000)),
        &report);
    CHECK(report.recipients.size() <= dsnparse::Limits().recipients);
    CHECK(warned(report, "W_LIMIT_RECIPIENTS"));
    report_size(
        bounce("", "Final-Recipient: rfc822; x@example.org\nDiagnostic-Code: smtp; " + repeat("550-5.1.1 no ", 100000) + "\n"));
    report_size(bounce("", repeat("Diagnostic-Code", 100000)));
    report_size(bounce("", repeat(":\n", 100000)));
}

TEST_CASE("hostile: transcripts without end") {
    const std::string start = "   ----- The following addresses had permanent fatal errors -----\n";
    const std::string session = "   ----- Transcript of session follows -----\n";
    report_size(bounce(start + session + repeat("<<< 550 5.1.1 no\n", 60000), ""));
    report_size(bounce(
        start + repeat("<x@example.org>\n", 60000) + session + repeat("... while talking to mx.example.org.:\n", 25000), ""));
    report_size(bounce(start + "<x@example.org>\n    (reason: " + repeat("(", 500000), ""));
    report_size(head + "\n" + start + repeat("a", 900000));
    report_size(repeat("> ", 400000));
    report_size(repeat("<x@example.org>: host mx.example.org[192.0.2.1] said: 550 no\n", 15000));
    report_size(repeat("550 ", 250000));
    report_size(repeat("x@", 500000));
    report_size(repeat("1.2.3.4 ", 120000));
}

TEST_CASE("hostile: HTML made to nest") {
    const std::string html = head + "Content-Type: text/html\n\n";
    report_size(html + repeat("<div>", 150000));
    report_size(html + repeat("<a><b>", 100000));
    report_size(html + repeat("<table><tr><td>", 60000));
    report_size(html + repeat("<", 900000));
    report_size(html + "<!--" + repeat("-", 900000));
    report_size(html + repeat("&", 900000));
}

TEST_CASE("limits: reaching one is a warning, and nothing else is lost") {
    const std::string message = bounce(
        "text", "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nStatus: 5.1.1\n\n"
                "Final-Recipient: rfc822; y@example.org\nAction: failed\nStatus: 5.1.1\n");
    dsnparse::Options options;
    options.limits.recipients = 1;
    Report report = dsnparse::parse(message, options);
    CHECK(report.kind == Kind::bounce);
    CHECK(report.recipients.size() == 1);
    CHECK(report.recipients[0].address == "x@example.org");
    CHECK(warned(report, "W_LIMIT_RECIPIENTS"));

    options = {};
    options.limits.message_bytes = message.size() - 60;
    report = dsnparse::parse(message, options);
    CHECK(report.input.truncated);
    CHECK(report.input.size == message.size());
    CHECK(warned(report, "W_LIMIT_MESSAGE"));
    CHECK(report.kind == Kind::bounce);

    options = {};
    options.limits = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    report = dsnparse::parse(message, options);
    CHECK(report.recipients.empty());
}
