"""Result: everything that is said about one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

from . import _native
from ._records import ResultFields

if TYPE_CHECKING:
    from typing import Literal

_FORMATS = {"text": 0, "markdown": 1, "json": 2}


class Result(ResultFields):
    """Everything that is said about one message, made by `parse()` or `trace()`.

    Its members are those of the JSON (docs/schema.md), under the same names: `result.kind`, `result.recipients[0].status`,
    `result.classification.remedy.text`. What is not known is None. They are made when they are asked for. Three names that
    Python keeps for itself end in an underscore: `from_`, `for_`, `with_`.

    A result is read-only, and compared, hashed, copied and pickled by what it says.
    """

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            try:
                value = self._member(name)
            except KeyError:
                raise AttributeError(f"'Result' object has no attribute '{name}'") from None
            self.__dict__[name] = value
            return value

    def to_dict(self) -> dict[str, Any]:
        """The result as json.loads() would give it: dict, list, str, numbers, None."""
        return self._dict()

    def flat(self) -> list[dict[str, str | int | float | None]]:
        """One row per recipient, the same columns in every row (docs/schema.md, flat row); one row where none is named."""
        return self._rows()

    def to_json(self, *, indent: int | None = None) -> str:
        """The result as JSON: one line, or indented by so many columns; the same bytes as the command writes."""
        return self._json() if indent is None else self._json_indented(indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Result:
        """The result that to_json() made the text of. A text that is none raises ValueError."""
        if not isinstance(text, (str, bytes)):
            raise TypeError(f"text must be str or bytes, not {type(text).__name__}")
        return as_result(_native.from_json(text.encode("utf-8", "replace") if isinstance(text, str) else text))

    def explain(self, *, format: Literal["text", "markdown", "json"] = "text", width: int = 80, colour: bool = False) -> str:
        """For a person: who refused, why, who can act, what to do. `width` and `colour` are those of text."""
        if format not in _FORMATS:
            raise ValueError(f"format must be text, markdown or json, not {format!r}")
        return self._explain(_FORMATS[format], width, colour)

    def chain(self, *, width: int = 80, colour: bool = False) -> str:
        """The Received chain as a table, oldest hop first, with the sending edge."""
        return self._chain(width, colour)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"Result is read-only: cannot set '{name}'")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"Result is read-only: cannot delete '{name}'")

    def __eq__(self, other: object) -> bool:
        return self._same(other) if isinstance(other, Result) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json())

    def __copy__(self) -> Result:
        return self

    def __deepcopy__(self, memo: object) -> Result:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Result.from_json, (self._json(),)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._dict()})

    def __repr__(self) -> str:
        words = [self.kind]
        if self.recipients:
            first = self.recipients[0]
            words += [str(each) for each in (first.address, first.status, first.code) if each is not None]
            if len(self.recipients) > 1:
                words.append(f"and {len(self.recipients) - 1} more")
        if self.is_bounce:
            words.append(self.classification.category)
        words += [f"refused by {host.host or host.ip}" for host in self.rejecting_hosts[:1]]
        return f"<dsnparse.Result {' '.join(words)}>"


_native.set_result_class(Result)


def as_result(report: _native.Report) -> Result:
    """For type checkers: the native half makes instances of Result."""
    return cast(Result, report)
