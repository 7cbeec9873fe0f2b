"""Stores: the messages of files, folders, mailboxes and archives."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Union, cast

from . import _native
from ._batch import checked_count
from ._result import Result

if TYPE_CHECKING:
    from typing_extensions import Self, TypeAlias

StorePath: TypeAlias = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]

FORMATS = {"auto": 0, "message": 1, "mbox": 2, "mboxrd": 3, "ndjson": 4}


class Problem(NamedTuple):
    """Something in a store that could not be read. Everything else was."""

    source: str
    """Path, as in `input.source`."""
    reason: str
    offset: int | None
    """Where in the file; None: not known, or the whole of it."""


def checked_paths(paths: tuple[StorePath, ...]) -> list[bytes]:
    """The paths, which have to be there."""
    names: list[bytes] = []
    for path in paths:
        if not isinstance(path, (str, bytes, os.PathLike)):
            raise TypeError(f"a path must be str, bytes or os.PathLike, not {type(path).__name__}")
        os.stat(path)  # FileNotFoundError, PermissionError
        names.append(os.fsencode(path))
    if not names:
        raise TypeError("a path is needed")
    return names


def checked_format(format: str) -> int:
    """The number of a format."""
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    return FORMATS[format]


class StoreResults(Iterator[Result]):
    """The results of the messages in a store, in their order, read and parsed a chunk at a time.

    `problems` has what could not be read so far. close(), or the end of a `with` block, closes the files; so does letting go of
    the iterator.
    """

    def __init__(self, store: _native.Store, chunk: int) -> None:
        self._chunk = checked_count("chunk", chunk)
        self.problems: list[Problem] = []
        self._ready: Iterator[Result] = iter(())
        self._lock = threading.RLock()
        self._store: _native.Store | None = store

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Result:
        for result in self._ready:
            return result
        with self._lock:
            for result in self._ready:  # another thread may have filled it meanwhile
                return result
            if self._store is not None:
                results = cast("list[Result]", self._store.read(self._chunk))
                self._take_problems(self._store)
                if not results:
                    self._store = None
                self._ready = iter(results)
                for result in self._ready:
                    return result
        raise StopIteration

    def _take_problems(self, store: _native.Store) -> None:
        for source, reason, offset, named in store.take_problems():
            if named:  # it was there when we looked, and cannot be opened
                self._store = None
                raise OSError(f"{os.fsdecode(source)}: {reason}")
            self.problems.append(Problem(os.fsdecode(source), reason, None if offset < 0 else offset))

    def close(self) -> None:
        """Closes the files. Nothing more comes."""
        with self._lock:
            self._store = None
            self._ready = iter(())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
