// dsnparse._native.Store.
#include "native/bind.hpp"
#include "native/store.hpp"
#include "native/values.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <string>
#include <utility>
#include <vector>

namespace dsnparse::python {

namespace {

using namespace nb::literals;

SourceOptions source_options(int format, const nb::bytes& field, std::size_t max_size) {
    SourceOptions options;
    options.format = static_cast<SourceFormat>(format);
    options.field = std::string(field.c_str(), field.size());
    options.message_bytes = max_size;
    return options;
}

nb::list results_of(std::vector<Report>&& reports) {
    nb::list results;
    for (Report& report : reports) results.append(make_result(std::move(report)));
    return results;
}

} // namespace

void bind_store(nb::module_& module) {
    nb::class_<Store>(module, "Store")
        .def(
            "__init__",
            [](Store* self, const Parser& parser, const std::vector<nb::bytes>& paths, int format, const nb::bytes& field,
               std::size_t max_size, std::size_t threads) {
                std::vector<std::string> names;
                for (const nb::bytes& path : paths) names.emplace_back(path.c_str(), path.size());
                new (self) Store(MessageSource::open(std::move(names), source_options(format, field, max_size)), parser, threads);
            },
            nb::keep_alive<1, 2>(), "parser"_a, "paths"_a, "format"_a, "field"_a, "max_size"_a, "threads"_a)
        .def_static(
            "of_file",
            [](const Parser& parser, const nb::bytes& content, const nb::bytes& name, int format, const nb::bytes& field,
               std::size_t max_size) {
                return new Store(MessageSource::from_memory({content.c_str(), content.size()}, {name.c_str(), name.size()},
                                                            source_options(format, field, max_size)),
                                 parser, 1);
            },
            nb::keep_alive<0, 1>(), nb::keep_alive<0, 2>())
        .def("read",
             [](Store& self, std::size_t count) {
                 std::vector<Report> reports;
                 {
                     const nb::gil_scoped_release release;
                     reports = self.read(count);
                 }
                 return results_of(std::move(reports));
             })
        .def("take_problems", [](Store& self) {
            nb::list problems;
            for (const SourceProblem& problem : self.take_problems())
                problems.append(nb::make_tuple(nb::bytes(problem.source.data(), problem.source.size()), problem.reason,
                                               problem.offset, problem.named));
            return problems;
        });
}

} // namespace dsnparse::python
