"""python -m dsnparse: the package on the command line. The dsnparse command of the C++ library can do more."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from . import Parser, Result, __version__


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dsnparse",
        description="Reads bounces: why a mail was refused, who refused it, what to do.",
        epilog="Exit status: 0 all was read (check: it is a bounce); 1 check: none is a bounce; 2 something could not be read, "
        "or the command line is wrong. One line on standard error says what.",
    )
    parser.add_argument("--version", action="version", version=f"dsnparse {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, help in (
        ("parse", "the result as JSON; a line for each of several messages"),
        ("explain", "for a person: who refused, why, who can act, what to do"),
        ("trace", "the Received chain of any message, with the sending edge"),
        ("check", "exit status only"),
    ):
        command = commands.add_parser(name, help=help, description=help)
        command.add_argument("path", nargs="*", default=["-"], help="a file with one message; -: standard input")
        command.add_argument("--our-domain", action="append", default=[], metavar="DOMAIN", help="a domain of ours")
        command.add_argument("--trusted-net", action="append", default=[], metavar="CIDR", help="a network of ours")
    return parser


class Run:
    """One call of the command."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._parser = Parser(our_domains=given.our_domain, trusted_nets=given.trusted_net)
        self._failed = False

    def run(self) -> int:
        bounce = shown = False
        for name, result in self._results():
            bounce = bounce or result.is_bounce
            if self._given.command != "check":
                sys.stdout.buffer.write(self._text(name, result, shown).encode("utf-8"))
                shown = True
        sys.stdout.flush()
        if self._failed:
            return 2
        return 1 if self._given.command == "check" and not bounce else 0

    def _results(self) -> Iterator[tuple[str, Result]]:
        read = self._parser.trace if self._given.command == "trace" else self._parser.parse
        for name in self._given.path:
            try:
                content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            except OSError as error:
                print(f"dsnparse: {name}: {error.strerror}", file=sys.stderr)
                self._failed = True
            else:
                yield name, read(content, source=name)

    def _text(self, name: str, result: Result, shown: bool) -> str:
        many = len(self._given.path) > 1
        if self._given.command == "parse":
            return result.to_json(indent=None if many else 2) + "\n"
        text = result.chain() if self._given.command == "trace" else result.explain()
        return ("\n" if shown else "") + f"== {name} ==\n{text}" if many else text


def main() -> int:
    try:
        return Run(arguments().parse_args()).run()
    except BrokenPipeError:  # the reader of the output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
