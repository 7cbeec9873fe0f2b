#!/usr/bin/env python3
"""sqlite_test.py COMMAND CORPUS: the database that parse writes, also where it is killed or the disk is full."""
import csv
import io
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # in memory: quick
MAILS = sorted(CORPUS.rglob("*.eml"))
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
MAIL = b"From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n"
SMALL = b"""Return-Path: <>
From: MAILER-DAEMON@mta.example.net
To: a@example.net
Subject: Returned mail

<b%d@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)
"""
TABLES = ("messages", "recipients", "replies", "hops")


def run(*arguments, **options):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, timeout=120, **options)


def content(database):
    with sqlite3.connect(database) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}


def count(database, table="messages"):
    with sqlite3.connect(database, timeout=10) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def check(test, database):
    with sqlite3.connect(database) as connection:
        test.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        test.assertEqual(connection.execute("PRAGMA foreign_key_check").fetchall(), [])


class Folder(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(dir=SCRATCH)
        self.folder = pathlib.Path(self.scratch.name)
        self.database = self.folder / "bounces.db"

    def tearDown(self):
        self.scratch.cleanup()


class Tables(Folder):
    def test_flat_view_is_the_csv(self):
        self.assertEqual(run("parse", "-o", self.database, *MAILS).returncode, 0)
        rows = list(csv.reader(io.StringIO(run("parse", "--format", "csv", *MAILS).stdout.decode(), newline="")))
        with sqlite3.connect(self.database) as connection:
            cursor = connection.execute("SELECT * FROM flat")
            self.assertEqual([column[0] for column in cursor.description], rows[0])
            kept = [["" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value) for value in row]
                    for row in cursor]
        sources, expected = {}, []
        for row in rows[1:]:  # the same message a second time changes nothing
            if sources.setdefault(row[0], row[1]) == row[1]:
                expected.append(row)
        self.assertGreater(len(expected), 300)
        self.assertEqual(sorted(kept), sorted(expected))
        check(self, self.database)

    def test_what_stands_in_the_tables(self):
        run("parse", "-o", self.database, BOUNCE)
        with sqlite3.connect(self.database) as connection:
            self.assertEqual(connection.execute("SELECT kind, category, suppress FROM messages").fetchall(),
                             [("bounce", "connect_refused", "no")])
            self.assertEqual(connection.execute("SELECT code, status, category FROM recipients").fetchall(),
                             [(554, "5.7.1", "connect_refused")])
            hosts = connection.execute("SELECT host FROM replies WHERE phase = 'banner' ORDER BY position").fetchall()
            self.assertEqual([host[0].split(".")[0] for host in hosts],
                             ["dmz-mailsec-scanner-8", "dmz-mailsec-scanner-4", "dmz-mailsec-scanner-2"])
            self.assertGreater(connection.execute("SELECT count(*) FROM hops").fetchone()[0], 0)
            self.assertEqual(connection.execute("PRAGMA user_version").fetchone(), (1,))
            indexes = {row[0] for row in connection.execute("SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")}
            self.assertEqual(indexes, {"messages", "recipients"})
        self.assertEqual(sorted(entry.name for entry in self.folder.iterdir()), ["bounces.db"])

    def test_same_messages_again_change_nothing(self):
        run("parse", "-o", self.database, CORPUS / "sendmail")
        before = content(self.database)
        self.assertGreater(len(before["messages"]), 5)
        self.assertEqual(run("parse", "-o", self.database, CORPUS / "sendmail").returncode, 0)
        self.assertEqual(content(self.database), before)
        run("parse", "-o", self.database, CORPUS / "sendmail", CORPUS / "postfix")
        self.assertGreater(count(self.database), len(before["messages"]))
        self.assertEqual(content(self.database)["messages"][:len(before["messages"])], before["messages"])

    def test_by_format_and_by_name(self):
        for arguments in (["--format", "sqlite", "-o", self.folder / "a"], ["-o", self.folder / "b.sqlite"], ["-o", self.folder / "c.sqlite3"]):
            self.assertEqual(run("parse", *arguments, BOUNCE).returncode, 0)
        self.assertEqual([count(self.folder / name) for name in ("a", "b.sqlite", "c.sqlite3")], [1, 1, 1])

    def test_nothing_read_is_an_empty_database(self):
        self.assertEqual(run("parse", "-o", self.database, "/no/such").returncode, 2)
        self.assertEqual(count(self.database), 0)


