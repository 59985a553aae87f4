"""Which format a file is probably of: by its ending, and where several share that, by its words."""

import re
from contextlib import suppress
from itertools import islice
from pathlib import Path

from .registry import all_formats

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (".annotations.json", ("w3c",)),
    (".jsonld", ("w3c",)),
    (".json", ("label-studio", "w3c", "uima-json")),
    (".jsonl", ("jsonl", "doccano")),
    (".csv", ("csv",)),
    (".tsv", ("tsv", "webanno-tsv")),
    (".ann", ("brat",)),
    (".xmi", ("uima-xmi",)),
    (".qdc", ("qdc",)),
    (".qdpx", ("qdpx",)),
)
"""The formats of an ending; the first one where nothing is known of what the file says."""

_SIGNS = {
    "w3c": re.compile(rb'"@context"|TextQuoteSelector|TextPositionSelector'),
    "uima-json": re.compile(rb'"%(TYPES|FEATURE_STRUCTURES|VIEWS)"'),
    "doccano": re.compile(rb'"(label|entities)"\s*:\s*\['),
    "webanno-tsv": re.compile(rb"#FORMAT=WebAnno TSV"),
}
"""What only files of this format say."""

_HEAD = 65_536
"""Bytes of a file that are looked at."""
_FILES = 1_000
"""Files of a folder that are looked at."""


def by_name(name: str) -> str:
    """The format that a name speaks for; empty when it speaks for none."""
    return next(iter(_candidates(name)), "")


def by_content(path: Path) -> str:
    """The format that a file or folder on disk is probably of; empty when nothing speaks for one.

    Reads its beginning, if there is a choice. Raises nothing.
    """
    with suppress(OSError):
        return _of_folder(path) if path.is_dir() else _of_file(path)
    return by_name(path.name)


def _of_folder(folder: Path) -> str:
    files = [found for found in islice(folder.rglob("*"), _FILES) if not found.is_symlink()]
    inside = {found: _candidates(found.name) for found in files}
    for one in ("brat", "uima-xmi"):
        if any(one in candidates for candidates in inside.values()):
            return one
    choices = (found for found, candidates in inside.items() if "uima-json" in candidates)
    return "uima-json" if "uima-json" in map(_of_file, choices) else ""


def _of_file(path: Path) -> str:
    candidates = _candidates(path.name)
    if len(candidates) > 1 and path.is_file():
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        signed = (one for one in candidates if one in _SIGNS and _SIGNS[one].search(head))
        return next(signed, candidates[0])
    return next(iter(candidates), "")


def for_export(name: str) -> str:
    """The format to write a file of this name in; empty when its ending leaves a choice."""
    exporting = [form for form in all_formats() if form.exports]
    names = {form.name for form in exporting}
    found = [one for one in _candidates(name) if one in names] or [
        form.name for form in exporting if form.suffix and name.casefold().endswith(form.suffix)
    ]
    called = [one for one in found if name.casefold().endswith(f".{one}")]
    return next((those[0] for those in (found, called) if len(those) == 1), "")


def _candidates(name: str) -> tuple[str, ...]:
    low = name.casefold()
    return next((formats for ending, formats in _ENDINGS if low.endswith(ending)), ())
