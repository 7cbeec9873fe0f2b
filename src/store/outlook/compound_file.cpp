#include "store/outlook/compound_file.hpp"

#include "base/ascii.hpp"
#include "store/outlook/little_endian.hpp"

#include <algorithm>

namespace dsnparse::store {

namespace {

constexpr std::size_t header_size = 512;
constexpr std::size_t entry_size = 128;
constexpr std::size_t mini_sector_size = 64;
constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
constexpr std::uint32_t nothing = 0xFFFFFFFF;

constexpr const char* beyond_the_end = "a sector lies beyond the end of the file";
constexpr const char* in_a_circle = "its sectors run in a circle";

enum EntryType : unsigned char { unused = 0, storage_entry = 1, root_entry = 5 };

std::string read_name(std::string_view entry) {
    const std::size_t length = std::min<std::size_t>(word(entry, 64), 64) / 2;
    std::string name;
    for (std::size_t i = 0; i < length; ++i) {
        const std::uint16_t unit = word(entry, i * 2);
        if (unit == 0) break;
        name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    return name;
}

bool comes_before(std::string_view a, std::string_view b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](char x, char y) { return ascii::to_lower(x) < ascii::to_lower(y); });
}

} // namespace

CompoundFile::CompoundFile(std::string_view bytes) : bytes_(bytes), left_(std::uint64_t{bytes.size()} * 2) {
    entries_.emplace_back().storage = true;
    if (bytes.size() < header_size || !bytes.starts_with(compound_file_magic)) {
        damaged("it ends within its header");
        return;
    }
    // Version 3 has sectors of 512 bytes, version 4 of 4096; there are no others.
    if (word(bytes, 30) == 12) sector_size_ = 4096;
    sectors_ = static_cast<std::uint32_t>(
        std::min<std::uint64_t>((bytes.size() + sector_size_ - 1) / sector_size_ - 1, std::uint64_t{0xFFFFFFF9}));
    mini_limit_ = dword(bytes, 56);
    read_allocation();
    read_directory(dword(bytes, 48));
    read_mini_stream(dword(bytes, 60));
    link_children();
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
    if (number >= sectors_) return {};
    return bytes_.substr((std::size_t{number} + 1) * sector_size_, sector_size_);
}

/// The file allocation table, by the list of its sectors, which begins in the header.
void CompoundFile::read_allocation() {
    const std::size_t per_sector = sector_size_ / 4;
    next_.reserve(sectors_);
    const auto take = [&](std::uint32_t number) {
        const std::string_view table = sector(number);
        if (table.size() < sector_size_) damaged(beyond_the_end);
        for (std::size_t i = 0; i < per_sector && next_.size() < sectors_; ++i)
            next_.push_back(i * 4 < table.size() ? dword(table, i * 4) : nothing);
    };
    for (std::size_t i = 0; i < 109 && next_.size() < sectors_; ++i) {
        const std::uint32_t number = dword(bytes_, 76 + i * 4);
        if (number == nothing) return;
        take(number);
    }
    std::uint32_t list = dword(bytes_, 68);
    while (next_.size() < sectors_ && list < end_of_chain) {
        const std::string_view numbers = sector(list);
        if (numbers.size() < sector_size_) return damaged(beyond_the_end);
        for (std::size_t i = 0; i + 1 < per_sector && next_.size() < sectors_; ++i) {
            const std::uint32_t number = dword(numbers, i * 4);
            if (number == nothing) return;
            take(number);
        }
        list = dword(numbers, (per_sector - 1) * 4);
    }
}

std::string CompoundFile::chain(std::uint32_t start, std::uint64_t most) {
    std::string content;
    std::uint32_t number = start;
    std::uint32_t steps = 0;
    while (number != end_of_chain && content.size() < most) {
        if (++steps > sectors_) {
            damaged(in_a_circle);
            break;
        }
        const std::string_view piece = sector(number);
        content += piece.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), most - content.size())));
        if (piece.size() < sector_size_ && content.size() < most) damaged(beyond_the_end);
        if (piece.empty()) break;
        number = number < next_.size() ? next_[number] : end_of_chain;
    }
    return content;
}

