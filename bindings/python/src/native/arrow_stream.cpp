#include "native/arrow_stream.hpp"

#include "native/arrow_batch.hpp"
#include "native/values.hpp"

#include <cerrno>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>

namespace dsnparse::python {

namespace {

constexpr const char* capsule_name = "arrow_array_stream";

/// The other side of an ArrowArrayStream. Its functions are called by any thread, with or without the interpreter's lock.
struct Source {
    nb::object results;
    std::string error;
};

Source& source_of(ArrowArrayStream* stream) { return *static_cast<Source*>(stream->private_data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    try {
        export_schema(*out);
        return 0;
    } catch (const std::bad_alloc&) {
        source_of(stream).error = "out of memory";
        return ENOMEM;
    }
}

/// Appends results until the batch is full or there are no more.
void fill(Batch& batch, nb::handle results) {
    while (!batch.full()) {
        const nb::object item = nb::steal(PyIter_Next(results.ptr()));
        if (!item.is_valid()) {
            if (PyErr_Occurred() != nullptr) throw nb::python_error();
            return;
        }
        if (!nb::isinstance<Report>(item)) {
            PyErr_Format(PyExc_TypeError, "a table is made of results, not %s", Py_TYPE(item.ptr())->tp_name);
            throw nb::python_error();
        }
        batch.append(*nb::inst_ptr<Report>(item));
    }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    const nb::gil_scoped_acquire lock;
    Source& source = source_of(stream);
    try {
        Batch batch;
        fill(batch, source.results);
        if (batch.rows() == 0)
            *out = {};
        else
            batch.export_to(*out);
        return 0;
    } catch (nb::python_error& error) {
        source.error = error.what();
        return EIO;
    } catch (const std::bad_alloc&) {
        source.error = "out of memory";
        return ENOMEM;
    } catch (const std::exception& error) {
        source.error = error.what();
        return EIO;
    }
}

const char* get_last_error(ArrowArrayStream* stream) {
    const std::string& error = source_of(stream).error;
    return error.empty() ? nullptr : error.c_str();
}

void release(ArrowArrayStream* stream) {
    const nb::gil_scoped_acquire lock;
    delete &source_of(stream);
    stream->release = nullptr;
}

/// Of a stream that nobody took out of its capsule.
void destroy_capsule(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, capsule_name));
    if (stream == nullptr) return PyErr_Clear();
    if (stream->release != nullptr) stream->release(stream);
    delete stream;
}

} // namespace

nb::object arrow_stream(nb::object results) {
    auto stream = std::make_unique<ArrowArrayStream>();
    *stream = {get_schema, get_next, get_last_error, release, new Source{std::move(results), {}}};
    PyObject* capsule = PyCapsule_New(stream.get(), capsule_name, destroy_capsule);
    if (capsule == nullptr) {
        release(stream.get());
        throw nb::python_error();
    }
    stream.release();
    return nb::steal(capsule);
}

} // namespace dsnparse::python
