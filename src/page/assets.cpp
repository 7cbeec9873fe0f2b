#include "page/assets.hpp"

#include "page/embedded.hpp"
#include "page/pack.hpp"

#include <array>

namespace dsnparse::page {

namespace {

constexpr std::array<std::string_view, 9> scripts{"dom.js",   "words.js", "data.js",    "selection.js", "chart.js",
                                                  "lists.js", "table.js", "message.js", "start.js"};

std::string_view asset(std::string_view name) {
    for (const EmbeddedFile& file : embedded_files())
        if (file.name == name) return file.content;
    return {};
}

/// A source expression of the policy: `'sha256-...'`.
std::string source_of(std::string_view text) { return "'sha256-" + sha256_base64(text) + "'"; }

} // namespace

std::string_view skeleton() { return asset("page.html"); }
std::string_view style() { return asset("page.css"); }

std::string script() {
    std::string all = "\"use strict\";\n(() => {\n";
    for (const std::string_view name : scripts) all += asset(name);
    return all + "})();\n";
}

std::string content_security_policy(std::string_view style, std::string_view script) {
    return "default-src 'none'; script-src " + source_of(script) + "; style-src " + source_of(style)
           + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
}

} // namespace dsnparse::page
