#include "mime/framing.hpp"

#include "mime/framer.hpp"
#include "mime/header_block.hpp"

namespace dsnparse::mime {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// The whole text as one text/plain part without a header.
void take_as_text(detail::Context& context, std::string_view bytes, const text::MappedText* base, PartList& list) {
    Part root;
    root.end = 1;
    root.type = "text";
    root.subtype = "plain";
    root.header_block = bytes.substr(0, 0);
    root.body = bytes;
    root.base = base;
    context.scratch.append(list.parts, root);
}

PartList frame_bytes(detail::Context& context, std::string_view bytes, const text::MappedText* base, bool is_message) {
    PartList list;
    list.line_end = text::line_end_of(bytes);
    HeaderReader reader(context, bytes, list.line_end, {});
    const HeaderBlock block = reader.read(bytes.starts_with(utf8_mark) ? utf8_mark.size() : 0, true);
    list.has_header = is_message ? !block.fields.empty() : looks_like_mail_header(block, bytes.size());
    if (!list.has_header) {
        take_as_text(context, bytes, base, list);
        return list;
    }
    list.mbox_from = block.mbox_from;
    Framer(context, bytes, base, list).run(block);
    return list;
}

} // namespace

PartList frame(detail::Context& context) { return frame_bytes(context, context.message, nullptr, false); }

PartList frame_message(detail::Context& context, std::string_view bytes, const text::MappedText* base) {
    return frame_bytes(context, bytes, base, true);
}

PartList frame_pasted(detail::Context& context, std::string_view bytes, const text::MappedText* base) {
    return frame_bytes(context, bytes, base, false);
}

} // namespace dsnparse::mime
