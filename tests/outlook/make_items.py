#!/usr/bin/env python3
"""make_items.py: writes the .msg files of this folder anew, through libgsf (Debian: libgsf-bin), which knows nothing of our reader.

An item is a folder of files, one per property (MS-OXMSG); `gsf createole` makes a compound file of it.
"""
import pathlib
import struct
import subprocess
import tempfile

NOON = 1795435200  # 2026-11-23 12:00:00 UTC


class Properties:
    def __init__(self):
        self.files, self.list, self.folders = {}, b"", {}

    def _list(self, tag, value):
        self.list += struct.pack("<IIQ", tag, 6, value)

    def text(self, **values):
        for name, value in values.items():
            tag, data = IDS[name] << 16 | 0x1F, value.encode("utf-16-le")
            self.files[f"__substg1.0_{tag:08X}"] = data
            self._list(tag, len(data) + 2)
        return self

    def text8(self, charset, **values):
        for name, value in values.items():
            tag, data = IDS[name] << 16 | 0x1E, value.encode(charset)
            self.files[f"__substg1.0_{tag:08X}"] = data
            self._list(tag, len(data) + 1)
        return self

    def binary(self, **values):
        for name, value in values.items():
            tag = IDS[name] << 16 | 0x102
            self.files[f"__substg1.0_{tag:08X}"] = value
            self._list(tag, len(value))
        return self

    def number(self, **values):
        for name, value in values.items():
            self._list(IDS[name] << 16 | 3, value)
        return self

    def time(self, **values):
        for name, value in values.items():
            self._list(IDS[name] << 16 | 0x40, (value + 11644473600) * 10_000_000)
        return self

    def item(self, **values):
        for name, value in values.items():
            tag = IDS[name] << 16 | 0xD
            self.folders[f"__substg1.0_{tag:08X}"] = (value, 24)
            self._list(tag, 0xFFFFFFFF)
        return self

    def add(self, kind, other):
        count = sum(name.startswith(f"__{kind}_") for name in self.folders)
        self.folders[f"__{kind}_version1.0_#{count:08X}"] = (other, 8)
        return self

    def write(self, folder, header):
        folder.mkdir(exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        (folder / "__properties_version1.0").write_bytes(bytes(header) + self.list)
        for name, (other, size) in self.folders.items():
            other.write(folder / name, size)


IDS = dict(message_class=0x1A, subject=0x37, submitted=0x39, sent_by=0x42, original_subject=0x49, original_submitted=0x4E,
           headers=0x7D, reason=0xC04, diag=0xC05, recipient_type=0xC15, sender=0xC1A, info=0xC1B, sender_address=0xC1F,
           status=0xC20, remote_mta=0xC21, body=0x1000, report_text=0x1001, html=0x1013, message_id=0x1035, in_reply_to=0x1042,
           original_message_id=0x1046, name=0x3001, address_type=0x3002, address=0x3003, data=0x3701, short_name=0x3704,
           method=0x3705, long_name=0x3707, mime_tag=0x370E, smtp_address=0x39FE, internet_codepage=0x3FDE, codepage=0x3FFD,
           received_by=0x5D07, reporting_mta=0x6820)


def recipient(name, address, **numbers):
    return Properties().text(name=name, address_type="SMTP", address=address, smtp_address=address).number(recipient_type=1, **numbers)


def kept_dsn():
    """A DSN of Postfix, which Outlook shows as an ordinary mail with its parts as attachments."""
    status = ("Reporting-MTA: dns; mail.example.org\nX-Postfix-Queue-ID: 4XYZ1234\n\nFinal-Recipient: rfc822; bob@example.net\n"
              "Action: failed\nStatus: 5.2.2\nRemote-MTA: dns; mx.example.net\n"
              "Diagnostic-Code: smtp; 552 5.2.2 <bob@example.net>: Recipient address rejected: Mailbox is full\n")
    original = ("Received: by mail.example.org (Postfix) id 4XYZ1234; Mon, 23 Nov 2026 11:59:00 +0000 (UTC)\n"
                "From: Alice <alice@example.org>\nTo: bob@example.net\nSubject: Minutes\n"
                "Message-ID: <20261123115900.1@example.org>\nDate: Mon, 23 Nov 2026 11:59:00 +0000\n")
    headers = ("Return-Path: <>\r\nReceived: by mail.example.org (Postfix) id 4XYZ5678; Mon, 23 Nov 2026 12:00:00 +0000 (UTC)\r\n"
               "Date: Mon, 23 Nov 2026 12:00:00 +0000 (UTC)\r\nFrom: MAILER-DAEMON@mail.example.org (Mail Delivery System)\r\n"
               "Subject: Undelivered Mail Returned to Sender\r\nTo: alice@example.org\r\nAuto-Submitted: auto-replied\r\n"
               "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"4XYZ1234/mail\"\r\n"
               "Message-Id: <20261123120000.4XYZ5678@mail.example.org>\r\n")
    body = ("This is the mail system at host mail.example.org.\r\n\r\nI'm sorry to have to inform you that your message could not\r\n"
            "be delivered to one or more recipients. It's attached below.\r\n\r\n<bob@example.net>: host mx.example.net[192.0.2.25] said: "
            "552 5.2.2\r\n    <bob@example.net>: Recipient address rejected: Mailbox is full (in reply to\r\n    RCPT TO command)\r\n")
    item = Properties().text(message_class="IPM.Note", subject="Undelivered Mail Returned to Sender", headers=headers, body=body)
    item.time(submitted=NOON).add("recip", recipient("alice@example.org", "alice@example.org"))
    item.add("attach", Properties().text(long_name="details.txt", mime_tag="message/delivery-status").number(method=1).binary(data=status.encode()))
    item.add("attach", Properties().text(long_name="Undelivered Message Headers.txt", mime_tag="text/rfc822-headers").number(method=1)
             .binary(data=original.encode()))
    return item


def exchange_ndr():
    """An NDR of Exchange with two recipients, texts of 8 bits, and the original attached."""
    original = Properties().text8("cp1252", message_class="IPM.Note", subject="R\u00e9sum\u00e9", body="See attachment.\r\n",
                                  message_id="<7@example.org>", sender="Alice", sender_address="alice@example.org")
    original.number(codepage=1252).time(submitted=NOON - 60).add("recip", recipient("Bob", "bob@example.net"))
    item = Properties().text8("cp1252", message_class="REPORT.IPM.Note.NDR", subject="Undeliverable: R\u00e9sum\u00e9", sender="System Administrator",
                              report_text="Your message did not reach some or all of the intended recipients.\r\n",
                              in_reply_to="<7@example.org>")
    item.text(reporting_mta="dns; exchange.example.org", received_by="alice@example.org")
    item.number(codepage=1252).time(submitted=NOON)
    item.add("recip", recipient("Bob", "bob@example.net", reason=0, diag=35, status=511).text(
        info="<mx.example.net #5.1.1 smtp;550 5.1.1 <bob@example.net>... User unknown>", remote_mta="mx.example.net"))
    item.add("recip", recipient("Sales", "sales@example.com", reason=0, diag=29, status=571).text(
        info="<exchange.example.org #5.7.1 smtp;554 5.7.1 Message rejected as spam by content filtering>"))
    item.add("attach", Properties().text(long_name="R\u00e9sum\u00e9").number(method=5).item(data=original))
    return item


def numbers_only():
    """What little an old NDR says: a recipient known by Exchange's name, a code as a number, the original's subject and date."""
    item = Properties().text(message_class="REPORT.IPM.Note.NDR", subject="Undeliverable: Minutes", sender="System Administrator",
                             original_subject="Minutes", original_message_id="<8@example.org>")
    item.time(submitted=NOON, original_submitted=NOON - 60)
    item.add("recip", Properties().text(name="carol@example.com", address_type="EX", address="/O=EXAMPLE/OU=SITE/CN=RECIPIENTS/CN=CAROL")
             .number(recipient_type=1, reason=1, diag=0, status=447))
    return item


ITEMS = {"postfix-dsn-kept-with-parts": kept_dsn, "exchange-ndr-two-recipients": exchange_ndr, "exchange-ndr-numbers-only": numbers_only}

for name, make in ITEMS.items():
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "item"
        make().write(folder, 32)
        named = folder / "__nameid_version1.0"  # properties with names: none
        named.mkdir()
        for stream in ("__substg1.0_00020102", "__substg1.0_00030102", "__substg1.0_00040102"):
            (named / stream).write_bytes(b"")
        target = pathlib.Path(__file__).parent / f"{name}.msg"
        subprocess.run(["gsf", "createole", str(target), *sorted(path.name for path in folder.iterdir())], check=True, cwd=folder, capture_output=True)
