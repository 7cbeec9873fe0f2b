#include "store/mbox.hpp"

#include "base/ascii.hpp"
#include "store/mbox_line.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dsnparse::store {

namespace {

/// A header longer than this is not searched for a Content-Length.
constexpr std::size_t most_header = std::size_t{256} << 10;
/// What is held of a message beyond its limit before some of it is dropped.
constexpr std::size_t slack = std::size_t{1} << 20;

/// Without the blank line that a mailbox puts behind a message.
std::string_view without_separator(std::string_view message) {
    if (message.ends_with("\r\n\r\n")) return message.substr(0, message.size() - 2);
    if (message.ends_with("\n\n")) return message.substr(0, message.size() - 1);
    return message;
}

/// Takes one `>` off every line that is `From ` behind some of them.
void unquote(std::string_view message, std::string& to) {
    to.clear();
    std::size_t done = 0;
    for (std::size_t at = message.starts_with('>') ? 0 : message.find("\n>"); at != std::string_view::npos;
         at = message.find("\n>", at + 1)) {
        const std::size_t start = message[at] == '\n' ? at + 1 : at;
        const std::size_t word = message.find_first_not_of('>', start);
        if (word == std::string_view::npos || !message.substr(word).starts_with("From ")) continue;
        to.append(message, done, start - done);
        done = start + 1;
    }
    to.append(message, done);
}

/// The value of Content-Length in a header.
std::optional<std::size_t> content_length(std::string_view header) {
    static constexpr std::string_view name = "\ncontent-length:";
    const std::size_t at = ascii::ifind(header, name);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view value = header.substr(at + name.size());
    value = ascii::trim_left(value.substr(0, std::min(value.find('\n'), value.size())));
    std::size_t length = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), length);
    if (read.ec != std::errc() || !ascii::trim_left(value.substr(static_cast<std::size_t>(read.ptr - value.data()))).empty())
        return std::nullopt;
    return length;
}

class Mbox final : public Level {
public:
    Mbox(Context& context, std::string name, std::string_view container, bool single, std::unique_ptr<Window> window)
        : context_(context), name_(std::move(name)), container_(container), single_(single), window_(std::move(window)) {}

    Step next(SourceMessage& message) override {
        window_->consume(pending_);
        pending_ = 0;
        if (ended_ || !window_->ensure(1)) return Step::end;
        head_.clear();
        dropped_ = 0;
        start_ = line_end();
        const std::uint64_t from_line = window_->offset();
        const std::uint64_t offset = from_line + start_;
        const std::optional<std::size_t> stated = stated_end();
        std::size_t end = stated ? *stated : scanned_end();
        const std::string_view view = window_->have();
        ended_ = end == view.size();
        const bool alone = single_ && ended_ && index_ == 0;
        if (!head_.empty())
            message.bytes = std::string_view(head_).substr(alone ? 0 : static_cast<std::size_t>(offset - from_line));
        else
            message.bytes = alone ? view.substr(0, end) : view.substr(start_, end - start_);
        const bool cut = ended_ && is_cut(alone, view, offset);
        if (!alone) message.bytes = without_separator(message.bytes);
        message.bytes = message.bytes.substr(0, context_.options.message_bytes + 1);
        if (context_.options.format == SourceFormat::mboxrd) {
            unquote(message.bytes, plain_);
            message.bytes = plain_;
        }
        message.source = name_;
        message.container = alone ? container_ : std::string_view("mbox");
        message.index = alone ? -1 : index_;
        message.offset = alone ? -1 : static_cast<std::int64_t>(offset);
        message.truncated = cut;
        pending_ = end;
        ++index_;
        return Step::message;
    }

private:
    /// Behind the line that the window stands on.
    std::size_t line_end() {
        std::size_t looked = 0;
        while (true) {
            const std::string_view view = window_->have();
            const std::size_t end = view.find('\n', looked);
            if (end != std::string_view::npos) return end + 1;
            looked = view.size();
            // A separator is never that long; only the very first line can be.
            if (looked > most_header || !window_->more()) return std::min(looked, window_->have().size());
        }
    }

    /// Reads on until so many lines behind `at` are whole, which is what decides about a separator there; not further, since a
    /// writer may wait.
    void look_ahead(std::size_t at, std::size_t lines) {
        std::size_t found = 0;
        std::size_t looked = at;
        while (found < lines) {
            const std::string_view ahead = window_->have().substr(0, at + most_ahead);
            const std::size_t end = ahead.find('\n', looked);
            if (end != std::string_view::npos) {
                ++found;
                looked = end + 1;
            } else if (ahead.size() == at + most_ahead || !window_->more()) {
                return;
            }
        }
    }

