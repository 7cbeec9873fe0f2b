#!/usr/bin/env python3
"""command_test.py COMMAND: dsnparse dns and explain --dns beside the name servers of with_name_server.py."""
import json
import os
import subprocess
import sys
import unittest

COMMAND = sys.argv[1]
SERVER = os.environ["DSNPARSE_DNS_SERVER"]
REFUSAL = (b"<joe@null.example.test>: host mx.example.org[198.51.100.1] said: 554 5.7.1 Service unavailable; Client host "
           b"[192.0.2.7] blocked (in reply to RCPT TO command)\n")


def run(*arguments, stdin=b""):
    return subprocess.run([COMMAND, *arguments], input=stdin, capture_output=True, timeout=60)


def outcomes(got):
    return {check["id"]: check["outcome"] for check in json.loads(got.stdout)["checks"]}


class Dns(unittest.TestCase):
    def test_all_in_order(self):
        got = run("dns", "--resolver", SERVER, "--ip", "192.0.2.7", "--helo", "mx.example.test", "--sender-domain", "example.test",
                  "--recipient-domain", "example.test", "--format", "json")
        self.assertEqual(got.returncode, 0, got.stdout)
        self.assertEqual(outcomes(got), dict.fromkeys(("ptr", "fcrdns", "helo", "mx", "spf", "dmarc"), "ok"))

    def test_null_mx_is_a_problem(self):
        got = run("dns", "--resolver", SERVER, "--recipient-domain", "null.example.test")
        self.assertEqual(got.returncode, 1)
        self.assertIn(b"mx null.example.test: problem", got.stdout)

    def test_silent_server_is_no_problem_of_the_domain(self):
        got = run("dns", "--resolver", os.environ["DSNPARSE_DNS_SILENT"], "--timeout", "0.3", "--recipient-domain", "example.test",
                  "--format", "json")
        self.assertEqual((got.returncode, outcomes(got)), (0, {"mx": "unknown"}))

    def test_subject_is_taken_from_a_message(self):
        got = run("dns", "--resolver", SERVER, "--format", "json", "-", stdin=REFUSAL)
        result = json.loads(got.stdout)
        self.assertEqual((result["subject"]["ip"], result["subject"]["recipient_domain"]), ("192.0.2.7", "null.example.test"))
        self.assertEqual((outcomes(got)["ptr"], outcomes(got)["mx"]), ("ok", "problem"))

    def test_explain_with_what_dns_says(self):
        plain = run("explain", "-", stdin=REFUSAL).stdout.decode()
        self.assertNotIn("What DNS says now", plain)
        text = run("explain", "--dns", "--resolver", SERVER, "-", stdin=REFUSAL).stdout.decode()
        self.assertIn("What DNS says now", text)
        self.assertIn("mx.example.test", text)
        sections = json.loads(run("explain", "--dns", "--resolver", SERVER, "--format", "json", stdin=REFUSAL).stdout)["sections"]
        self.assertEqual([section["heading"] for section in sections], ["What DNS says now"])

    def test_block_lists_are_asked_only_where_named(self):
        without = outcomes(run("dns", "--resolver", SERVER, "--ip", "192.0.2.7", "--format", "json"))
        self.assertNotIn("dnsbl", without)
        named = outcomes(run("dns", "--resolver", SERVER, "--ip", "192.0.2.7", "--dnsbl", "list.test", "--format", "json"))
        self.assertIn("dnsbl", named)

    def test_bad_resolver_is_bad_usage(self):
        got = run("dns", "--resolver", "nonsense", "--ip", "192.0.2.7")
        self.assertEqual((got.returncode, got.stdout), (2, b""))
        self.assertEqual(got.stderr.count(b"\n"), 1)

    def test_nothing_to_ask(self):
        got = run("dns", "--resolver", SERVER, "-", stdin=b"hello")
        self.assertEqual(got.returncode, 0)
        self.assertIn(b"names no public address", got.stdout)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
