#include "native/store.hpp"

namespace dsnparse::python {

namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20; ///< of messages held at once

/// A message that outlives the MessageSource's next one.
struct Kept {
    explicit Kept(const SourceMessage& message)
        : bytes(message.bytes), source(message.source), container(message.container), index(message.index),
          offset(message.offset) {}
    [[nodiscard]] Item item() const { return {bytes, source, container, index, offset}; }

    std::string bytes;
    std::string source;
    std::string container;
    std::int64_t index;
    std::int64_t offset;
};

} // namespace

std::vector<Report> Store::read(std::size_t count) {
    std::vector<Kept> kept;
    std::size_t bytes = 0;
    SourceMessage message;
    while (kept.size() < count && bytes < most_bytes && source_.next(message)) {
        kept.emplace_back(message);
        bytes += message.bytes.size();
    }
    std::vector<Item> items;
    items.reserve(kept.size());
    for (const Kept& each : kept) items.push_back(each.item());
    return parser_.parse_all(items, threads_);
}

} // namespace dsnparse::python
