// Any bytes as an Outlook item, and the mail that it becomes.
#include <dsnparse/parse.hpp>
#include <dsnparse/source.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
    if (size > bytes.size()) bytes.append(reinterpret_cast<const char*>(data) + bytes.size(), size - bytes.size());
    dsnparse::MessageSource source = dsnparse::MessageSource::from_memory(bytes, "fuzz");
    dsnparse::SourceMessage message;
    while (source.next(message)) {
        if (message.bytes.size() > bytes.size() * 8 + 4096) std::abort();
        static_cast<void>(dsnparse::parse(message.bytes));
    }
    for (const dsnparse::SourceProblem& problem : source.take_problems())
        if (problem.reason.empty()) std::abort();
    return 0;
}
