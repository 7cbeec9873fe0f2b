"""How dsnparse.spark grows from one executor to three, and what partitions, skew and workers in Python cost: the tables of docs/spark.md.

    growth.py [MESSAGES]    how many messages the mailboxes have; a fiftieth of them are files of their own; default: 100000

Run with a Python that has dsnparse and what requirements.txt says. Every figure is the best of some runs, the first of which is told
by itself: it starts the workers and warms the JVMs up.
"""

from __future__ import annotations

import itertools
import mailbox
import os
import pathlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow  # type: ignore[import-untyped]
from cluster import Cluster
from pyspark.sql import DataFrame

import dsnparse
import dsnparse.spark

CORPUS = pathlib.Path(__file__).resolve().parents[4] / "tests" / "corpus"
BOXES = 12
ROUNDS = 2
PACKED = {"spark.sql.files.openCostInBytes": "0", "spark.sql.files.maxPartitionBytes": str(1 << 20)}


def write_box(path: pathlib.Path, messages: Iterable[bytes]) -> None:
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()


def archives(folder: pathlib.Path, count: int) -> dict[str, pathlib.Path]:
    """Messages in mboxes of one size; the same with half of them in one; and one file each for a fiftieth of them."""
    corpus = [path.read_bytes() for path in sorted(CORPUS.rglob("*.eml"))]
    messages = list(itertools.islice(itertools.cycle(corpus), count))
    found = {name: folder / name for name in ("boxes", "skewed", "files")}
    for path in found.values():
        path.mkdir()
    for number in range(BOXES):
        write_box(found["boxes"] / f"{number:02}.mbox", messages[number::BOXES])
    write_box(found["skewed"] / "large.mbox", messages[: count // 2])
    for number in range(BOXES - 1):
        write_box(found["skewed"] / f"{number:02}.mbox", messages[count // 2 + number :: BOXES - 1])
    for number, message in enumerate(messages[: count // 50]):
        (found["files"] / f"{number:06}.eml").write_bytes(message)
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(ROUNDS))


def names_only(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        yield batch.select(["path"])


def run(frame: DataFrame) -> None:
    """All rows with all columns, which go nowhere: a database or files would be measured else."""
    frame.write.format("noop").mode("overwrite").save()


def read(files: DataFrame) -> None:
    """Without Python: the JVM reads the files."""
    run(files)


def through_python(files: DataFrame) -> None:
    """The contents go to the workers, which only take them."""
    run(files.select("path", "content").mapInArrow(names_only, "path string"))


def parse(files: DataFrame) -> None:
    run(dsnparse.spark.parse_binary_files(files))


def parse_alone(path: pathlib.Path, threads: int) -> object:
    """The same rows, without Spark."""
    rows: object = pyarrow.table(dsnparse.Table(dsnparse.iter_path(path, threads=threads)))
    return rows


def tell(what: str, *figures: float) -> None:
    print(f"{what:60}" + "".join(f"{figure:8.2f} s" for figure in figures), flush=True)


def tell_alone(paths: dict[str, pathlib.Path]) -> None:
    for name, threads in itertools.product(("boxes", "files"), (1, 2)):
        tell(f"without Spark, {threads} threads, {name}", best(lambda: parse_alone(paths[name], threads)))


def tell_growth(paths: dict[str, pathlib.Path]) -> None:
    for executors in (1, 2, 3):
        cluster = Cluster(executors, PACKED)
        files = {name: cluster.files(path) for name, path in paths.items()}
        tell(f"{executors} executors, boxes, first run", seconds(lambda: parse(files["boxes"])))
        tell(f"{executors} executors, boxes", best(lambda: parse(files["boxes"])))
        if executors == 3:
            tell(f"{executors} executors, skewed", best(lambda: parse(files["skewed"])))
            tell_costs(files)
            tell_partitions(cluster, paths["files"])
        cluster.stop()


def tell_costs(files: dict[str, DataFrame]) -> None:
    for name, what in itertools.product(("boxes", "files"), (read, through_python, parse)):
        tell(f"3 executors, {name}, {what.__name__}", best(lambda: what(files[name])))


def tell_partitions(cluster: Cluster, folder: pathlib.Path) -> None:
    for cost, size in ((4 << 20, 128 << 20), (0, 128 << 20)):
        cluster.spark.conf.set("spark.sql.files.openCostInBytes", str(cost))
        cluster.spark.conf.set("spark.sql.files.maxPartitionBytes", str(size))
        files = cluster.files(folder)
        what = f"files, {cost} to open, at most {size}: {files.rdd.getNumPartitions()} partitions"
        tell(what, best(lambda: parse(files)))


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        paths = archives(pathlib.Path(name), count)
        size = sum(path.stat().st_size for path in paths["boxes"].iterdir())
        print(f"{count} messages, {size / 1e6:.1f} MB, {os.cpu_count()} processors; {load()}", flush=True)
        tell_alone(paths)
        tell_growth(paths)
    print(load())
    return 0


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
