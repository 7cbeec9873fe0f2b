#include "dialects/generic.hpp"

#include "base/ascii.hpp"
#include "dialects/address_index.hpp"
#include "dialects/generic_lines.hpp"
#include "dialects/generic_words.hpp"
#include "dialects/recorder.hpp"
#include "dialects/wording.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <utility>

namespace dsnparse::dialects {

namespace {

/// Headings reach over so many paragraphs.
constexpr int heading_reach = 4;
/// Lines of a session between RCPT and its reply.
constexpr int command_reach = 3;
/// Lines of prose that belong to one reason.
constexpr int most_reason_lines = 6;
/// Lines between a host and what it said.
constexpr int host_reach = 4;
constexpr std::size_t most_host_bytes = 1000;

/// Reads one report, line by line.
class Reader {
public:
    Reader(const ReportView& view, Facts& facts)
        : view_(view), facts_(facts), known_(view.context.scratch), own_(view.context.scratch),
          want_recipients_(facts.recipients.empty()), want_replies_(facts.replies.empty()) {
        delayed_ = ascii::icontains(view.subject, "delay") || ascii::istarts_with(view.subject, "warning");
        for (std::size_t i = 0; i < facts.recipients.size(); ++i) known_.add(facts.recipients[i].address, i);
    }

    void read() {
        find_own();
        for (const TextBlock& block : view_.blocks) {
            block_ = &block;
            heading_ = 0;
            read_block(block.text.text);
            start_paragraph();
        }
        finish();
    }

private:
    void find_own() {
        for (std::string_view name : {"From", "To", "Reply-To", "Sender", "Return-Path", "Cc"}) {
            const std::string_view value = view_.header_value(name);
            std::size_t next = 0;
            for (std::string_view own = fields::find_address(value, 0, &next); !own.empty();
                 own = fields::find_address(value, next, &next))
                own_.add(own, 0);
        }
    }

    void read_block(std::string_view text) {
        bool blank = true;
        std::size_t paragraph = 0;
        for (text::LineReader lines(text); lines.next() && !full();) {
            const std::string_view line = without_bullet(lines.line());
            if (line.empty()) {
                if (!blank) end_paragraph(text.substr(paragraph, lines.offset() - paragraph));
                blank = true;
                continue;
            }
            if (blank) paragraph = lines.offset();
            blank = false;
            take(line);
        }
        if (!blank) end_paragraph(text.substr(paragraph));
    }

    [[nodiscard]] bool full() const {
        return facts_.recipients.size() > view_.context.limits().recipients
               || facts_.replies.size() > view_.context.limits().replies;
    }

    void start_paragraph() {
        flush_reply();
        taken_ = false;
    }

    /// A paragraph that quotes `host X said: ...` is folded anywhere: it is read as a whole.
    void end_paragraph(std::string_view raw) {
        flush_reply();
        const bool quoted = raw.find("said:") != std::string_view::npos || raw.find("to me:") != std::string_view::npos;
        if (want_replies_ && !taken_ && quoted) {
            const std::string_view words = one_line(view_, ascii::trim(raw));
            if (const std::optional<HostSaid> found = find_host_said(words, view_.context.arena)) {
                Said said;
                said.words = found->reply;
                said.raw = raw;
                said.speaker = Speaker::remote;
                said.host = found->host;
                said.command = found->command;
                said.phase = found->phase;
                const Lead lead = lead_of(words);
                if (!lead.address.empty()) accept(fields::find_address(raw), true);
                say(lead.address.empty() ? about() : find(lead.address), said);
            }
        }
        if (heading_ > 0) --heading_;
        start_paragraph();
    }

