"""Apache Spark: archives of mail as DataFrames. Dask and Ray take the same function.

    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load("/archive")
    bounces = dsnparse.spark.parse_binary_files(files).where("kind = 'bounce'")

Needs pyarrow where the rows are made, and pyspark to be called from; neither is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from . import Options, Parser, StoreResults, Table, _native

if TYPE_CHECKING:
    from typing import Literal

    from typing_extensions import Unpack

_TYPES = {"text": "string", "integer": "bigint", "real": "double"}

FLAT_SCHEMA: str = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in _native.flat_columns())
"""The columns of flat rows, one row per recipient, as Spark writes a schema."""

JSON_SCHEMA: str = "`source` string, `input_id` string, `kind` string, `json` string"
"""The columns of whole results, one row per message."""

PROBLEM_SCHEMA: str = "`source` string, `reason` string, `offset` bigint"
"""The columns of what could not be read of mailboxes and archives (dsnparse.Problem)."""

_SCHEMAS = {"flat": FLAT_SCHEMA, "json": JSON_SCHEMA, "problems": PROBLEM_SCHEMA}
_BATCH_MESSAGES = 1024  # whole results in one batch of rows


class ParseFiles:
    """The function that mapInArrow() runs on the workers: batches with `path` and `content` to batches of rows.

    A file may hold one message or many: an mbox, an archive (docs/stores.md). Rows are given on as they are made, a batch at a time.
    It can be pickled, keeps nothing between batches, and gives the same rows for a file wherever and however often it is run.
    """

    def __init__(self, rows: Literal["flat", "json", "problems"] = "flat", **options: Unpack[Options]) -> None:
        if rows not in _SCHEMAS:
            raise ValueError(f"rows must be flat, json or problems, not {rows!r}")
        self._rows = rows
        self._parser = Parser(**options)

    @property
    def schema(self) -> str:
        """Of the rows."""
        return _SCHEMAS[self._rows]

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Of batches of Arrow (pyarrow.RecordBatch)."""
        for batch in batches:
            yield from self._reader(batch)

    def table(self, files: Any) -> Any:
        """Of one table or batch of Arrow, a pyarrow.Table. The content is in `content` or, as Ray has it, in `bytes`."""
        return self._reader(files).read_all()

    def _reader(self, files: Any) -> Any:
        """A pyarrow.RecordBatchReader."""
        pyarrow: Any = import_module("pyarrow")
        if self._rows == "flat":
            return pyarrow.RecordBatchReader.from_stream(Table(result for store in self._stores(files) for result in store))
        types = {"string": pyarrow.string(), "bigint": pyarrow.int64()}
        columns = [column.split(" ") for column in self.schema.split(", ")]
        schema = pyarrow.schema([(name.strip("`"), types[kind]) for name, kind in columns])
        rows = self._messages(files) if self._rows == "json" else self._problems(files)

        def batches() -> Iterator[Any]:
            while some := list(islice(rows, _BATCH_MESSAGES)):
                yield pyarrow.record_batch([list(column) for column in zip(*some)], schema=schema)

        return pyarrow.RecordBatchReader.from_batches(schema, batches())

    def _stores(self, files: Any) -> Iterator[StoreResults]:
        """The messages of each file."""
        contents = files.column("content" if "content" in files.schema.names else "bytes")
        for path, content in zip(files.column("path"), contents):
            if content.is_valid:  # null where Spark was told to leave the content out
                yield self._parser.parse_file(content.as_buffer().to_pybytes(), path.as_py())

    def _messages(self, files: Any) -> Iterator[tuple[object, ...]]:
        for store in self._stores(files):
            for result in store:
                yield result.input.source, result.input.id, result.kind, result.to_json()

    def _problems(self, files: Any) -> Iterator[tuple[object, ...]]:
        for store in self._stores(files):
            for _ in store:
                pass
            yield from store.problems


def parse_binary_files(files: Any, *, rows: Literal["flat", "json", "problems"] = "flat", **options: Unpack[Options]) -> Any:
    """A DataFrame of what the messages in a DataFrame of files say.

    `files` is what spark.read.format("binaryFile") gives: it has the columns `path` and `content`. `rows`: `flat` for a row per
    recipient (FLAT_SCHEMA), `json` for a row per message with the whole result (JSON_SCHEMA), `problems` for what could not be read
    (PROBLEM_SCHEMA), for which everything is read once more. The options are those of parse().
    """
    function = ParseFiles(rows, **options)
    return files.select("path", "content").mapInArrow(function, function.schema)
