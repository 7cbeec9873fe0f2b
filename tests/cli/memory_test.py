#!/usr/bin/env python3
"""memory_test.py COMMAND CORPUS MEGABYTES: a large mailbox, made while it is read, needs no more memory than a small one."""
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
SIZE = int(sys.argv[3]) << 20
MOST = 200 << 20
LINE = b"From MAILER-DAEMON Mon Nov 23 17:02:19 2026\n"


def mails():
    """The golden mails, as they can stand in an mbox."""
    for path in sorted(CORPUS.rglob("*.eml")):
        mail = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        if not mail.startswith(b"From "):
            yield mail.rstrip(b"\n") + b"\n"


def mailbox(size):
    """So many bytes of them, again and again; each mail differs from all others."""
    kept = list(mails())
    number = made = 0
    while made < size:
        pieces = []
        for mail in kept:
            number += 1
            pieces.append(b"%sX-Number: %d\n%s\n" % (LINE, number, mail))
        block = b"".join(pieces)
        made += len(block)
        yield block


class Memory(unittest.TestCase):
    def run_over(self, size, *arguments):
        """Messages given, and the memory that the command held at most, in bytes."""
        process = subprocess.Popen([COMMAND, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        count = 0

        def feed():
            nonlocal count
            with process.stdin:
                for block in mailbox(size):
                    count += block.count(b"\nX-Number: ")
                    process.stdin.write(block)

        feeder = threading.Thread(target=feed)
        feeder.start()
        lines = 0
        while piece := process.stdout.read(1 << 16):
            lines += piece.count(b"\n")
        feeder.join()
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return count, lines, usage.ru_maxrss << 10

    def test_ndjson(self):
        count, lines, memory = self.run_over(SIZE, "parse", "--format", "ndjson", "-j2", "-")
        # Behind words that announce a returned message, a mail belongs to the one in front.
        self.assertLessEqual(lines, count)
        self.assertGreater(lines, count * 0.98)
        self.assertLess(memory, MOST)

    def test_summary(self):
        _, lines, memory = self.run_over(SIZE // 4, "summary", "-")
        self.assertGreater(lines, 10)
        self.assertLess(memory, MOST)

    def test_sqlite(self):
        with tempfile.TemporaryDirectory() as folder:
            count, _, memory = self.run_over(SIZE // 8, "parse", "-o", f"{folder}/bounces.db", "-j2", "-")
            self.assertGreater(count, 0)
            self.assertGreater(os.path.getsize(f"{folder}/bounces.db"), SIZE // 64)
        self.assertLess(memory, MOST)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
