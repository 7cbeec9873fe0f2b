#!/usr/bin/env python3
"""help_desk_test.py PROGRAM...: examples/ticketing/help_desk.* over a mailbox of golden mails, against what a person says must happen."""
import hashlib
import json
import mailbox
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1:]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
CORPUS = SOURCE / "tests" / "corpus"
STORE = SOURCE / "examples" / "ticketing" / "tickets.json"

# In the order of the mailbox: the mail, and what must be done with it; written by hand from the mails and examples/ticketing/tickets.json.
MAILS = [
    ("postfix/rcpt-550-user-unknown", "attached bounce T-1"),
    ("sendmail/banner-554-three-mx", "attached bounce T-2"),
    ("exim/rcpt-552-mailbox-full", "attached bounce T-3"),
    ("postfix/rcpt-450-expired", "attached delay T-4"),
    ("kinds/vacation", "attached auto_reply T-5"),
    ("kinds/forged", "held bounce T-5"),  # names our message, but was made up
    ("kinds/answer-to-bounce", "for people message, may be answered"),
    ("kinds/parcel", "for people message"),  # from a program
    ("kinds/challenge", "not ours challenge"),
    ("courier/dsn-success-relayed", "attached success T-7"),
    ("postfix/multi-rcpt-mixed", "not ours bounce"),
    ("ses/mailed", "attached bounce T-5"),  # says of itself too little to be plausible: no suppression
    ("gmail/rcpt", "attached bounce T-5"),
    ("exim/rcpt-550-user-unknown", "attached bounce T-6"),  # about an address that we did not write to
    ("ses/complaint", "attached complaint T-5"),
    ("postfix/rcpt-550-user-unknown", "known bounce T-1"),  # fetched twice
]
# What --suppress adds to these lines: the addresses that are gone, as we wrote them.
SUPPRESSED = {0: "r550.5.1.1@script.example.org", 12: "Ann@example.org"}
# The recipients in the notes of each ticket.
NOTES = {
    "T-1": [[("r550.5.1.1@script.example.org", "5.1.1", "user_unknown", "yes")]],
    "T-2": [[("carol@scanners.example.edu", "5.7.1", "connect_refused", "no")]],
    "T-3": [[("r552.5.2.2@script.example.org", "5.2.2", "mailbox_full", "after_repeat")]],
    "T-5": [[], [("ann@example.org", "5.1.1", "user_unknown", "yes"), ("dave@example.net", "5.2.2", "mailbox_full", "after_repeat")],
            [("ann@example.org", "5.1.1", "user_unknown", "yes")]],
}


def bytes_of(name):
    return (CORPUS / f"{name}.eml").read_bytes()


class HelpDesk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        self.store = self.work / "tickets.json"
        shutil.copy(STORE, self.store)

    def run_over(self, *arguments):
        got = subprocess.run([*PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)
        self.assertEqual((got.returncode, got.stderr), (0, ""))
        return got.stdout.splitlines()

    def folder(self):
        box = self.work / "box"
        box.mkdir()
        for place, (name, _) in enumerate(MAILS):
            (box / f"{place:02}.eml").write_bytes(bytes_of(name))
        return box

    def notes(self):
        return {ticket["id"]: ticket["notes"] for ticket in json.loads(self.store.read_text())["tickets"]}

    def check_notes(self):
        notes = self.notes()
        for ticket, expected in NOTES.items():
            told = [[(each["address"], each["status"], each["category"], each["suppress"]) for each in note["recipients"]]
                    for note in notes[ticket]]
            self.assertEqual(told[:len(expected)], expected, ticket)
        self.assertEqual({ticket: len(each) for ticket, each in notes.items()},
                         {"T-1": 1, "T-2": 1, "T-3": 1, "T-4": 1, "T-5": 4, "T-6": 1, "T-7": 1})
        self.assertIn("dmz-mailsec-scanner-8.example.edu", notes["T-2"][0]["text"])
        self.assertIn("Delivery not authorized", notes["T-2"][0]["text"])
        self.assertEqual([each["authenticity"] for each in notes["T-5"]], ["unverified", "unverified", "plausible", "unverified"])

    def test_folder_of_files(self):
        self.assertEqual(self.run_over(self.store, self.folder()), [what for _, what in MAILS])
        self.check_notes()
        self.assertEqual(self.notes()["T-1"][0]["input"], hashlib.sha256(bytes_of(MAILS[0][0])).hexdigest())
        self.assertEqual(json.loads(self.store.read_text())["suppressed"], [])

    def test_mbox(self):
        box = mailbox.mbox(self.work / "box.mbox")
        for name, _ in MAILS:
            box.add(bytes_of(name))
        box.close()
        self.assertEqual(self.run_over(self.store, self.work / "box.mbox"), [what for _, what in MAILS])
        self.check_notes()

    def test_maildir(self):
        box = mailbox.Maildir(self.work / "Maildir")
        for name, _ in MAILS:
            box.add(bytes_of(name))
        told = self.run_over(self.store, self.work / "Maildir")
        self.assertEqual(sorted(told), sorted(what for _, what in MAILS))

    def test_suppress_only_when_told_so(self):
        expected = [what + (f" suppressed {SUPPRESSED[place]}" if place in SUPPRESSED else "") for place, (_, what) in enumerate(MAILS)]
        self.assertEqual(self.run_over("--suppress", self.store, self.folder()), expected)
        self.assertEqual(json.loads(self.store.read_text())["suppressed"], list(SUPPRESSED.values()))

    def test_again_changes_nothing(self):
        box = self.folder()
        self.run_over("--suppress", self.store, box)
        once = self.store.read_bytes()
        told = self.run_over("--suppress", self.store, box)
        self.assertEqual(told, [what.replace("attached", "known") for _, what in MAILS])
        self.assertEqual(self.store.read_bytes(), once)

    def test_a_store_that_is_none_is_left_alone(self):
        self.store.write_text("{}")
        got = subprocess.run([*PROGRAM, str(self.store), str(self.folder())], capture_output=True, timeout=120)
        self.assertNotEqual(got.returncode, 0)
        self.assertEqual(self.store.read_text(), "{}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
