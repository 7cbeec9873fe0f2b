#!/usr/bin/env python3
"""worker_test.py COMMAND CORPUS: the filter that lives on."""
import base64
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
PASTED = "<a@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)"


def run(requests, *arguments):
    got = subprocess.run([COMMAND, "worker", *arguments], input=requests, capture_output=True, timeout=120)
    return got, [json.loads(line) for line in got.stdout.splitlines()]


def line(**members):
    return json.dumps(members).encode() + b"\n"


class Alive:
    """A worker that is talked to line by line."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([COMMAND, "worker", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, bufsize=0)
        self.rest = b""

    def ask(self, request):
        self.process.stdin.write(request)
        return self.answer()

    def answer(self):
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.process.stdout], [], [], 60)
            if not ready:
                raise AssertionError("no answer")
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise AssertionError("it ended")
            self.rest += more
        answer, self.rest = self.rest.split(b"\n", 1)
        return json.loads(answer)

    def end(self):
        self.process.stdin.close()
        result = (self.process.stdout.read(), self.process.stderr.read())
        self.process.stdout.close()
        self.process.stderr.close()
        return (self.process.wait(60), *result)


class Answers(unittest.TestCase):
    def test_one_line_for_each_in_order(self):
        requests = b"".join(line(id=i, text=f"{PASTED} {i}") for i in range(200))
        got, answers = run(requests)
        self.assertEqual((got.returncode, got.stderr), (0, b""))
        self.assertEqual([answer["id"] for answer in answers], list(range(200)))
        self.assertEqual({answer["result"]["recipients"][0]["classification"]["category"] for answer in answers}, {"user_unknown"})

    def test_the_result_is_that_of_parse(self):
        got, answers = run(line(id="x", raw_b64=base64.b64encode(BOUNCE.read_bytes()).decode()))
        parsed = json.loads(subprocess.run([COMMAND, "parse", "-"], input=BOUNCE.read_bytes(), capture_output=True).stdout)
        parsed["input"]["source"] = None
        self.assertEqual(answers, [{"id": "x", "result": parsed}])
        lines = base64.encodebytes(BOUNCE.read_bytes()).decode()  # broken into lines
        self.assertEqual(run(line(id="x", raw_b64=lines))[1], answers)

    def test_each_answer_is_written_at_once(self):
        worker = Alive()
        for i in range(5):
            self.assertEqual(worker.ask(line(id=i, text=PASTED))["id"], i)
        self.assertEqual(worker.end(), (0, b"", b""))

    def test_ids_come_back_as_they_were(self):
        ids = ["", "a\"\\\u00fc\n", 0, -7, 18446744073709551615, 1.5, None]
        self.assertEqual([answer["id"] for answer in run(b"".join(line(id=one, text="x") for one in ids))[1]], ids)
        self.assertIsNone(run(line(text="x"))[1][0]["id"])

    def test_last_line_needs_no_end_and_crlf_is_one(self):
        self.assertEqual(len(run(line(id=1, text="x")[:-1])[1]), 1)
        self.assertEqual([answer.get("error") for answer in run(b'{"id":1,"text":"x"}\r\n{"id":2,"text":"y"}\r\n')[1]], [None, None])
        self.assertEqual(run(b"")[0].returncode, 0)

    def test_options_reach_the_parser(self):
        _, answers = run(line(id=1, text=PASTED), "--evidence", "none", "--no-digest")
        self.assertEqual(answers[0]["result"]["recipients"][0]["evidence"], [])
        self.assertIsNone(answers[0]["result"]["input"]["id"])


class BadInput(unittest.TestCase):
    def test_every_bad_line_gets_an_error_and_the_next_a_result(self):
        bad = {
            b"": "bad_json",
            b"{": "bad_json",
            b"nonsense": "bad_json",
            b"\0\0\0": "bad_json",
            b'{"id":1,"text":"\0"}': "bad_json",
            b'{"id":1,"text":"\xff\xfe"}': "bad_json",
            b"[1,2]": "bad_json",
            b'"text"': "bad_json",
            b"null": "bad_json",
            b'{"id":1,"text":"x"} trailing': "bad_json",
            b"{" * 100000: "bad_json",
            b"[" * 3000000: "bad_json",
            b'{"id":1}': "bad_request",
            b"{}": "bad_request",
            b'{"id":1,"text":7}': "bad_request",
            b'{"id":1,"text":null}': "bad_request",
            b'{"id":1,"text":{"text":"x"}}': "bad_request",
            b'{"id":1,"raw_b64":["eA=="]}': "bad_request",
            b'{"id":1,"text":"x","raw_b64":"eA=="}': "bad_request",
            b'{"id":{"a":1},"text":"x"}': "bad_request",
            b'{"id":true,"text":"x"}': "bad_request",
            b'{"id":1,"raw_b64":"****"}': "bad_base64",
            b'{"id":1,"raw_b64":"eHh4e"}': "bad_base64",
            b'{"id":1,"raw_b64":"eA="}': "bad_base64",
            b'{"id":1,"raw_b64":"eA==eA=="}': "bad_base64",
        }
        worker = Alive()
        for request, code in bad.items():
            with self.subTest(request=request[:60]):
                answer = worker.ask(request + b"\n")
                self.assertEqual(answer["error"]["code"], code)
                self.assertGreater(len(answer["error"]["message"]), 5)
                self.assertIn("result", worker.ask(line(id=2, text=PASTED)))
        self.assertEqual(worker.end(), (0, b"", b""))

    def test_id_of_a_bad_request_is_told(self):
        self.assertEqual(run(line(id="seven", raw_b64="*"))[1][0]["id"], "seven")

    def test_the_error_says_where_the_base64_ends(self):
        self.assertIn("character 3", run(line(id=1, raw_b64="eH*4"))[1][0]["error"]["message"])

    def test_too_long_a_line(self):
        for size in (101, 5000, 200000):
            _, answers = run(b"x" * size + b"\n" + line(id=2, text="short"), "--max-line", "100")
            self.assertEqual(answers[0]["id"], None)
            self.assertEqual(answers[0]["error"]["code"], "line_too_long")
            self.assertIn("100 bytes", answers[0]["error"]["message"])
            self.assertIn("result", answers[1])
        exact = json.dumps({"id": 1, "text": ""})
        request = exact.replace('""', '"' + "x" * (100 - len(exact)) + '"').encode()
        self.assertEqual(len(request), 100)
        self.assertIn("result", run(request + b"\n", "--max-line", "100")[1][0])
        self.assertIn("error", run(b"x" * 101, "--max-line", "100")[1][0])

    def test_a_hundred_megabytes(self):
        process = subprocess.Popen([COMMAND, "worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        block = b"x" * (1 << 20)
        for _ in range(100):
            process.stdin.write(block)
        process.stdin.write(b"\n" + line(id=2, text=PASTED))
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        with open(f"/proc/{process.pid}/status") as status:
            peak = next(int(entry.split()[1]) for entry in status if entry.startswith("VmHWM"))
        process.stdin.close()
        process.stdout.close()
        self.assertEqual(process.wait(), 0)
        self.assertEqual(answers[0]["error"]["code"], "line_too_long")
        self.assertEqual(answers[1]["id"], 2)
        if "asan" not in COMMAND:
            self.assertLess(peak, 250 * 1024)


class Ends(unittest.TestCase):
    def test_on_sigterm_and_sigint_with_what_was_asked_answered(self):
        for ending in (signal.SIGTERM, signal.SIGINT):
            worker = Alive()
            self.assertIn("result", worker.ask(line(id=1, text=PASTED)))
            worker.process.stdin.write(b'{"id":2,"text":"not yet')
            worker.process.send_signal(ending)
            self.assertEqual(worker.process.wait(60), 0)
            self.assertEqual(worker.end(), (0, b"", b""))

    def test_reader_that_went_away(self):
        worker = Alive()
        worker.ask(line(id=1, text=PASTED))
        worker.process.stdout.close()
        worker.process.stdin.write(line(id=2, text=PASTED))
        self.assertEqual(worker.process.wait(60), 0)
        self.assertEqual(worker.process.stderr.read(), b"")
        worker.process.stdin.close()
        worker.process.stderr.close()

    def test_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            got = subprocess.run([COMMAND, "worker"], input=line(id=1, text="x"), stdout=full, stderr=subprocess.PIPE)
        self.assertEqual((got.returncode, got.stderr), (2, b"dsnparse: standard output: No space left on device\n"))

    def test_usage(self):
        for arguments in (["--max-line", "0"], ["--max-line", "x"], ["file.eml"], ["--rules", "/no/such"]):
            got = subprocess.run([COMMAND, "worker", *arguments], stdin=subprocess.DEVNULL, capture_output=True)
            self.assertEqual((got.returncode, got.stdout, got.stderr.count(b"\n")), (2, b"", 1), arguments)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
