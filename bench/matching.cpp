#include "matching.hpp"

#include "base/ascii.hpp"
#include "knowledge/compiled.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace dsnparse;
using Clock = std::chrono::steady_clock;

constexpr int variants = 4; ///< of every example

/// A reply that nobody has seen: other numbers, another name, a sentence more.
std::string unseen(const std::string& example, std::mt19937& random) {
    static constexpr const char* more[] = {" Please contact your administrator.", " See the help page for details.",
                                           " (in reply to RCPT TO command)", ""};
    std::string text = example;
    // The codes in front and within words decide; long numbers do not.
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (i > 12 && ascii::is_digit(text[i]) && ascii::is_digit(text[i - 1]) && ascii::is_digit(text[i + 1]))
            text[i] = static_cast<char>('0' + random() % 10);
    text += " <u" + std::to_string(random()) + "@host" + std::to_string(random() % 100000) + ".example.org>";
    return text + more[random() % 4];
}

knowledge::Question question_of(const std::string& text, const knowledge::Rule& rule, detail::Arena& arena) {
    return knowledge::question_of(text, &rule, arena);
}

/// Every rule in turn, its phrases one by one: what a list of patterns costs.
std::string_view try_all(const knowledge::Compiled& compiled, const knowledge::Question& question, std::string_view line) {
    knowledge::Hit best;
    bool any = false;
    for (std::uint32_t number = 0; number < compiled.rules.size(); ++number) {
        const knowledge::Rule& rule = compiled.rules[number];
        if (!knowledge::conditions_hold(rule, question)) continue;
        knowledge::Hit hit;
        bool found = false;
        for (const std::string& phrase : rule.text) {
            const std::size_t at = ascii::ifind(line, phrase);
            if (at == std::string_view::npos || (found && phrase.size() <= hit.end - hit.begin)) continue;
            hit = {number, at, at + phrase.size()};
            found = true;
        }
        if (!found || (rule.regex != nullptr && !rule.regex->matches(line))) continue;
        if (!any || knowledge::goes_before(compiled, hit, best)) best = hit;
        any = true;
    }
    return any ? std::string_view(compiled.rules[best.rule].id) : std::string_view();
}

double median(std::vector<double> times) {
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

} // namespace

bool measure_matching() {
    const knowledge::Compiled& compiled = RuleSet::builtin().compiled();
    std::mt19937 random(20260302);
    // Patterns compile at their first use; a process that reads mail for a second has them all.
    for (const knowledge::Rule& rule : compiled.rules)
        if (rule.regex != nullptr) static_cast<void>(rule.regex->matches("x"));
    std::vector<double> ours;
    std::vector<double> naive;
    std::size_t different = 0;
    std::size_t unknown = 0;
    for (int round = 0; round < variants; ++round)
        for (const knowledge::Rule& rule : compiled.rules)
            for (const std::string& example : rule.examples) {
                const std::string text = unseen(example, random);
                detail::Arena arena;
                const knowledge::Question question = question_of(text, rule, arena);
                const Clock::time_point start = Clock::now();
                const auto match = knowledge::match(compiled, question, arena);
                const Clock::time_point between = Clock::now();
                const std::string_view line = knowledge::find_hits(compiled, question, arena).line;
                const Clock::time_point again = Clock::now();
                const std::string_view tried = try_all(compiled, question, line);
                naive.push_back(std::chrono::duration<double>(Clock::now() - again).count());
                ours.push_back(std::chrono::duration<double>(between - start).count());
                if ((match ? match->rule : std::string_view()) != tried) ++different;
                if (!match) ++unknown;
            }
    const double a = median(ours);
    const double b = median(naive);
    std::printf("\nmatching, %zu rules, %zu unseen replies (%zu of them unknown), median\n", compiled.rules.size(), ours.size(),
                unknown);
    std::printf("  %-28s %8.2f us\n  %-28s %8.2f us, %.1f times as long\n", "dsnparse", a * 1e6, "every rule in turn", b * 1e6,
                b / a);
    if (different > 0) std::printf("  the two disagree on %zu replies\n", different);
    return different == 0;
}
