#include "page/excerpt.hpp"

#include "diagnose/classify.hpp"

#include <algorithm>

namespace dsnparse::page {

namespace {

/// Shown before and behind evidence that lies beyond the front, then on to the line's end.
constexpr std::size_t around = 400;
constexpr std::size_t most_to_line_end = 200;
/// Places set off: more than a person looks at, few enough to sort.
constexpr std::size_t most_marks = 200;

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Marks {
    std::vector<Range> evidence;
    std::vector<Range> deciding;
};

void collect(const List<Evidence>& list, std::size_t size, std::vector<Range>& out) {
    for (const Evidence& evidence : list) {
        if (!evidence.span || out.size() == most_marks) continue;
        const std::size_t begin = std::min(evidence.span->offset, size);
        const std::size_t end = begin + std::min(evidence.span->length, size - begin);
        if (begin < end) out.push_back({begin, end});
    }
}

/// In order, those that touch made one.
std::vector<Range> merged(std::vector<Range> ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
    std::vector<Range> out;
    for (const Range& range : ranges) {
        if (!out.empty() && range.begin <= out.back().end)
            out.back().end = std::max(out.back().end, range.end);
        else
            out.push_back(range);
    }
    return out;
}

Marks marks_of(const Report& report, std::size_t size) {
    Marks marks;
    collect(report.classification.evidence, size, marks.deciding);
    const Recipient* worst = diagnose::worst_recipient(report.recipients);
    if (worst != nullptr && worst->reply) collect(report.replies[*worst->reply].evidence, size, marks.deciding);
    for (const Recipient& recipient : report.recipients) collect(recipient.evidence, size, marks.evidence);
    for (const Reply& reply : report.replies) collect(reply.evidence, size, marks.evidence);
    for (const RejectingHost& host : report.rejecting_hosts) collect(host.evidence, size, marks.evidence);
    marks.evidence = merged(std::move(marks.evidence));
    marks.deciding = merged(std::move(marks.deciding));
    return marks;
}

/// The start of the line that `at` stands in, and behind its end; near ones only.
std::size_t line_begin(std::string_view message, std::size_t at) {
    const std::size_t least = at - std::min(at, most_to_line_end);
    while (at > least && message[at - 1] != '\n') --at;
    return at;
}

std::size_t line_end(std::string_view message, std::size_t at) {
    const std::size_t most = std::min(message.size(), at + most_to_line_end);
    while (at < most && message[at - 1] != '\n') ++at;
    return at;
}

/// What is kept: the front, then the surroundings of the evidence, the deciding first, as far as there is room.
std::vector<Range> kept_head(std::string_view message, const Marks& marks) {
    const std::size_t front = message.size() <= head_bytes ? message.size() : line_begin(message, head_bytes);
    std::vector<Range> kept{{0, front}};
    std::size_t used = front;
    for (const std::vector<Range>* list : {&marks.deciding, &marks.evidence}) {
        for (const Range& mark : *list) {
            if (used >= most_head_bytes) break;
            const std::size_t begin = line_begin(message, mark.begin - std::min(mark.begin, around));
            const std::size_t wanted = line_end(message, std::min(message.size(), mark.end + around));
            const Range range{begin, std::min(wanted, begin + (most_head_bytes - used))};
            if (range.begin >= range.end || range.end <= front) continue;
            kept.push_back({std::max(range.begin, front), range.end});
            used += kept.back().end - kept.back().begin;
        }
    }
    return merged(std::move(kept));
}

/// Whether `at` lies in one of the ranges, asked with rising `at`.
class Within {
public:
    explicit Within(const std::vector<Range>& ranges) : at_(ranges.begin()), end_(ranges.end()) {}
    bool operator()(std::size_t at) {
        while (at_ != end_ && at_->end <= at) ++at_;
        return at_ != end_ && at_->begin <= at;
    }

private:
    std::vector<Range>::const_iterator at_;
    std::vector<Range>::const_iterator end_;
};

} // namespace

std::vector<Piece> excerpt(const Report& report, std::string_view message, RawText raw) {
    std::vector<Piece> pieces;
    if (raw == RawText::none || message.empty()) return pieces;
    const Marks marks = marks_of(report, message.size());
    const std::vector<Range> kept =
        raw == RawText::head ? kept_head(message, marks) : std::vector<Range>{{0, std::min(message.size(), most_full_bytes)}};
    std::vector<std::size_t> bounds{0, message.size()};
    for (const std::vector<Range>* list : {&kept, &marks.evidence, &marks.deciding}) {
        for (const Range& range : *list) {
            bounds.push_back(range.begin);
            bounds.push_back(range.end);
        }
    }
    std::sort(bounds.begin(), bounds.end());
    Within is_kept(kept);
    Within is_evidence(marks.evidence);
    Within is_deciding(marks.deciding);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        const std::size_t begin = bounds[i];
        if (begin == bounds[i + 1]) continue;
        Piece::Kind kind = Piece::Kind::skipped;
        if (is_kept(begin))
            kind = is_deciding(begin) ? Piece::Kind::deciding : is_evidence(begin) ? Piece::Kind::evidence : Piece::Kind::plain;
        if (!pieces.empty() && pieces.back().kind == kind)
            pieces.back().length += bounds[i + 1] - begin;
        else
            pieces.push_back({kind, begin, bounds[i + 1] - begin});
    }
    return pieces;
}

} // namespace dsnparse::page
