/// \file
/// What `dsnparse worker` is asked: `{"id": ..., "raw_b64": ...}` or `{"id": ..., "text": ...}`.
#pragma once

#include <string>
#include <string_view>

namespace dsnparse::cli {

struct WorkerRequest {
    std::string id = "null"; ///< as JSON
};

/// Why a request cannot be answered; no code: it can.
struct RequestError {
    std::string_view code; ///< bad_json, bad_request, bad_base64
    std::string message;
};

/// Reads one request into `request` and the message that it holds into `message`. Where that fails, `request.id` is still the id
/// if the line told it. Needs no more memory than the line is long, however it is nested.
[[nodiscard]] RequestError read_request(std::string_view line, WorkerRequest& request, std::string& message);

} // namespace dsnparse::cli
