/// \file
/// The properties of an Outlook item, its recipients and attachments (MS-OXMSG, MS-OXPROPS).
#pragma once

#include "store/outlook/compound_file.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dsnparse::store {

/// Ids of properties, by their names in MS-OXPROPS without `PidTag`.
enum class Property : std::uint16_t {
    message_class = 0x001A,
    report_time = 0x0032,
    subject = 0x0037,
    client_submit_time = 0x0039,
    sent_representing_name = 0x0042,
    original_subject = 0x0049,
    original_author_name = 0x004D,
    original_submit_time = 0x004E,
    sent_representing_email_address = 0x0065,
    original_display_to = 0x0074,
    received_by_email_address = 0x0076,
    transport_message_headers = 0x007D,
    ndr_reason_code = 0x0C04,
    ndr_diag_code = 0x0C05,
    recipient_type = 0x0C15,
    sender_name = 0x0C1A,
    supplementary_info = 0x0C1B,
    sender_email_address = 0x0C1F,
    ndr_status_code = 0x0C20,
    remote_message_transfer_agent = 0x0C21,
    message_delivery_time = 0x0E06,
    body = 0x1000,
    report_text = 0x1001,
    rtf_compressed = 0x1009,
    html = 0x1013,
    internet_message_id = 0x1035,
    internet_references = 0x1039,
    in_reply_to_id = 0x1042,
    original_message_id = 0x1046,
    display_name = 0x3001,
    email_address = 0x3003,
    attach_data = 0x3701,
    attach_filename = 0x3704,
    attach_method = 0x3705,
    attach_long_filename = 0x3707,
    attach_mime_tag = 0x370E,
    smtp_address = 0x39FE,
    internet_codepage = 0x3FDE,
    message_codepage = 0x3FFD,
    sender_smtp_address = 0x5D01,
    sent_representing_smtp_address = 0x5D02,
    received_by_smtp_address = 0x5D07,
    reporting_message_transfer_agent = 0x6820,
};

/// Label of the charset that a Windows code page is; empty: none is given, or none that is known.
[[nodiscard]] std::string charset_of_codepage(std::uint32_t codepage);

/// What one storage of an item says. Nothing is ever missing: a property that is not there is empty.
class Properties {
public:
    /// `header`: of the storage's property list, in bytes. `codepage`: of 8-bit texts, where the storage does not tell.
    Properties(CompoundFile& file, CompoundFile::Index storage, std::size_t header, std::uint32_t codepage = 0);

    /// A text, as UTF-8, without what stands behind a zero.
    [[nodiscard]] std::string text(Property id) const;
    [[nodiscard]] std::string binary(Property id) const;
    [[nodiscard]] std::optional<std::uint32_t> number(Property id) const;
    /// Seconds since 1970, UTC.
    [[nodiscard]] std::optional<std::int64_t> time(Property id) const;
    /// The storage that is the value; `root`: there is none.
    [[nodiscard]] CompoundFile::Index object(Property id) const;

    [[nodiscard]] std::uint32_t codepage() const { return codepage_; }

private:
    using Tag = std::uint32_t; ///< id and type
    [[nodiscard]] const CompoundFile::Index* find(Property id, std::uint16_t type) const;
    [[nodiscard]] const std::uint64_t* find_fixed(Property id, std::uint16_t type) const;

    CompoundFile& file_;
    std::vector<std::pair<Tag, CompoundFile::Index>> streams_; ///< sorted
    std::vector<std::pair<Tag, std::uint64_t>> fixed_; ///< sorted
    std::uint32_t codepage_;
};

} // namespace dsnparse::store
