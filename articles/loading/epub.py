"""Electronic books: the chapters in reading order as one article."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from ..article import Metadata
from .archive import open_archive, read_member
from .dates import find_date
from .draft import Draft, Reading, Unreadable
from .encodings import decode_page
from .head import shorten_title
from .markup import parse_xml, text_of, texts

_NAMESPACES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read_epub(data: bytes, encoding: str | None = None) -> Reading:
    """Read a book. Raises `Unreadable`."""
    archive = open_archive(data)
    container = parse_xml(read_member(archive, "META-INF/container.xml"), "container.xml")
    rootfile = container.find(".//container:rootfile", _NAMESPACES)
    place = None if rootfile is None else rootfile.get("full-path")
    if not place:
        raise Unreadable("names no contents (container.xml); save it again")
    package = parse_xml(read_member(archive, place), posixpath.basename(place))
    chapters = (
        text_of(decode_page(_member(archive, name), encoding).text)
        for name in _chapters(package, posixpath.dirname(place))
    )
    text = "\n\n".join(chapter for chapter in chapters if chapter)
    if not text:
        raise Unreadable("holds no text; its pages may be pictures")
    return Reading([Draft(text, _metadata(package, text))])


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A chapter; one that the book lists and does not hold counts as blank."""
    return read_member(archive, name) if name in archive.NameToInfo else b""


def _chapters(package: Any, folder: str) -> Iterator[str]:
    """Names of the chapters in reading order."""
    places: dict[str, str] = {}
    for item in package.iterfind("opf:manifest/opf:item", _NAMESPACES):
        if item.get("media-type") in _CHAPTERS and "nav" not in item.get("properties", "").split():
            href = unquote(item.get("href", "").partition("#")[0])
            places[item.get("id", "")] = posixpath.normpath(posixpath.join(folder, href))
    for reference in package.iterfind("opf:spine/opf:itemref", _NAMESPACES):
        place = places.pop(reference.get("idref", ""), None)
        if place:
            yield place


def _metadata(package: Any, text: str) -> Metadata:
    def first(name: str) -> str:
        return next(iter(texts(package, f"opf:metadata/dc:{name}", _NAMESPACES)), "")

    source = first("source")
    return Metadata(
        title=shorten_title(first("title") or text.partition("\n")[0]),
        outlet=first("publisher"),
        author=", ".join(texts(package, "opf:metadata/dc:creator", _NAMESPACES)),
        date=find_date(first("date")),
        url=source if source.startswith(("http://", "https://")) else "",
    )
