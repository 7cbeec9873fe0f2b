"""iter_path, iter_mbox, iter_maildir: lazily over every store, the same as the command."""

import gc
import gzip
import os
import pathlib
import subprocess
import zipfile

import pytest
from process import held, resident

import dsnparse
import dsnparse.spark


def mbox(messages: list[bytes]) -> bytes:
    lines = []
    for message in messages:
        lines.append(b"From MAILER-DAEMON Thu Feb  2 14:01:15 2012\n")
        lines.append(message.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ").rstrip(b"\n") + b"\n\n")
    return b"".join(lines)


@pytest.fixture(scope="module")
def messages(corpus: list[pathlib.Path]) -> list[bytes]:
    return [path.read_bytes() for path in corpus if path.suffix == ".eml" and not path.read_bytes().startswith(b"From ")][::9]


@pytest.fixture
def box(tmp_path: pathlib.Path, messages: list[bytes]) -> pathlib.Path:
    path = tmp_path / "bounces.mbox"
    path.write_bytes(mbox(messages))
    return path


def lines_of(command: str, *arguments: object) -> list[str]:
    done = subprocess.run([command, "parse", "--format", "ndjson", *map(str, arguments)], capture_output=True, check=True)
    return done.stdout.decode("utf-8").splitlines()


def test_an_mbox(box: pathlib.Path, messages: list[bytes], command: str) -> None:
    results = list(dsnparse.iter_mbox(box))
    assert [each.input.index for each in results] == list(range(len(messages)))
    assert {each.input.container for each in results} == {"mbox"}
    content = box.read_bytes()
    for each in results:
        assert each.input.offset is not None
        assert dsnparse.parse(content[each.input.offset : each.input.offset + each.input.size]).replies == each.replies
    assert [each.to_json() for each in dsnparse.iter_path(box)] == lines_of(command, box)


def test_a_folder_a_maildir_and_archives(tmp_path: pathlib.Path, messages: list[bytes], box: pathlib.Path, command: str) -> None:
    maildir = tmp_path / "Maildir"
    for part in ("new", "cur", "tmp"):
        (maildir / part).mkdir(parents=True)
    for i, message in enumerate(messages):
        (maildir / ("new" if i % 2 else "cur") / f"{i:03}.host").write_bytes(message)
    (tmp_path / "bounces.mbox.gz").write_bytes(gzip.compress(box.read_bytes()))
    with zipfile.ZipFile(tmp_path / "bounces.zip", "w") as archive:
        for i, message in enumerate(messages):
            archive.writestr(f"2024/{i:03}.eml", message)
    assert len(list(dsnparse.iter_maildir(maildir))) == len(messages)
    for store in (maildir, tmp_path / "bounces.mbox.gz", tmp_path / "bounces.zip", tmp_path):
        found = [each.to_json() for each in dsnparse.iter_path(store, threads=2, chunk=7)]
        assert found == lines_of(command, store)
        assert len(found) >= len(messages)
    together = list(dsnparse.iter_path(maildir, str(box), our_domains=["example.net"]))
    assert len(together) == 2 * len(messages)


def test_it_is_lazy(box: pathlib.Path) -> None:
    """Files are opened when their turn comes, and closed with the iterator."""

    def open_files() -> int:
        return sum(os.path.realpath(f"/proc/self/fd/{name}") == str(box) for name in os.listdir("/proc/self/fd"))

    results = dsnparse.iter_path(box, chunk=1)
    next(results)
    assert open_files() == 1
    results.close()
    assert open_files() == 0
    assert next(results, None) is None
    with dsnparse.iter_path(box, chunk=1) as again:
        assert next(again).kind
    assert open_files() == 0
    third = dsnparse.iter_path(box, chunk=1)
    next(third)
    del third
    gc.collect()
    assert open_files() == 0


def test_consumers_that_stop_early_leak_nothing(tmp_path: pathlib.Path, messages: list[bytes], box: pathlib.Path) -> None:
    """By `break`, by an exception, by closing: of a mailbox, packed ones, an archive and a folder of all of them."""
    large = box.read_bytes() * 20
    (tmp_path / "large.mbox").write_bytes(large)
    (tmp_path / "large.mbox.gz").write_bytes(gzip.compress(large, 1))
    with zipfile.ZipFile(tmp_path / "large.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.mbox", large)
        archive.writestr("large.mbox.gz", gzip.compress(large, 1))

    def stop_early(path: pathlib.Path) -> None:
        for result in dsnparse.iter_path(path, threads=2, chunk=50):
            assert result.schema
            break
        with pytest.raises(ZeroDivisionError), dsnparse.iter_path(path, threads=2, chunk=50) as results:
            for result in results:
                len(result.recipients) / 0
        for result in dsnparse.Parser().parse_file(path.read_bytes() if path.is_file() else large, "large"):
            assert result.schema
            break

    paths = [tmp_path, *tmp_path.iterdir()]
    for path in paths:
        stop_early(path)
    gc.collect()
    before = (held(), resident())
    for _ in range(5):
        for path in paths:
            stop_early(path)
    gc.collect()
    assert held() == before[0]
    # The content alone of what was begun, had it been kept, would be several times as much.
    assert resident() - before[1] < 15 << 20


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: pathlib.Path, messages: list[bytes]) -> None:
    (tmp_path / "a.eml").write_bytes(messages[0])
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.eml", messages[0] * 50)
    broken = bytearray((tmp_path / "b.zip").read_bytes())
    broken[60:120] = b"\xff" * 60
    (tmp_path / "b.zip").write_bytes(broken)
    (tmp_path / "c.eml").write_bytes(messages[1])
    results = dsnparse.iter_path(tmp_path)
    ids = [each.input.id for each in results]
    assert {dsnparse.parse(messages[0]).input.id, dsnparse.parse(messages[1]).input.id} <= set(ids)
    assert results.problems
    assert all("b.zip" in problem.source and problem.reason for problem in results.problems)


def test_misuse(tmp_path: pathlib.Path, box: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError, match="absent"):
        dsnparse.iter_path(tmp_path / "absent")
    with pytest.raises(FileNotFoundError):
        dsnparse.iter_path(box, tmp_path / "absent")
    with pytest.raises(TypeError, match="a path must be str, bytes or os.PathLike, not int"):
        dsnparse.iter_path(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a path is needed"):
        dsnparse.iter_path()
    with pytest.raises(ValueError, match="format must be one of"):
        dsnparse.iter_path(box, format="pst")  # type: ignore[arg-type]
    with pytest.raises(NotADirectoryError, match="not a Maildir"):
        dsnparse.iter_maildir(tmp_path)
    with pytest.raises(ValueError, match="chunk must be at least 1"):
        dsnparse.iter_mbox(box, chunk=0)


def test_mailboxes_on_the_workers_of_an_engine(box: pathlib.Path, messages: list[bytes]) -> None:
    """An mbox in a column of contents becomes a row for each message."""
    import pyarrow

    batch = pyarrow.record_batch({"path": [str(box)], "content": [box.read_bytes()]})
    rows = dsnparse.spark.ParseFiles("json").table(batch).to_pylist()
    assert [row["json"] for row in rows] == [each.to_json() for each in dsnparse.iter_path(box)]
    assert len(rows) == len(messages)
