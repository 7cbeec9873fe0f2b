/// \file
/// All messages of a source, kept.
#pragma once

#include <dsnparse/source.hpp>

#include <string>
#include <vector>

namespace store_test {

struct Kept {
    std::string bytes, source, container;
    std::int64_t index = -1, offset = -1;
    bool truncated = false;
    bool operator==(const Kept&) const = default;
};

struct Read {
    std::vector<Kept> messages;
    std::vector<dsnparse::SourceProblem> problems;
};

inline Read read_all(dsnparse::MessageSource source) {
    Read all;
    dsnparse::SourceMessage message;
    while (source.next(message))
        all.messages.push_back({std::string(message.bytes), std::string(message.source), std::string(message.container),
                                message.index, message.offset, message.truncated});
    all.problems = source.take_problems();
    return all;
}

inline Read read_memory(std::string_view bytes, dsnparse::SourceOptions options = {}) {
    return read_all(dsnparse::MessageSource::from_memory(bytes, "x", options));
}

} // namespace store_test
