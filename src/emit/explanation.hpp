/// \file
/// What there is to say about a Report to a person, in sentences; how it looks is up to the writers.
#pragma once

#include <dsnparse/report.hpp>
#include <dsnparse/write.hpp>

#include <dsnparse/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace dsnparse::emit {

struct Explanation {
    /// Words of a server.
    struct Said {
        std::string who;
        std::string when; ///< may be empty
        std::string words;
        bool decided = false; ///< these words are the reason
        std::size_t mark_begin = 0; ///< the deciding ones in `words`; an empty range: none
        std::size_t mark_end = 0;
    };
    struct Item {
        std::string label;
        std::string text;
    };
    /// More that the caller found out, shown before the facts.
    struct Section {
        std::string heading;
        std::vector<Item> items;
    };

    std::string headline;
    bool failure = false; ///< what follows up to `links` is empty where not
    std::vector<Said> said;
    std::size_t said_more = 0; ///< replies that are not in `said`
    std::string meaning;
    std::string provider;
    std::string who_can_act;
    std::string address_advice;
    std::string unsure; ///< empty: it is clear
    std::vector<std::string> steps;
    std::vector<std::string> links;
    std::vector<Item> recipients; ///< where there are several
    std::size_t recipients_more = 0;
    std::vector<Section> sections;
    std::vector<Item> facts;
    std::vector<std::string> notes; ///< contradictions and warnings
};

[[nodiscard]] Explanation make_explanation(const Report& report);

[[nodiscard]] std::string explanation_text(const Explanation& explanation, const ExplainOptions& options);
[[nodiscard]] std::string explanation_markdown(const Explanation& explanation);
/// An object with the members of Explanation under the same names; lists are always there, unknown texts are null.
[[nodiscard]] nlohmann::ordered_json explanation_json(const Explanation& explanation);

/// `host [ip]`, or what is known of the two.
[[nodiscard]] std::string place(std::string_view host, std::string_view ip);

} // namespace dsnparse::emit
