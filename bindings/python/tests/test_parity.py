"""Python says what the command says, byte for byte. That C says the same as C++ is tested with the C interface."""

import pathlib
import subprocess
import sys

import dsnparse


def output(*arguments: object) -> str:
    done = subprocess.run([str(each) for each in arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_json_over_the_golden_corpus(command: str, corpus: list[pathlib.Path]) -> None:
    lines = output(command, "parse", "--format", "ndjson", "--in", "message", *corpus).splitlines()
    assert len(lines) == len(corpus)
    for path, line, many in zip(corpus, lines, dsnparse.parse_many(corpus)):
        result = dsnparse.parse(path)
        assert result.to_json() == line, path
        assert many.to_json() == line, path


def test_texts(command: str, corpus: list[pathlib.Path]) -> None:
    for path in corpus[::20]:
        result = dsnparse.parse(path)
        assert output(command, "parse", "--in", "message", path) == result.to_json(indent=2) + "\n"
        assert output(command, "explain", "--width", 70, path) == result.explain(width=70)
        assert output(command, "explain", "--format", "markdown", path) == result.explain(format="markdown")
        assert output(command, "trace", path) == dsnparse.trace(path).chain()


def test_options(command: str, bounce_path: pathlib.Path) -> None:
    """The same choices under the same names."""
    choices = ["--evidence", "refs", "--no-digest", "--our-domain", "example.net", "--trusted-net", "127.0.0.0/8", "--max-size", "3000"]
    result = dsnparse.parse(
        bounce_path, evidence="refs", digest=False, our_domains=["example.net"], trusted_nets=["127.0.0.0/8"], max_size=3000
    )
    assert output(command, "parse", "--format", "ndjson", *choices, bounce_path) == result.to_json() + "\n"


def test_python_m(command: str, corpus: list[pathlib.Path]) -> None:
    """`python -m dsnparse` writes the same."""
    here = [sys.executable, "-m", "dsnparse"]
    paths = corpus[::40]
    assert output(*here, "parse", *paths) == output(command, "parse", *paths)
    assert output(*here, "parse", paths[0]) == output(command, "parse", paths[0])
    assert output(*here, "explain", *paths) == output(command, "explain", *paths)
    assert output(*here, "trace", *paths) == output(command, "trace", *paths)
