"""Checked by mypy --strict and pyright as a user's program would be, and run as well."""

from __future__ import annotations

import datetime
import pathlib
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from typing import TYPE_CHECKING

import dsnparse
from dsnparse import Recipient, RejectingHost, Result

if TYPE_CHECKING:
    from typing_extensions import assert_type
else:

    def assert_type(value: object, _: object) -> object:
        return value



def read(paths: list[pathlib.Path]) -> Iterator[tuple[str | None, str | None]]:
    for result in dsnparse.parse_many(paths, threads=2, our_domains=["example.org"]):
        assert_type(result, Result)
        for recipient in result.recipients:
            assert_type(recipient, Recipient)
            yield recipient.address, recipient.status


def describe(data: bytes | str | EmailMessage) -> str:
    result = dsnparse.parse(data, evidence="refs", digest=False)
    assert_type(result.recipients, tuple[Recipient, ...])
    assert_type(result.report.date, datetime.datetime | None)
    assert_type(result.recipients[0].code if result.recipients else None, int | None)
    match result:
        case Result("bounce", (Recipient(address, status), *_)):
            assert_type(address, str | None)
            return f"{address} {status}"
        case Result(kind=kind, rejecting_hosts=(RejectingHost(host=host), *_)):
            return f"{kind} {host}"
        case _:
            return result.to_json(indent=2)


if __name__ == "__main__":
    files = [pathlib.Path(name) for name in sys.argv[1:]]
    print(*read(files))
    print(describe(files[0].read_bytes()))
