/// \file
/// Messages of files, folders, mailboxes and archives, read and parsed a chunk at a time. Nothing here knows of Python.
#pragma once

#include "native/parser.hpp"

#include <dsnparse/source.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace dsnparse::python {

/// A MessageSource with what its messages are parsed with. One thread at a time.
class Store {
public:
    Store(MessageSource source, const Parser& parser, std::size_t threads)
        : source_(std::move(source)), parser_(parser), threads_(threads) {}

    /// The next `count` results, fewer where many bytes are to be held or the store ends; none: it has ended.
    [[nodiscard]] std::vector<Report> read(std::size_t count);
    /// What could not be read since the last call.
    [[nodiscard]] std::vector<SourceProblem> take_problems() { return source_.take_problems(); }

private:
    MessageSource source_;
    const Parser& parser_;
    std::size_t threads_;
};

} // namespace dsnparse::python
