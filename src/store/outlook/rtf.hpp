/// \file
/// Bodies that Outlook keeps as compressed RTF (MS-OXRTFCP, MS-OXRTFEX).
#pragma once

#include <string>
#include <string_view>

namespace dsnparse::store {

/// The RTF in a PidTagRtfCompressed; what could be read of it where it is damaged.
[[nodiscard]] std::string decompress_rtf(std::string_view compressed);

struct RtfContent {
    std::string text; ///< UTF-8
    bool html = false; ///< it was HTML that RTF was wrapped around
};

/// The words of an RTF text, or the HTML that it was made from.
[[nodiscard]] RtfContent read_rtf(std::string_view rtf);

} // namespace dsnparse::store
