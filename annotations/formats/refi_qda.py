"""REFI-QDA: projects (``.qdpx``) and codebooks (``.qdc``) of programs for qualitative analysis."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ...articles.article import Article
from ..model import Annotation
from .base import Bundle, Format, Imported, OffsetUnit, Report
from .support.pieces import pieces_of
from .support.refi_reading import CLAIMS, NAMESPACE, PROJECT, SPEAKERS, read_codes, read_project

_CODEBOOK = "urn:QDA-XML:codebook:1.0"
_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crossread:refi-qda")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_HEADER = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_GUIDS, "\x1f".join(parts)))


class Project(Format):
    """Tags, claims, speakers and attributes are codes; a note is the description of a selection."""

    name = "qdpx"
    title = "REFI-QDA project"
    suffix = ".qdpx"
    unit = OffsetUnit.CODE_POINTS
    keeps = "text, spans, tags, claims, speakers, attributes, notes, coders, dates"
    loses = "cues, metadata of the articles, what other programs added"
    imports = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """A ZIP file with ``project.qde`` and the texts below ``sources``."""
        from .support.xmltext import zipped

        return zipped(_members(bundle, report))

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Plain-text sources of a project; pictures, sound and PDF are counted and left out."""
        return read_project(path, articles)


class QdaCodebook(Format):
    """The codebook alone, to be shared among coders."""

    name = "qdc"
    title = "REFI-QDA codebook"
    suffix = ".qdc"
    unit = OffsetUnit.NONE
    keeps = "tags with definitions and colours, claims"
    loses = "annotations"
    imports = True
    textless = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """One XML file."""
        maker = _Maker(_CODEBOOK)
        root = maker.element(None, "CodeBook", origin="crossread")
        maker.codes(root, bundle, notes=None)
        report.instead |= {"tag": len(_tags(bundle)), "claim": len(bundle.claims)}
        if bundle.total:
            report.lost["annotations, which a codebook does not hold,"] += bundle.total
        yield _HEADER + maker.bytes(root)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Its codes, as tags that may be unknown."""
        return read_codes(path)


class _Maker:
    """Builds the elements of one document."""

    def __init__(self, namespace: str) -> None:
        import xml.etree.ElementTree as ET

        from .support.xmltext import xml_text

        self._tree = ET
        self._namespace = namespace
        self._clean = xml_text

    def element(self, parent: Any, kind: str, text: str = "", /, **attributes: str) -> Any:
        """A new element below ``parent``; attributes without a value are left out."""
        written = {key: self._clean(value) for key, value in attributes.items() if value}
        if parent is None:
            made = self._tree.Element(kind, {"xmlns": self._namespace} | written)
        else:
            made = self._tree.SubElement(parent, kind, written)
        made.text = self._clean(text) or None
        return made

    def bytes(self, root: Any) -> bytes:
        """The document without its XML declaration."""
        self._tree.indent(root)
        return self._tree.tostring(root, encoding="unicode").encode() + b"\n"

    def codes(self, parent: Any, bundle: Bundle, notes: dict[str, str] | None) -> None:
        """The codebook's tags, then one code with children for claims, speakers and attributes."""
        book = self.element(parent, "CodeBook") if notes is not None else parent
        codes = self.element(book, "Codes")
        for tag in _tags(bundle):
            known = bundle.codebook.tag(tag)
            colour = known.colour if known and _HEX.fullmatch(known.colour) else ""
            code = self._code(codes, "tag", tag, tag, color=colour)
            if known and known.definition:
                self.element(code, "Description", known.definition)
        for group, names in _groups(bundle).items():
            if not names:
                continue
            holder = self._code(codes, "group", group, group, isCodable="false")
            for key, name in names.items():
                code = self._code(holder, group, key, name)
                self._claim(code, bundle, key, notes) if group == CLAIMS else None

    def _code(self, parent: Any, kind: str, key: str, name: str, **more: str) -> Any:
        attributes = {"guid": _guid(kind, key), "name": name or "-", "isCodable": "true"} | more
        return self.element(parent, "Code", **attributes)

    def _claim(self, code: Any, bundle: Bundle, key: str, notes: dict[str, str] | None) -> None:
        """A claim's note as description; its id as a note of the project."""
        claim = bundle.claims.get(key)
        if claim and claim.note:
            self.element(code, "Description", claim.note)
        if notes is not None:
            notes[_guid("claim id", key)] = key
            self.element(code, "NoteRef", targetGUID=_guid("claim id", key))


