"""Table: flat rows for data frames and databases, by the Arrow PyCapsule interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import _native
from ._result import Result


class Table:
    """The flat rows of results, one per recipient, for whatever reads Arrow: polars, pyarrow, pandas, DuckDB.

        polars.DataFrame(dsnparse.Table(dsnparse.parse_many(messages)))
        pyarrow.table(dsnparse.Table(results))

    The results are read as the rows are asked for, a batch at a time. A table of a list can be read again; one of an iterator,
    such as parse_many() gives, once. What the iterator raises, the reader reports in words of its own.
    """

    def __init__(self, results: Iterable[Result]) -> None:
        if isinstance(results, Result):
            results = [results]
        iter(results)  # a TypeError now, not when the rows are read
        self._results = results

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows as a capsule of an ArrowArrayStream. Another schema than the own one is not made."""
        return _native.arrow_stream(iter(self._results))

    def __iter__(self) -> Iterator[dict[str, str | int | float | None]]:
        """The rows as dicts."""
        for result in self._results:
            yield from result.flat()
