#include "dialects/prefilter.hpp"

#include "base/ascii.hpp"
#include "mime/decode.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

/// Fields in which a system names itself or says what its report is. All `X-` fields belong to them.
constexpr std::array<std::string_view, 12> signing_fields{"From",         "Subject",  "Received",       "Message-ID",
                                                          "Return-Path",  "Sender",   "User-Agent",     "Precedence",
                                                          "Content-Type", "Reply-To", "Auto-Submitted", "Feedback-ID"};

/// Fields read of one header, and bytes of each: a system's name stands early.
constexpr std::size_t most_fields = 200;
constexpr std::size_t most_bytes = 1000;

bool is_signing(std::string_view name) {
    if (ascii::istarts_with(name, "X-")) return true;
    for (std::string_view item : signing_fields)
        if (ascii::iequals(name, item)) return true;
    return false;
}

std::vector<std::string_view> all_markers(std::span<const Dialect* const> dialects) {
    std::vector<std::string_view> markers;
    for (const Dialect* dialect : dialects) markers.insert(markers.end(), dialect->markers.begin(), dialect->markers.end());
    return markers;
}

} // namespace

Prefilter::Prefilter(std::span<const Dialect* const> dialects) : matcher_(all_markers(dialects)), dialects_(dialects.size()) {
    for (std::uint32_t i = 0; i < dialects.size(); ++i) owner_.insert(owner_.end(), dialects[i]->markers.size(), i);
}

/// One report's search.
class Prefilter::Search {
public:
    Search(const Prefilter& filter, std::span<bool> found) : filter_(filter), found_(found), missing_(found.size()) {}

    void scan(std::string_view text) {
        if (missing_ == 0) return;
        filter_.matcher_.scan(text, [this](std::size_t phrase, std::size_t) {
            bool& found = found_[filter_.owner_[phrase]];
            if (!found) --missing_;
            found = true;
            return missing_ != 0;
        });
    }

private:
    const Prefilter& filter_;
    std::span<bool> found_;
    std::size_t missing_;
};

std::span<const bool> Prefilter::candidates(const ReportView& view) const {
    detail::Arena& scratch = view.context.scratch;
    List<bool> flags;
    for (std::size_t i = 0; i < dialects_; ++i) scratch.append(flags, false);
    const std::span<bool> found = detail::Arena::items(flags);
    Search search(*this, found);
    for (const TextBlock& block : view.blocks) search.scan(block.text.text);
    if (view.header == nullptr) return found;
    search.scan(scratch.concat({"From: ", view.from}));
    search.scan(scratch.concat({"Subject: ", view.subject}));
    std::size_t read = 0;
    for (const mime::HeaderField& field : view.header->headers) {
        if (!is_signing(field.name)) continue;
        if (++read > most_fields) break;
        const mime::HeaderField head{field.name, field.raw.substr(0, most_bytes)};
        search.scan(scratch.concat({field.name, ": ", mime::header_value(view.context, &head)}));
    }
    return found;
}

} // namespace dsnparse::dialects
