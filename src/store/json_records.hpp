/// \file
/// JSON objects that carry messages: NDJSON with a raw field, notifications of Amazon SES.
#pragma once

#include "store/level.hpp"

namespace dsnparse::store {

/// True where the first thing in `window` is a JSON object that carries a message, or a notification of SES.
[[nodiscard]] bool begins_json_records(Window& window, const SourceOptions& options);

/// The messages of the JSON objects that `window` shows, one per line or one behind the other.
[[nodiscard]] std::unique_ptr<Level> json_records(Context& context, std::string name, std::unique_ptr<Window> window);

} // namespace dsnparse::store
