/* misuse_test BOUNCE: what a caller may get wrong without harm, and one that stops early; under a leak checker it must lose
 * nothing. */
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

static int none(dsnparse_text text) { return text.data == NULL && text.length == 0; }

static void no_object(void) {
    size_t length = 7;
    dsnparse_options_init(NULL, sizeof(dsnparse_options));
    CHECK(dsnparse_report_is_bounce(NULL) == 0);
    CHECK(none(dsnparse_report_text(NULL, DSNPARSE_REPORT_KIND)));
    CHECK(dsnparse_report_message_ids(NULL) == 0);
    CHECK(none(dsnparse_report_message_id(NULL, 0)));
    CHECK(dsnparse_report_rejecting_hosts(NULL) == 0);
    CHECK(none(dsnparse_report_rejecting_host(NULL, 0)));
    CHECK(none(dsnparse_report_rejecting_ip(NULL, 0)));
    CHECK(dsnparse_report_recipients(NULL) == 0);
    CHECK(none(dsnparse_recipient_text(NULL, 0, DSNPARSE_RECIPIENT_ADDRESS)));
    CHECK(dsnparse_recipient_code(NULL, 0) == 0);
    CHECK(dsnparse_report_json(NULL, &length) == NULL && length == 0);
    CHECK(dsnparse_report_explain(NULL, DSNPARSE_EXPLAIN_TEXT, 80, NULL) == NULL);
    CHECK(dsnparse_report_chain(NULL, 80, NULL) == NULL);
    CHECK(none(dsnparse_rules_error(NULL)));
    dsnparse_report_free(NULL);
    dsnparse_rules_free(NULL);
    dsnparse_free(NULL);
}

static void odd_arguments(const char* bytes, size_t length) {
    const char* domains[2] = {NULL, "example.org"};
    const size_t widths[] = {0, 1, 80, (size_t)-1};
    size_t i;
    dsnparse_options options;
    dsnparse_report* report;
    dsnparse_options_init(&options, sizeof options);
    options.evidence = 99;
    options.our_domains = domains;
    options.our_domain_count = 2;
    options.trusted_nets = NULL;
    options.trusted_net_count = 3;
    report = dsnparse_parse(bytes, length, &options);
    CHECK(dsnparse_report_is_bounce(report) == 1);
    for (i = 0; i < sizeof widths / sizeof widths[0]; ++i) {
        char* text = dsnparse_report_explain(report, 99, widths[i], NULL);
        CHECK(text != NULL && text[0] != 0);
        dsnparse_free(text);
        text = dsnparse_report_chain(report, widths[i], NULL);
        CHECK(text != NULL && text[0] != 0);
        dsnparse_free(text);
    }
    CHECK(none(dsnparse_report_message_id(report, (size_t)-1)));
    CHECK(none(dsnparse_recipient_text(report, (size_t)-1, -7)));
    dsnparse_report_free(report);
    memset(&options, 0, sizeof options); /* size 0: nothing of it is known */
    report = dsnparse_parse(NULL, 12, &options);
    CHECK(report != NULL && dsnparse_report_is_bounce(report) == 0);
    dsnparse_report_free(report);
}

static void rules_outlived_by_a_report(const char* bytes, size_t length) {
    dsnparse_rules* rules = dsnparse_rules_new("{\"rules\": []}", 13, NULL);
    dsnparse_options options;
    dsnparse_report* report;
    char* json;
    dsnparse_options_init(&options, sizeof options);
    options.rules = rules;
    report = dsnparse_parse(bytes, length, &options);
    dsnparse_rules_free(rules);
    json = dsnparse_report_json(report, NULL);
    CHECK(json != NULL && strstr(json, "connect_refused") != NULL);
    dsnparse_report_free(report);
    CHECK(json[0] == '{'); /* a text that was returned outlives its report */
    dsnparse_free(json);
}

static void stop_early(const char* path) {
    const char* paths[3];
    dsnparse_source* source;
    dsnparse_report* report;
    paths[0] = path;
    paths[1] = "/no/such/file";
    paths[2] = path;
    source = dsnparse_source_open(paths, 3, NULL); /* never asked for anything */
    dsnparse_source_free(source);

    source = dsnparse_source_open(paths, 3, NULL);
    CHECK(none(dsnparse_source_text(source, DSNPARSE_SOURCE_BYTES)));
    CHECK(dsnparse_source_index(source) == -1 && dsnparse_source_offset(source) == -1);
    CHECK(dsnparse_source_next(source) == 1);
    report = dsnparse_source_parse(source, NULL);
    dsnparse_source_free(source); /* with two paths to go, and a problem that nobody took */
    CHECK(dsnparse_report_is_bounce(report) == 1);
    CHECK(dsnparse_recipient_code(report, 0) == 554);
    dsnparse_report_free(report);
    dsnparse_source_free(NULL);
}

