/// \file
/// A message framed for a test, with all that must live as long.
#pragma once

#include "base/ascii.hpp"
#include "mime/framing.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace test {

/// A Context of its own.
struct Reading {
    explicit Reading(std::string message, const dsnparse::Limits& limits = {}) : bytes(std::move(message)) {
        options.limits = limits;
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    std::string bytes;
    dsnparse::Options options;
    dsnparse::detail::Arena arena;
    dsnparse::detail::Arena scratch;
    dsnparse::detail::WarningLog warnings{arena};
    dsnparse::detail::Context context{bytes, options, arena, scratch, warnings};

    /// The codes of all warnings, separated by blanks.
    [[nodiscard]] std::string codes() const {
        std::string line;
        for (const dsnparse::Warning& warning : warnings.list()) line += (line.empty() ? "" : " ") + std::string(warning.code);
        return line;
    }
};

/// A framed message.
struct Framed : Reading {
    explicit Framed(std::string message, const dsnparse::Limits& limits = {})
        : Reading(std::move(message), limits), list(dsnparse::mime::frame(context)) {}

    dsnparse::mime::PartList list;

    /// `multipart/mixed[text/plain message/rfc822[text/plain]]`
    [[nodiscard]] std::string tree() const {
        std::string text;
        std::uint32_t depth = 0;
        for (const dsnparse::mime::Part& part : list.parts) {
            for (; depth > part.depth; --depth) text += ']';
            if (part.index != 0) text += part.depth > list.parts[part.index - 1].depth ? "[" : " ";
            depth = part.depth;
            text.append(part.type).append("/").append(part.subtype);
        }
        return text.append(depth, ']');
    }

    [[nodiscard]] std::string sections() const {
        std::string line;
        for (const dsnparse::mime::Part& part : list.parts) line += (part.index == 0 ? "" : " ") + std::string(part.section);
        return line;
    }
};

/// `text` with LF replaced by `line_end`.
inline std::string with_line_ends(std::string_view text, std::string_view line_end) {
    std::string out;
    for (char c : text)
        if (c == '\n')
            out += line_end;
        else
            out += c;
    return out;
}

/// What holds for the parts of every message. Returns what does not; empty: all does.
inline std::string broken_invariant(const Reading& reading, const dsnparse::mime::PartList& list) {
    using dsnparse::mime::Part;
    if (list.parts.empty()) return "no root";
    if (list.root().end != list.parts.size()) return "the root does not hold all parts";
    for (const Part& part : list.parts) {
        if (&part != &list.parts[part.index]) return "index";
        if (part.end <= part.index || part.end > list.parts.size()) return "end";
        if (part.index == 0) {
            if (part.depth != 0 || part.parent != 0 || !part.section.empty()) return "root";
        } else {
            const Part& parent = list.parts[part.parent];
            if (part.parent >= part.index || part.depth != parent.depth + 1 || part.end > parent.end) return "parent";
            if (part.section.empty()) return "section";
        }
        const std::string_view whole = part.base != nullptr ? part.base->text : std::string_view(reading.bytes);
        for (std::string_view view : {part.header_block, part.body})
            if (!dsnparse::ascii::within(view, whole)) return "a view outside of the text";
        for (const dsnparse::mime::HeaderField& field : part.headers)
            if (!dsnparse::ascii::within(field.name, whole) || !dsnparse::ascii::within(field.raw, whole) || field.name.empty())
                return "a field outside of the text";
        if (part.depth > reading.options.limits.depth) return "depth";
        const auto span = dsnparse::mime::span_of(reading.context, part, part.body);
        if (span && span->offset + span->length > reading.bytes.size()) return "a span outside of the message";
        if (part.base == nullptr && !span) return "no span";
        if (part.type.empty() || part.subtype.empty()) return "type";
    }
    return {};
}

} // namespace test