    /// Where the message ends by its Content-Length, if that leads to the end of a message: a `From ` line or the end of all.
    std::optional<std::size_t> stated_end() {
        std::size_t body = 0;
        std::size_t looked = start_;
        while (body == 0) {
            const std::string_view view = window_->have();
            for (std::size_t at = view.find('\n', looked - 1); at != std::string_view::npos; at = view.find('\n', at + 1)) {
                looked = at + 1;
                if (view.substr(at + 1).starts_with('\n')) body = at + 2;
                if (view.substr(at + 1).starts_with("\r\n")) body = at + 3;
                if (body != 0) break;
            }
            if (body == 0 && (view.size() > start_ + most_header || !window_->more())) return std::nullopt;
        }
        const std::optional<std::size_t> length = content_length(window_->have().substr(start_ - 1, body - start_ + 1));
        if (!length || *length > context_.options.message_bytes) return std::nullopt;
        const std::size_t end = body + *length;
        if (!window_->ensure(end)) {
            lacks_ = believed_ > 0;
            return std::nullopt;
        }
        look_ahead(end, 4); // two of them blank
        const std::string_view view = window_->have();
        std::size_t next = end;
        for (int blank = 0; blank < 2 && next < view.size(); ++blank) {
            if (view.substr(next).starts_with("\r\n"))
                next += 2;
            else if (view[next] == '\n')
                ++next;
        }
        const bool whole_lines = *length == 0 || view[end - 1] == '\n' || next > end;
        if (!whole_lines || (next < view.size() && !begins_message(view, next))) return std::nullopt;
        ++believed_;
        return next;
    }

    /// Where the message ends by the next separator. Of a message that is too long, the front goes to `head_` and the rest is
    /// passed over.
    std::size_t scanned_end() {
        const std::size_t most = context_.options.message_bytes + 1;
        std::size_t looked = start_ - 1; // at the line end of the `From ` line, if it has one
        while (true) {
            const std::string_view view = window_->have();
            const std::size_t hit = view.find("\nFrom ", looked);
            if (hit != std::string_view::npos) {
                look_ahead(hit + 1, 2);
                if (separates(window_->have(), hit + 1)) return hit + 1;
                looked = hit + 1;
                continue;
            }
            looked = std::max(looked, view.size() >= 5 ? view.size() - 5 : 0);
            if (dropped_ + view.size() > most + slack && looked > most_behind + start_) {
                if (head_.empty()) head_.assign(view.substr(0, most + start_));
                const std::size_t drop = looked - most_behind;
                window_->consume(drop);
                dropped_ += drop;
                looked -= drop;
                start_ = 0;
            }
            if (!window_->more()) return window_->have().size();
        }
    }

    /// Whether the last message is not whole, which is then told.
    bool is_cut(bool alone, std::string_view view, std::uint64_t offset) {
        std::string reason = window_->error();
        if (reason.empty() && alone) return false;
        if (reason.empty()) {
            const std::string_view message = view.substr(std::min(start_, view.size()));
            const bool headless = head_.empty() && message.find("\n\n") == std::string_view::npos
                                  && message.find("\n\r\n") == std::string_view::npos;
            if (!lacks_ && !headless && view.ends_with('\n')) return false;
            reason = "the mailbox ends in the middle of a message";
        }
        context_.problems.push_back({name_, std::move(reason), static_cast<std::int64_t>(offset), false});
        return true;
    }

    Context& context_;
    std::string name_;
    std::string_view container_;
    bool single_;
    std::unique_ptr<Window> window_;
    std::size_t pending_ = 0; ///< of the message that was given last
    std::size_t start_ = 0; ///< of the message behind its `From ` line
    std::size_t dropped_ = 0; ///< passed over of a message that is too long
    std::string head_; ///< and its front
    std::string plain_; ///< without the quoting of mboxrd
    std::int64_t index_ = 0;
    std::int64_t believed_ = 0; ///< Content-Lengths that were right
    bool lacks_ = false; ///< the message has fewer bytes than it says, and those before it had not
    bool ended_ = false;
};

} // namespace

std::unique_ptr<Level> mbox_messages(Context& context, std::string name, std::string_view container, bool single,
                                     std::unique_ptr<Window> window) {
    return std::make_unique<Mbox>(context, std::move(name), container, single, std::move(window));
}

} // namespace dsnparse::store
