#include "summary/reply_template.hpp"

#include "fields/mask.hpp"

namespace dsnparse::summary {

namespace {

/// What follows is somebody's message.
constexpr std::size_t longest_text = 400;

} // namespace

std::string reply_template(const Reply& reply, detail::Arena& arena) {
    std::string line = reply.code ? std::to_string(*reply.code) + " " : std::string();
    if (!reply.enhanced.empty()) line.append(reply.enhanced) += ' ';
    line += reply.text.substr(0, longest_text);
    std::string masked;
    fields::append_masked(line, masked, arena);
    return masked;
}

} // namespace dsnparse::summary
