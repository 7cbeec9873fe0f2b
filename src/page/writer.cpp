#include "page/writer.hpp"

#include "emit/explanation.hpp"
#include "page/assets.hpp"
#include "page/json_text.hpp"
#include "page/pack.hpp"
#include "page/rows.hpp"

#include <dsnparse/version.hpp>
#include <dsnparse/write.hpp>

#include <utility>

namespace dsnparse::page {

namespace {

/// JSON in one block. Of the views a block is unpacked to show one message; the rows are all unpacked at the start.
constexpr std::size_t view_block = std::size_t{128} << 10;
constexpr std::size_t row_block = std::size_t{1} << 20;

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

void fill(std::string& text, std::string_view name, std::string_view value) {
    const std::string place = "{{" + std::string(name) + "}}";
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
        text.replace(at, place.size(), value);
}

const char* kind_name(Piece::Kind kind) {
    switch (kind) {
    case Piece::Kind::plain: return "plain";
    case Piece::Kind::evidence: return "evidence";
    case Piece::Kind::deciding: return "deciding";
    case Piece::Kind::skipped: break;
    }
    return "skipped";
}

/// `[["plain","text"],["skipped",120],...]`
void append_pieces(const std::vector<Piece>& pieces, std::string_view message, std::string& out) {
    out += '[';
    for (const Piece& piece : pieces) {
        out.append(out.back() == '[' ? "[\"" : ",[\"").append(kind_name(piece.kind)).append("\",");
        if (piece.kind == Piece::Kind::skipped)
            out += std::to_string(piece.length);
        else
            append_json_text(message.substr(piece.offset, piece.length), out);
        out += ']';
    }
    out += ']';
}

} // namespace

PageWriter::PageWriter(Sink sink, PageOptions options)
    : sink_(std::move(sink)), options_(std::move(options)), script_(page::script()) {
    std::string head(skeleton());
    const std::string_view data = "{{data}}";
    const std::size_t at = head.find(data);
    tail_ = head.substr(at + data.size());
    head.resize(at);
    fill(head, "policy", content_security_policy(style(), script_));
    fill(head, "style", style());
    fill(head, "title", escape_html(options_.title));
    write(head);
}

bool PageWriter::add(const Report& report, std::string_view message) {
    if (messages_ == options_.most_messages) {
        ++left_out_;
        return good_;
    }
    add_rows(report);
    add_view(report, message);
    ++messages_;
    return good_;
}

void PageWriter::add_rows(const Report& report) {
    rows_ += rows_.empty() ? '[' : ',';
    append_rows(report, messages_, rows_);
    if (rows_.size() >= row_block) flush("rows", rows_, messages_);
}

void PageWriter::add_view(const Report& report, std::string_view message) {
    const RawText raw = raw_bytes_ < most_raw_bytes ? options_.raw : RawText::none;
    if (raw != options_.raw) ++without_raw_;
    const std::vector<Piece> pieces = excerpt(report, message, raw);
    for (const Piece& piece : pieces)
        if (piece.kind != Piece::Kind::skipped) raw_bytes_ += piece.length;
    if (views_.empty()) first_view_ = messages_;
    views_ += views_.empty() ? "[{\"explanation\":" : ",{\"explanation\":";
    views_ += emit::explanation_json(emit::make_explanation(report))
                  .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    views_ += ",\"raw\":";
    append_pieces(pieces, message, views_);
    views_ += ",\"result\":";
    append_json(report, views_);
    views_ += '}';
    if (views_.size() >= view_block) flush("views", views_, first_view_);
}

bool PageWriter::flush(const char* kind, std::string& block, std::size_t first) {
    if (block.empty()) return good_;
    block += ']';
    packed_ = "<script type=\"text/plain\" class=\"" + std::string(kind) + "\" data-first=\"" + std::to_string(first) + "\">";
    append_packed(block, packed_);
    packed_ += "</script>\n";
    block.clear();
    return write(packed_);
}

bool PageWriter::finish(std::int64_t now) {
    flush("rows", rows_, messages_);
    flush("views", views_, first_view_);
    std::string facts = "<script type=\"application/json\" id=\"facts\">{\"version\":\"" DSNPARSE_VERSION "\",\"made\":";
    facts += now > 0 ? std::to_string(now) : std::string("null");
    facts += ",\"messages\":" + std::to_string(messages_) + ",\"left_out\":" + std::to_string(left_out_) + ",\"raw\":\""
             + (options_.raw == RawText::none   ? "none"
                : options_.raw == RawText::head ? "head"
                                                : "full")
             + "\",\"without_raw\":" + std::to_string(without_raw_) + ",\"columns\":" + row_names() + "}</script>\n";
    write(facts);
    fill(tail_, "script", script_);
    return write(tail_);
}

} // namespace dsnparse::page
