/// \file
/// Apache James: its bounce, and the notice of its mailets.
///
///     Hi. This is the James mail server at mta.example.net.
///     I'm afraid I wasn't able to deliver your message to the following addresses.
///     This is a permanent error; I've given up. Sorry it didn't work out.  Below
///     I include the list of recipients and the reason why I was unable to deliver
///     your message.
///
///     Failed recipient(s):
///     user@example.org
///
///     Error message:
///     550 5.1.1 User unknown
///
/// Old versions have neither label. The notice:
///
///     Error message below:
///     550 - Requested action not taken: no such user here
///
///     Message details:
///       RCPT TO: user@example.org
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"hi. this is the james mail server at ", "error message below:"};
constexpr std::string_view intro = "Hi. This is the James mail server at ";
constexpr std::string_view list_follows = "your message.";
constexpr std::string_view below = "Error message below:";
constexpr std::string_view details = "Message details:";
constexpr std::string_view rcpt = "RCPT TO: ";

int judge(const ReportView& view) {
    if (says(view, intro)) return 97;
    return says(view, below) && says(view, details) && says(view, rcpt) ? 90 : 0;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (in_error_)
                take_error(line, lines.offset(), lines.next_offset());
            else
                take(line, lines.offset(), lines.next_offset());
        }
        if (error_ == error_end_) return;
        std::string_view words = text.substr(error_, error_end_ - error_);
        // A Java exception in front of the reply: `com.sun.mail.smtp.SMTPAddressFailedException: 550 ...`
        constexpr std::string_view exception = "Exception: ";
        if (const std::size_t at = words.substr(0, 200).find(exception); at != std::string_view::npos)
            words = words.substr(at + exception.size());
        recorder_.say(recorder_.facts().recipients.size() == 1 ? 0 : Recorder::nobody, reply_or_own(words));
    }

private:
    void take(std::string_view line, std::size_t begin, std::size_t end) {
        Facts& facts = recorder_.facts();
        if (line.starts_with(intro)) {
            facts.reporting_mta = word_behind(line, intro);
            facts.action = Action::failed;
        } else if (line.ends_with(list_follows) && facts.action == Action::failed) {
            listed_ = true;
        } else if (line == "Error message:" || line == below) {
            facts.action = Action::failed;
            in_error_ = true;
        } else if (ascii::consume(line, rcpt)) {
            recorder_.recipient(fields::read_address(line), {}, Action::failed);
        } else if (listed_ && !line.empty() && !line.ends_with(':')) {
            const std::string_view address = fields::read_address(line);
            if (recorder_.recipient(address, {}, Action::failed) != Recorder::nobody || facts.recipients.empty()) return;
            in_error_ = true; // old versions
            take_error(line, begin, end);
        }
    }

    void take_error(std::string_view line, std::size_t begin, std::size_t end) {
        if (line.empty() || line == details) {
            in_error_ = listed_ = false;
            return;
        }
        if (error_ == error_end_) error_ = begin;
        error_end_ = end;
    }

    Recorder& recorder_;
    bool listed_ = false;
    bool in_error_ = false;
    std::size_t error_ = 0;
    std::size_t error_end_ = 0;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_james;
const Dialect dialect_james{"james", "Apache", markers, judge, read};

} // namespace dsnparse::dialects
