// Flat rows as lines of text: CSV and TSV.
#include "emit/pieces.hpp"

#include <dsnparse/flat.hpp>

#include <charconv>

namespace dsnparse {

namespace {

void append_escaped(std::string_view text, std::string& out) {
    for (const char c : text) {
        switch (c) {
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\\': out += "\\\\"; break;
        default: out += c;
        }
    }
}

void append_text(std::string_view text, TableFormat format, std::string& out) {
    if (format == TableFormat::csv)
        emit::append_csv_field(text, out);
    else
        append_escaped(text, out);
}

void append_value(const FlatValue& value, TableFormat format, std::string& out) {
    if (!value.known) return;
    std::array<char, 32> digits{};
    char* const first = digits.data();
    char* const last = first + digits.size();
    switch (value.type) {
    case FlatType::text: append_text(value.text, format, out); return;
    case FlatType::integer: out.append(first, std::to_chars(first, last, value.integer).ptr); return;
    case FlatType::real: out.append(first, std::to_chars(first, last, value.real, std::chars_format::fixed, 2).ptr); return;
    }
}

constexpr char separator(TableFormat format) { return format == TableFormat::csv ? ',' : '\t'; }

} // namespace

void append_table_header(TableFormat format, std::string& out) {
    for (const FlatColumn& column : flat_columns()) {
        append_text(column.name, format, out);
        out += separator(format);
    }
    out.back() = '\n';
}

void append_table_rows(const Report& report, TableFormat format, std::string& out) {
    const FlatRows rows(report);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const FlatValue& value : rows[i]) {
            append_value(value, format, out);
            out += separator(format);
        }
        out.back() = '\n';
    }
}

} // namespace dsnparse
