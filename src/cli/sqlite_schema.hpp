/// \file
/// The tables of the SQLite output (docs/sqlite.md).
#pragma once

#include <string_view>

namespace dsnparse::cli {

/// PRAGMA application_id of our databases: "dsnp".
inline constexpr int sqlite_application = 0x64736e70;
/// PRAGMA user_version: rises with every change that a reader or a later run could notice.
inline constexpr int sqlite_schema_version = 1;

/// The columns of messages and recipients have the names and values of the flat row; those of the classification are the
/// message's in the one and the recipient's in the other. The view `flat` is the flat row, column by column.
inline constexpr const char* sqlite_tables = R"sql(
CREATE TABLE messages (
    message_id INTEGER PRIMARY KEY,
    input_id TEXT NOT NULL UNIQUE,
    source TEXT,
    "index" INTEGER,
    "offset" INTEGER,
    size INTEGER NOT NULL,
    container TEXT,
    truncated INTEGER NOT NULL,
    kind TEXT NOT NULL,
    kind_confidence REAL NOT NULL,
    form TEXT,
    mta TEXT,
    report_date TEXT,
    report_time INTEGER,
    report_subject TEXT,
    reporting_mta TEXT,
    edge_ip TEXT,
    original_message_id TEXT,
    original_subject TEXT,
    original_from TEXT,
    envelope_id TEXT,
    queue_id TEXT,
    list_id TEXT,
    verp_recipient TEXT,
    authenticity TEXT,
    category TEXT,
    permanence TEXT,
    suppress TEXT,
    responsible TEXT,
    confidence REAL,
    provider TEXT,
    warnings TEXT,
    rules TEXT
);
CREATE TABLE recipients (
    message_id INTEGER NOT NULL REFERENCES messages,
    position INTEGER NOT NULL,
    recipient TEXT,
    recipient_domain TEXT,
    action TEXT,
    status TEXT,
    code INTEGER,
    reply_text TEXT,
    phase TEXT,
    command TEXT,
    rejecting_host TEXT,
    rejecting_ip TEXT,
    category TEXT,
    permanence TEXT,
    suppress TEXT,
    responsible TEXT,
    confidence REAL,
    provider TEXT,
    summary TEXT,
    rule TEXT,
    PRIMARY KEY (message_id, position)
) WITHOUT ROWID;
CREATE TABLE replies (
    message_id INTEGER NOT NULL REFERENCES messages,
    position INTEGER NOT NULL,
    recipient INTEGER,
    code INTEGER,
    enhanced TEXT,
    text TEXT,
    command TEXT,
    phase TEXT,
    host TEXT,
    ip TEXT,
    port INTEGER,
    quoted_client_ip TEXT,
    quoted_client_host TEXT,
    reported_by TEXT,
    PRIMARY KEY (message_id, position)
) WITHOUT ROWID;
CREATE TABLE hops (
    message_id INTEGER NOT NULL REFERENCES messages,
    position INTEGER NOT NULL,
    message TEXT NOT NULL,
    from_helo TEXT,
    from_rdns TEXT,
    from_rdns_verified INTEGER,
    from_ip TEXT,
    by_host TEXT,
    by_ip TEXT,
    by_software TEXT,
    protocol TEXT,
    tls TEXT,
    id TEXT,
    for_address TEXT,
    date TEXT,
    time INTEGER,
    delay_s REAL,
    trust TEXT,
    PRIMARY KEY (message_id, position)
) WITHOUT ROWID;
CREATE VIEW flat AS SELECT
    m.input_id, m.source, m."index", m."offset", m.kind, m.report_date, r.recipient, r.recipient_domain, r.action, r.status, r.code,
    r.reply_text, r.phase, r.command, r.rejecting_host, r.rejecting_ip, m.reporting_mta, m.edge_ip,
    coalesce(r.category, m.category) AS category, coalesce(r.permanence, m.permanence) AS permanence,
    coalesce(r.suppress, m.suppress) AS suppress, coalesce(r.responsible, m.responsible) AS responsible,
    coalesce(r.confidence, m.confidence) AS confidence, m.original_message_id, m.original_subject, m.original_from, m.envelope_id,
    m.queue_id, m.list_id, m.verp_recipient, m.authenticity, iif(r.position IS NULL, m.provider, r.provider) AS provider, m.warnings
FROM messages AS m LEFT JOIN recipients AS r USING (message_id);
)sql";

/// Made at the end of a run: rows go in faster without them.
inline constexpr const char* sqlite_indexes = R"sql(
CREATE INDEX IF NOT EXISTS messages_by_kind ON messages (kind, report_time);
CREATE INDEX IF NOT EXISTS messages_by_original ON messages (original_message_id);
CREATE INDEX IF NOT EXISTS recipients_by_address ON recipients (recipient);
CREATE INDEX IF NOT EXISTS recipients_by_domain ON recipients (recipient_domain, category);
CREATE INDEX IF NOT EXISTS recipients_by_category ON recipients (category, suppress);
CREATE INDEX IF NOT EXISTS recipients_by_host ON recipients (rejecting_host);
)sql";

} // namespace dsnparse::cli
