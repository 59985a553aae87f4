"""Inputs made to take all time or memory, or to reach outside: each by name, for one target."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from . import samples

Bomb = tuple[str, Callable[[], bytes]]
"""The target, and what makes the input."""

_LAUGHS = b"".join(
    b'<!ENTITY l%d "%b">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha" * 10)
    for level in range(10)
)
_DOCTYPES = {
    "billion laughs": b'<?xml version="1.0"?><!DOCTYPE x [%b]><x>&l9;</x>' % _LAUGHS,
    "an entity that names a file": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b"<x>&e;</x>",
    "a DTD elsewhere": b'<!DOCTYPE x SYSTEM "http://dtd.invalid/x.dtd"><x/>',
    "deep elements": b"<a>" * 100_000 + b"</a>" * 100_000,
    "a long attribute": b'<x a="%b"/>' % (b"y" * 11_000_000),
    "broken XML": b"<x><y></x>",
    "invalid UTF-8": b'<?xml version="1.0" encoding="utf-8"?><x>\xff\xfe</x>',
}
_XML_TARGETS = ("epub-chapter", "epub-package", "docx-part", "import-qde", "import-qdc")

_JSON = {
    "deep lists": lambda: b"[" * 200_000,
    "deep lists that end": lambda: b"[" * 50_000 + b"]" * 50_000,
    "deep objects": lambda: b'{"a":' * 100_000,
    "a number of 10,000 digits": lambda: b'{"version": %b}' % (b"9" * 10_000),
    "a number beyond floats": lambda: b'{"version": 1e400, "text": "x"}',
    "NaN": lambda: b'{"version": NaN, "text": "x"}',
    "Infinity": lambda: b'{"total": -Infinity, "text": "x"}',
    "a key twice": lambda: b'{"type": "AnnotationCollection", "type": "x", "text": "x"}',
    "a lone surrogate": lambda: b'{"text": "\\ud800", "id": "\\udfff", "title": "\\ud800"}',
    "invalid UTF-8": lambda: b'{"text": "\xff\xfe\xc0"}',
    "five million values": lambda: b"[%b0]" % (b"0," * 5_000_000),
    "a string of 30 MB": lambda: b'{"text": "%b"}' % (b"x" * 30_000_000),
    "200,000 keys": lambda: b"{%b}" % b",".join(b'"%d":%d' % (n, n) for n in range(200_000)),
    "nothing but a mark": lambda: b"\xef\xbb\xbf",
    "NUL bytes": lambda: b"\0" * 1000,
    "a list": lambda: b"[1, null, {}, [[]]]",
    "no object": lambda: b'"text"',
}
_JSON_TARGETS = (
    *("sidecar", "claims", "history", "json", "jsonl", "import-jsonl", "import-w3c"),
    *("import-doccano", "import-label-studio"),
)

_TABLES = {
    "a field of 5 MB": lambda: b'id,article,start,end\n"%b",x,1,2\n' % (b"x" * 5_000_000),
    "a quote that never ends": lambda: b'id,article\n"' + b"x\n" * 100_000,
    "a million columns": lambda: b"," * 1_000_000,
    "NUL bytes": lambda: b"id,article,start,end\n\0,\0,\0,\0\n",
    "numbers of 10,000 digits": lambda: b"article,start,end\nnews.txt,%b,1\n" % (b"9" * 10_000),
    "invalid UTF-8": lambda: b"article,start,end\n\xff\xfe\xc0,1,2\n",
}

_TOML = {
    "deep lists": lambda: b"a = " + b"[" * 50_000,
    "deep tables": lambda: b"[" + b".".join([b"a"] * 20_000) + b"]\n",
    "deep inline tables": lambda: b"a = " + b"{a=" * 20_000,
    "a number of 10,000 digits": lambda: b"version = %b\n" % (b"9" * 10_000),
    "NaN": lambda: b"version = nan\n",
    "a key twice": lambda: b'name = "a"\nname = "b"\n',
    "invalid UTF-8": lambda: b'name = "\xff"\n',
    "a lone surrogate": lambda: b'name = "\\ud800"\n',
    "20,000 tables": lambda: b'[[tag]]\nid = "x"\n' * 20_000,
    "a date out of range": lambda: b"name = 2020-99-99\n",
}

_TEXTS: Mapping[str, Bomb] = {
    "front matter of aliases": ("plain", lambda: b"---\na: &a [%b]\n---\nx" % (b"*a," * 15_000)),
    "front matter without end": ("plain", lambda: b"---\n" + b"title: x\n" * 200_000),
    "deep TOML front matter": ("plain", lambda: b"+++\na = " + b"[" * 60_000 + b"\n+++\nx"),
    "a line of 5 MB": ("plain", lambda: b"word " * 1_000_000),
    "a word of 5 MB": ("plain", lambda: b"x" * 5_000_000),
    "a million lines": ("plain", lambda: b"By x\n" * 1_000_000),
    "gzip": ("plain", lambda: b"\x1f\x8b\x08\0" + zlib.compress(b"\0" * 1_000_000)),
    "bytes of no encoding": ("plain", lambda: bytes(range(128, 256)) * 20_000),
    "surrogates in UTF-8": ("plain", lambda: b"\xed\xa0\x80 text \xed\xbf\xbf " * 100),
    "UTF-16 cut off": ("plain", lambda: "text".encode("utf-16")[:-1]),
    "deep elements": ("html", lambda: b"<div>" * 20_000 + b"text" + b"</div>" * 20_000),
    "elements that never end": ("html", lambda: b"<a <b " * 50_000),
    "a comment that never ends": ("html", lambda: b"<p>text<!--" + b"- " * 500_000),
    "a million entities": ("html", lambda: b"<p>" + b"&amp;" * 1_000_000),
    "linked data without end": ("html", lambda: _linked_data(b"[" * 100_000)),
    "linked data of 10,000 digits": ("html", lambda: _linked_data(b"9" * 10_000)),
    "a table of 20,000 cells": ("html", lambda: b"<table>" + b"<tr><td>x" * 20_000),
    "parts in parts": ("eml", lambda: _nested_mail(2_000)),
    "50,000 parts": ("eml", lambda: _mail(b"--b\r\n\r\nx\r\n" * 50_000)),
    "a header of 2 MB": ("eml", lambda: b"Subject: " + b"x " * 1_000_000 + b"\r\n\r\nbody"),
    "encoded words": ("eml", lambda: b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n\r\nbody"),
    "broken encoded words": ("eml", lambda: b"Subject: " + b"=?" * 100_000 + b"\r\n\r\nbody"),
    "addresses in brackets": ("eml", lambda: b"From: " + b"(" * 50_000 + b"\r\n\r\nbody"),
    "an unknown charset": ("eml", lambda: _charset(b"klingon")),
    "a charset that is no text": ("eml", lambda: _charset(b"zlib_codec")),
    "broken base64": (
        "eml",
        lambda: b"Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n%b" % (b"=" * 100_000),
    ),
    "parts in parts of a page": ("mhtml", lambda: _nested_mail(2_000)),
    "brackets": ("query", lambda: b"(" * 20_000),
    "brackets that end": ("query", lambda: b"(" * 5_000 + b"a" + b")" * 5_000),
    "not not not": ("query", lambda: b"NOT " * 20_000 + b"a"),
    "100,000 words": ("query", lambda: b"a " * 100_000),
    "stars": ("query", lambda: b"*a" * 5_000),
    "tildes": ("query", lambda: b"a~" * 20_000),
    "quotation marks": ("query", lambda: b'"' * 20_001),
    "a date of 10,000 digits": ("query", lambda: b"date:" + b"9" * 10_000),
    "brackets in WebAnno": ("import-webanno", lambda: _webanno(b"[" * 100_000)),
    "numbers in WebAnno": ("import-webanno", lambda: _webanno(b"x[" + b"9" * 5_000 + b"]")),
    "pieces in brat": ("import-brat", lambda: b"T1\tx " + b"0 1;" * 50_000 + b"0 1\tx"),
    "numbers in brat": ("import-brat", lambda: b"T1\tx 999999999 1000000000\tx\nA1\tx T1 x"),
    "notes in brat": ("import-brat", lambda: b"#1\tAnnotatorNotes T1\tx\n" * 50_000),
}


def all_bombs() -> Iterator[tuple[str, Bomb]]:
    """Every bomb, by a name that tells what it is and for what."""
    for target in _JSON_TARGETS:
        yield from ((f"{target}: {name}", (target, make)) for name, make in _JSON.items())
    for target in _XML_TARGETS:
        for name, data in _DOCTYPES.items():
            yield f"{target}: {name}", (target, lambda data=data: data)
    for target in ("import-csv", "import-tsv"):
        yield from ((f"{target}: {name}", (target, make)) for name, make in _TABLES.items())
    for target in ("codebook", "settings"):
        yield from ((f"{target}: {name}", (target, make)) for name, make in _TOML.items())
    yield from ((f"{bomb[0]}: {name}", bomb) for name, bomb in _TEXTS.items())
    for target in ("epub", "docx", "import-qdpx"):
        yield from ((f"{target}: {name}", (target, make)) for name, make in _ARCHIVES.items())
    yield from ((f"pdf: {name}", ("pdf", make)) for name, make in _PDF.items())


# Makers


def _linked_data(value: bytes) -> bytes:
    script = b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": %b}</script>'
    return b"<html><head>%b</head><body><p>The harbour closed.</p></body></html>" % (script % value)


def _mail(body: bytes) -> bytes:
    head = b'Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return head + body + b"--b--\r\n"


def _charset(name: bytes) -> bytes:
    return b"Subject: x\r\nContent-Type: text/plain; charset=%b\r\n\r\nbody" % name


def _nested_mail(levels: int) -> bytes:
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(levels)
    )
    return b"Subject: x\r\nMIME-Version: 1.0\r\n" + opened + b"\r\ntext"


def _webanno(value: bytes) -> bytes:
    return samples.WEBANNO.replace(b"reports[1]", value)


def _squeezed(size: int) -> bytes:
    """A member of zeros that unpacks to ``size`` bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("META-INF/container.xml", "word/document.xml", "project.qde"):
            archive.writestr(name, b"\0" * size)
    return buffer.getvalue()


