/// \file
/// `dsnparse worker`: a long-lived filter, one line of JSON in, one out.
#pragma once

#include "cli/arguments.hpp"

#include <dsnparse/options.hpp>

#include <string>
#include <string_view>

namespace dsnparse::cli {

/// Answers one request. `line` is without its line end.
class Worker {
public:
    explicit Worker(const Options& options) : options_(options) {}

    /// Appends the answer to `{"id": ..., "raw_b64": ...}` or `{"id": ..., "text": ...}` with its line end:
    /// `{"id":...,"result":{...}}` or `{"id":...,"error":{"code":...,"message":...}}`. Total: every line has an answer.
    void answer(std::string_view line, std::string& out);

    /// Appends the answer to a line that is longer than `most` bytes, and was not kept.
    static void refuse_long_line(std::size_t most, std::string& out);

private:
    Options options_;
    std::string message_;
};

/// Reads standard input until it ends or SIGTERM or SIGINT comes, and flushes after each answer. Returns the exit code.
[[nodiscard]] int run_worker(const Arguments& arguments, const Options& options);

} // namespace dsnparse::cli
