"""brat standoff: a folder with ``.txt`` and ``.ann`` for each article, and ``annotation.conf``."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from ...articles.article import Article
from ...articles.span import Span
from ..model import Annotation
from .base import Bundle, FolderFormat, Imported, OffsetUnit, Report
from .support.brat_reading import ALSO, KEPT, NOTE, OURS, UNTAGGED, read_brat
from .support.jsontext import encode
from .support.names import document_names
from .support.pieces import lines_of, pieces_of
from .support.rows import claim_lines

_LABEL = re.compile(r"[\w/-]+")
_VALUE = re.compile(r"\S(?:[^\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")
_STAND_INS = {
    **dict.fromkeys((*b"\t\r\x0b\x0c\x1c\x1d\x1e", 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
"""brat's reader ends lines at these: one for one, so that offsets hold."""
_IN_NOTE = re.compile("[\\\\\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")


class Brat(FolderFormat):
    """Opens in brat and in the many programs that read its standoff."""

    name = "brat"
    title = "brat standoff"
    unit = OffsetUnit.CODE_POINTS
    keeps = (
        "text, spans with pieces, tags, attributes, speaker, claim, notes; connections as they are"
    )
    loses = "the definitions of the codebook"
    imports = True

    def files(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """Two files for each article, then what they share."""
        names = document_names(bundle.articles)
        for article in bundle.articles:
            name = names[article.id]
            yield f"{name}.txt", iter([_plain(article.text).encode()])
            yield f"{name}.ann", _annotation_file(article, bundle.of(article), report)
        yield "annotation.conf", _configuration(bundle)
        if bundle.claims:
            yield "claims.jsonl", claim_lines(bundle)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """A folder, or one ``.ann`` file with its ``.txt`` beside it."""
        return read_brat(path, articles)


def _plain(text: str) -> str:
    return text.translate(_STAND_INS)


def _label(tag: str) -> str:
    """The tag as a name that brat takes."""
    return re.sub(r"[^\w/-]", "_", tag) or UNTAGGED


def _annotation_file(
    article: Article, annotations: Sequence[Annotation], report: Report
) -> Iterator[bytes]:
    numbers: dict[str, str] = {}
    counts = {"A": 0, "#": 0}
    text = _plain(article.text)
    for annotation in annotations:
        pieces = lines_of(article.text, pieces_of(annotation))
        if not pieces:
            report.lost["spans of line ends alone"] += 1
            continue
        key = f"T{len(numbers) + 1}"
        numbers[annotation.id] = key
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(text[start:end] for start, end in pieces)
        name = _label(annotation.tags[0]) if annotation.tags else UNTAGGED
        lines = [f"{key}\t{name} {places}\t{words}"]
        lines += _details(article, annotation, key, pieces, counts)
        report.written += 1
        yield "".join(f"{line}\n" for line in lines).encode()
    yield "".join(f"{line}\n" for line in _connections(annotations, numbers, report)).encode()


def _details(
    article: Article,
    annotation: Annotation,
    key: str,
    pieces: Sequence[Span],
    counts: dict[str, int],
) -> Iterator[str]:
    """The attributes and notes of one annotation."""

    def number(kind: str) -> str:
        counts[kind] += 1
        return f"{kind}{counts[kind]}"

    rest: dict[str, object] = {}
    if any(not _LABEL.fullmatch(tag) or tag == UNTAGGED for tag in annotation.tags):
        rest["tags"] = list(annotation.tags)
    for tag in annotation.tags[1:]:
        yield f"{number('A')}\t{ALSO}{_label(tag)} {key}"
    for name, value in _named_values(annotation):
        if _LABEL.fullmatch(name) and _VALUE.fullmatch(value) and not name.startswith(ALSO):
            yield f"{number('A')}\t{name} {key} {value}"
        else:
            rest.setdefault("attributes", {})[name] = value  # pyright: ignore[reportIndexIssue, reportAttributeAccessIssue]
    if annotation.note:
        yield f"{number('#')}\t{NOTE} {key}\t{_escaped(annotation.note)}"
    rest |= {
        name: value
        for name in ("id", "cue", "creator", "created", "modified")
        if (value := getattr(annotation, name))
    }
    if (pieces[0].start, pieces[-1].end) != annotation.span:
        rest["span"] = list(annotation.span)
    if len(pieces) != len(pieces_of(annotation)) or _has_line_gap(article.text, pieces):
        rest["pieces"] = [list(piece) for piece in annotation.pieces]
    extra = {name: value for name, value in annotation.extra.items() if name != KEPT}
    rest |= {"extra": extra} if extra else {}
    yield f"{number('#')}\t{OURS} {key}\t{_escaped(encode(rest).decode())}"


def _named_values(annotation: Annotation) -> Iterator[tuple[str, str]]:
    yield from (
        (name, value) for name in ("speaker", "claim") if (value := getattr(annotation, name))
    )
    yield from sorted(annotation.attributes.items())


def _has_line_gap(text: str, pieces: Sequence[Span]) -> bool:
    """Whether an import would take two pieces for one that goes on in the next line."""
    return any(not text[before.end : after.start].strip() for before, after in pairwise(pieces))


def _escaped(note: str) -> str:
    r"""On one line: ``\n`` for a line end, ``\\`` for a backslash."""

    def escape(match: re.Match[str]) -> str:
        known = {"\\": "\\\\", "\n": "\\n"}
        return known.get(match[0], f"\\u{ord(match[0]):04x}")

    return _IN_NOTE.sub(escape, note)


def _connections(
    annotations: Sequence[Annotation], numbers: Mapping[str, str], report: Report
) -> Iterator[str]:
    """Relations and events that came from a brat file, with today's numbers."""
    seen: set[str] = set()
    for annotation in annotations:
        for line in annotation.extra.get(KEPT, ()):
            ids = set(re.findall(r"<([^<>]*)>", line))
            own = line.partition("\t")[0]
            if not ids <= numbers.keys() or (own in seen and own != "*"):
                report.lost["connections to annotations that are not exported"] += 1
                continue
            seen.add(own)
            yield re.sub(r"<([^<>]*)>", lambda match: numbers[match[1]], line)


def _configuration(bundle: Bundle) -> Iterator[bytes]:
    annotations = [one for article in bundle.articles for one in bundle.of(article)]
    tags = [tag.id for tag in bundle.codebook.tags]
    tags += [tag for one in annotations for tag in (one.tags or (UNTAGGED,))]
    names = dict.fromkeys(map(_label, tags))
    values: dict[str, dict[str, None]] = {}
    for one in annotations:
        for tag in one.tags[1:]:
            values.setdefault(ALSO + _label(tag), {})
        for name, value in _named_values(one):
            if _LABEL.fullmatch(name) and re.fullmatch(r"[^\s|,:]+", value):
                values.setdefault(name, {})[value] = None
    lines = ["[entities]", *names, "", "[relations]", "", "[events]", "", "[attributes]"]
    for name, known in sorted(values.items()):
        choice = f", Value:{'|'.join(known)}" if known else ""
        lines.append(f"{name}\tArg:<ENTITY>{choice}")
    yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


FORMATS = (Brat(),)
