#include "cli/sqlite_sink.hpp"

#include "cli/sqlite_schema.hpp"

#include <dsnparse/flat.hpp>

#include <sqlite3.h>

#include <chrono>
#include <vector>

namespace dsnparse::cli {

namespace {

/// What one commit holds at most: the work that a kill can lose.
constexpr std::size_t batch_messages = 2000;
constexpr std::chrono::seconds batch_time{2};
/// How long another process may keep the database to itself: a run of its own, for instance.
constexpr int busy_ms = 600000;

/// Columns that are taken from the flat row, by name.
constexpr const char* flat_of_message[] = {"input_id",         "source",        "index",
                                           "offset",           "kind",          "report_date",
                                           "reporting_mta",    "edge_ip",       "original_message_id",
                                           "original_subject", "original_from", "envelope_id",
                                           "queue_id",         "list_id",       "verp_recipient",
                                           "authenticity",     "warnings"};
constexpr const char* flat_of_recipient[] = {
    "recipient",      "recipient_domain", "action",   "status",     "code",     "reply_text",  "phase",      "command",
    "rejecting_host", "rejecting_ip",     "category", "permanence", "suppress", "responsible", "confidence", "provider"};

std::size_t flat_index(std::string_view name) {
    std::size_t index = 0;
    while (flat_columns()[index].name != name) ++index;
    return index;
}

/// A prepared INSERT, filled from left to right.
class Insert {
public:
    Insert() = default;
    ~Insert() { sqlite3_finalize(statement_); }
    Insert(const Insert&) = delete;
    Insert& operator=(const Insert&) = delete;

    bool prepare(sqlite3* database, const std::string& table, const std::vector<std::string>& columns) {
        std::string names;
        std::string marks;
        for (const std::string& column : columns) {
            names += (names.empty() ? "\"" : ", \"") + column + '"';
            marks += marks.empty() ? "?" : ", ?";
        }
        const std::string sql = "INSERT OR IGNORE INTO " + table + " (" + names + ") VALUES (" + marks + ")";
        return sqlite3_prepare_v3(database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) == SQLITE_OK;
    }

    Insert& operator<<(std::string_view text) {
        ++used_;
        if (text.empty())
            sqlite3_bind_null(statement_, used_);
        else // The Report outlives the step.
            sqlite3_bind_text64(statement_, used_, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        return *this;
    }
    Insert& operator<<(std::int64_t number) {
        sqlite3_bind_int64(statement_, ++used_, number);
        return *this;
    }
    Insert& operator<<(double number) {
        sqlite3_bind_double(statement_, ++used_, number);
        return *this;
    }
    Insert& operator<<(bool flag) { return *this << std::int64_t{flag ? 1 : 0}; }
    template <class T>
    Insert& operator<<(const std::optional<T>& value) {
        if (!value) {
            sqlite3_bind_null(statement_, ++used_);
            return *this;
        }
        if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double>)
            return *this << *value;
        else
            return *this << static_cast<std::int64_t>(*value);
    }
    Insert& operator<<(const DateTime& date) {
        *this << date.text;
        return *this << (date.known() ? std::optional(date.unix_seconds) : std::nullopt);
    }
    Insert& operator<<(const FlatValue& value) {
        if (!value.known) return *this << std::string_view();
        switch (value.type) {
        case FlatType::text: return *this << value.text;
        case FlatType::integer: return *this << value.integer;
        case FlatType::real: return *this << value.real;
        }
        return *this;
    }

