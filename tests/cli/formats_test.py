#!/usr/bin/env python3
"""formats_test.py COMMAND CORPUS: what parse writes for other tools, and where it writes it."""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # in memory: quick
MAILS = sorted(CORPUS.rglob("*.eml"))
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
MIXED = CORPUS / "postfix" / "multi-rcpt-mixed.eml"
DELAY = CORPUS / "postfix" / "rcpt-450-expired.eml"
MAIL = b"From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n"


def run(*arguments, stdin=b"", **options):
    return subprocess.run([COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, **options)


class Sisimai(unittest.TestCase):
    def test_one_array_for_the_whole_run(self):
        facts = json.loads(run("parse", "--format", "sisimai", MIXED, BOUNCE, DELAY).stdout)
        self.assertEqual([fact["replycode"] for fact in facts], ["550", "550", "552", "554", "450"])
        self.assertEqual([fact["reason"] for fact in facts], ["userunknown", "norelaying", "mailboxfull", "blocked", facts[4]["reason"]])
        self.assertEqual(facts[0]["origin"], str(MIXED))
        self.assertEqual(len({frozenset(fact) for fact in facts}), 1)

    def test_nothing_to_tell_is_an_empty_array(self):
        self.assertEqual(json.loads(run("parse", "--format", "sisimai", "-", stdin=MAIL).stdout), [])
        self.assertEqual(json.loads(run("parse", "--format", "sisimai", "/no/such").stdout), [])

    def test_whole_corpus_has_every_key_in_its_type(self):
        facts = json.loads(run("parse", "--format", "sisimai", *MAILS).stdout)
        self.assertGreater(len(facts), 300)
        numbers = {"timestamp": int, "hardbounce": bool, "softbounce": int, "catch": type(None)}
        for fact in facts:
            self.assertEqual(len(fact), 29)
            for key, value in fact.items():
                self.assertIs(type(value), numbers.get(key, str), (key, fact["origin"]))
            self.assertRegex(fact["token"], "^[0-9a-f]{40}$")
            self.assertRegex(fact["timezoneoffset"], r"^[-+]\d{4}$")


@unittest.skipUnless(subprocess.run(["perl", "-MSisimai", "-e", "1"], capture_output=True).returncode == 0, "Sisimai is not installed")
class SisimaiItself(unittest.TestCase):
    def test_the_same_records_as_sisimai_prints(self):
        """Where both know the recipient, all of Sisimai's keys are there, and what needs no judgement is the same."""
        mails = [mail for mail in MAILS if mail.parent.name in ("postfix", "sendmail", "exim", "qmail")]
        program = 'use Sisimai; for my $f (@ARGV) { my $d = eval { Sisimai->dump($f) }; print $d, "\n" if $d; }'
        printed = subprocess.run(["perl", "-e", program, *map(str, mails)], capture_output=True, timeout=300).stdout
        theirs = [fact for line in printed.splitlines() if line for fact in json.loads(line)]
        ours = {(fact["origin"], fact["recipient"]): fact for fact in json.loads(run("parse", "--format", "sisimai", *mails).stdout)}
        pairs = [(fact, ours[key]) for fact in theirs if (key := (fact["origin"], fact["recipient"])) in ours]
        self.assertGreater(len(pairs), 150)
        self.assertGreater(len(pairs), len(theirs) * 0.95)
        for theirs, own in pairs:
            self.assertLessEqual(set(theirs), set(own))
            for key in ("addresser", "senderdomain", "destination", "messageid", "listid", "feedbacktype"):
                self.assertEqual(own[key], theirs[key], own["origin"])
        for key in ("timestamp", "timezoneoffset", "token", "action"):
            same = sum(own[key] == theirs[key] for theirs, own in pairs)
            self.assertGreater(same, len(pairs) * 0.9, key)


class Ses(unittest.TestCase):
    def test_a_line_for_each_notification(self):
        got = run("parse", "--format", "ses", MIXED, "-", DELAY, BOUNCE, stdin=MAIL)
        notes = [json.loads(line) for line in got.stdout.splitlines()]
        self.assertEqual([(note["bounce"]["bounceType"], note["bounce"]["bounceSubType"]) for note in notes],
                         [("Permanent", "General"), ("Transient", "General"), ("Transient", "MailboxFull"), ("Transient", "General")])
        self.assertEqual(len({note["bounce"]["feedbackId"] for note in notes}), 4)

    def test_whole_corpus(self):
        for line in run("parse", "--format", "ses", *MAILS).stdout.splitlines():
            note = json.loads(line)
            detail = note[note["notificationType"].lower()]
            self.assertIn(note["notificationType"], ("Bounce", "Complaint", "Delivery"))
            self.assertIsInstance(note["mail"]["destination"], list)
            if note["notificationType"] == "Bounce":
                self.assertTrue(all(recipient["emailAddress"] for recipient in detail["bouncedRecipients"]))
                self.assertIn(detail["bounceType"], ("Permanent", "Transient", "Undetermined"))


class File(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(dir=SCRATCH)
        self.folder = pathlib.Path(self.scratch.name)
        self.file = self.folder / "out.ndjson"

    def tearDown(self):
        self.scratch.cleanup()

    def names(self):
        return sorted(entry.name for entry in self.folder.iterdir())

    def test_same_bytes_as_standard_output(self):
        for form in ("json", "ndjson", "csv", "tsv", "sisimai", "ses", "text"):
            expected = run("parse", "--format", form, BOUNCE, DELAY).stdout
            got = run("parse", "--format", form, "-o", self.file, BOUNCE, DELAY)
            self.assertEqual((got.returncode, got.stdout, got.stderr), (0, b"", b""))
            self.assertEqual(self.file.read_bytes(), expected)
            self.assertEqual(self.names(), ["out.ndjson"])

    def test_older_file_is_replaced_at_the_end_only(self):
        self.file.write_bytes(b"older")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        process = subprocess.Popen([COMMAND, "parse", "--format", "ndjson", "-o", str(self.file), *[str(BOUNCE)] * 30, str(pipe)])
        with open(pipe, "wb") as writer:
            self.assertEqual(self.file.read_bytes(), b"older")
            writer.write(MAIL)
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(len(self.file.read_bytes().splitlines()), 31)

    def test_killed_leaves_the_older_file(self):
        self.file.write_bytes(b"older")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        for ending in (signal.SIGTERM, signal.SIGINT):
            process = subprocess.Popen([COMMAND, "parse", "--format", "ndjson", "-o", str(self.file), *[str(BOUNCE)] * 30, str(pipe)])
            with open(pipe, "wb"):
                process.send_signal(ending)
                process.wait(60)
            self.assertEqual(self.file.read_bytes(), b"older")
            self.assertEqual(self.names(), ["out.ndjson", "pipe"])

    def test_full_disk_leaves_the_older_file(self):
        self.file.write_bytes(b"older")
        limit = 1 << 14
        got = run("parse", "--format", "ndjson", "-o", self.file, *[BOUNCE] * 100,
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(got.returncode, 2)
        self.assertEqual(got.stderr, f"dsnparse: {self.file}: File too large\n".encode())
        self.assertEqual(self.file.read_bytes(), b"older")
        self.assertEqual(self.names(), ["out.ndjson"])
        got = run("parse", "-o", "/dev/full", BOUNCE)
        self.assertEqual((got.returncode, got.stderr), (2, b"dsnparse: /dev/full: No space left on device\n"))

    def test_where_nothing_can_be_written(self):
        for path, reason in (("/no/such/folder/out", "No such file or directory"), (self.folder, "Is a directory")):
            got = run("parse", "-o", path, BOUNCE)
            self.assertEqual((got.returncode, got.stdout), (2, b""))
            self.assertEqual(got.stderr, f"dsnparse: {path}: {reason}\n".encode())

    def test_what_was_read_is_kept_where_something_is_missing(self):
        got = run("parse", "--format", "ndjson", "-o", self.file, BOUNCE, "/no/such", DELAY)
        self.assertEqual(got.returncode, 2)
        self.assertEqual(len(self.file.read_bytes().splitlines()), 2)

    def test_devices_and_links(self):
        self.assertEqual(run("parse", "-o", "/dev/null", BOUNCE).returncode, 0)
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())
        link = self.folder / "link"
        self.file.write_bytes(b"older")
        link.symlink_to(self.file)
        self.assertEqual(run("parse", "-o", link, BOUNCE).returncode, 0)
        self.assertTrue(link.is_symlink())
        self.assertEqual(json.loads(self.file.read_bytes())["kind"], "bounce")

    def test_dash_is_standard_output(self):
        self.assertEqual(run("parse", "-o", "-", BOUNCE).stdout, run("parse", BOUNCE).stdout)

    def test_others_may_read_it(self):
        run("parse", "-o", self.file, BOUNCE, umask=0o022)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o644)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
