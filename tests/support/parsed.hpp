/// \file
/// Small messages for tests, parsed.
#pragma once

#include <dsnparse/parse.hpp>

#include <string>

namespace parsed {

/// A multipart/report of a made-up MTA: `text` for people, `status` for machines, `original` the returned header.
[[nodiscard]] inline std::string report(const std::string& text, const std::string& status, const std::string& original,
                                        const std::string& extra_header = {}) {
    std::string message =
        "Return-Path: <>\nFrom: MAILER-DAEMON@mta.example.net\nTo: a@example.net\nSubject: Returned mail\n" + extra_header
        + "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n" + text
        + "\n--b\nContent-Type: message/delivery-status\n\n" + status + "\n";
    if (!original.empty()) message += "--b\nContent-Type: text/rfc822-headers\n\n" + original + "\n";
    return message + "--b--\n";
}

} // namespace parsed
