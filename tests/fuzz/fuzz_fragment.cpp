// Pasted text: never taken for a mail, always read as words.
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string pasted = "I got this back, what does it mean?\n\n" + std::string(reinterpret_cast<const char*>(data), size);
    const dsnparse::Report report = dsnparse::parse(pasted);
    std::string line;
    dsnparse::append_json(report, line);
    if (line.empty() || line.front() != '{' || line.back() != '}') std::abort();
    return 0;
}
