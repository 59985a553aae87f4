"""Books, Word documents and PDF: reading order, metadata, and archives that are refused."""

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Mapping

import docx
import pytest

from crossread.articles.loading.docx import read_docx
from crossread.articles.loading.draft import Unreadable
from crossread.articles.loading.epub import read_epub
from crossread.articles.loading.pdf import join_lines, read_pdf

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The  book</dc:title>
<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator><dc:publisher>The Daily</dc:publisher>
<dc:date>2020-09-14</dc:date><dc:source>https://daily.example/</dc:source></metadata>
<manifest><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one%20.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="cover.png" media-type="image/png"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="c"/><itemref idref="b"/></spine>
</package>"""
BOOK = {
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/text/one .xhtml": "<html><head><title>x</title></head><body><h1>One</h1><p>A.</p></body>",
    "OPS/two.xhtml": "<!DOCTYPE html><html><body><p>B\n<i>b</i>.</p></body></html>",
    "OPS/nav.xhtml": "<html><body>Contents</body></html>",
}


def archive(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


def word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF with one line of text for each line of each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids: list[str] = []
    for page in pages:
        shown = "".join(f"({line}) Tj T* " for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 40 800 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 "
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    body = "%PDF-1.4\n"
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{len(body)}\n%%EOF"
    ).encode("latin-1")


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    draft = read_epub(archive({**BOOK})).drafts[0]
    assert draft.text == "One\nA.\n\nB b."
    assert draft.metadata.title == "The book"
    assert draft.metadata.author == "Ann, Bo"
    assert draft.metadata.outlet == "The Daily"
    assert str(draft.metadata.date) == "2020-09-14"
    assert draft.metadata.url == "https://daily.example/"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"META-INF/container.xml": "<container/>"}, "names no contents"),
        ({"META-INF/container.xml": "<!DOCTYPE c><container/>"}, "document type"),
        ({"OPS/book.opf": "<package"}, "not well-formed"),
        ({"OPS/book.opf": '<!DOCTYPE p [<!ENTITY a "b">]><package/>'}, "document type"),
        ({"OPS/book.opf": "<package/>"}, "no text"),
        ({"OPS/bomb.xhtml": "\0" * 3_000_000}, "unpacks to far more"),
    ],
)
def test_broken_and_hostile_books_are_told(changed: dict[str, str | bytes], told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_epub(archive({**BOOK, **changed}))


def test_missing_parts_of_a_book() -> None:
    with pytest.raises(Unreadable, match=r"container\.xml is missing"):
        read_epub(archive({"a": "b"}))
    chapterless = {name: text for name, text in BOOK.items() if name != "OPS/two.xhtml"}
    assert read_epub(archive({**chapterless})).drafts[0].text == "One\nA."


def test_a_damaged_archive_is_told() -> None:
    whole = archive({**BOOK})
    with pytest.raises(Unreadable, match="damaged"):
        read_epub(whole[: len(whole) // 2])
    with pytest.raises(Unreadable, match="damaged"):
        read_epub(whole.replace(b"META-INF/container.xml", b"META-INF/containes.xml", 1))
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(b"not a zip")


def test_sizes_that_an_archive_lies_about_do_not_help_a_bomb() -> None:
    packed = archive({**BOOK, "OPS/two.xhtml": "x" * 5_000_000})
    lying = packed.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 100))
    with pytest.raises(Unreadable, match="damaged"):
        read_epub(lying)


def test_word_paragraphs_and_properties() -> None:
    draft = read_docx(word("A headline", "", "By Ann Example", "Text\twith a tab.", title="T"))
    assert draft.drafts[0].text == "A headline\n\nBy Ann Example\nText\twith a tab."
    assert draft.drafts[0].metadata.title == "T"
    assert draft.drafts[0].metadata.author == "Ann Example"
    assert draft.drafts[0].metadata.date is None
    untitled = read_docx(word("A headline", "Text.", author="Bo")).drafts[0]
    assert (untitled.metadata.title, untitled.metadata.author) == ("A headline", "Bo")


def with_main_part(content: str) -> bytes:
    """A Word file whose text is this XML."""
    with zipfile.ZipFile(io.BytesIO(word("x"))) as zipped:
        members: dict[str, str | bytes] = {name: zipped.read(name) for name in zipped.namelist()}
    return archive(members | {"word/document.xml": content})


def test_tracked_changes_tables_and_text_boxes() -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    body = f'<w:document xmlns:w="{namespace}"><w:body>{inner}</w:body></w:document>'
    assert read_docx(with_main_part(body)).drafts[0].text == "kept new\ncell"
    with pytest.raises(Unreadable, match="document type"):
        read_docx(with_main_part('<!DOCTYPE w [<!ENTITY a "b">]>' + body))


def test_comments_cut_no_words_and_signs_stay() -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = (
        '<w:r><w:t>The har</w:t><w:commentRangeStart w:id="0"/><w:t>bour clo</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        "<w:r><w:t>sed: co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>s</w:t></w:r>"
    )
    body = f'<w:document xmlns:w="{namespace}"><w:body><w:p>{inner}</w:p></w:body></w:document>'
    assert read_docx(with_main_part(body)).drafts[0].text == "The harbour closed: co\u2011ops"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (archive({"a.xml": "<a/>"}), "no Word document"),
        (word(), "no text"),
    ],
)
def test_what_is_no_word_document(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_docx(data)


@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
def test_a_word_document_with_another_root_is_refused(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word("x"))) as zipped:
        members: dict[str, str | bytes] = {name: zipped.read(name) for name in zipped.namelist()}
    with pytest.raises(Unreadable, match="save it again"):
        read_docx(archive(members | {part: "<other/>"}))


def test_pdf_pages_and_title() -> None:
    draft = read_pdf(pdf("A headline\nText of one.", "Text of two.", title="The title")).drafts[0]
    assert draft.text == "A headline\nText of one.\nText of two."
    assert draft.metadata.title == "The title"
    word_title = read_pdf(pdf("A headline\nText.", title="Microsoft Word - a.doc")).drafts[0]
    assert word_title.metadata.title == "A headline"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.4 and nothing more", "damaged"),
        (b"no PDF", "damaged"),
        (pdf(""), "OCR"),
        (pdf("x").replace(b"/Kids [", b"/Kids 7 ["), "damaged|OCR"),
    ],
)
def test_what_is_no_readable_pdf(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_pdf(data)


def test_a_pdf_bomb_is_refused() -> None:
    stream = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    assert len(stream) < 10_000
    data = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>" % (len(stream), stream)
    )
    with pytest.raises(Unreadable):
        read_pdf(data)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("", ""),
        (
            "A headline\nThe first line of a paragraph is as long as this one, which\n"
            "goes on in the next and ends here.\n"
            "The second paragraph follows at once and is long too,\n"
            "and ends.",
            "A headline\nThe first line of a paragraph is as long as this one, which "
            "goes on in the next and ends here.\nThe second paragraph follows at once and is long "
            "too, and ends.",
        ),
        (
            "A long line that ends within a word which is divided by a hy-\nphen at its end.",
            "A long line that ends within a word which is divided by a hyphen at its end.",
        ),
        ("A long line of a paragraph\n\nAnother one after a blank", None),
    ],
)
def test_printed_lines_become_paragraphs(lines: str, joined: str | None) -> None:
    expected = lines.replace("\n\n", "\n") if joined is None else joined
    assert join_lines(lines) == expected


@pytest.mark.parametrize(("module", "package"), [("pypdf", "pypdf"), ("docx", "python-docx")])
def test_a_missing_library_is_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, module: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    read, data = (read_pdf, pdf("x")) if module == "pypdf" else (read_docx, word("x"))
    with pytest.raises(Unreadable, match=rf"needs {package}: pipx .*'\.\[documents\]'"):
        read(data)


@pytest.mark.parametrize(("limit", "most"), [("_MOST_MEMBERS", 4), ("_LARGEST", 500)])
def test_an_archive_of_too_much_is_refused_before_anything_is_unpacked(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_epub(archive(BOOK), None).drafts
    monkeypatch.setattr(f"crossread.articles.loading.archive.{limit}", most)
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read_epub(archive(BOOK), None)
