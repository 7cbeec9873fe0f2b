"""dsnparse.spark on three executors, one of which is killed in the middle: the same as on one machine. See scripts/test --spark."""

import gzip
import json
import mailbox
import pathlib
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import pytest
from cluster import Cluster

import dsnparse
import dsnparse.spark

COPIES = 4  # of every message, so that a job lasts long enough for an executor to die in
Row: TypeAlias = dict[str, Any]
Expected: TypeAlias = dict[str, list[str]]
OPTIONS: dsnparse.Options = {"our_domains": ["example.net"]}


@pytest.fixture(scope="module")
def archive(corpus: list[pathlib.Path], tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder of mails in files of their own, an mbox that is larger than any other file, a zip, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "2024").mkdir()
    box = mailbox.mbox(folder / "bounces.mbox")
    with zipfile.ZipFile(folder / "old.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number, path in enumerate(corpus):
            for copy in range(COPIES):
                (folder / "2024" / f"{number:03}-{copy}{path.suffix}").write_bytes(path.read_bytes())
            if path.suffix == ".eml":
                box.add(path.read_bytes())
                packed.write(path, f"{number:03}.eml")
    box.close()
    (folder / "cut.gz").write_bytes(gzip.compress(corpus[0].read_bytes())[:-50])
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    small_partitions = {"spark.sql.files.maxPartitionBytes": str(128 << 10), "spark.sql.files.openCostInBytes": "0"}
    started = Cluster(3, small_partitions)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def alone(archive: pathlib.Path, corpus: list[pathlib.Path]) -> Expected:
    """The rows of each kind that one machine makes, without Spark, as lines of JSON."""
    rows: dict[str, list[Row]] = {"json": [], "flat": []}
    of: Counter[str] = Counter()
    with dsnparse.iter_path(archive, **OPTIONS) as results:
        for each in results:
            source = str(each.input.source)
            of[pathlib.PurePath(source).relative_to(archive).parts[0].split("!")[0]] += 1
            rows["json"].append({"source": source, "input_id": each.input.id, "kind": each.kind, "json": each.to_json()})
            rows["flat"].extend(each.flat())
    assert of["2024"] == COPIES * len(corpus)
    assert min(of["bounces.mbox"], of["old.zip"]) > 400, of
    rows["problems"] = [problem._asdict() for problem in results.problems]
    # Spark's names of files are URIs: that is the one difference.
    return {kind: lines(some, str(archive), f"file:{archive}") for kind, some in rows.items()}


def lines(rows: Iterable[Row], name: str = "", called: str = "") -> list[str]:
    """In an order of their own, since Spark has none; each with the one name of the archive in the place of the other."""
    written = [json.dumps(row) for row in rows]
    assert all(name in line for line in written)
    return sorted(line.replace(name, called) for line in written)


@pytest.mark.parametrize("rows", ["json", "flat"])
def test_an_executor_that_dies_changes_nothing(rows: str, alone: Expected, archive: pathlib.Path, cluster: Cluster) -> None:
    processes = cluster.processes()
    assert len(processes) == 3
    frame = dsnparse.spark.parse_binary_files(cluster.files(archive), rows=rows, **OPTIONS)  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(frame.collect)
        loss = cluster.kill_executor_at_work(job)
        found = job.result()

    # It was at work, and Spark has seen it go.
    assert not pathlib.Path(f"/proc/{processes[loss.executor]}").exists()
    lost = cluster.executors()[loss.executor]
    assert not lost["isActive"], lost
    failed = [task for task in cluster.failed_tasks(loss.stage) if task["executorId"] == loss.executor]
    assert failed and all("ExecutorLostFailure" in task["errorMessage"] for task in failed), failed

    assert lines(row.asDict() for row in found) == alone[rows]
    print(
        f"\n{rows}: executor {loss.executor} killed (SIGKILL) when {loss.done} of {loss.tasks} tasks were done;"
        f" {len(failed)} task was lost with it and run again; {len(found)} rows, the same as on one machine"
    )
    cluster.wait_for_executors()


def test_what_cannot_be_read(alone: Expected, archive: pathlib.Path, cluster: Cluster) -> None:
    found = dsnparse.spark.parse_binary_files(cluster.files(archive), rows="problems").collect()
    assert len(found) == 1
    assert lines(row.asDict() for row in found) == alone["problems"]
