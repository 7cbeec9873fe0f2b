/// \file
/// What module.cpp puts together.
#pragma once

#include <nanobind/nanobind.h>

namespace dsnparse::python {

void bind_store(nanobind::module_& module);

} // namespace dsnparse::python
