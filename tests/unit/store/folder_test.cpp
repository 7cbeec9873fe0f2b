#include "unit/store/mailbox.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using dsnparse::MessageSource;
using store_test::Read;
using store_test::read_all;

namespace {

/// A folder of its own, gone at the end.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "dsnparse-store-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }

    void write(const fs::path& name, std::string_view content) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << content;
    }
    /// The sources of all messages, relative to the folder.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& message : read_all(MessageSource::open({path.string()})).messages)
            out.push_back(message.source.substr(path.string().size() + 1)
                          + (message.index < 0 ? "" : "#" + std::to_string(message.index)));
        return out;
    }
    fs::path path;
};

const std::string mail = "Subject: x\n\nbody\n";
const std::string two = "From a Mon Nov 23 17:02:19 2026\n" + mail + "\nFrom b Mon Nov 23 17:02:20 2026\n" + mail;

} // namespace

TEST_CASE("a folder is read in the order of names, and what is hidden is left out") {
    const Folder folder;
    folder.write("b/2.eml", mail);
    folder.write("a.eml", mail);
    folder.write("c", two);
    folder.write(".hidden/x", mail);
    folder.write("b/.x", mail);
    CHECK(folder.names() == std::vector<std::string>{"a.eml", "b/2.eml", "c#0", "c#1"});
}

TEST_CASE("links to files are followed, those to folders and whatever never ends are not") {
    const Folder folder;
    folder.write("a.eml", mail);
    fs::create_symlink(folder.path, folder.path / "loop");
    fs::create_symlink(folder.path / "a.eml", folder.path / "z.eml");
    fs::create_symlink("/dev/zero", folder.path / "zero");
    REQUIRE(mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
    CHECK(folder.names() == std::vector<std::string>{"a.eml", "z.eml"});
}

TEST_CASE("what cannot be read is told, and the rest is read") {
    const Folder folder;
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
    const Folder folder;
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
