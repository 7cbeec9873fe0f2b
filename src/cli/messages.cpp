#include "cli/messages.hpp"

#include "cli/complain.hpp"

#include <algorithm>

namespace dsnparse::cli {

namespace {

SourceOptions options_of(const Arguments& arguments, const std::atomic<bool>* stop, std::function<void()> before_waiting) {
    SourceOptions options;
    options.format = arguments.input_format;
    options.field = arguments.field;
    options.message_bytes = std::max(options.message_bytes, arguments.most_bytes);
    options.stop = stop;
    options.before_waiting = std::move(before_waiting);
    return options;
}

} // namespace

Messages::Messages(const Arguments& arguments, const std::atomic<bool>* stop)
    : source_(MessageSource::open(arguments.paths, options_of(arguments, stop,
                                                              [this] {
                                                                  if (before_waiting_) before_waiting_();
                                                              }))),
      several_paths_(arguments.paths.size() > 1) {}

bool Messages::many() {
    if (several_paths_ || has_second_) return true;
    if (has_first_) return false;
    has_first_ = source_.next(first_);
    if (!has_first_) return false;
    bytes_ = first_.bytes;
    name_ = first_.source;
    container_ = first_.container;
    first_.bytes = bytes_;
    first_.source = name_;
    first_.container = container_;
    has_second_ = source_.next(second_);
    return has_second_;
}

bool Messages::next(SourceMessage& message) {
    if (has_first_) {
        message = first_;
        has_first_ = false;
        return true;
    }
    if (has_second_) {
        message = second_;
        has_second_ = false;
        return true;
    }
    return source_.next(message);
}

void Messages::tell_problems(bool quiet) {
    for (const SourceProblem& problem : source_.take_problems()) {
        (problem.named ? failed_ : lacking_) = true;
        if (!quiet) complain(problem.source, problem.reason);
    }
}

std::string name_of(const SourceMessage& message) {
    std::string name(message.source);
    if (message.index >= 0) name += " #" + std::to_string(message.index);
    return name;
}

} // namespace dsnparse::cli
