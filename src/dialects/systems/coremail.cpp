/// \file
/// Coremail, the server of NetEase (163, 126, yeah.net) and others; Tencent's notice has the same form: Chinese labels, the
/// reply in English.
///
///     (sorry, your mail was returned)
///           (of the mail:)
///                 (recipient) user@example.org
///           (why it was returned:)
///                 (for an unknown reason the other side refused your mail)
///                 (in English):SMTP error, RCPT TO: Host mx.example.org(192.0.2.25) RCPT TO said 550 No such user here
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

// UTF-8 in octal.
constexpr std::string_view recipient_label = "\346\224\266\344\273\266\344\272\272"; // recipient
constexpr std::string_view reason_label = "\351\200\200\344\277\241\345\216\237\345\233\240"; // reason of the return
constexpr std::string_view advice_label = "\350\247\243\345\206\263\346\226\271\346\241\210"; // how to solve it
constexpr std::string_view english_label = "\350\213\261\346\226\207\350\257\264\346\230\216"; // explanation in English
constexpr std::string_view wide_colon = "\357\274\232";
constexpr std::string_view said_word = " said ";
constexpr std::array<std::string_view, 1> markers{reason_label};

int judge(const ReportView& view) { return says(view, recipient_label) && says(view, reason_label) ? 88 : 0; }

std::string_view without_colon(std::string_view text) {
    while (ascii::consume(text, wide_colon) || ascii::consume(text, ":") || ascii::consume(text, " ")
           || ascii::consume(text, "\t")) {
    }
    return text;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void take(std::string_view line) {
        if (line.empty()) return;
        if (ascii::consume(line, recipient_label) && !in_reason_) {
            const Recorder::Handle about = recorder_.recipient(fields::find_address(line), {}, Action::failed);
            recorder_.facts().action = Action::failed;
            ++listed_;
            if (listed_ == 1) about_ = about;
            if (listed_ > 1) about_ = Recorder::nobody;
        } else if (line.starts_with(reason_label)) {
            in_reason_ = true;
            line.remove_prefix(reason_label.size());
            if (line = without_colon(line); !line.empty()) take_reason(line);
        } else if (line.find(advice_label) != std::string_view::npos) {
            finish();
            in_reason_ = false;
        } else if (in_reason_) {
            take_reason(line);
        }
    }

    /// The explanation in the reader's language counts only where no server is quoted.
    void finish() {
        if (!own_.empty() && !quoted_ && listed_ > 0) recorder_.say(about_, own_words(own_, Phase::unknown));
        own_ = {};
    }

private:
    void take_reason(std::string_view line) {
        if (ascii::consume(line, english_label)) line = without_colon(line);
        // `SMTP error, RCPT TO: Host mx.example.org(192.0.2.25) RCPT TO said 550 ...`, `host x[y] said: 550 ...`
        const std::size_t host = ascii::ifind(line, "host ");
        const std::size_t said_at = host == std::string_view::npos ? host : line.find(said_word.substr(0, 5), host);
        if (said_at == std::string_view::npos) {
            if (own_.empty()) own_ = line;
            return;
        }
        const std::string_view between = line.substr(host + 5, said_at - host - 5);
        Said said = reply_or_own(without_colon(line.substr(said_at + 5)));
        said.host = host_at(between, recorder_.arena());
        if (said.speaker == Speaker::remote) {
            const std::size_t command = between.find(' ');
            if (command != std::string_view::npos) said.command = ascii::trim(between.substr(command));
            said.phase = phase_of_command(said.command);
        } else {
            said.phase = Phase::unknown;
        }
        recorder_.say(about_, said);
        quoted_ = true;
    }

    Recorder& recorder_;
    Recorder::Handle about_ = Recorder::nobody;
    std::size_t listed_ = 0;
    bool in_reason_ = false;
    bool quoted_ = false; ///< a server's words were read
    std::string_view own_;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader reader(recorder);
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) reader.take(ascii::trim(lines.line()));
        reader.finish();
        if (!facts.recipients.empty()) break; // the HTML twin says the same
    }
}

} // namespace

extern const Dialect dialect_coremail;
const Dialect dialect_coremail{"coremail", "Coremail", markers, judge, read};

} // namespace dsnparse::dialects
