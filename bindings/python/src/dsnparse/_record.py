"""What all objects of a result have in common: they are frozen, comparable, hashable, and can be pickled and copied."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, NoReturn, TypeVar, cast

R = TypeVar("R", bound="Record")


def as_datetime(text: str | None) -> datetime | None:
    """A date of the JSON, in the sender's own time zone."""
    if text is None:
        return None
    if text[17:19] == "60":  # a leap second: as POSIX has it, the first second after
        return datetime.fromisoformat(text[:17] + "59" + text[19:]) + timedelta(seconds=1)
    return datetime.fromisoformat(text)


def plain(value: object) -> object:
    """A value as it would come out of the JSON."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [plain(each) for each in cast("tuple[object, ...]", value)]
    return value


class Record:
    """An object in a result. Read-only; made by parse(), not by hand."""

    _children: ClassVar[dict[str, Any]] = {}
    __match_args__: tuple[str, ...] = ()

    def __new__(cls, *_: Any, **__: Any) -> Any:
        raise TypeError(f"{cls.__name__} is made by dsnparse.parse(), not by hand")

    def to_dict(self) -> dict[str, Any]:
        """The object as json.loads() would give it: dates are text, and the keys are those of the JSON (`from`, not `from_`)."""
        return {key: plain(value) for key, value in self.__dict__.items()}

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is read-only: cannot set '{name}'")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is read-only: cannot delete '{name}'")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __copy__(self: R) -> R:
        return self

    def __deepcopy__(self: R, memo: object) -> R:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return restore, (type(self), self.__dict__)

    def __repr__(self) -> str:
        known = (f"{key}={value!r}" for key, value in self.__dict__.items() if value is not None and value != ())
        return f"{type(self).__name__}({', '.join(known)})"


def restore(kind: type[R], members: dict[str, Any]) -> R:
    """For pickle: a record with these members."""
    record: R = object.__new__(kind)
    object.__setattr__(record, "__dict__", members)
    return record
