/// \file
/// Reports that may be shown to others (--redact).
#pragma once

#include <dsnparse/report.hpp>

#include <string>

namespace dsnparse::cli {

/// Takes out who wrote to whom about what: local parts of addresses, display names, subjects, and the ids of messages, queues and
/// envelopes, everywhere in a Report, also in running text. Each becomes a short pseudonym, the same for the same thing under the
/// same key, so that results can still be counted and compared. Domains, hosts, addresses of hosts, codes and dates stay: they
/// are what a diagnosis is about. Immutable; any number of threads may use one.
class Redactor {
public:
    /// An empty key: one made for this run, which nobody knows.
    explicit Redactor(std::string key);
    void redact(Report& report) const;

private:
    std::string key_;
};

} // namespace dsnparse::cli
