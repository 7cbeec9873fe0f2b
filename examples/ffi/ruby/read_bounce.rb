#!/usr/bin/env ruby
# read_bounce.rb FILE: who refused, and why; through Fiddle, which comes with Ruby.
# Fiddle takes no struct by value, so the facts come from the JSON, which Ruby reads by itself.
require 'fiddle/import'
require 'json'

# The C interface of dsnparse.
module Dsnparse
  extend Fiddle::Importer
  dlload ENV.fetch('DSNPARSE_LIBRARY', 'libdsnparse.so.0')
  extern 'void* dsnparse_parse(const char*, size_t, const void*)'
  extern 'void dsnparse_report_free(void*)'
  extern 'void* dsnparse_report_json(const void*, size_t*)'
  extern 'void dsnparse_free(void*)'

  # The result for the bytes of a mail, as JSON text.
  def self.json(message)
    report = dsnparse_parse(message, message.bytesize, nil)
    raise NoMemoryError if report.null?

    text = dsnparse_report_json(report, nil)
    raise NoMemoryError if text.null?

    text.to_s.force_encoding(Encoding::UTF_8) # a copy
  ensure
    dsnparse_free(text)
    dsnparse_report_free(report)
  end
end

def show(label, value)
  puts "#{label}: #{value}" unless value.nil?
end

abort 'usage: read_bounce.rb FILE' unless ARGV.length == 1
json = Dsnparse.json(File.binread(ARGV.first))
result = JSON.parse(json)
show 'kind', result['kind']
result['recipients'].each do |recipient|
  show 'recipient', recipient['address']
  show 'code', recipient['code']
  show 'status', recipient['status']
  show 'refused by', recipient['reply'] && result['replies'][recipient['reply']]['host']
  show 'category', recipient['classification']['category']
end
result['correlation']['message_ids'].each { |id| show 'about', id['value'] }
show 'json', "#{json.bytesize} bytes"
