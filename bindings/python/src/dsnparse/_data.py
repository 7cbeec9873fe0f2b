"""What may be given as a message, and how it becomes bytes."""

from __future__ import annotations

import os
from email.message import Message
from typing import TYPE_CHECKING, Any, Protocol, Union, cast

if TYPE_CHECKING:
    from typing_extensions import TypeAlias


class Readable(Protocol):
    """A file, or what reads like one."""

    def read(self) -> bytes | str: ...


Data: TypeAlias = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]", "os.PathLike[bytes]", Readable, "Message[Any, Any]"]
"""A message: its bytes, its text, the path of its file, an open file, or an `email.message` object."""


def encoded(text: str) -> bytes:
    """UTF-8, with the bytes that Python smuggled in as surrogates; another lone surrogate becomes `?`."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def flattened(message: Message[Any, Any]) -> bytes:
    """The bytes of an email.message object; where Python cannot write what it has read, as near as can be."""
    try:
        return message.as_bytes()
    except Exception:
        pass
    parts = [encoded(f"{name}: {value}\n") for name, value in message.raw_items()] + [b"\n"]
    payload: Any = message.get_payload()
    if isinstance(payload, list):
        boundary = encoded("--" + str(message.get_boundary("")))
        inner = cast("list[Message[Any, Any]]", payload)
        parts += [boundary + b"\n" + flattened(part) + b"\n" for part in inner if isinstance(part, Message)]
        parts.append(boundary + b"--\n")
    elif isinstance(payload, str):
        parts.append(encoded(payload))
    return b"".join(parts)


def message_bytes(data: Data) -> tuple[bytes, bytes | None]:
    """The bytes of a message, and where they came from, if that is known."""
    if isinstance(data, bytes):
        return data, None
    if isinstance(data, str):
        return encoded(data), None
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data), None
    if isinstance(data, os.PathLike):
        path = os.fspath(data)
        with open(path, "rb") as file:
            return file.read(), os.fsencode(path)
    if isinstance(data, Message):
        return flattened(data), None
    read = getattr(data, "read", None)
    if callable(read):
        content = read()
        name = getattr(data, "name", None)
        source = os.fsencode(name) if isinstance(name, (str, bytes)) else None
        if isinstance(content, str):
            return encoded(content), source
        if isinstance(content, bytes):
            return content, source
        raise TypeError(f"read() of {type(data).__name__} gave {type(content).__name__}, not bytes or str")
    try:
        return bytes(memoryview(data)), None  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(
            f"a message must be bytes, str, a path, a file or an email.message.Message, not {type(data).__name__}"
        ) from None
