/// \file
/// Outlook items for tests: properties in, the bytes of a .msg file out (MS-CFB, MS-OXMSG).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace outlook_writer {

/// A storage of a compound file: streams and storages by name.
struct Storage {
    std::map<std::string, std::string> streams;
    std::map<std::string, Storage> storages;
};

/// `root` as a compound file of version 3.
[[nodiscard]] std::string compound_file(const Storage& root);

/// What has properties: an item, a recipient, an attachment. Ids as in MS-OXPROPS.
class Properties {
public:
    Properties& text(std::uint16_t id, std::string_view ascii); ///< as UTF-16
    Properties& text16(std::uint16_t id, std::u16string_view text);
    Properties& text8(std::uint16_t id, std::string_view bytes); ///< in the item's code page
    Properties& binary(std::uint16_t id, std::string_view bytes);
    Properties& number(std::uint16_t id, std::uint32_t value);
    Properties& time(std::uint16_t id, std::int64_t seconds_since_1970);
    Properties& object(std::uint16_t id, Storage storage);
    /// `header`: bytes in front of the property list.
    [[nodiscard]] Storage storage(std::size_t header) const;

private:
    void list(std::uint16_t id, std::uint16_t type, std::uint64_t value);
    Storage storage_;
    std::string list_;
};

class Item : public Properties {
public:
    Item& recipient(const Properties& properties);
    Item& attachment(const Properties& properties);
    /// As a .msg file.
    [[nodiscard]] std::string file() const;
    /// As an attached message.
    [[nodiscard]] Storage embedded() const;

private:
    [[nodiscard]] Storage whole(std::size_t header) const;
    std::map<std::string, Storage> parts_;
    std::size_t recipients_ = 0;
    std::size_t attachments_ = 0;
};

} // namespace outlook_writer
