/// \file
/// Words: a text read as a report is read, up to the Facts. For the tests of dialects.
#pragma once

#include "dialects/engine.hpp"
#include "mime/decode.hpp"
#include "mime/framing.hpp"

#include <dsnparse/options.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::testing {

/// A report, and the Facts that its words give. Owns everything; not copyable, since all of it points into itself.
class Words {
public:
    /// Reads `text` as the human text of a report. `header`: the report's header fields (`From: x\nSubject: y\n`);
    /// empty: pasted text. What `text` quotes of the returned message is cut off first.
    explicit Words(std::string_view text, std::string_view header = {}, Limits limits = {})
        : message_(header.empty() ? std::string(text) : std::string(header) + "\n" + std::string(text)) {
        options_.limits = limits;
        context_.emplace(detail::Context{message_, options_, arena_, scratch_, warnings_});
        text::MappedText words = text::identity(message_, 0, scratch_);
        view_.emplace(dialects::ReportView{*context_, {}, nullptr, nullptr, {}, {}});
        if (!header.empty()) {
            parts_ = mime::frame(*context_);
            view_->header = &parts_.root();
            view_->from = mime::header_text(*context_, mime::find_header(parts_.root(), "From"));
            view_->subject = mime::header_text(*context_, mime::find_header(parts_.root(), "Subject"));
            words = words.substr(message_.size() - text.size());
        }
        cut = dialects::find_returned_message(words.text);
        if (cut.marker != std::string_view::npos) words = words.substr(0, cut.marker);
        scratch_.append(view_->blocks, dialects::TextBlock{words, "report_text", "1"});
        dialects::read_words(*view_, facts);
    }
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    dialects::Facts facts;
    dialects::Cut cut;

    [[nodiscard]] const dialects::ReportView& view() const { return *view_; }

    /// Addresses of the recipients, in the order they were found.
    [[nodiscard]] std::vector<std::string> addresses() const {
        std::vector<std::string> all;
        for (const dialects::RecipientFact& recipient : facts.recipients) all.emplace_back(recipient.address);
        return all;
    }

    /// The recipient `address` (exact); null: it was not found.
    [[nodiscard]] const dialects::RecipientFact* recipient(std::string_view address) const {
        const auto* found = std::find_if(facts.recipients.begin(), facts.recipients.end(),
                                         [&](const dialects::RecipientFact& item) { return item.address == address; });
        return found == facts.recipients.end() ? nullptr : found;
    }

    /// One line per reply: `code enhanced text | speaker phase host[ip] | recipient | command`; `-` where nothing is known.
    [[nodiscard]] std::vector<std::string> replies() const {
        std::vector<std::string> all;
        for (const dialects::ReplyFact& fact : facts.replies) all.push_back(describe(fact));
        return all;
    }

    /// The replies tied to one recipient by RecipientFact::replies, as replies() words them.
    [[nodiscard]] std::vector<std::string> replies_of(std::string_view address) const {
        std::vector<std::string> all;
        if (const dialects::RecipientFact* fact = recipient(address))
            for (std::uint32_t index : fact->replies) all.push_back(describe(facts.replies[index]));
        return all;
    }

    [[nodiscard]] static std::string describe(const dialects::ReplyFact& fact) {
        const auto known = [](std::string_view text) { return text.empty() ? std::string("-") : std::string(text); };
        const Reply& reply = fact.reply;
        return (reply.code ? std::to_string(*reply.code) : "-") + " " + known(reply.enhanced) + " " + known(reply.text) + " | "
               + (fact.speaker == dialects::Speaker::remote ? "remote " : "reporter ") + known(to_string(reply.phase)) + " "
               + known(reply.host) + (reply.ip.empty() ? "" : "[" + std::string(reply.ip) + "]") + " | " + known(fact.recipient)
               + " | " + known(reply.command);
    }

private:
    std::string message_;
    Options options_;
    detail::Arena arena_;
    detail::Arena scratch_;
    detail::WarningLog warnings_{arena_};
    std::optional<detail::Context> context_;
    std::optional<dialects::ReportView> view_;
    mime::PartList parts_;
};

} // namespace dsnparse::testing
