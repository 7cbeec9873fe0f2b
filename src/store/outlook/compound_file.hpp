/// \file
/// Microsoft's compound file (MS-CFB): storages and streams in one file, like folders and files on a disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::store {

constexpr std::string_view compound_file_magic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads any bytes: what is damaged is told by damage(), and the rest is read. Time and memory grow with the size of the file.
class CompoundFile {
public:
    using Index = std::uint32_t; ///< of an entry

    struct Entry {
        std::string name; ///< `?` for what is not ASCII
        bool storage = false;
        std::vector<Index> children; ///< of a storage, by name
        std::uint32_t start = 0; ///< first sector
        std::uint64_t size = 0;
    };

    /// `bytes` must stay.
    explicit CompoundFile(std::string_view bytes);

    static constexpr Index root = 0;
    /// Every `Index` that an Entry names is one of these; so is `root`.
    [[nodiscard]] const Entry& entry(Index index) const { return entries_[index]; }
    /// The child of the storage `parent` with that name, whatever its case; `root`: there is none.
    [[nodiscard]] Index find(Index parent, std::string_view name) const;
    /// The content of a stream. In all no more is given than twice the size of the file: where streams lie upon each other,
    /// later ones are cut.
    [[nodiscard]] std::string read(Index stream);

    /// What was the first thing found wrong; empty: nothing.
    [[nodiscard]] const std::string& damage() const { return damage_; }

private:
    void read_allocation();
    void read_directory(std::uint32_t start);
    void read_mini_stream(std::uint32_t allocation_start);
    void link_children();
    [[nodiscard]] std::string_view sector(std::uint32_t number) const;
    std::string chain(std::uint32_t start, std::uint64_t most);
    std::string mini_chain(std::uint32_t start, std::uint64_t most);
    void damaged(const char* how) {
        if (damage_.empty()) damage_ = how;
    }

    std::string_view bytes_;
    std::size_t sector_size_ = 512;
    std::uint32_t sectors_ = 0; ///< in the file
    std::vector<std::uint32_t> next_; ///< sector -> the one behind it
    std::string mini_stream_;
    std::vector<std::uint32_t> mini_next_;
    std::uint32_t mini_limit_ = 4096; ///< shorter streams lie in the mini stream
    std::uint64_t left_ = 0; ///< to be given by read()
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> child_, left_sibling_, right_sibling_; ///< as stored; empty once linked
    std::string damage_;
};

} // namespace dsnparse::store
