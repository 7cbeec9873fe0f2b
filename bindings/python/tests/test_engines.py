"""The function that Spark, Dask and Ray run, without Spark; and Dask itself."""

import gzip
import pathlib
import pickle

import dask.bag
import pyarrow
import pytest

import dsnparse
import dsnparse.spark


@pytest.fixture(scope="module")
def paths(corpus: list[pathlib.Path]) -> list[pathlib.Path]:
    return corpus[::10]


def batch(paths: list[pathlib.Path], content: str = "content") -> pyarrow.RecordBatch:
    """As Spark gives it: the content is null where it was not asked for."""
    return pyarrow.record_batch(
        {"path": [str(path) for path in paths] + ["unread"], content: [path.read_bytes() for path in paths] + [None]}
    )


def test_json_rows(paths: list[pathlib.Path]) -> None:
    function = pickle.loads(pickle.dumps(dsnparse.spark.ParseFiles("json")))
    rows = [row for out in function(iter([batch(paths[:20]), batch(paths[20:])])) for row in out.to_pylist()]
    assert [row["json"] for row in rows] == [dsnparse.parse(path).to_json() for path in paths]
    assert [row["source"] for row in rows] == [str(path) for path in paths]
    assert [f"`{name}` string" for name in rows[0]] == dsnparse.spark.JSON_SCHEMA.split(", ")


def test_flat_rows_and_options(paths: list[pathlib.Path]) -> None:
    function = dsnparse.spark.ParseFiles(our_domains=["example.net"])
    expected = [row for path in paths for row in dsnparse.parse(path, our_domains=["example.net"]).flat()]
    assert [row for out in function([batch(paths)]) for row in out.to_pylist()] == expected
    kinds = {pyarrow.string(): "string", pyarrow.int64(): "bigint", pyarrow.float64(): "double"}
    (out,) = function([batch(paths[:1])])
    assert ", ".join(f"`{field.name}` {kinds[field.type]}" for field in out.schema) == function.schema


def test_nothing_to_read() -> None:
    for rows in ("flat", "json", "problems"):
        function = dsnparse.spark.ParseFiles(rows)  # type: ignore[arg-type]
        assert function.table(batch([])).num_rows == 0


def test_what_cannot_be_read_of_an_archive(paths: list[pathlib.Path]) -> None:
    whole = gzip.compress(paths[0].read_bytes() * 200, mtime=0)
    batch = pyarrow.record_batch({"path": ["whole.gz", "cut.gz"], "content": [whole, whole[: len(whole) // 2]]})
    (row,) = dsnparse.spark.ParseFiles("problems").table(batch).to_pylist()
    assert row["source"] == "cut.gz"
    assert row["reason"]
    assert [f"`{name}`" for name in row] == [each.split()[0] for each in dsnparse.spark.PROBLEM_SCHEMA.split(", ")]


def test_rows_come_before_the_whole_file_is_read(corpus_bytes: list[bytes]) -> None:
    """A mailbox of any size takes the memory of one batch of rows."""
    box = b"".join(b"From a@example.com Thu Feb  2 14:01:15 2012\nSubject: %d\n\n" % number for number in range(50_000))
    batch = pyarrow.record_batch({"path": ["a.mbox"], "content": [box]})
    for rows in ("flat", "json"):
        sizes = [len(out) for out in dsnparse.spark.ParseFiles(rows)([batch])]  # type: ignore[arg-type]
        assert len(sizes) > 5
        assert sum(sizes) == 50_000


def test_misuse() -> None:
    with pytest.raises(ValueError, match="rows must be flat, json or problems, not 'all'"):
        dsnparse.spark.ParseFiles("all")  # type: ignore[arg-type]


def test_tables_as_ray_gives_them(paths: list[pathlib.Path]) -> None:
    table = pyarrow.Table.from_batches([batch(paths, "bytes"), batch(paths, "bytes")])
    assert dsnparse.spark.ParseFiles("json").table(table).num_rows == 2 * len(paths)


def test_dask(paths: list[pathlib.Path]) -> None:
    """The lines that docs/spark.md has."""
    rows = dask.bag.from_sequence(paths, npartitions=3).map(dsnparse.parse).map(dsnparse.Result.flat).flatten()
    expected = [row for path in paths for row in dsnparse.parse(path).flat()]
    assert rows.compute(scheduler="threads") == expected
    assert rows.compute(scheduler="processes", num_workers=2) == expected
    stores = dask.bag.from_sequence(paths).map(lambda path: [row for result in dsnparse.iter_path(path) for row in result.flat()])
    assert [row["recipient"] for row in stores.flatten().compute(scheduler="threads")] == [row["recipient"] for row in expected]
