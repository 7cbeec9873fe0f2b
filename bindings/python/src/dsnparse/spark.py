"""Apache Spark: archives of mail as DataFrames. Dask and Ray take the same function.

    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load("/archive")
    bounces = dsnparse.spark.parse_binary_files(files).where("kind = 'bounce'")

Needs pyarrow where the rows are made, and pyspark to be called from; neither is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import Options, Parser, Result, Table, _native

if TYPE_CHECKING:
    from typing import Literal

    from typing_extensions import Unpack

_TYPES = {"text": "string", "integer": "bigint", "real": "double"}

FLAT_SCHEMA: str = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in _native.flat_columns())
"""The columns of flat rows, one row per recipient, as Spark writes a schema."""

JSON_SCHEMA: str = "`source` string, `input_id` string, `kind` string, `json` string"
"""The columns of whole results, one row per message."""


class ParseFiles:
    """The function that mapInArrow() runs on the workers: batches with `path` and `content` to batches of rows.

    A file may hold one message or many: an mbox, an archive (docs/stores.md). It can be pickled, keeps nothing between batches, and gives the same rows for a file wherever and however often it is run.
    """

    def __init__(self, rows: Literal["flat", "json"] = "flat", **options: Unpack[Options]) -> None:
        if rows not in ("flat", "json"):
            raise ValueError(f"rows must be flat or json, not {rows!r}")
        self._rows = rows
        self._parser = Parser(**options)

    @property
    def schema(self) -> str:
        """Of the rows."""
        return FLAT_SCHEMA if self._rows == "flat" else JSON_SCHEMA

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Of batches of Arrow (pyarrow.RecordBatch)."""
        for batch in batches:
            yield from self.table(batch).to_batches()

    def table(self, files: Any) -> Any:
        """Of one table or batch of Arrow, a pyarrow.Table. The content is in `content` or, as Ray has it, in `bytes`."""
        pyarrow: Any = import_module("pyarrow")
        names: list[str] = files.schema.names
        content = files.column("content" if "content" in names else "bytes")
        results = self._results(zip(files.column("path"), content))
        if self._rows == "flat":
            return pyarrow.table(Table(results))
        columns: list[list[str | None]] = [[], [], [], []]
        for result in results:
            for column, value in zip(columns, (result.input.source, result.input.id, result.kind, result.to_json())):
                column.append(value)
        names = ["source", "input_id", "kind", "json"]
        return pyarrow.table([pyarrow.array(column, pyarrow.string()) for column in columns], names=names)

    def _results(self, files: Iterable[tuple[Any, Any]]) -> Iterator[Result]:
        for path, content in files:
            if content.is_valid:  # null where Spark was told to leave the content out
                yield from self._parser.parse_file(content.as_buffer().to_pybytes(), path.as_py())


def parse_binary_files(files: Any, *, rows: Literal["flat", "json"] = "flat", **options: Unpack[Options]) -> Any:
    """A DataFrame of what the messages in a DataFrame of files say.

    `files` is what spark.read.format("binaryFile") gives: it has the columns `path` and `content`. `rows`: `flat` for a row per
    recipient (FLAT_SCHEMA), `json` for a row per message with the whole result (JSON_SCHEMA). The options are those of parse().
    """
    function = ParseFiles(rows, **options)
    return files.select("path", "content").mapInArrow(function, function.schema)
