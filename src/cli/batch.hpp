/// \file
/// The engine of `dsnparse parse`: many messages, several workers, results in the order of the input.
#pragma once

#include "cli/journal.hpp"
#include "cli/messages.hpp"
#include "cli/progress.hpp"
#include "cli/redact.hpp"
#include "cli/sink.hpp"

#include <dsnparse/options.hpp>

#include <vector>

namespace dsnparse::cli {

/// What is done with each message.
struct BatchSettings {
    Options options; ///< of parse(); source and place are filled in
    unsigned workers = 1;
    std::vector<Kind> only; ///< results of other kinds are left out; empty: none are
    const Redactor* redactor = nullptr; ///< null: nothing is masked
    Journal* journal = nullptr; ///< null: nothing is skipped or noted
    bool quiet = false; ///< what cannot be read is not told
};

/// Reads `messages` to their end, or until a signal comes or the sink can take no more.
///
/// One thread reads and writes, `workers` parse (with one worker it is the same thread). Between them are a few packets of
/// messages, so memory does not grow with the input; a packet goes out when those before it have.
/// Empty result: good; else why the journal could not be written.
[[nodiscard]] std::string run_batch(Messages& messages, const BatchSettings& settings, Sink& sink, Progress& progress);

} // namespace dsnparse::cli
