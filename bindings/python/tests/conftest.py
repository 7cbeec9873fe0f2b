"""The messages that the tests read."""

import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "corpus"
SHARED = ROOT.parent / "shared" / "corpora"


def golden() -> list[pathlib.Path]:
    return sorted(path for path in CORPUS.rglob("*") if path.suffix in (".eml", ".txt"))


@pytest.fixture(scope="session")
def corpus() -> list[pathlib.Path]:
    """The files of the golden corpus."""
    paths = golden()
    assert len(paths) > 300
    return paths


@pytest.fixture(scope="session")
def corpus_bytes(corpus: list[pathlib.Path]) -> list[bytes]:
    return [path.read_bytes() for path in corpus]


@pytest.fixture(scope="session")
def bounce_path() -> pathlib.Path:
    """Three servers refuse one recipient."""
    return CORPUS / "sendmail" / "banner-554-three-mx.eml"


@pytest.fixture(scope="session")
def bounce(bounce_path: pathlib.Path) -> bytes:
    return bounce_path.read_bytes()


@pytest.fixture(scope="session")
def command() -> str:
    """The dsnparse command that the package must agree with."""
    path = os.environ.get("DSNPARSE_COMMAND", "")
    if not path:
        pytest.skip("DSNPARSE_COMMAND does not name the dsnparse command: nothing to compare with")
    assert pathlib.Path(path).is_file(), f"DSNPARSE_COMMAND names {path}, which is not there"
    return path


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """Corpora of third parties, which are not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"the corpora of third parties are not here ({SHARED})")
    return SHARED
