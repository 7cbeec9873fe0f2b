"""Reads bounces and says why a mail was refused, who refused it, and what to do.

    import dsnparse

    result = dsnparse.parse(open("bounce.eml", "rb"))
    if result.is_bounce:
        for recipient in result.recipients:
            print(recipient.address, recipient.status, recipient.classification.category)
        print(result.explain())

Whatever the bytes are, there is a result; exceptions are for misuse: TypeError, ValueError, and OSError for a file.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import _native
from ._batch import Results
from ._data import Data
from ._parser import Options, Parser, Rules
from ._record import Record
from ._records import (
    Alternative,
    Authentication,
    Authenticity,
    Blocklist,
    Classification,
    Contradiction,
    Correlation,
    Edge,
    EdgeCandidate,
    EdgeFinding,
    Evidence,
    Fact,
    Format,
    Header,
    Hop,
    IdRef,
    Input,
    Mailbox,
    Mta,
    Original,
    ParserInfo,
    ParseWarning,
    QueueId,
    Recipient,
    RejectingHost,
    Remedy,
    Reply,
    ReportMail,
    Statement,
    Step,
    Verp,
)
from ._result import Result
from ._stores import Problem, StorePath, StoreResults
from ._table import Table

if TYPE_CHECKING:
    from typing import Literal

    from typing_extensions import Unpack

__version__ = _native.__version__

__all__ = [
    "Alternative", "Authentication", "Authenticity", "Blocklist", "Classification", "Contradiction", "Correlation", "Data", "Edge",
    "EdgeCandidate", "EdgeFinding", "Evidence", "Fact", "Format", "Header", "Hop", "IdRef", "Input", "Mailbox", "Mta", "Options",
    "Original", "ParseWarning", "Parser", "ParserInfo", "Problem", "QueueId", "Recipient", "Record", "RejectingHost", "Remedy", "Reply",
    "ReportMail", "Result", "Results", "Rules", "Statement", "Step", "StorePath", "StoreResults", "Table", "Verp", "__version__", "explain", "is_bounce", "iter_maildir", "iter_mbox", "iter_path", "parse",
    "parse_many", "trace",
]  # fmt: skip

_DEFAULT = Parser()


def parse(data: Data, *, source: str | None = None, **options: Unpack[Options]) -> Result:
    """Reads one message and says what it reports, about whom, who said so, and why.

    `data`: the mail as it was stored or received, as bytes, bytearray, memoryview, str, the path of its file, an open file,
    or an email.message object; or text pasted from a bounce, which need not have a header. A str is text, never a path.
    `source` is reported as `input.source`; of a file its name, unless another is given. The options are those of Parser.
    """
    return (Parser(**options) if options else _DEFAULT).parse(data, source=source)


def trace(data: Data, *, source: str | None = None, **options: Unpack[Options]) -> Result:
    """Reads the Received chain and the sending edge of any message, bounce or not: a result in which only `input`, `report`,
    `hops`, `edge` and `warnings` are filled. `trace(data).chain()` is a table for a person."""
    return (Parser(**options) if options else _DEFAULT).trace(data, source=source)


def explain(
    data: Data | Result,
    *,
    format: Literal["text", "markdown", "json"] = "text",
    width: int = 80,
    colour: bool = False,
    **options: Unpack[Options],
) -> str:
    """One screen for a person: what happened, who refused with which words, what it means, who can act, what to do."""
    result = data if isinstance(data, Result) else parse(data, **options)
    return result.explain(format=format, width=width, colour=colour)


def is_bounce(data: Data | Result, **options: Unpack[Options]) -> bool:
    """True if the message says that at least one recipient failed for good."""
    return (data if isinstance(data, Result) else parse(data, **options)).is_bounce


def parse_many(messages: Iterable[Data], *, threads: int | None = None, chunk: int = 256, **options: Unpack[Options]) -> Results:
    """Reads many messages with several threads; gives an iterator over their results, in the order of the messages.

    `threads`: how many; default: as many as this process has processors. `chunk`: how many messages are taken from the
    iterable before the first result comes; 1 for messages that come one by one.
    """
    return (Parser(**options) if options else _DEFAULT).parse_many(messages, threads=threads, chunk=chunk)


def iter_path(
    *paths: StorePath,
    format: Literal["auto", "message", "mbox", "mboxrd", "ndjson"] = "auto",
    field: str = "raw",
    threads: int | None = None,
    chunk: int = 256,
    **options: Unpack[Options],
) -> StoreResults:
    """Reads the messages of files, folders, Maildirs, mailboxes and archives, lazily (docs/stores.md says how each is known).

    What a store holds that cannot be read is in `problems` of the iterator; a path that is not there is a FileNotFoundError.
    `field`: of JSON objects the member that is the message. `threads` and `chunk` are those of parse_many().

        with dsnparse.iter_path("archive.tar.zst") as results:
            for result in results: ...
    """
    return (Parser(**options) if options else _DEFAULT).iter_path(*paths, format=format, field=field, threads=threads, chunk=chunk)


def iter_mbox(path: StorePath, *, threads: int | None = None, chunk: int = 256, **options: Unpack[Options]) -> StoreResults:
    """Reads the messages of an mbox, which may be compressed; `From ` lines separate them whatever the file looks like."""
    return iter_path(path, format="mbox", threads=threads, chunk=chunk, **options)


def iter_maildir(path: StorePath, *, threads: int | None = None, chunk: int = 256, **options: Unpack[Options]) -> StoreResults:
    """Reads the messages of a Maildir. What is no Maildir, a folder with `new` and `cur`, raises NotADirectoryError."""
    for part in ("new", "cur"):
        if not os.path.isdir(os.path.join(os.fsencode(path), os.fsencode(part))):
            raise NotADirectoryError(errno.ENOTDIR, f"not a Maildir: it has no folder '{part}'", os.fsdecode(path))
    return iter_path(path, threads=threads, chunk=chunk, **options)
