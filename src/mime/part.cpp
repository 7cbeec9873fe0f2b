#include "mime/part.hpp"

#include "base/ascii.hpp"

namespace dsnparse::mime {

const HeaderField* find_header(const Part& part, std::string_view name) {
    if ((part.names & field_name_bit(name)) == 0) return nullptr;
    for (const HeaderField& field : part.headers)
        if (ascii::iequals(field.name, name)) return &field;
    return nullptr;
}

std::optional<Span> span_of(const detail::Context& context, const Part& part, std::string_view view) {
    return part.base != nullptr ? part.base->span_of(view) : context.span_of(view);
}

} // namespace dsnparse::mime
