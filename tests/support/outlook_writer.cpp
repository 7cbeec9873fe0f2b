#include "support/outlook_writer.hpp"

#include <array>
#include <cstdio>
#include <vector>

namespace outlook_writer {

namespace {

constexpr std::size_t sector_size = 512;
constexpr std::size_t mini_sector_size = 64;
constexpr std::size_t mini_limit = 4096;
constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
constexpr std::uint32_t table_sector = 0xFFFFFFFD;
constexpr std::uint32_t nothing = 0xFFFFFFFF;

void put(std::string& to, std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
}

void set(std::string& in, std::size_t at, std::uint64_t value, std::size_t size) {
    std::string bytes;
    put(bytes, value, size);
    in.replace(at, size, bytes);
}

class Writer {
public:
    std::string write(const Storage& root) {
        add_entry("Root Entry", 5);
        add_children(root, 0);
        const std::uint32_t mini_start = append(mini_stream_);
        set(directory_, 116, mini_start, 4);
        set(directory_, 120, mini_stream_.size(), 8);
        std::string mini_table;
        for (const std::uint32_t next : mini_next_) put(mini_table, next, 4);
        const std::uint32_t mini_table_start = append(mini_table);
        while (directory_.size() % sector_size != 0) add_entry("", 0);
        const std::uint32_t directory_start = append(directory_);

        std::size_t tables = 1;
        while (tables * sector_size / 4 < next_.size() + tables) ++tables;
        const std::size_t first_table = next_.size();
        for (std::size_t i = 0; i < tables; ++i) next_.push_back(table_sector);
        std::string table;
        for (const std::uint32_t next : next_) put(table, next, 4);
        table.resize(tables * sector_size, '\xff');

        std::string header("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
        header.append(16, '\0');
        put(header, 0x3E, 2);
        put(header, 3, 2);
        put(header, 0xFFFE, 2);
        put(header, 9, 2);
        put(header, 6, 2);
        header.append(10, '\0');
        put(header, tables, 4);
        put(header, directory_start, 4);
        put(header, 0, 4);
        put(header, mini_limit, 4);
        put(header, mini_table_start, 4);
        put(header, (mini_table.size() + sector_size - 1) / sector_size, 4);
        put(header, end_of_chain, 4);
        put(header, 0, 4);
        for (std::size_t i = 0; i < 109; ++i) put(header, i < tables ? first_table + i : nothing, 4);
        return header + sectors_ + table;
    }

private:
    std::size_t add_entry(const std::string& name, unsigned type) {
        std::string entry;
        for (const char c : name) put(entry, static_cast<unsigned char>(c), 2);
        entry.resize(64, '\0');
        put(entry, name.empty() ? 0 : (name.size() + 1) * 2, 2);
        put(entry, type | 0x100U, 2); // black
        for (int i = 0; i < 3; ++i) put(entry, nothing, 4);
        entry.resize(128, '\0');
        directory_ += entry;
        return directory_.size() / 128 - 1;
    }

    void add_children(const Storage& storage, std::size_t parent) {
        std::size_t before = parent;
        std::size_t link = 76; // the child; then the right sibling
        const auto hang = [&](std::size_t entry) {
            set(directory_, before * 128 + link, entry, 4);
            before = entry;
            link = 72;
        };
        for (const auto& [name, bytes] : storage.streams) {
            const std::size_t entry = add_entry(name, 2);
            hang(entry);
            const std::uint32_t start = bytes.size() < mini_limit ? append_mini(bytes) : append(bytes);
            set(directory_, entry * 128 + 116, start, 4);
            set(directory_, entry * 128 + 120, bytes.size(), 8);
        }
        for (const auto& [name, child] : storage.storages) {
            const std::size_t entry = add_entry(name, 1);
            hang(entry);
            add_children(child, entry);
        }
    }

    static std::uint32_t append_to(std::string& place, std::vector<std::uint32_t>& next, std::size_t size,
                                   std::string_view bytes) {
        if (bytes.empty()) return end_of_chain;
        const auto start = static_cast<std::uint32_t>(next.size());
        place += bytes;
        while (place.size() % size != 0) place += '\0';
        while (next.size() < place.size() / size) next.push_back(static_cast<std::uint32_t>(next.size() + 1));
        next.back() = end_of_chain;
        return start;
    }
    std::uint32_t append(std::string_view bytes) { return append_to(sectors_, next_, sector_size, bytes); }
    std::uint32_t append_mini(std::string_view bytes) { return append_to(mini_stream_, mini_next_, mini_sector_size, bytes); }

    std::string sectors_, mini_stream_, directory_;
    std::vector<std::uint32_t> next_, mini_next_;
};

std::string hex(std::uint32_t value) {
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08X", value);
    return digits.data();
}

std::string stream_name(std::uint16_t id, std::uint16_t type) { return "__substg1.0_" + hex(std::uint32_t{id} << 16 | type); }

} // namespace

std::string compound_file(const Storage& root) { return Writer().write(root); }

void Properties::list(std::uint16_t id, std::uint16_t type, std::uint64_t value) {
    put(list_, type, 2);
    put(list_, id, 2);
    put(list_, 6, 4);
    put(list_, value, 8);
}

Properties& Properties::text(std::uint16_t id, std::string_view ascii) {
    return text16(id, std::u16string(ascii.begin(), ascii.end()));
}

Properties& Properties::text16(std::uint16_t id, std::u16string_view text) {
    std::string bytes;
    for (const char16_t unit : text) put(bytes, unit, 2);
    list(id, 0x1F, bytes.size() + 2);
    storage_.streams[stream_name(id, 0x1F)] = bytes;
    return *this;
}

Properties& Properties::text8(std::uint16_t id, std::string_view bytes) {
    list(id, 0x1E, bytes.size() + 1);
    storage_.streams[stream_name(id, 0x1E)] = bytes;
    return *this;
}

Properties& Properties::binary(std::uint16_t id, std::string_view bytes) {
    list(id, 0x102, bytes.size());
    storage_.streams[stream_name(id, 0x102)] = bytes;
    return *this;
}

Properties& Properties::number(std::uint16_t id, std::uint32_t value) {
    list(id, 3, value);
    return *this;
}

Properties& Properties::time(std::uint16_t id, std::int64_t seconds_since_1970) {
    list(id, 0x40, static_cast<std::uint64_t>(seconds_since_1970 + 11644473600) * 10000000);
    return *this;
}

Properties& Properties::object(std::uint16_t id, Storage storage) {
    list(id, 0xD, 0xFFFFFFFF);
    storage_.storages[stream_name(id, 0xD)] = std::move(storage);
    return *this;
}

Storage Properties::storage(std::size_t header) const {
    Storage all = storage_;
    all.streams["__properties_version1.0"] = std::string(header, '\0') + list_;
    return all;
}

Item& Item::recipient(const Properties& properties) {
    parts_["__recip_version1.0_#" + hex(static_cast<std::uint32_t>(recipients_++))] = properties.storage(8);
    return *this;
}

Item& Item::attachment(const Properties& properties) {
    parts_["__attach_version1.0_#" + hex(static_cast<std::uint32_t>(attachments_++))] = properties.storage(8);
    return *this;
}

Storage Item::whole(std::size_t header) const {
    Storage all = storage(header);
    all.storages.insert(parts_.begin(), parts_.end());
    return all;
}

std::string Item::file() const { return compound_file(whole(32)); }
Storage Item::embedded() const { return whole(24); }

} // namespace outlook_writer
