"""Results: many messages, read in chunks by several threads."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from typing import cast

from . import _native
from ._data import Data, message_bytes
from ._result import Result

_CHUNK_BYTES = 64 << 20  # of messages held at once, however many a chunk may have


def usable_processors() -> int:
    """Of the machine those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def checked_count(name: str, count: int) -> int:
    """`count`, the argument `name`, which has to be one or more."""
    if not isinstance(count, int):
        raise TypeError(f"{name} must be int, not {type(count).__name__}")
    if count < 1:
        raise ValueError(f"{name} must be at least 1, not {count}")
    return count


def checked_threads(threads: int | None) -> int:
    """The number of threads to use."""
    return usable_processors() if threads is None else checked_count("threads", threads)


class Results(Iterator[Result]):
    """The results of parse_many(), in the order of the messages.

    Messages are taken from the iterable a chunk at a time and parsed by several threads, without the lock of the interpreter.
    What the iterable raises comes through unchanged, after the results of the messages before it; so does the TypeError for
    an item that is no message. Going on with next() afterwards goes on with the iterable.
    """

    def __init__(self, parser: _native.Parser, messages: Iterable[Data], threads: int | None, chunk: int) -> None:
        if isinstance(messages, (str, bytes, bytearray, memoryview)):
            raise TypeError(f"parse_many() takes an iterable of messages, not {type(messages).__name__}; parse() takes one")
        self._chunk = checked_count("chunk", chunk)
        self._parser = parser
        self._messages = iter(messages)
        self._threads = checked_threads(threads)
        self._read: list[bytes] = []
        self._sources: list[bytes | None] = []
        self._error: Exception | None = None
        self._ready: Iterator[Result] = iter(())
        self._lock = threading.RLock()

    def __iter__(self) -> Results:
        return self

    def __next__(self) -> Result:
        for result in self._ready:
            return result
        with self._lock:
            for result in self._ready:  # another thread may have filled it meanwhile
                return result
            if self._error is None:
                self._fill()
                for result in self._ready:
                    return result
            error, self._error = self._error, None
        if error is None:
            raise StopIteration
        raise error

    def _fill(self) -> None:
        """Reads the next chunk. What an interrupted call had read is not lost: it stays for the next one."""
        size = sum(map(len, self._read))
        try:
            while len(self._read) < self._chunk and size < _CHUNK_BYTES:
                item = next(self._messages)
                content, source = (item, None) if type(item) is bytes else message_bytes(item)
                self._read.append(content)
                self._sources.append(source)
                size += len(content)
        except StopIteration:
            pass
        except Exception as error:
            self._error = error
        read, sources = self._read, self._sources
        self._read, self._sources = [], []
        self._ready = iter(cast("list[Result]", self._parser.parse_all(read, sources, self._threads)))
