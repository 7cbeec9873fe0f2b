/// \file
/// What every page has: its HTML, style and script, embedded at build time from src/page/assets.
#pragma once

#include <string>
#include <string_view>

namespace dsnparse::page {

/// The HTML, with places named like `{{title}}`.
[[nodiscard]] std::string_view skeleton();
[[nodiscard]] std::string_view style();
/// All script files as one, in an order in which each only uses those before it while it is loaded.
[[nodiscard]] std::string script();

/// The Content-Security-Policy that allows this style and this script, and nothing else: nothing is fetched, no other script
/// runs, no text becomes HTML.
[[nodiscard]] std::string content_security_policy(std::string_view style, std::string_view script);

} // namespace dsnparse::page
