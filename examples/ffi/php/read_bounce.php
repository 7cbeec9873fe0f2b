#!/usr/bin/env php
<?php
// read_bounce.php FILE: who refused, and why; through the FFI extension of PHP.
declare(strict_types=1);

// What is used of dsnparse.h; the numbers are those of its enumerators.
const REPORT_KIND = 0;
const RECIPIENT_ADDRESS = 0, RECIPIENT_STATUS = 3, RECIPIENT_HOST = 5, RECIPIENT_CATEGORY = 7;
$dsnparse = FFI::cdef('
    typedef struct { const char* data; size_t length; } dsnparse_text;
    typedef struct dsnparse_report dsnparse_report;
    dsnparse_report* dsnparse_parse(const char* message, size_t length, const void* options);
    void dsnparse_report_free(dsnparse_report* report);
    dsnparse_text dsnparse_report_text(const dsnparse_report* report, int which);
    size_t dsnparse_report_message_ids(const dsnparse_report* report);
    dsnparse_text dsnparse_report_message_id(const dsnparse_report* report, size_t index);
    size_t dsnparse_report_recipients(const dsnparse_report* report);
    dsnparse_text dsnparse_recipient_text(const dsnparse_report* report, size_t index, int which);
    int dsnparse_recipient_code(const dsnparse_report* report, size_t index);
    void* dsnparse_report_json(const dsnparse_report* report, size_t* length);
    void dsnparse_free(void* text);
', getenv('DSNPARSE_LIBRARY') ?: 'libdsnparse.so.0');

// Copies a borrowed text; one without data is not known, and not shown.
function show(string $label, FFI\CData $text): void
{
    if (!FFI::isNull($text->data)) {
        echo $label, ': ', FFI::string($text->data, $text->length), "\n";
    }
}

if ($argc !== 2 || ($message = file_get_contents($argv[1])) === false) {
    fwrite(STDERR, "usage: read_bounce.php FILE\n");
    exit(2);
}
$report = $dsnparse->dsnparse_parse($message, strlen($message), null) ?? throw new Error('out of memory');
try {
    show('kind', $dsnparse->dsnparse_report_text($report, REPORT_KIND));
    for ($i = 0; $i < $dsnparse->dsnparse_report_recipients($report); ++$i) {
        show('recipient', $dsnparse->dsnparse_recipient_text($report, $i, RECIPIENT_ADDRESS));
        $code = $dsnparse->dsnparse_recipient_code($report, $i);
        echo $code ? "code: $code\n" : '';
        show('status', $dsnparse->dsnparse_recipient_text($report, $i, RECIPIENT_STATUS));
        show('refused by', $dsnparse->dsnparse_recipient_text($report, $i, RECIPIENT_HOST));
        show('category', $dsnparse->dsnparse_recipient_text($report, $i, RECIPIENT_CATEGORY));
    }
    for ($i = 0; $i < $dsnparse->dsnparse_report_message_ids($report); ++$i) {
        show('about', $dsnparse->dsnparse_report_message_id($report, $i));
    }
    $length = $dsnparse->new('size_t');
    $text = $dsnparse->dsnparse_report_json($report, FFI::addr($length)) ?? throw new Error('out of memory');
    $json = FFI::string($text, $length->cdata);
    $dsnparse->dsnparse_free($text);
    echo 'json: ', strlen($json), " bytes\n";
} finally {
    $dsnparse->dsnparse_report_free($report);
}
