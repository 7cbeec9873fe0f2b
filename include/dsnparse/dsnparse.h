/**
 * \file
 * dsnparse for C, and for every language that can call C.
 *
 * Rules that hold for all of it:
 *  - Bytes in, a report out; whatever the bytes are, there is a report. NULL means that memory ran out, and nothing else.
 *  - A dsnparse_text is borrowed: it lives as long as the object it was got from, is UTF-8, and need not end in a NUL. Not
 *    known: `data` is NULL and `length` 0.
 *  - A `char*` that is returned is yours, ends in a NUL, and goes back through dsnparse_free(). NULL: memory ran out.
 *  - Objects do not change once they are made: any number of threads may read one. To free one is up to one thread, when no
 *    other uses it. There is no global state.
 *  - An index out of range gives what is not known, and so does NULL in place of an object: a report that could not be made
 *    may be asked, and freed. To use an object after it was freed, or to free it twice, is an error that cannot be told.
 *  - No exception leaves the library.
 *  - The numbers of enumerators never change; more may come. What a word like `category` may be is told in docs/schema.md,
 *    and more words may come too.
 */
#ifndef DSNPARSE_H
#define DSNPARSE_H

#include <stddef.h>
#include <stdint.h>

#if defined(DSNPARSE_STATIC)
#define DSNPARSE_C_API
#elif defined(_WIN32)
#if defined(DSNPARSE_BUILDING)
#define DSNPARSE_C_API __declspec(dllexport)
#else
#define DSNPARSE_C_API __declspec(dllimport)
#endif
#else
#define DSNPARSE_C_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Of this header. A library serves every header whose version is not greater than its own. */
#define DSNPARSE_ABI_VERSION 1

/** Of the library. */
DSNPARSE_C_API uint32_t dsnparse_abi_version(void);
/** `0.1.0`; static, ends in a NUL. */
DSNPARSE_C_API const char* dsnparse_version(void);

typedef struct dsnparse_text {
    const char* data;
    size_t length;
} dsnparse_text;

/** Frees what a function returned as `char*`. NULL is fine. */
DSNPARSE_C_API void dsnparse_free(char* text);

/* ---- rules ---- */

/** Knowledge: the built-in rules with a user's own in front. */
typedef struct dsnparse_rules dsnparse_rules;

/**
 * `overlay`: the text of a rule file (docs/adding-a-rule.md), `length` bytes, copied; `name` is used in messages, ends in a
 * NUL, may be NULL. Bad rules: see dsnparse_rules_error(); the set then holds the built-in rules only.
 */
DSNPARSE_C_API dsnparse_rules* dsnparse_rules_new(const char* overlay, size_t length, const char* name);
/** What is wrong with the overlay: file, rule, what. Not known: nothing is. */
DSNPARSE_C_API dsnparse_text dsnparse_rules_error(const dsnparse_rules* rules);
/** No report that was made with the rules needs them any longer. NULL is fine. */
DSNPARSE_C_API void dsnparse_rules_free(dsnparse_rules* rules);

/* ---- options ---- */

enum { DSNPARSE_EVIDENCE_NONE = 0, DSNPARSE_EVIDENCE_REFS = 1, DSNPARSE_EVIDENCE_FULL = 2 };

/** Start with dsnparse_options_init(). All that it points to must live until the call that takes it returns. */
typedef struct dsnparse_options {
    size_t size; /**< of this struct, as your compiler saw it */
    int evidence; /**< DSNPARSE_EVIDENCE_...; full */
    int message_digest; /**< not 0: `input.id` is made, the SHA-256 of the message; 1 */
    const char* source; /**< reported as `input.source`; NULL */
    int64_t index; /**< of the message in its container; -1: in none */
    int64_t offset; /**< likewise, in bytes; -1 */
    const char* container; /**< `mbox`, `eml`, ...; NULL: as the input looks */
    const dsnparse_rules* rules; /**< NULL: the built-in ones */
    size_t message_bytes; /**< more is not read; 0: the default, 256 MiB */
    const char* const* our_domains; /**< domains whose hosts are our side; NULL */
    size_t our_domain_count;
    const char* const* trusted_nets; /**< networks of ours, `192.0.2.0/24`; NULL */
    size_t trusted_net_count;
} dsnparse_options;

/** Sets the defaults. Call it as `dsnparse_options_init(&options, sizeof options)`. */
DSNPARSE_C_API void dsnparse_options_init(dsnparse_options* options, size_t size);

/* ---- reports ---- */

/** Everything that is said about one message. */
typedef struct dsnparse_report dsnparse_report;

/**
 * Reads a mail, or text pasted from one. `message` is not needed after the call; it may be NULL where `length` is 0. `options`
 * NULL: the defaults.
 */
