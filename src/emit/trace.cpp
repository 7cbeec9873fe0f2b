#include "emit/explanation.hpp"
#include "emit/screen.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace dsnparse {

namespace {

using emit::Screen;
using emit::Style;

/// Seconds as a person says them.
std::string delay_text(double seconds) {
    const bool negative = seconds < 0;
    const auto whole = static_cast<long long>(negative ? -seconds : seconds);
    std::string text;
    if (whole < 120)
        text = std::to_string(whole) + " s";
    else if (whole < 7200)
        text = std::to_string(whole / 60) + " min";
    else if (whole < 172800)
        text = std::to_string(whole / 3600) + " h";
    else
        text = std::to_string(whole / 86400) + " d";
    return (negative ? "-" : "+") + text;
}

/// The address behind its name, with its scope where it is no public one.
std::string client(const Hop& hop) {
    std::string text = emit::place(hop.from_rdns.empty() ? hop.from_helo : hop.from_rdns, hop.from_ip);
    if (!hop.from_ip.empty() && hop.from_ip_scope != IpScope::public_ && hop.from_ip_scope != IpScope::unknown)
        text += " (" + std::string(to_string(hop.from_ip_scope)) + ")";
    return text.empty() ? "(not told)" : text;
}

std::string protocol(const Hop& hop) {
    std::string text(hop.with.empty() ? hop.via : hop.with);
    if (!hop.tls.empty()) text += (text.empty() ? "" : ", ") + std::string(hop.tls);
    return text.empty() ? "-" : text;
}

/// Columns of a line: number, from, by, protocol, delay.
using Row = std::array<std::string, 5>;

Row row_of(const Report& report, std::size_t index) {
    const Hop& hop = report.hops[index];
    const bool edge = report.edge.best && report.edge.candidates[*report.edge.best].hop == index;
    return {(edge ? "*" : "") + std::to_string(index), client(hop),
            hop.by.empty() ? std::string("(not told)") : std::string(hop.by), protocol(hop),
            hop.delay_s ? delay_text(*hop.delay_s) : std::string("-")};
}

/// Widths of the columns: what they need, less where the line would be too long; what is longer is wrapped below.
std::array<std::size_t, 5> widths_of(const std::vector<Row>& rows, std::size_t width) {
    std::array<std::size_t, 5> widths{};
    for (std::size_t c = 0; c < widths.size(); ++c)
        for (const Row& row : rows) widths[c] = std::max(widths[c], emit::columns(row[c]));
    constexpr std::size_t least = 10;
    const auto total = [&] {
        std::size_t sum = 2 * (widths.size() - 1);
        for (const std::size_t one : widths) sum += one;
        return sum;
    };
    while (total() > width) {
        std::size_t& widest = *std::max_element(widths.begin() + 1, widths.begin() + 4);
        if (widest <= least) break;
        --widest;
    }
    return widths;
}

/// The next piece of `text` that fits; `text` loses it. Breaks at a space, a dot or a hyphen where there is one.
std::string_view next_piece(std::string_view& text, std::size_t width) {
    std::size_t end = 0;
    std::size_t used = 0;
    while (end < text.size()) {
        std::size_t next = end + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80) ++next;
        if (used == width) break;
        ++used;
        end = next;
    }
    if (end < text.size()) {
        const std::size_t from = text.find_last_of(" .-", end - 1);
        if (from != std::string_view::npos && from > 0) end = from + (text[from] == ' ' ? 0 : 1);
    }
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(end);
    while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
    return piece;
}

void write_row(Screen& screen, const Row& row, const std::array<std::size_t, 5>& widths, Style style) {
    Row safe;
    std::array<std::string_view, 5> rest;
    for (std::size_t c = 0; c < row.size(); ++c) {
        emit::append_safe(safe[c], row[c]);
        rest[c] = safe[c];
    }
    do {
        std::string line;
        for (std::size_t c = 0; c < rest.size(); ++c) {
            const std::string_view piece = next_piece(rest[c], widths[c]);
            line += piece;
            if (c + 1 < rest.size()) line.append(widths[c] - std::min(widths[c], emit::columns(piece)) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        screen.line(line, style);
    } while (std::any_of(rest.begin(), rest.end(), [](std::string_view one) { return !one.empty(); }));
}

Style style_of(Trust trust) {
    return trust == Trust::untrusted ? Style::faint : trust == Trust::boundary ? Style::strong : Style::plain;
}

void write_notes(Screen& screen, const Hop& hop) {
    if (!hop.from_helo.empty() && !hop.from_rdns.empty() && hop.from_helo != hop.from_rdns)
        screen.paragraph("HELO said " + std::string(hop.from_helo), 4, 4, Style::faint);
    if (hop.from_rdns_verified == false && !hop.from_rdns.empty()) screen.paragraph("! the name may be forged", 4, 4, Style::bad);
    for (std::string_view anomaly : hop.anomalies) screen.paragraph("! " + std::string(anomaly), 4, 4, Style::bad);
}

} // namespace

std::string explain_trace(const Report& report, const ExplainOptions& options) {
    Screen screen(options);
    if (report.hops.empty()) {
        screen.paragraph("No Received field.");
        return screen.take();
    }
    const Row head = {"#", "from", "by", "with", "delay"};
    std::vector<Row> rows{head};
    for (std::size_t i = 0; i < report.hops.size(); ++i) rows.push_back(row_of(report, i));
    const auto widths = widths_of(rows, options.width);
    write_row(screen, head, widths, Style::strong);
    for (std::size_t i = 0; i < report.hops.size(); ++i) {
        const Hop& hop = report.hops[i];
        if (i > 0 && hop.message != report.hops[i - 1].message)
            screen.paragraph("-- the way of the report --", 0, 0, Style::faint);
        if (hop.trust == Trust::boundary)
            screen.paragraph("-- from here on written by " + (hop.by.empty() ? std::string("that side") : std::string(hop.by))
                                 + "'s side; what stands above may be made up --",
                             0, 3, Style::faint);
        write_row(screen, rows[i + 1], widths, style_of(hop.trust));
        write_notes(screen, hop);
    }
    if (report.edge.best) {
        const EdgeCandidate& edge = report.edge.candidates[*report.edge.best];
        screen.empty_line();
        screen.paragraph(std::string(edge.hop ? "* " : "") + "sending edge: " + emit::place(edge.host, edge.ip), 0, 2,
                         Style::strong);
        for (const EdgeFinding& finding : report.edge.findings)
            screen.paragraph("! " + std::string(finding.type) + (finding.value.empty() ? "" : ": " + std::string(finding.value))
                                 + (finding.detail.empty() ? "" : " (" + std::string(finding.detail) + ")"),
                             2, 4, Style::bad);
    }
    return screen.take();
}

} // namespace dsnparse
