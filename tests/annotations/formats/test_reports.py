"""The HTML and Markdown reports: escaped, linked, and looked at by a real browser."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, Self

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from crossread.annotations.codebook import Codebook, Tag
from crossread.annotations.formats import Bundle, get_format
from crossread.annotations.formats.report.escape import escape_markdown
from crossread.annotations.model import Claim
from crossread.articles.printable import printable_line

CHROMIUM = shutil.which("chromium")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</style>](javascript:x)"


class Page(HTMLParser):
    """What a page holds: ids, links, attributes, and its text without tags."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def page(bundle: Bundle, tools: SimpleNamespace) -> Page:
    out, _ = tools.export(bundle, get_format("html"))
    return Page(out.read_text())


def hostile(bundle: Bundle) -> Bundle:
    """The bundle with hostile words wherever words may stand."""
    tag = Tag(HOSTILE, letter="<", colour="red;} body { display: none", definition=HOSTILE)
    bad: dict[str, Any] = {
        **dict.fromkeys(("speaker", "note", "creator", "claim"), HOSTILE),
        "tags": (HOSTILE,),
        "attributes": {HOSTILE: HOSTILE},
    }
    known: dict[str, Any] = {
        **dict.fromkeys(("title", "outlet", "author"), HOSTILE),
        "url": "javascript:alert(3)",
    }
    return replace(
        bundle,
        articles=[
            replace(one, metadata=replace(one.metadata, **known), text=one.text + HOSTILE)
            for one in bundle.articles
        ],
        annotations={
            id: [replace(one, **bad) for one in found] for id, found in bundle.annotations.items()
        },
        claims={HOSTILE: Claim(HOSTILE, HOSTILE, note=HOSTILE)},
        codebook=Codebook(name=HOSTILE, tags=(tag,)),
    )


