// The C interface to stores of mail, over the C++ one.
#include "handles.hpp"

#include <dsnparse/source.hpp>

#include <deque>
#include <utility>
#include <vector>

struct dsnparse_source {
    dsnparse::MessageSource messages;
    dsnparse::SourceMessage message;
    std::deque<dsnparse::SourceProblem> problems;
    dsnparse::SourceProblem problem;
};

namespace {

using namespace dsnparse::c;

dsnparse::SourceOptions options_of(const dsnparse_source_options* given) {
    dsnparse_source_options from;
    dsnparse_source_options_init(&from, sizeof from);
    take_known(from, given);
    dsnparse::SourceOptions options;
    options.format = from.format == DSNPARSE_FORMAT_MESSAGE  ? dsnparse::SourceFormat::message
                     : from.format == DSNPARSE_FORMAT_MBOX   ? dsnparse::SourceFormat::mbox
                     : from.format == DSNPARSE_FORMAT_MBOXRD ? dsnparse::SourceFormat::mboxrd
                     : from.format == DSNPARSE_FORMAT_NDJSON ? dsnparse::SourceFormat::ndjson
                                                             : dsnparse::SourceFormat::automatic;
    if (from.field != nullptr) options.field = from.field;
    const auto limit = [](auto& to, auto value) {
        if (value > 0) to = value;
    };
    limit(options.message_bytes, from.message_bytes);
    limit(options.archive_bytes, from.archive_bytes);
    limit(options.archive_ratio, from.archive_ratio);
    limit(options.archive_members, from.archive_members);
    limit(options.archive_depth, from.archive_depth);
    return options;
}

dsnparse_source* source_over(dsnparse::MessageSource messages) {
    return std::make_unique<dsnparse_source>(dsnparse_source{std::move(messages), {}, {}, {}}).release();
}

/// What `step` gives; -1 where memory ran out.
template <class Step>
int stepped(Step step) noexcept {
    try {
        return step();
    } catch (const std::bad_alloc&) {
        return -1;
    } catch (const std::length_error&) {
        return -1;
    }
}

} // namespace

void dsnparse_source_options_init(dsnparse_source_options* options, size_t size) {
    dsnparse_source_options defaults{};
    defaults.size = size;
    set_defaults(options, size, defaults);
}

dsnparse_source* dsnparse_source_open(const char* const* paths, size_t count, const dsnparse_source_options* options) {
    return guarded([&] {
        std::vector<std::string> names;
        for (std::size_t i = 0; paths != nullptr && i < count; ++i) names.emplace_back(view_of(paths[i]));
        return source_over(dsnparse::MessageSource::open(std::move(names), options_of(options)));
    });
}

dsnparse_source* dsnparse_source_from_memory(const void* bytes, size_t length, const char* name,
                                             const dsnparse_source_options* options) {
    return guarded([&] {
        return source_over(
            dsnparse::MessageSource::from_memory(bytes_of(bytes, length), std::string(view_of(name)), options_of(options)));
    });
}

void dsnparse_source_free(dsnparse_source* source) { delete source; }

int dsnparse_source_next(dsnparse_source* source) {
    if (source == nullptr) return 0;
    return stepped([&] {
        if (source->messages.next(source->message)) return 1;
        source->message = {};
        return 0;
    });
}

dsnparse_text dsnparse_source_text(const dsnparse_source* source, int which) {
    if (source == nullptr) return text_of({});
    switch (which) {
    case DSNPARSE_SOURCE_BYTES: return text_of(source->message.bytes);
    case DSNPARSE_SOURCE_PATH: return text_of(source->message.source);
    case DSNPARSE_SOURCE_CONTAINER: return text_of(source->message.container);
    default: return text_of({});
    }
}

int64_t dsnparse_source_index(const dsnparse_source* source) { return source == nullptr ? -1 : source->message.index; }

int64_t dsnparse_source_offset(const dsnparse_source* source) { return source == nullptr ? -1 : source->message.offset; }

dsnparse_report* dsnparse_source_parse(const dsnparse_source* source, const dsnparse_options* given) {
    return guarded([&]() -> dsnparse_report* {
        const dsnparse_options from = known_options(given);
        dsnparse::Options options = cpp_options(from);
        const dsnparse::SourceMessage none;
        const dsnparse::SourceMessage& message = source == nullptr ? none : source->message;
        options.source = message.source;
        options.container = message.container;
        options.index = message.index;
        options.offset = message.offset;
        return report_of(dsnparse::parse(message.bytes, options));
    });
}

int dsnparse_source_take_problem(dsnparse_source* source) {
    if (source == nullptr) return 0;
    return stepped([&] {
        for (dsnparse::SourceProblem& problem : source->messages.take_problems()) source->problems.push_back(std::move(problem));
        if (source->problems.empty()) return 0;
        source->problem = std::move(source->problems.front());
        source->problems.pop_front();
        return 1;
    });
}

dsnparse_text dsnparse_source_problem_text(const dsnparse_source* source, int which) {
    if (source == nullptr) return text_of({});
    switch (which) {
    case DSNPARSE_PROBLEM_PATH: return text_of(source->problem.source);
    case DSNPARSE_PROBLEM_REASON: return text_of(source->problem.reason);
    default: return text_of({});
    }
}
