#include "knowledge/pattern.hpp"

#include <re2/re2.h>

#include <utility>

namespace dsnparse::knowledge {

Pattern::Pattern(std::string text) : text_(std::move(text)) {}

Pattern::~Pattern() = default;

const re2::RE2& Pattern::compiled() const {
    std::call_once(once_, [this] {
        RE2::Options options;
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        options.set_encoding(RE2::Options::EncodingLatin1);
        compiled_ = std::make_unique<RE2>(text_, options);
    });
    return *compiled_;
}

bool Pattern::matches(std::string_view text) const {
    return compiled().ok() && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled());
}

std::string Pattern::error() const { return compiled().error(); }

} // namespace dsnparse::knowledge
