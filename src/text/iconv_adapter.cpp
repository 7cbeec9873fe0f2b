#include "text/iconv_adapter.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace dsnparse::text {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

const iconv_t invalid = reinterpret_cast<iconv_t>(-1);

/// A few open converters of one thread. Opening one costs more than converting a subject line.
class Converters {
public:
    Converters() = default;
    Converters(const Converters&) = delete;
    Converters& operator=(const Converters&) = delete;
    ~Converters() {
        for (const Entry& entry : entries_)
            if (entry.handle != invalid) iconv_close(entry.handle);
    }

    /// A converter in its initial state; `invalid` where iconv does not know the charset.
    iconv_t get(const char* name) {
        for (const Entry& entry : entries_)
            if (entry.handle != invalid && std::strcmp(entry.name.data(), name) == 0) {
                iconv(entry.handle, nullptr, nullptr, nullptr, nullptr);
                return entry.handle;
            }
        if (std::strlen(name) >= name_size) return invalid;
        const iconv_t handle = iconv_open("UTF-8", name);
        if (handle == invalid) return invalid;
        Entry& entry = entries_[next_++ % entries_.size()];
        if (entry.handle != invalid) iconv_close(entry.handle);
        entry.handle = handle;
        std::strcpy(entry.name.data(), name);
        return handle;
    }

private:
    static constexpr std::size_t name_size = 24;
    struct Entry {
        std::array<char, name_size> name{};
        iconv_t handle = invalid;
    };
    std::array<Entry, 6> entries_;
    std::size_t next_ = 0;
};

iconv_t converter(const char* name) {
    thread_local Converters converters;
    return converters.get(name);
}

} // namespace

bool iconv_knows(const char* name) { return converter(name) != invalid; }

std::size_t iconv_to_utf8(std::string_view bytes, const char* name, std::size_t unit, std::span<char> place, bool& damaged) {
    const iconv_t handle = converter(name);
    if (handle == invalid) return 0;
    char* out = place.data();
    std::size_t room = place.size();
    char* in = const_cast<char*>(bytes.data()); // iconv's interface is older than const
    std::size_t left = bytes.size();
    while (left > 0 && iconv(handle, &in, &left, &out, &room) == static_cast<std::size_t>(-1)) {
        damaged = true;
        if (errno == E2BIG) break;
        iconv(handle, nullptr, nullptr, &out, &room); // a character held back belongs in front of the damage
        if (room < replacement.size()) break;
        std::memcpy(out, replacement.data(), replacement.size());
        out += replacement.size();
        room -= replacement.size();
        const std::size_t skipped = std::min(unit, left);
        in += skipped;
        left -= skipped;
    }
    iconv(handle, nullptr, nullptr, &out, &room);
    return place.size() - room;
}

} // namespace dsnparse::text
