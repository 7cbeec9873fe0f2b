// The C interface says what the C++ one says, whatever the bytes.
#include <dsnparse/dsnparse.h>

#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    dsnparse_report* report = dsnparse_parse(data, size, nullptr);
    if (report == nullptr) std::abort();
    std::size_t length = 0;
    char* json = dsnparse_report_json(report, &length);
    std::string expected;
    const dsnparse::Report same = dsnparse::parse(std::string_view(reinterpret_cast<const char*>(data), size));
    dsnparse::append_json(same, expected);
    if (std::string_view(json, length) != expected) std::abort();
    dsnparse_free(json);
    if (dsnparse_report_recipients(report) != same.recipients.size()) std::abort();
    for (std::size_t i = 0; i < same.recipients.size(); ++i) {
        const dsnparse_text address = dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_ADDRESS);
        if (std::string_view(address.data == nullptr ? "" : address.data, address.length) != same.recipients[i].address)
            std::abort();
    }
    dsnparse_report_free(report);
    return 0;
}
