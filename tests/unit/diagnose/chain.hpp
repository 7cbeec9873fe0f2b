/// \file
/// The headers of a report and of the message it returns, read up to the hops.
#pragma once

#include "diagnose/hops.hpp"
#include "mime/framing.hpp"

#include <dsnparse/options.hpp>

#include <string>
#include <string_view>

namespace dsnparse::testing {

/// `fields`: one Received value per line, newest first, as in a header; indented lines go on with the value. Without
/// its date, a value gets one: each is a second older than the one before.
inline std::string header_of(std::string_view fields) {
    std::string header;
    for (int second = 59; !fields.empty(); --second) {
        std::size_t end = fields.find('\n');
        while (end != std::string_view::npos && end + 1 < fields.size() && fields[end + 1] == ' ')
            end = fields.find('\n', end + 1);
        const std::string_view line = fields.substr(0, end);
        fields.remove_prefix(line.size() < fields.size() ? line.size() + 1 : line.size());
        header.append("Received: ").append(line);
        if (line.find(';') == std::string_view::npos)
            header.append("; Mon, 2 Mar 2020 10:20:").append(std::to_string(second)).append(" +0000");
        header.append("\r\n");
    }
    return header + "Subject: x\r\n\r\nbody\r\n";
}

/// Owns all that it points into; not copyable.
class Chain {
public:
    explicit Chain(std::string_view original, std::string_view report, std::string_view reporting = {}, const Limits& limits = {})
        : message_(header_of(report) + (original.empty() ? "" : header_of(original))), reporting_mta{"dns", reporting} {
        options_.limits = limits;
        const std::size_t end = header_of(report).size();
        const std::string_view bytes = message_;
        report_ = mime::frame_message(context, bytes.substr(0, end), nullptr);
        if (!original.empty()) original_ = mime::frame_message(context, bytes.substr(end), nullptr);
        hops = diagnose::read_hops(context, &report_.root(), original.empty() ? nullptr : &original_.root(), reporting_mta);
    }
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

private:
    std::string message_;
    Options options_;
    detail::Arena arena_;
    detail::Arena scratch_;
    detail::WarningLog warnings_{arena_};
    mime::PartList report_;
    mime::PartList original_;

public:
    Mta reporting_mta;
    detail::Context context{message_, options_, arena_, scratch_, warnings_};
    List<Hop> hops;

    [[nodiscard]] std::string_view message() const { return message_; }
    [[nodiscard]] const detail::WarningLog& warnings() const { return warnings_; }
};

} // namespace dsnparse::testing
