/// \file
/// Flat rows as columns in memory, in Arrow's layout. Nothing here knows of Python.
#pragma once

#include "native/arrow_abi.hpp"

#include <dsnparse/flat.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dsnparse::python {

/// Describes a batch: a struct with a nullable child for each column. `out` is released by who takes it.
void export_schema(ArrowSchema& out);

/// Collects the rows of Reports, then hands them over.
class Batch {
public:
    Batch();

    void append(const Report& report);
    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// True where no more should be appended: there are many rows, or much text.
    [[nodiscard]] bool full() const { return rows_ >= most_rows || text_bytes_ >= most_text; }
    /// Hands the columns over to `out`, which is released by who takes it, and begins anew.
    void export_to(ArrowArray& out);

    static constexpr std::size_t most_rows = 8192;
    /// Far below what the 32-bit offsets of a text column can say, whatever one Report adds.
    static constexpr std::size_t most_text = std::size_t{64} << 20;

    /// One column. Of the buffers those of its type are used.
    struct Column {
        FlatType type = FlatType::text;
        std::vector<std::uint8_t> validity; ///< a bit for each row
        std::int64_t nulls = 0;
        std::vector<std::int32_t> offsets;
        std::string text;
        std::vector<std::int64_t> integers;
        std::vector<double> reals;
    };

private:
    std::vector<Column> columns_;
    std::size_t rows_ = 0;
    std::size_t text_bytes_ = 0;
};

} // namespace dsnparse::python
