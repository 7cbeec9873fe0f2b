// dsnparse_command_bench COMMAND [MESSAGES [FOLDER...]]: the whole command over one large mbox, against a newline scan and a bare
// GMime parse of the same messages (in memory already), in one run.
//
// The mbox is the messages of the folders, again and again, 200,000 of them unless told otherwise. Steps take turns and the best
// of three rounds counts. Everything runs on one processor, but for the step with two workers, which has them all.
#include "allocations.hpp"
#include "corpus.hpp"
#include "peers.hpp"

#include <dsnparse/parse.hpp>
#include <dsnparse/source.hpp>
#include <dsnparse/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

std::size_t sink = 0; ///< keeps results alive

struct Step {
    std::string name;
    std::function<bool(Step&)> run; ///< false: it failed
    double best = 1e9; ///< seconds
    double memory_mb = 0; ///< most that was resident; 0: not measured
};

bool scan_file(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const std::size_t size = std::filesystem::file_size(path);
    void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    close(file);
    if (data == MAP_FAILED) return false;
    sink += corpus::count_lines(static_cast<const char*>(data), size);
    munmap(data, size);
    return true;
}

/// Runs a program with its output to /dev/null; false: it failed.
bool run_command(std::vector<std::string> words, bool all_processors, Step& step) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        if (all_processors) {
            cpu_set_t all;
            CPU_ZERO(&all);
            for (int i = 0; i < CPU_SETSIZE; ++i) CPU_SET(static_cast<unsigned>(i), &all);
            sched_setaffinity(0, sizeof all, &all);
        }
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nowhere, STDOUT_FILENO);
        execv(pointers[0], pointers.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child) return false;
    step.memory_mb = std::max(step.memory_mb, static_cast<double>(usage.ru_maxrss) / 1024);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The same work within this program, to count allocations. Returns how many per message.
double allocations_of_pass(const std::string& path) {
    dsnparse::MessageSource source = dsnparse::MessageSource::open({path});
    dsnparse::SourceMessage message;
    std::string line;
    std::size_t messages = 0;
    const std::size_t before = allocations::count();
    while (messages < 20'000 && source.next(message)) {
        line.clear();
        dsnparse::append_json(dsnparse::parse(message.bytes), line);
        sink += line.size();
        ++messages;
    }
    return static_cast<double>(allocations::count() - before) / static_cast<double>(std::max<std::size_t>(messages, 1));
}

/// A file that goes away with the program.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& name)
        : path_((std::filesystem::temp_directory_path() / (name + "." + std::to_string(getpid()))).string()) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { remove(); }
    void remove() const {
        for (const char* more : {"", "-wal", "-shm", "-journal"}) std::remove((path_ + more).c_str());
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::vector<Step> make_steps(const std::string& command, const std::string& mbox, const TemporaryFile& database,
                             const corpus::Messages& messages, std::size_t count) {
    std::vector<Step> steps;
    steps.push_back({"newline scan (floor)", [=](Step&) { return scan_file(mbox); }});
    if (peers::has_gmime())
        steps.push_back({"GMime parse", [&messages, count](Step&) {
                             for (std::size_t i = 0; i < count; ++i) sink += peers::gmime_parse(messages[i % messages.size()]);
                             return true;
                         }});
    const auto add = [&](const char* name, std::vector<std::string> words, bool all_processors = false) {
        words.insert(words.begin(), command);
        words.push_back(mbox);
        steps.push_back({name, [=](Step& step) { return run_command(words, all_processors, step); }});
    };
    add("parse, NDJSON", {"parse"});
    add("parse, NDJSON, -j 2", {"parse", "-j", "2"}, true);
    add("parse, SQLite", {"parse", "-o", database.path()});
    add("summary", {"summary"});
    return steps;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: dsnparse_command_bench COMMAND [MESSAGES [FOLDER...]]\n");
        return 2;
    }
    const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 200'000;
    std::vector<std::string> folders(argv + std::min(argc, 3), argv + argc);
    if (folders.empty()) folders.emplace_back("tests/corpus");
    const TemporaryFile mbox("dsnparse-bench.mbox");
    const TemporaryFile database("dsnparse-bench.db");
    corpus::Messages messages = corpus::load(folders);
    // Where CR ends the lines, an mbox cannot tell where a message begins.
    const auto unfit = [](const std::string& message) { return message.find('\n') == std::string::npos; };
    messages.erase(std::remove_if(messages.begin(), messages.end(), unfit), messages.end());
    const std::size_t bytes = corpus::write_mbox(mbox.path(), messages, count);
    if (bytes == 0) {
        std::fprintf(stderr, "dsnparse_command_bench: nothing to measure in the folders given, or %s cannot be written\n",
                     mbox.path().c_str());
        return 2;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<unsigned>(std::max(sched_getcpu(), 0)), &one);
    sched_setaffinity(0, sizeof one, &one);

    std::vector<Step> steps = make_steps(argv[1], mbox.path(), database, messages, count);
    for (int round = 0; round < 3; ++round)
        for (Step& step : steps) {
            database.remove();
            const Clock::time_point start = Clock::now();
            if (!step.run(step)) {
                std::fprintf(stderr, "dsnparse_command_bench: %s failed\n", step.name.c_str());
                return 1;
            }
            step.best = std::min(step.best, std::chrono::duration<double>(Clock::now() - start).count());
        }
    const double floor = steps[0].best;
    const double gmime = peers::has_gmime() ? steps[1].best : 0;
    const double megabytes = static_cast<double>(bytes) / 1e6;
    std::printf("one mbox: %zu messages, %.0f MB, best of 3\n", count, megabytes);
    std::printf("  %-22s %9s %11s %8s %9s %9s %8s\n", "step", "MB/s", "messages/s", "us/msg", "of floor", "x GMime", "max MB");
    for (const Step& step : steps) {
        std::printf("  %-22s %9.0f %11.0f %8.2f %8.1f%% %9.2f ", step.name.c_str(), megabytes / step.best,
                    static_cast<double>(count) / step.best, 1e6 * step.best / static_cast<double>(count), 100 * floor / step.best,
                    gmime / step.best);
        std::printf(step.memory_mb > 0 ? "%8.0f\n" : "\n", step.memory_mb);
    }
    std::printf("  allocations per message, NDJSON: %.1f\n", allocations_of_pass(mbox.path()));
    return sink == 0 ? 1 : 0;
}
