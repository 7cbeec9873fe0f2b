#include "base/ascii.hpp"
#include "dialects/cut_markers.hpp"
#include "dialects/engine.hpp"
#include "fields/status.hpp"
#include "text/lines.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace dsnparse::dialects {

namespace {

/// Fields that only a message on its way has: nobody writes them into a summary.
constexpr std::array<std::string_view, 11> transport_fields{
    "Received",    "Return-Path",  "MIME-Version",           "DKIM-Signature", "Content-Transfer-Encoding",
    "X-Received",  "Received-SPF", "Authentication-Results", "ARC-Seal",       "ARC-Message-Signature",
    "Delivered-To"};

/// Fields of every mail, which a summary of it has as well.
constexpr std::array<std::string_view, 12> common_fields{"From",         "To",         "Subject",   "Date",
                                                         "Message-ID",   "Cc",         "Reply-To",  "Sender",
                                                         "Content-Type", "References", "Errors-To", "X-Mailer"};

/// Fields of RFC 3464; `Status` counts only with a code in it, since mail programs have one of their own.
constexpr std::array<std::string_view, 13> status_fields{
    "Reporting-MTA",     "Final-Recipient",   "Original-Recipient", "Action",
    "Diagnostic-Code",   "Remote-MTA",        "Arrival-Date",       "DSN-Gateway",
    "Last-Attempt-Date", "Received-From-MTA", "Final-Log-ID",       "Original-Envelope-Id",
    "Will-Retry-Until"};

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_marker = 120;
constexpr int most_marker_lines = 4;

template <std::size_t Size>
std::size_t index_in(const std::array<std::string_view, Size>& names, std::string_view name) {
    for (std::size_t i = 0; i < Size; ++i)
        if (ascii::iequals(name, names[i])) return i;
    return Size;
}

/// Length of the field name at the start of `line`; 0: it is no header field.
std::size_t name_length(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && n <= longest_name && ascii::is_printable(line[n]) && line[n] != ':') ++n;
    if (n == 0 || n > longest_name || n == line.size() || line[n] != ':' || !ascii::is_alpha(line[0])) return 0;
    return line.substr(n, 3) == "://" ? 0 : n;
}

/// `line` without the decoration around its words.
std::string_view words_of(std::string_view line) {
    constexpr std::string_view no_break_space = "\302\240";
    const auto is_decoration = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !ascii::is_alnum(c); };
    while (!line.empty() && is_decoration(line.front())) line.remove_prefix(1);
    while (!line.empty() && (is_decoration(line.back()) || line.ends_with(no_break_space)))
        line.remove_suffix(is_decoration(line.back()) ? 1 : no_break_space.size());
    return line;
}

/// The markers by the length of their words, so that a line is compared with few.
class MarkersByLength {
public:
    MarkersByLength() {
        for (const CutMarker& marker : cut_markers()) sorted_.push_back(&marker);
        std::stable_sort(sorted_.begin(), sorted_.end(),
                         [](const CutMarker* a, const CutMarker* b) { return a->words.size() < b->words.size(); });
        for (const CutMarker* marker : sorted_) ++first_[std::min(marker->words.size(), longest_marker) + 1];
        for (std::size_t length = 0; length <= longest_marker; ++length) first_[length + 1] += first_[length];
    }

    /// Precondition: `words` are not longer than longest_marker.
    [[nodiscard]] const CutMarker* find(std::string_view words) const {
        for (std::size_t i = first_[words.size()]; i < first_[words.size() + 1]; ++i)
            if (ascii::iequals(words, sorted_[i]->words)) return sorted_[i];
        return nullptr;
    }

private:
    std::vector<const CutMarker*> sorted_;
    std::array<std::size_t, longest_marker + 2> first_{}; ///< of a length in sorted_
};

const CutMarker* marker_in(std::string_view line) {
    static const MarkersByLength markers;
    if (line.size() > longest_marker) return nullptr;
    const std::string_view words = words_of(line);
    return words.empty() ? nullptr : markers.find(words);
}

/// A MIME header that people paste with the rest: what it announces was returned.
const CutMarker* mime_marker_in(std::string_view line) {
    static constexpr CutMarker whole{"", false};
    static constexpr CutMarker header{"", true};
    if (!ascii::consume(line, "Content-Type:")) return nullptr;
    line = ascii::trim(line);
    if (ascii::istarts_with(line, "message/rfc822")
        || (ascii::istarts_with(line, "message/global") && !ascii::istarts_with(line, "message/global-")))
        return &whole;
    if (ascii::istarts_with(line, "text/rfc822-headers") || ascii::istarts_with(line, "message/global-headers")) return &header;
    return nullptr;
}

/// Where the message starts behind a marker: at the first header field. The marker may have further lines (Exim says in them
/// how much was left out). Where no field comes soon, at the first line that is not blank.
std::size_t message_behind(std::string_view text, std::size_t from, text::LineEnd end) {
    int skipped = 0;
    std::size_t first = std::string_view::npos;
    for (text::LineReader lines(text.substr(from), end); lines.next() && skipped < most_marker_lines;) {
        const std::string_view line = lines.line();
        if (name_length(line) != 0) return from + lines.offset();
        if (words_of(line).empty()) continue;
        ++skipped;
        if (first == std::string_view::npos && !line.starts_with("---")) first = from + lines.offset();
    }
    return first;
}

/// Behind the blank line that ends the MIME header at `from`.
std::size_t behind_mime_header(std::string_view text, std::size_t from, text::LineEnd end) {
    for (text::LineReader lines(text.substr(from), end); lines.next();)
        if (ascii::trim(lines.line()).empty()) return message_behind(text, from + lines.next_offset(), end);
    return std::string_view::npos;
}

