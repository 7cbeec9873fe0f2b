#!/usr/bin/env python3
"""knowledge_test.py COMMAND CORPUS: rules, unknown, explain and trace as their users run them."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
CHAIN = (b"Received: from relay.example.com (relay.example.com [198.51.100.5]) by mx.example.org (Postfix) with ESMTPS id 3; "
         b"Mon, 2 Mar 2020 10:20:03 +0000\n"
         b"Received: from mta.example.net (mta.example.net [203.0.113.9]) by relay.example.com (Postfix) with ESMTP id 2; "
         b"Mon, 2 Mar 2020 10:20:02 +0000\nFrom: a@example.net\nSubject: x\n\nbody\n")


def run(*arguments, stdin=b""):
    return subprocess.run([COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=60)


def pasted(reply):
    return f"<joe@example.org>: host mx.example.org[192.0.2.1] said: {reply} (in reply to RCPT TO command)\n".encode()


class Rules(unittest.TestCase):
    def test_lint_of_the_built_in_rules(self):
        got = run("rules", "lint")
        self.assertEqual(got.returncode, 0, got.stdout)
        self.assertRegex(got.stdout.decode(), r"^\d{3,} rules, 0 problems\n$")

    def test_lint_names_what_does_not_hold_in_a_file_of_the_user(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"rules": [{"id": "a.b", "category": "expired", "text": ["purple"], "examples": ["550 green"]}]}, file)
            file.flush()
            got = run("rules", "lint", "--rules", file.name)
            self.assertEqual(got.returncode, 1)
            self.assertIn(b'rule a.b: no rule knows its example "550 green"', got.stdout)
            self.assertTrue(got.stdout.endswith(b"1 rule, 1 problem\n"))

    def test_lint_refuses_a_broken_file_in_one_line(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"rules": [{"id": "a", "category": "nonsense", "text": ["words"], "examples": ["x"]}]}')
            file.flush()
            got = run("rules", "lint", "--rules", file.name)
            self.assertEqual((got.returncode, got.stdout), (2, b""))
            self.assertEqual(got.stderr.count(b"\n"), 1)
            self.assertIn(b'unknown category "nonsense"', got.stderr)

    def test_list(self):
        lines = run("rules", "list").stdout.decode().splitlines()
        rules = json.loads(run("rules", "list", "--format", "json").stdout)
        self.assertEqual(len(lines), len(rules))
        self.assertTrue(any(rule["id"] == "common.user_unknown" and rule["category"] == "user_unknown" for rule in rules))

    def test_explain_names_the_winner_the_losers_and_why(self):
        reply = "550 5.7.1 blocked using zen.spamhaus.org; user unknown"
        got = json.loads(run("rules", "explain", reply, "--format", "json").stdout)
        self.assertEqual((got["code"], got["status"]), (550, "5.7.1"))
        self.assertEqual(got["hits"][0]["id"], got["won"])
        self.assertEqual([hit["won"] for hit in got["hits"]].count(True), 1)
        self.assertTrue(all(hit["why"] for hit in got["hits"] if not hit["won"]))
        self.assertGreater(len(got["hits"]), 1)
        text = run("rules", "explain", reply).stdout.decode()
        self.assertIn("won by", text)
        self.assertIn("behind the winner: ", text)

    def test_explain_of_words_that_no_rule_knows_tells_what_the_code_says(self):
        got = json.loads(run("rules", "explain", "550 5.1.1 xyzzy", "--format", "json").stdout)
        self.assertEqual((got["won"], got["hits"], got["registry"]["category"]), (None, [], "user_unknown"))

    def test_explain_minds_who_said_it(self):
        one = json.loads(run("rules", "explain", "550 Unknown user a@docomo.ne.jp", "--format", "json").stdout)
        other = json.loads(run("rules", "explain", "550 Unknown user a@docomo.ne.jp", "--host", "mfsmax.docomo.ne.jp", "--phase",
                               "end_of_data", "--format", "json").stdout)
        self.assertNotEqual(one["won"], other["won"])


    def test_unknown_phase_is_bad_usage(self):
        got = run("rules", "explain", "550 x", "--phase", "nonsense")
        self.assertEqual((got.returncode, got.stdout), (2, b""))


class Unknown(unittest.TestCase):
    def test_texts_are_masked_and_counted(self):
        with tempfile.TemporaryDirectory() as folder:
            base = pathlib.Path(folder)
            (base / "1.txt").write_bytes(pasted("550 xyzzy plugh for <joe@example.org> id 4XmZ0011Qbz"))
            (base / "2.txt").write_bytes(pasted("550 xyzzy plugh for <ann@example.com> id 9YnA0012Rca"))
            (base / "3.txt").write_bytes(pasted("550 5.1.1 User unknown"))
            got = json.loads(run("unknown", folder, "--format", "json").stdout)
            self.assertEqual((got["replies"], got["unknown"]), (3, 2))
            self.assertEqual([(item["count"], item["text"]) for item in got["texts"]], [(2, "550 xyzzy plugh for <address> id <id>")])
            text = run("unknown", folder).stdout.decode()
            self.assertIn("2  550 xyzzy plugh for <address> id <id>\n2 of 3 replies, 1 different texts\n", text)
            self.assertNotIn("joe", text)


class Explain(unittest.TestCase):
    def test_seed_case(self):
        text = run("explain", BOUNCE).stdout.decode()
        self.assertIn(">>Delivery not authorized<<", text)
        self.assertIn("The administrators of the sender's mail system.", text)
        self.assertIn("https://ipremoval.sms.symantec.com/", text)
        self.assertIn("forward-confirmed reverse", text)
        self.assertIn("Keep the address: this refusal is not about the recipient.", text)
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()))

    def test_formats(self):
        markdown = run("explain", "--format", "markdown", BOUNCE).stdout.decode()
        self.assertTrue(markdown.startswith("# "))
        self.assertIn("**Delivery not authorized**", markdown)
        one = json.loads(run("explain", "--format", "json", BOUNCE).stdout)
        self.assertEqual(one["source"], str(BOUNCE))
        lines = run("explain", "--format", "json", BOUNCE, BOUNCE).stdout.splitlines()
        self.assertEqual([json.loads(line)["headline"] for line in lines], [one["headline"]] * 2)


class Trace(unittest.TestCase):
    def test_table_with_the_boundary_where_we_say_it_is(self):
        inferred = run("trace", stdin=CHAIN).stdout.decode()
        self.assertIn("* sending edge: relay.example.com [198.51.100.5]", inferred)
        ours = run("trace", "--our-domain", "example.org", "--our-domain", "example.com", stdin=CHAIN).stdout.decode()
        self.assertIn("* sending edge: mta.example.net [203.0.113.9]", ours)
        self.assertRegex(ours, r"(?m)^#  +from +by +with +delay$")
        self.assertIn("+1 s", ours)

    def test_a_file_behind_a_repeatable_option_is_a_file(self):
        for option, value in (("--our-domain", "example.org"), ("--trusted-net", "192.0.2.0/24"), ("--dnsbl", "list.test")):
            got = run("explain", option, value, BOUNCE)
            self.assertEqual(got.returncode, 0, got.stderr)
            self.assertIn(b"Delivery not authorized", got.stdout)

    def test_bad_network_is_bad_usage(self):
        got = run("trace", "--trusted-net", "192.0.2.0/99", stdin=CHAIN)
        self.assertEqual((got.returncode, got.stdout), (2, b""))
        self.assertIn(b"192.0.2.0/99", got.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
