#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header =
    "From: Message Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Returned mail: Could not send message\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"one recipient",
         header,
         "This is the nullmailer delivery system.  The message attached below\n"
         "could not be delivered to one or more of the intended recipients:\n\n"
         "\t<ann@example.org>\n\n",
         {"ann@example.org failed"},
         {}},
        {"all of a message's recipients",
         header,
         "This is the nullmailer delivery system.  The message attached below\n"
         "could not be delivered to one or more of the intended recipients:\n\n"
         "\t<ann@example.org>\n"
         "\t<bea@example.org>\n"
         "\t<carl@example.com>\n\n",
         {"ann@example.org failed", "bea@example.org failed", "carl@example.com failed"},
         {}},
        {"a delay warning, which has a sentence below its list",
         header,
         "This is the nullmailer delivery system.  The message attached below\n"
         "has not been delivered to one or more of the intended recipients:\n\n"
         "\t<ann@example.org>\n\n"
         "A final delivery status notification will be generated if delivery\n"
         "proves to be impossible within the configured time limit.\n",
         {"ann@example.org delayed"},
         {}},
        {"the same recipient twice",
         header,
         "This is the nullmailer delivery system.  The message attached below\n"
         "could not be delivered to one or more of the intended recipients:\n\n"
         "\t<ann@example.org>\n"
         "\t<ann@EXAMPLE.org>\n\n",
         {"ann@example.org failed"},
         {}},
        {"a quoted local part",
         header,
         "This is the nullmailer delivery system.  The message attached below\n"
         "could not be delivered to one or more of the intended recipients:\n\n"
         "\t<\"ann b\"@example.org>\n\n",
         {"\"ann b\"@example.org failed"},
         {}},
        {"an address in the introduction is nobody's",
         header,
         "<postmaster@example.net>\n\n"
         "This is the nullmailer delivery system.  The message attached below\n"
         "could not be delivered to one or more of the intended recipients:\n\n"
         "\t<ann@example.org>\n\n",
         {"ann@example.org failed"},
         {}},
    };
    return rows;
}

} // namespace

TEST_CASE("nullmailer: who is meant") {
    for (const DialectCase& row : cases()) check_case("nullmailer", row);
}

TEST_CASE("nullmailer: a delay is announced as one") {
    const Words words(cases()[2].text, header);
    CHECK(words.facts.action == dsnparse::Action::delayed);
}

TEST_CASE("nullmailer: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}
