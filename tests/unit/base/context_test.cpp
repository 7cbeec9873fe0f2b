#include "base/context.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

TEST_CASE("warnings: in order, and each code a bounded number of times") {
    detail::Arena arena;
    detail::WarningLog log(arena);
    CHECK(log.list().empty());
    CHECK(!log.has("W_A"));
    log.add("W_A", Severity::warning, "first", "1.2", 17);
    log.add("W_B", Severity::info, "second");
    REQUIRE(log.list().size() == 2);
    CHECK(log.list()[0].code == "W_A");
    CHECK(log.list()[0].message == "first");
    CHECK(log.list()[0].part == "1.2");
    CHECK(log.list()[0].offset == std::optional<std::size_t>(17));
    CHECK(log.list()[1].severity == Severity::info);
    CHECK(!log.list()[1].offset);
    CHECK(log.has("W_B"));
    for (int i = 0; i < 1000; ++i) {
        log.add("W_A", Severity::warning, "again");
        log.add("W_C", Severity::warning, "another");
    }
    std::size_t a = 0;
    std::size_t c = 0;
    for (const Warning& warning : log.list()) {
        a += warning.code == "W_A" ? 1U : 0U;
        c += warning.code == "W_C" ? 1U : 0U;
    }
    CHECK(a == 8);
    CHECK(c == 8);
    CHECK(log.list().size() == 17);
}

TEST_CASE("context: the span of a view into the message, and of none") {
    const std::string message = "0123456789";
    const Options options;
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings(arena);
    const detail::Context context{message, options, arena, scratch, warnings};
    const std::string_view view = message;
    const auto span = context.span_of(view.substr(3, 4));
    REQUIRE(span);
    CHECK(span->offset == 3);
    CHECK(span->length == 4);
    REQUIRE(context.span_of(view.substr(10)));
    CHECK(context.span_of(view.substr(10))->offset == 10);
    const std::string other = message;
    CHECK(!context.span_of(other));
    CHECK(!context.span_of({}));
    CHECK(context.limits().text_bytes == options.limits.text_bytes);
}
