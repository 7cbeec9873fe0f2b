#!/usr/bin/env python3
"""page_test.py COMMAND CORPUS: the page of `dsnparse report`, in a headless Chromium.

With DSNPARSE_SCREENSHOTS=FOLDER pictures of the page are left there: look at them after a change of its look.
"""
import collections
import html.parser
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import browser  # noqa: E402

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())
CORPUS = pathlib.Path(sys.argv[2]).resolve()
BOUNCE = CORPUS / "sendmail" / "banner-554-three-mx.eml"
FOLDER = tempfile.TemporaryDirectory()
HOME = pathlib.Path(FOLDER.name)


def run(*arguments, **more):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, timeout=120, **more)


def make(name, *arguments):
    got = run("report", "-o", HOME / name, *arguments)
    assert (got.returncode, got.stdout, got.stderr) == (0, b"", b""), got
    return HOME / name


def messages():
    """The corpus without the expected results beside it."""
    folder = HOME / "mail"
    if not folder.exists():
        for path in CORPUS.rglob("*.eml"):
            place = folder / path.relative_to(CORPUS)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
    return folder


# Everything that a mail can say and a browser could take for more than text.
EVIL = ["</script><script>window.pwned=1</script>", "<img src=x onerror=window.pwned=2>", "<!--<script>", "]]>", "\u2028\u2029",
        "'\"><svg onload=window.pwned=3>", "javascript:window.pwned=4", "{{script}}{{title}}", "\\u003c/script>", "&lt;b&gt;"]


def evil_mail(text):
    return (f"From: MAILER-DAEMON@example.net\r\nTo: a@example.org\r\nSubject: {text}\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
            f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nFailed {text}\r\n"
            f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {text}\r\n\r\n"
            f"Final-Recipient: rfc822; \"{text}\"@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            f"Remote-MTA: dns; {text}\r\n"
            f"Diagnostic-Code: smtp; 550 5.1.1 User unknown {text} see javascript:window.pwned=5 or https://example.com/{text}\r\n\r\n"
            f"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\nSubject: {text}\r\nMessage-ID: <1@example.org>\r\n\r\n{text}\r\n"
            f"--b--\r\n").encode()


