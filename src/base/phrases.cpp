#include "base/phrases.hpp"

#include "base/ascii.hpp"

namespace dsnparse::detail {

PhraseMatcher::PhraseMatcher(std::span<const std::string_view> phrases) : phrases_(phrases.size()) {
    std::array<bool, 256> used{};
    for (std::string_view phrase : phrases)
        for (char c : phrase) used[static_cast<unsigned char>(ascii::to_lower(c))] = true;
    for (std::size_t byte = 0; byte < used.size(); ++byte)
        if (used[byte]) class_of_[byte] = static_cast<std::uint8_t>(classes_++);
    for (char c = 'A'; c <= 'Z'; ++c)
        class_of_[static_cast<unsigned char>(c)] = class_of_[static_cast<unsigned char>(ascii::to_lower(c))];

    const auto add_state = [this] {
        next_.resize(next_.size() + classes_, none);
        first_output_.push_back(none);
        return static_cast<std::uint32_t>(first_output_.size() - 1);
    };
    add_state();
    for (std::size_t number = 0; number < phrases.size(); ++number) {
        if (phrases[number].empty()) continue;
        std::uint32_t state = 0;
        for (char c : phrases[number]) {
            const std::size_t slot = std::size_t{state} * classes_ + class_of_[static_cast<unsigned char>(c)];
            if (next_[slot] == none) {
                const std::uint32_t added = add_state();
                next_[slot] = added;
            }
            state = next_[slot];
        }
        outputs_.push_back({static_cast<std::uint32_t>(number), first_output_[state]});
        first_output_[state] = static_cast<std::uint32_t>(outputs_.size() - 1);
    }

    // Breadth first: each state's failure link is shorter, so its row is complete when it is needed.
    std::vector<std::uint32_t> fail(first_output_.size(), 0);
    std::vector<std::uint32_t> queue;
    for (std::size_t c = 0; c < classes_; ++c) {
        std::uint32_t& target = next_[c];
        if (target == none)
            target = 0;
        else
            queue.push_back(target);
    }
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const std::uint32_t state = queue[head];
        const std::uint32_t shorter = fail[state];
        // A state's own outputs come first, then all of its longest suffix's.
        if (first_output_[state] == none) {
            first_output_[state] = first_output_[shorter];
        } else {
            std::uint32_t last = first_output_[state];
            while (outputs_[last].next != none) last = outputs_[last].next;
            outputs_[last].next = first_output_[shorter];
        }
        for (std::size_t c = 0; c < classes_; ++c) {
            std::uint32_t& target = next_[std::size_t{state} * classes_ + c];
            const std::uint32_t fallback = next_[std::size_t{shorter} * classes_ + c];
            if (target == none) {
                target = fallback;
            } else {
                fail[target] = fallback;
                queue.push_back(target);
            }
        }
    }
}

} // namespace dsnparse::detail
