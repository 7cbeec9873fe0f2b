// Properties that hold for every input, tried on all messages at hand, whole and cut.
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include "support/compare.hpp"
#include "support/corpus.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <memory>

using compare::Json;

namespace {

std::vector<corpus::Message> all_messages() {
    std::vector<corpus::Message> messages = corpus::golden();
    std::vector<corpus::Message> shared = corpus::shared();
    if (shared.empty()) MESSAGE("SKIPPED in part: no shared corpora beside the project; only the golden corpus is tried");
    messages.insert(messages.end(), std::make_move_iterator(shared.begin()), std::make_move_iterator(shared.end()));
    return messages;
}

void check_spans(const Json& value, std::size_t size, const std::string& name) {
    if (value.is_array() || value.is_object())
        for (const Json& item : value) check_spans(item, size, name);
    if (!value.is_object() || !value.contains("offset") || !value.contains("length")) return;
    if (!value["offset"].is_number() || !value["length"].is_number()) return;
    const auto end = value["offset"].get<std::size_t>() + value["length"].get<std::size_t>();
    if (end > size) FAIL_CHECK(name << ": a span ends at " << end << " of " << size);
}

/// Evidence whose words are a copy of one line: then the span must be those very bytes.
void check_words(const Json& value, const std::string& bytes, const std::string& name, std::size_t& exact) {
    if (value.is_array() || value.is_object())
        for (const Json& item : value) check_words(item, bytes, name, exact);
    if (!value.is_object() || !value.contains("where") || !value.contains("text") || !value.contains("offset")) return;
    if (!value["text"].is_string() || !value["offset"].is_number()) return;
    const std::string text = value["text"].get<std::string>();
    const std::string there = bytes.substr(value["offset"].get<std::size_t>(), value["length"].get<std::size_t>());
    if (there.find(text) != std::string::npos) ++exact;
}

} // namespace

TEST_CASE("properties: the Report outlives the message; both writers agree; spans lie inside the message") {
    std::size_t tried = 0;
    std::size_t exact = 0;
    std::string line;
    for (const corpus::Message& message : all_messages()) {
        auto copy = std::make_unique<char[]>(message.bytes.size() + 1);
        std::memcpy(copy.get(), message.bytes.data(), message.bytes.size());
        const dsnparse::Report report = dsnparse::parse({copy.get(), message.bytes.size()});
        std::memset(copy.get(), 'X', message.bytes.size());
        copy.reset();
        const Json json = dsnparse::to_json(report);
        line.clear();
        dsnparse::append_json(report, line);
        if (line != json.dump()) FAIL_CHECK(message.name << ": the writers differ");
        if (dsnparse::to_json(dsnparse::parse(message.bytes)) != json)
            FAIL_CHECK(message.name << ": two runs differ, or the Report points into the message");
        check_spans(json, message.bytes.size(), message.name);
        check_words(json, message.bytes, message.name, exact);
        if (json["recipients"].size() != report.recipients.size()) FAIL_CHECK(message.name << ": recipients lost in the JSON");
        ++tried;
    }
    MESSAGE(tried << " messages, " << exact << " pieces of evidence found word for word at their place");
    CHECK(tried >= 120);
    CHECK(exact > tried);
}

TEST_CASE("properties: a message cut anywhere still gives a report") {
    std::size_t tried = 0;
    for (const corpus::Message& message : corpus::golden()) {
        if (++tried % 7 != 1) continue;
        const std::size_t step = message.bytes.size() / 60 + 1;
        for (std::size_t size = 0; size < message.bytes.size(); size += step) {
            const std::string cut = message.bytes.substr(0, size);
            const Json json = dsnparse::to_json(dsnparse::parse(cut));
            check_spans(json, cut.size(), message.name);
        }
    }
    CHECK(tried >= 120);
}

TEST_CASE("properties: copies of a Report share its text and outlive it") {
    const std::vector<corpus::Message> messages = corpus::golden();
    REQUIRE(!messages.empty());
    std::string expected;
    dsnparse::Report copy;
    {
        const dsnparse::Report report = dsnparse::parse(messages[0].bytes);
        dsnparse::append_json(report, expected);
        copy = report;
    }
    std::string actual;
    dsnparse::append_json(copy, actual);
    CHECK(actual == expected);
}

TEST_CASE("properties: a mail that somebody pasted, quoted or indented, names the same recipients") {
    const auto summary = [](const dsnparse::Report& report) {
        std::string text(dsnparse::to_string(report.kind));
        for (const dsnparse::Recipient& recipient : report.recipients)
            text += ' ' + std::string(recipient.address) + ' ' + std::string(dsnparse::to_string(recipient.action)) + ' '
                    + std::string(recipient.status) + ' ' + std::to_string(recipient.code.value_or(0));
        return text;
    };
    for (const corpus::Message& message : corpus::golden()) {
        const dsnparse::Report whole = dsnparse::parse(message.bytes);
        if (whole.recipients.empty() || whole.format.form == dsnparse::Form::fragment) continue;
        const std::string expected = summary(whole);
        for (const std::string mark : {"> ", "    "}) {
            std::string pasted;
            for (std::size_t at = 0; at < message.bytes.size();) {
                const std::size_t end = std::min(message.bytes.find('\n', at), message.bytes.size() - 1) + 1;
                pasted += mark + message.bytes.substr(at, end - at);
                at = end;
            }
            const std::string found = summary(dsnparse::parse(pasted));
            if (found != expected)
                FAIL_CHECK(message.name << " behind \"" << mark << "\": " << found << " instead of " << expected);
        }
    }
}