/// Consecutive header fields.
class FieldRun {
public:
    /// Takes `line`, which stands at `offset`, into the run if it is a field or continues one; false: it is neither.
    bool take(std::string_view line, std::size_t offset) {
        if (line.empty()) return false;
        if (ascii::is_wsp(line[0])) {
            if (fields_ != 0 && last_is_received_ && ascii::icontains(line.substr(0, most_bytes), "by ")) seen_path_ = true;
            return fields_ != 0;
        }
        const std::size_t length = name_length(line);
        if (length == 0) return false;
        if (fields_++ == 0) begin_ = offset;
        take_field(line.substr(0, length), ascii::trim(line.substr(length + 1)).substr(0, most_bytes));
        return true;
    }

    /// True if only the header of a mail can look like that.
    [[nodiscard]] bool is_mail_header() const { return !status_ && transport_ && (known_ >= 3 || (seen_path_ && known_ >= 2)); }
    /// The author is a mail system: it is the report's own header, pasted with it, or that of a report which came back in its
    /// turn.
    [[nodiscard]] bool is_from_system() const { return from_system_; }
    [[nodiscard]] std::size_t begin() const { return begin_; }
    [[nodiscard]] bool empty() const { return fields_ == 0; }

private:
    static constexpr std::size_t most_bytes = 1000;

    void take_field(std::string_view name, std::string_view value) {
        last_is_received_ = ascii::iequals(name, "Received");
        if (index_in(status_fields, name) < status_fields.size()
            || (ascii::iequals(name, "Status") && !fields::status_at(value).empty()))
            status_ = true;
        const std::size_t transport = index_in(transport_fields, name);
        const std::size_t known =
            transport < transport_fields.size() ? transport : transport_fields.size() + index_in(common_fields, name);
        if (known == transport_fields.size() + common_fields.size()) return;
        const std::uint32_t bit = 1U << known;
        if ((seen_ & bit) == 0 || last_is_received_) ++known_;
        seen_ |= bit;
        transport_ = transport_ || transport < transport_fields.size();
        if (last_is_received_ && ascii::icontains(value, "by ")) seen_path_ = true;
        if (ascii::iequals(name, "From"))
            from_system_ = ascii::icontains(value, "mailer-daemon") || ascii::icontains(value, "postmaster@");
        if (ascii::iequals(name, "Content-Type") && ascii::istarts_with(value, "multipart/report")) from_system_ = true;
    }

    std::size_t begin_ = 0;
    std::size_t fields_ = 0;
    std::size_t known_ = 0; ///< different known fields, but each Received
    std::uint32_t seen_ = 0; ///< a bit for each known field
    bool transport_ = false;
    bool last_is_received_ = false;
    bool seen_path_ = false; ///< a Received that names the host it was received by
    bool status_ = false; ///< has fields of a delivery-status
    bool from_system_ = false;
};

/// One search, line by line.
class Search {
public:
    explicit Search(std::string_view text) : text_(text), end_(text::line_end_of(text)) {}

    [[nodiscard]] Cut run() {
        for (text::LineReader lines(text_, end_); lines.next();) {
            const std::string_view line = lines.line();
            if (!ascii::trim(line).empty() && take_field(line, lines.offset())) {
                if (cut_.marker != std::string_view::npos) return cut_;
                continue;
            }
            if (finish_run()) return cut_;
            run_ = FieldRun();
            if (const CutMarker* marker = marker_in(line)) {
                cut_ = {lines.offset(), message_behind(text_, lines.next_offset(), end_), marker->headers_only};
                return cut_;
            }
            boundary_ = line.starts_with("--") ? lines.offset() : std::string_view::npos;
            if (!ascii::trim(line).empty())
                title_ = ascii::iequals(words_of(line), "original message") ? lines.offset() : std::string_view::npos;
        }
        finish_run();
        return cut_;
    }

private:
    bool take_field(std::string_view line, std::size_t offset) {
        if (!run_.take(line, offset)) return false;
        const CutMarker* marker = mime_marker_in(line);
        if (marker != nullptr && !run_.is_mail_header())
            cut_ = {boundary_ == std::string_view::npos ? run_.begin() : boundary_, behind_mime_header(text_, offset, end_),
                    marker->headers_only};
        return true;
    }

    /// True if the run that ends here is the returned message's header.
    bool finish_run() {
        if (!run_.is_mail_header()) return false;
        if (run_.is_from_system() && !speaks_of_failure(run_.begin())) return false;
        cut_ = {std::min(title_, run_.begin()), run_.begin(), false};
        return true;
    }

    /// Whether the text before `offset` has a status code, and so is a report already. Each byte is looked at once.
    bool speaks_of_failure(std::size_t offset) {
        if (!failure_ && offset > checked_) failure_ = !fields::find_status(text_.substr(checked_, offset - checked_)).empty();
        checked_ = offset;
        return failure_;
    }

    std::string_view text_;
    text::LineEnd end_;
    Cut cut_;
    FieldRun run_;
    std::size_t boundary_ = std::string_view::npos; ///< a MIME boundary right before the run
    std::size_t title_ =
        std::string_view::npos; ///< `----- Original message -----` in front of the run, which may be anything else, too
    std::size_t checked_ = 0;
    bool failure_ = false;
};

} // namespace

Cut find_returned_message(std::string_view text) { return Search(text).run(); }

} // namespace dsnparse::dialects
