"""Web pages: the article without its page, metadata, and hostile markup."""

import subprocess
import sys

import pytest

from crossread.articles.loading.draft import Draft, Unreadable
from crossread.articles.loading.html import read_html
from crossread.articles.loading.mail import read_saved_page
from crossread.articles.loading.markup import parse_xml, text_of

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>The bank says no | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2020-09-14T08:00:00Z">
<link rel="canonical" href="https://daily.example/no"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>The bank says no</h1>
<p>The bank said on Sunday that it would
not sell its <a href="/b">business</a> to anybody, ending weeks of talks.</p>
<p>&ldquo;We are <em>quite</em> sure,&rdquo; the bank wrote in a statement on its own blog.</p>
<p>Others went on to bid for a part of it, people who know of the talks said on Monday.</p>
<script>alert(1)</script></article>
<footer>Copyright 2020 The Daily. All rights reserved.</footer></body></html>"""


def read(page: str, encoding: str = "utf-8") -> Draft:
    return read_html(page.encode(encoding, "surrogatepass")).drafts[0]


def test_text_and_metadata() -> None:
    draft = read(PAGE)
    assert draft.text.split("\n") == [
        "The bank says no",
        "The bank said on Sunday that it would not sell its business to anybody, "
        "ending weeks of talks.",
        "“We are quite sure,” the bank wrote in a statement on its own blog.",
        "Others went on to bid for a part of it, people who know of the talks said on Monday.",
    ]
    assert draft.metadata.title == "The bank says no"
    assert draft.metadata.outlet == "The Daily"
    assert draft.metadata.author == "Ann Example"
    assert str(draft.metadata.date) == "2020-09-14"
    assert draft.metadata.url == "https://daily.example/no"


def test_unknown_stays_unknown() -> None:
    draft = read("<html><body><p>It happened in 2020, on May 5, 2019 or later.</p></body></html>")
    assert draft.metadata.date is None
    assert draft.metadata.outlet == draft.metadata.author == draft.metadata.url == ""


def test_declared_encoding() -> None:
    draft = read(PAGE.replace("utf-8", "windows-1252").replace("quite", "très"), "cp1252")
    assert "très" in draft.text
    assert (draft.encoding, draft.encoding_guessed) == ("windows-1252", False)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One <b>two</b>\nthree</p>", "One two three"),
        ("no tags at all", "no tags at all"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Words</p></body></html>', "Words"),
        ("<html><body><p>a \x00 b \ud800 c</p></body></html>", "a � b � c"),
        ("<html><body><p>\x1b[31m &#27;[2J &#155;</p></body></html>", "\x1b[31m \x1b[2J ›"),
        ("<body>x" + "<p>deep" * 200, "x" + "\ndeep" * 200),
    ],
)
def test_small_and_hostile_pages(page: str, text: str) -> None:
    assert read(page).text == text


@pytest.mark.parametrize("page", [" ", "<html></html>", "<script>x</script>", "<!-- -->"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(page)


def test_entities_of_the_document_are_not_resolved() -> None:
    page = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body>&a; b</body></html>'
    assert "&a; b" in read(page).text


def test_nothing_of_a_page_is_logged_to_the_terminal() -> None:
    program = (
        "from crossread.articles.loading.html import read_html\n"
        r"read_html(b'<a>not \x1b[31m html')"
        "\n"
        "import logging; logging.getLogger('trafilatura.utils').error('page text')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_text_of_keeps_every_word_and_no_script() -> None:
    page = "<h1>T</h1>a<p>b<style>s</style>c<!-- d -->e</p><ul><li>f<li>g</ul>h<br>i"
    assert text_of(page) == "T\na\nbce\nf\ng\nh\ni"


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "x.dtd"><a/>'.encode("utf-16"),
    ],
)
def test_xml_with_a_document_type_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="document type"):
        parse_xml(data, "a.xml")


def test_broken_xml_is_told() -> None:
    with pytest.raises(Unreadable, match=r"a\.xml is not well-formed"):
        parse_xml(b"<a>", "a.xml")


def test_saved_page() -> None:
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/saved\r\n"
        "Subject: The bank says no\r\nDate: Mon, 23 Nov 2026 10:00:00 -0000\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="-B-"\r\n'
        "\r\n---B-\r\nContent-Type: text/html\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>The bank said =E2=80=9Cno=E2=80=9D, and =\r\nmeant it.</p></body></html>"
        "\r\n---B-\r\nContent-Type: image/png\r\n\r\nxxx\r\n---B---\r\n"
    )
    draft = read_saved_page(saved.encode()).drafts[0]
    assert draft.text == "The bank said “no”, and meant it."
    assert draft.metadata.url == "https://daily.example/saved"
    assert draft.metadata.date is None
