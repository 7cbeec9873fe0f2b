#include "store/json_records.hpp"

#include "base/arena.hpp"
#include "base/ascii.hpp"
#include "mime/transfer.hpp"
#include "store/json_extent.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace dsnparse::store {

namespace {

using nlohmann::json;

/// The first object must be whole within this to be recognised.
constexpr std::size_t most_head = std::size_t{16} << 20;

bool is_base64(std::string_view text) {
    std::size_t letters = 0;
    for (const char c : text) {
        if (ascii::is_alnum(c) || c == '+' || c == '/' || c == '-' || c == '_')
            ++letters;
        else if (c != '=' && c != '\r' && c != '\n')
            return false;
    }
    return letters >= 16; // a mail has a colon and spaces within its first line
}

/// A message as text, or as base64 in either alphabet.
std::string unwrap(std::string text) {
    if (!is_base64(text)) return text;
    for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    detail::Arena decoded;
    detail::Arena map;
    return std::string(mime::decode_base64(text, {decoded, map}).decoded.text);
}

/// The text at `path`, whose names are separated by dots.
const std::string* find_text(const json& object, std::string_view path) {
    const json* at = &object;
    while (at->is_object()) {
        const std::size_t dot = path.find('.');
        const auto found = at->find(std::string(path.substr(0, dot)));
        if (found == at->end()) return nullptr;
        at = &*found;
        if (dot == std::string_view::npos) return at->get_ptr<const std::string*>();
        path.remove_prefix(dot + 1);
    }
    return nullptr;
}

bool is_notification(const json& object) {
    for (const char* name : {"notificationType", "eventType"})
        if (find_text(object, name) != nullptr && object.contains("mail")) return true;
    return false;
}

struct Record {
    std::string message;
    std::string_view container;
};

/// The message that the object `text` carries. A notification is read by its dialect, as it is, unless it brings a mail along.
std::optional<Record> read_record(std::string_view text, const std::string& field) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    if (const std::string* raw = find_text(object, field)) return Record{unwrap(*raw), "ndjson"};
    const std::string* inner = find_text(object, "Message"); // of SNS
    const json within = inner == nullptr ? json() : json::parse(*inner, nullptr, false);
    const json& notification = within.is_object() ? within : object;
    if (!is_notification(notification)) return std::nullopt;
    if (const std::string* content = find_text(notification, "content")) return Record{unwrap(*content), "ses"};
    return Record{std::string(text), "ses"};
}

class JsonRecords final : public Level {
public:
    JsonRecords(Context& context, std::string name, std::unique_ptr<Window> window)
        : context_(context), name_(std::move(name)), window_(std::move(window)) {}

    Step next(SourceMessage& message) override {
        while (find_object()) {
            const std::size_t size = object_size();
            const std::uint64_t offset = window_->offset();
            std::optional<Record> record;
            const bool too_long = size > most();
            if (!too_long) record = read_record(window_->have().substr(0, size), context_.options.field);
            pass(size);
            const std::int64_t index = index_++;
            if (!record) {
                tell(too_long ? "the record is longer than the limit"
                     : cut_   ? "the file ends in the middle of a record"
                              : "the record is no JSON object with a text \"" + context_.options.field + "\"",
                     offset);
                continue;
            }
            record_ = std::move(*record);
            message.bytes = std::string_view(record_.message).substr(0, context_.options.message_bytes + 1);
            message.source = name_;
            message.container = record_.container;
            message.index = index;
            message.offset = static_cast<std::int64_t>(offset);
            return Step::message;
        }
        if (!window_->error().empty()) tell(window_->error(), window_->offset());
        return Step::end;
    }

private:
    /// Base64 takes a third more, escapes may take more.
    [[nodiscard]] std::size_t most() const { return context_.options.message_bytes * 2 + (std::size_t{1} << 20); }

    void tell(std::string reason, std::uint64_t offset) {
        context_.problems.push_back({name_, std::move(reason), static_cast<std::int64_t>(offset), false});
    }

    /// Goes to what comes next that is no space; false: nothing does.
    bool find_object() {
        while (true) {
            const std::string_view have = window_->have();
            std::size_t at = 0;
            while (at < have.size() && ascii::is_space(have[at])) ++at;
            window_->consume(at);
            if (at < have.size()) return true;
            if (!window_->more()) return false;
        }
    }

    /// Of the record at the front: an object, or where none begins or it does not end, the line. More than most(): it is too
    /// long, and so much of it was looked at.
    std::size_t object_size() {
        cut_ = false;
        const std::size_t line = line_size();
        if (line > most()) return line;
        JsonExtent extent;
        if (window_->have().front() != '{') return line;
        const std::size_t end = extent.feed(window_->have().substr(0, line));
        // Records of one line each: a broken one does not swallow those behind it.
        if (end != std::string_view::npos) {
            lines_ = lines_ || ascii::trim_right(window_->have().substr(end, line - end)).empty();
            return end;
        }
        if (lines_) return line;
        std::size_t fed = line;
        while (fed <= most()) {
            const std::size_t more = extent.feed(window_->have().substr(fed));
            if (more != std::string_view::npos) return fed + more;
            fed = window_->have().size();
            if (!window_->more()) {
                cut_ = true;
                return line;
            }
        }
        return fed;
    }

    std::size_t line_size() {
        std::size_t looked = 0;
        while (true) {
            const std::string_view have = window_->have();
            const std::size_t end = have.find('\n', looked);
            if (end != std::string_view::npos) return end + 1;
            looked = have.size();
            if (looked > most()) return looked;
            if (!window_->more()) {
                cut_ = true;
                return looked;
            }
        }
    }

    /// Passes over a record; over all of the line where it was too long.
    void pass(std::size_t size) {
        const bool too_long = size > most();
        const bool at_end = size > 0 && window_->have()[size - 1] == '\n';
        window_->consume(size);
        while (too_long && !at_end) {
            const std::size_t end = window_->have().find('\n');
            window_->consume(end == std::string_view::npos ? window_->have().size() : end + 1);
            if (end != std::string_view::npos || !window_->more()) return;
        }
    }

    Context& context_;
    std::string name_;
    std::unique_ptr<Window> window_;
    Record record_;
    std::int64_t index_ = 0;
    bool lines_ = false; ///< a record ended with its line
    bool cut_ = false;
};

} // namespace

bool begins_json_records(Window& window, const SourceOptions& options) {
    window.ensure(1);
    std::size_t begin = 0;
    while (begin < window.have().size() && ascii::is_space(window.have()[begin])) ++begin;
    if (!window.have().substr(begin).starts_with('{')) return false;
    JsonExtent extent;
    std::size_t fed = begin;
    while (fed < most_head) {
        const std::size_t end = extent.feed(window.have().substr(fed));
        if (end != std::string_view::npos)
            return read_record(window.have().substr(begin, fed + end - begin), options.field).has_value();
        fed = window.have().size();
        if (!window.more()) return false;
    }
    return false;
}

std::unique_ptr<Level> json_records(Context& context, std::string name, std::unique_ptr<Window> window) {
    return std::make_unique<JsonRecords>(context, std::move(name), std::move(window));
}

} // namespace dsnparse::store
