/// \file
/// Words of `--help` that the manual page has as well.
#pragma once

namespace dsnparse::cli {

inline constexpr const char* description_text =
    "Reads bounces: delivery status notifications (RFC 3464), transcripts of SMTP sessions, and every other kind of mail by\n"
    "which a mail system tells that it could not deliver. Says which recipients failed, what each server said, which one\n"
    "refused, why, who can act and what to do. Nothing is sent and nothing is looked up, unless DNS is asked by name.";

inline constexpr const char* path_text =
    "PATH is a file with one message, a folder (all files below it, in order of their names), or - for\n"
    "standard input; none: standard input.";

inline constexpr const char* exit_text =
    "0 all was read (check: it is a bounce); 1 something in or below a path could not be read, check: none is\n"
    "a bounce, dns: a problem, rules lint: a rule does not hold; 2 a path cannot be read or written, or the\n"
    "command line is wrong. One line on standard error says what.";

inline constexpr const char* no_color_text = "Where it is set and not empty, nothing is coloured unless --color always says so.";

inline constexpr const char* example_text =
    "  dsnparse explain bounce.eml             who refused, why, what to do\n"
    "  dsnparse parse bounces/ > out.ndjson    one line of JSON per message\n"
    "  dsnparse summary bounces.mbox           who refuses, why, whom to stop writing to\n"
    "  dsnparse report -o page.html bounces/   one page of HTML with all of them\n"
    "  dsnparse check - < mail && echo bounce  for a filter";

} // namespace dsnparse::cli