    void take(std::string_view line) {
        const unsigned meaning = meaning_of(line);
        if ((meaning & says_delay) != 0) delayed_ = true;
        if ((meaning & says_failure) != 0) failure_ = true;
        if (take_command(line)) return;
        const std::size_t reply =
            quotes_host(line) ? std::string_view::npos : find_reply(line, meaning | (failure_ ? says_quote : 0U));
        // A host within a reply is the client, a look-up page, anyone; never known to be who gave it.
        if ((meaning != 0 || ascii::istarts_with(line, "host ")) && reply == std::string_view::npos && !continues_)
            mention_host(line);
        const bool goes_on = unfinished_ > 0 && reply == std::string_view::npos && line[0] >= 'a' && line[0] <= 'z';
        if (!goes_on) {
            unfinished_ = 0;
            take_addresses(line, meaning, reply);
        }
        if (reply != std::string_view::npos)
            take_reply(line, reply);
        else if (goes_on)
            extend_reason(line);
        else if (continues_)
            extend_reply(line);
        else
            take_reason(line, meaning);
        previous_meaning_ = meaning;
        if (command_left_ > 0) --command_left_;
        if (mentioned_left_ > 0) --mentioned_left_;
    }

    /// Who refused is often told some lines before what was said.
    void mention_host(std::string_view line) {
        const fields::HostRef host = host_in(line.substr(0, most_host_bytes), view_.context.arena);
        if (!host.known()) return;
        mentioned_ = host;
        mentioned_left_ = host_reach;
    }

    // ---- Addresses

    void take_addresses(std::string_view line, unsigned meaning, std::size_t reply) {
        if (!want_recipients_) return;
        const bool blamed =
            (meaning & (says_failure | says_refusal | says_trouble | says_delay)) != 0 || reply != std::string_view::npos;
        if (!candidate_.empty() && blamed) accept(candidate_, candidate_sure_);
        candidate_ = {};
        const Lead lead = lead_of(line);
        if (!lead.address.empty()) return take_lead(line, lead, blamed);
        // What is wrong is said in front of the address, or around it.
        const std::size_t colon = line.find(':');
        const std::string_view label = ascii::trim(line.substr(0, std::min(colon, line.size())));
        const std::string_view address = find_mailbox(line);
        if (ascii::iequals(label, "original address")) return add_original(address);
        if (colon < 60 && is_other_label(label)) return;
        if (address.empty()) {
            if ((meaning & (says_failure | says_delay)) != 0) open_heading();
            return;
        }
        const auto begin = static_cast<std::size_t>(address.data() - line.data());
        const std::string_view before = line.substr(0, begin);
        if (colon < begin && is_recipient_label(label)) return accept(address, true);
        if (is_other_party(before) || ascii::icontains(line, "sender")) return;
        // A reply may quote anybody's address.
        if (reply < begin && !facts_.recipients.empty()) return;
        if (blamed)
            accept(address, heading_ > 0);
        else
            propose(address, false);
    }

    void take_lead(std::string_view line, const Lead& lead, bool blamed) {
        const std::string_view rest = ascii::trim(lead.rest);
        const bool alone = rest.empty() || rest.find_first_not_of(":,;.)") == std::string_view::npos;
        const bool explained =
            !rest.empty() && (ascii::is_any_of(rest[0], ":;,([<") || rest.starts_with("...") || ascii::istarts_with(rest, "on "));
        if (heading_ > 0 && (alone || explained))
            accept(lead.address, true);
        else if (alone && (previous_meaning_ & says_refusal) != 0)
            accept(lead.address, true);
        else if (alone)
            propose(lead.address, lead.bracketed || rest == ":");
        else if (blamed && !ascii::icontains(line, "sender"))
            accept(lead.address, explained);
    }

    /// An address that the next line may tell about.
    void propose(std::string_view address, bool sure) {
        candidate_ = address;
        candidate_sure_ = sure;
    }

    void add_original(std::string_view address) {
        if (current_ == Recorder::nobody || address.empty()) return;
        RecipientFact& fact = detail::Arena::items(facts_.recipients)[current_];
        if (fact.original.empty() && !fields::same_address(fact.address, address)) fact.original = address;
    }

    void open_heading() {
        heading_ = heading_reach;
        new_list_ = true;
    }

