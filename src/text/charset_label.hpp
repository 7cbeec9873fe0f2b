/// \file
/// What a charset label means, however it is spelt.
#pragma once

#include "text/single_byte.hpp"

#include <optional>
#include <string_view>

namespace dsnparse::text {

/// How the bytes of a charset are read.
enum class Decoder : unsigned char {
    unlabelled, ///< us-ascii, or no statement that says anything
    utf8,
    utf16, ///< byte order by the mark or by the looks
    utf16be,
    utf16le,
    utf7,
    single_byte, ///< Charset::upper
    iso_2022_jp, ///< escapes of RFC 1468 and of its many relatives
    iso_2022_kr, ///< RFC 1557
    hz, ///< RFC 1843
    multi_byte, ///< ASCII and longer sequences, by iconv
};

struct Charset {
    Decoder decoder = Decoder::unlabelled;
    const char* iconv_name =
        ""; ///< what iconv reads it as; for charsets of seven bits see SevenBitReader; empty: iconv is not needed
    const UpperHalf* upper = nullptr; ///< of single_byte charsets; null: by iconv
};

/// The charset that `label` names: any case and punctuation, quotes and `charset=` around it, a language behind it
/// (RFC 2231), code page numbers, common misspellings. Some labels mean more than they say: iso-8859-1 is read as
/// windows-1252, gb2312 as gb18030, shift_jis as windows-31j, as browsers do (https://encoding.spec.whatwg.org/).
/// Nothing: no charset that mail is written in, so that no other converter of iconv can be reached from outside.
[[nodiscard]] std::optional<Charset> find_charset(std::string_view label);

} // namespace dsnparse::text
