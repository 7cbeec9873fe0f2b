// A help-desk article that quotes a bounce in the middle of its prose, as people paste whole pages into tickets. The article
// is a third party's: it is read where it lies beside the project, and never copied.
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include "support/corpus.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace dsnparse;

TEST_CASE("a pasted help-desk article: the bounce that it quotes, fact for fact") {
    const std::filesystem::path folder = std::filesystem::path(DSNPARSE_SOURCE_DIR).parent_path() / "shared" / "seed";
    if (!std::filesystem::is_directory(folder)) {
        MESSAGE("SKIPPED: there is no folder shared/seed beside the project");
        return;
    }
    std::size_t read = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string article = corpus::read_file(entry.path());
        const Report report = parse(article);
        CHECK(report.kind == Kind::bounce);
        CHECK(report.format.form == Form::fragment);
        CHECK(report.format.mta == "sendmail");
        REQUIRE(report.recipients.size() == 1);
        const Recipient& recipient = report.recipients[0];
        CHECK(recipient.address == "username@mit.edu");
        CHECK(recipient.action == Action::failed);
        CHECK(recipient.code == 554);
        CHECK(recipient.status == "5.7.1");
        CHECK(recipient.status_source == Source::reply);
        CHECK(recipient.reported_status == "5.5.0");
        REQUIRE(report.replies.size() == 4);
        const char* hosts[] = {"dmz-mailsec-scanner-8.mit.edu", "dmz-mailsec-scanner-1.mit.edu", "dmz-mailsec-scanner-6.mit.edu"};
        REQUIRE(report.rejecting_hosts.size() == 3);
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(report.replies[i].code == 554);
            CHECK(report.replies[i].enhanced == "5.7.1");
            CHECK(report.replies[i].text == "Delivery not authorized");
            CHECK(report.replies[i].host == hosts[i]);
            CHECK((report.replies[i].phase == Phase::banner || report.replies[i].phase == Phase::unknown));
            CHECK(report.rejecting_hosts[i].host == hosts[i]);
        }
        CHECK(report.replies[3].phase == Phase::local);
        CHECK(report.replies[3].host.empty());
        CHECK(report.replies[3].text == "Service unavailable");
        const Classification& why = report.classification;
        CHECK((why.category == "connect_refused" || why.category == "ip_reputation"));
        CHECK(why.provider.empty()); // the bounce itself does not name the product
        CHECK(why.permanence == Permanence::permanent);
        CHECK(why.suppress == Suppress::no);
        CHECK(why.responsible == "sender_admin");
        CHECK(why.remedy.text.find("reputation") != std::string_view::npos);
        CHECK(why.remedy.text.find("forward-confirmed reverse DNS") != std::string_view::npos);
        ++read;
    }
    CHECK(read == 1);
}
