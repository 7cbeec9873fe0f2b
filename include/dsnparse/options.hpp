/// \file
/// What a caller may choose: limits, evidence, knowledge.
#pragma once

#include <dsnparse/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dsnparse {

class RuleSet;

/// Hard bounds on the work one message can cause. Reaching one adds a `W_LIMIT_*` warning to the
/// Report and leaves the rest of the result as it is; nothing is thrown.
struct Limits {
    std::size_t message_bytes = std::size_t{256} << 20; ///< longer input: only this much is read; `input.truncated` is set
    std::size_t header_block_bytes = std::size_t{4} << 20; ///< of one header block; the rest of the block is skipped
    std::size_t header_value_bytes = std::size_t{64} << 10; ///< of one unfolded field value; the rest of the value is dropped
    std::size_t headers_per_part = 2000; ///< header fields kept of one part
    std::size_t parts = 1000; ///< MIME parts framed; what follows is the body of the last one
    std::size_t depth = 64; ///< nesting of multiparts and messages; deeper ones stay opaque
    std::size_t recipients = 5000; ///< recipients reported
    std::size_t replies = 10000; ///< replies and transcript steps reported
    std::size_t hops = 500; ///< Received fields read, per message
    std::size_t text_bytes = std::size_t{1} << 20; ///< decoded report text searched, per message
};

/// How much of the evidence is kept in the Report.
enum class EvidenceLevel : std::uint8_t {
    none, ///< no evidence lists at all
    refs, ///< where, part, offset, length
    full, ///< and the deciding words themselves
};

/// Options of parse(). The defaults suit a help desk; they are also the defaults of the command.
struct Options {
    Limits limits;
    EvidenceLevel evidence = EvidenceLevel::full;
    /// Whether `input.id` is made: the SHA-256 of the message (of one longer than 1 MiB a shorter way, docs/schema.md). Off saves
    /// about half a microsecond per kilobyte where no one needs the key.
    bool message_digest = true;
    /// Reported as `input.source`; copied. Empty: unknown.
    std::string_view source;
    /// Position of the message in its container (mbox, archive), reported as `input.index` and
    /// `input.offset`; negative: not in a container.
    std::int64_t index = -1;
    std::int64_t offset = -1;
    /// Reported as `input.container`: `eml`, `mbox`, `text`, ...  Empty: `eml` or `text`, as the input looks.
    std::string_view container;
    /// Domains whose hosts are our side: `example.org` stands for `mx.example.org` as well. With them, or with trusted_nets,
    /// trust in Received fields (Hop::trust) ends where our side ends, and the sending edge is sought there; without, both are
    /// inferred. Not copied.
    std::vector<std::string_view> our_domains;
    /// Networks of ours in CIDR notation, `192.0.2.0/24`; what is no network is left out. Not copied.
    std::vector<std::string_view> trusted_nets;
    /// The knowledge to judge by; null: the built-in rules. Not owned; must outlive the call. Immutable,
    /// so any number of threads may share one.
    const RuleSet* rules = nullptr;
};

} // namespace dsnparse