static void to_the_end(const char* path) {
    const char* paths[2];
    dsnparse_source* source;
    dsnparse_text text;
    dsnparse_report* report;
    char* json;
    paths[0] = "/no/such/file";
    paths[1] = path;
    source = dsnparse_source_open(paths, 2, NULL);
    CHECK(dsnparse_source_next(source) == 1);
    text = dsnparse_source_text(source, DSNPARSE_SOURCE_PATH);
    CHECK(text.length == strlen(path) && memcmp(text.data, path, text.length) == 0);
    report = dsnparse_source_parse(source, NULL);
    json = dsnparse_report_json(report, NULL);
    CHECK(strstr(json, path) != NULL); /* input.source */
    dsnparse_free(json);
    dsnparse_report_free(report);
    CHECK(dsnparse_source_next(source) == 0);
    CHECK(dsnparse_source_next(source) == 0);
    CHECK(none(dsnparse_source_text(source, DSNPARSE_SOURCE_BYTES)));
    CHECK(dsnparse_source_take_problem(source) == 1);
    text = dsnparse_source_problem_text(source, DSNPARSE_PROBLEM_PATH);
    CHECK(text.length == 13 && memcmp(text.data, "/no/such/file", 13) == 0);
    CHECK(dsnparse_source_problem_text(source, DSNPARSE_PROBLEM_REASON).length > 0);
    CHECK(none(dsnparse_source_problem_text(source, 99)));
    CHECK(dsnparse_source_take_problem(source) == 0);
    dsnparse_source_free(source);
}

static void a_mailbox_in_memory(void) {
    static const char box[] = "From a@example.org Mon Mar  2 09:00:00 2026\nSubject: one\n\n>From here on\n\n"
                              "From b@example.org Mon Mar  2 09:00:01 2026\nSubject: two\n\nx\n\n";
    static const char line[] = "{\"mail\": {\"text\": \"Subject: three\\n\\nx\"}}\n";
    dsnparse_source_options options;
    dsnparse_source* source;
    dsnparse_text bytes;
    dsnparse_source_options_init(NULL, 0);
    dsnparse_source_options_init(&options, sizeof options);
    options.format = DSNPARSE_FORMAT_MBOXRD;
    source = dsnparse_source_from_memory(box, sizeof box - 1, "box", &options);
    CHECK(dsnparse_source_next(source) == 1 && dsnparse_source_index(source) == 0);
    bytes = dsnparse_source_text(source, DSNPARSE_SOURCE_BYTES);
    CHECK(bytes.length == 27 && memcmp(bytes.data, "Subject: one\n\nFrom here on\n", 27) == 0);
    CHECK(dsnparse_source_next(source) == 1 && dsnparse_source_index(source) == 1 && dsnparse_source_offset(source) > 40);
    CHECK(dsnparse_source_next(source) == 0);
    dsnparse_source_free(source);
    options.format = DSNPARSE_FORMAT_MESSAGE;
    source = dsnparse_source_from_memory(box, sizeof box - 1, NULL, &options);
    CHECK(dsnparse_source_next(source) == 1 && dsnparse_source_text(source, DSNPARSE_SOURCE_BYTES).length == sizeof box - 1);
    CHECK(dsnparse_source_next(source) == 0);
    dsnparse_source_free(source);
    options.format = DSNPARSE_FORMAT_NDJSON;
    options.field = "mail.text";
    source = dsnparse_source_from_memory(line, sizeof line - 1, "lines", &options);
    CHECK(dsnparse_source_next(source) == 1);
    bytes = dsnparse_source_text(source, DSNPARSE_SOURCE_BYTES);
    CHECK(bytes.length == 17 && memcmp(bytes.data, "Subject: three\n\nx", 17) == 0);
    bytes = dsnparse_source_text(source, DSNPARSE_SOURCE_CONTAINER);
    CHECK(bytes.length == 6 && memcmp(bytes.data, "ndjson", 6) == 0);
    dsnparse_source_free(source); /* before the end of the line was seen */
    CHECK(dsnparse_source_next(NULL) == 0 && dsnparse_source_take_problem(NULL) == 0);
    CHECK(none(dsnparse_source_text(NULL, 0)) && none(dsnparse_source_problem_text(NULL, 0)));
}

int main(int argc, char** argv) {
    static char bytes[1 << 20];
    FILE* file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    size_t length;
    if (file == NULL) return 2;
    length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    no_object();
    odd_arguments(bytes, length);
    rules_outlived_by_a_report(bytes, length);
    stop_early(argv[1]);
    to_the_end(argv[1]);
    a_mailbox_in_memory();
    return failures == 0 ? 0 : 1;
}
