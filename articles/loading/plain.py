"""Plain text and Markdown: the text is the file itself."""

from collections.abc import Mapping

from ..article import Metadata
from .dates import find_date
from .draft import Draft, Reading, Unreadable
from .encodings import decode
from .front_matter import Value, split_front_matter
from .head import read_head

_UNREAD = Metadata()


def read_text(data: bytes, encoding: str | None = None) -> Reading:
    """Read a ``.txt``, ``.text`` or ``.md`` file. Raises `Unreadable`."""
    text, name, guessed = decode(data, encoding)
    if not text or text.isspace():
        raise Unreadable("is empty, so there is nothing to read")
    return Reading([Draft(text, _UNREAD, name, guessed, read_head=metadata_of)])


def metadata_of(text: str) -> tuple[Metadata, int]:
    """What front matter and the first lines say, and the length of the front matter."""
    length, entries = split_front_matter(text)
    metadata = _stated(entries)
    if not (metadata.title and metadata.outlet and metadata.author and metadata.date):
        metadata = _filled(metadata, read_head(text, length))
    return metadata, length


def _stated(entries: Mapping[str, Value]) -> Metadata:
    """What front matter says; its keys are in lower case."""

    def entry(*keys: str) -> str:
        for key in keys:
            value = entries.get(key)
            if value:
                return value if isinstance(value, str) else ", ".join(value)
        return ""

    return Metadata(
        title=entry("title", "headline"),
        outlet=entry("outlet", "source", "publication", "publisher", "site"),
        author=entry("author", "authors", "byline", "by"),
        date=find_date(entry("date", "published", "pubdate")),
        url=entry("url", "link", "canonical"),
    )


def _filled(stated: Metadata, found: Metadata) -> Metadata:
    return Metadata(
        title=stated.title or found.title,
        outlet=stated.outlet or found.outlet,
        author=stated.author or found.author,
        date=stated.date or found.date,
        url=stated.url or found.url,
    )
