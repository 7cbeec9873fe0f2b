#!/usr/bin/env python3
"""manual_test.py COMMAND: the manual page and the completions know every command and option that --help shows, and are well-formed."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
SHELLS = {"bash": "bash", "zsh": "zsh", "fish": "fish"}


def run(*arguments):
    got = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, timeout=60)
    assert (got.returncode, got.stderr) == (0, ""), (arguments, got)
    return got.stdout


def commands(path=()):
    """Every command that has no commands below it, as a tuple of words; read from --help."""
    below, heading = [], ""
    for line in run(*path, "--help").splitlines():
        if line and not line.startswith(" "):
            heading = line
        match = re.match(r"  ([a-z][a-z-]*)  +\S", line)
        if match and not heading.startswith(("Options", "Positionals", "Usage", "  ")) and heading.endswith(":"):
            below.append(match[1])
    if not below:
        return [path]
    return [leaf for name in below for leaf in commands((*path, name))]


def options(path):
    found = set()
    for line in run(*path, "--help").splitlines():
        match = re.match(r"  (-[^ ]+)", line)
        if match:
            found |= set(match[1].split(","))
    return found


LEAVES = commands()
FOLDER = tempfile.TemporaryDirectory()


def written(kind):
    path = pathlib.Path(FOLDER.name) / kind
    path.write_text(run("manual", kind))
    return path


class Manual(unittest.TestCase):
    def test_help_shows_commands_and_options(self):
        self.assertGreaterEqual(len(LEAVES), 10)
        self.assertIn(("rules", "lint"), LEAVES)
        self.assertIn(("report",), LEAVES)
        self.assertIn("--our-domain", options(("parse",)))

    def test_page_has_all_of_them(self):
        page = run("manual", "man")
        self.assertTrue(page.isascii())
        for path in LEAVES:
            part = page.split(f'.SS "{" ".join(path)}"\n')
            self.assertEqual(len(part), 2, path)
            part = re.split(r"^\.S[SH] ", part[1], flags=re.M)[0].replace("\\-", "-")
            self.assertEqual(set(re.findall(r"\\fB(-[^\\]+)\\fR", part)), options(path), path)
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", '"EXIT STATUS"', "ENVIRONMENT", "EXAMPLES"):
            self.assertIn(f".SH {section}\n", page)

    def test_page_is_well_formed(self):
        page = written("man")
        checks = [("groff", ["groff", "-man", "-ww", "-z", "-Tutf8", page]), ("man", ["man", "--warnings", "-l", page])]
        tried = 0
        for program, command in checks:
            if shutil.which(program):
                got = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
                self.assertEqual((got.returncode, got.stderr), (0, ""), program)
                tried += 1
        if not tried:
            self.skipTest("NEITHER groff NOR man: the manual page is NOT checked")

    def test_scripts_parse(self):
        for kind, program in SHELLS.items():
            with self.subTest(kind):
                if not shutil.which(program):
                    self.skipTest(f"NO {program}: its completion is NOT checked")
                got = subprocess.run([program, "-n", written(kind)], capture_output=True, text=True)
                self.assertEqual((got.returncode, got.stderr), (0, ""))

    def bash(self, *words):
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _dsnparse; printf "%s\\n" "${COMPREPLY[@]}"')
        got = subprocess.run(["bash", "--norc", "-c", script, "bash", self.script, "dsnparse", *words], capture_output=True, text=True)
        self.assertEqual((got.returncode, got.stderr), (0, ""))
        return set(got.stdout.split())

    def test_bash_completes(self):
        self.script = written("bash")
        self.assertEqual({path[0] for path in LEAVES}, {word for word in self.bash("") if not word.startswith("-")})
        self.assertEqual(self.bash("rules", ""), {path[1] for path in LEAVES if path[0] == "rules"})
        for path in LEAVES:
            self.assertEqual(self.bash(*path, "-"), options(path), path)
        self.assertEqual(self.bash("report", "--raw", ""), {"none", "head", "full"})
        self.assertEqual(self.bash("explain", "--format", "m"), {"markdown"})
        self.assertEqual(self.bash("parse", "--in", "m"), {"message", "mbox", "mboxrd"})
        self.assertEqual(self.bash("parse", "--progress", ""), {"auto", "always", "never"})
        self.assertEqual(self.bash("parse", "--max-size", ""), set())
        self.assertIn(COMMAND, self.bash("explain", COMMAND[:-1]))

    def test_fish_completes(self):
        if not shutil.which("fish"):
            self.skipTest("NO fish: its completion is NOT tried")
        script = written("fish")

        def fish(text):
            got = subprocess.run(["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, text], capture_output=True, text=True,
                                 env={"HOME": FOLDER.name, "PATH": "/usr/bin:/bin"})
            self.assertEqual((got.returncode, got.stderr), (0, ""))
            return {line.split("\t")[0] for line in got.stdout.splitlines()}

        self.assertEqual(fish("dsnparse "), {path[0] for path in LEAVES})
        for path in LEAVES:
            long = {name for name in options(path) if name.startswith("--")}
            self.assertEqual(fish(f"dsnparse {' '.join(path)} --"), long, path)
        self.assertEqual(fish("dsnparse report --raw "), {"none", "head", "full"})

    def test_zsh_has_all_of_them(self):
        script = run("manual", "zsh")
        self.assertTrue(script.startswith("#compdef dsnparse\n"))
        for path in LEAVES:
            part = script
            for depth, word in enumerate(path):
                indent = "    " * (depth + 1)
                part = re.search(rf"^{indent}{word}\)\n(.*?)^{indent}    ;;\n", part, flags=re.M | re.S)[1]
            self.assertEqual(set(re.findall(r"'\*(--?[a-z0-9-]+)\[", part)), options(path), path)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
