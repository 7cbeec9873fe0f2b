#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: list+owner@example.org\nSubject: Post to list@example.org denied: hello\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused, folded",
         header,
         "Hi, this is the Mlmmj program managing the <list@example.org> mailing list.\n\nThe message from <me@example.net> with "
         "subject \"hello\" was unable to be\ndelivered to the list because you are not a subscriber.\n\n(The denied message is "
         "below.)\n",
         {"list@example.org failed"},
         {"- - The message from <me@example.net> with subject \"hello\" was unable to be delivered to the list because you are "
          "not "
          "a subscriber. | reporter local - | list@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mlmmj: the list is the recipient") { check_dialect("mlmmj", cases()); }
