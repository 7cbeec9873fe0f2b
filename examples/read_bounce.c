/* read_bounce FILE: who refused, why, and whether to stop writing to the address; in C. */
#include <dsnparse/dsnparse.h>

#include <stdio.h>
#include <stdlib.h>

static void print(const char* label, dsnparse_text text) {
    if (text.length > 0) printf("%s: %.*s\n", label, (int)text.length, text.data);
}

int main(int argc, char** argv) {
    enum { most = 1 << 20 };
    char* bytes = malloc(most);
    FILE* file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    dsnparse_report* report;
    size_t length, i;
    if (bytes == NULL || file == NULL) {
        fprintf(stderr, "usage: read_bounce FILE\n");
        return 2;
    }
    length = fread(bytes, 1, most, file);
    fclose(file);
    report = dsnparse_parse(bytes, length, NULL);
    free(bytes); /* the report does not need it */
    if (report == NULL) return 2;
    print("kind", dsnparse_report_text(report, DSNPARSE_REPORT_KIND));
    for (i = 0; i < dsnparse_report_recipients(report); ++i) {
        print("recipient", dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_ADDRESS));
        printf("code: %d\n", dsnparse_recipient_code(report, i));
        print("status", dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_STATUS));
        print("refused by", dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_HOST));
        print("category", dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_CATEGORY));
        print("stop writing", dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_SUPPRESS));
        print("what to do", dsnparse_recipient_text(report, i, DSNPARSE_RECIPIENT_REMEDY));
    }
    for (i = 0; i < dsnparse_report_message_ids(report); ++i) print("about", dsnparse_report_message_id(report, i));
    dsnparse_report_free(report);
    return 0;
}
