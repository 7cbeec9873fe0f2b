#include "cli/small_file.hpp"

#include <dsnparse/source.hpp>

namespace dsnparse::cli {

std::string read_small_file(const std::string& path, std::string& content) {
    SourceOptions options;
    options.format = SourceFormat::message;
    MessageSource source = MessageSource::open({path}, options);
    SourceMessage whole;
    const bool read = source.next(whole);
    content = whole.bytes;
    const std::vector<SourceProblem> problems = source.take_problems();
    if (!problems.empty()) return problems.front().reason;
    return read ? std::string() : "it cannot be read";
}

} // namespace dsnparse::cli
