#!/usr/bin/env python3
"""Checks the tree's own rules by reading it.

 - a layer includes only itself and lower ones (docs/architecture.md);
 - third-party headers are included in one place each;
 - public headers include the standard library and each other only, and stay usable from C++17;
 - headers and sources stay short enough for one concern.
"""
import pathlib
import re
import sys

LAYERS = ["base", "text", "mime", "fields", "dialects", "knowledge", "diagnose", "report", "emit", "store", "dns", "summary", "page", "cli"]
ADAPTERS = {  # header prefix -> the only places that may include it
    "mimetic/": {"src/mime/mimetic_adapter.cpp", "tests/support/build_mail.cpp", "tests/property/mimetic_differential_test.cpp", "bench/peers.cpp"},
    "re2/": {"src/knowledge/pattern.cpp"},
    "iconv.h": {"src/text/iconv_adapter.cpp"},
    "libxml/": {"src/text/html.cpp"},
    "nettle/": {"src/report/digest.cpp", "src/page/pack.cpp"},
    "zlib.h": {"src/page/pack.cpp", "src/store/gzip_stream.cpp"},
    "ares": {"src/dns/cares_adapter.cpp"},
    "archive": {"src/store/archive_adapter.cpp"},
    "sqlite3.h": {"src/cli/sqlite_sink.cpp"},
    "CLI/": {"src/cli/arguments.cpp", "src/cli/command_tree.cpp"},
    "gmime/": {"bench/peers.cpp"},
    "nlohmann/": {"include/dsnparse/json.hpp", "src/knowledge/compile.cpp", "src/emit/json.cpp", "src/dns/json.hpp", "src/store/json_records.cpp", "src/dialects/systems/ses.cpp"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    problems, files, includes = [], 0, 0
    for folder in ("src", "include", "bench", "examples", "bindings"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".cpp", ".hpp", ".h", ".c"):
                continue
            files += 1
            name = path.relative_to(root).as_posix()
            text = path.read_text("ascii", errors="replace")
            if "\N{REPLACEMENT CHARACTER}" in text:
                problems.append(f"{name}: not ASCII")
            limit = 250 if path.suffix in (".hpp", ".h") else 500
            lines = text.count("\n")
            if lines > limit * 1.3:
                problems.append(f"{name}: {lines} lines; {limit} are meant")
            for target in INCLUDE.findall(text):
                includes += 1
                if folder == "src":
                    own, other = name.split("/")[1], target.split("/")[0]
                    if "/" in target and other in LAYERS and LAYERS.index(other) > LAYERS.index(own):
                        problems.append(f"{name}: layer {own} includes {target} of the higher layer {other}")
                if folder == "include" and "/" in target and not target.startswith("dsnparse/"):
                    if not (name.endswith("json.hpp") and target.startswith("nlohmann/")):
                        problems.append(f"{name}: a public header includes {target}")
                for prefix, places in ADAPTERS.items():
                    if target.startswith(prefix) and folder in ("src", "include", "bench") and name not in places:
                        problems.append(f"{name}: {target} belongs behind {', '.join(sorted(places))}")
    for problem in problems:
        print(problem)
    print(f"{files} files, {includes} includes, {len(problems)} problems")
    return 1 if problems or files < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
