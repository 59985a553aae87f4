"""Every parser of what comes from anywhere, as a function of bytes.

A target returns when the input was read or refused in one sentence; anything else that it raises is
a defect. It also fails when what was read cannot be written and read again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from crossread.annotations import claims_file, sidecar
from crossread.annotations.codebook_file import (
    CodebookError,
    dump_codebook,
    load_codebook,
    parse_codebook,
)
from crossread.annotations.files import Disk, Fence
from crossread.annotations.formats.base import ImportFault
from crossread.annotations.formats.registry import get_format
from crossread.annotations.history import History
from crossread.annotations.model import Anchor
from crossread.articles.loading.draft import Unreadable
from crossread.articles.loading.files import reader_for
from crossread.search.parser import parse as parse_query
from crossread.search.results import QueryError
from crossread.tui.keymap import read_settings

from . import archives, jsontrees, own_files, plaintexts, samples, xmlpieces
from .place import check_sentence, folder, held

Mutate = Callable[[bytes, int, int, Callable[[bytes, int], bytes]], bytes]
"""Changes an input, within a length, by a seed; asks its last argument for a change of bytes."""


@dataclass(frozen=True)
class Target:
    """A parser and valid inputs for it."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    mutate: Mutate | None = None
    """How inputs are changed when not as bytes."""
    extra: str = ""
    """The library without which there is nothing to fuzz."""


def _article(ending: str, data: bytes) -> None:
    try:
        reading = reader_for(f"x{ending}")(data, None)
    except Unreadable as fault:
        check_sentence(str(fault))
        return
    assert reading.drafts, "neither articles nor a refusal"
    for problem in reading.problems:
        check_sentence(problem)
    for draft in reading.drafts:
        assert "\r" not in draft.text
        if draft.read_head is not None:
            _, front_matter = draft.read_head(draft.text)
            assert 0 <= front_matter <= len(draft.text)


def _sidecar(data: bytes) -> None:
    try:
        frame, values = sidecar.read_sidecar(data, "news.txt")
    except sidecar.FileFault as fault:
        check_sentence(fault.reason)
        return
    written = sidecar.write_sidecar(frame, values)
    _, again = sidecar.read_sidecar(written, "news.txt")
    assert again == values, "what was read is not what was written"


def _claims(data: bytes) -> None:
    try:
        frame, values = claims_file.read_claims(data)
    except sidecar.FileFault as fault:
        check_sentence(fault.reason)
        return
    _, again = claims_file.read_claims(claims_file.write_claims(frame, values))
    assert again == values, "what was read is not what was written"


def _codebook(data: bytes) -> None:
    try:
        book = load_codebook(held("codebook.toml").hold(data))
    except CodebookError as fault:
        check_sentence(str(fault))
        return
    again = parse_codebook(dump_codebook(book))
    assert replace(again, comments={}) == replace(book, comments={}) or book.comments


def _settings(data: bytes) -> None:
    for fault in read_settings(held("config.toml").hold(data)).faults:
        check_sentence(fault)


