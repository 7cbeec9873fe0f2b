#include "text/iconv_adapter.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace dsnparse::text {

namespace {

const iconv_t invalid = reinterpret_cast<iconv_t>(-1);

/// A few open converters of one thread. Opening one costs more than converting a subject line.
class Converters {
public:
    Converters() = default;
    Converters(const Converters&) = delete;
    Converters& operator=(const Converters&) = delete;
    ~Converters() {
        for (Entry& entry : entries_)
            if (entry.handle != invalid) iconv_close(entry.handle);
    }

    /// A converter in its initial state; `invalid` where iconv does not know the charset.
    iconv_t get(std::string_view name) {
        if (name.empty() || name.size() >= name_size) return invalid;
        for (Entry& entry : entries_)
            if (entry.handle != invalid && name == entry.name.data()) {
                iconv(entry.handle, nullptr, nullptr, nullptr, nullptr);
                return entry.handle;
            }
        std::array<char, name_size> text{};
        std::memcpy(text.data(), name.data(), name.size());
        const iconv_t handle = iconv_open("UTF-8", text.data());
        if (handle == invalid) return invalid;
        Entry& entry = entries_[next_++ % entries_.size()];
        if (entry.handle != invalid) iconv_close(entry.handle);
        entry.handle = handle;
        entry.name = text;
        return handle;
    }

private:
    static constexpr std::size_t name_size = 40;
    struct Entry {
        std::array<char, name_size> name{};
        iconv_t handle = invalid;
    };
    std::array<Entry, 6> entries_;
    std::size_t next_ = 0;
};

iconv_t converter(std::string_view name) {
    thread_local Converters converters;
    return converters.get(name);
}

} // namespace

bool iconv_knows(std::string_view name) { return converter(name) != invalid; }

std::string_view iconv_to_utf8(std::string_view bytes, std::string_view name, detail::Arena& arena, bool& damaged) {
    const iconv_t handle = converter(name);
    if (handle == invalid) return bytes;
    // No charset that iconv knows makes more than four bytes of one, plus what a shift back may need.
    const std::size_t room = bytes.size() * 4 + 16;
    char* place = arena.allocate(room);
    char* out = place;
    std::size_t left = room;
    char* in = const_cast<char*>(bytes.data());
    std::size_t remaining = bytes.size();
    while (remaining > 0) {
        if (iconv(handle, &in, &remaining, &out, &left) != static_cast<std::size_t>(-1)) break;
        if (left < 3 || errno == E2BIG) {
            damaged = true;
            break;
        }
        damaged = true;
        std::memcpy(out, "\xEF\xBF\xBD", 3);
        out += 3;
        left -= 3;
        ++in;
        --remaining;
        if (errno == EINVAL) break; // a sequence that the end cuts off is one damage
    }
    iconv(handle, nullptr, nullptr, &out, &left);
    const std::size_t used = room - left;
    arena.shrink_last(place, room, used);
    return {place, used};
}

} // namespace dsnparse::text