DSNPARSE_C_API dsnparse_report* dsnparse_parse(const void* message, size_t length, const dsnparse_options* options);
/** Reads only the Received chain and the sending edge, of any mail. */
DSNPARSE_C_API dsnparse_report* dsnparse_trace(const void* message, size_t length, const dsnparse_options* options);
/** NULL is fine. */
DSNPARSE_C_API void dsnparse_report_free(dsnparse_report* report);

/** The whole report as one line of JSON (docs/schema.md). `length`, unless NULL, gets its length. */
DSNPARSE_C_API char* dsnparse_report_json(const dsnparse_report* report, size_t* length);

enum { DSNPARSE_EXPLAIN_TEXT = 0, DSNPARSE_EXPLAIN_MARKDOWN = 1, DSNPARSE_EXPLAIN_JSON = 2 };
/** For a person: who refused, why, who can act, what to do. `format`: DSNPARSE_EXPLAIN_...; text is wrapped at `width` columns.
 */
DSNPARSE_C_API char* dsnparse_report_explain(const dsnparse_report* report, int format, size_t width, size_t* length);
/** The Received chain as a table. */
DSNPARSE_C_API char* dsnparse_report_chain(const dsnparse_report* report, size_t width, size_t* length);

/** 1: it is a bounce (`kind` is `bounce`); 0: it is none. */
DSNPARSE_C_API int dsnparse_report_is_bounce(const dsnparse_report* report);

/** Facts about the message as a whole; the classification is that of the recipient that fared worst. */
enum {
    DSNPARSE_REPORT_KIND = 0,
    DSNPARSE_REPORT_FORM = 1,
    DSNPARSE_REPORT_MTA = 2,
    DSNPARSE_REPORT_REPORTING_MTA = 3,
    DSNPARSE_REPORT_CATEGORY = 4,
    DSNPARSE_REPORT_PROVIDER = 5,
    DSNPARSE_REPORT_PERMANENCE = 6,
    DSNPARSE_REPORT_SUPPRESS = 7,
    DSNPARSE_REPORT_RESPONSIBLE = 8,
    DSNPARSE_REPORT_SUMMARY = 9,
    DSNPARSE_REPORT_RULE = 10,
    DSNPARSE_REPORT_REMEDY = 11,
    DSNPARSE_REPORT_EDGE_IP = 12, /**< where our side handed the message over */
    DSNPARSE_REPORT_EDGE_HOST = 13,
    DSNPARSE_REPORT_ENVELOPE_ID = 14,
    DSNPARSE_REPORT_ORIGINAL_FROM = 15,
    DSNPARSE_REPORT_ORIGINAL_SUBJECT = 16,
    DSNPARSE_REPORT_AUTHENTICITY = 17,
    DSNPARSE_REPORT_INPUT_ID = 18
};
DSNPARSE_C_API dsnparse_text dsnparse_report_text(const dsnparse_report* report, int which);

/** Ids by which the message that was sent may be found, the likeliest first. */
DSNPARSE_C_API size_t dsnparse_report_message_ids(const dsnparse_report* report);
DSNPARSE_C_API dsnparse_text dsnparse_report_message_id(const dsnparse_report* report, size_t index);

/** Hosts that said no. */
DSNPARSE_C_API size_t dsnparse_report_rejecting_hosts(const dsnparse_report* report);
DSNPARSE_C_API dsnparse_text dsnparse_report_rejecting_host(const dsnparse_report* report, size_t index);
DSNPARSE_C_API dsnparse_text dsnparse_report_rejecting_ip(const dsnparse_report* report, size_t index);

DSNPARSE_C_API size_t dsnparse_report_recipients(const dsnparse_report* report);

/** Facts about one recipient. REPLY, HOST and IP are those of the reply that decided. */
enum {
    DSNPARSE_RECIPIENT_ADDRESS = 0,
    DSNPARSE_RECIPIENT_ORIGINAL = 1, /**< the address that was written to, where it is another */
    DSNPARSE_RECIPIENT_ACTION = 2,
    DSNPARSE_RECIPIENT_STATUS = 3,
    DSNPARSE_RECIPIENT_REPLY = 4,
    DSNPARSE_RECIPIENT_HOST = 5,
    DSNPARSE_RECIPIENT_IP = 6,
    DSNPARSE_RECIPIENT_CATEGORY = 7,
    DSNPARSE_RECIPIENT_PROVIDER = 8,
    DSNPARSE_RECIPIENT_PERMANENCE = 9,
    DSNPARSE_RECIPIENT_SUPPRESS = 10,
    DSNPARSE_RECIPIENT_RESPONSIBLE = 11,
    DSNPARSE_RECIPIENT_SUMMARY = 12,
    DSNPARSE_RECIPIENT_RULE = 13,
    DSNPARSE_RECIPIENT_REMEDY = 14
};
DSNPARSE_C_API dsnparse_text dsnparse_recipient_text(const dsnparse_report* report, size_t index, int which);
/** The SMTP reply code that decided; 0: not known. */
DSNPARSE_C_API int dsnparse_recipient_code(const dsnparse_report* report, size_t index);

