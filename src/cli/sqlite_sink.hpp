/// \file
/// Reports into an SQLite database (docs/sqlite.md). The one user of sqlite3.h.
#pragma once

#include <dsnparse/report.hpp>

#include <memory>
#include <string>

namespace dsnparse::cli {

/// Writes into the tables messages, recipients, replies and hops. A message whose input id is there already changes nothing, so
/// a run that was cut short is simply run again. Committed in batches: whatever ends the process, the file is a sound database
/// with all of the batches that were complete.
class SqliteSink {
public:
    SqliteSink();
    ~SqliteSink();
    SqliteSink(SqliteSink&&) noexcept;
    SqliteSink& operator=(SqliteSink&&) noexcept;

    /// Opens or makes the database. False: error() says why.
    [[nodiscard]] bool open(const std::string& path);
    /// Adds a message with all that belongs to it. The Report must have an input id. False: nothing more can be written, error()
    /// says why, and what was not committed yet is undone.
    [[nodiscard]] bool add(const Report& report);
    /// Commits the last batch and makes the indexes. False as above.
    [[nodiscard]] bool finish();

    [[nodiscard]] const std::string& error() const;

private:
    class Database;
    std::unique_ptr<Database> database_;
};

} // namespace dsnparse::cli
