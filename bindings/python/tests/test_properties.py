"""Any bytes give a result."""

import email
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dsnparse

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LINES = st.sampled_from(
    [
        b"From: MAILER-DAEMON@mta.example.net", b"Subject: Returned mail", b"Content-Type: multipart/report; boundary=b",
        b"Content-Type: message/delivery-status", b"", b"--b", b"--b--", b"Final-Recipient: rfc822; x@example.org",
        b"Action: failed", b"Status: 5.1.1", b"550 5.1.1 <x@example.org>: no such user", b"<<< 550 5.7.1 go away",
        b"Received: from a (b [192.0.2.1]) by c; Thu, 2 Feb 2012 14:01:15 -0500", b"\xff\xfe", b"Content-Transfer-Encoding: base64",
    ]
)  # fmt: skip


def check(content: bytes) -> None:
    result = dsnparse.parse(content)
    assert result.input.size == len(content)
    assert result.to_dict() == json.loads(result.to_json())
    assert isinstance(repr(result), str)
    assert result.explain()
    assert result == dsnparse.parse(bytearray(content))
    for hop in result.hops:
        assert hop.date is None or hop.date.tzinfo is not None


@QUICK
@given(st.binary(max_size=2000))
def test_any_bytes(content: bytes) -> None:
    check(content)


@QUICK
@given(st.lists(LINES | st.binary(max_size=40), max_size=40))
def test_any_lines_of_mail(lines: list[bytes]) -> None:
    check(b"\n".join(lines))


@QUICK
@given(st.text(max_size=500))
def test_any_text(text: str) -> None:
    dsnparse.parse(text)


@QUICK
@given(st.lists(LINES | st.binary(max_size=40), max_size=30))
def test_any_email_message(lines: list[bytes]) -> None:
    dsnparse.parse(email.message_from_bytes(b"\n".join(lines)))


@QUICK
@given(st.data())
def test_a_bounce_with_a_hole(bounce: bytes, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(bounce)))
    length = data.draw(st.integers(0, 200))
    check(bounce[:begin] + data.draw(st.binary(max_size=8)) + bounce[begin + length :])
