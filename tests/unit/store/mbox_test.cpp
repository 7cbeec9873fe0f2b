#include "store/mbox.hpp"
#include "store/mbox_line.hpp"
#include "unit/store/mailbox.hpp"
#include "unit/store/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include <sys/stat.h>

#include <algorithm>

using namespace dsnparse;
using namespace dsnparse::store;
using store_test::Kept;
using store_test::Read;
using store_test::read_memory;

namespace {

const std::string line = "From MAILER-DAEMON Mon Nov 23 17:02:19 2026\n";
const std::string one = "From: a@example.org\nSubject: one\n\nbody one\n";
const std::string two = "From: b@example.org\nSubject: two\n\nbody two\n\nmore\n";

std::string with_crlf(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

/// Hands out a text in pieces of a given size.
class Pieces final : public Reader {
public:
    Pieces(std::string_view text, std::size_t size) : rest_(text), size_(size) {}
    std::size_t read(char* to, std::size_t size) override {
        size = std::min({size, size_, rest_.size()});
        std::copy_n(rest_.data(), size, to);
        rest_.remove_prefix(size);
        return size;
    }

private:
    std::string_view rest_;
    std::size_t size_;
};

Read read_pieces(const std::string& text, std::size_t size, SourceOptions options = {}) {
    Context context;
    context.options = options;
    Item item;
    item.name = "x";
    item.reader = std::make_unique<Pieces>(text, size);
    const auto level = open_item(context, std::move(item));
    Read all;
    SourceMessage message;
    while (level->next(message) == Step::message) {
        all.messages.push_back({std::string(message.bytes), std::string(message.source), std::string(message.container),
                                message.index, message.offset, message.truncated});
        message = {};
    }
    all.problems = context.problems;
    return all;
}

} // namespace

TEST_CASE("an mbox is split at its From lines, which are not part of the messages") {
    for (const bool crlf : {false, true}) {
        CAPTURE(crlf);
        const auto ends = [&](const std::string& text) { return crlf ? with_crlf(text) : text; };
        const std::string file = ends(line + one + "\n" + line + two + "\n");
        const Read got = read_memory(file);
        REQUIRE(got.messages.size() == 2);
        CHECK(got.messages[0] == Kept{ends(one), "x", "mbox", 0, static_cast<std::int64_t>(ends(line).size()), false});
        CHECK(got.messages[1].bytes == ends(two));
        CHECK(got.messages[1].index == 1);
        CHECK(file.substr(static_cast<std::size_t>(got.messages[1].offset), got.messages[1].bytes.size()) == ends(two));
        CHECK(got.problems.empty());
    }
}

TEST_CASE("a file that merely begins with a From line is one message, whole") {
    for (const std::string& file :
         {line + one, line + one + "\n", line + "no end", std::string("From here on"), std::string("From ")}) {
        CAPTURE(file);
        const Read got = read_memory(file);
        REQUIRE(got.messages.size() == 1);
        CHECK(got.messages[0] == Kept{file, "x", "", -1, -1, false});
        CHECK(got.problems.empty());
    }
}

TEST_CASE("a file that begins otherwise is one message whatever is in it") {
    const std::string file = one + "\n" + line + two;
    CHECK(read_memory(file).messages.size() == 1);
    CHECK(read_memory("").messages.size() == 1);
}

TEST_CASE("text that begins with From does not end a message") {
    for (const std::string& text : std::vector<std::string>{
             "\nFrom here on it is text\nNote: this\n", "\nFrom: a@example.org\n", "words\n" + line + "Subject: x\n",
             "\n" + line + "no field behind it\n", "\n>" + line + "Subject: quoted\n"}) {
        CAPTURE(text);
        CHECK(read_memory(line + one + text + "\n" + line + two).messages.size() == 2);
    }
}

TEST_CASE("a From line behind the header of a MIME part belongs to the message returned there") {
    const std::string bounce =
        "Subject: b\nContent-Type: multipart/report; boundary=q\n\n--q\nContent-Type: message/rfc822;\n x=y\n\n" + line
        + "Subject: returned\n\nlost\n\n--q--\n";
    const Read got = read_memory(line + bounce + "\n" + line + one);
    REQUIRE(got.messages.size() == 2);
    CHECK(got.messages[0].bytes == bounce);
}

TEST_CASE("a From line behind the words that announce the returned message belongs to that") {
    for (const std::string words :
         {"   ----- Original message follows -----", "bounced E-Mail:", "--- Below this line is a copy of the message."}) {
        const std::string bounce = "Subject: b\n\nNo such user\n\n" + words + "\n\n" + line + "Subject: returned\n\nlost\n";
        CHECK(read_memory(line + bounce + "\n" + line + one).messages.size() == 2);
    }
}

TEST_CASE("From lines as mail programs write them") {
    for (const std::string_view good :
         {"From - Sat Jan 02 15:04:05 2010", "From 1234567890123456789@xxx Fri Mar 13 21:16:01 +0000 2020",
          "From MAILER-DAEMON Fri Jul  8 12:08:34 2011", "From \"a b\"@example.org  Thu Jan  1 00:00:00 1970 remote from x",
          "From a@example.org Mon, 2 Jan 2012 03:04 GMT", "From ???@??? Tue Mar 04 10:11:12 1997"})
        CHECK_MESSAGE(is_from_line(good), std::string(good));
    for (const std::string_view bad : {"From me to you", "from a Sat Jan 02 15:04:05 2010", "From: a Sat Jan 02 15:04:05 2010",
                                       "From May to June", "From 10:30 on", "From january 10:30"})
        CHECK_FALSE_MESSAGE(is_from_line(bad), std::string(bad));
}

TEST_CASE("Thunderbird's From lines need no blank line in front") {
    const std::string mozilla = "From - Sat Jan 02 15:04:05 2010\nX-Mozilla-Status: 0001\n";
    CHECK(read_memory(mozilla + one + mozilla + two).messages.size() == 2);
}

TEST_CASE("Content-Length is believed where it leads to a From line or the end") {
    const std::string body = "text\n\n" + line + "Subject: not a message\n\nend\n";
    const auto message = [&](std::size_t length) {
        return "Subject: x\nContent-Length: " + std::to_string(length) + "\n\n" + body;
    };
    SUBCASE("right") {
        const Read got = read_memory(line + message(body.size()) + "\n" + line + message(body.size()));
        REQUIRE(got.messages.size() == 2);
        CHECK(got.messages[0].bytes == message(body.size()));
        CHECK(got.messages[1].bytes == message(body.size()));
        CHECK(got.problems.empty());
    }
    SUBCASE("wrong: the From lines decide") {
        for (const std::size_t length : {std::size_t{3}, body.size() - 2, body.size() + 5, std::size_t{1} << 40})
            CHECK(read_memory(line + message(length) + "\n" + line + one).messages.size() == 3);
    }
    SUBCASE("more than there is, behind one that was right: the tail is missing") {
        const Read got = read_memory(line + message(body.size()) + "\n" + line + "Subject: x\nContent-Length: 500\n\nhalf\n");
        REQUIRE(got.messages.size() == 2);
        CHECK(got.messages[1].truncated);
        CHECK(got.problems.size() == 1);
    }
}

TEST_CASE("a cut tail is told") {
    for (const std::string tail : {"Subject: x\n\nhalf a li", "Subject: x\nTo: b", "Subject: x\n", ""}) {
        CAPTURE(tail);
        const Read got = read_memory(line + one + "\n" + line + tail);
        REQUIRE(got.messages.size() == 2);
        CHECK_FALSE(got.messages[0].truncated);
        CHECK(got.messages[1].truncated);
        CHECK(got.messages[1].bytes == tail);
        REQUIRE(got.problems.size() == 1);
        CHECK(got.problems[0].source == "x");
        CHECK(got.problems[0].offset == static_cast<std::int64_t>((line + one + "\n").size() + line.size()));
    }
}

TEST_CASE("quoting is taken off where it is said to be mboxrd") {
    const std::string stored = "Subject: x\n\n>From a\n>>From b\n> From c\n>Fro\n";
    SourceOptions options;
    options.format = SourceFormat::mboxrd;
    CHECK(read_memory(line + stored, options).messages.at(0).bytes == "Subject: x\n\nFrom a\n>From b\n> From c\n>Fro\n");
    CHECK(read_memory(line + ">From q\nSubject: x\n\n", options).messages.at(0).bytes == "From q\nSubject: x\n");
    options.format = SourceFormat::mbox;
    const Read got = read_memory(line + stored, options);
    CHECK(got.messages.at(0) == Kept{stored, "x", "mbox", 0, static_cast<std::int64_t>(line.size()), false});
}

TEST_CASE("a message beyond the limit is cut there, and the next one is found") {
    SourceOptions options;
    options.message_bytes = 1000;
    const std::string large = "Subject: large\n\n" + std::string(3 << 20, 'x') + "\n";
    for (const std::string& file : {line + large + "\n" + line + one, line + one + "\n" + line + large}) {
        const Read got = read_memory(file, options);
        REQUIRE(got.messages.size() == 2);
        const std::size_t at = got.messages[0].bytes == one ? 1 : 0;
        CHECK(got.messages[at].bytes == large.substr(0, 1001));
        CHECK(got.messages[1 - at].bytes == one);
    }
    CHECK(read_memory(line + large, options).messages.at(0).bytes == (line + large).substr(0, 1001));
    CHECK(read_memory(large, options).messages.at(0).bytes == large.substr(0, 1001));
}

TEST_CASE("how the bytes arrive makes no difference") {
    std::string file;
    for (int i = 0; i < 30; ++i) {
        const std::string body = "text " + std::to_string(i) + "\n\n" + line + "Subject: inner\n";
        file += line + "Subject: n\n"
                + (i % 3 == 0 ? "Content-Length: " + std::to_string(body.size() + (i % 2 == 0 ? 0 : 7)) + "\n" : "") + "\n" + body
                + std::string(static_cast<std::size_t>(i * 37), 'y') + "\n\n";
    }
    for (const std::string& text : {file, with_crlf(file), file.substr(0, file.size() - 9)}) {
        const Read whole = read_pieces(text, text.size());
        CHECK(whole.messages.size() > 40);
        for (const std::size_t size : {1U, 2U, 3U, 7U, 64U, 1000U}) {
            const Read got = read_pieces(text, size);
            CHECK(got.messages == whole.messages);
            CHECK(got.problems.size() == whole.problems.size());
        }
    }
}

TEST_CASE("a source tells before it waits for a pipe, and gives what is whole until then") {
    const store_test::TemporaryFolder folder;
    const std::string pipe = (folder.path / "pipe").string();
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    const std::string separator = "From a Mon Nov 23 17:02:19 2026\n";
    const std::string mail = "Subject: x\n\n" + std::string(600, 'x') + "\n";
    std::promise<void> waiting;
    std::size_t given = 0;
    std::size_t given_then = 0;
    dsnparse::SourceOptions options;
    options.before_waiting = [&] {
        if (given == 0 || given_then > 0) return;
        given_then = given;
        waiting.set_value();
    };
    std::thread writer([&] {
        std::ofstream to(pipe, std::ios::binary);
        to << separator << mail << "\n" << separator << mail << "\n" << separator << "Subject: y\n" << std::flush;
        // Without the call this would wait for ever; a minute will do to tell.
        (void)waiting.get_future().wait_for(std::chrono::minutes(1));
        to << "\nend\n";
    });
    dsnparse::MessageSource source = dsnparse::MessageSource::open({pipe}, options);
    dsnparse::SourceMessage message;
    while (source.next(message)) ++given;
    writer.join();
    CHECK(given_then == 2);
    CHECK(given == 3);
    CHECK(source.take_problems().empty());
}
