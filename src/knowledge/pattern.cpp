#include "knowledge/pattern.hpp"

#include <re2/re2.h>

#include <utility>

namespace dsnparse::knowledge {

Pattern::Pattern(std::string text) : text_(std::move(text)) {}

Pattern::~Pattern() = default;

const re2::RE2& Pattern::compiled() const {
    if (const RE2* ready = ready_.load(std::memory_order_acquire)) return *ready;
    std::call_once(once_, [this] {
        RE2::Options options;
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        options.set_encoding(RE2::Options::EncodingLatin1);
        compiled_ = std::make_unique<RE2>(text_, options);
        ready_.store(compiled_.get(), std::memory_order_release);
    });
    return *compiled_;
}

bool Pattern::matches(std::string_view text) const {
    const re2::RE2& pattern = compiled();
    return pattern.ok() && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

std::string Pattern::error() const { return compiled().error(); }

} // namespace dsnparse::knowledge
