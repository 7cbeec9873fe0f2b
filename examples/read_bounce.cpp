// read_bounce FILE: who could not be reached, which code decided, and who said so.
#include <dsnparse/dsnparse.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: read_bounce FILE\n";
        return 2;
    }
    std::ifstream file(argv[1], std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) {
        std::cerr << "read_bounce: cannot read " << argv[1] << '\n';
        return 2;
    }
    const std::string message = std::move(content).str();

    const dsnparse::Report report = dsnparse::parse(message);
    std::cout << "kind: " << to_string(report.kind) << '\n';
    for (const dsnparse::IdRef& id : report.correlation.message_ids)
        std::cout << "about the message " << id.value << " (" << id.header << ")\n";
    for (const dsnparse::Recipient& recipient : report.recipients) {
        std::cout << recipient.address << ' ' << to_string(recipient.action) << ' ' << recipient.status << ": "
                  << recipient.classification.category << '\n';
        for (const std::size_t index : recipient.replies) {
            const dsnparse::Reply& reply = report.replies[index];
            if (!reply.host.empty()) std::cout << "  refused by " << reply.host << ": " << reply.text << '\n';
        }
        // Never stop writing to an address because of our own reputation: ask `suppress`, not the code.
        if (recipient.classification.suppress == dsnparse::Suppress::yes) std::cout << "  take this address off the list\n";
    }
    return 0;
}