class _OneFile(Disk):
    """A disk with one file on it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, path: Path) -> bytes:
        return self._data


@cache
def _fence() -> Fence:
    return Fence(folder())


def _history(data: bytes) -> None:
    disk = _OneFile(data)
    history = History(folder() / "history.jsonl", _fence(), disk, lambda article: True)
    for step in history.steps():
        history.changes(step.id)
    history.last_done()
    history.last_undone()


def _query(data: bytes) -> None:
    try:
        parse_query(data.decode("utf-8", "replace"))
    except QueryError as fault:
        check_sentence(str(fault))


def _import(name: str, suffix: str, data: bytes) -> None:
    form = get_format(name)
    try:
        found = form.read(held(f"theirs{suffix}").hold(data), [samples.ARTICLE])
    except ImportFault as fault:
        check_sentence(str(fault))
        return
    for one in found.annotations:
        if one.anchor not in (Anchor.EXACT, Anchor.MOVED):
            continue  # to be reviewed: it keeps the quote it came with
        assert samples.TEXT[one.start : one.end] == one.exact, "an offset that does not hold"


def _brat(data: bytes) -> None:
    held("theirs.txt").hold(samples.TEXT.encode())
    _import("brat", ".ann", data)


def _exported(name: str) -> list[bytes]:
    return [samples.exported(name, folder())]


def _brat_seeds() -> list[bytes]:
    return [
        b"T1\tquotes 32 52\tWe close the harbour.\nA1\tspeaker T1 The mayor\n"
        b"#1\tAnnotatorNotes T1\ta note\nE1\tquotes:T1\nR1\tsame Arg1:T1 Arg2:T1\n*\tEquiv T1 T1\n"
    ]


def _reading(ending: str, *seeds: bytes) -> Target:
    return Target(
        partial(_article, ending), lambda: list(seeds), MUTATIONS.get(ending, plaintexts.mutate)
    )


def _importing(name: str, suffix: str) -> Target:
    run = partial(_import, name, suffix)
    return Target(run, partial(_exported, name), MUTATIONS.get(suffix, plaintexts.mutate))


MUTATIONS: Mapping[str, Mutate | None] = {
    **dict.fromkeys((".json", ".jsonl"), jsontrees.mutate),
    **dict.fromkeys((".html", ".qdc"), xmlpieces.mutate),
    **dict.fromkeys((".epub", ".docx", ".qdpx"), archives.mutate),
    ".pdf": None,
}
"""How files are changed, by their endings: others as text, PDF as bytes."""


def _own(run: Callable[[bytes], None], seed: Callable[[], bytes]) -> Target:
    return Target(run, lambda: [seed()], jsontrees.mutate)


def _uima_seeds(name: str, ending: str) -> list[bytes]:
    samples.exported(name, folder())
    made = folder() / f"sample-{name}"
    if ending == ".xmi":
        held("TypeSystem.xml").hold((made / "TypeSystem.xml").read_bytes())
    (one,) = made.glob(f"*{ending}")
    return [one.read_bytes()]


def _uima(name: str, ending: str, mutate: Mutate) -> Target:
    run, seeds = partial(_import, name, ending), partial(_uima_seeds, name, ending)
    return Target(run, seeds, mutate, "cassis")


def _in_book(data: bytes) -> None:
    _article(".epub", samples.book(chapter=data))


def _package(data: bytes) -> None:
    _article(".epub", samples.book(package=data))


def _word_part(data: bytes) -> None:
    _article(".docx", samples.word_document(data))


@cache
def _project() -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(samples.exported("qdpx", folder()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _project_part(data: bytes) -> None:
    _import("qdpx", ".qdpx", samples.zipped({**_project(), "project.qde": data}))


TARGETS: Mapping[str, Target] = {
    "plain": _reading(".txt", samples.PLAIN, samples.TOML_PLAIN),
    "html": _reading(".html", samples.PAGE),
    "mhtml": _reading(".mhtml", samples.SAVED_PAGE),
    "json": _reading(".json", samples.OBJECT, b'{"articles": [%b]}' % samples.OBJECT),
    "jsonl": _reading(".jsonl", samples.OBJECT + b"\n" + samples.OBJECT),
    "eml": _reading(".eml", samples.MAIL),
    "pdf": _reading(".pdf", samples.pdf()),
    "epub": _reading(".epub", samples.book()),
    "epub-chapter": Target(_in_book, lambda: [samples.CHAPTER], xmlpieces.mutate),
    "epub-package": Target(_package, lambda: [samples.PACKAGE], xmlpieces.mutate),
    "docx": _reading(".docx", samples.word_document()),
    "docx-part": Target(_word_part, lambda: [samples.WORD_PART], xmlpieces.mutate),
    "sidecar": Target(_sidecar, lambda: [samples.sidecar()], jsontrees.mutate),
    "checked-sidecar": Target(own_files.checked, lambda: [samples.sidecar()], jsontrees.mutate),
    "claims": Target(_claims, lambda: [samples.CLAIMS], jsontrees.mutate),
    "codebook": Target(_codebook, lambda: [samples.codebook()], plaintexts.mutate),
    "settings": Target(_settings, lambda: [samples.SETTINGS], plaintexts.mutate),
    "history": Target(_history, lambda: [samples.HISTORY], jsontrees.mutate),
    "query": Target(_query, lambda: [samples.QUERY], plaintexts.mutate),
    "import-jsonl": _importing("jsonl", ".jsonl"),
    "import-csv": _importing("csv", ".csv"),
    "import-tsv": _importing("tsv", ".tsv"),
    "import-w3c": _importing("w3c", ".json"),
    "import-doccano": _importing("doccano", ".jsonl"),
    "import-label-studio": _importing("label-studio", ".json"),
    "import-webanno": Target(
        partial(_import, "webanno-tsv", ".tsv"),
        lambda: [samples.WEBANNO],
        plaintexts.mutate,
    ),
    "import-brat": Target(_brat, _brat_seeds, plaintexts.mutate),
    "import-qdpx": _importing("qdpx", ".qdpx"),
    "import-qde": Target(_project_part, lambda: [_project()["project.qde"]], xmlpieces.mutate),
    "import-qdc": _importing("qdc", ".qdc"),
    "import-uima-xmi": _uima("uima-xmi", ".xmi", xmlpieces.mutate),
    "import-uima-json": _uima("uima-json", ".json", jsontrees.mutate),
    "reading-log": _own(own_files.reading_log, own_files.reading_log_seed),
    "draft": _own(own_files.draft, own_files.draft_seed),
    "parallels": _own(own_files.parallels, own_files.parallels_seed),
    "rescue": _own(own_files.rescue, own_files.rescue_seed),
    "memory": _own(own_files.memory, own_files.memory_seed),
    "theme": Target(own_files.theme, lambda: [own_files.THEME], plaintexts.mutate),
}
"""By name; the corpus of what was found lies in ``corpus/NAME``."""
