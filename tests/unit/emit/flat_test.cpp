#include "base/arena.hpp"
#include "support/parsed.hpp"

#include <dsnparse/flat.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace dsnparse;

namespace {

std::size_t column(std::string_view name) {
    for (std::size_t i = 0; i < flat_column_count; ++i)
        if (flat_columns()[i].name == name) return i;
    FAIL("no column " << name);
    return 0;
}

const FlatValue& cell(const FlatRow& row, std::string_view name) { return row[column(name)]; }

std::string table(const Report& report, TableFormat format) {
    std::string out;
    append_table_rows(report, format, out);
    return out;
}

const std::string two_recipients = parsed::report(
    "<full@example.org>: host mx.example.org[192.0.2.7] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command)\n",
    "Reporting-MTA: dns; mta.example.net\nOriginal-Envelope-Id: env-77\n\n"
    "Final-Recipient: rfc822; gone@example.com\nAction: failed\nStatus: 5.1.1\n"
    "Remote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; 550 5.1.1 No such user here\n\n"
    "Final-Recipient: rfc822; full@example.org\nAction: failed\nStatus: 4.2.2\n"
    "Remote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full\n",
    "From: a@example.net\nSubject: Minutes, \"final\"\nMessage-ID: <m1@example.net>\n");

} // namespace

TEST_CASE("flat: columns have names of their own and the types of their rows") {
    std::set<std::string_view> names;
    for (const FlatColumn& one : flat_columns()) {
        CHECK(!one.name.empty());
        CHECK(one.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
        names.insert(one.name);
    }
    CHECK(names.size() == flat_column_count);
    const Report report;
    const FlatRow row = FlatRows(report)[0];
    for (std::size_t i = 0; i < flat_column_count; ++i) CHECK(row[i].type == flat_columns()[i].type);
    CHECK(flat_columns()[column("code")].type == FlatType::integer);
    CHECK(flat_columns()[column("index")].type == FlatType::integer);
    CHECK(flat_columns()[column("offset")].type == FlatType::integer);
    CHECK(flat_columns()[column("confidence")].type == FlatType::real);
}

TEST_CASE("flat: a row for each recipient, with its own reply and cause") {
    Options options;
    options.source = "bounces.mbox";
    options.index = 3;
    options.offset = 0;
    const Report report = parse(two_recipients, options);
    const FlatRows rows(report);
    REQUIRE(rows.size() == 2);
    const FlatRow gone = rows[0];
    const FlatRow full = rows[1];
    CHECK(cell(gone, "source").text == "bounces.mbox");
    CHECK(cell(gone, "index").integer == 3);
    CHECK(cell(gone, "offset").known);
    CHECK(cell(gone, "offset").integer == 0);
    CHECK(cell(gone, "input_id").text.size() == 64);
    CHECK(cell(gone, "kind").text == "bounce");
    CHECK(cell(gone, "recipient").text == "gone@example.com");
    CHECK(cell(gone, "recipient_domain").text == "example.com");
    CHECK(cell(gone, "action").text == "failed");
    CHECK(cell(gone, "status").text == "5.1.1");
    CHECK(cell(gone, "code").integer == 550);
    CHECK(cell(gone, "reply_text").text == "No such user here");
    CHECK(cell(gone, "rejecting_host").text == "mx.example.com");
    CHECK(cell(gone, "category").text == "user_unknown");
    CHECK(cell(gone, "suppress").text == "yes");
    CHECK(cell(gone, "reporting_mta").text == "mta.example.net");
    CHECK(cell(gone, "envelope_id").text == "env-77");
    CHECK(cell(gone, "original_subject").text == "Minutes, \"final\"");
    CHECK(cell(gone, "original_message_id").text == "m1@example.net");
    CHECK(cell(gone, "original_from").text == "a@example.net");
    CHECK(cell(full, "recipient").text == "full@example.org");
    CHECK(cell(full, "code").integer == 452);
    CHECK(cell(full, "phase").text == "rcpt");
    CHECK(cell(full, "rejecting_ip").text == "192.0.2.7");
    CHECK(cell(full, "category").text == "mailbox_full");
    CHECK(cell(full, "suppress").text == "after_repeat");
}

TEST_CASE("flat: no recipient, one row; what is not known is not known") {
    const Report report = parse("From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n");
    const FlatRows rows(report);
    REQUIRE(rows.size() == 1);
    const FlatRow row = rows[0];
    CHECK(cell(row, "kind").text == "message");
    for (std::string_view name : {"source", "index", "offset", "recipient", "recipient_domain", "action", "status", "code",
                                  "reply_text", "phase", "command", "rejecting_host", "edge_ip", "warnings"}) {
        CAPTURE(name);
        CHECK_FALSE(cell(row, name).known);
    }
    for (const FlatValue& value : row)
        if (value.type == FlatType::text) CHECK(value.known == !value.text.empty());
}

TEST_CASE("flat: warnings are their codes") {
    detail::Arena arena;
    Report report;
    Warning warning;
    warning.code = "W_MIME_BOUNDARY";
    arena.append(report.warnings, warning);
    CHECK(cell(FlatRows(report)[0], "warnings").text == "W_MIME_BOUNDARY");
    warning.code = "W_LIMIT_PARTS";
    arena.append(report.warnings, warning);
    const FlatRows rows(report);
    CHECK(cell(rows[0], "warnings").text == "W_MIME_BOUNDARY W_LIMIT_PARTS");
}

TEST_CASE("table: CSV quotes as RFC 4180 says") {
    detail::Arena arena;
    Report report;
    report.input.source = "a,b";
    report.original.subject = "he said \"no\"\r\nand left";
    report.input.index = 0;
    arena.append(report.recipients, Recipient());
    const std::string line = table(report, TableFormat::csv);
    CHECK(line.find(",\"a,b\",0,,unknown,") == 0);
    CHECK(line.find(",\"he said \"\"no\"\"\r\nand left\",") != std::string::npos);
    CHECK(line.find(",undetermined,unknown,no,unknown,0.00,") != std::string::npos);
    CHECK(line.back() == '\n');
}

TEST_CASE("table: TSV escapes, so that every row is one line and every tab a border") {
    Report report;
    report.input.source = "a\tb\\t";
    report.original.subject = "one\ntwo\rthree, \"four\"";
    const std::string line = table(report, TableFormat::tsv);
    CHECK(line.find("\ta\\tb\\\\t\t\t\tunknown\t") == 0);
    CHECK(line.find("\tone\\ntwo\\rthree, \"four\"\t") != std::string::npos);
    std::size_t tabs = 0;
    for (const char c : line) tabs += c == '\t' ? 1U : 0U;
    CHECK(tabs == flat_column_count - 1);
    CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("table: the header names the columns, and rows are appended") {
    std::string out = "before\n";
    append_table_header(TableFormat::csv, out);
    CHECK(out.find("before\ninput_id,source,index,offset,kind,") == 0);
    CHECK(out.find(",provider,warnings\n") == out.size() - 19);
    append_table_rows(parse(two_recipients), TableFormat::csv, out);
    CHECK(out.find("gone@example.com") < out.find("full@example.org"));
    std::string tabs;
    append_table_header(TableFormat::tsv, tabs);
    CHECK(tabs.find("input_id\tsource\tindex\toffset\t") == 0);
}
