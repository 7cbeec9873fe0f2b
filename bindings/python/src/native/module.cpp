// dsnparse._native: what the Python package is made of. Its face is in _native.pyi.
#include "native/arrow_stream.hpp"
#include "native/bind.hpp"
#include "native/parser.hpp"
#include "native/values.hpp"

#include <dsnparse/flat.hpp>
#include <dsnparse/json.hpp>
#include <dsnparse/rules.hpp>
#include <dsnparse/version.hpp>
#include <dsnparse/write.hpp>

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace nb::literals;

namespace dsnparse::python {

namespace {

std::string_view view(const nb::bytes& bytes) { return {bytes.c_str(), bytes.size()}; }

nb::str text(const std::string& utf8) {
    return nb::steal<nb::str>(PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "replace"));
}

std::string json(const Report& report) {
    std::string line;
    append_json(report, line);
    return line;
}

template <class Read>
nb::object read(const Parser& parser, const nb::bytes& data, const std::optional<nb::bytes>& source,
                const std::optional<nb::bytes>& container, Read function) {
    Item item;
    item.bytes = view(data);
    if (source) item.source = view(*source);
    if (container) item.container = view(*container);
    Report report;
    {
        const nb::gil_scoped_release release;
        report = (parser.*function)(item);
    }
    return make_result(std::move(report));
}

/// `messages`: bytes; `sources`: as many bytes or None.
nb::list parse_all(const Parser& parser, const nb::list& messages, const nb::list& sources, std::size_t threads) {
    // The caller's lists may change under us; tuples keep what was in them.
    const nb::tuple kept(messages);
    const nb::tuple kept_sources(sources);
    std::vector<Item> items(kept.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].bytes = view(nb::cast<nb::bytes>(kept[i]));
        if (!kept_sources[i].is_none()) items[i].source = view(nb::cast<nb::bytes>(kept_sources[i]));
    }
    std::vector<Report> reports;
    {
        const nb::gil_scoped_release release;
        reports = parser.parse_all(items, threads);
    }
    nb::list results;
    for (Report& report : reports) results.append(make_result(std::move(report)));
    return results;
}

void bind_report(nb::module_& module) {
    nb::class_<Report>(module, "Report")
        .def("_member",
             [](const Report& self, std::string_view name) {
                 nb::object value = member(self, name);
                 if (!value.is_valid()) throw nb::key_error(std::string(name).c_str());
                 return value;
             })
        .def("_dict", [](const Report& self) { return to_dict(self); })
        .def("_rows", [](const Report& self) { return to_rows(self); })
        .def("_json", [](const Report& self) { return text(json(self)); })
        .def("_json_indented", [](const Report& self, int indent) { return text(dsnparse::to_json(self).dump(indent)); })
        .def("_explain",
             [](const Report& self, int format, std::size_t width, bool colour) {
                 ExplainOptions options;
                 options.width = width;
                 options.colour = colour;
                 options.format = static_cast<ExplainFormat>(format);
                 return text(dsnparse::explain(self, options));
             })
        .def("_chain",
             [](const Report& self, std::size_t width, bool colour) {
                 ExplainOptions options;
                 options.width = width;
                 options.colour = colour;
                 return text(dsnparse::explain_trace(self, options));
             })
        .def("_same", [](const Report& self, const Report& other) { return &self == &other || json(self) == json(other); })
        .def("_is_bounce", &Report::is_bounce);
}

void bind_rules(nb::module_& module) {
    nb::class_<RuleSet>(module, "Rules")
        .def(
            "__init__",
            [](RuleSet* self, const nb::bytes& overlay, const nb::bytes& name) {
                new (self) RuleSet(RuleSet::with_overlay(view(overlay), view(name)));
            },
            "overlay"_a, "name"_a)
        .def("_errors", &RuleSet::errors)
        .def("_lint",
             [](const RuleSet& self) {
                 const nb::gil_scoped_release release;
                 return self.lint();
             })
        .def("_version", [](const RuleSet& self) { return std::string(self.version()); })
        .def("__len__", &RuleSet::size);
}

void bind_parser(nb::module_& module) {
    nb::class_<Parser>(module, "Parser")
        .def(
            "__init__",
            [](Parser* self, int evidence, bool digest, std::size_t max_size, std::vector<std::string> our_domains,
               std::vector<std::string> trusted_nets, const RuleSet* rules) {
                Choices choices;
                choices.evidence = static_cast<EvidenceLevel>(evidence);
                choices.digest = digest;
                choices.max_size = max_size;
                choices.our_domains = std::move(our_domains);
                choices.trusted_nets = std::move(trusted_nets);
                if (rules != nullptr) choices.rules = *rules;
                new (self) Parser(std::move(choices));
            },
            "evidence"_a, "digest"_a, "max_size"_a, "our_domains"_a, "trusted_nets"_a, "rules"_a.none())
        .def("parse",
             [](const Parser& self, const nb::bytes& data, const std::optional<nb::bytes>& source,
                const std::optional<nb::bytes>& container) { return read(self, data, source, container, &Parser::parse); })
        .def("trace",
             [](const Parser& self, const nb::bytes& data, const std::optional<nb::bytes>& source,
                const std::optional<nb::bytes>& container) { return read(self, data, source, container, &Parser::trace); })
        .def("parse_all", parse_all);
}

} // namespace

} // namespace dsnparse::python

NB_MODULE(_native, module) {
    using namespace dsnparse::python;
    module.attr("__version__") = dsnparse::version();
    module.def("set_result_class", set_result_class);
    module.def("arrow_stream", arrow_stream);
    module.def("flat_columns", [] {
        nb::list columns;
        for (const dsnparse::FlatColumn& column : dsnparse::flat_columns()) {
            const char* type = column.type == dsnparse::FlatType::text      ? "text"
                               : column.type == dsnparse::FlatType::integer ? "integer"
                                                                            : "real";
            columns.append(nb::make_tuple(nb::str(column.name.data(), column.name.size()), type));
        }
        return columns;
    });
    module.def("from_json", [](const nb::bytes& json) {
        const nlohmann::ordered_json document =
            nlohmann::ordered_json::parse(json.c_str(), json.c_str() + json.size(), nullptr, false);
        std::optional<dsnparse::Report> report = dsnparse::from_json(document);
        if (!report) throw nb::value_error("the text is no result of dsnparse (dsnparse.result/1)");
        return make_result(std::move(*report));
    });
    bind_report(module);
    bind_rules(module);
    bind_parser(module);
    bind_store(module);
}
