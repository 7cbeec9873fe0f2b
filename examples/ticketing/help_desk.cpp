// help_desk [--suppress] STORE MAIL...: what a help desk does with the mail that comes back, in C++.
//
// Reads every message of MAIL (files, folders, Maildir, mbox), finds the ticket whose message came back, and attaches why.
// STORE is a small JSON file of tickets; it may be run over the same mail again: a message is attached once.
#include <dsnparse/dsnparse.hpp>
#include <dsnparse/json.hpp>
#include <dsnparse/source.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using Json = nlohmann::ordered_json;
using dsnparse::Kind;
using dsnparse::Report;

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

/// A mail that a program wrote must not be answered by a program (RFC 3834): of all kinds only a person's message may be.
bool may_be_answered(const Report& report) {
    return report.kind == Kind::message && report.report.return_path != "<>" && report.correlation.list_id.empty()
           && (report.report.auto_submitted.empty() || lower(report.report.auto_submitted) == "no");
}

/// The ticket of which a message came back, and that message; null where none is ours.
std::pair<Json*, Json*> find(Json& store, const Report& report) {
    for (const dsnparse::IdRef& id : report.correlation.message_ids)
        for (Json& ticket : store["tickets"])
            for (Json& message : ticket["messages"])
                if (message["id"] == id.value) return {&ticket, &message};
    return {nullptr, nullptr};
}

bool attached(const Json& ticket, std::string_view input_id) {
    return std::any_of(ticket["notes"].begin(), ticket["notes"].end(),
                       [&](const Json& note) { return note["input"] == input_id; });
}

Json note(const Report& report) {
    Json result;
    result["input"] = report.input.id;
    result["kind"] = to_string(report.kind);
    result["authenticity"] = to_string(report.authenticity.verdict);
    result["recipients"] = Json::array();
    for (const dsnparse::Recipient& recipient : report.recipients)
        result["recipients"].push_back({{"address", recipient.address},
                                        {"status", recipient.status},
                                        {"category", recipient.classification.category},
                                        {"suppress", to_string(recipient.classification.suppress)}});
    dsnparse::ExplainOptions markdown;
    markdown.format = dsnparse::ExplainFormat::markdown;
    result["text"] = explain(report, markdown);
    return result;
}

/// Addresses to write to no more: said to be gone, by a plausible bounce, of a message that we did send them.
std::vector<std::string> gone(const Report& report, const Json& message) {
    std::vector<std::string> result;
    if (report.kind != Kind::bounce || report.authenticity.verdict != dsnparse::Verdict::plausible) return result;
    for (const dsnparse::Recipient& recipient : report.recipients) {
        if (recipient.classification.suppress != dsnparse::Suppress::yes) continue;
        for (const Json& to : message["to"]) {
            const std::string written = lower(to.get_ref<const std::string&>());
            if (written == lower(recipient.address) || written == lower(recipient.original)) result.push_back(to);
        }
    }
    return result;
}

/// Does what is to be done with one mail, and says it in a line.
std::string handle(Json& store, const Report& report, bool suppress) {
    const std::string kind(to_string(report.kind));
    if (report.kind == Kind::message || report.kind == Kind::unknown)
        return "for people " + kind + (may_be_answered(report) ? ", may be answered" : "");
    const auto [ticket, message] = find(store, report);
    if (ticket == nullptr) return "not ours " + kind;
    const std::string id = (*ticket)["id"];
    if (report.authenticity.verdict == dsnparse::Verdict::suspicious) return "held " + kind + ' ' + id;
    if (attached(*ticket, report.input.id)) return "known " + kind + ' ' + id;
    (*ticket)["notes"].push_back(note(report));
    std::string line = "attached " + kind + ' ' + id;
    for (const std::string& address : gone(report, *message)) {
        if (!suppress) continue;
        store["suppressed"].push_back(address);
        line += " suppressed " + address;
    }
    return line;
}

Json load(const std::string& path) {
    std::ifstream file(path);
    Json store = Json::parse(file, nullptr, false);
    if (store.is_discarded() || !store.contains("tickets")) throw std::runtime_error(path + ": not a ticket store");
    return store;
}

/// All of it or nothing: a reader never sees half a store.
void save(const Json& store, const std::string& path) {
    std::ofstream file(path + ".new");
    file << store.dump(2) << '\n' << std::flush;
    if (!file) throw std::runtime_error(path + ".new: cannot be written");
    file.close();
    std::filesystem::rename(path + ".new", path);
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool suppress = !arguments.empty() && arguments.front() == "--suppress";
    if (suppress) arguments.erase(arguments.begin());
    if (arguments.size() < 2) {
        std::cerr << "usage: help_desk [--suppress] STORE MAIL...\n";
        return 2;
    }
    try {
        const std::string path = arguments.front();
        arguments.erase(arguments.begin());
        Json store = load(path);
        dsnparse::MessageSource source = dsnparse::MessageSource::open(arguments);
        for (dsnparse::SourceMessage message; source.next(message);)
            std::cout << handle(store, dsnparse::parse(message.bytes), suppress) << '\n';
        save(store, path);
        const std::vector<dsnparse::SourceProblem> problems = source.take_problems();
        for (const dsnparse::SourceProblem& problem : problems) std::cerr << problem.source << ": " << problem.reason << '\n';
        return problems.empty() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "help_desk: " << error.what() << '\n';
        return 2;
    }
}
