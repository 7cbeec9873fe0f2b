/// \file
/// Results as a stream of Arrow batches that Python programs pass on as a capsule (the Arrow PyCapsule interface).
#pragma once

#include <nanobind/nanobind.h>

namespace dsnparse::python {

/// A capsule `arrow_array_stream` of the flat rows of what `results`, an iterator of results, gives. It is asked for more as the
/// batches are; what it raises ends the stream with its words.
[[nodiscard]] nanobind::object arrow_stream(nanobind::object results);

} // namespace dsnparse::python
