/// \file
/// Exim. Addresses are indented by two, what is said about them by four; replies are folded at colons.
///
///     A message that you sent could not be delivered to one or more of its
///     recipients. This is a permanent error. The following address(es) failed:
///
///       user@example.org
///         (generated from alias@example.net)
///         host mx.example.org [192.0.2.25]
///         SMTP error from remote mail server after RCPT TO:<user@example.org>:
///         550 5.1.1 <user@example.org>: User unknown
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "mime/part.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 8> markers{"created automatically by mail delivery",
                                                  "x-failed-recipients",
                                                  "the following address(es) failed",
                                                  "has not yet been delivered",
                                                  "a message that you sent ",
                                                  "have yet to be delivered:",
                                                  "had successful delivery notifications -----",
                                                  "from remote mail server after "};

/// How a list of addresses is announced.
struct Announcement {
    std::string_view words;
    Action action;
};
constexpr std::string_view broken_announcement = "failed:"; ///< `The following addresses` stands on the line above
constexpr std::array<Announcement, 8> announcements{{
    {"address(es) failed:", Action::failed},
    {"The following addresses failed:", Action::failed},
    {"to which the message has not yet been delivered is:", Action::delayed},
    {"to which the message has not yet been delivered are:", Action::delayed},
    {"have yet to be delivered:", Action::delayed},
    {"had successful delivery notifications -----", Action::relayed},
    {"constructed:", Action::failed},
    {broken_announcement, Action::failed},
}};

/// Failures of a whole message, before there were recipients to try.
constexpr std::array<std::string_view, 4> whole_failures{
    "A message that you sent was rejected by the local scanning code", "A message that you sent contained no recipient addresses",
    "A message that you sent contained more recipients than allowed", "A message that you sent was rejected by "};

constexpr std::string_view generated_text = "The following text was generated during the delivery attempt";
constexpr std::string_view expiry = "retry timeout exceeded";

bool has_announcement(std::string_view text) {
    for (const Announcement& item : announcements)
        if (item.words != broken_announcement && text.find(item.words) != std::string_view::npos) return true;
    return false;
}

bool has_whole_failure(std::string_view text) {
    for (std::string_view words : whole_failures)
        if (text.find(words) != std::string_view::npos) return true;
    return false;
}

int judge(const ReportView& view) {
    const bool named = !view.header_value("X-Failed-Recipients").empty();
    int sure = 0;
    for (const TextBlock& block : view.blocks) {
        const std::string_view text = block.text.text;
        const bool automatic = text.find("created automatically by mail delivery") != std::string_view::npos;
        const bool listed = has_announcement(text);
        if (automatic && listed) return named ? 90 : 85;
        if (listed && (named || text.find("from remote mail server after ") != std::string_view::npos))
            sure = 85;
        else if (listed || has_whole_failure(text))
            sure = std::max(sure, 60);
        else if (automatic)
            sure = std::max(sure, 50);
    }
    // A site may word its bounces as it likes; the header stays. Others write that header too, but not under this name.
    if (sure == 0 && named && ascii::istarts_with(view.from, "Mail Delivery System")) sure = 40;
    return sure;
}

/// Exim prints bytes outside ASCII as `\347\224\250`.
std::string_view decode_octal(std::string_view address, detail::Arena& arena) {
    if (address.find('\\') == std::string_view::npos) return address;
    char* place = arena.allocate(address.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const std::string_view digits = address.substr(i).starts_with('\\') ? address.substr(i + 1, 3) : std::string_view{};
        if (digits.size() == 3 && digits[0] >= '2' && digits[0] <= '3'
            && digits.find_first_not_of("01234567") == std::string_view::npos) {
            place[used++] = static_cast<char>((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0'));
            i += 3;
        } else {
            place[used++] = address[i];
        }
    }
    const std::string_view decoded(place, used);
    return text::is_utf8(decoded) ? decoded : address;
}

/// The address that is all of `line`, an older Exim's colon behind it; empty: the line is something else.
std::string_view address_alone(std::string_view line) {
    if (line.ends_with(':')) line.remove_suffix(1);
    if (line.find_first_of(" \t") != std::string_view::npos && !line.starts_with('"')) return {};
    return fields::read_address(line);
}

/// Deliveries to something that has no address: a file, a program, a list that is kept secret.
bool is_nameless(std::string_view line) {
    return line.starts_with("pipe to ") || line.starts_with("save to ") || line.starts_with("an undisclosed address")
           || line.starts_with("autoreply to ");
}

/// Where the command of an error header ends: at a colon that ends its line or that a reply or a host follows.
std::size_t command_end(std::string_view text) {
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
        const std::string_view command = ascii::trim(text.substr(0, colon));
        const std::string_view after = text.substr(colon + 1);
        if (!after.empty() && !ascii::is_space(after[0])) continue;
        // An older Exim breaks the line between the command and its address.
        if (ascii::iends_with(command, "RCPT TO") || ascii::iends_with(command, "MAIL FROM")) continue;
        const std::string_view next = after.substr(std::min(after.find_first_not_of(" \t"), after.size()));
        if (next.empty() || next[0] == '\r' || next[0] == '\n' || ascii::is_digit(next[0]) || next.starts_with("host "))
            return colon;
    }
    return std::string_view::npos;
}

/// The colon that white space follows: `host mx.example.org [2001:db8::1]: 550 ...`.
std::size_t host_end(std::string_view text) {
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1))
        if (colon + 1 == text.size() || ascii::is_space(text[colon + 1])) return colon;
    return std::string_view::npos;
}

