"""Mails (``.eml``), and web pages that browsers save as mails (``.mhtml``)."""

from __future__ import annotations

import email
import email.header
import email.utils
import re
from email.errors import HeaderParseError
from email.message import Message
from typing import TYPE_CHECKING

from ..article import Metadata
from .dates import find_date
from .draft import Draft, Reading, Unreadable
from .encodings import Decoded, decode
from .head import shorten_title
from .html import read_page

if TYPE_CHECKING:
    Part = Message[str, str]

_MOST_PARTS = 1_000
# RFC 3676: a blank at a line's end says that the next line goes on, but not from or to a quotation
# or the line above a signature.
_SOFT_BREAK = re.compile(r"^(?!>|-- $)(.*) \n(?!>|-- $)", re.MULTILINE)


def read_mail(data: bytes, encoding: str | None = None) -> Reading:
    """Read a mail: its text, or its HTML when it has none. Raises `Unreadable`."""
    message = _parse(data)
    part = _first_part(message, "text/plain") or _first_part(message, "text/html")
    if part is None:
        raise Unreadable("holds no text part; save the mail's text as .txt")
    decoded = _decode_part(part, encoding)
    text = decoded.text
    if part.get_content_type() == "text/html":
        text, _ = read_page(text)
    elif part.get_param("format") == "flowed":
        text = _SOFT_BREAK.sub(r"\1" if part.get_param("delsp") == "yes" else r"\1 ", text)
    if not text.strip():
        raise Unreadable("is empty, so there is nothing to read")
    return Reading([Draft(text, _metadata(message), decoded.encoding, decoded.guessed)])


def read_saved_page(data: bytes, encoding: str | None = None) -> Reading:
    """Read a page saved as MHTML. Raises `Unreadable`."""
    message = _parse(data)
    part = _first_part(message, "text/html") or _first_part(message, "application/xhtml+xml")
    if part is None:
        raise Unreadable("holds no web page; save the page again, as HTML or text")
    decoded = _decode_part(part, encoding)
    text, found = read_page(decoded.text)
    headers = _metadata(message)
    metadata = Metadata(
        title=found.title or headers.title,
        outlet=found.outlet,
        author=found.author,
        date=found.date,  # the mail's date is the day it was saved
        url=found.url or _header(message, "Snapshot-Content-Location"),
    )
    return Reading([Draft(text, metadata, decoded.encoding, decoded.guessed)])


def _parse(data: bytes) -> Part:
    try:
        message = email.message_from_bytes(data)
    except (RecursionError, ValueError) as error:
        raise Unreadable("is no well-formed mail; save its text as .txt") from error
    if not message.keys():
        raise Unreadable("has no mail headers; give it the ending .txt if it is plain text")
    return message


def _first_part(message: Part, kind: str) -> Part | None:
    """The first part of this kind that is no attachment, in the order of the mail."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        if part.is_multipart():  # only then: else the payload would be decoded, as the mail says
            payload = part.get_payload()
            waiting[:0] = [each for each in payload if isinstance(each, Message)]
        elif part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            return part
    return None


def _decode_part(part: Part, encoding: str | None) -> Decoded:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise Unreadable("is no well-formed mail; save its text as .txt")
    return decode(payload, encoding, part.get_content_charset())


def _metadata(message: Part) -> Metadata:
    sender = _header(message, "From")
    try:
        name, address = email.utils.parseaddr(sender)
    except RecursionError:  # brackets in brackets
        name, address = "", sender
    return Metadata(
        title=shorten_title(_header(message, "Subject")),
        author=name or address,
        date=find_date(_header(message, "Date")),
        url=_header(message, "Archived-At").strip("<>"),
    )


def _header(message: Part, name: str) -> str:
    """A header's text, decoded and on one line; as it stands when its encoding is broken."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        text = str(email.header.make_header(email.header.decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        text = str(raw)
    return " ".join(text.split())