def _every(bundle: Bundle) -> Iterator[Annotation]:
    return (one for article in bundle.articles for one in bundle.of(article))


def _tags(bundle: Bundle) -> list[str]:
    used = (tag for one in _every(bundle) for tag in one.tags)
    return list(dict.fromkeys([*(tag.id for tag in bundle.codebook.tags), *used]))


def _groups(bundle: Bundle) -> dict[str, dict[str, str]]:
    """What besides tags is a code: for each group, names by key."""
    claims = {id: claim.statement or id for id, claim in bundle.claims.items()}
    groups: dict[str, dict[str, str]] = {CLAIMS: claims, SPEAKERS: {}}
    for one in _every(bundle):
        if one.claim:
            claims.setdefault(one.claim, one.claim)
        if one.speaker:
            groups[SPEAKERS][one.speaker] = one.speaker
        for name, value in sorted(one.attributes.items()):
            groups.setdefault(f"{name}:", {})[value] = value
    return groups


def _members(bundle: Bundle, report: Report) -> Iterator[tuple[str, bytes]]:
    maker = _Maker(NAMESPACE)
    root = maker.element(
        None, "Project", name=bundle.codebook.name or "crossread", origin="crossread"
    )
    coders = sorted({one.creator for one in _every(bundle) if one.creator})
    if coders:
        users = maker.element(root, "Users")
        for coder in coders:
            maker.element(users, "User", guid=_guid("user", coder), name=coder)
    notes: dict[str, str] = {}
    maker.codes(root, bundle, notes)
    sources = maker.element(root, "Sources") if bundle.articles else None
    for article in bundle.articles:
        _source(maker, sources, article, bundle.of(article), report)
    holder = maker.element(root, "Notes") if notes else None
    for guid, words in notes.items():
        note = maker.element(holder, "Note", guid=guid, name="claim id")
        maker.element(note, "PlainTextContent", words)
    yield PROJECT, _HEADER + maker.bytes(root)
    for article in bundle.articles:
        yield f"sources/{_guid('source', article.id)}.txt", article.text.encode("utf-8", "replace")


def _source(
    maker: _Maker, parent: Any, article: Article, found: Iterable[Annotation], report: Report
) -> None:
    guid = _guid("source", article.id)
    source = maker.element(
        parent, "TextSource", guid=guid, name=article.id, plainTextPath=f"internal://{guid}.txt"
    )
    for one in found:
        report.written += 1
        if one.cue:
            report.lost["cues"] += 1
        for number, (start, end) in enumerate(pieces_of(one)):
            _selection(maker, source, article, one, number, start, end)


def _selection(
    maker: _Maker,
    source: Any,
    article: Article,
    one: Annotation,
    number: int,
    start: int,
    end: int,
) -> None:
    guid = one.id.removeprefix("urn:uuid:")
    if not one.id.startswith("urn:uuid:"):
        guid = _guid("annotation", one.id)
    attributes = {
        "guid": str(uuid.uuid5(_GUIDS, f"{guid} {number}")) if number else guid,
        "name": " ".join(article.text[start:end].split())[:80] or "-",
        "startPosition": str(start),
        "endPosition": str(end),
        "creatingUser": _guid("user", one.creator) if one.creator else "",
        "creationDateTime": one.created if _MOMENT.fullmatch(one.created) else "",
        "modifiedDateTime": one.modified if _MOMENT.fullmatch(one.modified) else "",
    }
    selection = maker.element(source, "PlainTextSelection", **attributes)
    if one.note and not number:
        maker.element(selection, "Description", one.note)
    codes = [_guid("tag", tag) for tag in one.tags]
    codes += [_guid(CLAIMS, one.claim)] if one.claim else []
    codes += [_guid(SPEAKERS, one.speaker)] if one.speaker else []
    codes += [_guid(f"{name}:", value) for name, value in sorted(one.attributes.items())]
    for code in codes:
        coding = maker.element(
            selection,
            "Coding",
            guid=str(uuid.uuid5(_GUIDS, f"{attributes['guid']} {code}")),
            creatingUser=attributes["creatingUser"],
        )
        maker.element(coding, "CodeRef", targetGUID=code)


FORMATS = (Project(), QdaCodebook())