    /// Inserts the row and makes ready for the next.
    bool run() {
        used_ = 0;
        const int result = sqlite3_step(statement_);
        return sqlite3_reset(statement_) == SQLITE_OK && result == SQLITE_DONE;
    }

private:
    sqlite3_stmt* statement_ = nullptr;
    int used_ = 0;
};

template <std::size_t N>
std::vector<std::string> columns_of(const char* const (&flat)[N], std::initializer_list<const char*> first,
                                    std::initializer_list<const char*> last) {
    std::vector<std::string> columns(first.begin(), first.end());
    columns.insert(columns.end(), std::begin(flat), std::end(flat));
    columns.insert(columns.end(), last.begin(), last.end());
    return columns;
}

template <std::size_t N>
std::vector<std::size_t> indexes_of(const char* const (&flat)[N]) {
    std::vector<std::size_t> indexes;
    for (const char* name : flat) indexes.push_back(flat_index(name));
    return indexes;
}

} // namespace

class SqliteSink::Database {
public:
    Database() = default;
    ~Database() { close(); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    bool open(const std::string& path) {
        // A name like `:memory:` means a file of that name.
        const std::string file = path.empty() || path[0] == ':' ? "./" + path : path;
        if (sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK)
            return fail();
        sqlite3_busy_timeout(handle_, busy_ms);
        // With WAL and NORMAL a crash loses at most the last commits, never the file's soundness.
        return run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size "
                   "= -32768")
               && make_tables() && prepare();
    }

    bool add(const Report& report) {
        if (!error_.empty()) return false;
        if (report.input.id.empty()) return fail("a message without an input id cannot be kept");
        return (open_ || begin()) && add_message(report) && (!is_full() || commit());
    }

    bool finish() {
        if (!error_.empty() || (open_ && !commit())) return false;
        if (!run(sqlite_indexes)) return false;
        // One plain file is left. Where another process reads it just now, it stays as it is.
        sqlite3_exec(handle_, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
        return close() || fail("it could not be closed");
    }

    [[nodiscard]] const std::string& error() const { return error_; }

private:
    bool fail() { return fail(handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_)); }
    bool fail(const std::string& reason) {
        error_ = reason;
        if (open_) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
        open_ = false;
        return false;
    }
    bool run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK || fail(); }

    bool close() {
        inserts_.reset();
        const int result = sqlite3_close(handle_);
        handle_ = result == SQLITE_OK ? nullptr : handle_;
        return result == SQLITE_OK;
    }

