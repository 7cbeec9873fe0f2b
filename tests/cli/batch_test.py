#!/usr/bin/env python3
"""batch_test.py COMMAND CORPUS: many messages: workers, order, what is skipped, signals, bad input, bad output."""
import gzip
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
DELAY = CORPUS / "postfix" / "rcpt-450-expired.eml"
MAIL = b"From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n"
LINE = b"From MAILER-DAEMON Mon Nov 23 17:02:19 2026\n"


def run(*arguments, stdin=b""):
    return subprocess.run([COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=120)


def lines(output):
    return [json.loads(line) for line in output.splitlines()]


def numbered(number):
    return b"From: a@example.org\nSubject: number %d\n\nbody\n" % number


def mbox(*messages):
    return b"".join(LINE + message + b"\n" for message in messages)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


class Workers(Case):
    def test_results_are_the_same_whatever_the_number_of_workers(self):
        real = [path.read_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") for path in (BOUNCE, DELAY)]
        box = self.file("box", mbox(*[message for number in range(400) for message in (numbered(number), real[number % 2])]))
        one = run("parse", box)
        self.assertEqual((one.returncode, one.stderr), (0, b""))
        results = lines(one.stdout)
        self.assertEqual([result["input"]["index"] for result in results], list(range(800)))
        self.assertEqual([result["report"]["subject"] for result in results[0:6:2]], ["number 0", "number 1", "number 2"])
        for workers in ("2", "5", "0"):
            self.assertEqual(run("parse", "-j", workers, box).stdout, one.stdout)

    def test_an_offset_is_the_place_of_the_message_in_the_file(self):
        content = mbox(numbered(1), numbered(2))
        result = lines(run("parse", self.file("box", content)).stdout)[1]
        place = result["input"]["offset"]
        self.assertEqual(content[place:place + result["input"]["size"]], numbered(2))

    def test_only(self):
        box = self.file("box", mbox(MAIL, BOUNCE.read_bytes(), DELAY.read_bytes(), MAIL))
        self.assertEqual([result["kind"] for result in lines(run("parse", "--only", "bounce,delay", box).stdout)], ["bounce", "delay"])
        self.assertEqual([result["kind"] for result in lines(run("parse", "--only", "message", box).stdout)], ["message"] * 2)
        self.assertEqual(run("parse", "--only", "nonsense", box).returncode, 2)

    def test_paths_from_a_file(self):
        self.file("a b", MAIL)
        self.file("c", DELAY.read_bytes())
        listed = self.file("list", f"{self.folder}/c\r\n\n{self.folder}/a b\n".encode())
        self.assertEqual([result["kind"] for result in lines(run("parse", "--files-from", listed).stdout)], ["delay", "message"])
        zeros = f"{self.folder}/a b\0{self.folder}/c\0".encode()
        self.assertEqual([result["kind"] for result in lines(run("parse", "-0", "--files-from", "-", stdin=zeros).stdout)], ["message", "delay"])
        self.assertEqual(run("parse", "--files-from", "/no/such").returncode, 2)
        self.assertEqual(run("parse", "--files-from", "-").stdout, b"")

    def test_progress(self):
        got = run("parse", "--progress", "always", self.file("box", mbox(MAIL, BOUNCE.read_bytes())))
        self.assertRegex(got.stderr.decode(), r"2 messages, 1 bounces, [0-9.]+ MB/s")
        self.assertEqual(run("parse", BOUNCE, BOUNCE).stderr, b"")


class Redact(Case):
    def test_nothing_that_names_a_person_is_left(self):
        got = run("parse", "--redact", "-j2", BOUNCE, DELAY)
        plain = lines(run("parse", BOUNCE, DELAY).stdout)
        text = got.stdout.decode()
        for result in plain:
            for recipient in result["recipients"]:
                self.assertNotIn(recipient["address"], text)
            for secret in (result["original"]["message_id"], result["original"]["subject"], result["input"]["id"],
                           *[item["value"] for item in result["correlation"]["queue_ids"]]):
                self.assertNotIn(json.dumps(secret)[1:-1], text)
        masked = lines(got.stdout)
        self.assertEqual([result["recipients"][0]["domain"] for result in masked], [result["recipients"][0]["domain"] for result in plain])
        self.assertEqual([result["recipients"][0]["code"] for result in masked], [result["recipients"][0]["code"] for result in plain])

    def test_pseudonyms_are_those_of_the_key(self):
        key = self.file("key", b"secret")
        first, second = (run("parse", "--redact-key", key, BOUNCE).stdout for _ in range(2))
        self.assertEqual(first, second)
        self.assertNotEqual(run("parse", "--redact", BOUNCE).stdout, run("parse", "--redact", BOUNCE).stdout)
        self.assertEqual(run("parse", "--redact-key", "/no/such", BOUNCE).returncode, 2)


class Resume(Case):
    def test_what_is_done_is_skipped(self):
        journal = self.folder / "journal"
        box = self.file("box", mbox(numbered(1), numbered(2), numbered(1)))
        self.assertEqual(len(run("parse", "--resume", journal, box).stdout.splitlines()), 3)
        self.assertEqual(run("parse", "--resume", journal, box).stdout, b"")
        box.write_bytes(mbox(numbered(1), numbered(2), numbered(1), numbered(1), numbered(3)))
        self.assertEqual([result["report"]["subject"] for result in lines(run("parse", "-j3", "--resume", journal, box).stdout)],
                         ["number 1", "number 3"])

    def test_a_killed_run_goes_on_where_it_was(self):
        box = self.file("box", mbox(*[numbered(number) + b"x\n" * 3000 for number in range(400)]))
        journal, out = self.folder / "journal", self.folder / "out"
        with out.open("ab") as file:
            process = subprocess.Popen([COMMAND, "parse", "--format", "ndjson", "-j2", "--resume", journal, box], stdout=file)
            until = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < until and not (journal.exists() and journal.stat().st_size):
                time.sleep(0.01)
            process.kill()
            process.wait()
            with journal.open("ab") as broken:
                broken.write(b"abc")
            again = subprocess.run([COMMAND, "parse", "--format", "ndjson", "--resume", journal, box], stdout=file, timeout=120)
        self.assertEqual(again.returncode, 0)
        # A line that the kill cut is there again in full; nothing is missing.
        subjects = [json.loads(line)["report"]["subject"] for line in out.read_bytes().splitlines() if line.endswith(b"}") and line.startswith(b'{"schema"')
                    and line.count(b'{"schema"') == 1]
        self.assertEqual(set(subjects), {f"number {number}" for number in range(400)})

    def test_a_file_that_is_no_journal_is_left_alone(self):
        other = self.file("other", b"precious\n")
        self.assertEqual(run("parse", "--resume", other, BOUNCE).returncode, 2)
        self.assertEqual(other.read_bytes(), b"precious\n")
        self.assertEqual(run("parse", "--resume", self.folder / "j", "-o", self.folder / "o", BOUNCE).returncode, 2)


class Signals(Case):
    def start(self, *arguments):
        process = subprocess.Popen([COMMAND, "parse", "--format", "ndjson", *arguments, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE,
                                   # Started in the background, a test inherits that it is ignored.
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        for stream in (process.stdin, process.stdout, process.stderr):
            self.addCleanup(self.close, stream)
        self.addCleanup(process.kill)
        return process

    @staticmethod
    def close(stream):
        try:
            stream.close()
        except BrokenPipeError:
            pass  # what was not yet written

    def begun(self, *arguments):
        """One that has got fifty messages and half of another, and waits for the rest."""
        process = self.start(*arguments)
        process.stdin.write(mbox(*[numbered(number) for number in range(50)]) + LINE + b"Subject: half\nX-")
        process.stdin.flush()
        return process

    def end(self, process, number):
        """Output and status behind a signal."""
        process.send_signal(number)
        output = process.stdout.read()
        self.assertEqual(process.stderr.read(), b"")
        return process.wait(timeout=30), output

    def output_within(self, process, count, seconds=30):
        """What comes until so many lines are there, or it takes too long."""
        output = b""
        until = time.monotonic() + seconds
        while output.count(b"\n") < count and time.monotonic() < until:
            if select.select([process.stdout], [], [], 0.1)[0]:
                output += os.read(process.stdout.fileno(), 1 << 16)
        return output

    def test_results_do_not_wait_for_more_input(self):
        for number, arguments in ((signal.SIGINT, []), (signal.SIGTERM, ["-j", "3"])):
            process = self.begun(*arguments)
            output = self.output_within(process, 50)
            self.assertEqual([result["report"]["subject"] for result in lines(output)], [f"number {index}" for index in range(50)])
            self.assertIsNone(process.poll())
            # The half message is none.
            self.assertEqual(self.end(process, number), (128 + number, b""))

    def test_a_reader_of_the_pipe_sees_what_comes_later_too(self):
        process = self.start("-j", "2")
        for index in range(5):
            process.stdin.write(LINE + numbered(index) + b"x" * 600 + b"\n\n")
            process.stdin.flush()
            # A message is whole when the next one begins.
            output = self.output_within(process, 1) if index > 0 else b""
            self.assertEqual([result["report"]["subject"] for result in lines(output)], [f"number {index - 1}"] if index > 0 else [])
        process.stdin.close()
        self.assertEqual(process.wait(timeout=30), 0)

    def test_a_signal_in_the_middle_leaves_whole_lines(self):
        for number, arguments in ((signal.SIGINT, []), (signal.SIGTERM, ["-j", "3"])):
            process = self.start(*arguments)

            def feed():
                index = 0
                try:
                    while True:
                        process.stdin.write(mbox(*[numbered(each) for each in range(index, index + 100)]))
                        index += 100
                except (BrokenPipeError, ValueError):
                    pass

            feeder = threading.Thread(target=feed)
            feeder.start()
            output = self.output_within(process, 500)
            status, rest = self.end(process, number)
            feeder.join()
            self.assertEqual(status, 128 + number)
            self.assertTrue((output + rest).endswith(b"}\n"))
            subjects = [result["report"]["subject"] for result in lines(output + rest)]
            self.assertGreaterEqual(len(subjects), 500)
            self.assertEqual(subjects, [f"number {index}" for index in range(len(subjects))])

    def test_a_file_that_would_have_half_the_results_is_not_made(self):
        out = self.folder / "out"
        process = self.begun("-o", str(out))
        time.sleep(1)
        self.assertEqual(self.end(process, signal.SIGINT), (130, b""))
        self.assertFalse(out.exists())


class BadInput(Case):
    def test_a_cut_mailbox_is_told_and_read(self):
        box = self.file("box", mbox(numbered(1)) + LINE + b"Subject: half\n\nhalf a li")
        got = run("parse", box)
        self.assertEqual((got.returncode, len(lines(got.stdout))), (1, 2))
        self.assertTrue(lines(got.stdout)[1]["input"]["truncated"])
        self.assertEqual(got.stderr.decode(), f"dsnparse: {box}: the mailbox ends in the middle of a message\n")
        self.assertEqual(run("parse", "-q", box).stderr, b"")

    def test_a_corrupt_archive_is_told_and_the_rest_is_read(self):
        packed = gzip.compress(mbox(*[numbered(number) + os.urandom(3000).hex().encode() + b"\n" for number in range(200)]))
        self.file("a.gz", packed[:len(packed) // 2])
        self.file("b.eml", MAIL)
        got = run("parse", "-j2", self.folder)
        self.assertEqual(got.returncode, 1)
        results = lines(got.stdout)
        self.assertGreater(len(results), 50)
        self.assertEqual(results[-1]["report"]["subject"], "lunch")
        self.assertEqual(got.stderr.count(b"\n"), 1)
        self.assertIn(b"a.gz: ", got.stderr)

    def test_links_that_lead_back_or_nowhere(self):
        self.file("a.eml", MAIL)
        (self.folder / "loop").symlink_to(self.folder)
        self.assertEqual(run("parse", self.folder).returncode, 0)
        (self.folder / "nowhere").symlink_to("missing")
        got = run("parse", "--format", "ndjson", self.folder)
        self.assertEqual((got.returncode, len(lines(got.stdout))), (1, 1))
        self.assertEqual(run("parse", self.folder / "nowhere").returncode, 2)

    def test_no_permission(self):
        self.file("a.eml", MAIL)
        self.file("b.eml", MAIL).chmod(0)
        command = [COMMAND, "parse", "--format", "ndjson", str(self.folder)]
        if os.getuid() == 0:
            # Root reads everything: as somebody else then, who may look into the folder.
            self.folder.chmod(0o755)
            (self.folder / "a.eml").chmod(0o644)
            if subprocess.run(["setpriv", "--reuid=65534", "--clear-groups", COMMAND, "--version"], capture_output=True).returncode != 0:
                self.skipTest("nobody cannot run the command here")
            command = ["setpriv", "--reuid=65534", "--clear-groups", *command]
        got = subprocess.run(command, capture_output=True, timeout=60)
        self.assertEqual((got.returncode, len(lines(got.stdout))), (1, 1))
        self.assertIn(b"b.eml: Permission denied", got.stderr)

    def test_ndjson(self):
        file = self.file("x", json.dumps({"mail": MAIL.decode()}).encode() + b"\nbroken\n" + json.dumps({"mail": MAIL.decode()}).encode() + b"\n")
        got = run("parse", "--in", "ndjson", "--field", "mail", file)
        self.assertEqual((got.returncode, [result["report"]["subject"] for result in lines(got.stdout)]), (1, ["lunch"] * 2))
        self.assertEqual(got.stderr.count(b"\n"), 1)


class BadOutput(Case):
    def test_full_disk(self):
        box = self.file("box", mbox(*[numbered(number) for number in range(500)]))
        for workers in ("1", "3"):
            with open("/dev/full", "wb") as full:
                got = subprocess.run([COMMAND, "parse", "-j", workers, box], stdout=full, stderr=subprocess.PIPE, timeout=60)
            self.assertEqual((got.returncode, got.stderr), (2, b"dsnparse: standard output: No space left on device\n"))

    def test_reader_that_goes_away(self):
        box = self.file("box", mbox(*[numbered(number) for number in range(2000)]))
        process = subprocess.Popen([COMMAND, "parse", "-j3", box], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.read(10)
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
