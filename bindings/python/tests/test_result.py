"""Results: typed, frozen, comparable, and the same as the JSON."""

import copy
import datetime
import json
import pathlib
import pickle
import typing

import pytest

import dsnparse


def same(attribute: object, value: object) -> None:
    """Asserts that a member of a result says what the JSON says."""
    if isinstance(attribute, dsnparse.Record):
        assert isinstance(value, dict)
        assert attribute.to_dict() == value
        for key, member in value.items():
            name = key + "_" if key in ("from", "for", "with") else key
            same(getattr(attribute, name), member)
    elif isinstance(attribute, tuple):
        assert isinstance(value, list)
        assert len(attribute) == len(value)
        for one, other in zip(attribute, value):
            same(one, other)
    elif isinstance(attribute, datetime.datetime):
        assert isinstance(value, str)
        assert attribute.utcoffset() is not None
        if value[17:19] != "60":
            assert attribute.isoformat() == value.replace("-00:00", "+00:00")
    else:
        assert attribute == value
        assert type(attribute) is type(value)


def test_attributes_are_those_of_the_json(corpus_bytes: list[bytes]) -> None:
    kinds = set()
    for content in corpus_bytes:
        result = dsnparse.parse(content)
        document = json.loads(result.to_json())
        assert result.to_dict() == document
        assert list(result.to_dict()) == list(document)
        for key, value in document.items():
            same(getattr(result, key), value)
        kinds.add(result.kind)
    assert len(kinds) > 5


def test_every_class_has_the_members_of_the_schema(corpus_bytes: list[bytes]) -> None:
    """Every object of a result is of a class of its own, which the package names."""
    seen: set[type] = set()

    def visit(value: object) -> None:
        if isinstance(value, tuple):
            for each in value:
                visit(each)
        elif isinstance(value, dsnparse.Record):
            seen.add(type(value))
            assert type(value).__module__ == "dsnparse._records"
            for child in vars(value).values():
                visit(child)

    for content in corpus_bytes:
        result = dsnparse.parse(content)
        for key in result.to_dict():
            visit(getattr(result, key))
    records = {each for each in vars(dsnparse).values() if isinstance(each, type) and issubclass(each, dsnparse.Record)}
    assert seen < records
    assert len(seen) > 20


def test_frozen(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    with pytest.raises(AttributeError, match="read-only"):
        result.kind = "message"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="read-only"):
        result.recipients[0].address = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="read-only"):
        del result.recipients[0].address
    with pytest.raises(AttributeError, match="read-only"):
        del result.kind
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        result.nonsense  # type: ignore[attr-defined]
    assert result.recipients is result.recipients


def test_not_made_by_hand() -> None:
    with pytest.raises(TypeError):
        dsnparse.Result()
    with pytest.raises(TypeError, match="Recipient is made by dsnparse.parse"):
        dsnparse.Recipient()


def test_equality_and_hash(bounce: bytes) -> None:
    one, same_again, other = dsnparse.parse(bounce), dsnparse.parse(bounce), dsnparse.parse(bounce, source="x")
    assert one == same_again
    assert hash(one) == hash(same_again)
    assert one != other
    assert one != bounce
    assert len({one, same_again, other}) == 2
    assert one.recipients[0] == same_again.recipients[0]
    assert one.replies[0] != one.replies[1]
    assert len({*one.replies, *same_again.replies}) == len(one.replies)
    assert one.recipients[0] != one.replies[0]


def test_copy(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert copy.copy(result) == copy.deepcopy(result) == result
    assert copy.deepcopy(result.recipients[0]) == result.recipients[0]


def test_pickle(corpus_bytes: list[bytes]) -> None:
    for content in corpus_bytes:
        result = dsnparse.parse(content, source="box")
        again = pickle.loads(pickle.dumps(result))
        assert type(again) is dsnparse.Result
        assert again == result
        assert again.to_json() == result.to_json()
        assert again.explain() == result.explain()
        assert again.chain() == result.chain()
        for recipient in result.recipients:
            assert pickle.loads(pickle.dumps(recipient)) == recipient


def test_from_json(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert dsnparse.Result.from_json(result.to_json()) == result
    assert dsnparse.Result.from_json(result.to_json(indent=2).encode()) == result
    for wrong in ("", "{", "[]", "{}", "\ud800", b"\xff", '{"schema": "other"}'):
        with pytest.raises(ValueError, match="no result of dsnparse"):
            dsnparse.Result.from_json(wrong)
    with pytest.raises(TypeError, match="not int"):
        dsnparse.Result.from_json(3)  # type: ignore[arg-type]


def test_repr(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert repr(result).startswith("<dsnparse.Result bounce carol@scanners.example.edu 5.7.1 554 ")
    assert "refused by dmz-mailsec-scanner-8.example.edu" in repr(result)
    assert repr(result.rejecting_hosts[0]).startswith("RejectingHost(host='dmz-mailsec-scanner-8.example.edu', ")
    assert repr(dsnparse.parse(b"")) == "<dsnparse.Result unknown>"


def test_pattern_matching(bounce: bytes) -> None:
    match dsnparse.parse(bounce):
        case dsnparse.Result("bounce", (dsnparse.Recipient(address, status), *_)):
            assert (address, status) == ("carol@scanners.example.edu", "5.7.1")
        case _:
            pytest.fail("no match")
    match dsnparse.parse(bounce):
        case dsnparse.Result(kind="bounce", rejecting_hosts=[_, dsnparse.RejectingHost(host=str(host)), *_]):
            assert host == "dmz-mailsec-scanner-4.example.edu"
        case _:
            pytest.fail("no match")


def test_dates_have_their_own_zone() -> None:
    result = dsnparse.parse(b"From: a@example.org\nSubject: x\nDate: Thu, 2 Feb 2012 14:01:15 -0500\n\nhi\n")
    date = result.report.date
    assert date == datetime.datetime(2012, 2, 2, 14, 1, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
    assert date is not None
    assert date.utcoffset() == datetime.timedelta(hours=-5)
    leap = dsnparse.parse(b"From: a@example.org\nSubject: x\nDate: Sat, 31 Dec 2016 23:59:60 +0000\n\nhi\n").report
    assert leap.date == datetime.datetime(2017, 1, 1, tzinfo=datetime.timezone.utc)
    assert leap.to_dict()["date"] == "2016-12-31T23:59:60+00:00"


def test_names_that_python_keeps_for_itself(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert result.report.from_ is not None
    assert result.report.from_.address == "MAILER-DAEMON@mta.example.net"
    assert getattr(result.report, "from") is result.report.from_
    assert any(hop.with_ == "ESMTP" and hop.for_ == "carol@scanners.example.edu" for hop in result.hops)


def test_json_indented(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert json.loads(result.to_json(indent=2)) == result.to_dict()
    assert result.to_json(indent=2).startswith('{\n  "schema"')
    assert "\n" not in result.to_json()


def test_members_are_listed(bounce: bytes) -> None:
    result = dsnparse.parse(bounce)
    assert {"recipients", "kind", "explain", "to_json"} <= set(dir(result))


def test_every_public_name_has_words() -> None:
    for name in dsnparse.__all__:
        value = getattr(dsnparse, name)
        if callable(value) and not typing.get_origin(value):
            assert value.__doc__, name
            if isinstance(value, type):
                for key, member in vars(value).items():
                    if callable(member) and not key.startswith("_"):
                        assert member.__doc__, f"{name}.{key}"


def test_typed() -> None:
    assert (pathlib.Path(dsnparse.__file__).parent / "py.typed").exists()
