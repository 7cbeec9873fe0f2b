"""parse_many(): order, threads, errors, and consumers that stop."""

import gc
import itertools
import pathlib
import weakref
from collections.abc import Iterator

import pytest
from process import held, resident

import dsnparse


@pytest.mark.parametrize(("threads", "chunk"), [(None, 256), (1, 256), (7, 256), (2, 1), (2, 50)])
def test_results_in_the_order_of_the_messages(corpus_bytes: list[bytes], threads: int | None, chunk: int) -> None:
    results = dsnparse.parse_many(corpus_bytes, threads=threads, chunk=chunk)
    assert iter(results) is results
    assert list(results) == [dsnparse.parse(content) for content in corpus_bytes]
    assert next(results, None) is None


def test_messages_of_every_kind(bounce: bytes, bounce_path: pathlib.Path) -> None:
    results = list(dsnparse.parse_many([bounce, bounce.decode("ascii"), bounce_path, memoryview(bounce)], our_domains=["example.net"]))
    assert results[0] == results[1] == results[3] == dsnparse.parse(bounce, our_domains=["example.net"])
    assert results[2].input.source == str(bounce_path)


def test_nothing_gives_nothing() -> None:
    assert list(dsnparse.parse_many([])) == []


def test_an_exception_of_the_iterable_comes_through_and_loses_nothing(bounce: bytes) -> None:
    class Trouble(Exception):
        pass

    trouble = Trouble("no more mail")

    def messages() -> Iterator[bytes]:
        for _ in range(300):
            yield bounce
        raise trouble

    results = dsnparse.parse_many(messages())
    read = 0
    with pytest.raises(Trouble) as caught:
        for _ in results:
            read += 1
    assert read == 300
    assert caught.value is trouble
    assert caught.value.__context__ is None
    assert next(results, None) is None


def test_an_iterable_that_recovers(bounce: bytes) -> None:
    class Flaky:
        def __init__(self) -> None:
            self.count = 0

        def __iter__(self) -> "Flaky":
            return self

        def __next__(self) -> bytes:
            self.count += 1
            if self.count == 10:
                raise StopIteration
            if self.count % 3 == 0:
                raise OSError(self.count)
            return bounce

    results, read, failed = dsnparse.parse_many(Flaky()), 0, []
    while True:
        try:
            next(results)
            read += 1
        except OSError as error:
            failed.append(error.args[0])
        except StopIteration:
            break
    assert (read, failed) == (6, [3, 6, 9])


def test_an_item_that_is_no_message_loses_nothing(bounce: bytes, tmp_path: pathlib.Path) -> None:
    results = dsnparse.parse_many([bounce, 3, bounce, tmp_path / "absent.eml", bounce])  # type: ignore[list-item]
    assert next(results).is_bounce
    with pytest.raises(TypeError, match="not int$"):
        next(results)
    assert next(results).is_bounce
    with pytest.raises(FileNotFoundError):
        next(results)
    assert next(results).is_bounce
    assert next(results, None) is None


def test_an_interrupt_loses_nothing(bounce: bytes) -> None:
    def messages() -> Iterator[bytes]:
        yield bounce
        yield bounce
        raise KeyboardInterrupt

    results = dsnparse.parse_many(messages())
    with pytest.raises(KeyboardInterrupt):
        next(results)
    assert len(list(results)) == 2


def test_messages_that_come_one_by_one(bounce: bytes) -> None:
    taken: list[int] = []

    def messages() -> Iterator[bytes]:
        for i in itertools.count():
            taken.append(i)
            yield bounce

    results = dsnparse.parse_many(messages(), chunk=1)
    next(results)
    next(results)
    assert taken == [0, 1]


def test_misuse(bounce: bytes) -> None:
    with pytest.raises(TypeError, match="iterable of messages, not bytes"):
        dsnparse.parse_many(bounce)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'int' object is not iterable"):
        dsnparse.parse_many(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="threads must be at least 1, not 0"):
        dsnparse.parse_many([], threads=0)
    with pytest.raises(TypeError, match="threads must be int, not str"):
        dsnparse.parse_many([], threads="2")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="chunk must be at least 1"):
        dsnparse.parse_many([], chunk=0)


def test_a_consumer_that_stops_early_leaks_nothing(bounce: bytes) -> None:
    class Message(bytearray):
        """A message that can be watched."""

    watched: list[weakref.ref[Message]] = []

    def messages() -> Iterator[Message]:
        while True:
            message = Message(bounce)
            watched.append(weakref.ref(message))
            yield message

    def stop_early() -> None:
        for result in dsnparse.parse_many(messages(), threads=2):
            assert result.is_bounce
            return

    stop_early()
    gc.collect()
    assert not any(reference() for reference in watched)
    watched.clear()
    before = (held(), resident())
    for _ in range(20):
        stop_early()
        watched.clear()
    gc.collect()
    assert held() == before[0]
    # 20 chunks of 256 results that were kept would be several times as much.
    assert resident() - before[1] < 15 << 20
