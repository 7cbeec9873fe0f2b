#include "unit/store/mailbox.hpp"
#include "unit/store/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using dsnparse::MessageSource;
using dsnparse::SourceOptions;
using store_test::Read;
using store_test::read_all;
using store_test::TemporaryFolder;

namespace {

const std::string mail = "Subject: x\n\nbody\n";
const std::string line = "From a Mon Nov 23 17:02:19 2026\n";
const std::string two = line + mail + "\n" + line + mail;

/// Runs a command in `folder`; the tests make their archives with the programs that users make theirs with.
void shell(const TemporaryFolder& folder, const std::string& command) {
    REQUIRE_MESSAGE(std::system(("cd '" + folder.path.string() + "' && " + command).c_str()) == 0, command);
}

Read read(const TemporaryFolder& folder, const std::string& name, const SourceOptions& options = {}) {
    return read_all(MessageSource::open({(folder.path / name).string()}, options));
}

} // namespace

TEST_CASE("a compressed mailbox is read as it is without") {
    const TemporaryFolder folder;
    folder.write("box", two);
    for (const std::string program : {"gzip", "bzip2", "xz", "zstd -q"}) {
        CAPTURE(program);
        shell(folder, program + " -c box > packed");
        const Read got = read(folder, "packed");
        CHECK(got.problems.empty());
        REQUIRE(got.messages.size() == 2);
        CHECK(got.messages[1].bytes == mail);
        CHECK(got.messages[1].container == "mbox");
        CHECK(got.messages[1].source == (folder.path / "packed").string());
        CHECK(got.messages[1].offset == static_cast<std::int64_t>(two.size() - mail.size()));
    }
    shell(folder, "gzip -c box > packed; gzip -c box >> packed");
    CHECK(read(folder, "packed").messages.size() >= 3);
}

TEST_CASE("the files of an archive are read in its order, mailboxes and archives among them too") {
    const TemporaryFolder folder;
    folder.write("in/a.eml", mail);
    folder.write("in/b", two);
    folder.write("in/.hidden", mail);
    folder.write("in/Maildir/.Bounces/cur/1:2,S", mail);
    folder.write("in/Maildir/dovecot-uidlist", "3 V1\n");
    const std::string list = "in/b in/a.eml in/.hidden in/Maildir/.Bounces/cur/1:2,S in/Maildir/dovecot-uidlist";
    for (const std::string& command : {"tar cf packed " + list, "tar czf packed " + list, "tar cJf packed " + list,
                                       "rm -f packed.zip; zip -q packed.zip " + list + "; mv packed.zip packed",
                                       "tar cf inner.tar " + list + "; gzip -c inner.tar > i.gz; tar cf packed i.gz"}) {
        CAPTURE(command);
        shell(folder, command);
        const Read got = read(folder, "packed");
        CHECK(got.problems.empty());
        REQUIRE(got.messages.size() == 4);
        const std::string front =
            (folder.path / "packed").string() + (command.find("inner") == std::string::npos ? "!" : "!i.gz!");
        CHECK(got.messages[0].source == front + "in/b");
        CHECK(got.messages[0].index == 0);
        CHECK(got.messages[2].source == front + "in/a.eml");
        CHECK(got.messages[2].bytes == mail);
        CHECK(got.messages[2].index == -1);
        CHECK(got.messages[3].container == "maildir");
    }
}

TEST_CASE("a damaged archive gives what lies in front of the damage") {
    const TemporaryFolder folder;
    std::string noise;
    for (unsigned i = 0, x = 1; i < 1000000; ++i) noise += static_cast<char>('a' + ((x = x * 1103515245 + 12345) >> 16) % 26);
    folder.write("a.eml", mail);
    folder.write("b.eml", mail + noise + "\n");
    shell(folder, "tar czf whole a.eml b.eml && head -c 300000 whole > cut");
    const Read got = read(folder, "cut");
    REQUIRE(got.messages.size() == 2);
    CHECK(got.messages[0].bytes == mail);
    CHECK_FALSE(got.messages[0].truncated);
    CHECK(got.messages[1].truncated);
    REQUIRE(got.problems.size() == 1);
    CHECK(got.problems[0].source == (folder.path / "cut").string() + "!b.eml");
    CHECK_FALSE(got.problems[0].named);
}

