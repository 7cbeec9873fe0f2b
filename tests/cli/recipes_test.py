#!/usr/bin/env python3
"""recipes_test.py COMMAND CORPUS DOCS: the recipes of the documentation, run as they stand there."""
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

COMMAND = pathlib.Path(sys.argv[1]).resolve()
CORPUS = pathlib.Path(sys.argv[2]).resolve()
DOCS = pathlib.Path(sys.argv[3]).resolve()
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # in memory: quick
MAILS = sorted(CORPUS.rglob("*.eml"))
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
PATH = f"{COMMAND.parent}:{os.environ['PATH']}"


def recipe(page, name):
    """The block of code behind `<!-- tested: name -->`."""
    blocks = re.findall(r"<!-- tested: (\S+) -->\n```\w*\n(.*?)```", (DOCS / page).read_text("utf-8"), re.S)
    return dict(blocks)[name]


class Recipe(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(dir=SCRATCH)
        self.folder = pathlib.Path(self.scratch.name)

    def tearDown(self):
        self.scratch.cleanup()

    def run_here(self, program, **options):
        return subprocess.run(program, cwd=self.folder, capture_output=True, timeout=120, env={**os.environ, "PATH": options.pop("path", PATH)},
                              **options)


class Postfix(Recipe):
    """As pipe(8) runs it: the message on standard input, and 0 and 75 the only good ends."""

    def setUp(self):
        super().setUp()
        self.script = self.folder / "dsnparse-pipe"
        self.script.write_text(recipe("recipes.md", "postfix"))
        self.script.chmod(0o755)
        self.spool = self.folder / "spool"
        self.spool.mkdir()

    def test_a_bounce_is_kept(self):
        got = self.run_here([self.script, self.spool], input=BOUNCE.read_bytes())
        self.assertEqual((got.returncode, got.stdout, got.stderr), (0, b"", b""))
        (result,) = self.spool.iterdir()
        self.assertEqual(json.loads(result.read_bytes())["kind"], "bounce")

    def test_any_bytes_are_taken(self):
        for content in (b"", b"\0\xff" * 5000, b"From: a@example.org\n\nhello\n"):
            self.assertEqual(self.run_here([self.script, self.spool], input=content).returncode, 0)

    def test_whatever_goes_wrong_is_75_and_leaves_nothing(self):
        got = self.run_here([self.script, self.folder / "no" / "such"], input=BOUNCE.read_bytes())
        self.assertEqual(got.returncode, 75)
        full = self.run_here([self.script, self.spool], input=BOUNCE.read_bytes(),
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        self.assertEqual(full.returncode, 75)
        self.assertEqual(list(self.spool.iterdir()), [])
        without = self.run_here([self.script, self.spool], input=BOUNCE.read_bytes(), path="/usr/bin:/bin" if COMMAND.parent != pathlib.Path("/usr/bin") else "/bin")
        self.assertEqual(without.returncode, 75)


@unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
class Parallel(Recipe):
    def test_files(self):
        shutil.copytree(CORPUS / "sendmail", self.folder / "bounces")
        got = self.run_here(["bash", "-ec", recipe("recipes.md", "parallel")])
        self.assertEqual(got.returncode, 0, got.stderr)
        results = [json.loads(line)["input"]["source"] for line in (self.folder / "bounces.ndjson").read_bytes().splitlines()]
        files = subprocess.run("find bounces -type f -print0 | sort -z | tr '\\0' '\\n'", shell=True, cwd=self.folder, capture_output=True)
        self.assertEqual(results, files.stdout.decode().splitlines())
        self.assertGreater(len(results), 5)

    def test_workers(self):
        with open(self.folder / "requests.ndjson", "w", encoding="utf-8") as requests:
            for i in range(3000):
                requests.write(json.dumps({"id": i, "text": "<a@example.org>: 550 5.1.1 User unknown " + "x" * 1000}) + "\n")
        got = self.run_here(["bash", "-ec", recipe("recipes.md", "parallel-worker")])
        self.assertEqual(got.returncode, 0, got.stderr)
        answers = [json.loads(line) for line in (self.folder / "answers.ndjson").read_bytes().splitlines()]
        self.assertEqual([answer["id"] for answer in answers], list(range(3000)))
        self.assertTrue(all("result" in answer for answer in answers))


def missing(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode != 0


class Tables(Recipe):
    def parquet_by(self, module):
        if missing(module):
            self.skipTest(f"the Python package {module} is not installed")
        subprocess.run([COMMAND, "parse", "--format", "csv", "-o", self.folder / "bounces.csv", *MAILS], check=True)
        got = self.run_here([sys.executable, "-c", recipe("sqlite.md", module)])
        self.assertEqual(got.returncode, 0, got.stderr.decode())
        self.assertIn(b"user_unknown", got.stdout)
        self.assertEqual((self.folder / "bounces.parquet").read_bytes()[:4], b"PAR1")

    def test_duckdb(self):
        self.parquet_by("duckdb")

    def test_polars(self):
        self.parquet_by("polars")

    def test_sqlite_lines(self):
        """Each line of SQL in the page, on a database of the corpus."""
        import sqlite3
        subprocess.run([COMMAND, "parse", "-o", self.folder / "bounces.db", *MAILS], check=True)
        queries = re.findall(r'sqlite3 bounces.db "(.*)"', (DOCS / "sqlite.md").read_text("utf-8"))
        self.assertEqual(len(queries), 3)
        with sqlite3.connect(self.folder / "bounces.db") as connection:
            for query in queries:
                self.assertGreater(len(connection.execute(query).fetchall()), 3, query)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=2)
