#include "unit/store/mailbox.hpp"
#include "unit/store/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using dsnparse::MessageSource;
using store_test::Read;
using store_test::read_all;
using store_test::TemporaryFolder;

namespace {

/// The sources of all messages, relative to the folder, and their container.
std::vector<std::string> names(const TemporaryFolder& folder) {
    std::vector<std::string> out;
    for (const auto& message : read_all(MessageSource::open({folder.path.string()})).messages)
        out.push_back((message.container.empty() ? "" : message.container + " ")
                      + message.source.substr(folder.path.string().size() + 1)
                      + (message.index < 0 ? "" : "#" + std::to_string(message.index)));
    return out;
}

const std::string mail = "Subject: x\n\nbody\n";
const std::string two = "From a Mon Nov 23 17:02:19 2026\n" + mail + "\nFrom b Mon Nov 23 17:02:20 2026\n" + mail;

} // namespace

TEST_CASE("a folder is read in the order of names, and what is hidden is left out") {
    const TemporaryFolder folder;
    folder.write("b/2.eml", mail);
    folder.write("a.eml", mail);
    folder.write("c", two);
    folder.write(".hidden/x", mail);
    folder.write("b/.x", mail);
    CHECK(names(folder) == std::vector<std::string>{"a.eml", "b/2.eml", "mbox c#0", "mbox c#1"});
}

TEST_CASE("links to files are followed, those to folders and whatever never ends are not") {
    const TemporaryFolder folder;
    folder.write("a.eml", mail);
    fs::create_symlink(folder.path, folder.path / "loop");
    fs::create_symlink(folder.path / "a.eml", folder.path / "z.eml");
    fs::create_symlink("/dev/zero", folder.path / "zero");
    REQUIRE(mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
    CHECK(names(folder) == std::vector<std::string>{"a.eml", "z.eml"});
}

TEST_CASE("what cannot be read is told, and the rest is read") {
    const TemporaryFolder folder;
    folder.write("a.eml", mail);
    fs::create_symlink("nowhere", folder.path / "dangling");
    const Read got = read_all(MessageSource::open({(folder.path / "missing").string(), folder.path.string()}));
    REQUIRE(got.messages.size() == 1);
    REQUIRE(got.problems.size() == 2);
    CHECK(got.problems[0].source == (folder.path / "missing").string());
    CHECK(got.problems[0].reason == "No such file or directory");
    CHECK(got.problems[0].named);
    CHECK(got.problems[1].source == (folder.path / "dangling").string());
    CHECK_FALSE(got.problems[1].named);
}

TEST_CASE("a file that is cut while it is read gives what was there") {
    const TemporaryFolder folder;
    const std::string large = mail + std::string(3 << 20, 'x') + "\n";
    folder.write("mbox", "From a Mon Nov 23 17:02:19 2026\n" + mail + "\nFrom b Mon Nov 23 17:02:20 2026\n" + large);
    MessageSource source = MessageSource::open({(folder.path / "mbox").string()});
    dsnparse::SourceMessage message;
    REQUIRE(source.next(message));
    CHECK(message.bytes == mail);
    fs::resize_file(folder.path / "mbox", 2 << 20);
    REQUIRE(source.next(message));
    CHECK(message.truncated);
    CHECK(message.bytes.size() < (2 << 20));
    CHECK_FALSE(source.next(message));
    const auto problems = source.take_problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].reason == "the file became shorter while it was read");
    CHECK_FALSE(problems[0].named);
}

TEST_CASE("Maildir: what is delivered, with the folders of Maildir++") {
    const TemporaryFolder folder;
    for (const std::string name : {"cur/2:2,S", "cur/1:2,", "new/3", "tmp/4", ".Sent/cur/5", ".Sent/new/6", ".Sent/tmp/7",
                                   ".git/8", "dovecot-uidlist", "maildirsize"})
        folder.write("M/" + name, mail);
    CHECK(names(folder)
          == std::vector<std::string>{"maildir M/.Sent/cur/5", "maildir M/.Sent/new/6", "maildir M/cur/1:2,",
                                      "maildir M/cur/2:2,S", "maildir M/new/3"});
}

TEST_CASE("MH: by number, without what was deleted") {
    const TemporaryFolder folder;
    for (const std::string name : {"10", "9", "1", ",3", "#4", "inner/2", ".mh_sequences"}) folder.write(name, mail);
    CHECK(names(folder) == std::vector<std::string>{"mh 1", "mh 9", "mh 10", "mh inner/2"});
}

TEST_CASE("the index files of Thunderbird are passed over") {
    const TemporaryFolder folder;
    folder.write("Inbox", two);
    folder.write("Inbox.msf", "// <!-- <mdb:mork:z v=\"1.4\"/> -->\n");
    folder.write("Inbox.sbd/Old", mail);
    CHECK(names(folder) == std::vector<std::string>{"mbox Inbox#0", "mbox Inbox#1", "Inbox.sbd/Old"});
}
