#include "dialects/phases.hpp"

#include "base/ascii.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

/// Words that texts put in front of the moment: `while receiving the initial server greeting`.
constexpr std::array<std::string_view, 9> fillers{"pipelined", "sending", "receiving", "performing", "the",
                                                  "our",       "initial", "server",    "remote"};

struct Moment {
    std::string_view words; ///< lower case; whole words at the start
    Phase phase;
};
constexpr std::array<Moment, 21> moments{{
    {"rcpt", Phase::rcpt},
    {"recipient", Phase::rcpt},
    {"mail", Phase::mail},
    {"send from", Phase::mail},
    {"data", Phase::data},
    {"message body", Phase::data},
    {"end of data", Phase::end_of_data},
    {"end-of-data", Phase::end_of_data},
    {"final dot", Phase::end_of_data},
    {"message", Phase::end_of_data},
    {"ehlo", Phase::ehlo},
    {"helo", Phase::ehlo},
    {"lhlo", Phase::ehlo},
    {"greeting", Phase::banner},
    {"banner", Phase::banner},
    {"connection", Phase::banner},
    {"connect", Phase::banner},
    {"starttls", Phase::starttls},
    {"auth", Phase::auth},
    {"quit", Phase::quit},
    {"tls", Phase::starttls},
}};

bool consume_words(std::string_view& text, std::string_view words) {
    if (!ascii::istarts_with(text, words)) return false;
    if (text.size() > words.size() && ascii::is_alnum(text[words.size()])) return false;
    text = ascii::trim_left(text.substr(words.size()));
    return true;
}

bool consume_filler(std::string_view& text) {
    for (std::string_view filler : fillers)
        if (consume_words(text, filler)) return true;
    return false;
}

} // namespace

Phase phase_of_command(std::string_view command) {
    command = ascii::trim(command);
    if (command == ".") return Phase::end_of_data;
    if (consume_words(command, "bdat")) return ascii::iends_with(command, "last") ? Phase::end_of_data : Phase::data;
    while (!command.empty() && consume_filler(command)) {
    }
    for (const Moment& moment : moments)
        if (consume_words(command, moment.words)) return moment.phase;
    return Phase::unknown;
}

} // namespace dsnparse::dialects
