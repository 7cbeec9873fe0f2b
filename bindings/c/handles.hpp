// What the C interface's objects are, and what its functions share.
#pragma once

#include <dsnparse/dsnparse.h>

#include <dsnparse/parse.hpp>
#include <dsnparse/rules.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

struct dsnparse_rules {
    dsnparse::RuleSet set;
};

struct dsnparse_report {
    dsnparse::Report report;
};

namespace dsnparse::c {

inline dsnparse_text text_of(std::string_view text) {
    return text.empty() ? dsnparse_text{nullptr, 0} : dsnparse_text{text.data(), text.size()};
}

inline std::string_view view_of(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

inline std::string_view bytes_of(const void* bytes, std::size_t length) {
    return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), length);
}

/// What `make` gives; null where memory ran out, which is all that it may throw.
template <class Make>
auto guarded(Make make) noexcept -> decltype(make()) {
    try {
        return make();
    } catch (const std::bad_alloc&) {
        return nullptr;
    } catch (const std::length_error&) {
        return nullptr;
    }
}

/// Into a struct of the caller's, of `size` bytes as the caller sees it; it may be of an older or a newer library.
template <class Options>
void set_defaults(Options* options, std::size_t size, const Options& defaults) {
    if (options == nullptr) return;
    std::memset(static_cast<void*>(options), 0, size);
    std::memcpy(static_cast<void*>(options), &defaults, std::min(size, sizeof defaults));
}

/// Over the defaults: what the caller's struct has. What an older caller does not have stays; what a newer one has more is not
/// known here.
template <class Options>
void take_known(Options& options, const Options* given) {
    if (given != nullptr) std::memcpy(static_cast<void*>(&options), given, std::min(given->size, sizeof options));
}

[[nodiscard]] dsnparse_options known_options(const dsnparse_options* given);
/// All in `from` must live as long as what is returned.
[[nodiscard]] Options cpp_options(const dsnparse_options& from);

[[nodiscard]] inline dsnparse_report* report_of(Report report) {
    return std::make_unique<dsnparse_report>(dsnparse_report{std::move(report)}).release();
}

} // namespace dsnparse::c