class Refused(Folder):
    def refused(self, words, *arguments):
        got = run("parse", *arguments, BOUNCE)
        self.assertEqual((got.returncode, got.stdout), (2, b""))
        self.assertEqual(got.stderr.count(b"\n"), 1, got.stderr)
        self.assertIn(words, got.stderr)

    def test_a_file_of_something_else_is_not_touched(self):
        self.database.write_bytes(b"precious words, " * 400)
        self.refused(b"file is not a database", "-o", self.database)
        self.assertEqual(self.database.read_bytes(), b"precious words, " * 400)

    def test_a_database_of_somebody_else_is_not_touched(self):
        with sqlite3.connect(self.database) as connection:
            connection.execute("CREATE TABLE messages (a)")
        self.refused(b"another program", "-o", self.database)
        with sqlite3.connect(self.database) as connection:
            self.assertEqual(connection.execute("SELECT name FROM sqlite_schema").fetchall(), [("messages",)])

    def test_another_version(self):
        run("parse", "-o", self.database, BOUNCE)
        with sqlite3.connect(self.database) as connection:
            connection.execute("PRAGMA user_version = 77")
        self.refused(b"version 77", "-o", self.database)

    def test_usage(self):
        self.refused(b"-o", "--format", "sqlite")
        self.refused(b"--no-digest", "--no-digest", "-o", self.database)
        self.refused(b"/no/such/folder/x.db", "-o", "/no/such/folder/x.db")


class Trouble(Folder):
    """A run over so many messages that some batches are committed and one is open."""

    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory(dir=SCRATCH)
        cls.mails = pathlib.Path(cls.shared.name)
        for i in range(2200):
            (cls.mails / f"{i:05}.eml").write_bytes(SMALL % i)

    @classmethod
    def tearDownClass(cls):
        cls.shared.cleanup()

    def test_killed_in_the_middle_and_run_again(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        process = subprocess.Popen([COMMAND, "parse", "-o", str(self.database), str(self.mails), str(pipe)])
        # It waits for the pipe with the rest of the batch uncommitted.
        end = time.monotonic() + 100
        while time.monotonic() < end:
            try:
                descriptor = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
                break
            except OSError:
                time.sleep(0.05)
        else:
            self.fail("it never came to the pipe")
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(descriptor)
        check(self, self.database)
        kept = count(self.database)
        self.assertGreater(kept, 0)
        self.assertLess(kept, 2200)
        self.assertEqual(run("parse", "-o", self.database, self.mails).returncode, 0)
        self.assertEqual(run("parse", "-o", self.folder / "whole.db", self.mails).returncode, 0)
        self.assertEqual(count(self.database), 2200)
        self.assertEqual(content(self.database), content(self.folder / "whole.db"))
        check(self, self.database)

    def test_full_disk(self):
        limit = 1 << 20
        got = run("parse", "-o", self.database, self.mails,
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(got.returncode, 2)
        self.assertEqual(got.stderr.count(b"\n"), 1, got.stderr)
        self.assertIn(str(self.database).encode(), got.stderr)
        check(self, self.database)
        self.assertEqual(run("parse", "-o", self.database, self.mails).returncode, 0)
        self.assertEqual(count(self.database), 2200)

    def test_two_at_once(self):
        both = [subprocess.Popen([COMMAND, "parse", "-o", str(self.database), str(self.mails), str(more)]) for more in (BOUNCE, self.mails)]
        self.assertEqual([process.wait() for process in both], [0, 0])
        self.assertEqual(count(self.database), 2201)
        check(self, self.database)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
