// The only place that calls c-ares.
#include "dns/name.hpp"
#include "dns/resolver.hpp"

#define CARES_NO_DEPRECATED // newer versions have other calls beside those used here, which all versions have
#include <ares.h>

#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstring>

namespace dsnparse::dns {

namespace {

constexpr int class_in = 1; // RFC 1035 section 3.2.4
constexpr int largest_udp = 1232; // bytes of an answer that pass everywhere unfragmented
constexpr int most_addresses = 256;
constexpr int most_tries = 8;

/// The type's number on the wire (RFC 1035 section 3.2.2, RFC 3596).
int wire_type(Type type) {
    switch (type) {
    case Type::a: return 1;
    case Type::ptr: return 12;
    case Type::mx: return 15;
    case Type::txt: return 16;
    case Type::aaaa: return 28;
    }
    return 0;
}

Outcome outcome_of(int status) {
    switch (status) {
    case ARES_SUCCESS: return Outcome::answer;
    case ARES_ENODATA: return Outcome::no_data;
    case ARES_ENOTFOUND: return Outcome::nxdomain;
    case ARES_ESERVFAIL: return Outcome::servfail;
    case ARES_EREFUSED:
    case ARES_ENOTIMP: return Outcome::refused;
    case ARES_ETIMEOUT:
    case ARES_ECANCELLED: return Outcome::timeout;
    case ARES_ECONNREFUSED: return Outcome::no_network;
    default: return Outcome::malformed;
    }
}

fields::IpAddress make_address(const void* bytes, bool v4) {
    fields::IpAddress address;
    address.v4 = v4;
    std::memcpy(address.bytes.data(), bytes, v4 ? 4 : 16);
    return address;
}

/// A name out of an answer, as far as it is one; what is none stays as it is and is only shown.
std::string read_name(const char* text) {
    std::string name = normalise_name(text);
    return name.empty() ? std::string(text) : name;
}

/// Each reads the records of one type out of a packet, and returns a status of c-ares.
int read_a(const unsigned char* packet, int size, Answer& answer) {
    ares_addrttl found[most_addresses];
    int count = most_addresses;
    const int status = ares_parse_a_reply(packet, size, nullptr, found, &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; ++i) answer.addresses.push_back(make_address(&found[i].ipaddr, true));
    return status;
}

int read_aaaa(const unsigned char* packet, int size, Answer& answer) {
    ares_addr6ttl found[most_addresses];
    int count = most_addresses;
    const int status = ares_parse_aaaa_reply(packet, size, nullptr, found, &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; ++i) answer.addresses.push_back(make_address(&found[i].ip6addr, false));
    return status;
}

int read_ptr(const unsigned char* packet, int size, Answer& answer) {
    hostent* host = nullptr;
    const int status = ares_parse_ptr_reply(packet, size, nullptr, 0, AF_INET, &host);
    if (status != ARES_SUCCESS) return status;
    for (char** alias = host->h_aliases; *alias != nullptr; ++alias) answer.names.push_back(read_name(*alias));
    if (answer.names.empty()) answer.names.push_back(read_name(host->h_name));
    ares_free_hostent(host);
    return status;
}

int read_mx(const unsigned char* packet, int size, Answer& answer) {
    ares_mx_reply* first = nullptr;
    const int status = ares_parse_mx_reply(packet, size, &first);
    if (status != ARES_SUCCESS) return status;
    for (const ares_mx_reply* mx = first; mx != nullptr; mx = mx->next) {
        const std::string host = read_name(mx->host);
        answer.mx.push_back({mx->priority, host == "." ? std::string() : host});
    }
    ares_free_data(first);
    if (answer.mx.empty()) return ARES_ENODATA; // an alias alone
    std::sort(answer.mx.begin(), answer.mx.end());
    return status;
}

int read_txt(const unsigned char* packet, int size, Answer& answer) {
    ares_txt_ext* first = nullptr;
    const int status = ares_parse_txt_reply_ext(packet, size, &first);
    if (status != ARES_SUCCESS) return status;
    for (const ares_txt_ext* piece = first; piece != nullptr; piece = piece->next) {
        if (piece->record_start != 0 || answer.texts.empty()) answer.texts.emplace_back();
        for (std::size_t i = 0; i < piece->length; ++i) answer.texts.back() += static_cast<char>(piece->txt[i]);
    }
    ares_free_data(first);
    return answer.texts.empty() ? ARES_ENODATA : status; // an alias alone
}

int read_records(Type type, const unsigned char* packet, int size, Answer& answer) {
    switch (type) {
    case Type::a: return read_a(packet, size, answer);
    case Type::aaaa: return read_aaaa(packet, size, answer);
    case Type::ptr: return read_ptr(packet, size, answer);
    case Type::mx: return read_mx(packet, size, answer);
    case Type::txt: return read_txt(packet, size, answer);
    }
    return ARES_EBADRESP;
}

/// One question under way.
struct Pending {
    Type type = Type::a;
    Answer answer;
    std::size_t* open = nullptr; ///< how many of its batch have not ended
};

void on_answer(void* argument, int status, int /*timeouts*/, unsigned char* packet, int size) {
    auto& pending = *static_cast<Pending*>(argument);
    if (status == ARES_SUCCESS) status = read_records(pending.type, packet, size, pending.answer);
    pending.answer.outcome = outcome_of(status);
    --*pending.open;
}

} // namespace

/// A c-ares channel with the sockets that it waits for.
class Resolver::Channel {
public:
    explicit Channel(const ResolverOptions& options) : timeout_(std::max(options.timeout_ms, 1)) {
        library_ = ares_library_init(ARES_LIB_INIT_ALL) == ARES_SUCCESS;
        ares_options settings{};
        // Else SERVFAIL and REFUSED would come back as "no server could be reached".
        settings.flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS;
        settings.ednspsz = largest_udp;
        settings.tries = std::clamp(options.tries, 1, most_tries);
        // c-ares doubles the wait after each try: 1 + 2 + 4 ... parts make the whole.
        settings.timeout = std::max(timeout_ / ((1 << settings.tries) - 1), 1);
        settings.sock_state_cb = on_socket;
        settings.sock_state_cb_data = this;
        const int given = ARES_OPT_FLAGS | ARES_OPT_EDNSPSZ | ARES_OPT_TRIES | ARES_OPT_TIMEOUTMS | ARES_OPT_SOCK_STATE_CB;
        if (library_ && ares_init_options(&channel_, &settings, given) != ARES_SUCCESS) channel_ = nullptr;
    }
    ~Channel() {
        if (channel_ != nullptr) ares_destroy(channel_);
        if (library_) ares_library_cleanup();
    }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    [[nodiscard]] bool ok() const { return channel_ != nullptr; }

