/// \file
/// Courier: for each recipient the host, the command and the reply.
///
///     <user@example.org>:
///          mx.example.org [192.0.2.25]:
///      >>> RCPT TO:<user@example.org>
///      <<< 550 5.1.1 <user@example.org>: User unknown
///
/// What stands behind `<<<` without a `>>>` in front is Courier's own.
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "This is a delivery status notification from ";
constexpr std::string_view server = "running the Courier mail server";
constexpr std::array<std::string_view, 1> markers{"running the courier mail server"};

struct Headline {
    std::string_view words;
    Action action;
};
constexpr std::array<Headline, 4> headlines{{
    {"UNDELIVERABLE MAIL", Action::failed},
    {"DELAYS IN DELIVERING YOUR MESSAGE", Action::delayed},
    {"MESSAGE DELIVERED TO A MAIL GATEWAY", Action::relayed},
    {"MESSAGE DELIVERED SUCCESSFULLY", Action::delivered},
}};

int judge(const ReportView& view) { return says(view, server) ? 95 : 0; }

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : text_(block.text.text), recorder_(view, block, facts) {}

    void read() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) take_line(ascii::trim(lines.line()));
        finish_reply();
    }

private:
    void take_line(std::string_view line) {
        if (line.starts_with("<<<")) return take_reply(line, ascii::trim_left(line.substr(3)));
        finish_reply();
        if (line.starts_with(">>>")) return take_command(ascii::trim_left(line.substr(3)));
        if (line.starts_with(intro)) {
            recorder_.facts().reporting_mta = word_behind(line, intro);
        } else if (line.starts_with('<') && line.ends_with(">:")) {
            said_ = Said{};
            recipient_ = recorder_.recipient(fields::read_address(line.substr(0, line.size() - 1)), {}, recorder_.facts().action);
        } else if (recipient_ != Recorder::nobody && line.ends_with(':')) {
            said_ = Said{};
            said_.host = host_at(line, recorder_.arena());
        } else {
            for (const Headline& headline : headlines)
                if (line == headline.words) recorder_.facts().action = headline.action;
        }
    }

    void take_command(std::string_view command) {
        if (recipient_ == Recorder::nobody) return;
        said_.speaker = Speaker::remote;
        if (command == "(initial greeting)") {
            said_.phase = Phase::banner;
            return;
        }
        said_.command = command;
        said_.phase = phase_of_command(command);
        add_step(Direction::client, command);
    }

    void take_reply(std::string_view line, std::string_view reply) {
        if (recipient_ == Recorder::nobody) return;
        if (said_.words.empty())
            said_.words = reply;
        else
            said_.words = text_.substr(offset(said_.words), offset(line) + line.size() - offset(said_.words));
        recorder_.arena().append(reply_lines_, reply);
    }

    [[nodiscard]] std::size_t offset(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }

    void finish_reply() {
        if (said_.words.empty()) return;
        said_.raw = said_.words;
        if (reply_lines_.size() > 1) said_.words = joined();
        if (said_.speaker == Speaker::remote) {
            // Courier names DATA for what answers the message as well; acceptance can only be that.
            const std::optional<int> code = fields::reply_code_at(said_.words);
            if (said_.phase == Phase::data && code && *code / 100 == 2) said_.phase = Phase::end_of_data;
            for (std::string_view line : reply_lines_) add_step(Direction::server, line);
        } else if (fields::reply_code_at(said_.words)) {
            said_.phase = Phase::local;
            said_.host = {};
        }
        recorder_.say(recipient_, said_);
        said_ = Said{};
        detail::Arena::clear(reply_lines_);
    }

    /// The lines of a reply without what Courier puts in front of each.
    std::string_view joined() {
        std::size_t size = 0;
        for (std::string_view line : reply_lines_) size += line.size() + 1;
        char* place = recorder_.arena().allocate(size);
        std::size_t used = 0;
        for (std::string_view line : reply_lines_) {
            line.copy(place + used, line.size());
            used += line.size();
            place[used++] = '\n';
        }
        return {place, used - 1};
    }

    void add_step(Direction direction, std::string_view line) {
        Facts& facts = recorder_.facts();
        if (facts.steps.size() >= recorder_.most_steps()) return;
        facts.transcript = true;
        StepFact fact;
        fact.recipient = recorder_.at(recipient_).address;
        fact.step.direction = direction;
        fact.step.host = said_.host.name;
        fact.step.ip = said_.host.ip;
        if (direction == Direction::client) {
            fact.step.command = line;
        } else {
            const fields::ReplyText reply = fields::read_reply(line, recorder_.arena());
            fact.step.code = reply.code;
            fact.step.enhanced = reply.enhanced;
            fact.step.text = reply.text;
        }
        recorder_.arena().append(facts.steps, fact);
    }

    std::string_view text_;
    Recorder recorder_;
    Recorder::Handle recipient_ = Recorder::nobody;
    Said said_;
    List<std::string_view> reply_lines_;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks)
        if (block.text.text.find(server) != std::string_view::npos) Reader(view, block, facts).read();
}

} // namespace

extern const Dialect dialect_courier;
const Dialect dialect_courier{"courier", "Courier", markers, judge, read};

} // namespace dsnparse::dialects
