/// \file
/// Kind markers: words and header fields that speak for a kind of mail (data/kind-markers.tsv).
#pragma once

#include "base/phrases.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::knowledge {

/// What a marker says. Bits.
constexpr unsigned marks_mailer = 1; ///< a mail system writes
constexpr unsigned marks_machine = 2; ///< no person writes
constexpr unsigned marks_report = 4; ///< of a delivery
constexpr unsigned marks_delay = 8; ///< of one that is not given up
constexpr unsigned marks_auto_reply = 16;
constexpr unsigned marks_challenge = 32;
constexpr unsigned marks_complaint = 64;

/// Where it says so.
enum class MarkerPlace { from, subject, text };

/// A header field whose presence is a marker.
struct MarkerField {
    std::string_view name;
    unsigned says = 0;
};

/// All markers. Immutable and thread-safe once built; views into the data file.
class KindMarkers {
public:
    /// A row of the file.
    struct Row {
        std::string_view place;
        std::string_view says;
        std::string_view phrase;
        std::string_view example;
    };

    KindMarkers() = default;
    /// Rows with an unknown place or meaning go to `errors`, one line each.
    KindMarkers(std::vector<Row> rows, std::vector<std::string>& errors);

    /// All that `text`, taken from `place`, says. One pass.
    [[nodiscard]] unsigned find(MarkerPlace place, std::string_view text) const;
    [[nodiscard]] const std::vector<MarkerField>& fields() const { return fields_; }
    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

    /// The bit of a word of the column `says`; 0: unknown.
    [[nodiscard]] static unsigned meaning_of(std::string_view says);
    /// The place of a word of the column `place` other than `field`; false: unknown.
    [[nodiscard]] static bool place_of(std::string_view word, MarkerPlace& place);

private:
    struct Place {
        detail::PhraseMatcher phrases;
        std::vector<unsigned> says; ///< by phrase
    };
    std::vector<Row> rows_;
    std::array<Place, 3> places_;
    std::vector<MarkerField> fields_;
};

} // namespace dsnparse::knowledge