std::string CompoundFile::mini_chain(std::uint32_t start, std::uint64_t most) {
    std::string content;
    std::uint32_t number = start;
    while (number < mini_next_.size() && content.size() < most) {
        content += std::string_view(mini_stream_)
                       .substr(std::size_t{number} * mini_sector_size,
                               static_cast<std::size_t>(std::min<std::uint64_t>(mini_sector_size, most - content.size())));
        number = mini_next_[number];
    }
    return content;
}

void CompoundFile::read_directory(std::uint32_t start) {
    const std::string directory = chain(start, nothing);
    const std::size_t count = directory.size() / entry_size;
    if (count == 0) return damaged("it has no directory");
    entries_.assign(count, {});
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view from = std::string_view(directory).substr(i * entry_size, entry_size);
        const auto type = static_cast<unsigned char>(from[66]);
        Entry& entry = entries_[i];
        entry.name = read_name(from);
        entry.storage = i == root || type == storage_entry || type == root_entry;
        entry.start = dword(from, 116);
        // The upper half may be anything in version 3.
        entry.size = sector_size_ == 512 ? dword(from, 120) : little_endian<8>(from, 120);
        left_sibling_.push_back(dword(from, 68));
        right_sibling_.push_back(dword(from, 72));
        child_.push_back(dword(from, 76));
    }
}

void CompoundFile::read_mini_stream(std::uint32_t allocation_start) {
    mini_stream_ = chain(entries_[root].start, std::min<std::uint64_t>(entries_[root].size, bytes_.size()));
    const std::size_t count = (mini_stream_.size() + mini_sector_size - 1) / mini_sector_size;
    if (count == 0) return;
    const std::string table = chain(allocation_start, count * 4);
    for (std::size_t i = 0; i < count && i * 4 < table.size(); ++i) mini_next_.push_back(dword(table, i * 4));
}

/// The children of a storage are a binary tree of siblings. Each entry is taken once, whatever points to it.
void CompoundFile::link_children() {
    if (child_.empty()) return;
    std::vector<bool> taken(entries_.size());
    taken[root] = true;
    std::vector<Index> storages{root};
    std::vector<Index> siblings;
    while (!storages.empty()) {
        const Index storage = storages.back();
        storages.pop_back();
        siblings.assign(1, child_[storage]);
        while (!siblings.empty()) {
            const Index at = siblings.back();
            siblings.pop_back();
            if (at == nothing) continue;
            if (at >= entries_.size() || taken[at]) {
                damaged("its directory is no tree");
                continue;
            }
            taken[at] = true;
            entries_[storage].children.push_back(at);
            if (entries_[at].storage) storages.push_back(at);
            siblings.push_back(left_sibling_[at]);
            siblings.push_back(right_sibling_[at]);
        }
        std::vector<Index>& children = entries_[storage].children;
        std::sort(children.begin(), children.end(),
                  [&](Index a, Index b) { return comes_before(entries_[a].name, entries_[b].name); });
    }
    child_.clear();
    left_sibling_.clear();
    right_sibling_.clear();
}

CompoundFile::Index CompoundFile::find(Index parent, std::string_view name) const {
    const std::vector<Index>& children = entries_[parent].children;
    const auto at = std::lower_bound(children.begin(), children.end(), name,
                                     [&](Index a, std::string_view b) { return comes_before(entries_[a].name, b); });
    return at != children.end() && ascii::iequals(entries_[*at].name, name) ? *at : root;
}

std::string CompoundFile::read(Index stream) {
    const Entry& from = entries_[stream];
    if (from.storage || from.size == 0) return {};
    const std::uint64_t most = std::min(from.size, left_);
    if (most < from.size) damaged("its streams are longer than the file");
    std::string content = from.size < mini_limit_ ? mini_chain(from.start, most) : chain(from.start, most);
    if (content.size() < most) damaged("a stream is shorter than it should be");
    left_ -= content.size();
    return content;
}

} // namespace dsnparse::store
