// Our framing against mimetic's message tree, over all messages at hand. mimetic is an oracle with known defects: a
// message that has what it cannot read is excused, and counted; the rest must be framed alike.
#include "mime/framing.hpp"

#include "base/ascii.hpp"
#include "support/corpus.hpp"

#include <doctest/doctest.h>
#include <mimetic/mimetic.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

using dsnparse::mime::Part;
using dsnparse::mime::PartList;
namespace ascii = dsnparse::ascii;

namespace {

using Leaves = std::vector<std::string>; // `text/plain`

std::string lower(std::string_view text) {
    std::string result;
    for (char c : ascii::trim(text)) result += ascii::to_lower(c);
    return result;
}

/// Line ends as LF, without the UTF-8 mark and the mbox line that mimetic takes for the end of the header.
std::string canonical(const std::string& bytes) {
    std::string text = corpus::with_line_ends(bytes, "\n");
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    while (text.starts_with("From ") || text.starts_with(">From ")) text.erase(0, text.find('\n') + 1);
    return text;
}

// mimetic recurses into parts and is quadratic in the length of a header line.
bool is_bearable(const std::string& text) {
    constexpr std::size_t most_bytes = std::size_t{8} << 20;
    constexpr std::size_t longest_line = std::size_t{64} << 10;
    constexpr std::size_t most_composites = 500;
    if (text.empty() || text.size() > most_bytes) return false;
    std::size_t composites = 0;
    for (dsnparse::text::LineReader lines(text); lines.next();) {
        if (lines.line().size() > longest_line) return false;
        if (ascii::icontains(lines.line(), "multipart/") || ascii::icontains(lines.line(), "message/rfc822")) ++composites;
    }
    return composites <= most_composites;
}

/// The leaves of mimetic's tree in the order of the message; nothing where it gives up.
std::optional<Leaves> leaves_by_mimetic(const std::string& text) {
    try {
        const std::string closed = text + "\n\n"; // it loses a last header line without an end
        const mimetic::MimeEntity entity(closed.data(), closed.data() + closed.size());
        Leaves leaves;
        std::vector<const mimetic::MimeEntity*> waiting{&entity};
        while (!waiting.empty()) {
            const mimetic::MimeEntity& next = *waiting.back();
            waiting.pop_back();
            const mimetic::MimeEntityList& parts = next.body().parts();
            for (auto part = parts.rbegin(); part != parts.rend(); ++part) waiting.push_back(*part);
            if (!parts.empty()) continue;
            const mimetic::ContentType& type = next.header().contentType();
            const std::string major = lower({type.type().data(), type.type().size()});
            const std::string minor = lower({type.subtype().data(), type.subtype().size()});
            leaves.push_back(major.empty() || minor.empty() ? "text/plain" : major + "/" + minor);
        }
        return leaves;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

Leaves leaves_of(const PartList& list) {
    Leaves leaves;
    for (const Part& part : list.parts)
        if (part.end == part.index + 1) leaves.push_back(std::string(part.type) + "/" + std::string(part.subtype));
    return leaves;
}

std::string join(const Leaves& leaves) {
    std::string line;
    for (const std::string& leaf : leaves) line += (line.empty() ? "" : ", ") + leaf;
    return line;
}

/// `--boundary` stands where it is no delimiter for us, and is one for mimetic; or the other way round.
bool has_doubtful_delimiter(const std::string& text, std::string_view boundary) {
    const std::string needle = "--" + std::string(boundary);
    for (std::size_t at = 0; (at = text.find(needle, at)) != std::string::npos; at += needle.size()) {
        if (at > 0 && text[at - 1] != '\n') return true; // mid-line
        const std::size_t behind = at + needle.size();
        std::string_view rest = std::string_view(text).substr(behind, text.find('\n', behind) - behind);
        if (rest.starts_with("--")) rest.remove_prefix(2);
        if (!rest.empty()) return true; // a longer boundary, or blanks
    }
    return false;
}

bool has_odd_name(const Part& part) {
    for (const dsnparse::mime::HeaderField& field : part.headers)
        for (char c : field.name)
            if (!ascii::is_printable(c)) return true;
    return false;
}

/// Values that mimetic splits at the wrong places or does not know: comments, RFC 2231, quoted semicolons, continuation
/// lines that are not indented, nothing but a type.
bool has_odd_value(const Part& part, std::string_view name) {
    const dsnparse::mime::HeaderField* field = dsnparse::mime::find_header(part, name);
    if (field == nullptr) return false;
    const std::string_view raw = field->raw;
    bool quoted = false;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '"') quoted = !quoted;
        if ((raw[i] == ';' && quoted) || raw[i] == '(' || raw[i] == '*') return true;
        if (raw[i] == '\n' && i + 1 < raw.size() && !ascii::is_wsp(raw[i + 1])) return true;
    }
    return quoted || !ascii::iends_with(raw, ascii::trim(raw));
}

/// Why mimetic may see another tree; null: no reason known. Each is a defect described in general terms.
const char* excuse(const std::string& text, const PartList& list, const dsnparse::List<dsnparse::Warning>& warnings) {
    if (!list.has_header) return "no header: pasted text";
    if (list.root().header_block.data() != text.data()) return "blank lines before the header";
    for (const dsnparse::Warning& warning : warnings) {
        if (warning.code == "W_HEADER_GARBAGE") return "a header line that is no field";
        if (warning.code == "W_MIME_WRONG_BOUNDARY") return "another boundary than the declared one";
        if (warning.code == "W_MIME_NO_BOUNDARY") return "no boundary declared";
        if (warning.code.starts_with("W_LIMIT_")) return "a limit";
    }
    for (const Part& part : list.parts) {
        const bool leaf = part.end == part.index + 1;
        if (!part.closed) return "a multipart without its end";
        if (part.base != nullptr) return "a decoded message or multipart";
        if (part.media == dsnparse::mime::Media::message && part.subtype != "rfc822") return "message/global";
        if (part.media == dsnparse::mime::Media::message && !part.declared) return "multipart/digest";
        if (leaf && part.media == dsnparse::mime::Media::message) return "a message part without a message";
        if (!part.boundary.empty() && has_doubtful_delimiter(text, part.boundary)) return "a boundary in mid-line or with blanks";
        if (has_odd_name(part)) return "a field name with 8-bit bytes";
        if (has_odd_value(part, "Content-Type")) return "an unusual Content-Type";
        const char* header_end = part.header_block.data() + part.header_block.size();
        if (part.body.data() == header_end) return "a header without a blank line";
        if (ascii::is_wsp(*header_end)) return "white space for a blank line";
        const Part& outer = list.parts[part.parent];
        if (outer.media == dsnparse::mime::Media::message && part.header_block.data() != outer.body.data())
            return "an mbox line or a blank one in front of a returned message";
    }
    return nullptr;
}

} // namespace

