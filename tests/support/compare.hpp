/// \file
/// Comparing results.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace compare {

using Json = nlohmann::ordered_json;

/// `result` without what depends on where bytes lie (offsets, sizes, the digest) and on the build (versions).
[[nodiscard]] Json without_places(const Json& result);

/// Where `result` does not have what `must` demands, one line each; empty: it has. An object demands the keys it names;
/// a list demands as many elements in that order; `{"$contains": […]}` demands that each is met by some element;
/// `{"$one_of": […]}` demands one of the values.
[[nodiscard]] std::vector<std::string> unmet(const Json& must, const Json& result, const std::string& path = "");

} // namespace compare
