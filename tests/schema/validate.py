#!/usr/bin/env python3
"""validate.py SCHEMA COMMAND CORPUS: every result over the corpus, and every golden file, against the published schema.

Exit status 77 (skipped) where python3-jsonschema is not installed."""
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("SKIPPED: python3-jsonschema is not installed")
    sys.exit(77)


def main() -> int:
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
    command, corpus = sys.argv[2], pathlib.Path(sys.argv[3])
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    problems, count = [], 0

    def check(name: str, result: object) -> None:
        nonlocal count
        count += 1
        for error in validator.iter_errors(result):
            problems.append(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

    lines = subprocess.run([command, "parse", "--format", "ndjson", str(corpus)], check=True, capture_output=True).stdout
    first = None
    for line in lines.splitlines():
        result = json.loads(line)
        first = first or result
        check(result["input"]["source"], result)
    # A golden file records all but the two blocks that tell nothing about the reading.
    for path in sorted(corpus.rglob("*.json")):
        result = json.loads(path.read_text("utf-8"))["result"]
        check(str(path), {**result, "input": first["input"], "parser": first["parser"]})
    # The validator must be able to fail.
    broken = json.loads(json.dumps(first))
    broken["surprise"] = 1
    if not list(validator.iter_errors(broken)):
        problems.append("a key that the schema does not know was let through")
    print("\n".join(problems[:50]))
    print(f"{count} results validated, {len(problems)} problems")
    return 1 if problems or count < 240 else 0


if __name__ == "__main__":
    sys.exit(main())