    /// `sure`: the words name it as the one that failed. Else the report's own addresses are not meant.
    void accept(std::string_view address, bool sure) {
        if (!want_recipients_ || address.empty() || (!sure && is_own(address))) return;
        if (!continues_) flush_reply();
        Recorder::Handle handle = find(address);
        if (handle == Recorder::nobody) {
            handle = Recorder(view_, *block_, facts_).recipient(address);
            if (handle == Recorder::nobody) return;
            known_.add(address, handle);
        }
        if (new_list_)
            listed_ = 0;
        else if (handle == current_)
            return;
        new_list_ = false;
        ++listed_;
        current_ = handle;
    }

    [[nodiscard]] bool is_own(std::string_view address) const {
        return own_.find(address) != AddressIndex::none || ascii::istarts_with(address, "mailer-daemon@")
               || ascii::istarts_with(address, "postmaster@");
    }

    [[nodiscard]] Recorder::Handle find(std::string_view address) const {
        const std::size_t found = known_.find(address);
        return found == AddressIndex::none ? Recorder::nobody : found;
    }

    /// Whom the next words are about: the last recipient, unless several were listed in a row.
    [[nodiscard]] Recorder::Handle about() const { return listed_ > 1 ? Recorder::nobody : current_; }

    // ---- Replies

    /// A line of a session that has the command, `RCPT TO:<user@example.org>` somewhere in it.
    bool take_command(std::string_view line) {
        const std::size_t at = ascii::ifind(line.substr(0, 300), "rcpt to:");
        if (at == std::string_view::npos || find_reply(line, 0) != std::string_view::npos) return false;
        command_ = line.substr(at);
        command_address_ = fields::find_address(command_);
        command_left_ = command_reach;
        return true;
    }

    void take_reply(std::string_view line, std::size_t begin) {
        Said said;
        said.words = ascii::trim(line.substr(begin));
        while (!said.words.empty() && ascii::is_any_of(said.words.back(), "]\"')") && balance(said.words, said.words.back()) < 0)
            said.words.remove_suffix(1);
        const std::optional<int> code = fields::reply_code_at(said.words);
        if (!code || *code < 400) return;
        if (continues_ && begin == 0) return extend_reply(line);
        said.speaker = Speaker::remote;
        const std::string_view before = line.substr(0, begin);
        said.host = host_in(before, view_.context.arena);
        if (!said.host.known() && mentioned_left_ > 0) said.host = mentioned_;
        Recorder::Handle handle = about();
        if (command_left_ > 0) {
            said.command = command_;
            said.phase = Phase::rcpt;
            accept(command_address_, true);
            handle = find(command_address_);
            command_left_ = 0;
        } else if (const Recorder::Handle named = find(fields::find_address(said.words)); named != Recorder::nobody) {
            handle = named;
        }
        taken_ = true;
        flush_reply();
        open_ = said;
        open_about_ = handle;
        continues_ = fields::reply_continues(said.words);
    }

    /// The number of opening marks less that of the closing ones.
    static int balance(std::string_view text, char close) {
        const char open = close == ']' ? '[' : close == ')' ? '(' : close;
        int count = 0;
        for (char c : text) {
            if (c == open && open != close)
                ++count;
            else if (c == close)
                --count;
        }
        return open == close ? -(count & 1) : count;
    }

    /// Another line of a reply: `550-...` announced it.
    void extend_reply(std::string_view line) {
        continues_ = fields::reply_continues(line);
        extend_open(line);
    }

    void extend_open(std::string_view line) {
        const std::string_view text = block_->text.text;
        const auto begin = static_cast<std::size_t>(open_.words.data() - text.data());
        open_.words = text.substr(begin, static_cast<std::size_t>(line.data() - text.data()) + line.size() - begin);
    }

    void flush_reply() {
        if (!open_.words.empty()) say(open_about_, open_);
        open_ = Said();
        continues_ = false;
        unfinished_ = 0;
    }

    void say(Recorder::Handle handle, const Said& said) {
        if (!want_replies_) return;
        Recorder(view_, *block_, facts_).say(handle, said);
        new_list_ = true; // what is named next is another matter
    }