    std::int64_t number(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        std::int64_t value = -1;
        if (sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
            value = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
        return value;
    }

    /// In one transaction: of two processes that start at once, one makes the tables.
    bool make_tables() {
        if (!begin()) return false;
        const std::int64_t application = number("PRAGMA application_id");
        const std::int64_t version = number("PRAGMA user_version");
        const std::int64_t tables = number("SELECT count(*) FROM sqlite_schema");
        if (application == sqlite_application && version == sqlite_schema_version) return commit();
        if (application == sqlite_application)
            return fail("its schema has version " + std::to_string(version) + ", this program writes version "
                        + std::to_string(sqlite_schema_version));
        if (application != 0 || tables != 0) return fail("a database of another program");
        const std::string marks = "PRAGMA application_id = " + std::to_string(sqlite_application)
                                  + "; PRAGMA user_version = " + std::to_string(sqlite_schema_version);
        return run(sqlite_tables) && run(marks.c_str()) && commit();
    }

    bool prepare() {
        inserts_ = std::make_unique<Inserts>();
        return (inserts_->message.prepare(handle_, "messages",
                                          columns_of(flat_of_message, {},
                                                     {"size", "container", "truncated", "kind_confidence", "form", "mta",
                                                      "report_time", "report_subject", "category", "permanence", "suppress",
                                                      "responsible", "confidence", "provider", "rules"}))
                && inserts_->recipient.prepare(handle_, "recipients",
                                               columns_of(flat_of_recipient, {"message_id", "position"}, {"summary", "rule"}))
                && inserts_->reply.prepare(handle_, "replies",
                                           {"message_id", "position", "recipient", "code", "enhanced", "text", "command", "phase",
                                            "host", "ip", "port", "quoted_client_ip", "quoted_client_host", "reported_by"})
                && inserts_->hop.prepare(handle_, "hops",
                                         {"message_id", "position", "message", "from_helo", "from_rdns", "from_rdns_verified",
                                          "from_ip", "by_host", "by_ip", "by_software", "protocol", "tls", "id", "for_address",
                                          "date", "time", "delay_s", "trust"}))
               || fail();
    }

    bool begin() {
        if (!run("BEGIN IMMEDIATE")) return false;
        open_ = true;
        since_ = std::chrono::steady_clock::now();
        messages_ = 0;
        return true;
    }
    bool commit() {
        if (!run("COMMIT")) return false;
        open_ = false;
        return true;
    }
    [[nodiscard]] bool is_full() const {
        return messages_ >= batch_messages || std::chrono::steady_clock::now() - since_ >= batch_time;
    }

    bool add_message(const Report& report) {
        ++messages_;
        const FlatRows rows(report);
        const FlatRow first = rows[0];
        Insert& message = inserts_->message;
        for (const std::size_t index : message_columns_) message << first[index];
        const Classification& why = report.classification;
        message << static_cast<std::int64_t>(report.input.size) << report.input.container << report.input.truncated
                << report.confidence << to_string(report.format.form) << report.format.mta
                << (report.report.date.known() ? std::optional(report.report.date.unix_seconds) : std::nullopt)
                << report.report.subject << why.category << to_string(why.permanence) << to_string(why.suppress)
                << why.responsible << why.confidence << why.provider << report.rules_version;
        if (!message.run()) return fail();
        if (sqlite3_changes(handle_) == 0) return true; // it is there already
        const std::int64_t id = sqlite3_last_insert_rowid(handle_);
        for (std::size_t i = 0; i < report.recipients.size(); ++i) {
            inserts_->recipient << id << static_cast<std::int64_t>(i);
            const FlatRow row = rows[i];
            for (const std::size_t index : recipient_columns_) inserts_->recipient << row[index];
            inserts_->recipient << report.recipients[i].classification.summary << report.recipients[i].classification.rule;
            if (!inserts_->recipient.run()) return fail();
        }
        return add_replies(id, report.replies) && add_hops(id, report.hops);
    }

    bool add_replies(std::int64_t id, const List<Reply>& replies) {
        std::int64_t position = 0;
        for (const Reply& reply : replies) {
            inserts_->reply << id << position++ << reply.recipient << reply.code << reply.enhanced << reply.text << reply.command
                            << to_string(reply.phase) << reply.host << reply.ip << reply.port << reply.quoted_client_ip
                            << reply.quoted_client_host << reply.reported_by;
            if (!inserts_->reply.run()) return fail();
        }
        return true;
    }

    bool add_hops(std::int64_t id, const List<Hop>& hops) {
        std::int64_t position = 0;
        for (const Hop& hop : hops) {
            inserts_->hop << id << position++ << to_string(hop.message) << hop.from_helo << hop.from_rdns
                          << hop.from_rdns_verified << hop.from_ip << hop.by << hop.by_ip << hop.by_software << hop.with
                          << hop.tls << hop.id << hop.for_ << hop.date << hop.delay_s << to_string(hop.trust);
            if (!inserts_->hop.run()) return fail();
        }
        return true;
    }

    struct Inserts {
        Insert message;
        Insert recipient;
        Insert reply;
        Insert hop;
    };

    sqlite3* handle_ = nullptr;
    std::unique_ptr<Inserts> inserts_; ///< has to end before the handle does
    const std::vector<std::size_t> message_columns_ = indexes_of(flat_of_message);
    const std::vector<std::size_t> recipient_columns_ = indexes_of(flat_of_recipient);
    std::string error_;
    bool open_ = false; ///< a transaction
    std::size_t messages_ = 0; ///< in it
    std::chrono::steady_clock::time_point since_; ///< it began
};

SqliteSink::SqliteSink() : database_(std::make_unique<Database>()) {}
SqliteSink::~SqliteSink() = default;
SqliteSink::SqliteSink(SqliteSink&&) noexcept = default;
SqliteSink& SqliteSink::operator=(SqliteSink&&) noexcept = default;

bool SqliteSink::open(const std::string& path) { return database_->open(path); }
bool SqliteSink::add(const Report& report) { return database_->add(report); }
bool SqliteSink::finish() { return database_->finish(); }
const std::string& SqliteSink::error() const { return database_->error(); }

} // namespace dsnparse::cli
