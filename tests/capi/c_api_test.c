/* c_api_test BOUNCE: the C interface as a C program uses it. */
#include <dsnparse/dsnparse.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

static void check(int good, const char* what, int line) {
    if (good) return;
    fprintf(stderr, "line %d: %s\n", line, what);
    ++failures;
}
#define CHECK(condition) check((condition) != 0, #condition, __LINE__)

static int is(dsnparse_text text, const char* expected) {
    return text.length == strlen(expected)
           && (text.length == 0 ? text.data == NULL : memcmp(text.data, expected, text.length) == 0);
}

static char* load(const char* path, size_t* length) {
    static char buffer[1 << 20];
    FILE* file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    *length = fread(buffer, 1, sizeof buffer, file);
    fclose(file);
    return buffer;
}

static void headline_facts(const char* path) {
    size_t length = 0;
    const char* bytes = load(path, &length);
    dsnparse_report* report = dsnparse_parse(bytes, length, NULL);
    char* json;
    char* text;
    size_t json_length = 0;
    CHECK(report != NULL);
    CHECK(dsnparse_report_is_bounce(report) == 1);
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_KIND), "bounce"));
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_MTA), "sendmail"));
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_REPORTING_MTA), "mta.example.net"));
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_SUPPRESS), "no"));
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_RESPONSIBLE), "sender_admin"));
    CHECK(dsnparse_report_text(report, DSNPARSE_REPORT_INPUT_ID).length == 64);
    CHECK(is(dsnparse_report_text(report, -1), ""));
    CHECK(is(dsnparse_report_text(report, 12345), ""));
    CHECK(dsnparse_report_message_ids(report) >= 1);
    CHECK(is(dsnparse_report_message_id(report, 0), "banner-554-three-mx.1795453339@collect.example.net"));
    CHECK(is(dsnparse_report_message_id(report, 999), ""));
    CHECK(dsnparse_report_rejecting_hosts(report) == 3);
    CHECK(is(dsnparse_report_rejecting_host(report, 0), "dmz-mailsec-scanner-8.example.edu"));
    CHECK(is(dsnparse_report_rejecting_host(report, 3), ""));
    CHECK(dsnparse_report_recipients(report) == 1);
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_ADDRESS), "carol@scanners.example.edu"));
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_ACTION), "failed"));
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_STATUS), "5.7.1"));
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_REPLY), "Delivery not authorized"));
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_CATEGORY), "connect_refused"));
    CHECK(dsnparse_recipient_code(report, 0) == 554);
    CHECK(dsnparse_recipient_code(report, 1) == 0);
    CHECK(is(dsnparse_recipient_text(report, 1, DSNPARSE_RECIPIENT_ADDRESS), ""));
    json = dsnparse_report_json(report, &json_length);
    CHECK(json != NULL && strlen(json) == json_length && json[0] == '{');
    dsnparse_free(json);
    text = dsnparse_report_explain(report, DSNPARSE_EXPLAIN_MARKDOWN, 80, NULL);
    CHECK(text != NULL && text[0] == '#');
    dsnparse_free(text);
    text = dsnparse_report_chain(report, 80, NULL);
    CHECK(text != NULL && strstr(text, "delay") != NULL);
    dsnparse_free(text);
    dsnparse_report_free(report);
}

static void options_of_older_and_newer_callers(void) {
    struct {
        dsnparse_options known;
        long more[4];
    } newer;
    dsnparse_options options;
    dsnparse_report* report;
    const char* domains[] = {"example.org"};
    dsnparse_options_init(&options, sizeof options);
    options.source = "here";
    options.message_digest = 0;
    options.our_domains = domains;
    options.our_domain_count = 1;
    report = dsnparse_parse("hello", 5, &options);
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_INPUT_ID), ""));
    dsnparse_report_free(report);

    /* An older caller knows the members up to message_digest. */
    memset(&options, 0xff, sizeof options);
    dsnparse_options_init(&options, offsetof(dsnparse_options, source));
    report = dsnparse_parse("hello", 5, &options);
    CHECK(dsnparse_report_text(report, DSNPARSE_REPORT_INPUT_ID).length == 64);
    dsnparse_report_free(report);

    dsnparse_options_init(&newer.known, sizeof newer);
    CHECK(newer.more[3] == 0);
    report = dsnparse_parse("hello", 5, &newer.known);
    CHECK(is(dsnparse_report_text(report, DSNPARSE_REPORT_KIND), "unknown"));
    dsnparse_report_free(report);
}

static void hostile_bytes(void) {
    static const char bytes[] = "Content-Type: multipart/report; boundary=\"\0\"\n\n\0\xff\xfe--";
    size_t length;
    dsnparse_report* report = dsnparse_parse(NULL, 0, NULL);
    CHECK(report != NULL && dsnparse_report_is_bounce(report) == 0);
    dsnparse_report_free(report);
    for (length = 0; length <= sizeof bytes; ++length) {
        report = dsnparse_trace(bytes, length, NULL);
        CHECK(report != NULL);
        dsnparse_report_free(report);
    }
    dsnparse_report_free(NULL);
    dsnparse_rules_free(NULL);
    dsnparse_free(NULL);
}

static void rules_of_our_own(void) {
    static const char good[] = "{\"rules\": [{\"id\": \"ours.x\", \"category\": \"policy_local\", \"text\": [\"purple\"], "
                               "\"examples\": [\"550 purple\"]}]}";
    static const char reply[] =
        "<joe@example.org>: host mx.example.org[192.0.2.1] said: 550 purple (in reply to RCPT TO command)\n";
    dsnparse_options options;
    dsnparse_report* report;
    dsnparse_rules* rules = dsnparse_rules_new(good, sizeof good - 1, "ours.json");
    CHECK(is(dsnparse_rules_error(rules), ""));
    dsnparse_options_init(&options, sizeof options);
    options.rules = rules;
    report = dsnparse_parse(reply, sizeof reply - 1, &options);
    dsnparse_rules_free(rules);
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_RULE), "ours.x"));
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_HOST), "mx.example.org"));
    CHECK(is(dsnparse_recipient_text(report, 0, DSNPARSE_RECIPIENT_IP), "192.0.2.1"));
    dsnparse_report_free(report);
    rules = dsnparse_rules_new("{", 1, "bad.json");
    CHECK(rules != NULL && dsnparse_rules_error(rules).length > 0);
    dsnparse_rules_free(rules);
}

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    CHECK(dsnparse_abi_version() == DSNPARSE_ABI_VERSION);
    CHECK(strchr(dsnparse_version(), '.') != NULL);
    headline_facts(argv[1]);
    options_of_older_and_newer_callers();
    hostile_bytes();
    rules_of_our_own();
    return failures == 0 ? 0 : 1;
}
