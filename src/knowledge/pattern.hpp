/// \file
/// Pattern: a regular expression of a rule. The only place that uses RE2.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace dsnparse::knowledge {

/// RE2 syntax, any case, bytes. Compiled when it is first asked, once: hundreds of rules have one, and a process that reads one
/// mail needs few. Thread-safe.
class Pattern {
public:
    explicit Pattern(std::string text);
    ~Pattern();
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    /// True if it matches anywhere in `text`; false if it is invalid.
    [[nodiscard]] bool matches(std::string_view text) const;
    /// What is wrong with it; empty: nothing.
    [[nodiscard]] std::string error() const;

private:
    const re2::RE2& compiled() const;

    std::string text_;
    mutable std::once_flag once_;
    mutable std::atomic<const re2::RE2*> ready_{nullptr}; ///< compiled_, once it may be used
    mutable std::unique_ptr<re2::RE2> compiled_;
};

} // namespace dsnparse::knowledge
