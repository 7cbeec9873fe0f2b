/// \file
/// Post.Office and InterMail of Software.com (Openwave), and Netscape Messaging Server.
///
///     This Message was undeliverable due to the following reason:
///
///     Your message was not delivered because the destination computer was
///     not reachable within the allowed queue period. ...
///
///     Host example.org is not responding.
///
///     The following recipients did not receive your message:
///
///          <user@example.org>
///
///     Please reply to Postmaster@example.net
///
/// What a server said stands in pairs: `Recipient: <user@example.org>`, `Reason: User unknown`.
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"this message was undeliverable due to the following reason:"};
constexpr std::string_view intro = "This Message was undeliverable due to the following reason:";

constexpr std::string_view host_mark = "Host ";

enum Label : std::size_t { recipient, reason, end_of_report };
constexpr std::array<std::string_view, 3> labels{"Recipient:", "Reason:", "Please reply to "};

int judge(const ReportView& view) { return says(view, intro) ? 95 : 0; }

class Reader {
public:
    Reader(Recorder& recorder, const ReportView& view, std::string_view text) : recorder_(recorder), view_(view), text_(text) {}

    void read() {
        for (LabelReader reader(text_, labels); !recorder_.full() && reader.next();) {
            if (reader.label() == end_of_report) break;
            if (reader.label() != LabelReader::none)
                take_pair(reader.label(), reader.value());
            else if (reader.value() == intro)
                recorder_.facts().action = Action::failed;
            else if (recorder_.facts().action == Action::failed)
                take_line(reader.value());
        }
        finish();
    }

private:
    void take_pair(std::size_t label, std::string_view value) {
        if (label == recipient) {
            about_ = recorder_.recipient(fields::read_address(value), {}, Action::failed);
        } else if (about_ != Recorder::nobody) {
            Said said = reply_or_own(value);
            said.speaker = Speaker::remote;
            recorder_.say(about_, said);
            answered_ = true;
        }
    }

    void take_line(std::string_view line) {
        if (line.empty()) {
            if (!reason_.empty()) reason_ended_ = true;
            return;
        }
        std::string_view address = line;
        ascii::consume(address, "SMTP ");
        const std::string_view found = fields::read_address(address);
        if (!found.empty()) recorder_.recipient(found, {}, Action::failed);
        // `<user@example.org> has restricted SMS e-mail` is the reason, too.
        if (!found.empty() && (!line.starts_with('<') || line.ends_with('>'))) return;
        if (line.starts_with(host_mark) && line.ends_with(" is not responding.")) host_line_ = line;
        if (reason_ended_) return;
        const auto begin = static_cast<std::size_t>((reason_.empty() ? line : reason_).data() - text_.data());
        reason_ = text_.substr(begin, static_cast<std::size_t>(line.data() - text_.data()) + line.size() - begin);
    }

    void finish() {
        if (answered_ || reason_.empty()) return;
        const Recorder::Handle about = recorder_.facts().recipients.size() == 1 ? 0 : Recorder::nobody;
        if (!host_line_.empty()) {
            Said silent = own_words(host_line_, Phase::connect);
            silent.host = fields::read_host(host_line_.substr(host_mark.size()), recorder_.arena());
            recorder_.say(about, silent);
        }
        Said said = own_words(one_line(view_, reason_), Phase::unknown);
        said.raw = reason_;
        recorder_.say(about, said);
    }

    Recorder& recorder_;
    const ReportView& view_;
    std::string_view text_;
    Recorder::Handle about_ = Recorder::nobody;
    std::string_view reason_; ///< the first paragraph
    std::string_view host_line_;
    bool reason_ended_ = false;
    bool answered_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder, view, block.text.text).read();
    }
}

} // namespace

extern const Dialect dialect_intermail;
const Dialect dialect_intermail{"intermail", "Openwave", markers, judge, read};

} // namespace dsnparse::dialects
