"""Reads brat standoff as it is found in the wild."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....articles.article import Article
from ....articles.span import Span
from ..base import Imported, ImportFault
from . import files
from .files import check_file, decode_text, is_plain_file, read_bytes, read_json_objects
from .jsontext import decode, mapping_of, offset_of, text_of, texts_of
from .landing import Landing
from .offsets import Normalised
from .pieces import joined_lines, lines_of
from .placing import Document, Found
from .rows import claim_of

UNTAGGED = "Untagged"
"""The type of an annotation without tags: brat wants one."""
ALSO = "also_"
"""Begins the attributes that stand for the second and later tags."""
NOTE = "AnnotatorNotes"
OURS = "Crossread"
"""The type of the note that keeps, as JSON, what brat has no place for."""
KEPT = "urn:crossread:brat"
"""The key of `Annotation.extra` for lines that connect annotations: ids stand for ``T`` numbers."""

_TEXT_BOUND = re.compile(
    r"(T\d+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)(?:\t(.*))?", re.DOTALL
)
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (\S+)(?: (.*))?", re.DOTALL)
_NOTE = re.compile(r"#\S*\t(\S+) (\S+)\t(.*)", re.DOTALL)
_EVENT = re.compile(r"(E\d+)\t\S+:(T\d+)")
_REFERENCE = re.compile(r"(?<=[ :])T\d+")
_ESCAPE = re.compile(r"\\(\\|n|u[0-9a-f]{4})")
_ENDINGS = (".ann", ".a1", ".a2")
_MOST_FILES = 100_000

ODD_LINE = "lines that are no brat annotations"


def read_brat(path: Path, articles: Sequence[Article]) -> Imported:
    """Every document of a folder, or the one document of an ``.ann`` file."""
    landing = Landing(articles, "brat")
    found = list(_annotation_files(path))
    if not found:
        raise ImportFault(f"{path} holds no .ann files; name the folder of a brat export.")
    folder = path if path.is_dir() else path.parent
    _land_claims(landing, folder / "claims.jsonl")
    for file in found:
        _Reader(landing, file, file.relative_to(folder)).read()
    return landing.result()


def _annotation_files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        check_file(path)
        yield from [path] if path.suffix in _ENDINGS else []
        return
    total = 0
    for number, file in enumerate(sorted(path.rglob("*"))):
        if file.suffix not in _ENDINGS or not is_plain_file(file):
            continue
        total += file.stat().st_size
        if total > files.LARGEST or number > _MOST_FILES:
            raise ImportFault(f"{path} is too large to be read at once; import it in parts.")
        yield file


def _land_claims(landing: Landing, path: Path) -> None:
    for line in read_json_objects(path) if is_plain_file(path) else ():
        if claim := claim_of(line):
            landing.claim(claim)


@dataclass(slots=True)
class _Entity:
    """What the lines of one file say about one text-bound annotation."""

    label: str
    pieces: list[Span]
    words: str
    tags: list[str] = field(default_factory=list[str])
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    note: str = ""
    ours: dict[str, Any] = field(default_factory=dict[str, Any])


class _Reader:
    """Reads one ``.ann`` file."""

    def __init__(self, landing: Landing, path: Path, name: Path) -> None:
        self._landing = landing
        self._path = path
        self._name = name.with_suffix("").as_posix()
        self._entities: dict[str, _Entity] = {}
        self._connections: list[str] = []

    def read(self) -> None:
        """Land what the file holds."""
        lines = [line.rstrip("\r") for line in self._text(self._path).split("\n")]
        filled = [line for line in lines if line.strip()]
        later = [line for line in filled if not self._entity(line)]
        odd = [line for line in later if not self._detail(line)]
        if odd and not self._entities:
            raise ImportFault(
                f"{self._path}: “{odd[0][:40]}” is no brat annotation; choose its own format."
            )
        if odd:
            self._landing.report.lost[ODD_LINE] += len(odd)
        self._land()

    @staticmethod
    def _text(path: Path) -> str:
        return decode_text(read_bytes(path), path)

    def _entity(self, line: str) -> bool:
        match = _TEXT_BOUND.fullmatch(line)
        if match is None:
            return False
        key, name, places, words = match.groups()
        pieces = [Span(*map(int, place.split(" "))) for place in places.split(";")]
        self._entities[key] = _Entity(name, pieces, words or "")
        return True

    def _detail(self, line: str) -> bool:
        """Whether the line was understood as something about annotations."""
        if match := _ATTRIBUTE.fullmatch(line):
            return self._attribute(*match.groups())
        if match := _NOTE.fullmatch(line):
            return self._note(*match.groups())
        if line[0] in "REN*" and _REFERENCE.search(line):
            self._connections.append(line)
            return True
        return False

    def _attribute(self, name: str, key: str, value: str | None) -> bool:
        entity = self._entities.get(key)
        if entity is None:
            return False
        if name.startswith(ALSO) and value is None:
            entity.tags.append(name.removeprefix(ALSO))
        else:
            entity.attributes[name] = value or "true"
        return True

    def _note(self, kind: str, key: str, value: str) -> bool:
        entity = self._entities.get(key)
        if entity is None:
            return False
        if kind == OURS:
            entity.ours = mapping_of(decode(_unescaped(value).encode(), self._path))
        else:
            words = value if kind == NOTE else f"{kind}: {value}"
            entity.note = f"{entity.note}\n{words}" if entity.note else words
        return True

    def _land(self) -> None:
        text_file = self._path.with_suffix(".txt")
        raw = self._line_ends(self._text(text_file)) if is_plain_file(text_file) else None
        document = self._landing.document(f"{self._name}.txt", self._name, text=raw)
        landed: dict[str, str] = {}
        for key, entity in self._entities.items():
            annotation = self._landing.land(document, self._found(key, entity, document))
            if annotation:
                landed[key] = annotation.id
        for line in self._connections:
            self._connect(line, landed)

    def _line_ends(self, raw: str) -> str:
        r"""The text as the offsets count it: brat itself takes ``\r\n`` for two, others for one."""
        plain = Normalised(raw).text
        votes = [
            (raw[one.pieces[0].start : one.pieces[0].end] in one.words)
            - (plain[one.pieces[0].start : one.pieces[0].end] in one.words)
            for one in self._entities.values()
        ]
        return plain if sum(votes) < 0 else raw

    def _found(self, key: str, entity: _Entity, document: Document | None) -> Found:
        ours, attributes = entity.ours, dict(entity.attributes)
        attributes |= {
            name: text_of(value) for name, value in mapping_of(ours.get("attributes")).items()
        }
        own = document.own if document else None
        hull, pieces = self._places(entity, own)
        plain = {
            name: text_of(ours.get(name)) for name in ("cue", "creator", "created", "modified")
        }
        tags = (*([] if entity.label == UNTAGGED else [entity.label]), *entity.tags)
        return Found(
            start=hull.start,
            end=hull.end,
            exact=entity.words if entity.pieces == [hull] else "",
            pieces=pieces,
            tags=texts_of(ours["tags"]) if "tags" in ours else tags,
            speaker=attributes.pop("speaker", ""),
            claim=attributes.pop("claim", ""),
            attributes=attributes,
            note=_unescaped(entity.note) if ours else entity.note,
            id=text_of(ours.get("id")) or f"{self._name}#{key}",
            extra=mapping_of(ours.get("extra")),
            **plain,
        )

    @staticmethod
    def _places(entity: _Entity, own: Normalised | None) -> tuple[Span, tuple[Span, ...]]:
        """Hull and pieces; those that only go on in the next line are one.

        Where brat had to cut off line ends, our note says what was there; it counts as long as
        the annotation was not moved in brat.
        """
        hull = Span(min(p.start for p in entity.pieces), max(p.end for p in entity.pieces))
        if own is None:
            return hull, tuple(entity.pieces) if len(entity.pieces) > 1 else ()
        noted = _span_of(entity.ours.get("span")) or hull
        listed = entity.ours.get("pieces")
        if isinstance(listed, list):
            pieces = [piece for one in listed if (piece := _span_of(one))]  # pyright: ignore[reportUnknownVariableType]
            if lines_of(own.raw, pieces or [noted]) == entity.pieces:
                return noted, tuple(pieces)
        if lines_of(own.raw, [noted]) == entity.pieces:
            return noted, ()
        return hull, joined_lines(own.raw, entity.pieces)

    def _connect(self, line: str, landed: dict[str, str]) -> None:
        """Keep a relation, event, equivalence or normalisation with the first it speaks of."""
        keys = _REFERENCE.findall(line)
        if not all(key in landed for key in keys):
            self._landing.report.lost["connections to annotations that are left out"] += 1
            return
        kept = _REFERENCE.sub(lambda match: f"<{landed[match[0]]}>", line)
        self._landing.keep(landed[keys[0]], KEPT, kept)


def _span_of(value: Any) -> Span | None:
    """A pair of offsets from our note."""
    if not isinstance(value, list) or len(value) != 2:  # pyright: ignore[reportUnknownArgumentType]
        return None
    start, end = offset_of(value[0]), offset_of(value[1])  # pyright: ignore[reportUnknownArgumentType]
    return Span(start, end) if start is not None and end is not None and start < end else None


def _unescaped(note: str) -> str:
    def character(match: re.Match[str]) -> str:
        escape = match[1]
        return {"\\": "\\", "n": "\n"}.get(escape) or chr(int(escape[1:], 16))

    return _ESCAPE.sub(character, note)
