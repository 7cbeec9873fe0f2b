#!/usr/bin/env python3
"""summary_test.py COMMAND CORPUS: many bounces in one picture."""
import csv
import io
import json
import pathlib
import subprocess
import sys
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
MAILS = sorted(CORPUS.rglob("*.eml"))


def run(*arguments, stdin=b""):
    return subprocess.run([COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=120)


class Summary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.json = json.loads(run("summary", "--format", "json", "--top", "1000", *MAILS).stdout)
        cls.rows = list(csv.DictReader(io.StringIO(run("parse", "--format", "csv", *MAILS).stdout.decode(), newline="")))
        cls.failed = [row for row in cls.rows if row["kind"] in ("bounce", "delay") and row["action"] in ("failed", "delayed")]

    def test_totals_are_those_of_the_flat_rows(self):
        self.assertEqual(self.json["messages"], len(run("parse", "--format", "ndjson", *MAILS).stdout.splitlines()))
        self.assertEqual(sum(self.json["kinds"].values()), self.json["messages"])
        self.assertEqual(self.json["recipients"], len(self.failed))
        self.assertGreater(len(self.failed), 300)
        for dimension in ("category", "responsible", "provider", "rejecting_host", "status", "recipient_domain", "edge_ip"):
            with self.subTest(dimension=dimension):
                expected = {}
                for row in self.failed:
                    expected[row[dimension]] = expected.get(row[dimension], 0) + 1
                ranking = self.json["by"][dimension]
                self.assertEqual({row["key"] or "": row["count"] for row in ranking["top"]}, expected)
                self.assertEqual((ranking["total"], ranking["different"], ranking["exact"], ranking["others"]),
                                 (len(self.failed), len(expected), True, 0))
                counts = [row["count"] for row in ranking["top"]]
                self.assertEqual(counts, sorted(counts, reverse=True))

    def test_lists(self):
        suppress = {row["recipient"] for row in self.failed if row["suppress"] == "yes" and row["action"] == "failed" and row["recipient"]}
        told = {line["address"] for line in self.json["suppress"]}
        self.assertLessEqual(suppress, told)
        self.assertGreater(len(suppress), 20)
        keep = {line["address"] for line in self.json["do_not_suppress"]}
        self.assertGreater(len(keep), 10)
        self.assertFalse(told & keep)
        ours = {row["recipient"] for row in self.failed if row["suppress"] == "no" and row["responsible"] in ("sender", "sender_admin")}
        self.assertLessEqual(keep, ours)

    def test_top_limits_and_the_rest_is_told(self):
        some = json.loads(run("summary", "--format", "json", "--top", "2", *MAILS).stdout)
        ranking = some["by"]["category"]
        self.assertEqual(len(ranking["top"]), 2)
        self.assertEqual(ranking["others"], ranking["total"] - sum(row["count"] for row in ranking["top"]))
        self.assertEqual(len(some["templates"]["top"]), 2)
        self.assertEqual(some["suppress"], self.json["suppress"])

    def test_csv_says_the_same(self):
        got = run("summary", "--format", "csv", "--top", "1000", *MAILS)
        rows = list(csv.DictReader(io.StringIO(got.stdout.decode(), newline="")))
        self.assertEqual({row["key"]: int(row["count"]) for row in rows if row["section"] == "category"},
                         {row["key"]: row["count"] for row in self.json["by"]["category"]["top"]})
        self.assertEqual([row["key"] for row in rows if row["section"] == "suppress"], [line["address"] for line in self.json["suppress"]])
        self.assertEqual([row["example"] for row in rows if row["section"] == "template"],
                         [row["example"] for row in self.json["templates"]["top"]])

    def test_text(self):
        got = run("summary", *MAILS)
        self.assertEqual((got.returncode, got.stderr), (0, b""))
        text = got.stdout.decode()
        for words in (f"{self.json['messages']} messages: ", "\nWhy\n", "\nStop writing to: ", "\nDo NOT stop writing to", "user_unknown", "others)"):
            self.assertIn(words, text)
        self.assertNotIn("\x1b", text)

    def test_repeat(self):
        full = CORPUS / "postfix" / "multi-rcpt-mixed.eml"
        lists = lambda *arguments: [line["address"] for line in json.loads(run("summary", "--format", "json", *arguments).stdout)["suppress"]]
        self.assertEqual(lists(full), ["r550.5.1.1@script.example.org"])
        self.assertIn("r552.5.2.2@script.example.org", lists("--repeat", "1", full))
        self.assertIn("r552.5.2.2@script.example.org", lists(full, full, full))

    def test_nothing_and_bad_usage(self):
        self.assertEqual(run("summary", "-").returncode, 0)
        self.assertEqual(run("summary", "/no/such").returncode, 2)
        for arguments in (["--top", "0"], ["--format", "xml"], ["--repeat", "x"]):
            got = run("summary", *arguments, *MAILS)
            self.assertEqual((got.returncode, got.stdout, got.stderr.count(b"\n")), (2, b"", 1))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
