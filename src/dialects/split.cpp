#include "dialects/split.hpp"

#include "base/ascii.hpp"
#include "dialects/generic_words.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

/// How reports begin, in lower case.
constexpr std::array<std::string_view, 20> openers{"this is the mail system at host",
                                                   "hi. this is the ",
                                                   "hi! this is the ",
                                                   "this is the mailer-daemon",
                                                   "the original message was received at ",
                                                   "this message was created automatically by",
                                                   "this is the dragonfly mail agent",
                                                   "this is a delivery status notification",
                                                   "this is a delivery failure notification",
                                                   "this is an automatically generated delivery status notification",
                                                   "this is an automated message from the mail system",
                                                   "this report relates to a message you sent",
                                                   "delivery has failed to these recipients",
                                                   "delivery to the following recipient",
                                                   "sorry, we were unable to deliver your message",
                                                   "your message did not reach some or all",
                                                   "your message to the following recipients",
                                                   "we had trouble delivering your message",
                                                   "the following message to <",
                                                   "message from  "};

/// More are not told apart.
constexpr std::size_t most_reports = 100;

bool opens(std::string_view line) {
    for (std::string_view opener : openers)
        if (ascii::istarts_with(line, opener)) return true;
    return false;
}

/// `Name: value`; the name without blanks.
bool is_field(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && ascii::is_printable(line[n]) && line[n] != ':') ++n;
    return n > 1 && n < line.size() && line[n] == ':' && ascii::is_alpha(line[0]);
}

/// A field that only the header of a report has.
bool is_of_system(std::string_view field) {
    if (ascii::istarts_with(field, "from:"))
        return ascii::icontains(field, "mailer-daemon") || ascii::icontains(field, "postmaster");
    return (ascii::istarts_with(field, "return-path:") && field.find("<>") != std::string_view::npos)
           || (ascii::istarts_with(field, "content-type:") && ascii::icontains(field, "multipart/report"));
}

/// A field that a mail program leaves out of what it shows above a forwarded mail.
bool is_of_transport(std::string_view field) {
    for (std::string_view name : {"received:", "return-path:", "mime-version:", "message-id:", "content-type:"})
        if (ascii::istarts_with(field, name)) return true;
    return false;
}

class Splitter {
public:
    Splitter(std::string_view text, detail::Arena& arena) : text_(text), arena_(arena) {}

    List<std::size_t> run() {
        for (text::LineReader lines(text_); lines.next();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.empty()) {
                in_header_ = false;
            } else if (is_field(line) || (in_header_ && ascii::is_wsp(lines.line()[0]))) {
                if (!in_header_) of_system_ = whole_ = false;
                in_header_ = true;
                of_system_ = of_system_ || is_of_system(line);
                whole_ = whole_ || is_of_transport(line);
                // A report that was returned: whatever stands in it is no further one.
                if (of_system_ && whole_) break;
            } else {
                take(line, lines.offset());
                in_header_ = false;
            }
        }
        return starts_;
    }

private:
    /// A line that is no field.
    void take(std::string_view line, std::size_t offset) {
        if (starts_.size() >= most_reports || !opens(line)) return;
        const std::string_view more = text_.substr(read_, offset - read_);
        read_ = offset;
        has_address_ = has_address_ || more.find('@') != std::string_view::npos;
        meaning_ |= meaning_of(more);
        if (!has_address_ || (meaning_ & (says_failure | says_refusal | says_delay)) == 0) return;
        arena_.append(starts_, offset);
        has_address_ = false;
        meaning_ = 0;
    }

    std::string_view text_;
    detail::Arena& arena_;
    List<std::size_t> starts_;
    std::size_t read_ = 0; ///< up to where the current report was asked what it says
    bool has_address_ = false;
    unsigned meaning_ = 0;
    bool in_header_ = false;
    bool of_system_ = false; ///< these header fields are those of a report
    bool whole_ = false; ///< they are a whole header, not what a mail program shows of one
};

} // namespace

List<std::size_t> find_more_reports(std::string_view text, detail::Arena& arena) { return Splitter(text, arena).run(); }

} // namespace dsnparse::dialects
