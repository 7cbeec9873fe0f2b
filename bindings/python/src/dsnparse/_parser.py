"""Parser: options that are chosen once and used for any number of messages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from . import _native
from ._batch import Results, checked_threads
from ._data import Data, encoded, message_bytes
from ._result import Result, as_result
from ._stores import StorePath, StoreResults, checked_format, checked_paths

if TYPE_CHECKING:
    from typing import Literal

_EVIDENCE = {"none": 0, "refs": 1, "full": 2}


class Rules:
    """The built-in rules with your own in front (docs/adding-a-rule.md).

    `overlay` is the text of a rule file; `name` is used in messages. Rules that cannot be used raise ValueError, which says
    for each what is wrong.
    """

    def __init__(self, overlay: str | bytes, name: str = "rules") -> None:
        if not isinstance(overlay, (str, bytes)):
            raise TypeError(f"overlay must be str or bytes, not {type(overlay).__name__}")
        self._made_from = (overlay, name)
        self._rules = _native.Rules(overlay if isinstance(overlay, bytes) else encoded(overlay), encoded(name))
        errors = self._rules._errors()
        if errors:
            raise ValueError("\n".join(errors))

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Rules:
        """Reads a rule file."""
        with open(path, "rb") as file:
            return cls(file.read(), os.fspath(path))

    @property
    def version(self) -> str:
        """As in `result.parser.rules`."""
        return self._rules._version()

    def lint(self) -> list[str]:
        """Checks the rules by their own examples. One line per problem."""
        return self._rules._lint()

    def __len__(self) -> int:
        return len(self._rules)

    def __reduce__(self) -> tuple[Any, ...]:
        return Rules, self._made_from


class Options(TypedDict, total=False):
    """The choices that parse() and its like take, all of them optional; they are those of Parser."""

    evidence: Literal["none", "refs", "full"]
    digest: bool
    max_size: int
    our_domains: Iterable[str]
    trusted_nets: Iterable[str]
    rules: Rules | None


def _texts(name: str, values: Iterable[str]) -> list[str]:
    if isinstance(values, (str, bytes)):
        raise TypeError(f"{name} must be a list of str, not {type(values).__name__}")
    texts = list(values)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"{name} must be a list of str; it has {type(text).__name__}")
    return texts


class Parser:
    """Options that are chosen once. Any number of threads may use one parser at the same time.

    evidence      `full`: the places that conclusions come from, with their words; `refs`: the places; `none`: nothing
    digest        `input.id` is the SHA-256 of the message
    max_size      bytes; of a longer message so much is read, and the result says `truncated`
    our_domains   domains of ours: trust in Received fields ends where they end; not given: inferred
    trusted_nets  networks of ours, `192.0.2.0/24`
    rules         rules of your own, asked first
    """

    def __init__(
        self,
        *,
        evidence: Literal["none", "refs", "full"] = "full",
        digest: bool = True,
        max_size: int = 256 << 20,
        our_domains: Iterable[str] = (),
        trusted_nets: Iterable[str] = (),
        rules: Rules | None = None,
    ) -> None:
        if evidence not in _EVIDENCE:
            raise ValueError(f"evidence must be none, refs or full, not {evidence!r}")
        if not isinstance(max_size, int):
            raise TypeError(f"max_size must be int, not {type(max_size).__name__}")
        if max_size < 1:
            raise ValueError(f"max_size must be at least 1, not {max_size}")
        if rules is not None and not isinstance(rules, Rules):
            raise TypeError(f"rules must be dsnparse.Rules, not {type(rules).__name__}")
        domains, nets = _texts("our_domains", our_domains), _texts("trusted_nets", trusted_nets)
        self._options = Options(
            evidence=evidence, digest=bool(digest), max_size=max_size, our_domains=domains, trusted_nets=nets, rules=rules
        )
        self._max_size = max_size
        made = None if rules is None else rules._rules
        self._native = _native.Parser(_EVIDENCE[evidence], bool(digest), max_size, domains, nets, made)

    def parse(self, data: Data, *, source: str | None = None) -> Result:
        """Reads one message. See dsnparse.parse()."""
        content, found = message_bytes(data)
        return as_result(self._native.parse(content, found if source is None else encoded(source), None))

    def trace(self, data: Data, *, source: str | None = None) -> Result:
        """Reads only the Received chain and the sending edge of a message. See dsnparse.trace()."""
        content, found = message_bytes(data)
        return as_result(self._native.trace(content, found if source is None else encoded(source), None))

    def parse_many(self, messages: Iterable[Data], *, threads: int | None = None, chunk: int = 256) -> Results:
        """Reads many messages. See dsnparse.parse_many()."""
        return Results(self._native, messages, threads, chunk)

    def iter_path(
        self,
        *paths: StorePath,
        format: Literal["auto", "message", "mbox", "mboxrd", "ndjson"] = "auto",
        field: str = "raw",
        threads: int | None = None,
        chunk: int = 256,
    ) -> StoreResults:
        """Reads the messages of files, folders, mailboxes and archives. See dsnparse.iter_path()."""
        threads, form = checked_threads(threads), checked_format(format)
        store = _native.Store(self._native, checked_paths(paths), form, encoded(field), self._max_size, threads)
        return StoreResults(store, chunk)

    def parse_file(self, content: bytes, name: str, *, chunk: int = 256) -> StoreResults:
        """Reads the messages of a file with that content, which may be a mail, a mailbox or an archive."""
        if not isinstance(content, bytes):
            raise TypeError(f"content must be bytes, not {type(content).__name__}")
        store = _native.Store.of_file(self._native, content, encoded(name), checked_format("auto"), b"raw", self._max_size)
        return StoreResults(store, chunk)

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (dict(self._options),)

    def __repr__(self) -> str:
        return f"Parser({', '.join(f'{name}={value!r}' for name, value in self._options.items())})"


def _made(options: dict[str, Any]) -> Parser:
    """For pickle."""
    return Parser(**options)
