/// \file
/// The messages that the command line names.
#pragma once

#include "cli/arguments.hpp"

#include <dsnparse/source.hpp>

#include <atomic>
#include <functional>
#include <string>
#include <utility>

namespace dsnparse::cli {

/// A MessageSource that can tell in front whether it holds one message or several, since they are shown in different ways.
class Messages {
public:
    /// `stop`: as SourceOptions::stop.
    explicit Messages(const Arguments& arguments, const std::atomic<bool>* stop = nullptr);
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;
    ~Messages() = default;

    /// Several paths, or several messages in one. Reads ahead as far as that needs; before next().
    [[nodiscard]] bool many();
    /// As MessageSource::next().
    [[nodiscard]] bool next(SourceMessage& message);
    /// As SourceOptions::before_waiting, from now on.
    void before_waiting(std::function<void()> what) { before_waiting_ = std::move(what); }
    /// Says on standard error what could not be read since the last call, unless `quiet`.
    void tell_problems(bool quiet = false);

    /// A path that was named cannot be read.
    [[nodiscard]] bool failed() const { return failed_; }
    /// Something below or within one cannot be read.
    [[nodiscard]] bool lacking() const { return lacking_; }
    [[nodiscard]] const MessageSource& source() const { return source_; }

private:
    std::function<void()> before_waiting_;
    MessageSource source_;
    bool several_paths_;
    bool has_first_ = false; ///< kept here, since the second was read behind it
    bool has_second_ = false;
    SourceMessage first_;
    std::string bytes_, name_, container_; ///< of the first
    SourceMessage second_;
    bool failed_ = false;
    bool lacking_ = false;
};

/// How a message is called where its results stand among others: its source, and its position in a container.
[[nodiscard]] std::string name_of(const SourceMessage& message);

} // namespace dsnparse::cli
