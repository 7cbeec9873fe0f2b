"""How dsnparse.spark grows from one executor to three, and what partitions, skew and workers in Python cost: the tables of docs/spark.md.

    growth.py [MESSAGES]    how many messages each archive has; default: 12000

Run with a Python that has what requirements.txt says and dsnparse. Every figure is the best of some runs on a cluster that has run
before; the table of the first run says what that saves.
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

from cluster import Cluster
from pyspark.sql import DataFrame

import dsnparse
import dsnparse.spark

CORPUS = pathlib.Path(__file__).resolve().parents[4] / "tests" / "corpus"
BOXES = 24
ROUNDS = 2
PACKED = {"spark.sql.files.openCostInBytes": "0", "spark.sql.files.maxPartitionBytes": str(1 << 20)}


def write_box(path: pathlib.Path, messages: Iterable[bytes]) -> None:
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()


def archives(folder: pathlib.Path, count: int) -> dict[str, pathlib.Path]:
    """The same messages as one file each, as many mboxes, and as one mbox of nine tenths of them and many of the rest."""
    corpus = [path.read_bytes() for path in sorted(CORPUS.rglob("*.eml"))]
    messages = list(itertools.islice(itertools.cycle(corpus), count))
    found = {name: folder / name for name in ("files", "boxes", "skewed")}
    for path in found.values():
        path.mkdir()
    for number, message in enumerate(messages):
        (found["files"] / f"{number:06}.eml").write_bytes(message)
    for number in range(BOXES):
        write_box(found["boxes"] / f"{number:02}.mbox", messages[number::BOXES])
    large = count * 9 // 10
    write_box(found["skewed"] / "large.mbox", messages[:large])
    for number in range(BOXES - 1):
        write_box(found["skewed"] / f"{number:02}.mbox", messages[large + number :: BOXES - 1])
    return found


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def best(run: Callable[[], object]) -> float:
    return min(seconds(run) for _ in range(ROUNDS))


def pass_through(batches: Iterable[Any]) -> Iterator[Any]:
    """Takes the contents to Python and gives nearly nothing back."""
    for batch in batches:
        yield batch.select(["path"])


def read(files: DataFrame) -> object:
    """Without Python: the JVM reads the files."""
    return files.selectExpr("sum(length(content))").collect()


def through_python(files: DataFrame) -> object:
    return files.select("path", "content").mapInArrow(pass_through, "path string").selectExpr("count(path)").collect()


def parse(files: DataFrame) -> object:
    """All columns are made; they are not collected, which would measure the driver."""
    return dsnparse.spark.parse_binary_files(files).selectExpr("max(struct(*))").collect()


def print_alone(paths: dict[str, pathlib.Path]) -> None:
    for name in ("files", "boxes"):
        for threads in (1, 2):
            taken = best(lambda: sum(1 for result in dsnparse.iter_path(paths[name], threads=threads) for _ in result.flat()))
            print(f"without Spark, {threads} threads, {name:7} {taken:6.2f} s", flush=True)


def print_growth(paths: dict[str, pathlib.Path]) -> None:
    for executors in (1, 2, 3):
        cluster = Cluster(executors, PACKED)
        files = {name: cluster.files(path) for name, path in paths.items()}
        first = seconds(lambda: parse(files["boxes"]))
        taken = {name: best(lambda: parse(files[name])) for name in paths}
        print(f"{executors} executors: " + "  ".join(f"{name} {each:6.2f} s" for name, each in taken.items()) + f"  first run {first:6.2f} s", flush=True)
        if executors == 3:
            print_costs(files)
            print_partitions(cluster, paths["files"])
        cluster.stop()


def print_costs(files: dict[str, DataFrame]) -> None:
    for name in ("files", "boxes"):
        for what in (read, through_python, parse):
            print(f"3 executors, {name:7} {what.__name__:16} {best(lambda: what(files[name])):6.2f} s", flush=True)


def print_partitions(cluster: Cluster, folder: pathlib.Path) -> None:
    for cost, size in ((4 << 20, 128 << 20), (0, 64 << 10), (0, 1 << 20), (0, 8 << 20), (0, 128 << 20)):
        cluster.spark.conf.set("spark.sql.files.openCostInBytes", str(cost))
        cluster.spark.conf.set("spark.sql.files.maxPartitionBytes", str(size))
        files = cluster.files(folder)
        print(f"openCostInBytes {cost:>8} maxPartitionBytes {size:>10}: {files.rdd.getNumPartitions():4} partitions {best(lambda: parse(files)):6.2f} s", flush=True)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 12000
    with tempfile.TemporaryDirectory() as name:
        paths = archives(pathlib.Path(name), count)
        size = sum(path.stat().st_size for path in paths["files"].iterdir())
        print(f"{count} messages, {size / 1e6:.1f} MB, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before", flush=True)
        print_alone(paths)
        print_growth(paths)
        print(f"load {os.getloadavg()[0]:.1f} at the end, of which about one per executor is ours")
    return 0


if __name__ == "__main__":
    sys.exit(main())
