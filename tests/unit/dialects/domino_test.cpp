#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: Postmaster@example.net\nSubject: DELIVERY FAILURE: something\n";
constexpr std::string_view intro = "Your message\n\n  Subject: because:\n\nwas not delivered to:\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"its own directory",
         header,
         std::string(intro) + "  ann@example.org\n\nbecause:\n\n  User ann (ann@example.org) not listed in Domino Directory\n",
         {"ann@example.org failed"},
         {"- - User ann (ann@example.org) not listed in Domino Directory | reporter local - | ann@example.org | -"}},
        {"what the other server said, folded",
         header,
         std::string(intro)
             + "  ann@example.org\n\nbecause:\n\n  Error transferring to mx.example.org; SMTP Protocol Returned a\n"
               "  Permanent Error 550 5.1.1 Unknown Recipient\n\nsomething else\n",
         {"ann@example.org failed"},
         {"550 5.1.1 Unknown Recipient | remote unknown mx.example.org | ann@example.org | -"}},
        {"a verdict of its own about a transfer",
         header,
         std::string(intro)
             + "  ann@example.org\n\nbecause:\n\n  Error transferring to MX.EXAMPLE.ORG; Maximum hop count exceeded.  "
               "Message probably in a routing loop.\n",
         {"ann@example.org failed"},
         {"- - Error transferring to MX.EXAMPLE.ORG; Maximum hop count exceeded.  Message probably in a routing loop. | reporter "
          "unknown MX.EXAMPLE.ORG | ann@example.org | -"}},
        {"two recipients share the reason; it is not in English",
         header,
         std::string(intro)
             + "  ann@example.org\n  bob@example.org\n\nbecause:\n\n  \343\203\246\343\203\274\343\202\266\343\203\274 ann "
               "\343\201\257 Domino \n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - \343\203\246\343\203\274\343\202\266\343\203\274 ann \343\201\257 Domino | reporter local - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("domino: recipients and the reason below them") { check_dialect("domino", cases()); }
