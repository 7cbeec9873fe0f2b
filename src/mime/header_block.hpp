/// \file
/// One header block: where its fields are and where it ends.
#pragma once

#include "mime/boundary.hpp"
#include "mime/part.hpp"

namespace dsnparse::mime {

/// A header block that was read. Positions are offsets in the text it was read from.
struct HeaderBlock {
    static constexpr std::uint32_t absent = std::uint32_t(-1);
    List<HeaderField> fields;
    std::uint64_t names = 0; ///< field_name_bit() of each of them
    std::size_t begin = 0; ///< behind an mbox line
    std::size_t end = 0; ///< of the last field's line
    std::size_t body = 0; ///< where the body starts
    std::string_view mbox_from; ///< the `From ` line in front, without its line end
    std::uint32_t content_type = absent; ///< index of the first such field; likewise the next two
    std::uint32_t transfer_encoding = absent;
    std::uint32_t disposition = absent;
    std::uint32_t garbage_lines = 0; ///< lines between fields that are none
    bool blank_line = false; ///< ended by a blank line, as it should
    bool stray = false; ///< the body starts with lines that stood where the header was still to go on
    std::size_t behind_stray = 0; ///< where the body starts if those lines are garbage; meaningless without stray
    bool too_many = false; ///< Limits::headers_per_part was reached
    bool too_long = false; ///< Limits::header_block_bytes was reached
};

/// Reads header blocks of one text.
///
///  - A block ends at a blank line, or before a boundary line of an open multipart or of the one that the block
///    itself declares.
///    A line of white space only is a blank one unless the header goes on behind it.
///  - Lines that are no fields are skipped if fields follow. If none do, the body starts with them: the blank
///    line was forgotten. Behind a trace field they are taken as its continuation that lost its indentation.
///  - `name=value` lines after a Content-Type or Content-Disposition field continue it, indented or not.
class HeaderReader {
public:
    HeaderReader(detail::Context& context, std::string_view text, text::LineEnd line_end, std::span<const OpenMultipart> open)
        : context_(context), text_(text), line_end_(static_cast<char>(line_end)), open_(open) {}

    /// Reads the block at `from`. `message`: it is the top of a message, where an mbox `From ` line and up to three
    /// blank lines may stand in front.
    [[nodiscard]] HeaderBlock read(std::size_t from, bool message);

private:
    struct Line {
        std::size_t begin;
        std::size_t end; ///< without line end
        std::size_t next;
    };

    [[nodiscard]] Line line_at(std::size_t from) const;
    [[nodiscard]] std::string_view view(const Line& line) const { return text_.substr(line.begin, line.end - line.begin); }
    [[nodiscard]] bool starts_blank_line(std::size_t at) const;
    [[nodiscard]] bool is_white_line(std::size_t at) const;
    /// Whether the line of white space at `line` ends the header.
    [[nodiscard]] bool ends_header(const Line& line) const;
    [[nodiscard]] std::size_t skip_message_top(HeaderBlock& block, std::size_t from) const;
    [[nodiscard]] bool is_delimiter(const HeaderBlock& block, const Line& line);
    [[nodiscard]] bool continues(const HeaderBlock& block, const Line& line) const;
    [[nodiscard]] std::size_t skip_to_end(const HeaderBlock& block, std::size_t from);
    void extend_last_field(HeaderBlock& block, std::size_t end) const;
    std::size_t read_field(HeaderBlock& block, Line line, std::size_t name_length);

    detail::Context& context_;
    std::string_view text_;
    char line_end_;
    std::span<const OpenMultipart> open_;
    std::string_view own_boundary_; ///< of the Content-Type in this block
    bool own_boundary_known_ = false;
};

/// True if the fields are those of a mail: at least two of the names that every mail program writes, or one that
/// makes no sense without a body. Delivery-status fields, which people paste alone, do not count. `size` is the
/// length of the text that the block was read from.
[[nodiscard]] bool looks_like_mail_header(const HeaderBlock& block, std::size_t size);

} // namespace dsnparse::mime