def test_every_link_leads_to_one_place(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    inside = [link for link in page.links if link.startswith("#")]
    assert len(inside) > 60
    assert {link[1:] for link in inside} <= set(page.ids)
    assert {link for link in page.links if not link.startswith("#")} == {
        f"https://example.org/{number}" for number in range(7)
    }


def test_the_words_of_the_articles_are_all_there(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, report = tools.export(bundle, get_format("html"))
    plain = re.sub(r"<sup.*?</sup>", "", out.read_text())
    words = Page(plain).words
    for article in bundle.articles:
        for line in article.printable.split("\n"):
            assert line in words
    assert report.written == bundle.total


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    (policy,) = [value for _, value in page.attributes if value.startswith("default-src")]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_hostile_words_stay_words(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(hostile(bundle), get_format("html"))
    source = out.read_text()
    page = Page(source)
    assert source.count("</style>") == 1
    assert "body { display" not in source
    assert not {"script", "img"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if not link.startswith("#")]
    assert HOSTILE in page.words


def test_an_empty_collection_has_a_page(empty: Bundle, tools: SimpleNamespace) -> None:
    none = replace(empty, articles=[])
    for bundle in (empty, none):
        out, _ = tools.export(bundle, get_format("html"))
        assert "No claims." in Page(out.read_text()).words
        out, _ = tools.export(bundle, get_format("markdown"))
        assert "No claims." in out.read_text()


@example(" -")
@example("\t12. ")
@given(st.text("\\`*_{}[]<>()#+-.!|~=:>&$@0123wW \t\x00\x1b\u202eaé/", max_size=30))
def test_markdown_gives_every_line_back(text: str) -> None:
    renderer = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    rendered = renderer.render(escape_markdown(text))
    shown = " ".join(printable_line(text).split())
    assert " ".join(Page(rendered).words.split()) == shown
    assert set(Page(rendered).tags) <= {"p"}


def test_the_markdown_report_renders(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, report = tools.export(hostile(bundle), get_format("markdown"))
    page = Page(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out.read_text()))
    assert report.written == bundle.total
    assert set(page.tags) <= {
        *("h1", "h2", "h3", "p", "ul", "li", "strong", "blockquote"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert page.tags.count("blockquote") == bundle.total
    assert not page.links


def test_the_markdown_report_marks_every_annotation(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("markdown"))
    text = out.read_text()
    assert '"⟦We close ⟦the ⟦harbour today⟧D5.⟧A3" She⟧S4 left.' in text
    articles = text.partition("## Articles")[2]
    assert articles.count("⟦") - 1 == bundle.total


def test_a_passage_with_two_stances_shows_both(bundle: Bundle, tools: SimpleNamespace) -> None:
    article = bundle.articles[0]
    one = replace(bundle.of(article)[0], tags=("denies", "checks", "asserts"))
    only = replace(
        bundle,
        articles=[article],
        annotations={article.id: [replace(one, claim="harbour-closed")]},
        claims={"harbour-closed": bundle.claims["harbour-closed"]},
    )
    out, _ = tools.export(only, get_format("html"))
    row = out.read_text().partition("<tbody>")[2].partition("</td>")[0]
    cell = Page(row.partition("<td>")[2])
    assert cell.words == "A D"
    assert cell.links == ["#n1-1", "#n1-1"]
    said = [value.partition(":")[0] for name, value in cell.attributes if name == "title"]
    assert said == ["asserts", "denies"]
    out, _ = tools.export(only, get_format("markdown"))
    board, _, articles = out.read_text().partition("## Articles")
    assert "| The harbour is closed |   | AD1 |" in board
    assert "⟧AD1" in articles


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_the_signs_of_the_board_are_explained_where_they_stand(
    bundle: Bundle, tools: SimpleNamespace, name: str
) -> None:
    key = "– no mention tagged: the article is silent, or was not read to its end"
    out, _ = tools.export(bundle, get_format(name))
    assert key in Page(out.read_text()).words
    article = bundle.articles[0]
    mentioned = replace(
        bundle, articles=[article], claims={"harbour-closed": bundle.claims["harbour-closed"]}
    )
    out, _ = tools.export(mentioned, get_format(name))
    assert key not in Page(out.read_text()).words


class Browser:
    """Speaks the DevTools protocol over file descriptors 3 and 4; keeps every event."""

    def __init__(self, program: str) -> None:
        self.events: list[dict[str, Any]] = []
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        # Moved up first: 3 and 4 may be among the four.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]

        def wire() -> None:
            for descriptor, end in enumerate(ends, start=3):
                os.dup2(end, descriptor)

        self._process = subprocess.Popen(
            [program, *self._options()],
            preexec_fn=wire,
            pass_fds=(3, 4),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (to_browser, from_browser, *ends):
            os.close(end)
        self._buffer = b""
        self._count = 0
        self._session = ""

    def _options(self) -> list[str]:
        return [
            *("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
            *("--no-first-run", "--disable-background-networking", "--disable-extensions"),
            f"--user-data-dir={self._profile.name}",
        ]

    def __enter__(self) -> Self:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of one command; raises `RuntimeError` with the browser's words."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            data = os.read(self._in, 1 << 16)
            if not data:
                raise RuntimeError("the browser has gone")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(self, page: Path) -> None:
        """Load a file and wait for it."""
        self.events.clear()
        self.call("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page another size, in CSS pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def prefer(self, scheme: str) -> None:
        """Ask the page for its ``light`` or ``dark`` colours."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("chromium is not installed")
    with Browser(CHROMIUM) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, bundle: Bundle, tools: SimpleNamespace) -> Browser:
    out, _ = tools.export(bundle, get_format("html"))
    browser.open(out)
    return browser


@pytest.mark.browser
def test_no_message_and_no_request_but_the_page_itself(opened: Browser) -> None:
    requests = [
        event["params"]["request"]["url"]
        for event in opened.events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert [url.startswith("file:") for url in requests] == [True]
    said = {event["method"] for event in opened.events}
    assert not said & {"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 800, 360])
def test_the_page_fits_every_width(opened: Browser, width: int, scheme: str) -> None:
    opened.prefer(scheme)
    opened.resize(width)
    assert opened.value("document.documentElement.scrollWidth") <= width
    tops = opened.value("[...document.querySelectorAll('article')].map(a => a.offsetTop)")
    assert len(set(tops)) == (1 if width > 736 else len(tops))
    narrowest = "Math.min(...[...document.querySelectorAll('article')].map(a => a.offsetWidth))"
    assert opened.value(narrowest) >= 250


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Browser, scheme: str) -> None:
    opened.prefer(scheme)
    ratios = opened.value(
        """(() => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
          const over = (ground, colour) => {
            canvas.fillStyle = ground; canvas.fillRect(0, 0, 1, 1);
            canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data;
          };
          const light = data => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
            const c = data[i] / 255;
            return sum + weight * (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          }, 0);
          const paper = getComputedStyle(document.body).backgroundColor;
          return [...document.querySelectorAll("p, mark, a, dt, dd, th, b, .mark")].map(one => {
            const style = getComputedStyle(one);
            const ground = light(over(paper, style.backgroundColor));
            const ink = light(over(paper, style.color));
            return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
          });
        })()"""
    )
    assert min(ratios) >= 4.5


@pytest.mark.browser
def test_everything_has_a_name_for_a_screen_reader(opened: Browser) -> None:
    nodes = opened.call("Accessibility.getFullAXTree")["nodes"]
    named = {"link", "region", "image", "article", "list", "table"}
    unnamed = [
        node
        for node in nodes
        if not node.get("ignored")
        and node["role"]["value"] in named - {"table", "list"}
        and not node.get("name", {}).get("value")
    ]
    assert unnamed == []
    roles = [node["role"]["value"] for node in nodes]
    assert roles.count("article") == 7
    assert "image" in roles or "img" in roles


@pytest.mark.browser
def test_a_letter_of_the_board_leads_to_its_words(opened: Browser) -> None:
    opened.resize(1440)
    opened.value("document.querySelector('.board td a').click()")
    place = "document.querySelector(':target + mark, :target + .at + mark')"
    assert opened.value(f"{place} !== null")
    assert opened.value(f"getComputedStyle({place}).outlineStyle") == "solid"


@pytest.mark.browser
def test_the_keyboard_reaches_the_passages_first_by_a_skip_link(opened: Browser) -> None:
    opened.call("Input.dispatchKeyEvent", type="rawKeyDown", key="Tab", windowsVirtualKeyCode=9)
    assert opened.value("document.activeElement.className") == "skip"
    assert opened.value("document.activeElement.getBoundingClientRect().left") >= 0


@pytest.mark.browser
def test_it_prints(opened: Browser) -> None:
    assert len(opened.call("Page.printToPDF")["data"]) > 10_000
