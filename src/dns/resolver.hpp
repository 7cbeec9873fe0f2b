/// \file
/// The Lookup that asks the network, through c-ares.
#pragma once

#include "dns/lookup.hpp"

#include <memory>

namespace dsnparse::dns {

struct ResolverOptions {
    std::string server; ///< `ADDRESS`, `ADDRESS:PORT` or `[IPv6]:PORT`; empty: those of the system (resolv.conf)
    int timeout_ms = 3000; ///< the longest wait for one answer, all tries together; at least 1
    int tries = 2; ///< packets per server; the wait after each is twice the one before; 1 to 8
};

/// A name server to ask.
struct Server {
    fields::IpAddress address;
    unsigned port = 53;
};

/// Reads `ResolverOptions::server`; nullopt: it is none.
[[nodiscard]] std::optional<Server> parse_server(std::string_view text);

/// Believes the first server that answers, whatever it says; follows CNAMEs as far as the server puts the records beside them.
class Resolver : public Lookup {
public:
    explicit Resolver(const ResolverOptions& options = {});
    ~Resolver() override;

    /// Why nothing can be asked, in one line; empty: all is well. Then every question ends as `no_network`.
    [[nodiscard]] const std::string& error() const { return error_; }

private:
    std::vector<Answer> resolve(const std::vector<Question>& questions) override;

    class Channel;
    std::unique_ptr<Channel> channel_;
    std::string error_;
};

} // namespace dsnparse::dns
