"""PDF documents, by pypdf (in the extra ``documents``); its own limits stop decompression bombs."""

import importlib
import io
import re
from typing import Any

from ..article import Metadata
from ..extras import adding
from .draft import Draft, Reading, Unreadable
from .encodings import normalise_newlines
from .head import read_head, shorten_title
from .quiet import quieten

_MOST_PAGES = 2_000
_FULL_LINE = 0.7  # of the width of the page's longer lines; a shorter line ends a paragraph
_NARROWEST = 30  # characters that a line of a paragraph has at least, even in a newspaper's column
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_PROGRAM_TITLE = re.compile(r"microsoft word|untitled|\.\w{2,4}$", re.IGNORECASE)


def read_pdf(data: bytes, encoding: str | None = None) -> Reading:
    """Read a document with lines joined to paragraphs. Raises `Unreadable`."""
    reader = _open(data)
    try:
        pages = [page.extract_text() or "" for page in _pages(reader)]
        properties = reader.metadata
        title = (properties and properties.title) or ""
        author = (properties and properties.author) or ""
    except Unreadable:
        raise
    except Exception as error:  # damaged documents surface as exceptions of every kind
        raise Unreadable("is a damaged PDF; print it to a new one") from error
    text = "\n".join(join_lines(normalise_newlines(page)) for page in pages).strip()
    if not text:
        raise Unreadable("holds no text, only pictures; run text recognition (OCR) first")
    return Reading([Draft(text, _metadata(text, title, author))])


def _open(data: bytes) -> Any:
    quieten()
    try:
        pypdf = importlib.import_module("pypdf")
    except ImportError as error:
        raise Unreadable(f"needs pypdf: {adding('documents')}") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:  # damaged documents surface as exceptions of every kind
        raise Unreadable("is a damaged PDF; print it to a new one") from error
    if locked:
        raise Unreadable("has a password; save it without one")
    return reader


def _pages(reader: Any) -> Any:
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise Unreadable(f"is too large ({count:,} pages of at most {_MOST_PAGES:,}); split it")
    return reader.pages


def _metadata(text: str, title: object, author: object) -> Metadata:
    """Title and author as the document states them; its date is that of the file, so not taken."""
    head = read_head(text)
    stated = title if isinstance(title, str) and not _PROGRAM_TITLE.search(title) else ""
    return Metadata(
        title=shorten_title(stated) or head.title,
        outlet=head.outlet,
        author=head.author or (author if isinstance(author, str) else ""),
        date=head.date,
        url=head.url,
    )


def join_lines(page: str) -> str:
    """Put a page's printed lines together to paragraphs, one a line.

    A line that ends well before the right edge ends its paragraph, unless the next goes on in lower
    case; a blank line always does. A word divided at a line's end is put together again.
    """
    lines = [line.strip() for line in page.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    joined: list[str] = []
    full = False
    for line in lines:
        if line and joined and (full or _goes_on(joined[-1], line)):
            joined[-1] = _joined(joined[-1], line)
        elif line:
            joined.append(line)
        full = len(line) >= max(_NARROWEST, _FULL_LINE * width)
    return "\n".join(joined)


def _goes_on(first: str, second: str) -> bool:
    return second[0].islower() and not first.endswith((".", "!", "?"))


def _joined(first: str, second: str) -> str:
    if _HYPHEN.search(first) and second[0].islower():
        return first[:-1] + second
    return f"{first} {second}"
