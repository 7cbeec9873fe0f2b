#include "mime/mimetic_adapter.hpp"

#include "base/ascii.hpp"

#include <mimetic/codec/base64.h>
#include <mimetic/codec/qp.h>
#include <mimetic/contentdisposition.h>
#include <mimetic/contenttype.h>

#include <exception>
#include <new>
#include <string>

namespace dsnparse::mime {

namespace {

/// mimetic is quadratic in places; no genuine value is longer.
constexpr std::size_t longest_value = 4096;

/// An output iterator over chars whose copies share their place: mimetic's QP decoder passes its iterator by value where
/// it writes blanks, so that a bare pointer would lose them.
class Sink {
public:
    using iterator_category = std::output_iterator_tag;
    using value_type = void;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = void;

    explicit Sink(char** next) : next_(next) {}
    Sink& operator*() { return *this; }
    Sink& operator++() { return *this; }
    Sink& operator=(int byte) {
        *(*next_)++ = static_cast<char>(byte);
        return *this;
    }

private:
    char** next_;
};

template <class Text>
std::string_view copy_trimmed(const Text& text, detail::Arena& arena) {
    return arena.copy(ascii::trim(std::string_view(text.data(), text.size())));
}

void copy_parameters(const mimetic::FieldParamList& from, detail::Arena& arena, MimeValue& to) {
    for (const mimetic::FieldParam& parameter : from) {
        const std::string_view name = copy_trimmed(parameter.name(), arena);
        if (!name.empty() && name != "=")
            arena.append(to.parameters, text::Parameter{name, copy_trimmed(parameter.value(), arena)});
    }
}

/// Runs `read` on the value; mimetic throws std::length_error and the like where it is confused.
template <class Read>
bool guarded(Read read) {
    try {
        read();
        return true;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

bool is_safe_for_mimetic(std::string_view value) {
    if (value.empty() || value.size() > longest_value) return false;
    bool quoted = false;
    for (char c : value) {
        if (c == '"') quoted = !quoted;
        if ((c == ';' && quoted) || c == '(' || c == '*' || c == '\\') return false;
        if (static_cast<unsigned char>(c) < ' ' && c != '\t') return false;
    }
    return !quoted;
}

bool mimetic_content_type(std::string_view value, detail::Arena& arena, MimeValue& result) {
    return guarded([&] {
        const mimetic::ContentType read{std::string(value)};
        result.type = copy_trimmed(read.type(), arena);
        result.subtype = copy_trimmed(read.subtype(), arena);
        copy_parameters(read.paramList(), arena, result);
    });
}

bool mimetic_disposition(std::string_view value, detail::Arena& arena, MimeValue& result) {
    return guarded([&] {
        const mimetic::ContentDisposition read{std::string(value)};
        result.type = copy_trimmed(read.type(), arena);
        copy_parameters(read.paramList(), arena, result);
    });
}

std::size_t mimetic_decode_quoted_printable(std::string_view chunk, char* out) {
    char* next = out;
    mimetic::QP::Decoder decoder;
    decoder.process(chunk.begin(), chunk.end(), Sink(&next));
    return static_cast<std::size_t>(next - out);
}

std::size_t mimetic_decode_base64(std::string_view groups, char* out) {
    mimetic::Base64::Decoder decoder;
    decoder.process(groups.begin(), groups.end(), out);
    const std::size_t padding = groups.ends_with("==") ? 2U : groups.ends_with("=") ? 1U : 0U;
    return groups.size() / 4 * 3 - padding;
}

} // namespace dsnparse::mime
