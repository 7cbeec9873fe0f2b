#include "text/charset_label.hpp"

#include "text/iconv_adapter.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse::text;

namespace {

/// Two labels mean the same charset.
bool same(std::string_view a, std::string_view b) {
    const auto x = find_charset(a);
    const auto y = find_charset(b);
    return x && y && x->decoder == y->decoder && std::string_view(x->iconv_name) == y->iconv_name && x->upper == y->upper;
}

} // namespace

TEST_CASE("charset labels: spellings of the registry, of programs and of mistakes") {
    struct Row {
        std::string label;
        const char* means;
    };
    for (const Row& row : {
             // aliases of the IANA registry
             Row{"ANSI_X3.4-1968", "us-ascii"},
             Row{"ISO646-US", "us-ascii"},
             Row{"csASCII", "us-ascii"},
             Row{"IBM367", "us-ascii"},
             Row{"ISO_8859-2:1987", "iso-8859-2"},
             Row{"l2", "iso-8859-2"},
             Row{"csISOLatin2", "iso-8859-2"},
             Row{"Latin-9", "iso-8859-15"},
             Row{"csShiftJIS", "shift_jis"},
             Row{"MS_Kanji", "shift_jis"},
             Row{"Extended_UNIX_Code_Packed_Format_for_Japanese", "euc-jp"},
             Row{"KS_C_5601-1987", "euc-kr"},
             Row{"csKOI8R", "koi8-r"},
             Row{"GB_2312-80", "gb18030"},
             Row{"csISO2022JP", "iso-2022-jp"},
             Row{"ISO-8859-8-I", "iso-8859-8"},
             Row{"TIS-620", "windows-874"},
             Row{"cp866", "ibm866"},
             // case and punctuation
             Row{"Utf-8", "utf-8"},
             Row{"UTF8", "utf-8"},
             Row{"utf_8", "utf-8"},
             Row{"iso8859_1", "iso-8859-1"},
             Row{"Windows-1251", "cp1251"},
             Row{"win-1251", "cp1251"},
             Row{"x-cp1251", "cp1251"},
             Row{"CP-1252", "windows-1252"},
             Row{"x-sjis", "shift_jis"},
             Row{"x-gbk", "gbk"},
             Row{"X-UNKNOWN", "us-ascii"},
             Row{"x-euc-jp", "euc-jp"},
             // what is around it
             Row{"\"utf-8\"", "utf-8"},
             Row{"'utf-8'", "utf-8"},
             Row{" utf-8 ", "utf-8"},
             Row{"charset=utf-8", "utf-8"},
             Row{"charset=\"iso-8859-15\"", "iso-8859-15"},
             Row{"\"charset=utf-8\"", "utf-8"},
             Row{"=utf-8", "utf-8"},
             Row{"utf-8; format=flowed", "utf-8"},
             Row{"us-ascii (Plain text)", "us-ascii"},
             Row{"utf-8*en", "utf-8"},
             Row{"utf-8\r\n", "utf-8"},
             Row{"<utf-8>", "utf-8"},
             // misspelt, cut, or with something stuck to it
             Row{"uft-8", "utf-8"},
             Row{"us-asci", "us-ascii"},
             Row{"iso-8859-", "iso-8859-1"},
             Row{"iso-8859", "iso-8859-1"},
             Row{"is0-8859-1", "iso-8859-1"},
             Row{"unicode-1-1-utf-8", "utf-8"},
             Row{"unicode-1-1-utf-7", "utf-7"},
             Row{"utf-8-sig", "utf-8"},
             Row{"utf-8Content-Type:", "utf-8"},
             Row{"iso-2022-jp$ESC", "iso-2022-jp"},
             Row{"iso-8859-1-windows-3.1-latin-1", "iso-8859-1"},
             Row{"us-asciithis", "us-ascii"},
             // code page numbers
             Row{"cp932", "shift_jis"},
             Row{"windows-31j", "shift_jis"},
             Row{"cp936", "gb18030"},
             Row{"ms949", "euc-kr"},
             Row{"cp950", "big5"},
             Row{"cp65001", "utf-8"},
             Row{"cp50221", "iso-2022-jp"},
             Row{"ibm819", "iso-8859-1"},
             Row{"codepage1250", "windows-1250"},
             Row{"cp28605", "iso-8859-15"},
             // more than they say
             Row{"iso-8859-1", "windows-1252"},
             Row{"latin1", "windows-1252"},
             Row{"iso-8859-9", "windows-1254"},
             Row{"gb2312", "gb18030"},
             Row{"gbk", "gb18030"},
             Row{"ks_c_5601-1987", "cp949"},
             Row{"iso-2022-jp-ms", "iso-2022-jp"},
             // nothing
             Row{"", "us-ascii"},
             Row{"\"\"", "us-ascii"},
             Row{"unknown-8bit", "us-ascii"},
             Row{"8bit", "us-ascii"},
         }) {
        CAPTURE(row.label);
        CHECK(same(row.label, row.means));
    }
}

TEST_CASE("charset labels: different charsets are not mixed up") {
    for (const std::string label :
         {"utf-8",      "utf-7",      "utf-16",      "utf-16be",    "utf-16le",     "us-ascii",    "windows-1252", "iso-8859-15",
          "iso-8859-2", "iso-8859-5", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312",   "shift_jis",   "euc-jp",       "euc-kr",
          "gb18030",    "big5",       "koi8-r",      "koi8-u",      "windows-1251", "iso-8859-10", "iso-8859-13",  "iso-8859-16"})
        for (const std::string other :
             {"utf-8", "windows-1252", "iso-2022-jp", "shift_jis", "euc-jp", "us-ascii", "iso-8859-16"}) {
            CAPTURE(label);
            CAPTURE(other);
            CHECK(same(label, other) == (label == other));
        }
}

TEST_CASE("charset labels: no way to other converters of iconv") {
    for (const std::string label :
         {"x-nonsense", "iso-8859-12", "iso-8859-99", "windows-9999", "cp037", "ebcdic-us", "IBM1390", "utf-32",
          "iso-2022-cn-ext", "tscii", "//TRANSLIT", "invalid-charset", "iso-4444-5", "xx", "cs", "x", "1", "cp"}) {
        CAPTURE(label);
        CHECK(!find_charset(label));
    }
    CHECK(same("utf-8//IGNORE", "utf-8"));
    CHECK(!find_charset(std::string(10000, 'q')));
    CHECK(!find_charset(std::string(10000, '9')));
    CHECK(same(std::string(10000, '"'), ""));
}

TEST_CASE("charset labels: iconv has the converters that are named") {
    for (const std::string label :
         {"utf-7",       "utf-16be",    "utf-16le",    "iso-2022-jp", "iso-2022-kr",    "hz-gb-2312",  "shift_jis",
          "euc-jp",      "euc-kr",      "gb18030",     "big5",        "johab",          "euc-tw",      "iso-8859-3",
          "iso-8859-4",  "iso-8859-5",  "iso-8859-6",  "iso-8859-7",  "iso-8859-8",     "iso-8859-10", "iso-8859-13",
          "iso-8859-14", "iso-8859-16", "windows-874", "macintosh",   "x-mac-cyrillic", "cp866",       "cp437",
          "cp850",       "cp852",       "cp855",       "cp857",       "cp858"}) {
        CAPTURE(label);
        const auto charset = find_charset(label);
        REQUIRE(charset);
        CHECK(iconv_knows(charset->iconv_name));
    }
}
