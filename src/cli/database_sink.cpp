#include "cli/database_sink.hpp"

#include "cli/arguments.hpp"
#include "cli/complain.hpp"
#include "cli/sqlite_sink.hpp"

namespace dsnparse::cli {

namespace {

class DatabaseSink final : public Sink {
public:
    explicit DatabaseSink(std::string path) : path_(std::move(path)) {}

    bool open() { return database_.open(path_) || failed(); }
    void prepare(Result&) const override {}
    bool write(const Result& result) override { return database_.add(result.report) || failed(); }
    /// It commits in batches of its own; what is missing after a kill is added by the next run.
    bool flush() override { return !broken_; }
    int finish() override { return !broken_ && (database_.finish() || failed()) ? exit_good : exit_error; }

private:
    bool failed() {
        complain(path_, database_.error());
        broken_ = true;
        return false;
    }

    std::string path_;
    SqliteSink database_;
    bool broken_ = false;
};

} // namespace

std::unique_ptr<Sink> database_sink(const std::string& path) {
    auto sink = std::make_unique<DatabaseSink>(path);
    if (!sink->open()) return nullptr;
    return sink;
}

} // namespace dsnparse::cli
