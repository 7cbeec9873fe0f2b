#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: list-admin@example.org\nSubject: Loop Alert: Duplicated Message-ID (list ML)\n"
                                    "X-MLServer: fml [fml 4.0.3 release (20011202/4.0.3)]\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the sentence names the list",
         header,
         "Duplicated Message-ID in <list@example.org>.\n\nOriginal mail as follows:\n\n   To: bob@example.org\n",
         {"list@example.org failed"},
         {"- - Duplicated Message-ID in <list@example.org>. | reporter local - | list@example.org | -"}},
        {"the sentence names the author: the list is whose administrator writes",
         header,
         "NOT MEMBER article from <me@example.net>\n",
         {"list@example.org failed"},
         {"- - NOT MEMBER article from <me@example.net> | reporter local - | list@example.org | -"}},
        {"not a member, with the list",
         header,
         "You are not a member of this mailing list <list@example.org>.\n",
         {"list@example.org failed"},
         {"- - You are not a member of this mailing list <list@example.org>. | reporter local - | list@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("fml: the list is the recipient") { check_dialect("fml", cases()); }