def _escaping() -> bytes:
    """Names that lead out of an archive, in all of its tables of contents."""
    container = samples.CONTAINER.replace(b"book.opf", b"../../../../etc/passwd")
    project = b'<Project><Sources><TextSource plainTextPath="internal://../../../etc/passwd"/>'
    members = {
        "META-INF/container.xml": container,
        "../../outside.txt": b"out",
        "/absolute.txt": b"out",
        "project.qde": project + b"</Sources></Project>",
    }
    return samples.zipped(members)


def _many_members() -> bytes:
    return samples.zipped({f"{number}.xml": b"" for number in range(20_000)})


def _overlapping() -> bytes:
    """A table of contents that names the same compressed bytes again and again."""
    data = bytearray(_squeezed(900_000))
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    table = bytes(data[start:end])
    times = 300
    tail = bytearray(data[end:])
    tail[8:12] = (3 * times).to_bytes(2, "little") * 2
    tail[12:16] = (len(table) * times).to_bytes(4, "little")
    return bytes(data[:start]) + table * times + bytes(tail)


def _lying() -> bytes:
    """A member that unpacks to more than it says."""
    data = bytearray(_squeezed(40_000_000))
    size = (40_000_000).to_bytes(4, "little")
    return bytes(data.replace(size, (1_000).to_bytes(4, "little")))


