/// \file
/// Which addresses to write to no more, and which to leave alone because the fault is ours.
#pragma once

#include <dsnparse/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dsnparse::summary {

/// Remembers what is said of each recipient's address, of so many different ones.
class AddressLists {
public:
    struct Line {
        std::string_view address;
        std::string_view reason; ///< category of what decided
        std::uint64_t count = 0; ///< messages that came back for that kind of reason
    };

    AddressLists(std::size_t capacity, std::size_t repeat) : capacity_(capacity), repeat_(repeat) {}

    /// A recipient to whom delivery failed.
    void add(std::string_view address, const Classification& why);

    /// Stop writing to these: the address is bad (`suppress: yes`), or was often enough in a state in which nothing arrives
    /// (`after_repeat`). In order of the addresses.
    [[nodiscard]] std::vector<Line> suppress() const;
    /// Go on writing to these: the refusal was of our host, domain or message, and no other speaks against the address.
    [[nodiscard]] std::vector<Line> keep() const;
    /// Occurrences of addresses that are in neither list because there are too many different ones.
    [[nodiscard]] std::uint64_t not_kept() const { return not_kept_; }

private:
    struct Said {
        std::uint32_t yes = 0;
        std::uint32_t after_repeat = 0;
        std::uint32_t ours = 0;
        std::uint16_t yes_reason = 0; ///< index in reasons_ of the last one
        std::uint16_t repeat_reason = 0;
        std::uint16_t our_reason = 0;
    };

    std::uint16_t reason_index(std::string_view category);
    [[nodiscard]] bool is_suppressed(const Said& said) const { return said.yes > 0 || said.after_repeat >= repeat_; }

    std::size_t capacity_;
    std::size_t repeat_;
    std::unordered_map<std::string, Said> said_;
    std::vector<std::string> reasons_;
    std::uint64_t not_kept_ = 0;
};

} // namespace dsnparse::summary
