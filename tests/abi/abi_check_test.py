#!/usr/bin/env python3
"""abi_check_test.py SOURCE: scripts/abi-check on a small interface with a tag, left as it is and changed in every way that matters."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv[1]).resolve()
HEADER = "include/dsnparse/dsnparse.h"
CODE = "bindings/c/dsnparse_c.cpp"
TEXT = {
    HEADER: """#include <stddef.h>
#include <stdint.h>
#define DSNPARSE_C_API __attribute__((visibility("default")))
#define DSNPARSE_ABI_VERSION 1 /**< of this header */
extern "C" {
typedef struct dsnparse_text {
    const char* data;
    size_t length;
} dsnparse_text;
typedef struct dsnparse_options {
    size_t size; /**< of this struct; yours */
    int evidence;
    int64_t index;
} dsnparse_options;
enum { DSNPARSE_ADDRESS = 0, DSNPARSE_STATUS = 3 };
DSNPARSE_C_API dsnparse_text dsnparse_read(const void* message, size_t length, const dsnparse_options* options);
DSNPARSE_C_API int dsnparse_code(size_t index);
}
""",
    CODE: """#include <dsnparse/dsnparse.h>
dsnparse_text dsnparse_read(const void*, size_t, const dsnparse_options*) { return {nullptr, 0}; }
int dsnparse_code(size_t index) { return static_cast<int>(index); }
""",
}


class AbiCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        for name, text in TEXT.items():
            (self.top / name).parent.mkdir(parents=True)
            (self.top / name).write_text(text)
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")
        self.git("tag", "v1")

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", *arguments], cwd=self.top,
                       check=True, capture_output=True)

    def check(self, *arguments):
        got = subprocess.run([SOURCE / "scripts/abi-check", *arguments], cwd=self.top, capture_output=True, text=True)
        return got.returncode, got.stdout + got.stderr

    def change(self, name, old, new):
        text = (self.top / name).read_text()
        self.assertIn(old, text)
        (self.top / name).write_text(text.replace(old, new, 1))

    def broken(self, words):
        status, told = self.check()
        self.assertEqual(status, 1, told)
        self.assertIn(words, told)

    def compatible(self, words=""):
        self.assertEqual(self.check(), (0, f"abi-check: against v1: compatible{words}\n"))

    def new_version(self):
        self.change(HEADER, "ABI_VERSION 1", "ABI_VERSION 2")

    def test_the_same(self):
        self.compatible()

    def test_without_a_tag_there_is_nothing_to_compare(self):
        self.git("tag", "-d", "v1")
        status, told = self.check()
        self.assertEqual(status, 77)
        self.assertIn("SKIPPED", told)

    def test_no_such_tag(self):
        self.assertEqual(self.check("v9.9")[0], 2)

    def test_a_tree_that_does_not_compile(self):
        self.change(CODE, "return {nullptr, 0};", "")
        self.change(CODE, "int dsnparse_code", "integer dsnparse_code")
        self.assertEqual(self.check()[0], 2)

    def test_a_new_function_needs_a_new_version(self):
        self.change(HEADER, "DSNPARSE_C_API int", "DSNPARSE_C_API int dsnparse_news(void);\nDSNPARSE_C_API int")
        self.change(CODE, "int dsnparse_code", "int dsnparse_news(void) { return 1; }\nint dsnparse_code")
        self.broken("DSNPARSE_ABI_VERSION")
        self.new_version()
        self.compatible(", new: dsnparse_news")

    def test_options_may_grow_at_their_end_only(self):
        self.new_version()
        self.change(HEADER, "    int64_t index;\n", "    int64_t index;\n    int more; /**< 0 */\n")
        self.compatible(", new: dsnparse_options: int more")
        self.change(HEADER, "    int64_t index;\n", "    int64_t between;\n    int64_t index;\n")
        self.broken("dsnparse_options")

    def test_options_keep_their_members(self):
        self.change(HEADER, "    int evidence;", "    long evidence;")
        self.broken("dsnparse_options")

    def test_other_structs_stay(self):
        self.change(HEADER, "    size_t length;\n} dsnparse_text;", "    size_t length;\n    int more;\n} dsnparse_text;")
        self.broken("dsnparse_text")

    def test_a_function_that_is_gone(self):
        self.change(HEADER, "DSNPARSE_C_API int dsnparse_code(size_t index);", "")
        self.change(CODE, "int dsnparse_code", "int code")
        self.broken("dsnparse_code")

    def test_another_argument(self):
        self.change(HEADER, "dsnparse_code(size_t index)", "dsnparse_code(int index)")
        self.change(CODE, "dsnparse_code(size_t index)", "dsnparse_code(int index)")
        self.broken("dsnparse_code")

    def test_another_number(self):
        self.change(HEADER, "DSNPARSE_STATUS = 3", "DSNPARSE_STATUS = 33")
        self.broken("DSNPARSE_STATUS was 3 and is 33")


if __name__ == "__main__":
    if shutil.which("abidiff") is None:
        print("SKIPPED, scripts/abi-check was not tested: abidiff is not installed (Debian: abigail-tools)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