_ARCHIVES: Mapping[str, Callable[[], bytes]] = {
    "members of 100 MB": lambda: _squeezed(100_000_000),
    "members that lie about their size": _lying,
    "members named 300 times": _overlapping,
    "20,000 members": _many_members,
    "names that lead outside": _escaping,
    "an archive cut off": lambda: _squeezed(1_000)[:-30],
    "not an archive": lambda: b"PK\x03\x04" + b"\0" * 100,
    "an archive in an archive": lambda: samples.zipped({"a.zip": samples.zipped({"a": b"x"})}),
}


def _pdf_of(*objects: bytes, root: bytes = b"<< /Type /Catalog /Pages 2 0 R >>") -> bytes:
    body = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, content in enumerate((root, *objects), 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(offsets) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + head + table + end % (count, len(body))


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


_PAGE = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_FORM = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >>"
_SELF = samples.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")

_PDF: Mapping[str, Callable[[], bytes]] = {
    "pages that hold themselves": lambda: _pdf_of(b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"),
    "pages that hold each other": lambda: _pdf_of(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    ),
    "a parent that is its child": lambda: _pdf_of(
        _PAGES, b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", _stream(b"BT (x) Tj ET")
    ),
    "a table before itself": lambda: _SELF.replace(b"/Prev 9", b"/Prev %d" % _SELF.rindex(b"xref")),
    "a stream of 200 MB": lambda: _pdf_of(
        _PAGES, _PAGE, _stream(zlib.compress(b" " * 200_000_000, 9), b"/Filter /FlateDecode")
    ),
    "a stream squeezed ten times": lambda: _pdf_of(
        _PAGES, _PAGE, _stream(_squeezed_often(), b"/Filter [" + b"/FlateDecode " * 10 + b"]")
    ),
    "a drawing that draws itself": lambda: _pdf_of(
        _PAGES, _PAGE, _stream(b"/X Do"), _stream(b"/X Do /X Do", _FORM)
    ),
    "deep lists": lambda: _pdf_of(_PAGES, _PAGE, _stream(b"[" * 100_000)),
    "a million operators": lambda: _pdf_of(_PAGES, _PAGE, _stream(b"q Q " * 500_000)),
    "an object that is itself": lambda: _pdf_of(_PAGES, b"3 0 R"),
    "a million pages": lambda: _pdf_of(
        b"<< /Type /Pages /Count 1000000 /Kids [%b] >>" % (b"3 0 R " * 200_000), _PAGE
    ),
    "a negative length": lambda: _pdf_of(_PAGES, _PAGE, b"<< /Length -5 >>\nstream\nx\nendstream"),
    "nothing but a head": lambda: b"%PDF-1.4\n",
    "references without end": lambda: samples.pdf(b"5 0 obj 6 0 R endobj 6 0 obj 5 0 R endobj\n"),
}


def _squeezed_often() -> bytes:
    data = b"\0" * 20_000_000
    for _ in range(10):
        data = zlib.compress(data, 9)
    return data


BOMBS: Mapping[str, Bomb] = dict(all_bombs())
