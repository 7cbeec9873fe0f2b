#include "diagnose/kind.hpp"

#include "base/ascii.hpp"
#include "dialects/generic_words.hpp"
#include "fields/status.hpp"
#include "mime/decode.hpp"
#include "text/lines.hpp"

namespace dsnparse::diagnose {

namespace {

using knowledge::MarkerPlace;

/// How much of the human text is asked for words.
constexpr std::size_t most_text = 2000;

std::string_view header(detail::Context& context, const KindSources& sources, std::string_view name) {
    return sources.header == nullptr ? std::string_view{}
                                     : ascii::trim(mime::header_value(context, mime::find_header(*sources.header, name)));
}

/// The action of a group, where it gives none: from its status, its reply, or else the worst, since a group is
/// there for a reason.
Action action_of(const fields::RecipientFields& group) {
    if (group.action != Action::unknown) return group.action;
    int severity = fields::status_class(group.status);
    if (severity == 0 && group.reply.code) severity = *group.reply.code / 100;
    if (severity == 2) return Action::delivered;
    return severity == 4 ? Action::delayed : Action::failed;
}

/// bounce beats delay beats success.
class Worst {
public:
    void add(Action action) {
        failed_ = failed_ || action == Action::failed;
        delayed_ = delayed_ || action == Action::delayed;
        done_ = done_ || action == Action::delivered || action == Action::relayed || action == Action::expanded;
    }
    [[nodiscard]] Kind kind() const {
        if (failed_) return Kind::bounce;
        if (delayed_) return Kind::delay;
        return done_ ? Kind::success : Kind::unknown;
    }

private:
    bool failed_ = false;
    bool delayed_ = false;
    bool done_ = false;
};

Kind kind_of_status(const fields::DeliveryStatus& status) {
    Worst worst;
    for (const fields::RecipientFields& group : status.recipients) worst.add(action_of(group));
    return worst.kind();
}

Kind kind_of_words(const dialects::Facts& facts) {
    Worst worst;
    for (const dialects::RecipientFact& recipient : facts.recipients)
        worst.add(recipient.action != Action::unknown ? recipient.action : facts.action);
    if (worst.kind() == Kind::unknown) worst.add(facts.action);
    if (worst.kind() != Kind::unknown) return worst.kind();
    for (const dialects::ReplyFact& fact : facts.replies)
        if (fact.reply.code)
            worst.add(*fact.reply.code >= 500 ? Action::failed : *fact.reply.code >= 400 ? Action::delayed : Action::unknown);
    return worst.kind();
}

/// A reply code stands in the words.
bool quotes_server(const dialects::Facts& facts) {
    for (const dialects::ReplyFact& fact : facts.replies)
        if (fact.reply.code) return true;
    return false;
}

/// What was not delivered is a mail, not a parcel.
bool speaks_of_mail(std::string_view text) {
    for (std::string_view word : {"message", "mail", "nachricht", "messaggio", "mensaje", "mensagem"})
        if (ascii::icontains(text.substr(0, most_text), word)) return true;
    return false;
}

/// The part of the subject that is the writer's own. An answer or a forwarded mail has somebody else's behind the prefix, but
/// there are systems that report so too: `RE: minutes: delivery failed`.
std::string_view own_subject(std::string_view subject) {
    for (std::string_view prefix : {"re:", "fwd:", "fw:", "aw:", "wg:", "sv:", "tr:", "rv:", "antw:"}) {
        if (!ascii::istarts_with(subject, prefix)) continue;
        const std::size_t last = subject.rfind(": ");
        return last > prefix.size() ? subject.substr(last + 1) : std::string_view();
    }
    return subject;
}

/// One that a person is shown, or that stands in every mail.
bool is_field_of_a_mail(std::string_view name) {
    for (std::string_view known :
         {"From", "To", "Cc", "Subject", "Date", "Sent", "Message-ID", "MIME-Version", "Content-Type", "Importance"})
        if (ascii::iequals(name, known)) return true;
    return false;
}

/// A mail as a mail client prints it: its header at the top, below one line of title at the most, and no word of a failure.
bool shows_ordinary_mail(std::string_view text) {
    constexpr unsigned enough = 3;
    const std::string_view head = text.substr(0, most_text);
    if ((dialects::meaning_of(head) & (dialects::says_failure | dialects::says_delay)) != 0) return false;
    unsigned fields = 0;
    unsigned others = 0;
    for (text::LineReader lines(head); lines.next() && fields < enough;) {
        const std::string_view line = ascii::trim(lines.line());
        const std::string_view name = line.substr(0, line.find(':'));
        if (line.empty() && fields == 0) continue;
        if (name.size() < line.size() && is_field_of_a_mail(name))
            ++fields;
        else if (++others > 1)
            return false;
    }
    return fields >= enough;
}

/// What the marks of a mail say, and what follows from them.
class Marks {
public:
    Marks(detail::Context& context, const KindSources& sources) {
        const knowledge::KindMarkers& markers = *sources.markers;
        from_ = markers.find(MarkerPlace::from, sources.from);
        subject_ = markers.find(MarkerPlace::subject, sources.subject);
        text_ = markers.find(MarkerPlace::text, sources.text.substr(0, most_text));
        constexpr unsigned announcements = knowledge::marks_report | knowledge::marks_complaint;
        const std::string_view own = own_subject(sources.subject);
        if (own.size() < sources.subject.size()) subject_ &= ~announcements | markers.find(MarkerPlace::subject, own);
        for (const knowledge::MarkerField& item : markers.fields()) {
            const mime::HeaderField* field = mime::find_header(*sources.header, item.name);
            if (field != nullptr && !ascii::iequals(ascii::trim(field->raw), "no")) fields_ |= item.says;
        }
        const std::string_view submitted = header(context, sources, "Auto-Submitted");
        if (ascii::istarts_with(submitted, "auto-replied")) fields_ |= knowledge::marks_auto_reply;
        manager_ = ascii::iequals(header(context, sources, "X-List-Administrivia"), "yes");
        for (std::string_view name : {"List-Id", "List-Unsubscribe", "List-Post"})
            distributed_ = distributed_ || (!mailer() && !manager_ && mime::find_header(*sources.header, name) != nullptr);
        if (header(context, sources, "Return-Path") == "<>") fields_ |= knowledge::marks_machine;
        unanswerable_ = (fields_ & knowledge::marks_machine) != 0;
        if (ascii::istarts_with(submitted, "auto-generated")) fields_ |= knowledge::marks_machine;
        if (ascii::icontains(header(context, sources, "Precedence"), "auto_reply")) fields_ |= knowledge::marks_auto_reply;
        if (sources.header->report_type == "delivery-status") fields_ |= knowledge::marks_machine;
        // fml, the list manager, speaks as LIST-admin; a post that it distributes has the field, too, but an author of its own.
        if (ascii::istarts_with(header(context, sources, "X-MLServer"), "fml ") && ascii::icontains(sources.from, "-admin@"))
            fields_ |= knowledge::marks_machine;
    }

