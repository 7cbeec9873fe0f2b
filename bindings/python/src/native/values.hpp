/// \file
/// The members of a Report as Python values, made from the one description of the JSON (src/emit/describe.hpp).
#pragma once

#include <dsnparse/report.hpp>

#include <nanobind/nanobind.h>

#include <string_view>

namespace dsnparse::python {

namespace nb = nanobind;

/// Tells which Python class a Report is given as, and, by their `_children`, the objects in it. Called once, by the package
/// when it is imported; the classes live as long as the process.
void set_result_class(nb::handle result_class);

/// The class that set_result_class() told.
[[nodiscard]] nb::handle result_class();

/// An instance of the result class that holds `report`.
[[nodiscard]] nb::object make_result(Report&& report);

/// The whole Report as json.loads() of its JSON would give it.
[[nodiscard]] nb::object to_dict(const Report& report);

/// The flat rows of the Report: a list with a dict for each, in the order of the columns; what is unknown is None.
[[nodiscard]] nb::object to_rows(const Report& report);

/// One member of the Report: text, number, None, an instance of its class, or a tuple of such. Invalid: there is no such member.
[[nodiscard]] nb::object member(const Report& report, std::string_view name);

} // namespace dsnparse::python
