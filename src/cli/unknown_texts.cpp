#include "cli/unknown_texts.hpp"

#include "emit/screen.hpp"
#include "knowledge/knowledge.hpp"
#include "summary/reply_template.hpp"

#include <dsnparse/json.hpp>

#include <algorithm>

namespace dsnparse::cli {

namespace {

/// Different texts kept; memory is bounded whatever is read.
constexpr std::size_t most_texts = 100000;

} // namespace

void UnknownTexts::add(const Report& report, const RuleSet& rules) {
    if (report.kind != Kind::bounce && report.kind != Kind::delay) return;
    for (const Reply& reply : report.replies) {
        if ((reply.code && *reply.code < 400) || reply.text.empty()) continue;
        ++replies_;
        detail::Arena arena;
        knowledge::Question question;
        question.code = reply.code;
        question.status = reply.enhanced;
        question.text = reply.text;
        question.host = reply.host;
        question.phase = reply.phase;
        question.remote = reply.phase != Phase::local;
        if (knowledge::match(rules.compiled(), question, arena)) continue;
        ++unknown_;
        std::string masked = summary::reply_template(reply, arena);
        const auto found = texts_.find(masked);
        if (found != texts_.end()) {
            ++found->second.count;
        } else if (texts_.size() < most_texts) {
            texts_.emplace(std::move(masked), Entry{1, std::string(report.input.source)});
        } else {
            ++dropped_;
        }
    }
}

std::vector<const std::pair<const std::string, UnknownTexts::Entry>*> UnknownTexts::sorted(std::size_t top) const {
    std::vector<const std::pair<const std::string, Entry>*> all;
    all.reserve(texts_.size());
    for (const auto& item : texts_) all.push_back(&item);
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
        return a->second.count != b->second.count ? a->second.count > b->second.count : a->first < b->first;
    });
    if (top > 0 && all.size() > top) all.resize(top);
    return all;
}

std::string UnknownTexts::text(std::size_t top) const {
    std::string out;
    for (const auto* item : sorted(top)) {
        std::string count = std::to_string(item->second.count);
        out.append(count.size() < 7 ? 7 - count.size() : 0, ' ');
        out += count + "  ";
        emit::append_safe(out, item->first);
        out += '\n';
    }
    out += std::to_string(unknown_) + " of " + std::to_string(replies_) + " replies, " + std::to_string(texts_.size())
           + " different texts";
    if (dropped_ > 0) out += "; " + std::to_string(dropped_) + " more were not kept";
    return out + "\n";
}

std::string UnknownTexts::json(std::size_t top) const {
    nlohmann::ordered_json texts = nlohmann::ordered_json::array();
    for (const auto* item : sorted(top))
        texts.push_back({{"count", item->second.count}, {"text", item->first}, {"source", item->second.example}});
    const nlohmann::ordered_json all{
        {"replies", replies_}, {"unknown", unknown_}, {"not_kept", dropped_}, {"texts", std::move(texts)}};
    return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace dsnparse::cli
