#!/usr/bin/env python3
"""python_bench.py DSNPARSE_BENCH [FOLDER...]: the Python package against the C++ library, flufl.bounce and Python's email parser.

Run with a Python that has dsnparse (and, to compare, flufl.bounce) installed. Everything goes over the same messages in one run,
in one thread, the contestants in turn; the best of many rounds counts. Read the ratios; the absolute figures are the machine's.
"""

from __future__ import annotations

import email
import email.policy
import pathlib
import re
import subprocess
import sys
import time
from collections.abc import Callable

import dsnparse
from dsnparse.compat.flufl import all_failures

ROUNDS = 7


def load(folders: list[str]) -> list[bytes]:
    """The messages that dsnparse_bench reads as well."""
    return [path.read_bytes() for folder in folders for path in sorted(pathlib.Path(folder).rglob("*")) if path.suffix in (".eml", ".txt")]


def many(messages: list[bytes]) -> None:
    for _ in dsnparse.parse_many(messages, threads=1):
        pass


def many_facts(messages: list[bytes]) -> None:
    """What a program would read of each."""
    for result in dsnparse.parse_many(messages, threads=1):
        if result.is_bounce:
            for recipient in result.recipients:
                recipient.address, recipient.status, recipient.classification


def each(function: Callable[[bytes], object]) -> Callable[[list[bytes]], None]:
    def run(messages: list[bytes]) -> None:
        for message in messages:
            function(message)

    return run


def contestants() -> dict[str, Callable[[list[bytes]], None]]:
    found = {
        "parse_many": many,
        "parse_many, facts read": many_facts,
        "parse, one by one": each(dsnparse.parse),
        "parse -> JSON": each(lambda message: dsnparse.parse(message).to_json()),
        "parse -> dict": each(lambda message: dsnparse.parse(message).to_dict()),
        "compat.flufl on bytes": each(all_failures),
        "email.message_from_bytes": each(email.message_from_bytes),
        "the same, policy.default": each(lambda message: email.message_from_bytes(message, policy=email.policy.default)),
    }
    try:
        import flufl.bounce
    except ImportError:
        print("flufl.bounce is not installed: left out")
    else:

        def failures(message: bytes) -> object:
            try:
                return flufl.bounce.all_failures(email.message_from_bytes(message))
            except Exception:  # it gives up on some messages, which counts as read
                return None

        found["flufl.bounce"] = each(failures)
    return found


def cpp_rate(bench: str, folders: list[str]) -> float:
    """Messages a second that the C++ library parses, in one thread."""
    output = subprocess.run([bench, *folders], check=True, capture_output=True, text=True).stdout
    line = next(line for line in output.splitlines() if "parse -> Report" in line)
    return float(re.split(r"\s{2,}", line.strip())[2])


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folders = sys.argv[2:] or ["tests/corpus"]
    messages = load(folders)
    cpp = cpp_rate(sys.argv[1], folders)
    runs, best = contestants(), {}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            run(messages)
            best[name] = min(best.get(name, 1e9), time.perf_counter() - start)
    cpp = max(cpp, cpp_rate(sys.argv[1], folders))
    print(f"{len(messages)} messages, {sum(map(len, messages)) / 1e6:.1f} MB, one thread, best of {ROUNDS}")
    print(f"  {'':26} {'messages/s':>11} {'us/message':>11} {'of C++':>8} {'parse_many is':>14}")
    print(f"  {'C++ dsnparse::parse':26} {cpp:11.0f} {1e6 / cpp:11.1f} {'100%':>8}")
    for name, seconds in best.items():
        rate = len(messages) / seconds
        print(f"  {name:26} {rate:11.0f} {1e6 / rate:11.1f} {100 * rate / cpp:7.0f}% {seconds / best['parse_many']:13.1f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
