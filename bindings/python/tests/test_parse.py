"""parse(): what it takes, and what it gives."""

import email
import email.policy
import io
import mailbox
import pathlib

import pytest

import dsnparse


def test_facts_of_a_bounce(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert result.kind == "bounce"
    assert result.is_bounce is True
    assert [recipient.address for recipient in result.recipients] == ["carol@scanners.example.edu"]
    assert result.recipients[0].code == 554
    assert len(result.rejecting_hosts) == 3
    assert result.input.size == len(bounce)


def test_every_way_to_give_a_message(bounce: bytes, bounce_path: pathlib.Path) -> None:
    expected = dsnparse.parse(bounce)
    with bounce_path.open("rb") as file:
        from_file = dsnparse.parse(file)
    for same in (
        dsnparse.parse(bytearray(bounce)),
        dsnparse.parse(memoryview(bounce)),
        dsnparse.parse(memoryview(bounce + bounce)[: len(bounce)]),
        dsnparse.parse(bounce.decode("latin-1").encode("latin-1").decode("utf-8", "surrogateescape")),
        dsnparse.parse(io.BytesIO(bounce)),
        dsnparse.parse(io.StringIO(bounce.decode("ascii"))),
    ):
        assert same == expected
    assert dsnparse.parse(bounce_path).input.source == str(bounce_path)
    assert dsnparse.parse(bounce_path) == dsnparse.parse(bounce, source=str(bounce_path))
    assert from_file == dsnparse.parse(bounce_path)
    assert dsnparse.parse(bounce_path, source="ticket 7").input.source == "ticket 7"


def test_a_view_with_gaps_is_read_as_its_elements(bounce: bytes) -> None:
    spread = bytearray(2 * len(bounce))
    spread[::2] = bounce
    assert dsnparse.parse(memoryview(spread)[::2]) == dsnparse.parse(bounce)


@pytest.mark.parametrize("policy", [email.policy.compat32, email.policy.default])
def test_email_messages(corpus: list[pathlib.Path], policy: email.policy.Policy) -> None:
    """Python may fold headers anew, but who failed and why stays."""
    for path in corpus[::3]:
        if path.suffix != ".eml":
            continue
        content = path.read_bytes()
        message = email.message_from_bytes(content, policy=policy)
        result = dsnparse.parse(message)
        assert isinstance(result, dsnparse.Result)
        if message.as_bytes() == content:
            assert result == dsnparse.parse(content)


def test_messages_of_a_mailbox(tmp_path: pathlib.Path, bounce: bytes) -> None:
    box = mailbox.mbox(tmp_path / "box")
    box.add(bounce)
    box.flush()
    (result,) = [dsnparse.parse(message) for message in box]
    box.close()
    assert [each.address for each in result.recipients] == ["carol@scanners.example.edu"]
    assert result.replies[0].text == "Delivery not authorized"


def test_email_messages_that_python_cannot_write(bounce: bytes) -> None:
    """as_bytes() raises for these; there is a result all the same."""
    message = email.message_from_string("Subject: Undelivered Mail Returned to Sender \udcff\ud800\n\n<a@example.org>: \u20ac 550 5.1.1 no\n")
    with pytest.raises(UnicodeError):
        message.as_bytes()
    assert dsnparse.parse(message).recipients[0].address == "a@example.org"
    broken = email.message.Message()
    broken["Subject"] = "x"
    broken.set_payload([1, 2])  # type: ignore[arg-type]
    assert dsnparse.parse(broken).kind != "bounce"
    outer = email.message.Message()
    outer["Subject"] = "Undelivered Mail Returned to Sender"
    outer["Content-Type"] = 'multipart/mixed; boundary="b"'
    outer.set_payload([message])
    assert dsnparse.parse(outer).recipients[0].address == "a@example.org"


@pytest.mark.parametrize(
    ("wrong", "name"), [(None, "NoneType"), (3, "int"), (3.5, "float"), ([b"x"], "list"), ({"a": 1}, "dict"), (object(), "object")]
)
def test_wrong_types_are_named(wrong: object, name: str) -> None:
    for function in (dsnparse.parse, dsnparse.trace, dsnparse.explain, dsnparse.is_bounce):
        with pytest.raises(TypeError, match=rf"not {name}$"):
            function(wrong)


def test_a_file_that_gives_no_bytes() -> None:
    class Odd:
        def read(self) -> int:
            return 3

    with pytest.raises(TypeError, match=r"read\(\) of Odd gave int"):
        dsnparse.parse(Odd())  # type: ignore[arg-type]


def test_files_that_cannot_be_read(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError, match="absent.eml"):
        dsnparse.parse(tmp_path / "absent.eml")
    with pytest.raises(IsADirectoryError):
        dsnparse.parse(tmp_path)


def test_broken_bytes_give_a_result_with_warnings(bounce: bytes) -> None:
    broken = dsnparse.parse(b"From: MAILER-DAEMON\nContent-Type: multipart/report; boundary=b\n\n--b\n\nThis user does not exist: \xff\xfe\n")
    assert broken.warnings
    assert all(warning.code.startswith("W_") for warning in broken.warnings)
    for nothing in (b"", "", b"\0" * 1000, b"\xff" * 1000, "\ud800\udfff"):
        assert dsnparse.parse(nothing).kind in ("unknown", "message")
    cut = dsnparse.parse(bounce, max_size=500)
    assert cut.input.truncated
    assert any(warning.code.startswith("W_LIMIT_") for warning in cut.warnings)


def test_options(bounce: bytes) -> None:
    assert dsnparse.parse(bounce, digest=False).input.id is None
    assert dsnparse.parse(bounce, evidence="none").recipients[0].evidence == ()
    assert all(each.text is None for each in dsnparse.parse(bounce, evidence="refs").recipients[0].evidence)
    parser = dsnparse.Parser(our_domains=["example.com"], trusted_nets=["192.0.2.0/24"])
    assert parser.parse(bounce) == dsnparse.parse(bounce, our_domains=["example.com"], trusted_nets=["192.0.2.0/24"])
    assert "192.0.2.0/24" in repr(parser)


def test_options_that_are_none(bounce: bytes) -> None:
    with pytest.raises(ValueError, match="evidence must be none, refs or full, not 'all'"):
        dsnparse.parse(bounce, evidence="all")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="max_size must be at least 1"):
        dsnparse.parse(bounce, max_size=0)
    with pytest.raises(TypeError, match="max_size must be int, not str"):
        dsnparse.parse(bounce, max_size="1")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="our_domains must be a list of str, not str"):
        dsnparse.parse(bounce, our_domains="example.org")
    with pytest.raises(TypeError, match="rules must be dsnparse.Rules, not str"):
        dsnparse.parse(bounce, rules="x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="nonsense"):
        dsnparse.parse(bounce, nonsense=1)  # type: ignore[call-arg]


def test_trace(bounce: bytes) -> None:
    result = dsnparse.trace(bounce)
    assert [hop.raw for hop in result.hops] == [hop.raw for hop in dsnparse.parse(bounce).hops if hop.message == "report"]
    assert result.recipients == ()
    assert "mta.example.net" in result.chain()
    assert max(map(len, result.chain(width=60).splitlines())) <= 60


def test_explain(bounce: bytes) -> None:
    text = dsnparse.explain(bounce)
    assert text == dsnparse.parse(bounce).explain() == dsnparse.explain(dsnparse.parse(bounce))
    assert "carol@scanners.example.edu" in text
    assert dsnparse.explain(bounce, format="markdown") != text
    assert "\x1b[" in dsnparse.explain(bounce, colour=True)
    with pytest.raises(ValueError, match="format must be"):
        dsnparse.explain(bounce, format="html")  # type: ignore[arg-type]


def test_is_bounce(bounce: bytes) -> None:
    assert dsnparse.is_bounce(bounce)
    assert not dsnparse.is_bounce(b"From: a@example.org\nSubject: hello\n\nHow are you?\n")


RULES = """{"rules": [{"id": "house.closed", "category": "mailbox_disabled", "text": ["the shop is shut"],
 "examples": ["550 the shop is shut"], "source": "test"}]}"""
SHUT = b"From: MAILER-DAEMON@mta.example.net\nSubject: Undelivered\n\n<a@example.org>: host mx.example.org said: 550 the shop is shut\n"


def test_rules_of_ones_own(tmp_path: pathlib.Path) -> None:
    assert dsnparse.parse(SHUT).classification.rule != "house.closed"
    rules = dsnparse.Rules(RULES)
    assert rules.lint() == []
    assert len(rules) > len(dsnparse.Rules(b'{"rules": []}'))
    result = dsnparse.parse(SHUT, rules=rules)
    assert result.classification.rule == "house.closed"
    assert result.parser.rules == rules.version
    file = tmp_path / "house.json"
    file.write_text(RULES)
    assert dsnparse.parse(SHUT, rules=dsnparse.Rules.from_file(file)).classification.category == "mailbox_disabled"


def test_rules_that_cannot_be_used(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ValueError, match="house.json"):
        dsnparse.Rules("{", "house.json")
    with pytest.raises(ValueError, match="nonsense"):
        dsnparse.Rules(RULES.replace("mailbox_disabled", "nonsense"))
    with pytest.raises(TypeError, match="overlay must be str or bytes, not int"):
        dsnparse.Rules(3)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        dsnparse.Rules.from_file(tmp_path / "absent.json")
