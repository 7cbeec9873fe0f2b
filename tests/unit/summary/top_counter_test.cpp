#include "summary/top_counter.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

using dsnparse::summary::TopCounter;

namespace {

struct First {
    int number = 0;
};

using Counter = TopCounter<First>;

void add(Counter& counter, const std::string& key, int number = 0) {
    counter.add(key, [number] { return First{number}; });
}

} // namespace

TEST_CASE("top counter: exact while there are few keys, most frequent first, equal ones by key") {
    Counter counter(10);
    for (int i = 0; i < 3; ++i) add(counter, "b", i);
    for (const char* key : {"c", "a", "a", ""}) add(counter, key, 7);
    CHECK(counter.total() == 7);
    CHECK(counter.different() == 4);
    CHECK_FALSE(counter.pruned());
    const auto top = counter.top(3);
    REQUIRE(top.size() == 3);
    CHECK(top[0]->first == "b");
    CHECK(top[0]->second.count == 3);
    CHECK(top[0]->second.missed == 0);
    CHECK(top[0]->second.payload.number == 0); // as it was first
    CHECK(top[1]->first == "a");
    CHECK(top[2]->first.empty());
    CHECK(counter.top(0).size() == 4);
    CHECK(counter.top(100).size() == 4);
}

TEST_CASE("top counter: bounded, and honest about what it may have missed") {
    constexpr std::size_t capacity = 50;
    Counter counter(capacity);
    std::map<std::string, std::uint64_t> truth;
    std::mt19937 random(7);
    std::geometric_distribution<int> often(0.02);
    for (int i = 0; i < 20000; ++i) {
        // Some keys that come often among many that come once.
        const std::string key = i % 3 == 0 ? "once" + std::to_string(i) : "often" + std::to_string(often(random));
        ++truth[key];
        add(counter, key);
        REQUIRE(counter.different() <= 2 * capacity);
    }
    CHECK(counter.total() == 20000);
    CHECK(counter.pruned());
    for (const auto* item : counter.top(0)) {
        CAPTURE(item->first);
        CHECK(item->second.count <= truth[item->first]);
        CHECK(item->second.count + item->second.missed >= truth[item->first]);
    }
    CHECK(counter.top(1).front()->first == "often0");
    CHECK(counter.top(1).front()->second.count == truth["often0"]);
}
