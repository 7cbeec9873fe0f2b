#include "text/charset_label.hpp"

#include "base/ascii.hpp"
#include "text/seven_bit.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::text {

namespace {

constexpr Charset unlabelled{Decoder::unlabelled};
constexpr Charset utf8{Decoder::utf8};
constexpr Charset utf7{Decoder::utf7, "UTF-7"};
constexpr Charset utf16{Decoder::utf16};
constexpr Charset utf16be{Decoder::utf16be, "UTF-16BE"};
constexpr Charset utf16le{Decoder::utf16le, "UTF-16LE"};
constexpr Charset iso_2022_jp{Decoder::iso_2022_jp, iso_2022_jp_base};
constexpr Charset iso_2022_kr{Decoder::iso_2022_kr, iso_2022_kr_base};
constexpr Charset hz{Decoder::hz, hz_base};

constexpr Charset of_table(const UpperHalf& upper) { return {Decoder::single_byte, "", &upper}; }
constexpr Charset of_iconv(const char* name) { return {Decoder::single_byte, name}; }
constexpr Charset multi_byte(const char* name) { return {Decoder::multi_byte, name}; }

constexpr Charset cp1250 = of_table(windows_1250);
constexpr Charset cp1251 = of_table(windows_1251);
constexpr Charset cp1252 = of_table(windows_1252);
constexpr Charset cp1253 = of_table(windows_1253);
constexpr Charset cp1254 = of_table(windows_1254);
constexpr Charset cp1255 = of_table(windows_1255);
constexpr Charset cp1256 = of_table(windows_1256);
constexpr Charset cp1257 = of_table(windows_1257);
constexpr Charset cp1258 = of_table(windows_1258);
constexpr Charset latin2 = of_table(iso_8859_2);
constexpr Charset latin9 = of_table(iso_8859_15);
constexpr Charset russian = of_table(koi8_r);
constexpr Charset ukrainian = of_table(koi8_u);

constexpr Charset latin3 = of_iconv("ISO-8859-3");
constexpr Charset latin4 = of_iconv("ISO-8859-4");
constexpr Charset latin6 = of_iconv("ISO-8859-10");
constexpr Charset latin7 = of_iconv("ISO-8859-13");
constexpr Charset latin8 = of_iconv("ISO-8859-14");
constexpr Charset latin10 = of_iconv("ISO-8859-16");
constexpr Charset cyrillic = of_iconv("ISO-8859-5");
constexpr Charset arabic = of_iconv("ISO-8859-6");
constexpr Charset greek = of_iconv("ISO-8859-7");
constexpr Charset hebrew = of_iconv("ISO-8859-8");
constexpr Charset thai = of_iconv("CP874");
constexpr Charset macintosh = of_iconv("MACINTOSH");
constexpr Charset mac_cyrillic = of_iconv("MAC-CYRILLIC");
constexpr Charset dos_cyrillic = of_iconv("CP866");

constexpr Charset shift_jis = multi_byte("CP932");
constexpr Charset euc_jp = multi_byte("EUC-JP-MS");
constexpr Charset euc_kr = multi_byte("CP949");
constexpr Charset euc_tw = multi_byte("EUC-TW");
constexpr Charset johab = multi_byte("JOHAB");
constexpr Charset gb18030 = multi_byte("GB18030");
constexpr Charset big5 = multi_byte("BIG5-HKSCS");

struct Alias {
    std::string_view key; ///< letters and digits only, lower case, without `x-` and `cs`
    const Charset& charset;
};

/// Sorted. Labels are compared without punctuation: `ISO_8859-1`, `iso8859-1` and `iso-8859-1` are one.
constexpr Alias aliases[] = {
    {"", unlabelled},
    {"7bit", unlabelled},
    {"866", dos_cyrillic},
    {"88591", cp1252},
    {"8bit", unlabelled},
    {"ansi", cp1252},
    {"ansix341968", unlabelled},
    {"ansix341986", unlabelled},
    {"arabic", arabic},
    {"ascii", unlabelled},
    {"big5", big5},
    {"big5eten", big5},
    {"big5hkscs", big5},
    {"big5tw", big5},
    {"binary", unlabelled},
    {"chinese", gb18030},
    {"cnbig5", big5},
    {"cyrillic", cyrillic},
    {"default", unlabelled},
    {"euccn", gb18030},
    {"eucjisx0213", euc_jp},
    {"eucjp", euc_jp},
    {"eucjpms", euc_jp},
    {"eucjpwin", euc_jp},
    {"euckr", euc_kr},
    {"euctw", euc_tw},
    {"extendedunixcodepackedformatforjapanese", euc_jp},
    {"gb", gb18030},
    {"gb18030", gb18030},
    {"gb2312", gb18030},
    {"gb231280", gb18030},
    {"gbk", gb18030},
    {"greek", greek},
    {"greek8", greek},
    {"hebrew", hebrew},
    {"hz", hz},
    {"hzgb2312", hz},
    {"is088591", cp1252},
    {"iso", cp1252},
    {"iso10646ucs2", utf16},
    {"iso2022jp", iso_2022_jp},
    {"iso2022jp1", iso_2022_jp},
    {"iso2022jp2", iso_2022_jp},
    {"iso2022jp2004", iso_2022_jp},
    {"iso2022jp3", iso_2022_jp},
    {"iso2022jpext", iso_2022_jp},
    {"iso2022jpms", iso_2022_jp},
    {"iso2022kr", iso_2022_kr},
    {"iso646", unlabelled},
    {"iso646irv", unlabelled},
    {"iso646us", unlabelled},
    {"iso8851", cp1252},
    {"iso8858", cp1252},
    {"iso8859", cp1252},
    {"iso88591", cp1252},
    {"iso885910", latin6},
    {"iso885911", thai},
    {"iso885911987", cp1252},
    {"iso885913", latin7},
    {"iso885914", latin8},
    {"iso885915", latin9},
    {"iso8859151999", latin9},
    {"iso885916", latin10},
    {"iso88592", latin2},
    {"iso885921987", latin2},
    {"iso88593", latin3},
    {"iso88594", latin4},
    {"iso88595", cyrillic},
    {"iso88596", arabic},
    {"iso88596e", arabic},
    {"iso88596i", arabic},
    {"iso88597", greek},
    {"iso88598", hebrew},
    {"iso88598e", hebrew},
    {"iso88598i", hebrew},
    {"iso88599", cp1254},
    {"isoir100", cp1252},
    {"isoir101", latin2},
    {"isoir126", greek},
    {"isoir144", cyrillic},
    {"isoir148", cp1254},
    {"isoir149", euc_kr},
    {"isoir58", gb18030},
    {"isoir6", unlabelled},
    {"isolatin1", cp1252},
    {"isolatin2", latin2},
    {"jis", iso_2022_jp},
    {"jis7", iso_2022_jp},
    {"johab", johab},
    {"junet", iso_2022_jp},
    {"koi", russian},
    {"koi8", russian},
    {"koi8e", russian},
    {"koi8r", russian},
    {"koi8ru", ukrainian},
    {"koi8u", ukrainian},
    {"korean", euc_kr},
    {"ksc5601", euc_kr},
    {"ksc56011987", euc_kr},
    {"ksc56011989", euc_kr},
    {"ksc5636", euc_kr},
    {"l1", cp1252},
    {"l2", latin2},
    {"l9", latin9},
    {"latin0", latin9},
    {"latin1", cp1252},
    {"latin10", latin10},
    {"latin2", latin2},
    {"latin3", latin3},
    {"latin4", latin4},
    {"latin5", cp1254},
    {"latin6", latin6},
    {"latin7", latin7},
    {"latin8", latin8},
    {"latin9", latin9},
    {"logical", hebrew},
    {"mac", macintosh},
    {"maccyrillic", mac_cyrillic},
    {"macintosh", macintosh},
    {"macroman", macintosh},
    {"macukrainian", mac_cyrillic},
    {"mskanji", shift_jis},
    {"none", unlabelled},
    {"notset", unlabelled},
    {"plain", unlabelled},
    {"shiftjis", shift_jis},
    {"shiftjis2004", shift_jis},
    {"shiftjisx0213", shift_jis},
    {"sjis", shift_jis},
    {"sjiswin", shift_jis},
    {"suneugreek", greek},
    {"text", unlabelled},
    {"tis620", thai},
    {"tis62025330", thai},
    {"tis62025331", thai},
    {"tuf8", utf8},
    {"turkish", cp1254},
    {"ucs2", utf16},
    {"uf8", utf8},
    {"uft7", utf7},
    {"uft8", utf8},
    {"uhc", euc_kr},
    {"ujis", euc_jp},
    {"unicode", utf16},
    {"unicode11utf7", utf7},
    {"unicode11utf8", utf8},
    {"unicode20utf7", utf7},
    {"unicode20utf8", utf8},
    {"unknown", unlabelled},
    {"unknown8bit", unlabelled},
    {"us", unlabelled},
    {"usasci", unlabelled},
    {"usascii", unlabelled},
    {"userdefined", unlabelled},
    {"ut8", utf8},
    {"utf", utf8},
    {"utf08", utf8},
    {"utf16", utf16},
    {"utf16be", utf16be},
    {"utf16le", utf16le},
    {"utf7", utf7},
    {"utf8", utf8},
    {"utf8mb4", utf8},
    {"utf8n", utf8},
    {"visual", hebrew},
    {"western", cp1252},
    {"windows", cp1252},
    {"windows31j", shift_jis},
};

static_assert(std::is_sorted(std::begin(aliases), std::end(aliases),
                             [](const Alias& a, const Alias& b) { return a.key < b.key; }));

struct CodePage {
    std::uint32_t number;
    const Charset& charset;
};

constexpr Charset cp437 = of_iconv("CP437");
constexpr Charset cp850 = of_iconv("CP850");
constexpr Charset cp852 = of_iconv("CP852");
constexpr Charset cp855 = of_iconv("CP855");
constexpr Charset cp857 = of_iconv("CP857");
constexpr Charset cp858 = of_iconv("CP858");

/// Numbers as in `windows-1252`, `cp932`, `ibm850` (Microsoft's list of code page identifiers).
constexpr CodePage code_pages[] = {
    {367, unlabelled}, {437, cp437},         {819, cp1252},        {850, cp850},          {852, cp852},         {855, cp855},
    {857, cp857},      {858, cp858},         {866, dos_cyrillic},  {874, thai},           {932, shift_jis},     {936, gb18030},
    {949, euc_kr},     {950, big5},          {1200, utf16le},      {1201, utf16be},       {1250, cp1250},       {1251, cp1251},
    {1252, cp1252},    {1253, cp1253},       {1254, cp1254},       {1255, cp1255},        {1256, cp1256},       {1257, cp1257},
    {1258, cp1258},    {1361, johab},        {10000, macintosh},   {10007, mac_cyrillic}, {20127, unlabelled},  {20866, russian},
    {20932, euc_jp},   {21866, ukrainian},   {28591, cp1252},      {28592, latin2},       {28593, latin3},      {28594, latin4},
    {28595, cyrillic}, {28596, arabic},      {28597, greek},       {28598, hebrew},       {28599, cp1254},      {28603, latin7},
    {28605, latin9},   {50220, iso_2022_jp}, {50221, iso_2022_jp}, {50222, iso_2022_jp},  {50225, iso_2022_kr}, {51932, euc_jp},
    {51936, gb18030},  {51949, euc_kr},      {52936, hz},          {54936, gb18030},      {65000, utf7},        {65001, utf8},
};

constexpr std::string_view code_page_prefixes[] = {"windows", "cp", "codepage", "dos", "ibm", "ms", "oem", "pc", "win"};

const Charset* find_alias(std::string_view key) {
    const Alias* found = std::lower_bound(std::begin(aliases), std::end(aliases), key,
                                          [](const Alias& alias, std::string_view k) { return alias.key < k; });
    return found != std::end(aliases) && found->key == key ? &found->charset : nullptr;
}

const Charset* find_code_page(std::string_view key) {
    for (std::string_view prefix : code_page_prefixes) {
        std::string_view rest = key;
        if (!ascii::consume(rest, prefix)) continue;
        const std::optional<std::uint32_t> number = ascii::consume_number(rest);
        if (!number) continue;
        const CodePage* found = std::find_if(std::begin(code_pages), std::end(code_pages),
                                             [&](const CodePage& page) { return page.number == *number; });
        return found != std::end(code_pages) ? &found->charset : nullptr;
    }
    return nullptr;
}

const Charset* find_exact(std::string_view key) {
    const Charset* found = find_alias(key);
    return found != nullptr ? found : find_code_page(key);
}

/// A label with something stuck to its end, as `utf-8-sig` or `iso-8859-8-i`: what the longest known front of it means.
/// Numbers are not cut.
const Charset* find_front(std::string_view key) {
    constexpr std::size_t shortest = 4;
    for (std::size_t length = key.size() - std::min<std::size_t>(key.size(), 1); length >= shortest; --length) {
        if (ascii::is_digit(key[length])) continue;
        if (const Charset* found = find_alias(key.substr(0, length))) return found;
    }
    return nullptr;
}

/// The label itself, without what mail programs put around it.
std::string_view strip(std::string_view label) {
    constexpr std::string_view around = "\"'=<>; \t\r\n";
    constexpr std::string_view behind = "\"';,*()<> \t\r\n";
    const auto strip_front = [&] { label.remove_prefix(std::min(label.find_first_not_of(around), label.size())); };
    strip_front();
    if (ascii::consume(label, "charset")) strip_front();
    return label.substr(0, label.find_first_of(behind));
}

} // namespace

std::optional<Charset> find_charset(std::string_view label) {
    constexpr std::size_t longest_label = 64;
    std::array<char, longest_label> buffer{};
    std::size_t size = 0;
    for (char c : strip(label).substr(0, longest_label))
        if (ascii::is_alnum(c)) buffer[size++] = ascii::to_lower(c);
    std::string_view key(buffer.data(), size);
    const Charset* found = find_exact(key);
    for (std::string_view prefix : {"x", "cs"}) {
        std::string_view rest = key;
        if (found != nullptr || !ascii::consume(rest, prefix) || rest.empty()) continue;
        found = find_exact(rest);
        key = rest;
    }
    if (found == nullptr) found = find_front(key);
    return found != nullptr ? std::optional<Charset>(*found) : std::nullopt;
}

} // namespace dsnparse::text
