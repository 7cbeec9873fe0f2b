#include "dialects/recorder.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string_view>

using dsnparse::Phase;
using namespace dsnparse::dialects;

TEST_CASE("recorder: what failed, in the reporter's words") {
    struct Row {
        std::string_view words;
        Phase phase;
    };
    constexpr Row rows[]{
        {"connect to mx.example.org[192.0.2.1]:25: Connection refused", Phase::connect},
        {"Connection timed out", Phase::connect},
        {"Host or domain name not found. Name service error for name=x type=A: Host not found", Phase::dns},
        {"DNS lookup failed.", Phase::dns},
        {"TLS is required, but was not offered by host mx.example.org[192.0.2.1]", Phase::starttls},
        {"Cannot start TLS: handshake failure", Phase::starttls},
        {"unknown user: \"ann\"", Phase::local},
        {"temporary failure. Command output: unable to connect to scanner: Connection refused", Phase::local},
        {"subtle handshake", Phase::local},
        {"", Phase::local},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.words));
        CHECK(phase_of_trouble(row.words) == row.phase);
    }
}

TEST_CASE("recorder: hosts as reports write them") {
    struct Row {
        std::string_view text;
        std::string_view name;
        std::string_view ip;
        std::optional<int> port;
    };
    const Row rows[]{
        {"mx.example.org[192.0.2.1]:25: Connection refused", "mx.example.org", "192.0.2.1", 25},
        {"mx.example.org [192.0.2.1]", "mx.example.org", "192.0.2.1", std::nullopt},
        {"mx.example.org[2001:db8::1]", "mx.example.org", "2001:db8::1", std::nullopt},
        {"192.0.2.1 [192.0.2.1]", "", "192.0.2.1", std::nullopt},
        {"localhost[127.0.0.1]", "localhost", "127.0.0.1", std::nullopt},
        {"mta.example.net[private/lmtp]", "mta.example.net", "", std::nullopt},
        {"mx.example.org[#.#.#.#] said", "mx.example.org", "", std::nullopt},
        {"", "", "", std::nullopt},
        {"[", "", "", std::nullopt},
        {"[192.0.2.1", "", "", std::nullopt},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        dsnparse::detail::Arena arena;
        const dsnparse::fields::HostRef host = host_at(row.text, arena);
        CHECK(host.name == row.name);
        CHECK(host.ip == row.ip);
        CHECK(host.port == row.port);
    }
}

TEST_CASE("recorder: the word behind a lead") {
    CHECK(word_behind("This is the mail system at host mta.example.net.", " at host ") == "mta.example.net");
    CHECK(word_behind("This is a delivery status notification from mta.example.net,", "notification from ") == "mta.example.net");
    CHECK(word_behind("no such lead", " at host ").empty());
    CHECK(word_behind("ends at host ", " at host ").empty());
}