    bool set_server(const Server& server) {
        ares_addr_port_node node{};
        node.family = server.address.v4 ? AF_INET : AF_INET6;
        std::memcpy(&node.addr, server.address.bytes.data(), server.address.v4 ? 4 : 16);
        node.udp_port = node.tcp_port = static_cast<int>(server.port);
        return ares_set_servers_ports(channel_, &node) == ARES_SUCCESS;
    }

    std::vector<Answer> resolve(const std::vector<Question>& questions) {
        std::vector<Pending> pending(questions.size());
        std::size_t open = questions.size();
        for (std::size_t i = 0; i < questions.size(); ++i) {
            pending[i].type = questions[i].type;
            pending[i].open = &open;
            ares_query(channel_, questions[i].name.c_str(), class_in, wire_type(questions[i].type), on_answer, &pending[i]);
        }
        wait(open);
        std::vector<Answer> answers;
        answers.reserve(pending.size());
        for (Pending& one : pending) answers.push_back(std::move(one.answer));
        return answers;
    }

private:
    static void on_socket(void* argument, ares_socket_t socket, int readable, int writable) {
        auto& sockets = static_cast<Channel*>(argument)->sockets_;
        std::erase_if(sockets, [socket](const pollfd& one) { return one.fd == socket; });
        const int events = (readable != 0 ? POLLIN : 0) | (writable != 0 ? POLLOUT : 0);
        if (events != 0) sockets.push_back({socket, static_cast<short>(events), 0});
    }

    /// Serves the sockets until no question is open or the time is over; then those that are open end as timeouts.
    void wait(const std::size_t& open) {
        using Clock = std::chrono::steady_clock;
        const auto deadline = Clock::now() + std::chrono::milliseconds(timeout_);
        while (open > 0) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
            if (left <= 0) break;
            timeval most{static_cast<time_t>(left / 1000), static_cast<suseconds_t>(left % 1000 * 1000)};
            timeval next{};
            const timeval* use = ares_timeout(channel_, &most, &next);
            const int wait_ms = static_cast<int>(use->tv_sec * 1000 + (use->tv_usec + 999) / 1000);
            std::vector<pollfd> ready = sockets_; // the callback changes the other
            if (poll(ready.data(), ready.size(), wait_ms) <= 0) {
                ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
                continue;
            }
            for (const pollfd& one : ready) {
                const bool broken = (one.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
                const bool readable = broken || (one.revents & POLLIN) != 0;
                const bool writable = (one.revents & POLLOUT) != 0;
                if (readable || writable)
                    ares_process_fd(channel_, readable ? one.fd : ARES_SOCKET_BAD, writable ? one.fd : ARES_SOCKET_BAD);
            }
        }
        if (open > 0) ares_cancel(channel_);
    }

    int timeout_;
    bool library_ = false;
    ares_channel channel_ = nullptr;
    std::vector<pollfd> sockets_;
};

Resolver::Resolver(const ResolverOptions& options) : Lookup(std::max(options.timeout_ms, 1)) {
    const auto server = parse_server(options.server);
    if (!server && !options.server.empty()) {
        error_ = "'" + shown(options.server) + "' is no name server: ADDRESS, ADDRESS:PORT or [IPv6]:PORT is meant";
        return;
    }
    channel_ = std::make_unique<Channel>(options);
    if (!channel_->ok())
        error_ = "DNS queries cannot be made: c-ares does not start";
    else if (server && !channel_->set_server(*server))
        error_ = "DNS queries cannot be made: c-ares does not take the name server " + shown(options.server);
}

Resolver::~Resolver() = default;

std::vector<Answer> Resolver::resolve(const std::vector<Question>& questions) {
    return error_.empty() ? channel_->resolve(questions) : std::vector<Answer>(questions.size());
}

} // namespace dsnparse::dns
