/// \file
/// The machine behind frame(): one pass, an explicit stack, no recursion.
#pragma once

#include "mime/boundary.hpp"
#include "mime/header_block.hpp"
#include "mime/part.hpp"

namespace dsnparse::mime {

/// Frames one message into a PartList.
///
/// Works on a stack of texts: the message, and above it the decoded body of a part whose transfer encoding hides
/// other parts. Each text is walked once from front to back; only the body of a multipart whose declared boundary is
/// not the one in use is walked a second time.
class Framer {
public:
    /// `bytes` are a view into the message, or into `base->text`.
    Framer(detail::Context& context, std::string_view bytes, const text::MappedText* base, PartList& list);

    /// Frames the message whose top header block was read already.
    void run(const HeaderBlock& root);

private:
    /// A text being walked.
    struct Source {
        std::string_view text;
        char line_end = '\n';
        const text::MappedText* base = nullptr;
        std::size_t position = 0; ///< where to go on; the start of a line
        std::size_t first_open = 0; ///< the open multiparts from here on belong to this text
        std::uint32_t owner = 0; ///< the part that this text was decoded from; meaningless for the first
    };

    /// What ends the body that is being walked.
    struct Stop {
        Delimiter delimiter; ///< not found: the text ends
        std::size_t line = 0; ///< where the boundary line starts
        std::size_t next = 0; ///< where the next one starts
    };

    Part& part(std::uint32_t index) { return context_.scratch.items(list_.parts)[index]; }
    Source& source() { return context_.scratch.items(sources_).back(); }
    std::span<OpenMultipart> open() { return context_.scratch.items(open_); }
    std::span<OpenMultipart> open_here() { return open().subspan(source().first_open); }

    /// True while the innermost open multipart has shown no boundary line.
    [[nodiscard]] bool in_preamble();
    [[nodiscard]] Stop find_stop();
    /// Remembers `--X` before a field as a boundary that the declared one may stand for.
    void consider_as_boundary(std::size_t line, std::string_view tail, std::size_t next);
    /// At a stop that leaves a multipart without parts: goes back to the line remembered. False: there is none.
    [[nodiscard]] bool use_other_boundary(const Stop& stop);
    /// At the stop of an encoded multipart or message: goes into its decoded body. False: nothing to do.
    [[nodiscard]] bool enter_decoded(const Stop& stop);
    /// Whether the header lines at `from` are encoded; `in_doubt` where they show no sign of it.
    [[nodiscard]] bool looks_encoded(std::size_t from, Encoding encoding, bool in_doubt);
    /// The stop's line without the line end before it, which belongs to the boundary (RFC 2046 section 5.1.1).
    [[nodiscard]] std::size_t body_end(const Stop& stop);

    void pass(const Stop& stop);
    void finish_text();
    void finish_part(std::uint32_t index, std::size_t end);
    /// Ends the bodies of the current part and those around it, up to `ancestor` and without it.
    void finish_parts_in(std::uint32_t ancestor, std::size_t end);
    void give_up_multiparts(std::size_t from_level);

    /// Reads the part that starts at the source's position, and the messages it consists of.
    void read_part(std::uint32_t parent, bool message);
    /// Adds the part with this header block. True: it is a message, and its content is to be read as a part.
    [[nodiscard]] bool add_part(std::uint32_t parent, const HeaderBlock& block, bool message);
    [[nodiscard]] bool enter(std::uint32_t index);
    [[nodiscard]] std::string_view section_in(const Part& parent, Media media);
    void warn(std::string_view code, std::string_view message, const Part& part);

    detail::Context& context_;
    PartList& list_;
    List<Source> sources_;
    List<OpenMultipart> open_;
    std::uint32_t current_ = 0; ///< the innermost part whose body is being walked
    bool encoded_ = false; ///< the current part holds others behind a transfer encoding
    bool stopped_ = false; ///< Limits::parts was reached
    std::string_view other_boundary_; ///< what might be the current multipart's boundary
    std::size_t other_boundary_line_ = 0;
};

} // namespace dsnparse::mime
