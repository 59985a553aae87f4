"""Small valid files of every kind that is read: what the fuzzers start from."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.codebook_file import dump_codebook
from crossread.annotations.formats import Bundle, export
from crossread.annotations.formats.registry import get_format
from crossread.annotations.model import Annotation, Claim, annotate
from crossread.annotations.sidecar import new_frame, write_sidecar
from crossread.articles.article import Article

TEXT = "The harbour closed on Monday.\nThe mayor said: “We close the harbour.” 😀 She left."
ARTICLE = Article("news.txt", Path("/nowhere/news.txt"), TEXT)
CLAIM = Claim("shut", "The harbour is shut", note="so far", created="2026-03-01T10:00:00Z")

CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="book.opf"/></rootfiles></container>'
)
PACKAGE = (
    b'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc='
    b'"http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title><dc:date>2020-09-14</dc:date>'
    b'</metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    b'</manifest><spine><itemref idref="a"/></spine></package>'
)
CHAPTER = b"<html><body><h1>One</h1><p>The harbour closed.</p></body></html>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tagged() -> list[Annotation]:
    """Two annotations with something in every field."""
    start = TEXT.index("We close")
    said = annotate(
        ARTICLE,
        start,
        start + 20,
        tags=("quotes", "asserts"),
        speaker="The mayor",
        cue="said",
        note="a note",
        claim="shut",
        creator="rivera",
        attributes={"certainty": "high"},
    )
    return [annotate(ARTICLE, 4, 18, tags=("reports",)), said]


def sidecar() -> bytes:
    """A sidecar of those annotations."""
    return write_sidecar(new_frame(ARTICLE.id), {one.id: one for one in tagged()})


def codebook() -> bytes:
    """The codebook everybody starts with."""
    return dump_codebook(DEFAULT_CODEBOOK).encode()


def exported(name: str, folder: Path) -> bytes:
    """What this program writes in the format called ``name``."""
    bundle = Bundle([ARTICLE], {ARTICLE.id: tagged()}, {"shut": CLAIM}, DEFAULT_CODEBOOK)
    out = folder / f"sample-{name}"
    export(bundle, get_format(name), out, force=True)
    return out.read_bytes() if out.is_file() else b""


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive, uncompressed; by hand, as the fuzzers make millions."""
    files, table = bytearray(), bytearray()
    for member, content in members.items():
        name = member.encode()
        checksum, size = zlib.crc32(content), len(content)
        about = _ABOUT_MEMBER.pack(20, 0x800, 0, 0, 0x21, checksum, size, size, len(name), 0)
        table += (
            b"PK\x01\x02\x14\x03" + about + _WHERE_MEMBER.pack(0, 0, 0, 0o600 << 16, len(files))
        )
        table += name
        files += b"PK\x03\x04" + about + name + content
    count = len(members)
    end = b"PK\x05\x06" + _END.pack(0, 0, count, count, len(table), len(files), 0)
    return bytes(files + table + end)


_ABOUT_MEMBER = struct.Struct("<5H3I2H")
_WHERE_MEMBER = struct.Struct("<3H2I")
_END = struct.Struct("<4H2IH")


def book(chapter: bytes = CHAPTER, package: bytes = PACKAGE, container: bytes = CONTAINER) -> bytes:
    """An EPUB of one chapter."""
    members = {"META-INF/container.xml": container, "book.opf": package, "a.xhtml": chapter}
    return zipped(members)


def word_document(content: bytes = b"") -> bytes:
    """A Word file of the fewest parts, with this main part."""
    packages = "http://schemas.openxmlformats.org/package/2006"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/word/document.xml" ContentType="{office}"/></Types>'
    )
    links = (
        f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{document}" Target="word/document.xml"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": links.encode(),
            "word/document.xml": content or WORD_PART,
        }
    )


WORD_PART = (
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>The harbour</w:t><w:tab/><w:br/></w:r>'
    "</w:p><w:tbl><w:tr><w:tc><w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p></w:tc></w:tr>"
    "</w:tbl></w:body></w:document>"
).encode()


def pdf(objects: bytes = b"") -> bytes:
    """A page of one line; ``objects`` go before its table of contents."""
    stream = b"BT /F1 12 Tf 40 800 Td (The harbour closed.) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    body = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    body += objects
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(parts) + 1, entries)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (len(parts) + 1, len(body))


MAIL = (
    b"From: =?utf-8?q?Ad=C3=A4?= <ada@example.org>\r\nSubject: The harbour\r\n"
    b"Date: Mon, 14 Sep 2020 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative; boundary="xx"\r\n\r\n--xx\r\n'
    b"Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\nThe h=E4rbour \r\nclosed.\r\n--xx\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"PHA+VGhlIGhhcmJvdXI8L3A+\r\n--xx--\r\n"
)
PAGE = (
    b'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Harbour</title>'
    b'<meta property="og:site_name" content="The Times"><script type="application/ld+json">'
    b'{"@type":"NewsArticle","headline":"Harbour","datePublished":"2020-09-14"}</script></head>'
    b"<body><article><h1>Harbour</h1><p>The harbour closed on Monday, the mayor said.</p>"
    b"<ul><li>one</li></ul><table><tr><td>x</td></tr></table></article></body></html>"
)
SAVED_PAGE = (
    b"From: <Saved>\r\nSubject: Harbour\r\nMIME-Version: 1.0\r\nSnapshot-Content-Location: "
    b'https://example.org/\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><p>The harbour closed.</p></body></html>\r\n--b--\r\n"
)
OBJECT = json.dumps(
    {"text": TEXT, "title": "Harbour", "source": {"name": "Times"}, "authors": ["A", {"name": "B"}]}
).encode()
PLAIN = b"---\ntitle: The harbour\ndate: 2020-09-14\ntags: [a, b]\n---\nBy Ada Okafor\n\nIt closed."
TOML_PLAIN = b'+++\ntitle = "The harbour"\ndate = 2020-09-14\n+++\nIt closed.'
SETTINGS = (
    b'theme = "crossread-dark"\npreset = "vim"\ncounts = "digits"\nmouse = false\n'
    b'copy-command = "xclip -i"\nmeasure = 70\n[keys]\n"reader.undo" = "u,g u"\n'
)
CLAIMS = (
    b'{"version": 1, "claims": [{"id": "shut", "statement": "The harbour is shut", "note": "n"}]}'
)
HISTORY = (
    b'{"step": "1", "label": "tag", "at": "", "by": "", "changes": [{"kind": "claim", "id": "c",'
    b' "before": null, "after": {"id": "c", "statement": "s"}}]}\n{"undo": "1", "at": ""}\n'
)
WEBANNO = (
    b"#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Claim|value|speaker\n\n\n"
    b"#Text=The harbour closed on Monday.\n1-1\t0-3\tThe\t_\t_\t\n"
    b"1-2\t4-11\tharbour\treports[1]\tthe mayor[1]\t\n1-3\t12-18\tclosed\treports[1]|x\t*[1]\t\n"
)
QUERY = b'oracle AND (title:"a b" OR pre* NOT w?ld) fuzzy~ date:2020..2021'
