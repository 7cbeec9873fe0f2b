// received_chain FILE: the way of a message through the servers, oldest first.
#include <dsnparse/dsnparse.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: received_chain FILE\n";
        return 2;
    }
    std::ifstream file(argv[1], std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) {
        std::cerr << "received_chain: cannot read " << argv[1] << '\n';
        return 2;
    }
    const std::string message = std::move(content).str();

    const dsnparse::Report report = dsnparse::parse(message);
    for (const dsnparse::Hop& hop : report.hops) {
        std::cout << hop.from_helo << " [" << hop.from_ip << "] -> " << hop.by << ' ' << hop.date.text;
        if (hop.delay_s) std::cout << " after " << *hop.delay_s << " s";
        std::cout << '\n';
    }
    if (report.edge.best) std::cout << "handed over at " << report.edge.candidates[*report.edge.best].ip << '\n';
    return 0;
}
