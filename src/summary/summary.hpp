/// \file
/// Summary: many bounces in one picture.
#pragma once

#include "summary/address_lists.hpp"
#include "summary/top_counter.hpp"

#include <dsnparse/report.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dsnparse::summary {

/// What recipients are counted by.
enum class Dimension : std::uint8_t {
    category,
    responsible,
    provider,
    host, ///< that gave the deciding reply
    status,
    domain, ///< of the recipient
    edge, ///< the address our side sent from
    day, ///< of the report, UTC
};
inline constexpr std::size_t dimension_count = 8;
/// As it is called in JSON and CSV.
[[nodiscard]] std::string_view name_of(Dimension dimension);

/// A reply as it was seen first.
struct ReplyExample {
    std::string reply;
    std::string source;
    std::string category;
};

struct NoPayload {};

/// Adds up what became of every recipient that failed or is delayed. Memory does not grow with the number of messages: of the
/// keys of each dimension, of the templates and of the addresses so many are kept, and what that costs in exactness is told
/// (TopCounter::Entry::missed, AddressLists::not_kept()).
class Summary {
public:
    using Counter = TopCounter<NoPayload>;
    using Templates = TopCounter<ReplyExample>;
    static constexpr std::size_t kinds = static_cast<std::size_t>(Kind::message) + 1;

    /// `repeat`: an address with `suppress: after_repeat` is to be suppressed once so many messages to it came back.
    explicit Summary(std::size_t repeat);

    void add(const Report& report);

    [[nodiscard]] std::uint64_t messages() const { return messages_; }
    [[nodiscard]] std::uint64_t recipients() const { return recipients_; } ///< that failed or are delayed
    [[nodiscard]] std::uint64_t without_recipient() const { return without_recipient_; } ///< bounces and delays that name nobody
    [[nodiscard]] std::uint64_t of_kind(Kind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] const Counter& by(Dimension dimension) const { return by_[static_cast<std::size_t>(dimension)]; }
    /// The deciding replies, masked.
    [[nodiscard]] const Templates& templates() const { return templates_; }
    /// Those of recipients whose cause could not be told.
    [[nodiscard]] const Templates& unknown() const { return unknown_; }
    /// Recipients whose cause could not be told, with a reply or without.
    [[nodiscard]] std::uint64_t undetermined() const { return undetermined_; }
    [[nodiscard]] const AddressLists& addresses() const { return addresses_; }

private:
    void add_recipient(const Report& report, const Recipient& recipient);
    void count(Dimension dimension, std::string_view key);

    std::uint64_t messages_ = 0;
    std::uint64_t recipients_ = 0;
    std::uint64_t without_recipient_ = 0;
    std::uint64_t undetermined_ = 0;
    std::array<std::uint64_t, kinds> by_kind_{};
    std::array<Counter, dimension_count> by_;
    Templates templates_;
    Templates unknown_;
    AddressLists addresses_;
};

/// For a terminal: the `top` first of each ranking.
[[nodiscard]] std::string to_text(const Summary& summary, std::size_t top);
/// One object (docs/command-line.md). Rankings hold the `top` first, lists of addresses all that were kept.
[[nodiscard]] std::string to_json(const Summary& summary, std::size_t top);
/// The same as rows: section, key, count and what else there is.
[[nodiscard]] std::string to_csv(const Summary& summary, std::size_t top);

} // namespace dsnparse::summary