    /// What is said about a recipient without a code: behind a label, or in words that say what is wrong.
    void take_reason(std::string_view line, unsigned meaning) {
        const bool announced = std::exchange(reason_follows_, false);
        // Where there is a machine-readable part, it says that better.
        if (!want_replies_ || (view_.status != nullptr && !view_.status->recipients.empty())) return;
        const std::size_t colon = line.find(':');
        if ((meaning & says_quote) != 0 && colon < 40 && meaning_of(line.substr(0, colon + 1)) == says_quote) {
            const std::string_view rest = ascii::trim(line.substr(colon + 1));
            if (rest.empty())
                reason_follows_ = true;
            else
                say_reason(rest);
            return;
        }
        if (line.ends_with(':')) return;
        const Lead lead = lead_of(line);
        std::string_view words = lead.address.empty() ? line : ascii::trim(lead.rest);
        while (!words.empty() && (words[0] == ':' || words[0] == '.' || words[0] == ' ')) words.remove_prefix(1);
        const unsigned own = meaning_of(words);
        const bool troubled =
            (own & says_trouble) != 0 && colon > 40 && find_mailbox(words).empty() && !ascii::icontains(words, "if you ");
        // In a list of those that failed the words behind an address say why, whatever they are.
        const bool listed = heading_ > 0 && !lead.address.empty() && ascii::trim_left(lead.rest).starts_with(':')
                            && current_ != Recorder::nobody && find(lead.address) == current_;
        const bool explains = (own & says_refusal) != 0 || troubled || listed;
        if (!words.empty() && (announced || explains)) say_reason(words);
    }

    void say_reason(std::string_view words) {
        const Recorder::Handle handle = about();
        if (handle == Recorder::nobody || !detail::Arena::items(facts_.recipients)[handle].reason.empty()) return;
        if (!open_.words.empty() && open_about_ == handle && open_.speaker == Speaker::reporter) return;
        flush_reply();
        open_ = own_words(words, Phase::unknown);
        open_about_ = handle;
        unfinished_ = breaks_off(words) ? most_reason_lines : 0;
        new_list_ = true;
    }

    /// Prose that is folded: the line ends within a sentence, the next one goes on in lower case.
    void extend_reason(std::string_view line) {
        extend_open(line);
        unfinished_ = breaks_off(line) ? unfinished_ - 1 : 0;
    }

    static bool breaks_off(std::string_view line) { return ascii::is_alnum(line.back()) || line.back() == ','; }

    void finish() {
        if (facts_.recipients.empty() && facts_.replies.empty()) return;
        bool final = false;
        for (const ReplyFact& fact : facts_.replies) final = final || (fact.reply.code && *fact.reply.code >= 500);
        if (facts_.action == Action::unknown) facts_.action = delayed_ && !final ? Action::delayed : Action::failed;
        for (RecipientFact& fact : detail::Arena::items(facts_.recipients))
            if (fact.action == Action::unknown) fact.action = facts_.action;
    }

    const ReportView& view_;
    Facts& facts_;
    AddressIndex known_; ///< recipients
    AddressIndex own_; ///< addresses of the report's header
    bool want_recipients_;
    bool want_replies_;
    const TextBlock* block_ = nullptr;

    int heading_ = 0; ///< paragraphs in which addresses are of those that failed
    bool failure_ = false;
    bool delayed_ = false;
    std::string_view candidate_; ///< an address that the next line may tell about
    bool candidate_sure_ = false;
    Recorder::Handle current_ = Recorder::nobody;
    std::size_t listed_ = 0; ///< recipients since the heading
    bool new_list_ = true;
    fields::HostRef mentioned_;
    int mentioned_left_ = 0; ///< lines for which it counts
    unsigned previous_meaning_ = 0;
    std::string_view command_;
    std::string_view command_address_;
    int command_left_ = 0;
    bool taken_ = false; ///< a reply of this paragraph was read
    Said open_; ///< the reply being read
    Recorder::Handle open_about_ = Recorder::nobody;
    bool continues_ = false; ///< it has another line
    bool reason_follows_ = false;
    int unfinished_ = 0; ///< lines that the open reason may still take
};

} // namespace

void read_generic(const ReportView& view, Facts& facts) { Reader(view, facts).read(); }

} // namespace dsnparse::dialects