TEST_CASE("an archive that is cut before anything of it can be unpacked is told, one of nothing is not") {
    const TemporaryFolder folder;
    folder.write("box", two);
    folder.write("none", "");
    for (const std::string program : {"gzip", "bzip2", "xz", "zstd -q"}) {
        CAPTURE(program);
        shell(folder, program + " -c box | head -c 30 > cut");
        const Read got = read(folder, "cut");
        REQUIRE(got.problems.size() == 1);
        CHECK(got.problems[0].source == (folder.path / "cut").string());
        CHECK_FALSE(got.problems[0].reason.empty());
        shell(folder, program + " -c none > packed");
        CHECK(read(folder, "packed").problems.empty());
    }
}

TEST_CASE("bombs are stopped by each of the limits") {
    const TemporaryFolder folder;
    shell(folder, "yes | head -c 100000000 | gzip > bomb.gz");
    SourceOptions options;
    options.message_bytes = 1000;
    CHECK(read(folder, "bomb.gz", options).problems.empty()); // what is not wanted is not unpacked
    options.format = dsnparse::SourceFormat::mbox;
    options.archive_ratio = 100;
    const Read by_ratio = read(folder, "bomb.gz", options);
    REQUIRE(by_ratio.problems.size() == 1);
    CHECK(by_ratio.problems[0].reason == "the archive unpacks to more than 100 times its size; the rest is not read");
    options.archive_bytes = 1000000;
    CHECK(read(folder, "bomb.gz", options).problems.at(0).reason.find("1000000 bytes") != std::string::npos);

    options = {};
    options.archive_members = 2;
    folder.write("a", mail);
    shell(folder, "cp a b; cp a c; cp a d; tar cf many a b c d");
    const Read by_members = read(folder, "many", options);
    CHECK(by_members.messages.size() == 2);
    CHECK(by_members.problems.size() == 1);

    shell(folder, "tar cf 1 a; for i in 1 2 3 4 5; do tar cf $((i+1)) $i; done");
    CHECK(read(folder, "4").messages.size() == 1);
    const Read by_depth = read(folder, "6");
    CHECK(by_depth.messages.empty());
    CHECK(by_depth.problems.size() == 1);
}

TEST_CASE("a changed byte in a gzip file is told, whatever is in it") {
    const TemporaryFolder folder;
    // Stored, not compressed: a changed byte is no damage to the format.
    const auto stored = [&](const std::string& from, const std::string& to) {
        shell(folder, "python3 -c \"import gzip,sys; sys.stdout.buffer.write(gzip.compress(open('" + from
                          + "','rb').read(), 0))\" > " + to);
    };
    folder.write("box", two);
    folder.write("a.eml", mail);
    folder.write("b.eml", mail);
    shell(folder, "tar cf pair a.eml b.eml");
    for (const std::string name : {"box", "a.eml", "pair"}) {
        CAPTURE(name);
        stored(name, "whole");
        const std::size_t messages = name == "a.eml" ? 1 : 2;
        const Read good = read(folder, "whole");
        CHECK(good.problems.empty());
        CHECK(good.messages.size() == messages);
        shell(folder, "sed 's/body/bodi/' whole > changed");
        const Read got = read(folder, "changed");
        CHECK(got.messages.size() == messages);
        REQUIRE(got.problems.size() == 1);
        CHECK(got.problems[0].reason == "the checksum of the gzip file does not match: what it holds was changed");
        CHECK_FALSE(got.problems[0].named);
        CHECK_FALSE(got.messages.back().truncated);
    }
    stored("a.eml", "one");
    stored("b.eml", "other");
    shell(folder, "cat one other > several; sed '0,/body/s//bodi/' several > changed; printf '\\0\\0\\0' >> one");
    CHECK(read(folder, "several").problems.empty());
    CHECK(read(folder, "changed").problems.size() == 1); // of the first member
    // A message is read to the end all the same.
    CHECK(read(folder, "changed").messages.at(0).bytes == "Subject: x\n\nbodi\n" + mail);
    CHECK(read(folder, "one").problems.empty());
}
