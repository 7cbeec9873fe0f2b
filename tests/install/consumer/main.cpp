// Built by a C++17 compiler against the installed headers; exits 0 if the answer is right.
#include <dsnparse/dsnparse.hpp>
#include <dsnparse/json.hpp>

#include <cstring>
#include <iostream>

int main() {
    const char* message =
        "<user@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n";
    const dsnparse::Report report = dsnparse::parse(message);
    std::cout << dsnparse::to_json(report).dump(1) << '\n';
    const bool right = report.is_bounce() && report.recipients.size() == 1 && report.recipients[0].address == "user@example.org"
                       && report.recipients[0].status == "5.1.1" && std::strcmp(dsnparse::version(), DSNPARSE_VERSION) == 0;
    return right ? 0 : 1;
}