/* ---- stores of mail ---- */

/**
 * The messages of files, folders, mailboxes and archives, one after the other; nothing is written. Of one thread at a time.
 *
 *     dsnparse_source* source = dsnparse_source_open(paths, count, NULL);
 *     while (dsnparse_source_next(source) == 1) {
 *         dsnparse_report* report = dsnparse_source_parse(source, NULL);
 *         ... dsnparse_report_free(report);
 *     }
 *     while (dsnparse_source_take_problem(source) == 1) ...
 *     dsnparse_source_free(source);
 */
typedef struct dsnparse_source dsnparse_source;

enum {
    DSNPARSE_FORMAT_AUTOMATIC = 0,
    DSNPARSE_FORMAT_MESSAGE = 1,
    DSNPARSE_FORMAT_MBOX = 2,
    DSNPARSE_FORMAT_MBOXRD = 3,
    DSNPARSE_FORMAT_NDJSON = 4
};

/** Start with dsnparse_source_options_init(). A limit of 0 is the default (docs/stores.md). */
typedef struct dsnparse_source_options {
    size_t size; /**< of this struct, as your compiler saw it */
    int format; /**< what files are taken for: DSNPARSE_FORMAT_...; automatic */
    const char* field; /**< the member of a JSON object that is the message; NULL: `raw` */
    size_t message_bytes; /**< more of one message is not read */
    uint64_t archive_bytes; /**< of one archive, unpacked; these four are against bombs */
    uint64_t archive_ratio; /**< unpacked to packed */
    uint64_t archive_members;
    size_t archive_depth; /**< archives within archives */
} dsnparse_source_options;

/** Sets the defaults. Call it as `dsnparse_source_options_init(&options, sizeof options)`. */
DSNPARSE_C_API void dsnparse_source_options_init(dsnparse_source_options* options, size_t size);

/** Paths are copied; `-`: standard input. One that cannot be read is a problem, told in its turn. `options` may be NULL. */
DSNPARSE_C_API dsnparse_source* dsnparse_source_open(const char* const* paths, size_t count,
                                                     const dsnparse_source_options* options);
/** Reads `bytes`, which must stay, as a file with that content and that name. */
DSNPARSE_C_API dsnparse_source* dsnparse_source_from_memory(const void* bytes, size_t length, const char* name,
                                                            const dsnparse_source_options* options);
/** May be called before the end was reached. Reports that were made stay. NULL is fine. */
DSNPARSE_C_API void dsnparse_source_free(dsnparse_source* source);

/** Goes to the next message. 1: there is one; 0: there is none; -1: memory ran out. */
DSNPARSE_C_API int dsnparse_source_next(dsnparse_source* source);

/** Of the message that next() went to; borrowed until it is called again. PATH is that of the file, as given or as found. */
enum { DSNPARSE_SOURCE_BYTES = 0, DSNPARSE_SOURCE_PATH = 1, DSNPARSE_SOURCE_CONTAINER = 2 };
DSNPARSE_C_API dsnparse_text dsnparse_source_text(const dsnparse_source* source, int which);
/** Its position in its container, from 0; -1: it is a file of its own. */
DSNPARSE_C_API int64_t dsnparse_source_index(const dsnparse_source* source);
/** Of its first byte in the container; -1 likewise. */
DSNPARSE_C_API int64_t dsnparse_source_offset(const dsnparse_source* source);
/** dsnparse_parse() of it; where it lies is told by the source, whatever the options say. */
DSNPARSE_C_API dsnparse_report* dsnparse_source_parse(const dsnparse_source* source, const dsnparse_options* options);

/** Takes the oldest of the problems not taken yet: what could not be read. 1: there was one; 0: none; -1: memory ran out. */
DSNPARSE_C_API int dsnparse_source_take_problem(dsnparse_source* source);
/** Of the problem that was taken; borrowed until the next one is. */
enum { DSNPARSE_PROBLEM_PATH = 0, DSNPARSE_PROBLEM_REASON = 1 };
DSNPARSE_C_API dsnparse_text dsnparse_source_problem_text(const dsnparse_source* source, int which);

#ifdef __cplusplus
}
#endif

#endif /* DSNPARSE_H */
