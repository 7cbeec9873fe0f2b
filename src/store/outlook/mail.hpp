/// \file
/// An Outlook item as a mail.
#pragma once

#include "store/outlook/compound_file.hpp"

#include <optional>
#include <string>

namespace dsnparse::store {

/// True if `file` is an Outlook item, not some other document in a compound file.
[[nodiscard]] bool is_outlook_item(const CompoundFile& file);

struct OutlookMail {
    std::string bytes; ///< RFC 5322 and MIME, lines ended by LF
    bool left_out = false; ///< messages that lie too deep within each other, or what is beyond `most`
};

/// The item as a mail: its header as it came where it has that, its bodies, attachments and attached messages; a report of
/// Exchange becomes a multipart/report (RFC 6522). Of a mail that is longer, at least `most` bytes are given, and no further
/// attachment is read.
[[nodiscard]] OutlookMail outlook_mail(CompoundFile& file, std::size_t most);

} // namespace dsnparse::store
