/// \file
/// Internet Mail Service of Exchange 4.0 to 5.5.
///
///     Your message
///       To:      user@example.org
///     did not reach the following recipient(s):
///
///     user@example.org on Thu, 1 Jan 2004 10:00:00 +0100
///         The recipient name is not recognized
///     	The MTS-ID of the original message is: c=us;a= ;p=example;l=EX1-040101090000Z-1
///         MSEXCH:IMS:Example:SITE:EX1 0 (000C05A6) Unknown Recipient
///
///     c=US;a= ;p=Example;o=Site;dda:SMTP=user@example.org; on Thu, 1 Jan 2004 10:00:00 +0100
///         The message could not be delivered ...
///         MSEXCH:IMS:Example:SITE:EX1 3550 (000B09B6) 550 User unknown
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "did not reach the following recipient(s):";
constexpr std::string_view server = "MSEXCH:";
constexpr std::string_view id = "The MTS-ID of the original message is:";
constexpr std::string_view on = " on ";
constexpr std::string_view smtp = "dda:SMTP=";
constexpr std::array<std::string_view, 2> markers{"msexch:", "did not reach the following recipient(s):"};

int judge(const ReportView& view) { return says(view, intro) && says(view, server) ? 95 : 0; }

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        bool listed = false;
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line == intro) {
                listed = true;
                recorder_.facts().action = Action::failed;
            } else if (listed) {
                read_line(line, lines);
            }
        }
        say();
    }

private:
    void read_line(std::string_view line, const text::LineReader& lines) {
        const bool code = line.starts_with(server);
        if (line.empty()) {
            // A blank line stands behind the recipient of an HTML report as well.
            if (begin_ != end_) say();
        } else if (line.starts_with(id)) {
            say();
            skipping_ = true;
        } else if (code) {
            say();
            skipping_ = false;
            const std::size_t close = line.find(") ");
            if (close == std::string_view::npos) return;
            begin_ = static_cast<std::size_t>(line.data() - text_.data()) + close + 2;
            end_ = lines.next_offset();
        } else if (const std::string_view address = recipient_in(line); !address.empty()) {
            say();
            skipping_ = false;
            recipient_ = recorder_.recipient(address, {}, Action::failed);
            dated_ = ends_in_zone(line);
        } else if (recipient_ != Recorder::nobody && !skipping_) {
            // The date of a long address stands on a line of its own.
            if (!dated_ && ends_in_zone(line)) {
                dated_ = true;
                return;
            }
            if (begin_ == end_) begin_ = lines.offset();
            end_ = lines.next_offset();
        }
    }

    /// The address in front of ` on DATE`, on its own or in an X.400 address.
    static std::string_view recipient_in(std::string_view line) {
        const std::size_t at = line.find(on);
        if (at == std::string_view::npos) return {};
        const std::string_view head = line.substr(0, at);
        const std::size_t attribute = head.find(smtp);
        return fields::find_address(head, attribute == std::string_view::npos ? 0 : attribute + smtp.size());
    }

    /// `... 10:00:00 +0100`.
    static bool ends_in_zone(std::string_view line) {
        if (line.size() < 6) return false;
        const std::string_view zone = line.substr(line.size() - 5);
        if (zone[0] != '+' && zone[0] != '-') return false;
        for (char c : zone.substr(1))
            if (!ascii::is_digit(c)) return false;
        return true;
    }

    void say() {
        const std::string_view raw = ascii::trim(text_.substr(begin_, end_ - begin_));
        begin_ = end_ = 0;
        if (recipient_ == Recorder::nobody || raw.empty()) return;
        Said said = reply_or_own(raw);
        if (said.speaker == Speaker::reporter) said = own_words(one_line(view_, raw));
        said.raw = raw;
        recorder_.say(recipient_, said);
    }

    const ReportView& view_;
    Recorder recorder_;
    std::string_view text_;
    Recorder::Handle recipient_ = Recorder::nobody;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool dated_ = true; ///< the date behind the address was complete
    bool skipping_ = false; ///< within the MTS-ID
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).run();
}

} // namespace

extern const Dialect dialect_exchange55;
const Dialect dialect_exchange55{"exchange55", "Microsoft", markers, judge, read};

} // namespace dsnparse::dialects
