#include "store/outlook/properties.hpp"

#include "base/arena.hpp"
#include "base/ascii.hpp"
#include "store/outlook/little_endian.hpp"
#include "text/charset.hpp"

#include <algorithm>

namespace dsnparse::store {

namespace {

/// Types of MS-OXCDATA 2.11.1.
enum Type : std::uint16_t {
    integer16 = 0x0002,
    integer32 = 0x0003,
    object_type = 0x000D,
    string8 = 0x001E,
    unicode = 0x001F,
    time_type = 0x0040,
    binary_type = 0x0102,
};

constexpr std::string_view stream_prefix = "__substg1.0_";

std::string to_utf8(std::string_view bytes, std::string_view label) {
    detail::Arena arena;
    text::CharsetOutcome outcome;
    return std::string(text::to_utf8(bytes, label, arena, outcome));
}

/// The first of the elements with this tag; null: there is none.
template <class Value>
const Value* look_up(const std::vector<std::pair<std::uint32_t, Value>>& sorted, std::uint32_t tag) {
    const auto at =
        std::lower_bound(sorted.begin(), sorted.end(), tag, [](const auto& a, std::uint32_t b) { return a.first < b; });
    return at != sorted.end() && at->first == tag ? &at->second : nullptr;
}

template <class Value>
void sort_by_tag(std::vector<std::pair<std::uint32_t, Value>>& values) {
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

constexpr std::uint32_t tag_of(Property id, std::uint16_t type) { return static_cast<std::uint32_t>(id) << 16 | type; }

} // namespace

std::string charset_of_codepage(std::uint32_t codepage) {
    switch (codepage) {
    case 0: return {};
    case 1200: return "utf-16le";
    case 20127: return "us-ascii";
    case 20866: return "koi8-r";
    case 21866: return "koi8-u";
    case 20932:
    case 51932: return "euc-jp";
    case 50220:
    case 50221:
    case 50222: return "iso-2022-jp";
    case 51949: return "euc-kr";
    case 52936: return "hz-gb-2312";
    case 54936: return "gb18030";
    case 65000: return "utf-7";
    case 65001: return "utf-8";
    default: break;
    }
    if (codepage > 28590 && codepage <= 28606) return "iso-8859-" + std::to_string(codepage - 28590);
    if (codepage >= 1250 && codepage <= 1258) return "windows-" + std::to_string(codepage);
    return codepage < 1400 ? "cp" + std::to_string(codepage) : std::string();
}

Properties::Properties(CompoundFile& file, CompoundFile::Index storage, std::size_t header, std::uint32_t codepage)
    : file_(file), codepage_(codepage) {
    for (const CompoundFile::Index child : file.entry(storage).children) {
        std::string_view name = file.entry(child).name;
        if (!ascii::consume(name, stream_prefix) || name.size() != 8) continue;
        std::uint32_t tag = 0;
        for (const char c : name) tag = tag << 4 | (ascii::is_hex(c) ? static_cast<std::uint32_t>(ascii::hex_value(c)) : 0U);
        streams_.emplace_back(tag, child);
    }
    sort_by_tag(streams_);
    const CompoundFile::Index list = file.find(storage, "__properties_version1.0");
    const std::string entries = list == CompoundFile::root ? std::string() : file.read(list);
    constexpr std::size_t entry_size = 16;
    for (std::size_t at = header; at + entry_size <= entries.size(); at += entry_size)
        fixed_.emplace_back(dword(entries, at), little_endian<8>(entries, at + 8));
    sort_by_tag(fixed_);
    if (const auto own = number(Property::message_codepage))
        codepage_ = *own;
    else if (const auto internet = number(Property::internet_codepage))
        codepage_ = *internet;
}

const CompoundFile::Index* Properties::find(Property id, std::uint16_t type) const { return look_up(streams_, tag_of(id, type)); }

const std::uint64_t* Properties::find_fixed(Property id, std::uint16_t type) const { return look_up(fixed_, tag_of(id, type)); }

std::string Properties::text(Property id) const {
    std::string value;
    if (const CompoundFile::Index* wide = find(id, unicode))
        value = to_utf8(file_.read(*wide), "utf-16le");
    else if (const CompoundFile::Index* narrow = find(id, string8))
        value = to_utf8(file_.read(*narrow), charset_of_codepage(codepage_));
    return value.substr(0, value.find('\0'));
}

std::string Properties::binary(Property id) const {
    const CompoundFile::Index* stream = find(id, binary_type);
    return stream == nullptr ? std::string() : file_.read(*stream);
}

std::optional<std::uint32_t> Properties::number(Property id) const {
    if (const std::uint64_t* value = find_fixed(id, integer32)) return static_cast<std::uint32_t>(*value);
    if (const std::uint64_t* value = find_fixed(id, integer16)) return static_cast<std::uint16_t>(*value);
    return std::nullopt;
}

std::optional<std::int64_t> Properties::time(Property id) const {
    const std::uint64_t* value = find_fixed(id, time_type);
    if (value == nullptr || *value == 0) return std::nullopt;
    constexpr std::uint64_t ticks_per_second = 10'000'000;
    constexpr std::int64_t seconds_before_1970 = 11'644'473'600; // since 1601
    return static_cast<std::int64_t>(*value / ticks_per_second) - seconds_before_1970;
}

CompoundFile::Index Properties::object(Property id) const {
    const CompoundFile::Index* storage = find(id, object_type);
    return storage != nullptr && file_.entry(*storage).storage ? *storage : CompoundFile::root;
}

} // namespace dsnparse::store
