"""Reads REFI-QDA projects and codebooks."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....articles.article import Article
from ....articles.record import record
from ...model import Claim
from ..base import Imported, ImportFault
from .files import decode_text, read_bytes
from .jsontext import offset_of
from .landing import Landing
from .placing import NO_SPAN, Document, Found

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
CLAIMS = "Claims"
SPEAKERS = "Speakers"
"""Names of the codes whose children are claims and speakers; ``name:`` holds an attribute."""

_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crossread:refi-qda")
NO_TEXT = "sources that are no plain text"


@record
class _Code:
    """A code: its name, the code it stands below, and the claim it is, if any."""

    name: str
    group: str
    claim: str = ""


@dataclass(slots=True)
class _Selection:
    """A selection with the selections that are its further pieces."""

    element: Any
    pieces: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


def read_codes(path: Path) -> Imported:
    """The codes of a ``.qdc`` file as tags."""
    from .xmltext import root_of

    root = root_of(read_bytes(path), path)
    if _name(root) != "CodeBook":
        raise ImportFault(f"{path} is no REFI-QDA codebook; choose the format it was written in.")
    codes = _codes(root, {})
    tags = [code.name for code in codes.values() if not _special(code) and not code.claim]
    claims = [Claim(_slug(code.name), code.name) for code in codes.values() if code.group == CLAIMS]
    return Imported((), claims, unknown_tags=tuple(dict.fromkeys(tags)))


def read_project(path: Path, articles: Sequence[Article]) -> Imported:
    """The plain-text selections of a ``.qdpx`` file."""
    from .xmltext import Archive, root_of

    archive = Archive(read_bytes(path), path)
    projects = [name for name in archive.names if name.lower().endswith(".qde")]
    if not projects:
        raise ImportFault(f"{path} holds no project.qde; it is no REFI-QDA project.")
    root = root_of(archive.read(projects[0]), path)
    if _name(root) != "Project":
        raise ImportFault(f"{path} is no REFI-QDA project; export it again from its program.")
    return _Reader(path, archive, root, Landing(articles, "qdpx")).read()


class _Reader:
    """Reads one project."""

    def __init__(self, path: Path, archive: Any, root: Any, landing: Landing) -> None:
        self._path = path
        self._archive = archive
        self._root = root
        self._landing = landing
        self._notes = {
            one.get("guid", ""): _text(one, "PlainTextContent") for one in _all(root, "Note")
        }
        self._codes = _codes(root, self._notes)
        self._users = {one.get("guid", ""): one.get("name", "") for one in _all(root, "User")}

    def read(self) -> Imported:
        """Land every selection of every text."""
        for code in self._codes.values():
            if code.claim:
                self._landing.claim(Claim(code.claim, code.name))
        for kind in ("PictureSource", "PDFSource", "AudioSource", "VideoSource"):
            if found := sum(1 for _ in _all(self._root, kind)):
                self._landing.report.lost[NO_TEXT] += found
        for source in _all(self._root, "TextSource"):
            self._source(source)
        return self._landing.result()

    def _source(self, source: Any) -> None:
        text = self._source_text(source)
        if text is None:
            self._landing.report.lost[NO_TEXT] += 1
            return
        document = self._landing.document(source.get("name", ""), text=text)
        elements = list(_all(source, "PlainTextSelection"))
        shift = 1 if _inclusive(elements, text) else 0
        for selection in _grouped(elements, shift, self._landing):
            self._landing.land(document, self._found(selection, document))

    def _source_text(self, source: Any) -> str | None:
        """The text inside the project, or in the archive beside it; never elsewhere on disk."""
        content = _text(source, "PlainTextContent")
        place = source.get("plainTextPath", "")
        if content or not place:
            return content or None
        name = place.removeprefix("internal://").removeprefix("relative://")
        for member in (f"sources/{name}", f"Sources/{name}", name):
            if member in self._archive.names:
                return decode_text(self._archive.read(member), self._path)
        return None

    def _found(self, selection: _Selection, document: Document | None) -> Found:
        element = selection.element
        references = [one.get("targetGUID", "") for one in _all(element, "CodeRef")]
        codes = [self._codes[guid] for guid in references if guid in self._codes]
        coding = next(iter(_all(element, "Coding")), None)
        user = element.get("creatingUser") or (
            coding.get("creatingUser") if coding is not None else ""
        )
        guid = element.get("guid", "").strip("{}")
        created = element.get("creationDateTime", "")
        return Found(
            start=min(start for start, _ in selection.pieces),
            end=max(end for _, end in selection.pieces),
            pieces=tuple(selection.pieces) if len(selection.pieces) > 1 else (),
            tags=tuple(code.name for code in codes if not _special(code) and not code.claim),
            claim=next((code.claim for code in codes if code.claim), ""),
            speaker=next((code.name for code in codes if code.group == SPEAKERS), ""),
            attributes={
                code.group.removesuffix(":"): code.name
                for code in codes
                if code.group.endswith(":")
            },
            note=_text(element, "Description"),
            creator=self._users.get(user or "", ""),
            created=created,
            modified=element.get("modifiedDateTime", created),
            id=f"urn:uuid:{guid}" if guid else "",
        )


def _special(code: _Code) -> bool:
    """Whether the code stands for a speaker or an attribute, or only holds others."""
    return code.group in (SPEAKERS, CLAIMS) or code.group.endswith(":") or not code.name


def _codes(root: Any, notes: dict[str, str]) -> dict[str, _Code]:
    codes: dict[str, _Code] = {}
    for element in _all(root, "Code"):
        parent = element.getparent()
        group = parent.get("name", "") if parent is not None and _name(parent) == "Code" else ""
        name = element.get("name", "")
        claim = ""
        if group == CLAIMS:
            references = [one.get("targetGUID", "") for one in element if _name(one) == "NoteRef"]
            claim = next((notes[one] for one in references if notes.get(one)), "") or _slug(name)
        holds_only = element.get("isCodable") == "false"
        codes[element.get("guid", "")] = _Code("" if holds_only else name, group, claim)
    return codes


def _slug(statement: str) -> str:
    """An id for a claim that comes without one."""
    words = "".join(sign if sign.isalnum() else " " for sign in statement.casefold()).split()
    return "-".join(words)[:60] or "claim"


def _inclusive(selections: Sequence[Any], text: str) -> bool:
    """Whether ends count the last character: the standard says so, its examples do not.

    Decided by the selections whose name is their whole quote.
    """
    votes = 0
    for one in selections:
        start, end = (offset_of(one.get(key)) for key in ("startPosition", "endPosition"))
        if start is None or end is None:
            continue
        name = " ".join(one.get("name", "").split())
        exclusive = " ".join(text[start:end].split())
        inclusive = " ".join(text[start : end + 1].split())
        if exclusive != inclusive:
            votes += (name == inclusive) - (name == exclusive)
    return votes > 0


def _grouped(elements: Sequence[Any], shift: int, landing: Landing) -> Iterator[_Selection]:
    """Selections; the further pieces of one of ours are known by their ids."""
    pieces: dict[str, _Selection] = {}
    for element in elements:
        guid = element.get("guid", "").strip("{}").lower()
        start, end = (offset_of(element.get(key)) for key in ("startPosition", "endPosition"))
        if start is None or end is None:
            landing.report.lost[NO_SPAN] += 1
            continue
        if guid in pieces:
            selection = pieces[guid]
            selection.pieces.append((start, end + shift))
        else:
            selection = _Selection(element, [(start, end + shift)])
            pieces[f"first {guid} {start}"] = selection
        number = len(selection.pieces)
        first = selection.element.get("guid", "").strip("{}")
        pieces[str(uuid.uuid5(_GUIDS, f"{first} {number}"))] = selection
    yield from (one for key, one in pieces.items() if key.startswith("first "))


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _all(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element.iter() if _name(one) == name)


def _text(element: Any, name: str) -> str:
    return next((one.text or "" for one in element if _name(one) == name), "")
