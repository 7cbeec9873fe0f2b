// Whole messages: parse, both writers, explain, trace. The writers must agree, the Report must not point into the input,
// and LF and CRLF must read the same.
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    std::string message(reinterpret_cast<const char*>(data), size);
    const dsnparse::Report report = dsnparse::parse(message);
    message.assign(message.size(), 'X');
    std::string line;
    dsnparse::append_json(report, line);
    if (dsnparse::to_json(report).dump() != line) std::abort();
    for (const dsnparse::Recipient& recipient : report.recipients)
        for (const dsnparse::Evidence& item : recipient.evidence)
            if (item.span && item.span->offset + item.span->length > size) std::abort();
    static_cast<void>(dsnparse::explain(report));
    const std::string again(reinterpret_cast<const char*>(data), size);
    static_cast<void>(dsnparse::explain_trace(dsnparse::trace(again)));
    return 0;
}
