"""Flat rows, and the libraries that load them by the Arrow PyCapsule interface."""

import csv
import gc
import io
import pathlib
import subprocess
from collections.abc import Iterator

import duckdb
import pandas
import polars
import pyarrow
import pytest

import dsnparse


@pytest.fixture(scope="module")
def results(corpus: list[pathlib.Path]) -> list[dsnparse.Result]:
    return list(dsnparse.parse_many(corpus))


@pytest.fixture(scope="module")
def rows(results: list[dsnparse.Result]) -> list[dict[str, object]]:
    return [row for result in results for row in result.flat()]


def test_rows_of_a_bounce(bounce: bytes) -> None:
    (row,) = dsnparse.parse(bounce).flat()
    assert row["recipient"] == "carol@scanners.example.edu"
    assert row["code"] == 554
    assert row["kind"] == "bounce"
    assert row["envelope_id"] is None
    assert isinstance(row["confidence"], float)
    (nothing,) = dsnparse.parse(b"").flat()
    assert list(nothing) == list(row)
    assert nothing["recipient"] is None


def test_rows_are_those_of_the_command(command: str, corpus: list[pathlib.Path], rows: list[dict[str, object]]) -> None:
    done = subprocess.run([command, "parse", "--format", "csv", "--in", "message", *map(str, corpus)], capture_output=True, check=True)
    expected = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    assert len(rows) == len(expected) > 300
    for row, line in zip(rows, expected):
        assert list(row) == list(line)
        for name, value in row.items():
            shown = "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
            assert shown.replace("\r\n", "\n") == line[name].replace("\r\n", "\n")


def test_a_table_gives_rows(results: list[dsnparse.Result], rows: list[dict[str, object]]) -> None:
    assert list(dsnparse.Table(results)) == rows
    assert list(dsnparse.Table(results[0])) == results[0].flat()


def test_pyarrow(results: list[dsnparse.Result], rows: list[dict[str, object]]) -> None:
    table = pyarrow.table(dsnparse.Table(results))
    table.validate(full=True)
    assert table.to_pylist() == rows
    assert table.schema.field("code").type == pyarrow.int64()
    assert table.schema.field("confidence").type == pyarrow.float64()
    assert table.schema.field("recipient").type == pyarrow.string()


def test_polars(results: list[dsnparse.Result], rows: list[dict[str, object]]) -> None:
    frame = polars.DataFrame(dsnparse.Table(results))
    assert frame.to_dicts() == rows
    assert frame.filter(polars.col("kind") == "bounce").height == sum(row["kind"] == "bounce" for row in rows)


def test_pandas(results: list[dsnparse.Result], rows: list[dict[str, object]]) -> None:
    frame = pandas.DataFrame.from_arrow(dsnparse.Table(results))
    assert len(frame) == len(rows)
    assert list(frame.columns) == list(rows[0])
    assert frame["recipient"].dropna().tolist() == [row["recipient"] for row in rows if row["recipient"] is not None]
    assert frame["code"].dropna().tolist() == [row["code"] for row in rows if row["code"] is not None]


def test_duckdb(results: list[dsnparse.Result], rows: list[dict[str, object]]) -> None:
    bounces = dsnparse.Table(results)
    found = duckdb.sql("select category, count(*) from bounces where kind = 'bounce' group by category").fetchall()
    assert dict(found) == {
        category: sum(row["category"] == category for row in rows if row["kind"] == "bounce")
        for category in {row["category"] for row in rows if row["kind"] == "bounce"}
    }
    assert bounces


def test_more_rows_than_one_batch(bounce: bytes) -> None:
    """A stream of several batches, read as it is parsed."""
    table = pyarrow.table(dsnparse.Table(dsnparse.parse_many([bounce] * 20_000, digest=False, evidence="none")))
    assert table.num_rows == 20_000
    assert len(table.column("code").chunks) > 1
    assert table.column("code").unique().to_pylist() == [554]


def test_nothing() -> None:
    table = pyarrow.table(dsnparse.Table([]))
    assert table.num_rows == 0
    assert table.num_columns == len(dsnparse.parse(b"").flat()[0])


def test_errors_end_the_stream(bounce: bytes) -> None:
    def results() -> Iterator[dsnparse.Result]:
        yield dsnparse.parse(bounce)
        raise RuntimeError("the disk is gone")

    with pytest.raises(Exception, match="the disk is gone"):
        pyarrow.table(dsnparse.Table(results()))
    with pytest.raises(Exception, match="a table is made of results, not bytes"):
        pyarrow.table(dsnparse.Table([bounce]))  # type: ignore[list-item]
    with pytest.raises(TypeError, match="not iterable"):
        dsnparse.Table(3)  # type: ignore[arg-type]


def test_streams_that_nobody_reads(bounce: bytes) -> None:
    """The capsule, and a reader that stops after a batch, let go of everything."""
    table = dsnparse.Table(dsnparse.parse(bounce))
    before = len(gc.get_objects())
    for _ in range(50):
        table.__arrow_c_stream__()
        reader = pyarrow.RecordBatchReader.from_stream(dsnparse.Table(dsnparse.parse(bounce) for _ in range(9000)))
        reader.read_next_batch() if _ == 0 else None
        del reader
    gc.collect()
    assert len(gc.get_objects()) < before + 500
