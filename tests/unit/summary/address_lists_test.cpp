#include "summary/address_lists.hpp"

#include <doctest/doctest.h>

using namespace dsnparse;
using summary::AddressLists;

namespace {

Classification why(std::string_view category, Suppress suppress, std::string_view responsible) {
    Classification one;
    one.category = category;
    one.suppress = suppress;
    one.responsible = responsible;
    return one;
}

const Classification gone = why("user_unknown", Suppress::yes, "sender");
const Classification full = why("mailbox_full", Suppress::after_repeat, "recipient");
const Classification listed = why("ip_blocklisted", Suppress::no, "sender_admin");
const Classification theirs = why("remote_system_error", Suppress::no, "recipient_admin");

} // namespace

TEST_CASE("address lists: bad addresses are to be suppressed, refusals of ours are not") {
    AddressLists lists(100, 3);
    lists.add("gone@example.org", gone);
    lists.add("ours@example.org", listed);
    lists.add("ours@example.org", listed);
    lists.add("theirs@example.org", theirs);
    lists.add("", gone);
    const auto suppress = lists.suppress();
    REQUIRE(suppress.size() == 1);
    CHECK(suppress[0].address == "gone@example.org");
    CHECK(suppress[0].reason == "user_unknown");
    CHECK(suppress[0].count == 1);
    const auto keep = lists.keep();
    REQUIRE(keep.size() == 1);
    CHECK(keep[0].address == "ours@example.org");
    CHECK(keep[0].reason == "ip_blocklisted");
    CHECK(keep[0].count == 2);
}

TEST_CASE("address lists: what counts after it repeats does so only then") {
    AddressLists lists(100, 3);
    lists.add("full@example.org", full);
    lists.add("full@example.org", full);
    CHECK(lists.suppress().empty());
    lists.add("full@example.org", full);
    REQUIRE(lists.suppress().size() == 1);
    CHECK(lists.suppress()[0].reason == "mailbox_full");
    CHECK(lists.suppress()[0].count == 3);
}

TEST_CASE("address lists: nobody is in both") {
    AddressLists lists(100, 3);
    lists.add("both@example.org", listed);
    lists.add("both@example.org", gone);
    lists.add("a@example.org", gone);
    CHECK(lists.keep().empty());
    REQUIRE(lists.suppress().size() == 2);
    CHECK(lists.suppress()[0].address == "a@example.org"); // in order
    CHECK(lists.suppress()[1].reason == "user_unknown");
}

TEST_CASE("address lists: bounded, and tell what they left out") {
    AddressLists lists(2, 3);
    lists.add("a@example.org", gone);
    lists.add("b@example.org", gone);
    lists.add("c@example.org", gone);
    lists.add("a@example.org", gone);
    CHECK(lists.suppress().size() == 2);
    CHECK(lists.suppress()[0].count == 2);
    CHECK(lists.not_kept() == 1);
}
