// The golden corpus: tests/corpus/<dialect>/<case>.eml with <case>.json beside it,
//     {"$case": {"about": …, "source": …, "must": …}, "result": …}
// `must` is the truth, written by hand; `result` is what was recorded by scripts/bless (DSNPARSE_BLESS=1) and read in review.
// tests/outlook: the same for Outlook items, <case>.msg.
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/source.hpp>
#include <dsnparse/write.hpp>

#include "support/compare.hpp"
#include "support/corpus.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <set>

namespace fs = std::filesystem;
using compare::Json;

namespace {

Json result_of(const std::string& bytes) { return dsnparse::to_json(dsnparse::parse(bytes)); }

/// What is recorded: all but the input block and the versions, which tell nothing about the reading.
Json recorded(const Json& result) {
    Json kept = Json::object();
    for (const auto& [key, value] : result.items())
        if (key != "input" && key != "parser") kept[key] = value;
    return kept;
}

void check_same(const std::string& variant, const Json& result, const Json& plain) {
    if (result != plain)
        FAIL_CHECK("reads differently as " << variant << ": " << Json::diff(plain, result).dump().substr(0, 600));
}

/// Holds `result` against the file beside the message; false: there is none that can be read.
bool check_recorded(const fs::path& message, const Json& result, bool bless) {
    fs::path sidecar = message;
    sidecar.replace_extension(".json");
    const Json golden = Json::parse(corpus::read_file(sidecar), nullptr, false);
    if (golden.is_discarded() || !golden.contains("$case")) {
        FAIL_CHECK("no readable " << sidecar.filename().string() << " beside it");
        return false;
    }
    const Json& about = golden["$case"];
    CHECK(!about.value("about", std::string()).empty());
    CHECK(!about.value("source", std::string()).empty());
    REQUIRE(about.contains("must"));
    CHECK(!about["must"].empty());
    for (const std::string& problem : compare::unmet(about["must"], result)) FAIL_CHECK("must" << problem);
    if (bless) {
        Json updated = Json::object();
        updated["$case"] = about;
        updated["result"] = recorded(result);
        std::ofstream(sidecar, std::ios::binary) << updated.dump(1) << '\n';
    } else if (golden.value("result", Json()) != recorded(result)) {
        FAIL_CHECK("differs from the recorded result (scripts/bless records anew): "
                   << Json::diff(golden.value("result", Json()), recorded(result)).dump().substr(0, 1500));
    }
    return true;
}

} // namespace

TEST_CASE("golden corpus: must, recorded result, line ends") {
    const std::vector<corpus::Message> messages = corpus::golden();
    REQUIRE(messages.size() >= 120);
    const bool bless = std::getenv("DSNPARSE_BLESS") != nullptr;
    std::set<std::string> dialects;
    for (const corpus::Message& message : messages) {
        CAPTURE(message.name);
        dialects.insert(fs::path(message.name).parent_path().generic_string());
        const Json result = result_of(message.bytes);
        if (!check_recorded(message.path, result, bless)) continue;

        if (fs::path(message.name).extension() != ".eml") continue;
        const std::string lines = corpus::with_line_ends(message.bytes, "\n");
        const Json plain = compare::without_places(result_of(lines));
        check_same("as given", compare::without_places(result), plain);
        check_same("CRLF", compare::without_places(result_of(corpus::with_line_ends(message.bytes, "\r\n"))), plain);
        check_same("CR", compare::without_places(result_of(corpus::with_line_ends(message.bytes, "\r"))), plain);
        check_same("mbox", compare::without_places(result_of("From MAILER-DAEMON Mon Nov 23 17:02:19 2026\n" + lines)), plain);
    }
    CHECK(dialects.size() >= 11);
}

TEST_CASE("golden Outlook items: must, recorded result") {
    std::size_t items = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(DSNPARSE_SOURCE_DIR) / "tests" / "outlook")) {
        if (entry.path().extension() != ".msg") continue;
        CAPTURE(entry.path().string());
        ++items;
        dsnparse::MessageSource source = dsnparse::MessageSource::open({entry.path().string()});
        dsnparse::SourceMessage message;
        REQUIRE(source.next(message));
        CHECK(message.container == "msg");
        check_recorded(entry.path(), result_of(std::string(message.bytes)), std::getenv("DSNPARSE_BLESS") != nullptr);
        CHECK_FALSE(source.next(message));
        CHECK(source.take_problems().empty());
    }
    CHECK(items >= 3);
}

TEST_CASE("golden corpus: every .json belongs to a message") {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(DSNPARSE_SOURCE_DIR) / "tests" / "corpus")) {
        if (entry.path().extension() != ".json") continue;
        fs::path mail = entry.path();
        fs::path text = entry.path();
        CAPTURE(entry.path().string());
        CHECK((fs::exists(mail.replace_extension(".eml")) || fs::exists(text.replace_extension(".txt"))));
    }
}
