#include "unit/store/mailbox.hpp"

#include <doctest/doctest.h>

using dsnparse::SourceFormat;
using dsnparse::SourceOptions;
using store_test::Read;
using store_test::read_memory;

namespace {

const std::string mail = "Subject: \xc3\xa9\n\nbody >>>\n";
const std::string as_text = R"({"id": 1, "raw": "Subject: \u00e9\n\nbody >>>\n"})";
const std::string as_base64 = R"({"raw": "U3ViamVjdDogw6kKCmJvZHkgPj4+Cg==", "id": 2})";
const std::string as_url_base64 = R"({"raw": "U3ViamVjdDogw6kKCmJvZHkgPj4-Cg"})";
const std::string bounce = R"({"notificationType": "Bounce", "bounce": {"bouncedRecipients": []}, "mail": {"messageId": "1"}})";

} // namespace

TEST_CASE("NDJSON with a raw field, as text or base64, is known by its first object") {
    const std::string file = as_text + "\n" + as_base64 + "\r\n\n" + as_url_base64;
    const Read got = read_memory(file);
    CHECK(got.problems.empty());
    REQUIRE(got.messages.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(got.messages[i].bytes == mail);
        CHECK(got.messages[i].container == "ndjson");
        CHECK(got.messages[i].index == static_cast<std::int64_t>(i));
    }
    CHECK(got.messages[1].offset == static_cast<std::int64_t>(as_text.size() + 1));
}

TEST_CASE("other JSON is one message, as any other text") {
    for (const std::string text : {R"({"a": 1})", R"({"raw": 1})", "{", R"({"raw": "x)", "{}\n{}\n", R"(["raw"])"}) {
        CAPTURE(text);
        const Read got = read_memory(text);
        REQUIRE(got.messages.size() == 1);
        CHECK(got.messages[0].bytes == text);
        CHECK(got.messages[0].container.empty());
    }
}

TEST_CASE("the field may be named, and lie within others") {
    SourceOptions options;
    options.format = SourceFormat::ndjson;
    options.field = "mail.source";
    const Read got = read_memory(R"({"mail": {"source": "Subject: x\n\n"}})", options);
    REQUIRE(got.messages.size() == 1);
    CHECK(got.messages[0].bytes == "Subject: x\n\n");
}

TEST_CASE("a broken record is told, and those behind it are read") {
    SourceOptions options;
    options.format = SourceFormat::ndjson;
    const Read got =
        read_memory(as_text + "\n{\"raw\": \"half\n{\"other\": 1}\nwords\n" + as_base64 + "\n{\"raw\": \"U3Vi", options);
    REQUIRE(got.messages.size() == 2);
    CHECK(got.messages[1].index == 4);
    REQUIRE(got.problems.size() == 4);
    CHECK(got.problems[0].offset == static_cast<std::int64_t>(as_text.size() + 1));
    CHECK(got.problems[3].reason == "the file ends in the middle of a record");
}

TEST_CASE("notifications of SES: alone, one behind the other, within SNS, with the mail they are about") {
    CHECK(read_memory(bounce).messages.at(0).bytes == bounce);
    CHECK(read_memory(bounce).messages.at(0).container == "ses");
    const Read many = read_memory(bounce + bounce + "\n" + bounce);
    CHECK(many.messages.size() == 3);
    CHECK(many.problems.empty());
    const std::string sns = R"({"Type": "Notification", "Message": "{\"eventType\": \"Bounce\", \"mail\": {}}"})";
    CHECK(read_memory(sns).messages.at(0).container == "ses");
    const std::string inbound = R"({"notificationType": "Received", "mail": {}, "content": "Subject: x\r\n\r\nbody\r\n"})";
    CHECK(read_memory(inbound).messages.at(0).bytes == "Subject: x\r\n\r\nbody\r\n");
}
