/// \file
/// dsnparse: reads bounces and says why a mail was refused, who refused it, and what to do.
///
///     #include <dsnparse/dsnparse.hpp>
///     dsnparse::Report report = dsnparse::parse(bytes);
///     std::cout << dsnparse::explain(report);
///
/// `json.hpp` is not included here: it brings nlohmann/json with it.
#pragma once

#include <dsnparse/compatible.hpp>
#include <dsnparse/flat.hpp>
#include <dsnparse/list.hpp>
#include <dsnparse/options.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/report.hpp>
#include <dsnparse/rules.hpp>
#include <dsnparse/version.hpp>
#include <dsnparse/write.hpp>
