#!/usr/bin/env python3
"""cli_test.py COMMAND CORPUS: the command as its users run it."""
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
DELAY = CORPUS / "postfix" / "rcpt-450-expired.eml"
MAIL = b"From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n"


def run(*arguments, stdin=b"", env=None):
    return subprocess.run([COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=60,
                          env={**os.environ, **(env or {})})


class Parse(unittest.TestCase):
    def test_one_file_is_pretty_json(self):
        got = run("parse", BOUNCE)
        self.assertEqual((got.returncode, got.stderr), (0, b""))
        result = json.loads(got.stdout)
        self.assertEqual(result["kind"], "bounce")
        self.assertEqual(result["input"]["source"], str(BOUNCE))
        self.assertGreater(got.stdout.count(b"\n"), 50)

    def test_several_files_are_lines_in_order(self):
        got = run("parse", DELAY, BOUNCE, DELAY)
        self.assertEqual([json.loads(line)["kind"] for line in got.stdout.splitlines()], ["delay", "bounce", "delay"])

    def test_folder_is_walked_in_order_and_hidden_files_are_left_out(self):
        with tempfile.TemporaryDirectory() as folder:
            base = pathlib.Path(folder)
            (base / "b").mkdir()
            (base / "b" / "2.eml").write_bytes(BOUNCE.read_bytes())
            (base / "a.eml").write_bytes(DELAY.read_bytes())
            (base / "c.eml").write_bytes(MAIL)
            (base / ".hidden").write_bytes(MAIL)
            (base / "loop").symlink_to(base)
            got = run("parse", folder)
            names = [json.loads(line)["input"]["source"] for line in got.stdout.splitlines()]
            self.assertEqual(names, [f"{folder}/a.eml", f"{folder}/b/2.eml", f"{folder}/c.eml"])
            self.assertEqual(got.returncode, 0)

    def test_standard_input(self):
        for arguments in (["parse"], ["parse", "-"]):
            got = run(*arguments, stdin=BOUNCE.read_bytes())
            self.assertEqual(json.loads(got.stdout)["input"]["source"], "-")

    def test_whole_pipe_is_not_rewritten(self):
        whole = run("parse", "--format", "ndjson", "-", stdin=BOUNCE.read_bytes()).stdout
        process = subprocess.Popen([COMMAND, "parse", "--format", "ndjson", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for byte in range(0, len(BOUNCE.read_bytes()), 700):
            process.stdin.write(BOUNCE.read_bytes()[byte:byte + 700])
            process.stdin.flush()
        process.stdin.close()
        self.assertEqual(process.stdout.read(), whole)
        process.stdout.close()
        process.wait()

    def test_missing_file_is_told_and_the_rest_is_read(self):
        got = run("parse", "--format", "ndjson", BOUNCE, "/no/such/file", DELAY)
        self.assertEqual(got.returncode, 2)
        self.assertEqual(len(got.stdout.splitlines()), 2)
        self.assertEqual(got.stderr, b"dsnparse: /no/such/file: No such file or directory\n")

    def test_unreadable_file(self):
        if os.getuid() == 0:
            self.skipTest("root reads everything")
        with tempfile.NamedTemporaryFile() as file:
            os.chmod(file.name, 0)
            self.assertEqual(run("parse", file.name).returncode, 2)

    def test_empty_and_broken_input_give_a_result(self):
        for content in (b"", b"\0\xff\xfe", b"\n" * 1000):
            got = run("parse", "-", stdin=content)
            self.assertEqual(got.returncode, 0)
            self.assertIn(json.loads(got.stdout)["kind"], ("unknown", "message"))

    def test_csv(self):
        got = run("parse", "--format", "csv", CORPUS / "postfix" / "multi-rcpt-mixed.eml", DELAY)
        rows = list(csv.DictReader(io.StringIO(got.stdout.decode())))
        self.assertEqual(len(rows), 4)
        self.assertEqual(rows[0]["recipient_domain"], "script.example.org")
        self.assertEqual({row["code"] for row in rows}, {"550", "552", "450"})
        self.assertNotIn(None, rows[0])

    def test_tsv(self):
        got = run("parse", "--format", "tsv", CORPUS / "postfix" / "multi-rcpt-mixed.eml", DELAY)
        rows = [line.split("\t") for line in got.stdout.decode().splitlines()]
        self.assertEqual(len(rows), 5)
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertEqual({dict(zip(rows[0], row))["code"] for row in rows[1:]}, {"550", "552", "450"})

    def test_evidence_and_digest(self):
        self.assertEqual(json.loads(run("parse", "--evidence", "none", BOUNCE).stdout)["recipients"][0]["evidence"], [])
        self.assertIsNone(json.loads(run("parse", "--evidence", "refs", BOUNCE).stdout)["recipients"][0]["evidence"][0]["text"])
        self.assertIsNone(json.loads(run("parse", "--no-digest", BOUNCE).stdout)["input"]["id"])

    def test_size_limit(self):
        result = json.loads(run("parse", "--max-size", "500", BOUNCE).stdout)
        self.assertTrue(result["input"]["truncated"])
        self.assertIn("W_LIMIT_MESSAGE", [warning["code"] for warning in result["warnings"]])

    def test_rule_file(self):
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(b'{"rules": [{"id": "ours.x", "category": "policy_local", "text": ["delivery not authorized"], "examples": ["554 delivery not authorized"]}]}')
            file.flush()
            self.assertEqual(json.loads(run("parse", "--rules", file.name, BOUNCE).stdout)["recipients"][0]["classification"]["rule"], "ours.x")
            file.seek(0)
            file.write(b'{"rules": [{"id": "ours.x", "category": "nonsense"')
            file.flush()
            got = run("parse", "--rules", file.name, BOUNCE)
            self.assertEqual((got.returncode, got.stdout), (2, b""))
            self.assertEqual(got.stderr.count(b"\n"), 1)
            self.assertIn(file.name.encode(), got.stderr)
        self.assertEqual(run("parse", "--rules", "/no/such", BOUNCE).returncode, 2)


class Output(unittest.TestCase):
    def test_closed_pipe_ends_quietly(self):
        process = subprocess.Popen([COMMAND, "parse", "--format", "ndjson", *[str(BOUNCE)] * 200], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.read(10)
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(), 0)

    def test_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            got = subprocess.run([COMMAND, "parse", BOUNCE], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(got.returncode, 2)
        self.assertEqual(got.stderr, b"dsnparse: standard output: No space left on device\n")

    def test_file_names_cannot_drive_the_terminal(self):
        got = run("parse", "/no/\x1b[31m\nsuch")
        self.assertNotIn(b"\x1b", got.stderr)
        self.assertEqual(got.stderr.count(b"\n"), 1)


class Others(unittest.TestCase):
    def test_check(self):
        self.assertEqual(run("check", BOUNCE).returncode, 0)
        self.assertEqual(run("check", DELAY).returncode, 1)
        self.assertEqual(run("check", "-", stdin=MAIL).returncode, 1)
        self.assertEqual(run("check", "/no/such/file").returncode, 2)
        self.assertEqual(run("check", BOUNCE).stdout, b"")

    def test_explain(self):
        got = run("explain", BOUNCE)
        self.assertEqual(got.returncode, 0)
        text = got.stdout.decode()
        self.assertIn("and 2 other hosts refused mail to", text)
        self.assertIn("554 5.7.1 Delivery not authorized", text)
        self.assertNotIn("\x1b", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        self.assertIn("\x1b[", run("explain", "--color", "always", BOUNCE).stdout.decode())
        self.assertNotIn("\x1b[", run("explain", "--color", "auto", BOUNCE, env={"NO_COLOR": "1"}).stdout.decode())
        self.assertIn(f"== {DELAY} ==", run("explain", BOUNCE, DELAY).stdout.decode())

    def test_trace(self):
        text = run("trace", BOUNCE).stdout.decode()
        self.assertIn("mta.example.net", text)
        result = json.loads(run("trace", "--format", "json", "-", stdin=MAIL).stdout)
        self.assertEqual(result["hops"], [])

    def test_help_and_version(self):
        got = run("--help")
        self.assertEqual(got.returncode, 0)
        for word in (b"parse", b"explain", b"trace", b"check", b"Exit status"):
            self.assertIn(word, got.stdout)
        self.assertRegex(run("--version").stdout.decode(), r"^dsnparse \d+\.\d+\.\d+ \(rules ")
        for command in ("parse", "explain", "trace", "check"):
            self.assertEqual(run(command, "--help").returncode, 0)

    def test_bad_usage_is_one_line(self):
        for arguments in ([], ["nonsense"], ["parse", "--format", "xml", BOUNCE], ["parse", "--nonsense"], ["explain", "--width", "1", BOUNCE]):
            got = run(*arguments)
            self.assertEqual(got.returncode, 2, arguments)
            self.assertEqual(got.stdout, b"", arguments)
            self.assertEqual(got.stderr.count(b"\n"), 1, arguments)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