TEST_CASE("differential: leaf parts are those of mimetic's tree, but for its known defects") {
    std::vector<corpus::Message> messages = corpus::golden();
    std::vector<corpus::Message> shared = corpus::shared();
    if (shared.empty()) MESSAGE("SKIPPED in part: no shared corpora beside the project; only the golden corpus is compared");
    messages.insert(messages.end(), std::make_move_iterator(shared.begin()), std::make_move_iterator(shared.end()));

    std::size_t compared = 0;
    std::size_t equal = 0;
    std::size_t unexplained = 0;
    std::map<std::string, std::size_t> excused;
    for (const corpus::Message& message : messages) {
        const std::string text = canonical(message.bytes);
        if (!is_bearable(text)) continue;
        const std::optional<Leaves> theirs = leaves_by_mimetic(text);
        if (!theirs) continue;
        const dsnparse::Options options;
        dsnparse::detail::Arena arena;
        dsnparse::detail::Arena scratch;
        dsnparse::detail::WarningLog warnings(arena);
        dsnparse::detail::Context context{text, options, arena, scratch, warnings};
        const PartList list = dsnparse::mime::frame(context);
        ++compared;
        const Leaves ours = leaves_of(list);
        if (ours == *theirs) {
            ++equal;
            continue;
        }
        if (const char* reason = excuse(text, list, warnings.list())) {
            ++excused[reason];
            continue;
        }
        ++unexplained;
        MESSAGE(message.name << "\n  ours:    " << join(ours) << "\n  mimetic: " << join(*theirs));
    }
    MESSAGE(compared << " messages compared, " << equal << " framed alike, " << unexplained << " differ without a known reason");
    for (const auto& [reason, count] : excused) MESSAGE(count << " excused: " << reason);
    if (compared == 0) return;
    CHECK(equal * 100 >= compared * 90);
    CHECK(unexplained * 1000 <= compared);
}
