/// \file
/// SIGINT and SIGTERM: what was begun is brought to its end, and nothing half is written.
#pragma once

#include <atomic>

namespace dsnparse::cli {

/// From now on the first SIGINT or SIGTERM only sets a flag; a second one ends the process.
void catch_signals();
/// Set when a signal came.
[[nodiscard]] const std::atomic<bool>& interrupted();
/// Exit status of a run that a signal ended: 128 and its number, as shells have it.
[[nodiscard]] int exit_status_of_signal();

} // namespace dsnparse::cli
