"""Web pages: text and metadata by trafilatura, saved pages (MHTML) through the mail reader."""

import re
from typing import TYPE_CHECKING

from ..article import Metadata
from .dates import find_date
from .draft import Draft, Reading, Unreadable
from .encodings import decode_page, normalise_newlines
from .head import shorten_title
from .markup import parseable, text_of
from .quiet import quieten

if TYPE_CHECKING:
    from trafilatura.settings import Document

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_SHORT = 500  # code points


def read_html(data: bytes, encoding: str | None = None) -> Reading:
    """Read a web page. Raises `Unreadable`."""
    decoded = decode_page(data, encoding)
    text, metadata = read_page(decoded.text)
    return Reading([Draft(text, metadata, decoded.encoding, decoded.guessed)])


def read_page(page: str) -> tuple[str, Metadata]:
    """The article's text and metadata in a decoded page, all of its text when no article is found.

    Raises `Unreadable` when it has no text.
    """
    page = parseable(_DECLARATION.sub("", page, count=1))
    document = _extract(page)
    text = normalise_newlines((document and document.text) or "").strip()
    if len(text) < _SHORT:
        text = _whole_page(page, text)
    if not text:
        raise Unreadable("holds no text beside menus and scripts; save the page as text instead")
    return text, _metadata(document, text)


def _whole_page(page: str, extracted: str) -> str:
    """All text of a page where trafilatura found none, or where it is all that it found.

    In pages of a few words trafilatura breaks lines at links and emphasis.
    """
    whole = text_of(page)
    same = "".join(extracted.split()) == "".join(whole.split())
    return whole if same or not extracted else extracted


def _extract(page: str) -> "Document | None":
    quieten()
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # Dates are taken from metadata and markup; a date somewhere in the text is a guess.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError as error:
        raise Unreadable("is nested too deeply; save the page as text instead") from error
    assert not isinstance(document, dict)  # only with as_dict
    return document


def _metadata(document: "Document | None", text: str) -> Metadata:
    known = document or Metadata()
    return Metadata(
        title=shorten_title(_known(known, "title") or text.partition("\n")[0]),
        outlet=_known(known, "sitename"),
        author=_known(known, "author"),
        date=find_date(_known(known, "date")),
        url=_known(known, "url"),
    )


def _known(document: object, name: str) -> str:
    value = getattr(document, name, None)
    return value if isinstance(value, str) else ""
