"""Plain text and Markdown: the text is the file itself."""

from collections.abc import Mapping

from ..article import Metadata
from .dates import find_date
from .draft import Draft, Reading, Unreadable
from .encodings import decode
from .front_matter import Value, split_front_matter
from .head import read_head


def read_text(data: bytes, encoding: str | None = None) -> Reading:
    """Read a ``.txt``, ``.text`` or ``.md`` file. Raises `Unreadable`."""
    text, name, guessed = decode(data, encoding)
    if not text or text.isspace():
        raise Unreadable("is empty, so there is nothing to read")
    length, entries = split_front_matter(text)
    metadata = read_head(text, length)
    if entries:
        metadata = with_entries(metadata, entries)
    return Reading([Draft(text, metadata, name, guessed, length)])


def with_entries(metadata: Metadata, entries: Mapping[str, Value]) -> Metadata:
    """What front matter says (keys in lower case); where it is silent what ``metadata`` says."""

    def entry(*keys: str) -> str:
        for key in keys:
            value = entries.get(key)
            if value:
                return value if isinstance(value, str) else ", ".join(value)
        return ""

    return Metadata(
        title=entry("title", "headline") or metadata.title,
        outlet=entry("outlet", "source", "publication", "publisher", "site") or metadata.outlet,
        author=entry("author", "authors", "byline", "by") or metadata.author,
        date=find_date(entry("date", "published", "pubdate")) or metadata.date,
        url=entry("url", "link", "canonical") or metadata.url,
    )
