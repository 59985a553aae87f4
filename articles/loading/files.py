"""One file: which reader it gets, its bytes, and the articles made of them."""

import importlib
import os
import stat
from pathlib import Path
from typing import cast

from ..article import Article, UnreadArticle
from .draft import Draft, Reader, Unreadable
from .walk import NO_FILE

_READERS = {
    ".txt": "plain:read_text",
    ".text": "plain:read_text",
    ".md": "plain:read_text",
    ".markdown": "plain:read_text",
    ".html": "html:read_html",
    ".htm": "html:read_html",
    ".xhtml": "html:read_html",
    ".mhtml": "mail:read_saved_page",
    ".mht": "mail:read_saved_page",
    ".json": "json_articles:read_json",
    ".jsonl": "json_articles:read_json_lines",
    ".ndjson": "json_articles:read_json_lines",
    ".eml": "mail:read_mail",
    ".epub": "epub:read_epub",
    ".pdf": "pdf:read_pdf",
    ".docx": "docx:read_docx",
}
ENDINGS = frozenset(_READERS)
"""Endings of files that hold articles, in lower case and with the dot."""
MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused unless the caller says otherwise."""

_loaded: dict[str, Reader] = {}


def read_articles(
    path: str, article_id: str, encoding: str | None, max_bytes: int
) -> tuple[list[Article], list[str]]:
    """The articles of a file, and a clause for each item in it that is not one.

    Raises `Unreadable` when there is no article at all.
    """
    reader = reader_for(path)
    data = read_bytes(path, max_bytes)
    try:
        reading = reader(data, encoding)
    except Unreadable:
        raise
    except Exception as error:  # a library gave up: one file must not cost the others
        kind = type(error).__name__
        raise Unreadable(f"cannot be read ({kind}: {error}); save it as text") from error
    return [_article(draft, path, article_id) for draft in reading.drafts], reading.problems


def reader_for(path: str) -> Reader:
    """The reader for a file's ending, imported when first needed. Raises `Unreadable`."""
    ending = os.path.splitext(path)[1].lower()
    reader = _loaded.get(ending)
    if reader is None:
        place = _READERS.get(ending)
        if place is None:
            raise Unreadable(
                f"has the ending {ending!r}, which holds no article; known are {known_endings()}"
                if ending
                else f"has no ending, so its format is unknown; known are {known_endings()}"
            )
        module, _, name = place.partition(":")
        imported = importlib.import_module(f".{module}", __package__)
        reader = _loaded[ending] = cast(Reader, getattr(imported, name))
    return reader


def known_endings() -> str:
    """The endings for a message, e.g. ``.txt, .text, .md``."""
    return ", ".join(_READERS)


def read_bytes(path: str, max_bytes: int) -> bytes:
    """A regular file's bytes with a single open. Raises `Unreadable`."""
    try:
        # Without O_NONBLOCK opening a named pipe would wait for a writer for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(error) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(NO_FILE)
        if status.st_size > max_bytes:
            raise Unreadable(
                f"is too large ({status.st_size / 1e6:,.1f} MB of at most {max_bytes / 1e6:,.1f}); "
                "split it"
            )
        data = os.read(handle, status.st_size + 1)
        if len(data) != status.st_size:
            data += _read_rest(handle, max_bytes - len(data))
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        os.close(handle)
    if not data:
        raise Unreadable("is empty, so there is nothing to read")
    return data


def _read_rest(handle: int, limit: int) -> bytes:
    """What a file larger than one read holds, or one that grows while it is read."""
    parts: list[bytes] = []
    while limit > 0:
        part = os.read(handle, min(limit, 1 << 24))
        if not part:
            break
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)


def _unreadable(error: OSError) -> Unreadable:
    if isinstance(error, PermissionError):
        return Unreadable("may not be read; change its permissions")
    if isinstance(error, FileNotFoundError):
        return Unreadable("is no longer there; open the folder again")
    return Unreadable(f"cannot be read ({error.strerror or error})")


def _article(draft: Draft, path: str, file_id: str) -> Article:
    name = file_id if draft.item is None else f"{file_id}#{draft.item}"
    text, encoding, guessed = draft.text, draft.encoding, draft.encoding_guessed
    if draft.read_head is not None:
        return UnreadArticle.of_text(name, path, text, encoding, guessed, draft.read_head)
    return Article(name, Path(path), text, draft.metadata, encoding, guessed)
