#include "dialects/labels.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using dsnparse::dialects::LabelReader;

namespace {

constexpr std::array<std::string_view, 2> labels{"Reason:", "Code:"};

/// `0=value` for a label, `-=value` for a line without.
std::vector<std::string> walk(std::string_view text) {
    std::vector<std::string> all;
    for (LabelReader reader(text, labels); reader.next();)
        all.push_back((reader.label() == LabelReader::none ? "-" : std::to_string(reader.label())) + "="
                      + std::string(reader.value()));
    return all;
}

} // namespace

TEST_CASE("labels: values, the lines behind them, and lines without a label") {
    using Lines = std::vector<std::string>;
    CHECK(walk("") == Lines{});
    CHECK(walk("a line\n\nanother") == Lines{"-=a line", "-=", "-=another"});
    CHECK(walk("Reason: x\nCode:  550 \n") == Lines{"0=x", "1=550"});
    CHECK(walk("  reason: x\n   goes on\n\nnot here") == Lines{"0=x\n   goes on", "-=", "-=not here"});
    CHECK(walk("Code:\n 550 no\n Reason: y") == Lines{"1=550 no", "0=y"});
    CHECK(walk("Reason:") == Lines{"0="});
    CHECK(walk("Reason: x\r\n y\r\n\r\nz\r\n") == Lines{"0=x\r\n y", "-=", "-=z"});
    CHECK(walk("The Reason: none") == Lines{"-=The Reason: none"});
}
