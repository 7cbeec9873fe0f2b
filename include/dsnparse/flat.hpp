/// \file
/// A Report as flat rows, one per recipient: for tables, databases, data frames. docs/schema.md, "Flat row", has the columns.
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/report.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dsnparse {

enum class FlatType : std::uint8_t { text, integer, real };

struct FlatColumn {
    std::string_view name; ///< lower case letters and `_`; the same in every format and in later versions
    FlatType type = FlatType::text;
};

/// One cell. Where it is not `known`, the other members but `type` mean nothing.
struct FlatValue {
    FlatType type = FlatType::text; ///< that of the column
    bool known = false;
    std::string_view text; ///< of FlatType::text: UTF-8, not empty
    std::int64_t integer = 0;
    double real = 0;
};

inline constexpr std::size_t flat_column_count = 33;
using FlatRow = std::array<FlatValue, flat_column_count>;

/// The columns, in the order in which every row has them. New ones may be added in later versions: find them by name.
[[nodiscard]] DSNPARSE_API const std::array<FlatColumn, flat_column_count>& flat_columns() noexcept;

/// The rows of one Report: one per recipient, in their order; one with the columns of a recipient unknown where it names none.
///
/// Keeps a pointer to the Report, which has to outlive it. Texts live as long as both. At most one allocation per Report, none
/// per row.
///
///     dsnparse::FlatRows rows(report);
///     for (std::size_t i = 0; i < rows.size(); ++i)
///         for (const dsnparse::FlatValue& value : rows[i]) { ... }
class DSNPARSE_API FlatRows {
public:
    explicit FlatRows(const Report& report);
    explicit FlatRows(Report&&) = delete;

    [[nodiscard]] std::size_t size() const noexcept; ///< at least 1
    /// Precondition: `index < size()`.
    [[nodiscard]] FlatRow operator[](std::size_t index) const noexcept;

private:
    const Report* report_;
    std::string warnings_; ///< their codes, where there are several
};

enum class TableFormat : std::uint8_t {
    csv, ///< quoted as RFC 4180 says
    tsv, ///< tab, line feed, carriage return and backslash as `\t`, `\n`, `\r` and `\\`; nothing is quoted
};

/// Appends the line of column names. Lines end with LF in both formats.
DSNPARSE_API void append_table_header(TableFormat format, std::string& out);

/// Appends the Report's rows, a line each. What is unknown is empty; reals have two decimals.
DSNPARSE_API void append_table_rows(const Report& report, TableFormat format, std::string& out);

} // namespace dsnparse
