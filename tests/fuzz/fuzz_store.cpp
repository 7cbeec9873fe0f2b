// Any bytes as a store: an mbox, JSON records, an archive. Every message is read; limits hold.
#include <dsnparse/source.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    dsnparse::SourceOptions options;
    options.format = static_cast<dsnparse::SourceFormat>(data[0] % 5);
    options.message_bytes = data[0] < 128 ? 4096 : 100;
    options.archive_bytes = 1 << 20;
    options.archive_members = 100;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    dsnparse::MessageSource source = dsnparse::MessageSource::from_memory(bytes, "fuzz", options);
    dsnparse::SourceMessage message;
    std::int64_t last = -1;
    while (source.next(message)) {
        if (message.bytes.size() > options.message_bytes + 1 || !message.source.starts_with("fuzz")) std::abort();
        if (message.index >= 0 && message.source == "fuzz") {
            if (message.index <= last) std::abort();
            last = message.index;
        }
    }
    for (const dsnparse::SourceProblem& problem : source.take_problems())
        if (problem.reason.empty()) std::abort();
    return 0;
}
