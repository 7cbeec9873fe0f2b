#include "summary/address_lists.hpp"

#include <algorithm>

namespace dsnparse::summary {

void AddressLists::add(std::string_view address, const Classification& why) {
    if (address.empty()) return;
    const bool ours = why.suppress == Suppress::no && (why.responsible == "sender" || why.responsible == "sender_admin");
    if (why.suppress == Suppress::no && !ours) return;
    std::string key(address);
    auto found = said_.find(key);
    if (found == said_.end()) {
        if (said_.size() >= capacity_) {
            ++not_kept_;
            return;
        }
        found = said_.emplace(std::move(key), Said()).first;
    }
    Said& said = found->second;
    const std::uint16_t reason = reason_index(why.category);
    if (ours) {
        ++said.ours;
        said.our_reason = reason;
    } else if (why.suppress == Suppress::yes) {
        ++said.yes;
        said.yes_reason = reason;
    } else {
        ++said.after_repeat;
        said.repeat_reason = reason;
    }
}

std::uint16_t AddressLists::reason_index(std::string_view category) {
    const auto found = std::find(reasons_.begin(), reasons_.end(), category);
    const auto index = static_cast<std::uint16_t>(found - reasons_.begin());
    if (found == reasons_.end()) reasons_.emplace_back(category);
    return index;
}

namespace {

void sort_by_address(std::vector<AddressLists::Line>& lines) {
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.address < b.address; });
}

} // namespace

std::vector<AddressLists::Line> AddressLists::suppress() const {
    std::vector<Line> lines;
    for (const auto& [address, said] : said_) {
        if (said.yes > 0)
            lines.push_back({address, reasons_[said.yes_reason], said.yes});
        else if (is_suppressed(said))
            lines.push_back({address, reasons_[said.repeat_reason], said.after_repeat});
    }
    sort_by_address(lines);
    return lines;
}

std::vector<AddressLists::Line> AddressLists::keep() const {
    std::vector<Line> lines;
    for (const auto& [address, said] : said_)
        if (said.ours > 0 && !is_suppressed(said)) lines.push_back({address, reasons_[said.our_reason], said.ours});
    sort_by_address(lines);
    return lines;
}

} // namespace dsnparse::summary
