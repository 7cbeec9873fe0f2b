#include "dialects/dialect.hpp"

#include "base/ascii.hpp"
#include "mime/decode.hpp"

namespace dsnparse::dialects {

Evidence ReportView::evidence(const TextBlock& block, std::string_view words) const {
    Evidence item{block.where, block.part, std::nullopt, words};
    if (ascii::within(words, block.text.text)) item.span = block.text.span_of(words);
    return item;
}

std::string_view ReportView::header_value(std::string_view name) const {
    return header == nullptr ? std::string_view{} : mime::header_value(context, mime::find_header(*header, name));
}

} // namespace dsnparse::dialects
