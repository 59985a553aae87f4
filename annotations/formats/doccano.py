"""doccano JSON Lines: one article a line, offsets in UTF-16 units as its browser counts them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ...articles.article import Article
from ..model import Annotation
from .base import Bundle, Format, Imported, ImportFault, OffsetUnit, Report
from .jsonl import CLAIMS, land_claims
from .support.details import details_of, found_from
from .support.files import beside, read_json_objects
from .support.jsontext import encode_line, mapping_of, offset_of, text_of
from .support.landing import Landing
from .support.offsets import Utf16
from .support.pieces import pieces_of
from .support.rows import claim_lines

UNTAGGED = "untagged"
_OURS = "crossread"


class Doccano(Format):
    """For doccano's sequence labelling; every piece of every tag is a label."""

    name = "doccano"
    title = "doccano JSON Lines"
    suffix = ".jsonl"
    unit = OffsetUnit.UTF16
    keeps = "text, spans, tags; the rest as metadata that doccano passes on"
    loses = "which pieces belong together, once labels were moved in doccano"
    imports = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """One article a line."""
        for number, article in enumerate(bundle.articles, start=1):
            yield encode_line(_line(number, article, bundle.of(article)))
            report.written += len(bundle.of(article))

    def companions(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """The claims, when there are any."""
        if bundle.claims:
            yield CLAIMS, claim_lines(bundle)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Lines with ``text`` and ``label`` or ``entities``."""
        landing = Landing(articles, self.name)
        land_claims(landing, beside(path, CLAIMS))
        for line in read_json_objects(path):
            if not isinstance(line.get("text", line.get("data")), str):
                raise ImportFault(
                    f"{path} has a line without “text”; choose the format it was written in."
                )
            _land(landing, line)
        return landing.result()


def _line(number: int, article: Article, annotations: Sequence[Annotation]) -> dict[str, Any]:
    utf16 = Utf16(article.text)
    labels: list[list[Any]] = []
    ours: list[dict[str, Any]] = []
    for one in annotations:
        pieces = [[utf16.units(start), utf16.units(end)] for start, end in pieces_of(one)]
        labels += [[*piece, tag] for tag in one.tags or (UNTAGGED,) for piece in pieces]
        ours.append(details_of(one) | {"pieces": pieces})
    known = article.metadata
    return {
        "id": number,
        "text": article.text,
        "label": labels,
        "article": article.id,
        "outlet": known.outlet,
        "url": known.url,
        _OURS: ours,
    }


def _land(landing: Landing, line: dict[str, Any]) -> None:
    text = text_of(line.get("text", line.get("data")))
    meta = mapping_of(line.get("meta"))
    name = text_of(line.get("article", meta.get("article")))
    document = landing.document(name, text_of(line.get("filename")), text=text)
    labels = list(_labels(line))
    utf16 = Utf16(text)
    for entry in _entries(line.get(_OURS, meta.get(_OURS))):
        own = [(*piece, tag) for tag in entry["tags"] or [UNTAGGED] for piece in entry["pieces"]]
        left = [label for label in dict.fromkeys(own) if label in labels]
        for label in left:
            labels.remove(label)
        pieces = sorted({(utf16.code_point(a), utf16.code_point(b)) for a, b, _ in left})
        tags = tuple(dict.fromkeys(tag for *_, tag in left if tag != UNTAGGED))
        if left:
            landing.land(document, found_from(entry, pieces, tags=tags))
    for start, end, tag in labels:
        tags = () if tag == UNTAGGED else (tag,)
        place = [(utf16.code_point(start), utf16.code_point(end))]
        landing.land(document, found_from({}, place, tags=tags))


def _labels(line: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """The labels of the older and of the newer export."""
    for label in _list(line.get("label", line.get("labels"))):
        if isinstance(label, list) and len(label) == 3:  # pyright: ignore[reportUnknownArgumentType]
            start, end = offset_of(label[0]), offset_of(label[1])
            if start is not None and end is not None:
                yield start, end, text_of(label[2])
    for entity in map(mapping_of, _list(line.get("entities"))):
        start, end = offset_of(entity.get("start_offset")), offset_of(entity.get("end_offset"))
        if start is not None and end is not None:
            yield start, end, text_of(entity.get("label"))


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """Our own metadata, as far as it is still what we wrote."""
    for entry in map(mapping_of, _list(value)):
        pieces = [
            (offset_of(piece[0]), offset_of(piece[1]))
            for piece in _list(entry.get("pieces"))
            if isinstance(piece, list) and len(piece) == 2  # pyright: ignore[reportUnknownArgumentType]
        ]
        tags = [text_of(tag) for tag in _list(entry.get("tags"))]
        yield entry | {"pieces": pieces, "tags": tags}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


FORMATS = (Doccano(),)
