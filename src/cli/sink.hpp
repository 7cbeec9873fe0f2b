/// \file
/// Where the results of `dsnparse parse` go.
#pragma once

#include <dsnparse/report.hpp>

#include <string>

namespace dsnparse::cli {

/// One message, read and judged.
struct Result {
    Report report;
    std::string name; ///< source, and position in a container
    std::string text; ///< for prepare() to fill and write() to use
};

/// One kind of output. A new one is a class of its own, made in parse_command.cpp; the engine (batch.hpp) does the rest: reading,
/// workers, order, what is left out by --only, --redact, --resume.
class Sink {
public:
    Sink() = default;
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    virtual ~Sink() = default;

    /// The work that needs no order: fills `result.text`. Called by several workers at a time, each with a result of its own.
    virtual void prepare(Result& result) const = 0;
    /// Writes a prepared result. Called by one thread, in the order of the input. False: nothing more can be written.
    [[nodiscard]] virtual bool write(const Result& result) = 0;
    /// Hands over all that was written: it must not be lost when the process is killed behind this.
    [[nodiscard]] virtual bool flush() = 0;
    /// The end, also after a failure. Exit status that the output alone would give; what failed is told on standard error.
    [[nodiscard]] virtual int finish() = 0;
};

} // namespace dsnparse::cli
