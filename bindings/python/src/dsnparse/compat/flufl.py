"""The interface of flufl.bounce, which Mailman uses.

    from dsnparse.compat.flufl import all_failures    # instead of: from flufl.bounce import all_failures
"""

from __future__ import annotations

from email.message import Message
from typing import Any

from .. import parse
from .._data import Data

__all__ = ["all_failures", "scan_message"]


def all_failures(msg: Message[Any, Any] | Data) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The addresses that failed for now, and those that failed for good. Of a recipient behind an alias a report in words gives
    both addresses; a machine-readable one gives that which was written to.

    Addresses are bytes: ASCII, or UTF-8 of an internationalised one. Of a message that is no bounce both sets are empty.
    """
    temporary: set[bytes] = set()
    permanent: set[bytes] = set()
    result = parse(msg, digest=False, evidence="none")
    if result.kind in ("bounce", "delay"):
        for recipient in result.recipients:
            addresses = [address for address in (recipient.original, recipient.address) if address is not None]
            if result.format.form == "rfc3464":
                addresses = addresses[:1]
            if recipient.action in ("failed", "delayed"):
                failed = permanent if recipient.action == "failed" else temporary
                failed.update(address.encode("utf-8") for address in addresses)
    return frozenset(temporary), frozenset(permanent)


def scan_message(msg: Message[Any, Any] | Data) -> frozenset[bytes]:
    """The addresses that failed for good."""
    return all_failures(msg)[1]
