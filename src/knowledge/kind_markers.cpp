#include "knowledge/kind_markers.hpp"

#include <utility>

namespace dsnparse::knowledge {

namespace {

struct Meaning {
    std::string_view word;
    unsigned bit;
};
constexpr std::array<Meaning, 7> meanings{{{"mailer", marks_mailer},
                                           {"machine", marks_machine},
                                           {"report", marks_report},
                                           {"delay", marks_delay},
                                           {"auto_reply", marks_auto_reply},
                                           {"challenge", marks_challenge},
                                           {"complaint", marks_complaint}}};
constexpr std::array<std::string_view, 3> place_words{"from", "subject", "text"};

} // namespace

unsigned KindMarkers::meaning_of(std::string_view says) {
    for (const Meaning& meaning : meanings)
        if (meaning.word == says) return meaning.bit;
    return 0;
}

bool KindMarkers::place_of(std::string_view word, MarkerPlace& place) {
    for (std::size_t i = 0; i < place_words.size(); ++i) {
        if (place_words[i] != word) continue;
        place = static_cast<MarkerPlace>(i);
        return true;
    }
    return false;
}

KindMarkers::KindMarkers(std::vector<Row> rows, std::vector<std::string>& errors) : rows_(std::move(rows)) {
    std::array<std::vector<std::string_view>, 3> phrases;
    for (const Row& row : rows_) {
        const unsigned bit = meaning_of(row.says);
        MarkerPlace place{};
        if (bit == 0 || row.phrase.empty()) {
            errors.push_back("kind-markers.tsv: \"" + std::string(row.phrase) + "\": unknown meaning \"" + std::string(row.says)
                             + "\"");
        } else if (row.place == "field") {
            fields_.push_back({row.phrase, bit});
        } else if (place_of(row.place, place)) {
            const auto index = static_cast<std::size_t>(place);
            phrases[index].push_back(row.phrase);
            places_[index].says.push_back(bit);
        } else {
            errors.push_back("kind-markers.tsv: \"" + std::string(row.phrase) + "\": unknown place \"" + std::string(row.place)
                             + "\"");
        }
    }
    for (std::size_t i = 0; i < phrases.size(); ++i) places_[i].phrases = detail::PhraseMatcher(phrases[i]);
}

unsigned KindMarkers::find(MarkerPlace place, std::string_view text) const {
    const Place& markers = places_[static_cast<std::size_t>(place)];
    unsigned says = 0;
    markers.phrases.scan(text, [&](std::size_t phrase, std::size_t) {
        says |= markers.says[phrase];
        return true;
    });
    return says;
}

} // namespace dsnparse::knowledge
