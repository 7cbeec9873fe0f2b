// dsnparse_bench [FOLDER...]: speed of our steps and of our peers over the messages of some folders, in one run.
//
// Each step runs over all messages in turn, the steps interleaved, and the best of many rounds counts: that is what the
// machine can do when nothing disturbs it. Read the ratios; the absolute figures are the machine's.
#include "allocations.hpp"
#include "corpus.hpp"
#include "matching.hpp"
#include "peers.hpp"

#include "base/context.hpp"
#include "mime/framing.hpp"

#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using corpus::Messages;

std::size_t sink = 0; ///< keeps results alive

struct Step {
    std::string name;
    std::function<void(const std::string&)> run;
    double best = 1e9; ///< seconds for all messages
    double allocations = 0; ///< per message
};

/// A bounce that returns a 20 MB message.
std::string large_message() {
    std::string message =
        "From: MAILER-DAEMON@mta.example.net\nTo: a@example.org\nSubject: Returned mail\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt failed.\n\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mta.example.net\n\n"
        "Final-Recipient: rfc822; x@example.org\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n"
        "From: a@example.org\nTo: x@example.org\nSubject: figures\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=i\n\n--i\n\nHello.\n--i\nContent-Type: application/pdf\n"
        "Content-Transfer-Encoding: base64\n\n";
    const std::string line = "JVBERi0xLjcKMSAwIG9iago8PC9UeXBlIC9DYXRhbG9nL1BhZ2VzIDIgMCBSPj4KZW5kb2JqCjIg\n";
    while (message.size() < std::size_t{20} << 20) message += line;
    return message + "--i--\n--b--\n";
}

void frame_only(const std::string& message) {
    using namespace dsnparse;
    static const Options options;
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings(arena);
    detail::Context context{message, options, arena, scratch, warnings};
    sink += mime::frame(context).parts.size();
}

std::vector<Step> make_steps() {
    std::vector<Step> steps;
    steps.push_back({"newline scan (floor)", [](const std::string& m) { sink += corpus::count_lines(m.data(), m.size()); }});
    if (peers::has_gmime()) steps.push_back({"GMime parse", [](const std::string& m) { sink += peers::gmime_parse(m); }});
    steps.push_back({"mimetic load", [](const std::string& m) { sink += peers::mimetic_load(m); }});
    steps.push_back({"framing", frame_only});
    steps.push_back({"parse -> Report", [](const std::string& m) { sink += dsnparse::parse(m).recipients.size(); }});
    steps.push_back({"the same, no input.id", [](const std::string& m) {
                         static const dsnparse::Options options = [] {
                             dsnparse::Options without;
                             without.message_digest = false;
                             return without;
                         }();
                         sink += dsnparse::parse(m, options).recipients.size();
                     }});
    steps.push_back({"parse -> NDJSON", [line = std::string()](const std::string& m) mutable {
                         line.clear();
                         dsnparse::append_json(dsnparse::parse(m), line);
                         sink += line.size();
                     }});
    return steps;
}

void measure(const char* title, const Messages& messages, int rounds) {
    std::size_t bytes = 0;
    for (const std::string& message : messages) bytes += message.size();
    std::vector<Step> steps = make_steps();
    for (int round = 0; round < rounds; ++round) {
        for (Step& step : steps) {
            const std::size_t before = allocations::count();
            const Clock::time_point start = Clock::now();
            for (const std::string& message : messages) step.run(message);
            const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
            step.best = std::min(step.best, seconds);
            step.allocations = static_cast<double>(allocations::count() - before) / static_cast<double>(messages.size());
        }
    }
    const double floor = steps[0].best;
    const double gmime = peers::has_gmime() ? steps[1].best : 0;
    std::printf("%s: %zu messages, %.1f MB, best of %d\n", title, messages.size(), static_cast<double>(bytes) / 1e6, rounds);
    std::printf("  %-22s %9s %11s %10s %12s %9s %9s\n", "step", "MB/s", "messages/s", "us/msg", "allocs/msg", "of floor",
                "x GMime");
    for (const Step& step : steps)
        std::printf("  %-22s %9.0f %11.0f %10.2f %12.1f %8.1f%% %9.2f\n", step.name.c_str(),
                    static_cast<double>(bytes) / 1e6 / step.best, static_cast<double>(messages.size()) / step.best,
                    1e6 * step.best / static_cast<double>(messages.size()), step.allocations, 100 * floor / step.best,
                    gmime / step.best);
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> folders(argv + 1, argv + argc);
    if (folders.empty()) folders.emplace_back("tests/corpus");
    const Messages messages = corpus::load(folders);
    if (messages.empty()) {
        std::fprintf(stderr, "dsnparse_bench: no .eml or .txt file in the folders given\n");
        return 2;
    }
    measure("small mails", messages, 15);
    measure("one message of 20 MB", {large_message()}, 7);
    if (!measure_matching()) return 1;
    return sink == 0 ? 1 : 0;
}
