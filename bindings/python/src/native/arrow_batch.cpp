#include "native/arrow_batch.hpp"

#include <array>
#include <memory>
#include <utility>

namespace dsnparse::python {

namespace {

const char* format_of(FlatType type) {
    switch (type) {
    case FlatType::integer: return "l";
    case FlatType::real: return "g";
    case FlatType::text: break;
    }
    return "u";
}

/// What an exported schema points to.
struct SchemaHold {
    std::vector<std::string> names;
    std::vector<ArrowSchema> columns;
    std::vector<ArrowSchema*> pointers;
};

void release_column_schema(ArrowSchema* schema) { schema->release = nullptr; }

void release_schema(ArrowSchema* schema) {
    for (std::int64_t i = 0; i < schema->n_children; ++i)
        if (schema->children[i]->release != nullptr) schema->children[i]->release(schema->children[i]);
    delete static_cast<SchemaHold*>(schema->private_data);
    schema->release = nullptr;
}

/// What an exported column points to.
struct ColumnHold {
    Batch::Column column;
    std::array<const void*, 3> buffers{};
};

void release_column(ArrowArray* array) {
    delete static_cast<ColumnHold*>(array->private_data);
    array->release = nullptr;
}

/// What an exported batch points to. Its children may be moved out and released on their own.
struct BatchHold {
    std::vector<ArrowArray> columns;
    std::vector<ArrowArray*> pointers;
    std::array<const void*, 1> buffers{};
};

void release_batch(ArrowArray* array) {
    for (std::int64_t i = 0; i < array->n_children; ++i)
        if (array->children[i]->release != nullptr) array->children[i]->release(array->children[i]);
    delete static_cast<BatchHold*>(array->private_data);
    array->release = nullptr;
}

void export_column(Batch::Column&& column, std::size_t rows, ArrowArray& out) {
    auto hold = std::make_unique<ColumnHold>();
    hold->column = std::move(column);
    const Batch::Column& kept = hold->column;
    hold->buffers[0] = kept.nulls == 0 ? nullptr : kept.validity.data();
    switch (kept.type) {
    case FlatType::integer: hold->buffers[1] = kept.integers.data(); break;
    case FlatType::real: hold->buffers[1] = kept.reals.data(); break;
    case FlatType::text:
        hold->buffers[1] = kept.offsets.data();
        hold->buffers[2] = kept.text.data();
        break;
    }
    out = {};
    out.length = static_cast<std::int64_t>(rows);
    out.null_count = kept.nulls;
    out.n_buffers = kept.type == FlatType::text ? 3 : 2;
    out.buffers = hold->buffers.data();
    out.release = release_column;
    out.private_data = hold.release();
}

std::vector<Batch::Column> empty_columns() {
    std::vector<Batch::Column> columns(flat_column_count);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].type = flat_columns()[i].type;
        if (columns[i].type == FlatType::text) columns[i].offsets.push_back(0);
    }
    return columns;
}

} // namespace

void export_schema(ArrowSchema& out) {
    auto hold = std::make_unique<SchemaHold>();
    hold->columns.resize(flat_column_count);
    for (const FlatColumn& column : flat_columns()) hold->names.emplace_back(column.name);
    for (std::size_t i = 0; i < flat_column_count; ++i) {
        ArrowSchema& child = hold->columns[i];
        child = {};
        child.format = format_of(flat_columns()[i].type);
        child.name = hold->names[i].c_str();
        child.flags = ARROW_FLAG_NULLABLE;
        child.release = release_column_schema;
        hold->pointers.push_back(&child);
    }
    out = {};
    out.format = "+s";
    out.name = "";
    out.n_children = static_cast<std::int64_t>(flat_column_count);
    out.children = hold->pointers.data();
    out.release = release_schema;
    out.private_data = hold.release();
}

Batch::Batch() : columns_(empty_columns()) {}

void Batch::append(const Report& report) {
    const FlatRows rows(report);
    for (std::size_t row = 0; row < rows.size(); ++row, ++rows_) {
        const FlatRow values = rows[row];
        for (std::size_t i = 0; i < values.size(); ++i) {
            Column& column = columns_[i];
            const FlatValue& value = values[i];
            if (rows_ % 8 == 0) column.validity.push_back(0);
            if (value.known)
                column.validity.back() = static_cast<std::uint8_t>(column.validity.back() | (1U << (rows_ % 8)));
            else
                ++column.nulls;
            switch (column.type) {
            case FlatType::integer: column.integers.push_back(value.known ? value.integer : 0); break;
            case FlatType::real: column.reals.push_back(value.known ? value.real : 0); break;
            case FlatType::text:
                if (value.known) column.text += value.text;
                if (value.known) text_bytes_ += value.text.size();
                column.offsets.push_back(static_cast<std::int32_t>(column.text.size()));
                break;
            }
        }
    }
}

void Batch::export_to(ArrowArray& out) {
    auto hold = std::make_unique<BatchHold>();
    hold->columns.resize(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        export_column(std::move(columns_[i]), rows_, hold->columns[i]);
        hold->pointers.push_back(&hold->columns[i]);
    }
    out = {};
    out.length = static_cast<std::int64_t>(rows_);
    out.n_buffers = 1;
    out.buffers = hold->buffers.data();
    out.n_children = static_cast<std::int64_t>(hold->columns.size());
    out.children = hold->pointers.data();
    out.release = release_batch;
    out.private_data = hold.release();
    columns_ = empty_columns();
    rows_ = 0;
    text_bytes_ = 0;
}

} // namespace dsnparse::python
