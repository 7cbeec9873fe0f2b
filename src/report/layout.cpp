#include "report/layout.hpp"

#include "base/ascii.hpp"
#include "dialects/engine.hpp"
#include "dialects/split.hpp"
#include "mime/decode.hpp"
#include "mime/framing.hpp"
#include "text/html.hpp"
#include "text/unquote.hpp"

#include <algorithm>

namespace dsnparse::report {

namespace {

using mime::Media;
using mime::Part;
using mime::PartList;

/// Keeps a part list made on the way (of a decoded or cut text) where pointers into it stay good.
const PartList* keep(detail::Context& context, const PartList& parts) {
    List<PartList> holder;
    return &context.scratch.append(holder, parts);
}

const text::MappedText* keep(detail::Context& context, const text::MappedText& text) {
    List<text::MappedText> holder;
    return &context.scratch.append(holder, text);
}

bool is_report_part(Media media) {
    return media == Media::delivery_status || media == Media::feedback || media == Media::disposition;
}

bool is_message_part(Media media) { return media == Media::message || media == Media::headers; }

/// Calls `visit` for each part below `top` that is not inside a message.
template <class Visit>
void for_own_parts(const PartList& parts, const Part& top, Visit visit) {
    for (std::size_t i = top.index; i < top.end; ++i) {
        const Part& part = parts.parts[i];
        visit(part);
        if (is_message_part(part.media) && part.index != top.index) i = part.end - 1;
    }
}

/// The attached message that is a report, in a mail that is none; null: there is none.
const Part* find_attached_report(const PartList& parts) {
    for (const Part& part : parts.parts) {
        if (!is_report_part(part.media)) continue;
        // The message that the part belongs to: the outermost one counts, so that a report's own returned message does not.
        const Part* inner = nullptr;
        for (const Part* at = &part; at->index != 0; at = &parts.parts[at->parent])
            if (parts.parts[at->parent].media == Media::message) inner = at;
        return inner;
    }
    return nullptr;
}

/// True if the mail's own header says that it is machine-made: then what it encloses was returned, not forwarded.
bool looks_like_report(detail::Context& context, const Part& top) {
    if (top.report_type == "delivery-status" || top.report_type == "disposition-notification"
        || top.report_type == "feedback-report")
        return true;
    if (mime::find_header(top, "X-Failed-Recipients") != nullptr) return true;
    const std::string_view from = mime::header_value(context, mime::find_header(top, "From"));
    const std::string_view path = ascii::trim(mime::header_value(context, mime::find_header(top, "Return-Path")));
    return path == "<>" || ascii::icontains(from, "mailer-daemon") || ascii::icontains(from, "postmaster@");
}

/// Whether a text/html part has a text/plain twin in the same multipart/alternative.
bool has_plain_twin(const PartList& parts, const Part& html) {
    if (html.index == 0) return false;
    const Part& parent = parts.parts[html.parent];
    if (parent.subtype != "alternative") return false;
    for (std::size_t i = parent.index + 1; i < parent.end; ++i) {
        const Part& part = parts.parts[i];
        if (part.parent == parent.index && part.media == Media::text_plain && !ascii::trim(part.body).empty()) return true;
    }
    return false;
}

/// Makes the cut text's remainder the returned message, if there is no better one.
void take_returned_text(detail::Context& context, Layout& layout, const text::MappedText& text, const dialects::Cut& cut) {
    if (layout.returned.header != nullptr || cut.message >= text.text.size()) return;
    const text::MappedText* rest = keep(context, text.substr(cut.message));
    const PartList* parts = keep(context, mime::frame_message(context, rest->text, rest));
    if (parts->root().headers.empty()) return;
    layout.returned.parts = parts;
    layout.returned.header = &parts->root();
    layout.returned.bytes = rest->text;
    layout.returned.present = cut.headers_only || ascii::trim(parts->root().body).empty() ? Present::headers : Present::full;
}

void add_block(detail::Context& context, Layout& layout, text::MappedText text, std::string_view where, std::string_view part) {
    const dialects::Cut cut = dialects::find_returned_message(text.text);
    if (cut.message != std::string_view::npos) take_returned_text(context, layout, text, cut);
    if (cut.marker != std::string_view::npos) text = text.substr(0, cut.marker);
    if (ascii::trim(text.text).empty()) return;
    context.scratch.append(layout.blocks, dialects::TextBlock{text, where, part});
}

void find_returned_part(detail::Context& context, Layout& layout, const Part& part) {
    if (layout.returned.header != nullptr) return;
    if (part.media == Media::message && part.index + 1 < part.end) {
        layout.returned.parts = layout.parts;
        layout.returned.header = &layout.parts->parts[part.index + 1];
        layout.returned.bytes = part.body;
        layout.returned.present =
            ascii::trim(layout.returned.header->body).empty() && layout.returned.header->end == part.index + 2 ? Present::headers
                                                                                                               : Present::full;
        return;
    }
    const text::MappedText* text = keep(context, mime::decode_bytes(context, part));
    const PartList* parts = keep(context, mime::frame_message(context, text->text, text));
    if (parts->root().headers.empty()) return;
    layout.returned.parts = parts;
    layout.returned.header = &parts->root();
    layout.returned.bytes = text->text;
    layout.returned.present = part.media == Media::headers ? Present::headers : Present::full;
}

/// Roles of the parts below `top`, whose header is the report's.
void assign_roles(detail::Context& context, Layout& layout, const Part& top) {
    for_own_parts(*layout.parts, top, [&](const Part& part) {
        if (part.media == Media::delivery_status) {
            if (layout.status == nullptr)
                layout.status = &part;
            else
                context.scratch.append(layout.more_status, &part);
        } else if (part.media == Media::feedback && layout.feedback == nullptr) {
            layout.feedback = &part;
        } else if (part.media == Media::disposition && layout.disposition == nullptr) {
            layout.disposition = &part;
        } else if (is_message_part(part.media) && part.index != top.index) {
            find_returned_part(context, layout, part);
        }
    });
}

/// The human text. Behind the machine-readable part there is only the returned message, whatever its type says.
void read_blocks(detail::Context& context, Layout& layout, const Part& top) {
    std::size_t budget = context.limits().text_bytes;
    const Part* machine = layout.status != nullptr ? layout.status : layout.feedback;
    const auto read = [&](const Part& part) {
        if (budget == 0) return;
        text::MappedText text = mime::decode_text(context, part, budget);
        budget -= std::min(budget, text.text.size());
        if (part.media == Media::text_html)
            text = text::compose(text, text::html_to_text(text.text, context.arena, text.text.size()), context.arena);
        add_block(context, layout, text, part.media == Media::text_html ? "report_html" : "report_text", part.section);
    };
    const Part* only_html = nullptr;
    for_own_parts(*layout.parts, top, [&](const Part& part) {
        if (part.media != Media::text_plain && part.media != Media::text_html) return;
        if (machine != nullptr && part.index > machine->index) {
            if (layout.returned.header == nullptr) find_returned_part(context, layout, part);
            return;
        }
        if (part.media == Media::text_html) {
            if (has_plain_twin(*layout.parts, part)) return;
            if (only_html == nullptr && layout.blocks.empty()) only_html = &part;
        }
        read(part);
    });
    if (layout.blocks.empty() && top.media == Media::multipart && !ascii::trim(top.preamble).empty()) {
        // Bounces of broken gateways put their words before the first boundary, or have no boundary at all.
        const std::string_view words = top.preamble;
        const std::optional<Span> span = mime::span_of(context, top, words);
        add_block(context, layout, text::identity(words, span ? span->offset : 0, context.scratch), "report_text", top.section);
    }
    if (layout.blocks.size() == 1 && layout.blocks[0].where == "report_html") layout.html = only_html;
}

Layout lay_out_below(detail::Context& context, const PartList& parts, const Part& top) {
    Layout layout;
    layout.parts = &parts;
    layout.header = &top;
    assign_roles(context, layout, top);
    read_blocks(context, layout, top);
    return layout;
}

} // namespace

Layout lay_out(detail::Context& context, const PartList& parts) {
    const Part* attached = find_attached_report(parts);
    if (attached != nullptr && !looks_like_report(context, parts.root())) {
        Layout layout = lay_out_below(context, parts, *attached);
        layout.forwarded = true;
        return layout;
    }
    return lay_out_below(context, parts, parts.root());
}

std::optional<Layout> lay_out_wrapped(detail::Context& context, const Layout& outer) {
    if (outer.header == nullptr || outer.forwarded || outer.status != nullptr || outer.feedback != nullptr) return std::nullopt;
    const Part* attached = find_attached_report(*outer.parts);
    if (attached == nullptr) return std::nullopt;
    Layout layout = lay_out_below(context, *outer.parts, *attached);
    layout.forwarded = true;
    return layout;
}

Layout lay_out_fragment(detail::Context& context, const PartList& parts) {
    // Saved as "Unicode": the byte order mark tells.
    const bool is_utf16 = parts.root().body.starts_with("\xFF\xFE") || parts.root().body.starts_with("\xFE\xFF");
    Part root = parts.root();
    if (is_utf16) root.charset = "utf-16";
    const text::MappedText raw = mime::decode_text(context, root, context.limits().text_bytes);
    const text::MappedText unquoted = text::unquote(raw.text, context.scratch);
    const text::MappedText* text = is_utf16 ? keep(context, raw) : &raw;
    if (unquoted.text.data() != raw.text.data()) text = keep(context, text::compose(raw, unquoted, context.scratch));
    if (text != &raw) {
        const PartList* inner = keep(context, mime::frame_pasted(context, text->text, text));
        if (inner->has_header) return lay_out(context, *inner);
    }
    Layout layout;
    layout.parts = &parts;
    const List<std::size_t> more = dialects::find_more_reports(text->text, context.scratch);
    std::size_t begin = 0;
    for (std::uint32_t report = 0; report <= more.size(); ++report) {
        const std::size_t end = report < more.size() ? more[report] : text->text.size();
        add_block(context, layout, text->substr(begin, end - begin), "report_text", {});
        if (!more.empty() && layout.blocks.size() > layout.reports.size()) context.scratch.append(layout.reports, report);
        begin = end;
    }
    return layout;
}

} // namespace dsnparse::report
