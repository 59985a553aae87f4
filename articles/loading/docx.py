"""Word documents, by python-docx (in the extra ``documents``)."""

import importlib
import io
from collections.abc import Iterator
from typing import Any

from ..article import Metadata
from ..extras import adding
from .archive import open_archive, read_member
from .draft import Draft, Reading, Unreadable
from .head import read_head, shorten_title
from .markup import parse_xml

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH = _WORD + "p"
# Deleted and moved-away text of tracked changes, and what stands twice for older programs.
_ABSENT = frozenset({_WORD + "del", _WORD + "moveFrom", _FALLBACK})
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# What is text without being written as such; a hyphen for the end of a line is none.
_SIGNS = {
    **dict.fromkeys((_WORD + "tab", _WORD + "ptab"), "\t"),
    **dict.fromkeys((_WORD + "br", _WORD + "cr"), "\n"),
    _WORD + "noBreakHyphen": "\u2011",
}


def read_docx(data: bytes, encoding: str | None = None) -> Reading:
    """Read a document as it would be printed with all changes accepted. Raises `Unreadable`."""
    if data.startswith(_OLD_OFFICE):
        raise Unreadable("has a password or is an old .doc; save it as .docx without a password")
    _refuse_document_types(data)
    body, title, author = _open(data)
    text = "\n".join(_lines(body)).strip("\n")
    if not text.strip():
        raise Unreadable("holds no text; its pages may be pictures")
    return Reading([Draft(text, _metadata(text, title, author))])


def _refuse_document_types(data: bytes) -> None:
    archive = open_archive(data)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            parse_xml(read_member(archive, name), name)


def _open(data: bytes) -> tuple[Any, str, str]:
    """The body of the document, its title and its author."""
    try:
        docx = importlib.import_module("docx")
    except ImportError as error:
        raise Unreadable(f"needs python-docx: {adding('documents')}") from error
    try:
        document = docx.Document(io.BytesIO(data))
        body, properties = document.element.find(_WORD + "body"), document.core_properties
        title, author = properties.title or "", properties.author or ""
    except Exception as error:  # python-docx lets KeyError, ValueError and others of its parts out
        raise Unreadable("is no Word document that can be read; save it again") from error
    if body is None:
        raise Unreadable("is a Word document without a body; save it again")
    return body, title, author


def _lines(body: Any) -> Iterator[str]:
    """Paragraphs in order, those of tables and text boxes too."""
    for paragraph in body.iter(_PARAGRAPH):
        if not any(ancestor.tag in _ABSENT for ancestor in paragraph.iterancestors()):
            yield "".join(_runs(paragraph))


def _runs(paragraph: Any) -> Iterator[str]:
    """Text of a paragraph; what belongs to another one inside it (a text box) comes there."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _WORD + "t":
            yield element.text or ""
        elif element.tag in _SIGNS:
            yield _SIGNS[element.tag]
        elif element.tag not in _ABSENT and element.tag != _PARAGRAPH:
            waiting.extend(reversed(element))


def _metadata(text: str, title: str, author: str) -> Metadata:
    """Title and author as the document states them; its date is that of the file, so not taken."""
    head = read_head(text)
    return Metadata(
        title=shorten_title(title) or head.title,
        outlet=head.outlet,
        author=head.author or author,
        date=head.date,
        url=head.url,
    )
