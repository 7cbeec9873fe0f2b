#include "emit/screen.hpp"
#include "summary/summary.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace dsnparse::summary {

namespace {

constexpr std::array<std::string_view, dimension_count> titles{"Why",
                                                               "Who can act",
                                                               "Refused by (provider)",
                                                               "Refused by (host)",
                                                               "Enhanced status",
                                                               "Recipients' domains",
                                                               "Our sending addresses",
                                                               "Days (UTC)"};

/// Writes the sections, one after the other.
class Page {
public:
    explicit Page(std::size_t top) : top_(top) {}

    void heads(const Summary& summary) {
        out_ += std::to_string(summary.messages()) + " messages";
        std::string_view between = ": ";
        for (std::size_t i = 0; i < Summary::kinds; ++i) {
            const Kind kind = static_cast<Kind>(i);
            if (summary.of_kind(kind) == 0) continue;
            out_.append(between).append(std::to_string(summary.of_kind(kind))).append(" ").append(to_string(kind));
            between = ", ";
        }
        out_ += "\n" + std::to_string(summary.recipients()) + " recipients failed or delayed";
        if (summary.without_recipient() > 0)
            out_ += "; " + std::to_string(summary.without_recipient()) + " bounces or delays name none";
        out_ += '\n';
    }

    template <class Payload>
    void ranking(std::string_view title, const TopCounter<Payload>& counter, bool by_key) {
        if (counter.total() == 0) return;
        heading(title);
        auto items = counter.top(top_);
        if (by_key) std::sort(items.begin(), items.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
        std::uint64_t shown = 0;
        for (const auto* item : items) {
            shown += item->second.count;
            row(item->second.count, counter.total(), item->first.empty() ? "(not known)" : item->first);
            if (item->second.missed > 0) out_ += "                    up to " + std::to_string(item->second.missed) + " more\n";
            if constexpr (!std::is_same_v<Payload, NoPayload>) example(item->second.payload);
        }
        if (shown < counter.total()) {
            const std::size_t others = counter.different() - items.size();
            row(counter.total() - shown, counter.total(),
                "(" + std::string(counter.pruned() ? "more than " : "") + std::to_string(others) + " others)");
        }
    }

    void addresses(std::string_view title, const std::vector<AddressLists::Line>& lines) {
        heading(std::string(title) + ": " + std::to_string(lines.size()));
        for (std::size_t i = 0; i < std::min(lines.size(), top_); ++i) {
            out_ += "  ";
            emit::append_safe(out_, lines[i].address);
            out_ += "  ";
            out_ += lines[i].reason;
            if (lines[i].count > 1) out_ += ", " + std::to_string(lines[i].count) + " times";
            out_ += '\n';
        }
        if (lines.size() > top_)
            out_ += "  and " + std::to_string(lines.size() - top_) + " more: --format csv or json lists all\n";
    }

    void note(const std::string& text) { out_ += "\n" + text + "\n"; }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void heading(std::string_view title) { out_.append("\n").append(title).append("\n"); }

    void row(std::uint64_t count, std::uint64_t total, std::string_view key) {
        std::array<char, 64> numbers{};
        std::snprintf(numbers.data(), numbers.size(), "%10llu %6.1f%%  ", static_cast<unsigned long long>(count),
                      100.0 * static_cast<double>(count) / static_cast<double>(total));
        out_ += numbers.data();
        emit::append_safe(out_, key);
        out_ += '\n';
    }

    void example(const ReplyExample& example) {
        out_ += "                    " + example.category + ", in ";
        emit::append_safe(out_, example.source);
        out_ += '\n';
    }

    std::size_t top_;
    std::string out_;
};

} // namespace

std::string to_text(const Summary& summary, std::size_t top) {
    Page page(top);
    page.heads(summary);
    for (std::size_t i = 0; i < dimension_count; ++i) {
        const Dimension dimension = static_cast<Dimension>(i);
        page.ranking(titles[i], summary.by(dimension), dimension == Dimension::day);
    }
    page.ranking("What was said (names, numbers and ids masked)", summary.templates(), false);
    page.ranking("What no rule and no code explains", summary.unknown(), false);
    const AddressLists& addresses = summary.addresses();
    page.addresses("Stop writing to", addresses.suppress());
    page.addresses("Do NOT stop writing to (the refusal is ours to repair)", addresses.keep());
    if (addresses.not_kept() > 0)
        page.note("Too many different addresses: the lists miss " + std::to_string(addresses.not_kept())
                  + " occurrences. A database (parse -o FILE.db) holds all of them.");
    return page.take();
}

} // namespace dsnparse::summary
