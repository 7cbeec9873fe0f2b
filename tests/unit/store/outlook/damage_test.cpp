// Outlook items that are cut, changed or made to mislead: always an end, in bounded memory, and told.
#include "store/outlook/compound_file.hpp"
#include "store/outlook/rtf.hpp"
#include "support/outlook_writer.hpp"
#include "unit/store/mailbox.hpp"

#include <doctest/doctest.h>

#include <random>

using dsnparse::store::CompoundFile;
using outlook_writer::Item;
using outlook_writer::Properties;
using store_test::Read;
using store_test::read_memory;

namespace {

std::string sample() {
    Item original;
    original.text(0x1000, "the original");
    Item item;
    item.text(0x001A, "REPORT.IPM.Note.NDR").text(0x0037, "Undeliverable").text(0x1000, std::string(6000, 'x'));
    item.recipient(Properties().text(0x3001, "bob@example.net").number(0x0C20, 511));
    item.attachment(Properties().number(0x3705, 5).object(0x3701, original.embedded()));
    item.attachment(Properties().text(0x3707, "a").binary(0x3701, std::string(5000, 'y')));
    return item.file();
}

/// At most what an item of that size can hold, encoded; a message unless it was told why not.
void check_sane(const std::string& file) {
    const Read got = read_memory(file);
    CHECK(got.messages.size() + got.problems.size() >= 1);
    for (const store_test::Kept& message : got.messages) CHECK(message.bytes.size() <= file.size() * 8 + 4096);
}

void set_dword(std::string& file, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) file[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint32_t get_dword(const std::string& file, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i) value = value << 8 | static_cast<unsigned char>(file[at + i - 1]);
    return value;
}

std::size_t sector(std::uint32_t number) { return (std::size_t{number} + 1) * 512; }

} // namespace

TEST_CASE("an item that is cut anywhere is told") {
    const std::string file = sample();
    for (std::size_t size = 8; size < file.size(); size += 61) {
        CAPTURE(size);
        const Read got = read_memory(std::string_view(file).substr(0, size));
        CHECK(got.problems.size() == 1);
        CHECK(got.messages.size() <= 1);
        if (got.messages.size() == 1) CHECK(got.messages[0].truncated);
    }
}

TEST_CASE("a file that is damaged before it is read tells how far it is one") {
    const Read header = read_memory(dsnparse::store::compound_file_magic);
    CHECK(header.messages.empty());
    REQUIRE(header.problems.size() == 1);
    CHECK(header.problems[0].reason == "the compound file cannot be read: it ends within its header");
}

TEST_CASE("any changed byte, and any number of them, gives a result") {
    const std::string file = sample();
    std::mt19937 random(5);
    for (std::size_t at = 0; at < file.size(); at += 1 + random() % 5) {
        std::string changed = file;
        changed[at] = static_cast<char>(random());
        check_sane(changed);
    }
    for (int round = 0; round < 2000; ++round) {
        std::string changed = file;
        for (unsigned i = 0; i < 1 + random() % 30; ++i)
            set_dword(changed, random() % (changed.size() / 4) * 4,
                      random() % 4 == 0 ? 0xFFFFFFFF - random() % 8 : random() % 40);
        check_sane(changed);
    }
}

TEST_CASE("circles and huge numbers in every table end") {
    const std::string file = sample();
    const std::uint32_t directory = get_dword(file, 48);
    const std::uint32_t table = get_dword(file, 76);
    const std::uint32_t mini_table = get_dword(file, 60);
    SUBCASE("every sector leads to itself, or to the first") {
        for (const bool itself : {true, false}) {
            std::string changed = file;
            for (std::uint32_t i = 0; i < 128; ++i) set_dword(changed, sector(table) + std::size_t{i} * 4, itself ? i : 0);
            check_sane(changed);
            for (std::uint32_t i = 0; i < 128; ++i) set_dword(changed, sector(mini_table) + std::size_t{i} * 4, itself ? i : 0);
            check_sane(changed);
        }
    }
    SUBCASE("every entry is its own child and sibling") {
        std::string changed = file;
        for (std::uint32_t i = 0; i < 4; ++i)
            for (const std::size_t link : {68U, 72U, 76U}) set_dword(changed, sector(directory) + std::size_t{i} * 128 + link, i);
        check_sane(changed);
    }
    SUBCASE("every stream is as long as can be, at the same place") {
        std::string changed = file;
        for (std::size_t at = sector(directory); at + 128 <= changed.size() && at < sector(table); at += 128) {
            set_dword(changed, at + 116, 0);
            set_dword(changed, at + 120, 0x7FFFFFFF);
        }
        check_sane(changed);
        CHECK_FALSE(read_memory(changed).problems.empty());
    }
    SUBCASE("huge counts in the header") {
        for (const std::size_t field : {30U, 44U, 56U, 60U, 64U, 68U, 72U, 76U}) {
            std::string changed = file;
            set_dword(changed, field, 0xFFFFFFF0);
            check_sane(changed);
        }
    }
}

TEST_CASE("streams that lie upon each other are not given more than twice the file") {
    outlook_writer::Storage root;
    for (int i = 0; i < 200; ++i) root.streams["s" + std::to_string(i)] = std::string(5000, 'x');
    std::string bytes = outlook_writer::compound_file(root);
    const std::size_t directory = sector(get_dword(bytes, 48));
    for (std::size_t i = 1; i <= 200; ++i) {
        set_dword(bytes, directory + i * 128 + 116, 0);
        set_dword(bytes, directory + i * 128 + 120, static_cast<std::uint32_t>(bytes.size()));
    }
    const std::uint32_t sectors = static_cast<std::uint32_t>(bytes.size() / 512);
    const std::size_t table = sector(get_dword(bytes, 76));
    for (std::uint32_t i = 0; i < 127; ++i) set_dword(bytes, table + std::size_t{i} * 4, (i + 1) % sectors);
    CompoundFile file(bytes);
    std::size_t given = 0;
    for (const CompoundFile::Index child : file.entry(CompoundFile::root).children) given += file.read(child).size();
    CHECK(given <= bytes.size() * 2);
    CHECK_FALSE(file.damage().empty());
}

TEST_CASE("compressed RTF: the published example, references into what is being written, and rubbish") {
    using namespace std::string_literals;
    // MS-OXRTFCP 3.1.2 and 3.2.2.
    CHECK(dsnparse::store::decompress_rtf(
              "\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00\x72\x63\x70\x67\x31"
              "\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0"s)
          == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    CHECK(
        dsnparse::store::decompress_rtf(
            "\x1a\x00\x00\x00\x1c\x00\x00\x00\x4c\x5a\x46\x75\xe2\xd4\x4b\x51\x41\x00\x04\x20\x57\x58\x59\x5a\x0d\x6e\x7d\x01\x0e\xb0"s)
        == "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string rubbish(16 + random() % 200, '\0');
        for (char& c : rubbish) c = static_cast<char>(random());
        rubbish.replace(8, 4, "LZFu");
        CHECK(dsnparse::store::decompress_rtf(rubbish).size() <= rubbish.size() * 9);
        std::string words;
        for (int i = 0; i < 60; ++i) words += std::string("{}\\*'u1bin par htmltagfromhtml htmlrtf0 \\'e9\\u-1 ")[random() % 49];
        CHECK(dsnparse::store::read_rtf(words).text.size() <= words.size() * 4);
    }
}
