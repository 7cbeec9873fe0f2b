// node read_bounce.js FILE: who refused, and why; through koffi (npm install).
import koffi from 'koffi'
import { readFileSync } from 'node:fs'

// What is used of dsnparse.h; the numbers are those of its enumerators.
const REPORT_KIND = 0
const RECIPIENT = { address: 0, status: 3, host: 5, category: 7 }

const library = koffi.load(process.env.DSNPARSE_LIBRARY ?? 'libdsnparse.so.0')
koffi.struct('dsnparse_text', { data: 'void *', length: 'size_t' })
koffi.opaque('dsnparse_report')
const dsnparse = {
  parse: library.func('dsnparse_report *dsnparse_parse(const uint8_t *message, size_t length, const void *options)'),
  free: library.func('void dsnparse_report_free(dsnparse_report *report)'),
  text: library.func('dsnparse_text dsnparse_report_text(const dsnparse_report *report, int which)'),
  messageIds: library.func('size_t dsnparse_report_message_ids(const dsnparse_report *report)'),
  messageId: library.func('dsnparse_text dsnparse_report_message_id(const dsnparse_report *report, size_t index)'),
  recipients: library.func('size_t dsnparse_report_recipients(const dsnparse_report *report)'),
  recipientText: library.func('dsnparse_text dsnparse_recipient_text(const dsnparse_report *report, size_t index, int which)'),
  recipientCode: library.func('int dsnparse_recipient_code(const dsnparse_report *report, size_t index)'),
}
// A text that is ours to free: koffi copies it and gives it back at once.
koffi.disposable('OwnedText', 'str', library.func('void dsnparse_free(void *text)'))
dsnparse.json = library.func('OwnedText dsnparse_report_json(const dsnparse_report *report, void *length)')

// Copies a borrowed text; one without data is not known, and not shown.
function show(label, { data, length }) {
  if (data !== null) console.log(`${label}: ${koffi.decode(data, koffi.array('char', length, 'String'))}`)
}

if (process.argv.length !== 3) throw new Error('usage: node read_bounce.js FILE')
const message = readFileSync(process.argv[2])
const report = dsnparse.parse(message, message.length, null)
if (report === null) throw new Error('out of memory')
try {
  show('kind', dsnparse.text(report, REPORT_KIND))
  for (let i = 0; i < dsnparse.recipients(report); i++) {
    show('recipient', dsnparse.recipientText(report, i, RECIPIENT.address))
    const code = dsnparse.recipientCode(report, i)
    if (code !== 0) console.log(`code: ${code}`)
    show('status', dsnparse.recipientText(report, i, RECIPIENT.status))
    show('refused by', dsnparse.recipientText(report, i, RECIPIENT.host))
    show('category', dsnparse.recipientText(report, i, RECIPIENT.category))
  }
  for (let i = 0; i < dsnparse.messageIds(report); i++) show('about', dsnparse.messageId(report, i))
  console.log(`json: ${Buffer.byteLength(dsnparse.json(report, null))} bytes`)
} finally {
  dsnparse.free(report)
}