/// The addresses of X-Failed-Recipients, as views into its value.
List<std::string_view> failed_recipients(std::string_view value, detail::Arena& arena) {
    constexpr std::size_t most = 10000;
    List<std::string_view> all;
    std::size_t next = 0;
    for (std::string_view address = fields::find_address(value, 0, &next); !address.empty() && all.size() < most;
         address = fields::find_address(value, next, &next))
        arena.append(all, address);
    return all;
}

/// One address with all that is said about it.
struct Entry {
    std::string_view line; ///< that names the address
    std::string_view details; ///< the lines below; a view into the block
    Action action = Action::unknown;
};

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), text_(block.text.text), recorder_(view, block, facts) {}

    void read() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) take_line(lines);
        finish_entry();
        finish_output();
    }

private:
    void take_line(const text::LineReader& lines) {
        const std::string_view line = ascii::trim(lines.line());
        const auto begin = static_cast<std::size_t>(line.data() - text_.data());
        if (line.starts_with("------ ") && !output_header_.empty()) return start_output(line, lines.next_offset());
        if (in_output_) return take_output(line, begin, lines.next_offset());
        if (line.starts_with(generated_text)) {
            finish_entry();
            in_output_ = true;
            output_header_ = line;
            return;
        }
        if (line.empty()) {
            // The reason may stand below a blank line.
            gap_ = entry_.details.empty() || (whole_ && entry_.details.ends_with(':'));
            if (!gap_) finish_entry();
            return;
        }
        if (gap_ && !whole_ && !line.starts_with("SMTP error from ")) finish_entry();
        gap_ = false;
        if (announce(line) || take_fact(line)) return;
        if (section_ != Action::unknown && starts_entry(lines.line(), line)) {
            finish_entry();
            start_entry(line, lines.next_offset());
        } else if (!entry_.line.empty()) {
            const std::size_t from = entry_.details.empty() ? begin : offset(entry_.details);
            entry_.details = text_.substr(from, begin + line.size() - from);
        }
    }

    [[nodiscard]] std::size_t offset(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }

    bool announce(std::string_view line) {
        for (const Announcement& item : announcements) {
            if (!line.ends_with(item.words) || (item.words == broken_announcement && line != item.words)) continue;
            finish_entry();
            section_ = item.action;
            if (recorder_.facts().action == Action::unknown || section_ == Action::failed) recorder_.facts().action = section_;
            malformed_ = item.words == "constructed:";
            entry_indent_ = no_indent;
            return true;
        }
        for (std::string_view words : whole_failures) {
            if (!line.starts_with(words)) continue;
            recorder_.facts().action = Action::failed;
            entry_ = {line, line, Action::failed};
            whole_ = true;
            return true;
        }
        return false;
    }

    /// What a delay warning or a notice to the postmaster says about the message.
    bool take_fact(std::string_view line) {
        constexpr std::string_view queue_host = " on the queue on ";
        if (ascii::consume(line, "The message identifier is:")) {
            recorder_.facts().queue_id = ascii::trim(line);
            return true;
        }
        if (line.starts_with("Message ") && line.find(" has been frozen") != std::string_view::npos) {
            recorder_.facts().queue_id = word_behind(line, "Message ");
            return true;
        }
        if (line.find(queue_host) == std::string_view::npos) return false;
        recorder_.facts().reporting_mta = word_behind(line, queue_host);
        return true;
    }

    bool starts_entry(std::string_view whole, std::string_view line) {
        if (section_ == Action::relayed) return line.starts_with('<');
        const std::size_t indent = static_cast<std::size_t>(line.data() - whole.data());
        const bool address = !address_alone(line).empty();
        if (entry_indent_ == no_indent) {
            if (!address && indent != 2) return false;
            entry_indent_ = indent;
        }
        if (indent != entry_indent_) return false;
        // Where the indentation was lost, only what is in the place of an address starts an entry.
        if (indent == 0) return address && !expects_address();
        return !line.starts_with("host ");
    }

    void start_entry(std::string_view line, std::size_t next) {
        entry_ = {line, text_.substr(next, 0), section_};
        // A frozen message's addresses have their reason on the same line.
        const std::size_t colon = host_end(line);
        if (colon == std::string_view::npos || colon + 1 == line.size() || address_alone(line.substr(0, colon)).empty()) return;
        entry_.line = line.substr(0, colon);
        entry_.details = ascii::trim(line.substr(colon + 1));
    }

    /// An address would belong to a folded command (`after RCPT TO:`) or reply.
    [[nodiscard]] bool expects_address() const {
        const std::string_view said = entry_.details;
        return said.ends_with("RCPT TO:") || said.ends_with("MAIL FROM:")
               || (said.ends_with(':') && said.find("host ") != std::string_view::npos);
    }

    void finish_entry() {
        if (!entry_.line.empty()) {
            if (whole_)
                recorder_.say(Recorder::nobody, own_words(entry_.details));
            else if (malformed_)
                read_malformed();
            else
                read_entry();
        }
        entry_ = {};
        whole_ = false;
    }

    /// `user@example.org <other@example.org>: malformed address: ...`, `user  unqualified recipient address not allowed`
    void read_malformed() {
        std::size_t end = host_end(entry_.line);
        if (end == std::string_view::npos) end = entry_.line.find("  ");
        if (end == std::string_view::npos) return;
        const std::string_view named = entry_.line.substr(0, end);
        // Whatever stands in front of it, what is in angle brackets is the address (RFC 5322 section 3.4).
        const std::size_t bracket = named.rfind('<');
        const std::string_view address = fields::find_address(named, bracket == std::string_view::npos ? 0 : bracket);
        const Recorder::Handle recipient = recorder_.recipient(address.empty() ? named : address, {}, Action::failed);
        recorder_.say(recipient, own_words(entry_.line.substr(end + 1)));
    }

    void read_entry() {
        std::string_view rest = entry_.details;
        std::string_view alias;
        Said said;
        while (!rest.empty()) {
            const std::string_view line = ascii::trim(rest.substr(0, rest.find_first_of("\r\n")));
            if (!take_origin(line, alias) && !take_host_line(line, said)) break;
            const std::size_t end = rest.find_first_of("\r\n");
            rest = end == std::string_view::npos ? std::string_view{} : ascii::trim_left(rest.substr(end));
        }
        const Recorder::Handle recipient = add_recipient(alias);
        if (recipient != Recorder::nobody && !ascii::within(recorder_.at(recipient).address, text_))
            recorder_.show(recipient, entry_.line);
        if (entry_.action == Action::relayed) return;
        said.words = said.raw = rest;
        read_error(said);
        const bool expired = take_expiry(said);
        recorder_.say(recipient, said);
        // To a server's reply it adds why Exim gave up; a reason of Exim's own says more than that the time was up.
        if (expired && said.speaker == Speaker::remote)
            recorder_.say(recipient, own_words(rest.substr(rest.size() - expiry.size())));
    }

    /// Takes `: retry timeout exceeded` off the end of other words.
    static bool take_expiry(Said& said) {
        if (!said.words.ends_with(expiry)) return false;
        std::string_view before = ascii::trim_right(said.words.substr(0, said.words.size() - expiry.size()));
        if (!before.ends_with(':')) return false;
        before.remove_suffix(1);
        said.words = said.raw = before;
        return true;
    }

    /// `(generated from alias@example.net)`, `(ultimately generated from ...)`, `generated by ...`.
    static bool take_origin(std::string_view line, std::string_view& alias) {
        if (line.starts_with('(') && line.ends_with(')')) line = line.substr(1, line.size() - 2);
        ascii::consume(line, "ultimately ");
        if (!ascii::consume(line, "generated from ") && !ascii::consume(line, "generated by ")) return false;
        alias = line;
        return true;
    }

    bool take_host_line(std::string_view line, Said& said) {
        if (said.host.known() || !line.starts_with("host ") || line.find('[') == std::string_view::npos || line.ends_with(':'))
            return false;
        if (host_end(line) != std::string_view::npos) return false; // `host x [y]: 550 ...`
        said.host = host_at(line.substr(5), recorder_.arena());
        return true;
    }

    /// Takes the header of a quoted reply apart: `SMTP error from remote mail server after RCPT TO:<...>: 550 ...`.
    void read_error(Said& said) {
        ascii::consume(said.words, "Delay reason: ");
        if (said.words.starts_with("H=")) take_host(said, 2);
        constexpr std::array<std::string_view, 4> headers{"SMTP error from remote mail server after ",
                                                          "SMTP error from remote mailer after ", "LMTP error after ",
                                                          "PRDR error after "};
        for (std::string_view header : headers) {
            std::string_view rest = said.words;
            if (!ascii::consume(rest, header)) continue;
            const std::size_t end = command_end(rest);
            if (end == std::string_view::npos) return;
            said.command = one_line(view_, rest.substr(0, end));
            ascii::consume(said.command, "pipelined ");
            said.phase = phase_of_command(said.command);
            said.speaker = Speaker::remote;
            said.words = ascii::trim_left(rest.substr(end + 1));
            if (said.words.starts_with("host ")) take_host(said, 5);
            return;
        }
    }

    /// Reads the host in front of the words, behind a prefix of `skip` bytes.
    void take_host(Said& said, std::size_t skip) {
        const std::size_t end = host_end(said.words);
        if (end == std::string_view::npos) return;
        said.host = host_at(said.words.substr(skip, end - skip), recorder_.arena());
        said.words = ascii::trim_left(said.words.substr(end + 1));
    }

    Recorder::Handle add_recipient(std::string_view alias) {
        std::string_view address =
            address_alone(section_ == Action::relayed ? entry_.line.substr(0, entry_.line.find(" (")) : entry_.line);
        const std::string_view original = fields::read_address(alias);
        if (address.empty()) {
            // A file or a program is no address, and neither is a bare local part: the header may know better.
            address = original.empty() ? failed_recipient(is_nameless(entry_.line) ? std::string_view{} : entry_.line) : original;
            if (address.empty() && !is_nameless(entry_.line)) address = entry_.line;
            return recorder_.recipient(decode_octal(address, recorder_.arena()), {}, entry_.action);
        }
        return recorder_.recipient(decode_octal(address, recorder_.arena()), decode_octal(original, recorder_.arena()),
                                   entry_.action);
    }

    /// The one address of X-Failed-Recipients with that local part (any, if it is empty); empty: none or several.
    [[nodiscard]] std::string_view failed_recipient(std::string_view local_part) {
        if (!header_read_) {
            failed_ = failed_recipients(view_.header_value("X-Failed-Recipients"), view_.context.scratch);
            header_read_ = true;
        }
        std::string_view found;
        for (std::string_view address : failed_) {
            if (!local_part.empty() && !ascii::iequals(address.substr(0, address.rfind('@')), local_part)) continue;
            if (!found.empty()) return {};
            found = address;
        }
        return found;
    }

    /// `------ pipe to |/bin/list` and on the next line `       generated by user@example.org ------`
    void start_output(std::string_view line, std::size_t next) {
        finish_output();
        output_header_ = line;
        output_ = text_.substr(next, 0);
    }

    void take_output(std::string_view line, std::size_t begin, std::size_t next) {
        if (!output_header_.starts_with("------")) return;
        if (!output_header_.ends_with("------")) {
            output_header_ = text_.substr(offset(output_header_), begin + line.size() - offset(output_header_));
            output_ = text_.substr(next, 0);
        } else if (!line.empty()) {
            const std::size_t from = output_.empty() ? begin : offset(output_);
            output_ = text_.substr(from, begin + line.size() - from);
        }
    }

    void finish_output() {
        if (output_.empty() || !output_header_.starts_with("------")) return;
        std::size_t from = output_header_.find("generated by ");
        if (from == std::string_view::npos) from = output_header_.find("generated from ");
        const std::string_view address = fields::find_address(output_header_, from == std::string_view::npos ? 0 : from);
        if (!address.empty()) recorder_.say(recorder_.known_recipient(address, section_), own_words(output_));
        output_ = {};
    }

    static constexpr std::size_t no_indent = std::string_view::npos;

    const ReportView& view_;
    std::string_view text_;
    Recorder recorder_;
    Action section_ = Action::unknown;
    std::size_t entry_indent_ = no_indent; ///< of the first address of the section
    bool malformed_ = false;
    bool whole_ = false;
    bool gap_ = false; ///< the line above was blank, and the entry waits for its reason
    bool header_read_ = false;
    List<std::string_view> failed_; ///< X-Failed-Recipients
    Entry entry_;
    bool in_output_ = false;
    std::string_view output_header_; ///< the line or lines between dashes; or the sentence in front of the first
    std::string_view output_;
};

/// Where the text names nobody: the header does.
void read_header(const ReportView& view, Facts& facts) {
    const mime::HeaderField* field = view.header == nullptr ? nullptr : mime::find_header(*view.header, "X-Failed-Recipients");
    if (field == nullptr) return;
    for (std::string_view address : failed_recipients(field->raw, view.context.scratch)) {
        if (facts.recipients.size() > view.context.limits().recipients) return;
        RecipientFact& recipient = facts.recipient(view.context.arena, address);
        recipient.action = facts.action = Action::failed;
        recipient.evidence = {"report_header", {}, mime::span_of(view.context, *view.header, address), address};
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).read();
    if (facts.recipients.empty()) read_header(view, facts);
}

} // namespace

extern const Dialect dialect_exim;
const Dialect dialect_exim{"exim", "", markers, judge, read};

} // namespace dsnparse::dialects
