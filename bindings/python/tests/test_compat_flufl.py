"""dsnparse.compat.flufl in the place of flufl.bounce."""

import email
import pathlib

import flufl.bounce

from dsnparse.compat.flufl import all_failures, scan_message

DELAYED = b"""From: MAILER-DAEMON@mta.example.net
Subject: Delivery status
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Some news.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mta.example.net

Original-Recipient: rfc822; list@example.org
Final-Recipient: rfc822; gone@example.org
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; slow@example.org
Action: delayed
Status: 4.4.1

--b--
"""
# Of 112 messages those in which we say something else, and why.
DIFFERENT = {
    "simple_14.txt",  # flufl.bounce finds a second recipient
    "simple_38.txt",  # a disposition notification, of which it makes a failure
    "yale_01.txt",  # one of a kind: addresses without a domain
}


def test_failed_and_delayed() -> None:
    message = email.message_from_bytes(DELAYED)
    expected = (frozenset({b"slow@example.org"}), frozenset({b"list@example.org"}))
    assert all_failures(message) == expected == flufl.bounce.all_failures(message)
    assert scan_message(message) == expected[1] == flufl.bounce.scan_message(message)


def test_no_bounce() -> None:
    message = email.message_from_string("From: a@example.org\nSubject: hello\n\nHow are you, b@example.org?\n")
    assert all_failures(message) == (frozenset(), frozenset()) == flufl.bounce.all_failures(message)


def test_its_own_corpus(shared: pathlib.Path) -> None:
    paths = sorted((shared / "flufl.bounce").glob("*.txt"))
    assert len(paths) > 100
    different = set()
    for path in paths:
        message = email.message_from_bytes(path.read_bytes())
        if all_failures(message) != flufl.bounce.all_failures(message):
            different.add(path.name)
    assert different <= DIFFERENT
