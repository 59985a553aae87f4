"""WebAnno TSV 3: import of what WebAnno and INCEpTION export as tables of tokens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...articles.article import Article
from ...articles.record import record
from ..model import CONTEXT_LENGTH
from .base import Format, Imported, ImportFault, OffsetUnit
from .support.files import read_text
from .support.landing import Landing
from .support.layers import is_annotated, tag_and_attributes
from .support.offsets import Utf16
from .support.placing import Found

_HEAD = re.compile(r"#FORMAT=WebAnno TSV 3")
_TOKEN = re.compile(r"\d{1,9}-\d{1,9}(?:\.\d{1,9})*")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_STACKED = re.compile(r"(?:[^|\\]|\\.)+", re.DOTALL)
_VALUE = re.compile(r"(.*?)(?:\[(\d{1,9})\])?", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_LONGEST = 50_000_000


@record
class _Layer:
    """A layer of the head: its type, its columns, and whether its spans are read."""

    type: str
    columns: tuple[str, ...]
    spans: bool
    connects: bool
    """Whether it holds relations or chains."""


@dataclass(slots=True)
class _Span:
    """One annotation as its tokens tell it; offsets in UTF-16 units."""

    layer: str
    places: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    values: dict[str, str] = field(default_factory=dict[str, str])


class WebAnnoTsv(Format):
    """Span layers; relations and chains are counted and left out."""

    name = "webanno-tsv"
    title = "WebAnno TSV 3"
    suffix = ".tsv"
    unit = OffsetUnit.UTF16
    keeps = "spans of all layers that people annotate; one feature as tag, the others as attributes"
    loses = "relations, chains, layers of tokens and sentences"
    exports = False
    imports = True

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """One document; the article is the one of the file's name, or the only one there is."""
        text = read_text(path)
        if not _HEAD.match(text):
            raise ImportFault(
                f"{path} does not begin with #FORMAT=WebAnno TSV 3; choose its own format."
            )
        landing = Landing(articles, self.name)
        lines = text.replace("\r\n", "\n").split("\n")
        layers = list(_layers(lines))
        for layer in layers:
            if layer.connects:
                landing.report.lost["layers of relations and chains"] += 1
        tokens = list(_tokens(lines, path))
        names = [articles[0].id] if len(articles) == 1 else [path.name, path.stem]
        document = landing.document(*names)
        written = _Written(tokens)
        for span in _spans(layers, tokens):
            landing.land(document, written.found(span))
        return landing.result()


def _layers(lines: Sequence[str]) -> Iterator[_Layer]:
    for line in lines:
        kind, _, rest = line.partition("=")
        if kind in {"#T_SP", "#T_CH", "#T_RL"}:
            name, *columns = rest.strip().split("|")
            spans = kind == "#T_SP" and is_annotated(name)
            yield _Layer(name, tuple(columns) or ("",), spans, kind != "#T_SP")


@record
class _Token:
    place: tuple[int, int]
    words: str
    cells: tuple[str, ...]


def _tokens(lines: Sequence[str], path: Path) -> Iterator[_Token]:
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if not _TOKEN.fullmatch(cells[0]):
            continue
        place = _PLACE.fullmatch(cells[1]) if len(cells) > 2 else None
        if place is None or int(place[2]) > _LONGEST:
            raise ImportFault(f"{path}, line {number}: no offsets of a token; export it again.")
        yield _Token((int(place[1]), int(place[2])), _ESCAPE.sub(r"\1", cells[2]), tuple(cells[3:]))


def _spans(layers: Sequence[_Layer], tokens: Sequence[_Token]) -> list[_Span]:
    """The annotations; tokens with one number in brackets belong together."""
    spans: dict[tuple[int, int, int], _Span] = {}
    for row, token in enumerate(tokens):
        column = 0
        for index, layer in enumerate(layers):
            for name in layer.columns:
                cell = token.cells[column] if column < len(token.cells) else "_"
                column += 1
                for place, (value, number) in enumerate(_values(cell) if layer.spans else ()):
                    key = (index, -1, number) if number else (index, row, -place)
                    span = spans.setdefault(key, _Span(layer.type))
                    if token.place not in span.places:
                        span.places.append(token.place)
                    if value != "*" and name and not name.startswith("ROLE_"):
                        span.values[name] = value
    return list(spans.values())


def _values(cell: str) -> Iterator[tuple[str, int]]:
    """The stacked values of a cell with their numbers, 0 for none."""
    if cell in ("_", ""):
        return
    for stacked in _STACKED.findall(cell):
        if match := _VALUE.fullmatch(stacked):
            value = match[1] if match[1] == "*" else _ESCAPE.sub(r"\1", match[1])
            yield ("*" if value == "_" else value), int(match[2] or 0)


class _Written:
    """The text as far as the tokens tell it: what lies between them is blank."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        longest = max((token.place[1] for token in tokens), default=0)
        units = bytearray(b" \x00" * longest)
        for token in tokens:
            start, end = token.place
            words = token.words.encode("utf-16-le", "surrogatepass")
            if len(words) == 2 * (end - start):
                units[2 * start : 2 * end] = words
        self._text = units.decode("utf-16-le", "surrogatepass")
        self._utf16 = Utf16(self._text)

    def found(self, span: _Span) -> Found:
        """The annotation in code points, with its quote and context."""
        start = self._utf16.code_point(min(place[0] for place in span.places))
        end = self._utf16.code_point(max(place[1] for place in span.places))
        tag, attributes = tag_and_attributes(span.layer, span.values)
        return Found(
            start=start,
            end=end,
            exact=self._text[start:end],
            prefix=self._text[max(0, start - CONTEXT_LENGTH) : start],
            suffix=self._text[end : end + CONTEXT_LENGTH],
            tags=(tag,),
            attributes=attributes,
        )


FORMATS = (WebAnnoTsv(),)
