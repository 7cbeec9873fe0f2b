"""Threads and processes: one parser, one result, one iterator, used by many."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import dsnparse


def hammer(work: Callable[[int], None], threads: int = 8) -> None:
    """Runs `work` in many threads that begin at the same moment, and gives on what one of them raises."""
    barrier = threading.Barrier(threads)

    def run(number: int) -> None:
        barrier.wait()
        work(number)

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(run, number) for number in range(threads)]:
            done.result()


def test_many_threads_parse(corpus_bytes: list[bytes]) -> None:
    messages = corpus_bytes[:60]
    expected = [dsnparse.parse(content).to_json() for content in messages]

    def work(number: int) -> None:
        for i in range(len(messages)):
            place = (i + 7 * number) % len(messages)
            assert dsnparse.parse(messages[place]).to_json() == expected[place]

    hammer(work)


def test_many_threads_read_one_result(bounce: bytes) -> None:
    expected = dsnparse.parse(bounce).to_dict()
    for _ in range(30):
        result = dsnparse.parse(bounce)

        def work(number: int) -> None:
            keys = list(expected)
            for i in range(len(keys)):
                getattr(result, keys[(i + number) % len(keys)])
            assert result.recipients[0].to_dict() == expected["recipients"][0]
            assert result.to_dict() == expected
            assert hash(result) == hash(dsnparse.parse(bounce))

        hammer(work)


def test_many_threads_take_from_one_iterator(corpus_bytes: list[bytes]) -> None:
    results = dsnparse.parse_many(corpus_bytes, threads=2, chunk=5)
    taken: list[str | None] = []

    def work(_: int) -> None:
        for result in results:
            taken.append(result.input.id)

    hammer(work)
    assert sorted(map(str, taken)) == sorted(str(dsnparse.parse(content).input.id) for content in corpus_bytes)


def test_many_threads_share_one_parser(bounce: bytes) -> None:
    parser = dsnparse.Parser(our_domains=["example.net"], rules=dsnparse.Rules('{"rules": []}'))
    expected = parser.parse(bounce)

    def work(_: int) -> None:
        for _ in range(20):
            assert list(parser.parse_many([bounce] * 5, threads=3)) == [expected] * 5

    hammer(work)


def test_the_lock_of_the_interpreter_is_let_go(bounce: bytes) -> None:
    """While one thread parses a large message, another one runs."""
    message = bounce + b"x" * 79 + b"\n" * 2 + b"Some words of a person.\n" * 2_000_000
    ticks = 0
    stop = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not stop.is_set():
            ticks += 1
            stop.wait(0.0005)

    ticker = threading.Thread(target=tick)
    ticker.start()
    before = ticks
    dsnparse.parse(message)
    after = ticks
    stop.set()
    ticker.join()
    assert after > before


def kinds(messages: list[bytes]) -> list[str]:
    return [result.kind for result in dsnparse.parse_many(messages, threads=2)]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: str, corpus_bytes: list[bytes]) -> None:
    """A fork after threads were used works, and results come back from other processes."""
    expected = kinds(corpus_bytes[:40])
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(kinds, [corpus_bytes[:40]] * 3)) == [expected] * 3
        assert list(pool.map(dsnparse.parse, corpus_bytes[:10])) == [dsnparse.parse(content) for content in corpus_bytes[:10]]
        parser = dsnparse.Parser(our_domains=["example.net"], rules=dsnparse.Rules('{"rules": []}'))
        assert list(pool.map(parser.parse, corpus_bytes[:3])) == [parser.parse(content) for content in corpus_bytes[:3]]


def test_fork_in_the_middle(corpus_bytes: list[bytes]) -> None:
    results = dsnparse.parse_many(corpus_bytes, threads=2, chunk=10)
    next(results)
    child = os.fork()
    if child == 0:
        os._exit(0 if len(list(results)) == len(corpus_bytes) - 1 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(list(results)) == len(corpus_bytes) - 1


def test_free_threading_is_declared() -> None:
    """On a free-threaded interpreter, importing the package leaves the lock off."""
    enabled = getattr(sys, "_is_gil_enabled", None)
    if enabled is None or "free-threading" not in sys.version:
        pytest.skip("this interpreter has its lock: nothing to see")
    assert not enabled()
