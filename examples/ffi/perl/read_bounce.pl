#!/usr/bin/env perl
# read_bounce.pl FILE: who refused, and why; through FFI::Platypus.
use strict;
use warnings;

# What is used of dsnparse.h; the numbers are those of its enumerators.
use constant { REPORT_KIND => 0, ADDRESS => 0, STATUS => 3, HOST => 5, CATEGORY => 7 };

package Dsnparse::Text {
    use FFI::Platypus::Record qw(record_layout_1);
    record_layout_1(opaque => 'data', size_t => 'length');
}

package main;
use FFI::Platypus 2.00;
use FFI::Platypus::Buffer qw(buffer_to_scalar scalar_to_buffer);

my $ffi = FFI::Platypus->new(api => 2, lib => $ENV{DSNPARSE_LIBRARY} // 'libdsnparse.so.0');
$ffi->mangler(sub { "dsnparse_$_[0]" });
$ffi->type('record(Dsnparse::Text)' => 'text');
$ffi->attach(parse              => ['opaque', 'size_t', 'opaque'] => 'opaque');
$ffi->attach(report_free        => ['opaque']                     => 'void');
$ffi->attach(report_text        => ['opaque', 'int']              => 'text');
$ffi->attach(report_message_ids => ['opaque']                     => 'size_t');
$ffi->attach(report_message_id  => ['opaque', 'size_t']           => 'text');
$ffi->attach(report_recipients  => ['opaque']                     => 'size_t');
$ffi->attach(recipient_text     => ['opaque', 'size_t', 'int']    => 'text');
$ffi->attach(recipient_code     => ['opaque', 'size_t']           => 'int');
$ffi->attach(report_json        => ['opaque', 'size_t*']          => 'opaque');
$ffi->attach(free               => ['opaque']                     => 'void');

# Copies a borrowed text; one without data is not known, and not shown.
sub show {
    my ($label, $text) = @_;
    print "$label: ", buffer_to_scalar($text->data, $text->length), "\n" if defined $text->data;
}

die "usage: read_bounce.pl FILE\n" unless @ARGV == 1;
open my $file, '<:raw', $ARGV[0] or die "$ARGV[0]: $!\n";
my $message = do { local $/; <$file> } // '';
my $report = parse(scalar_to_buffer($message), undef) // die "out of memory\n";
show('kind', report_text($report, REPORT_KIND));
for my $i (0 .. report_recipients($report) - 1) {
    show('recipient', recipient_text($report, $i, ADDRESS));
    my $code = recipient_code($report, $i);
    print "code: $code\n" if $code;
    show('status',     recipient_text($report, $i, STATUS));
    show('refused by', recipient_text($report, $i, HOST));
    show('category',   recipient_text($report, $i, CATEGORY));
}
show('about', report_message_id($report, $_)) for 0 .. report_message_ids($report) - 1;
my $text = report_json($report, \my $length) // die "out of memory\n";
my $json = buffer_to_scalar($text, $length);
main::free($text);
report_free($report);
print 'json: ', length $json, " bytes\n";