class Static(html.parser.HTMLParser):
    """What the file itself holds, before any script runs."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.addresses += [value for name, value in attributes if name in ("src", "href", "action", "data", "poster")]


class File(unittest.TestCase):
    def test_it_needs_nothing_else_and_holds_no_text_of_a_mail_in_the_clear(self):
        path = HOME / "evil"
        path.mkdir(exist_ok=True)
        for i, text in enumerate(EVIL):
            (path / f"{i}.eml").write_bytes(evil_mail(text))
        page = make("static.html", "--title", "<b>\"&{{script}}", path).read_text("utf-8")
        self.assertNotIn("pwned", page)
        static = Static()
        static.feed(page)
        self.assertEqual(static.addresses, ["#messages"])
        scripts = [attributes for tag, attributes in static.tags if tag == "script"]
        self.assertEqual([a for a in scripts if a.get("type") not in ("text/plain", "application/json")], [{}])
        self.assertFalse([tag for tag, attributes in static.tags if tag in ("link", "img", "iframe", "object", "base", "form")])
        self.assertFalse([tag for tag, attributes in static.tags if any(name.startswith("on") or name == "style" for name in attributes)])
        policy = next(a["content"] for tag, a in static.tags if a.get("http-equiv") == "Content-Security-Policy")
        self.assertTrue(policy.startswith("default-src 'none'; script-src 'sha256-"))
        self.assertNotIn("unsafe", policy)
        self.assertIn("<title>&lt;b&gt;&quot;&amp;", page)

    def test_raw_text_is_kept_as_far_as_asked(self):
        big = HOME / "big.eml"
        big.write_bytes(BOUNCE.read_bytes() + os.urandom(150000).hex().encode())
        sizes = {raw: make("raw.html", "--raw", raw, big).stat().st_size for raw in ("none", "head", "full")}
        self.assertLess(sizes["none"], sizes["head"])
        self.assertLess(sizes["head"], sizes["none"] + 40000)
        self.assertGreater(sizes["full"], sizes["none"] + 150000)

    def test_standard_output(self):
        got = run("report", "-o", "-", BOUNCE)
        self.assertEqual(got.returncode, 0)
        self.assertTrue(got.stdout.startswith(b"<!doctype html>"))
        self.assertTrue(got.stdout.endswith(b"</html>\n"))

    def test_a_file_is_whole_or_not_there(self):
        folder = HOME / "out"
        folder.mkdir()
        (folder / "page.html").write_text("before")
        # It waits for the end of standard input, and is ended there.
        process = subprocess.Popen([COMMAND, "report", "-o", folder / "page.html", *[str(BOUNCE)] * 300, "-"], stdin=subprocess.PIPE)
        time.sleep(1)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(30), -signal.SIGTERM)
        process.stdin.close()
        self.assertEqual([path.name for path in folder.iterdir()], ["page.html"])
        self.assertEqual((folder / "page.html").read_text(), "before")
        self.assertEqual(run("report", "-o", folder / "page.html", BOUNCE).returncode, 0)
        self.assertEqual([path.name for path in folder.iterdir()], ["page.html"])
        self.assertGreater((folder / "page.html").stat().st_size, 10000)

    def test_errors_are_told(self):
        got = run("report", BOUNCE)
        self.assertEqual((got.returncode, got.stderr.count(b"\n")), (2, 1))
        for place, reason in (("/no/such/folder/p.html", b"No such file"), (HOME, b"directory"), ("/dev/full", b"No space")):
            got = run("report", "-o", place, BOUNCE)
            self.assertEqual((got.returncode, got.stderr.count(b"\n")), (2, 1), place)
            self.assertIn(reason, got.stderr)

    def test_more_messages_than_wanted_are_counted(self):
        got = run("report", "--most", 2, "-o", HOME / "most.html", *[BOUNCE] * 5)
        self.assertEqual(got.returncode, 0)
        self.assertIn(b"3 more messages", got.stderr)


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        program = browser.find()
        if program is None:
            raise unittest.SkipTest("NO CHROMIUM: the page is NOT tested in a browser (apt-get install chromium)")
        cls.browser = browser.Browser(program)
        cls.page = make("page.html", "--title", "Bounces of example.org", messages())
        lines = run("parse", "--format", "ndjson", messages()).stdout.splitlines()
        cls.results = [json.loads(line) for line in lines]

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        self.browser.size(1360, 900)
        self.browser.media()
        self.browser.open(self.page)

    def tearDown(self):
        self.assertEqual(self.browser.problems, [])

    def do(self, expression):
        return self.browser.run(expression)

    def value(self, tile):
        return int(self.do(f"document.querySelector('#tile-{tile}').dataset.value"))

    def row_count(self):
        return int(self.do("document.querySelector('.table').getAttribute('aria-rowcount')")) - 1

    def column(self, name):
        return self.do(f"[...document.querySelectorAll('.rows .row .cell.{name}')].map(cell => cell.textContent)")

    def refusals(self):
        for result in self.results:
            if result["kind"] in ("bounce", "delay"):
                for recipient in result["recipients"] or [{"action": None, "address": None, "classification": result["classification"]}]:
                    if recipient["action"] not in ("delivered", "relayed", "expanded"):
                        yield recipient

    def open_first(self):
        self.do("document.querySelector('.rows .row').click()")
        self.browser.wait("document.querySelector('#view').open")

    def test_figures_are_those_of_parse(self):
        kinds = collections.Counter(result["kind"] for result in self.results)
        self.assertEqual(self.value("messages"), len(self.results))
        self.assertEqual(self.value("bounces"), kinds["bounce"])
        self.assertEqual(self.value("delays"), kinds["delay"])
        self.assertEqual(self.row_count(), sum(max(1, len(result["recipients"])) for result in self.results))
        categories = collections.Counter(recipient["classification"]["category"] for recipient in self.refusals())
        shown = self.do("Object.fromEntries([...document.querySelectorAll('#causes .rank')].map(b => [b.title, Number(b.dataset.count)]))")
        self.assertEqual(len(shown), 9)
        self.assertEqual(shown, {name.replace("_", " "): n for name, n in categories.items() if name.replace("_", " ") in shown})
        self.assertEqual(list(shown.values()), sorted(categories.values(), reverse=True)[:9])
        suppress = {r["address"] for r in self.refusals() if r["classification"]["suppress"] == "yes" and r["address"]}
        self.assertEqual(self.value("suppress"), len(suppress))
        self.assertEqual(self.value("unknown"), categories["undetermined"])
        why = [recipient["classification"] for recipient in self.refusals()]
        ours = sum(c["suppress"] == "no" and c["responsible"] in ("sender", "sender_admin") and c["category"] != "undetermined" for c in why)
        self.assertEqual(self.value("ours"), ours)
        self.assertGreater(self.value("theirs"), 0)
        self.assertLessEqual(ours + self.value("theirs"), len(why))
        self.assertEqual(self.do("document.title"), "Bounces of example.org")

    def test_columns_of_the_chart_add_up(self):
        labels = self.do("[...document.querySelectorAll('#days .column')].map(c => c.getAttribute('aria-label'))")
        drawn = sum(int(re.search(r": ([\d,]+)", label).group(1).replace(",", "")) for label in labels)
        note = self.do("document.querySelector('#days-note').textContent")
        left = sum(int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:without a date|far off)", note))
        self.assertEqual(drawn + left, len(list(self.refusals())))

    def test_choices_filter_everything(self):
        self.do("document.querySelector('#tile-bounces').click()")
        bounces = [result for result in self.results if result["kind"] == "bounce"]
        self.assertEqual(self.value("messages"), len(bounces))
        self.assertEqual(self.row_count(), sum(max(1, len(result["recipients"])) for result in bounces))
        self.do("[...document.querySelectorAll('#causes .rank')].find(b => b.title === 'mailbox full').click()")
        full = sum(r["classification"]["category"] == "mailbox_full" for result in bounces for r in result["recipients"])
        self.assertEqual(self.row_count(), full)
        self.assertEqual(set(self.column("category")), {"mailbox full"})
        self.assertEqual(self.do("document.querySelectorAll('#chosen .chip').length"), 2)
        # The other causes stay in sight, so that another can be chosen.
        self.assertGreater(self.do("document.querySelectorAll('#causes .rank').length"), 5)
        self.do("document.activeElement.blur()")
        self.browser.key("c", "KeyC", 67)
        self.assertEqual(self.value("messages"), len(self.results))

    def test_a_cell_of_the_heat_map_is_what_it_says(self):
        wanted = self.do("Number(document.querySelector('.heat td button').dataset.count)")
        self.do("document.querySelector('.heat td button').click()")
        self.assertEqual(self.row_count(), wanted)

    def test_search(self):
        self.browser.key("/", "Slash", 191)
        self.browser.call("Input.insertText", text="MAILBOX full")
        self.browser.wait("document.querySelector('#table-note').textContent !== '' && "
                          f"document.querySelector('.table').getAttribute('aria-rowcount') < {self.row_count()}")
        self.assertGreater(self.row_count(), 0)
        self.do("document.querySelector('#search').value = 'no such words anywhere'; document.querySelector('#search').dispatchEvent(new Event('input'))")
        self.browser.wait("document.querySelector('.table').getAttribute('aria-rowcount') === '1'")
        self.assertIn("Nothing fits", self.do("document.querySelector('.rows').textContent"))

    def test_sorting(self):
        for _ in range(2):
            self.do("document.querySelector('[data-sort=recipient]').click()")
            order = self.do("document.querySelector('[data-sort=recipient]').parentElement.getAttribute('aria-sort')")
            shown = self.column("recipient")
            wanted = sorted((r["address"] for result in self.results for r in result["recipients"] if r["address"]),
                            key=str.lower, reverse=order == "descending")
            self.assertGreater(len(shown), 10)
            self.assertEqual([text.lower()[:1] for text in shown], [text.lower()[:1] for text in wanted[:len(shown)]])
            self.assertEqual(shown, self.do(f"(() => {{ const c = new Intl.Collator('en', {{numeric: true}}); const s = {json.dumps(shown)};"
                                            f"return s.slice().sort((a, b) => c.compare(a, b) * {-1 if order == 'descending' else 1}); }})()"))
        self.do("document.querySelector('[data-sort=time]').click()")
        dates = [text for text in self.column("time") if text[:1].isdigit()]
        self.assertEqual(dates, sorted(dates, reverse=True))

    def test_only_rows_in_sight_are_elements(self):
        self.assertLess(self.do("document.querySelectorAll('.rows .row').length"), 60)
        self.do("document.querySelector('.rows').scrollTop = 1e7")
        self.browser.wait(f"[...document.querySelectorAll('.rows .row')].some(row => row.dataset.index === '{self.row_count() - 1}')")

    def test_keys(self):
        self.do("document.querySelector('.rows').focus()")
        for _ in range(3):
            self.browser.key("ArrowDown", number=40)
        self.assertEqual(self.do("document.querySelector('.row.active').dataset.index"), "3")
        self.browser.key("Enter", number=13)
        first = self.browser.wait("document.querySelector('#view').open && document.querySelector('#view').dataset.message")
        self.browser.key("j", "KeyJ", 74)
        self.browser.wait(f"document.querySelector('#view').dataset.message !== '{first}'")
        self.browser.key("k", "KeyK", 75)
        self.browser.wait(f"document.querySelector('#view').dataset.message === '{first}'")
        self.browser.key("Escape", number=27)
        self.browser.wait("!document.querySelector('#view').open && location.hash === ''")

    def test_message_by_its_address(self):
        result = next(result for result in self.results if result["input"]["source"].endswith("sendmail/banner-554-three-mx.eml"))
        self.browser.open(self.page, "#m=" + result["input"]["id"][:16])
        self.browser.wait("document.querySelector('#view').open")
        text = self.do("document.querySelector('#view').innerText")
        headline = json.loads(run("explain", "--format", "json", BOUNCE).stdout)
        self.assertEqual(self.do("document.querySelector('#view-title').textContent"), headline["headline"])
        for words in [headline["meaning"], headline["who_can_act"], *headline["steps"], *(said["words"] for said in headline["said"])]:
            self.assertIn(words, text)
        self.assertEqual(self.do("document.querySelectorAll('.talk li').length"), len(result["transcript"]))
        self.assertEqual(self.do("document.querySelectorAll('.hop:not(.refusing)').length"), len(result["hops"]))
        self.assertEqual(self.do("document.querySelectorAll('.hop.refusing').length"), len(result["rejecting_hosts"]))
        marks = self.do("[...document.querySelectorAll('.raw mark.deciding')].map(mark => mark.textContent)")
        self.assertIn("554 5.7.1 Delivery not authorized", " ".join(marks))
        # All of a short message, mark or not.
        raw = self.do("document.querySelector('.raw').textContent")
        self.assertEqual(raw.replace("\r\n", "\n"), BOUNCE.read_text("utf-8").replace("\r\n", "\n"))
        links = self.do("[...document.querySelectorAll('#view a')].map(a => [a.protocol, a.rel])")
        self.assertTrue(all(link[0] in ("http:", "https:") and "noopener noreferrer" in link[1] for link in links))

    def test_copies(self):
        self.open_first()
        copied = self.do("(async () => { let got = null; document.execCommand = () => { got = document.activeElement.value; return true; };"
                         "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject()}});"
                         "[...document.querySelectorAll('.viewbar button')].find(b => b.textContent === 'Copy JSON').click();"
                         "await new Promise(r => setTimeout(r, 100)); return got; })()")
        self.assertEqual(json.loads(copied)["schema"], "dsnparse.result/1")

    def test_themes(self):
        paper = lambda: self.do("getComputedStyle(document.body).backgroundColor")  # noqa: E731
        light = paper()
        self.browser.media("dark")
        dark = paper()
        self.assertNotEqual(light, dark)
        self.do("document.querySelector('#theme').click()")
        self.assertEqual(paper(), light)
        self.do("document.querySelector('#theme').click()")
        self.browser.media("light")
        self.assertEqual(paper(), dark)
        self.do("document.querySelector('#theme').click()")

    def test_narrow_and_paper(self):
        self.browser.size(390, 800)
        self.browser.wait("document.querySelector('.chart').getBoundingClientRect().width < 390")
        self.assertLessEqual(self.do("document.documentElement.scrollWidth"), 390)
        self.browser.size(1360, 900)
        self.browser.pdf(HOME / "page.pdf")
        pdf = (HOME / "page.pdf").read_bytes()
        self.assertEqual(pdf[:5], b"%PDF-")
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 3)

    def test_pictures(self):
        folder = os.environ.get("DSNPARSE_SCREENSHOTS")
        if not folder:
            self.skipTest("DSNPARSE_SCREENSHOTS is not set")
        folder = pathlib.Path(folder)
        self.browser.shot(folder / "light.png", True)
        self.browser.media("dark")
        self.browser.shot(folder / "dark.png", True)
        self.browser.media("light", "print")
        self.browser.shot(folder / "print.png", True)
        self.browser.media("light")
        self.browser.size(390, 844)
        time.sleep(0.3)
        self.browser.shot(folder / "narrow.png", True)
        for scheme in ("light", "dark"):
            self.browser.size(1360, 2200)
            self.browser.media(scheme)
            self.browser.open(self.page, "#m=" + next(r for r in self.results if r["edge"]["best"] is not None and len(r["transcript"]) > 3)["input"]["id"][:16])
            self.browser.wait("document.querySelector('#view').open")
            self.browser.shot(folder / f"message-{scheme}.png")


class Hostile(unittest.TestCase):
    """Mails that try to run something in the page."""

    @classmethod
    def setUpClass(cls):
        program = browser.find()
        if program is None:
            raise unittest.SkipTest("NO CHROMIUM: hostile mails are NOT tested in a browser (apt-get install chromium)")
        cls.browser = browser.Browser(program)
        cls.folder = HOME / "hostile"
        cls.folder.mkdir()
        for i, text in enumerate(EVIL):
            (cls.folder / f"{i}-{text[:12].replace('/', '_')}.eml").write_bytes(evil_mail(text))
        cls.page = make("hostile.html", "--title", EVIL[0] + EVIL[1], cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def test_texts_stay_texts(self):
        self.browser.open(self.page)
        self.assertEqual(self.browser.run("document.title"), EVIL[0] + EVIL[1])
        rows = self.browser.run("document.querySelectorAll('.rows .row').length")
        self.assertEqual(rows, len(EVIL))
        seen = ""
        for i in range(rows):
            self.browser.run(f"document.querySelectorAll('.rows .row')[{i}].click()")
            self.browser.wait(f"document.querySelector('#view').open && document.querySelector('#view').dataset.message === "
                              f"document.querySelectorAll('.rows .row')[{i}].dataset.message")
            seen += self.browser.run("document.body.textContent")
            self.assertEqual(self.browser.run("document.querySelectorAll('img, iframe, object, embed, form, base, link').length"), 0)
            self.assertEqual(self.browser.run("[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/.test(a.name))).length"), 0)
            self.assertEqual(self.browser.run("[...document.querySelectorAll('a[href]')].filter(a => !/^(https?:|#messages$)/.test(a.getAttribute('href'))).length"), 0)
            self.browser.run("document.querySelector('#close').click()")
        for text in EVIL:
            self.assertIn(text.replace("\u2028\u2029", ""), seen)
        # In the search too.
        self.browser.run("document.querySelector('#search').value = '<img'; document.querySelector('#search').dispatchEvent(new Event('input'))")
        time.sleep(0.2)
        self.assertIsNone(self.browser.run("window.pwned ?? null"))
        self.assertEqual(self.browser.problems, [])

    def test_address_of_the_page_runs_nothing(self):
        for fragment in ("#m=%3Cimg%20src=x%20onerror=window.pwned=6%3E", "#javascript:window.pwned=7", "#m=n99999999", "#m=n0"):
            self.browser.open(self.page, fragment)
            self.assertIsNone(self.browser.run("window.pwned ?? null"))
            self.assertEqual(self.browser.problems, [])

    def test_policy_is_in_force(self):
        """What a hole in the page could be used for is shut."""
        self.browser.open(self.page)
        self.assertEqual(self.browser.run("(() => { try { document.body.innerHTML = '<p>'; return 'taken'; } catch (e) { return e.name; } })()"), "TypeError")
        self.assertEqual(self.browser.run("fetch('https://example.com/').then(() => 'fetched', () => 'refused')"), "refused")
        self.assertEqual(self.browser.run("new Promise(done => { const i = new Image(); i.onload = () => done('loaded'); i.onerror = () => done('refused');"
                                          "i.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='; })"), "refused")
        self.browser.run("(() => { try { const s = document.createElement('script'); s.text = 'window.pwned = 8'; document.body.append(s); } catch { } "
                         "const b = document.createElement('button'); b.setAttribute('style', 'color: red'); document.body.append(b); })()")
        self.assertIsNone(self.browser.run("window.pwned ?? null"))
        self.assertNotEqual(self.browser.run("getComputedStyle(document.body.lastElementChild).color"), "rgb(255, 0, 0)")
        self.assertTrue(any("Content Security Policy" in problem for problem in self.browser.problems))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