    /// The address or the name is a mail system's.
    [[nodiscard]] bool mailer() const { return (from_ & knowledge::marks_mailer) != 0; }
    [[nodiscard]] bool machine() const { return mailer() || (fields_ & knowledge::marks_machine) != 0; }
    /// Has a null return path (RFC 5321 section 4.5.5) or a field that only mail systems write.
    [[nodiscard]] bool unanswerable() const { return unanswerable_; }
    /// A list sent what no mail system wrote: words of a report in it are somebody's post.
    [[nodiscard]] bool distributed() const { return distributed_; }
    /// A list manager speaks, or passes a report on.
    [[nodiscard]] bool manager() const { return manager_; }
    [[nodiscard]] bool announced() const { return (subject_ & knowledge::marks_report) != 0; }
    [[nodiscard]] bool delay() const { return (subject_ & knowledge::marks_delay) != 0; }
    [[nodiscard]] bool subject_of_reply() const { return (subject_ & knowledge::marks_auto_reply) != 0; }
    [[nodiscard]] bool auto_reply() const { return ((subject_ | fields_) & knowledge::marks_auto_reply) != 0; }
    [[nodiscard]] bool challenge() const { return ((subject_ | text_) & knowledge::marks_challenge) != 0; }
    [[nodiscard]] bool complaint() const { return (subject_ & knowledge::marks_complaint) != 0; }

private:
    unsigned from_ = 0;
    unsigned subject_ = 0;
    unsigned text_ = 0;
    unsigned fields_ = 0;
    bool unanswerable_ = false;
    bool distributed_ = false;
    bool manager_ = false;
};

/// A mail that says to be a report, though nobody that it is about was found.
KindResult decide_by_announcement(const KindSources& sources, const Marks& marks) {
    const unsigned said = dialects::meaning_of(sources.text.substr(0, most_text));
    const bool sad = (said & (dialects::says_failure | dialects::says_delay)) != 0;
    const bool delay = marks.delay() || (said & (dialects::says_failure | dialects::says_delay)) == dialects::says_delay;
    const KindResult result{delay ? Kind::delay : Kind::bounce, 0.6, true};
    // Gmail and Exim mark theirs as auto-replied: only the subject tells a vacation notice.
    if (marks.subject_of_reply() || (marks.manager() && !sources.returned)) return {};
    // A shop announces parcels in the same words, so that `auto-generated` is not enough.
    if (marks.announced() && (marks.mailer() || marks.unanswerable())) return result;
    // A postmaster also writes about the mail system at large.
    if (marks.mailer() && sad && (marks.unanswerable() || sources.returned)) return result;
    if (sources.header->report_type == "delivery-status" && sad) return result;
    if (marks.announced() && sources.returned && sad) return result;
    if (sources.status != nullptr) return result;
    return {};
}

} // namespace

KindResult decide_kind(detail::Context& context, const KindSources& sources) {
    if (sources.feedback) return {Kind::complaint, 0.99, false};
    if (sources.status != nullptr && !sources.status->recipients.empty()) {
        const Kind kind = kind_of_status(*sources.status);
        return {kind == Kind::unknown ? Kind::bounce : kind, sources.header != nullptr ? 0.99 : 0.95, true};
    }
    if (sources.disposition) return {Kind::disposition, 0.99, false};

    const dialects::Facts& facts = *sources.facts;
    if (facts.complaint && !facts.recipients.empty()) return {Kind::complaint, 0.9, true};
    const Kind words = kind_of_words(facts);
    const bool found = words != Kind::unknown && (!facts.recipients.empty() || !facts.replies.empty());
    if (sources.header == nullptr) {
        if (found) return {words, facts.mta.empty() ? 0.7 : 0.9, true};
        return {shows_ordinary_mail(sources.text) ? Kind::message : Kind::unknown, 0.5, false};
    }
    const Marks marks(context, sources);
    if (sources.complained && marks.complaint()) return {Kind::complaint, 0.9, false};
    if (!marks.distributed() || marks.unanswerable() || sources.returned) {
        if (found && (marks.machine() || marks.announced())) {
            if (!facts.mta.empty()) return {words, 0.95, true};
            if (marks.mailer() || (marks.machine() && marks.announced())) return {words, 0.85, true};
            const bool certain = marks.machine() ? !facts.recipients.empty()
                                                 : quotes_server(facts) || sources.returned || speaks_of_mail(sources.text);
            if (certain && !marks.auto_reply()) return {words, 0.7, true};
        }
        const KindResult announced = decide_by_announcement(sources, marks);
        if (announced.kind != Kind::unknown) return announced;
    }
    if (marks.challenge()) return {Kind::challenge, 0.8, false};
    if (marks.auto_reply()) return {Kind::auto_reply, 0.9, false};
    return {Kind::message, marks.machine() ? 0.7 : 0.9, false};
}

} // namespace dsnparse::diagnose
