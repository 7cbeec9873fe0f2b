#include "base/arena.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

using namespace dsnparse;
using detail::Arena;

TEST_CASE("arena: places are aligned, apart and stay as they were, across chunks") {
    Arena arena;
    std::vector<std::pair<char*, std::size_t>> places;
    for (std::size_t size : {1U, 0U, 7U, 8U, 9U, 1000U, 16384U, 65536U, 1U, 3000000U, 5U, 0U, 16U}) {
        char* place = arena.allocate(size);
        REQUIRE(place != nullptr);
        CHECK(reinterpret_cast<std::uintptr_t>(place) % 8 == 0);
        if (size != 0) std::memset(place, static_cast<int>(places.size() + 1), size);
        places.emplace_back(place, size);
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t at = 0; at < places[i].second; at += 101) REQUIRE(places[i].first[at] == static_cast<char>(i + 1));
    CHECK(arena.footprint() >= 3000000U + 65536U + 16384U);
}

TEST_CASE("arena: small needs take few chunks") {
    Arena arena;
    static_cast<void>(arena.allocate(1));
    const std::size_t first = arena.footprint();
    for (int i = 0; i < 100; ++i) static_cast<void>(arena.allocate(100));
    CHECK(arena.footprint() == first);
}

TEST_CASE("arena: only the last allocation can be shrunk") {
    Arena arena;
    char* first = arena.allocate(100);
    arena.shrink_last(first, 100, 9);
    char* second = arena.allocate(8);
    CHECK(second == first + 16); // 9 bytes take 16
    arena.shrink_last(first, 100, 0);
    CHECK(arena.allocate(8) == second + 8); // `first` was not the last any more
}

TEST_CASE("arena: texts") {
    Arena arena;
    const std::string given = "Some Text";
    const std::string_view copy = arena.copy(given);
    CHECK(copy == given);
    CHECK(copy.data() != given.data());
    CHECK(arena.copy({}).empty());
    CHECK(arena.concat({"a", "", "bc", std::string_view()}) == "abc");
    CHECK(arena.concat({}).empty());
    CHECK(arena.concat({"", {}}).empty());
    CHECK(arena.lower("ABC xyz \xC3\x84 @[`{") == "abc xyz \xC3\x84 @[`{"); // only ASCII letters
    CHECK(arena.lower({}).empty());
    CHECK(arena.copy(std::string_view("a\0b", 3)) == std::string_view("a\0b", 3));
}

TEST_CASE("arena: lists grow and keep their elements") {
    Arena arena;
    List<std::uint32_t> list;
    CHECK(list.empty());
    for (std::uint32_t i = 0; i < 10000; ++i) CHECK(arena.append(list, i) == i);
    REQUIRE(list.size() == 10000);
    for (std::uint32_t i = 0; i < 10000; ++i) REQUIRE(list[i] == i);
    CHECK(list.front() == 0);
    CHECK(list.back() == 9999);
    CHECK(*list.rbegin() == 9999);
    CHECK(std::accumulate(list.begin(), list.end(), std::uint64_t{0}) == 9999ULL * 10000 / 2);
    Arena::items(list)[5] = 77;
    CHECK(list[5] == 77);
    Arena::truncate(list, 20000);
    CHECK(list.size() == 10000);
    Arena::truncate(list, 6);
    CHECK(list.size() == 6);
    CHECK(list.back() == 77);
    Arena::clear(list);
    CHECK(list.empty());
}

TEST_CASE("arena: a reserved list does not move") {
    Arena arena;
    List<int> list;
    arena.reserve(list, 100);
    arena.append(list, 1);
    const int* place = list.data();
    for (int i = 0; i < 99; ++i) {
        arena.append(list, i);
        static_cast<void>(arena.allocate(8));
    }
    CHECK(list.data() == place);
    arena.reserve(list, 50); // never smaller
    CHECK(list.data() == place);
    CHECK(list.size() == 100);
}

TEST_CASE("arena: adopts what is not its own") {
    Arena ours;
    Arena other;
    List<int> list;
    for (int i = 0; i < 10; ++i) other.append(list, i * i);
    CHECK(other.owns(list.data()));
    CHECK(!ours.owns(list.data()));
    CHECK(!ours.owns(nullptr));
    const List<int> adopted = ours.adopt(list);
    CHECK(ours.owns(adopted.data()));
    REQUIRE(adopted.size() == 10);
    CHECK(adopted[9] == 81);
    CHECK(ours.adopt(adopted).data() == adopted.data());
    CHECK(ours.adopt(List<int>()).empty());
}
