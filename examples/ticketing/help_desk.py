#!/usr/bin/env python3
"""help_desk.py [--suppress] STORE MAIL...: what a help desk does with the mail that comes back, in Python.

Reads every message of MAIL (files, folders, Maildir, mbox), finds the ticket whose message came back, and attaches why.
STORE is a small JSON file of tickets; it may be run over the same mail again: a message is attached once."""

import argparse
import json
import os
import pathlib
import sys
from collections.abc import Iterator
from typing import Any

import dsnparse

Store = dict[str, Any]


def may_be_answered(result: dsnparse.Result) -> bool:
    """A mail that a program wrote must not be answered by a program (RFC 3834): of all kinds only a person's message may be."""
    return (result.kind == "message" and result.report.return_path != "<>" and result.correlation.list_id is None
            and (result.report.auto_submitted or "no").lower() == "no")


def find(store: Store, result: dsnparse.Result) -> tuple[Store, Store] | None:
    """The ticket of which a message came back, and that message."""
    ours = {message["id"]: (ticket, message) for ticket in store["tickets"] for message in ticket["messages"]}
    return next((ours[each.value] for each in result.correlation.message_ids if each.value in ours), None)


def note(result: dsnparse.Result) -> Store:
    return {
        "input": result.input.id,
        "kind": result.kind,
        "authenticity": result.authenticity.verdict,
        "recipients": [{"address": each.address, "status": each.status, "category": each.classification.category,
                        "suppress": each.classification.suppress} for each in result.recipients],
        "text": result.explain(format="markdown"),
    }


def gone(result: dsnparse.Result, message: Store) -> Iterator[str]:
    """Addresses to write to no more: said to be gone, by a plausible bounce, of a message that we did send them."""
    if result.is_bounce and result.authenticity.verdict == "plausible":
        named = {address.lower() for each in result.recipients if each.classification.suppress == "yes"
                 for address in (each.address, each.original) if address is not None}
        yield from (to for to in message["to"] if to.lower() in named)


def handle(store: Store, result: dsnparse.Result, suppress: bool) -> str:
    """Does what is to be done with one mail, and says it in a line."""
    if result.kind in ("message", "unknown"):
        return f"for people {result.kind}" + (", may be answered" if may_be_answered(result) else "")
    found = find(store, result)
    if found is None:
        return f"not ours {result.kind}"
    ticket, message = found
    if result.authenticity.verdict == "suspicious":
        return f"held {result.kind} {ticket['id']}"
    if any(each["input"] == result.input.id for each in ticket["notes"]):
        return f"known {result.kind} {ticket['id']}"
    ticket["notes"].append(note(result))
    line = f"attached {result.kind} {ticket['id']}"
    for address in gone(result, message) if suppress else ():
        store["suppressed"].append(address)
        line += f" suppressed {address}"
    return line


def save(store: Store, path: pathlib.Path) -> None:
    """All of it or nothing: a reader never sees half a store."""
    new = path.with_name(path.name + ".new")
    new.write_text(json.dumps(store, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(new, path)


def main() -> int:
    arguments = argparse.ArgumentParser(prog="help_desk.py")
    arguments.add_argument("--suppress", action="store_true", help="put addresses that are gone on the store's list")
    arguments.add_argument("store", type=pathlib.Path)
    arguments.add_argument("mail", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    store = json.loads(given.store.read_text(encoding="utf-8"))
    if "tickets" not in store:
        arguments.error(f"{given.store}: not a ticket store")
    with dsnparse.iter_path(*given.mail) as results:
        for result in results:
            print(handle(store, result, given.suppress))
        save(store, given.store)
        for problem in results.problems:
            print(f"{problem.source}: {problem.reason}", file=sys.stderr)
        return 1 if results.problems else 0


if __name__ == "__main__":
    sys.exit(main())
