#include "cli/complain.hpp"

#include "emit/screen.hpp"

#include <iostream>
#include <string>

namespace dsnparse::cli {

void complain(std::string_view name, std::string_view reason) {
    std::string line = "dsnparse: ";
    emit::append_safe(line, name);
    line += ": ";
    emit::append_safe(line, reason);
    std::cerr << line + '\n';
}

} // namespace dsnparse::cli
