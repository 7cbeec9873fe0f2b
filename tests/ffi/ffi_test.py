#!/usr/bin/env python3
"""ffi_test.py RUNTIME --library FILE --command FILE --work FOLDER: the example of one runtime in examples/ffi, run on golden mails.

What it must print is made from the golden results and the command's JSON. Exit status 77: the runtime is not installed."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = SOURCE / "examples" / "ffi"
CORPUS = SOURCE / "tests" / "corpus"

# Several recipients, several hosts, an address and words beyond ASCII, a delay, no report at all, no header at all.
MAILS = ["sendmail/banner-554-three-mx", "postfix/multi-rcpt-mixed", "exim/eai-recipient", "exchange/german",
         "postfix/rcpt-450-expired", "qmail/rcpt-550-user-unknown", "kinds/vacation", "gmail/notice-pasted"]


class Skip(Exception):
    """Why the test cannot run here."""


def tool(name):
    path = shutil.which(name)
    if path is None:
        raise Skip(f"{name} is not installed")
    return path


def prepared(command, what, **more):
    """Runs a step of preparation that must not fail."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **more)
    if done.returncode != 0:
        sys.exit(f"{what} failed:\n{done.stdout}{done.stderr}")


def ruby(_work, _library):
    return [tool("ruby"), "-W", EXAMPLES / "ruby" / "read_bounce.rb"]


def php(_work, _library):
    if "FFI" not in subprocess.run([tool("php"), "-m"], capture_output=True, text=True, check=True).stdout.split():
        raise Skip("php has no FFI extension")
    return ["php", "-d", "error_reporting=-1", "-d", "display_errors=stderr", EXAMPLES / "php" / "read_bounce.php"]


def perl(_work, _library):
    if subprocess.run([tool("perl"), "-MFFI::Platypus 2.00", "-e1"], capture_output=True).returncode != 0:
        raise Skip("perl has no FFI::Platypus 2 (Debian: libffi-platypus-perl)")
    return ["perl", EXAMPLES / "perl" / "read_bounce.pl"]


def go(work, library):
    tool("go"), tool("pkg-config"), tool("gcc")
    (work / "dsnparse.pc").write_text(f"Name: dsnparse\nDescription: as built\nVersion: 0\nCflags: -I{SOURCE}/include\n"
                                      f"Libs: -L{library.parent} -Wl,-rpath,{library.parent} -ldsnparse\n")
    # -Wl,-rpath is not among the flags that cgo lets a package ask for.
    prepared(["go", "build", "-o", work / "read_bounce", "."], "go build", cwd=EXAMPLES / "go",
             env={**os.environ, "PKG_CONFIG_PATH": str(work), "CGO_ENABLED": "1", "CC": "gcc", "CGO_LDFLAGS_ALLOW": "-Wl,-rpath,.*",
                  "GOTOOLCHAIN": "local", "GOFLAGS": "-buildvcs=false"})
    return [work / "read_bounce"]


def node(work, _library):
    tool("node"), tool("npm")
    for name in ("package.json", "read_bounce.js"):
        shutil.copy(EXAMPLES / "node" / name, work)
    if not (work / "node_modules" / "koffi").exists():
        got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=work, capture_output=True, text=True,
                             timeout=300)
        if got.returncode != 0:
            shutil.rmtree(work / "node_modules", ignore_errors=True)
            raise Skip("npm could not install koffi: " + (got.stderr.strip().splitlines() or ["no reason given"])[0])
    return ["node", work / "read_bounce.js"]


def java(work, _library):
    tool("javac")
    jar = pathlib.Path(os.environ.get("JNA_JAR", "/usr/share/java/jna.jar"))
    if not jar.exists():
        raise Skip(f"JNA is not at {jar} (Debian: libjna-java; else set JNA_JAR)")
    prepared(["javac", "-cp", jar, "-d", work, EXAMPLES / "java" / "ReadBounce.java"], "javac")
    return [tool("java"), "-cp", f"{jar}:{work}", "ReadBounce"]


RUNTIMES = {run.__name__: run for run in (ruby, php, perl, go, node, java)}


def expected(command, name):
    """The lines that the golden result and the length of the command's JSON ask for, and the facts written by hand among them."""
    golden = json.loads((CORPUS / f"{name}.json").read_text())
    result = golden["result"]
    lines = [("kind", result["kind"])]
    for recipient in result["recipients"]:
        reply = recipient["reply"]
        lines += [("recipient", recipient["address"]), ("code", recipient["code"]), ("status", recipient["status"]),
                  ("refused by", None if reply is None else result["replies"][reply]["host"]),
                  ("category", recipient["classification"]["category"])]
    lines += [("about", each["value"]) for each in result["correlation"]["message_ids"]]
    whole = subprocess.run([command, "parse", "--format", "ndjson", "-"], stdin=(CORPUS / f"{name}.eml").open("rb"), capture_output=True,
                           check=True).stdout.rstrip(b"\n")
    # A library that is given bytes knows no path.
    whole = whole.replace(b'"source":"-"', b'"source":null', 1)
    lines += [("json", f"{len(whole)} bytes")]
    must = golden["$case"]["must"]
    facts = [("kind", must["kind"])] if "kind" in must else []
    recipients = must.get("recipients", [])
    for recipient in recipients if isinstance(recipients, list) else recipients.get("$contains", []):
        facts += [({"address": "recipient"}.get(key, key), recipient[key]) for key in ("address", "code", "status") if key in recipient]
    show = lambda pairs: [f"{label}: {value}" for label, value in pairs if value is not None]
    return show(lines), show(facts)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("runtime", choices=RUNTIMES)
    for option in ("--library", "--command", "--work"):
        arguments.add_argument(option, type=pathlib.Path, required=True)
    given = arguments.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    try:
        program = RUNTIMES[given.runtime](given.work, given.library.resolve())
    except Skip as why:
        print(f"SKIPPED, the example for {given.runtime} was not run: {why}")
        return 77
    bad = 0
    for name in MAILS:
        lines, facts = expected(given.command, name)
        got = subprocess.run([*program, CORPUS / f"{name}.eml"], capture_output=True, timeout=120,
                             env={**os.environ, "DSNPARSE_LIBRARY": str(given.library.resolve())})
        told = got.stdout.decode().splitlines()
        if got.returncode != 0 or got.stderr or told != lines or not set(facts) <= set(told) or len(facts) == 0:
            bad += 1
            print(f"{name}: status {got.returncode}\n  expected {lines}\n  by hand  {facts}\n  got      {told}\n  {got.stderr.decode()}")
    usage = subprocess.run([*program, "/no/such/file"], capture_output=True, timeout=120,
                           env={**os.environ, "DSNPARSE_LIBRARY": str(given.library.resolve())})
    if usage.returncode == 0 or usage.stdout:
        bad += 1
        print(f"a missing file: status {usage.returncode}, {usage.stdout}")
    print(f"{given.runtime}: {len(MAILS)} mails, {bad} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
