#include "native/values.hpp"

#include "emit/describe.hpp"

#include <dsnparse/flat.hpp>

#include <nanobind/stl/string.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dsnparse::python {

namespace {

/// A kind of object in the result: its Python class, and the kinds of the objects that are its members.
struct Shape {
    PyTypeObject* type = nullptr;
    std::vector<std::pair<std::string, std::unique_ptr<Shape>>> members;

    [[nodiscard]] const Shape* member(std::string_view key) const {
        for (const auto& [name, shape] : members)
            if (name == key) return shape.get();
        return nullptr;
    }
};

/// Never destroyed: results may outlive the module at the end of the process.
Shape& root_shape() {
    static Shape& shape = *new Shape;
    return shape;
}

void fill(Shape& shape, nb::handle type) {
    shape.type = reinterpret_cast<PyTypeObject*>(type.inc_ref().ptr());
    const auto children = nb::borrow<nb::dict>(nb::object(type.attr("_children")));
    for (const auto& [name, child] : children) {
        auto member = std::make_unique<Shape>();
        fill(*member, child);
        shape.members.emplace_back(nb::cast<std::string>(nb::str(name)), std::move(member));
    }
}

nb::object checked(PyObject* made) {
    if (made == nullptr) throw nb::python_error();
    return nb::steal(made);
}

/// The interned string of a key. Keys are literals, so their address names them.
PyObject* interned(std::string_view key) {
    thread_local std::unordered_map<const char*, PyObject*> known;
    PyObject*& text = known[key.data()];
    if (text == nullptr) {
        text = PyUnicode_FromStringAndSize(key.data(), static_cast<Py_ssize_t>(key.size()));
        if (text == nullptr) throw nb::python_error();
        PyUnicode_InternInPlace(&text);
    }
    return text;
}

nb::object cell(const FlatValue& value) {
    if (!value.known) return nb::borrow(Py_None);
    switch (value.type) {
    case FlatType::integer: return checked(PyLong_FromLongLong(value.integer));
    case FlatType::real: return checked(PyFloat_FromDouble(value.real));
    case FlatType::text: break;
    }
    return checked(PyUnicode_DecodeUTF8(value.text.data(), static_cast<Py_ssize_t>(value.text.size()), "replace"));
}

/// A Sink that makes Python values. Without a shape: dict and list. With one: instances of its classes, and tuples.
class Values {
public:
    Values() = default;
    /// Only the member `wanted` of the outermost object.
    Values(const Shape& shape, std::string_view wanted) : shape_(&shape), wanted_(wanted) {}

    [[nodiscard]] nb::object take() { return std::move(result_); }

    /// For describe(): members that nobody wants are not described.
    [[nodiscard]] bool skips(std::string_view key) const { return shape_ != nullptr && open_.size() == 1 && key != wanted_; }

    void begin_object() { open_.push_back({whole() ? nb::object() : checked(PyDict_New()), next_shape(), {}, false}); }
    void begin_array() { open_.push_back({checked(PyList_New(0)), next_shape(), {}, true}); }

    void end_object() {
        Open object = std::move(open_.back());
        open_.pop_back();
        if (shape_ == nullptr) return add(std::move(object.value));
        if (open_.empty() || object.shape == nullptr) return;
        // An instance that was never asked to initialise itself: its attributes are the dict.
        nb::object instance = checked(object.shape->type->tp_alloc(object.shape->type, 0));
        if (PyObject_GenericSetDict(instance.ptr(), object.value.ptr(), nullptr) != 0) throw nb::python_error();
        add(std::move(instance));
    }
    void end_array() {
        nb::object list = std::move(open_.back().value);
        open_.pop_back();
        add(shape_ == nullptr ? std::move(list) : checked(PyList_AsTuple(list.ptr())));
    }

    void key(std::string_view name) { open_.back().key = name; }
    void text(std::string_view value) {
        if (dropped()) return;
        add(checked(PyUnicode_DecodeUTF8(value.data(), static_cast<Py_ssize_t>(value.size()), "replace")));
    }
    void integer(std::int64_t value) {
        if (!dropped()) add(checked(PyLong_FromLongLong(value)));
    }
    void real(double value) {
        if (!dropped()) add(checked(PyFloat_FromDouble(value)));
    }
    void boolean(bool value) {
        if (!dropped()) add(nb::borrow(value ? Py_True : Py_False));
    }
    void null() {
        if (!dropped()) add(nb::borrow(Py_None));
    }

private:
    struct Open {
        nb::object value; ///< dict or list; invalid for the outermost object where one member of it is wanted
        const Shape* shape; ///< of the object, or of the objects in the list
        std::string_view key; ///< of the member that comes next
        bool is_array;
    };

    /// True where the object that begins is the outermost one and only a member of it is wanted.
    [[nodiscard]] bool whole() const { return shape_ != nullptr && open_.empty(); }
    [[nodiscard]] bool dropped() const { return skips(open_.back().key); }

    [[nodiscard]] const Shape* next_shape() const {
        if (open_.empty()) return shape_;
        const Open& parent = open_.back();
        if (parent.is_array || parent.shape == nullptr) return parent.shape;
        return parent.shape->member(parent.key);
    }

    void add(nb::object value) {
        if (open_.empty() || whole_member()) {
            result_ = std::move(value);
            return;
        }
        const Open& parent = open_.back();
        const int failed = parent.is_array ? PyList_Append(parent.value.ptr(), value.ptr())
                                           : PyDict_SetItem(parent.value.ptr(), interned(parent.key), value.ptr());
        if (failed != 0) throw nb::python_error();
    }
    /// True where the value is the member that is wanted.
    [[nodiscard]] bool whole_member() const { return shape_ != nullptr && open_.size() == 1; }

    const Shape* shape_ = nullptr;
    std::string_view wanted_;
    std::vector<Open> open_;
    nb::object result_;
};

} // namespace

void set_result_class(nb::handle result_class) {
    Shape shape;
    fill(shape, result_class);
    root_shape() = std::move(shape);
}

nb::handle result_class() { return reinterpret_cast<PyObject*>(root_shape().type); }

nb::object make_result(Report&& report) {
    nb::object result = nb::inst_alloc(result_class());
    new (nb::inst_ptr<Report>(result)) Report(std::move(report));
    nb::inst_mark_ready(result);
    return result;
}

nb::object to_dict(const Report& report) {
    Values values;
    emit::describe(report, values);
    return values.take();
}

nb::object to_rows(const Report& report) {
    const FlatRows rows(report);
    nb::list list;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        nb::object row = checked(PyDict_New());
        const FlatRow values = rows[i];
        for (std::size_t column = 0; column < values.size(); ++column)
            if (PyDict_SetItem(row.ptr(), interned(flat_columns()[column].name), cell(values[column]).ptr()) != 0)
                throw nb::python_error();
        list.append(std::move(row));
    }
    return list;
}

nb::object member(const Report& report, std::string_view name) {
    Values values(root_shape(), name);
    emit::describe(report, values);
    return values.take();
}

} // namespace dsnparse::python
