// What C says is what C++ says, byte for byte.
#include <dsnparse/dsnparse.h>

#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include "support/corpus.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

namespace {

std::string json_of_c(std::string_view message) {
    dsnparse_report* report = dsnparse_parse(message.data(), message.size(), nullptr);
    REQUIRE(report != nullptr);
    std::size_t length = 0;
    char* json = dsnparse_report_json(report, &length);
    std::string text(json, length);
    dsnparse_free(json);
    dsnparse_report_free(report);
    return text;
}

std::string json_of_cpp(std::string_view message) {
    std::string json;
    dsnparse::append_json(dsnparse::parse(message), json);
    return json;
}

} // namespace

TEST_CASE("C and C++ give the same JSON over the golden corpus") {
    std::size_t messages = 0;
    for (const corpus::Message& message : corpus::golden()) {
        CAPTURE(message.name);
        CHECK(json_of_c(message.bytes) == json_of_cpp(message.bytes));
        ++messages;
    }
    CHECK(messages > 300);
}

TEST_CASE("and for a mail that breaks off anywhere") {
    const std::string bytes = corpus::golden().front().bytes;
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        const std::string_view cut = std::string_view(bytes).substr(0, length);
        CHECK(json_of_c(cut) == json_of_cpp(cut));
    }
}

TEST_CASE("many threads read one report and share one set of rules") {
    const std::string bytes = corpus::golden().front().bytes;
    dsnparse_rules* rules = dsnparse_rules_new(nullptr, 0, nullptr);
    dsnparse_report* shared = dsnparse_parse(bytes.data(), bytes.size(), nullptr);
    std::vector<int> good(8, 0);
    std::vector<std::thread> threads;
    for (int& result : good)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                dsnparse_options options;
                dsnparse_options_init(&options, sizeof options);
                options.rules = rules;
                dsnparse_report* own = dsnparse_parse(bytes.data(), bytes.size(), &options);
                char* a = dsnparse_report_json(own, nullptr);
                char* b = dsnparse_report_json(shared, nullptr);
                result += std::string_view(a) == b ? 1 : 0;
                dsnparse_free(a);
                dsnparse_free(b);
                dsnparse_report_free(own);
            }
        });
    for (std::thread& thread : threads) thread.join();
    for (const int result : good) CHECK(result == 50);
    dsnparse_report_free(shared);
    dsnparse_rules_free(rules);
}
