#include "store/outlook/little_endian.hpp"
#include "store/outlook/rtf.hpp"

#include <array>

namespace dsnparse::store {

namespace {

constexpr std::uint32_t compressed_magic = 0x75465A4C; // LZFu
constexpr std::uint32_t plain_magic = 0x414C454D; // MELA
constexpr std::size_t header_size = 16;
constexpr std::size_t window_size = 4096;

/// What the window holds at the beginning: what every RTF text has in front.
constexpr std::string_view preset = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
                                    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
                                    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
static_assert(preset.size() == 207);

} // namespace

std::string decompress_rtf(std::string_view compressed) {
    if (compressed.size() < header_size) return {};
    const std::uint32_t magic = dword(compressed, 8);
    const std::uint32_t raw_size = dword(compressed, 4);
    compressed.remove_prefix(header_size);
    if (magic == plain_magic) return std::string(compressed.substr(0, raw_size));
    if (magic != compressed_magic) return {};

    std::array<char, window_size> window{};
    preset.copy(window.data(), preset.size());
    std::size_t at = preset.size();
    std::string out;
    const auto put = [&](char c) {
        out += c;
        window[at] = c;
        at = (at + 1) % window_size;
    };
    std::size_t read = 0;
    while (read < compressed.size()) {
        const auto kinds = static_cast<unsigned char>(compressed[read++]);
        for (unsigned bit = 0; bit < 8 && read < compressed.size(); ++bit) {
            if ((kinds >> bit & 1U) == 0) {
                put(compressed[read++]);
                continue;
            }
            if (read + 2 > compressed.size()) return out;
            const auto high = static_cast<unsigned char>(compressed[read]);
            const auto low = static_cast<unsigned char>(compressed[read + 1]);
            read += 2;
            const std::size_t from = std::size_t{high} << 4 | low >> 4;
            if (from == at) return out; // the end
            for (std::size_t i = 0; i < (low & 15U) + 2U; ++i) put(window[(from + i) % window_size]);
        }
    }
    return out;
}

} // namespace dsnparse::store
