"""Which format a file is probably of: by its ending, and where several share that, by its words."""

import re
from contextlib import suppress
from itertools import islice
from pathlib import Path

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
        if path.is_dir():
            names = (found.name for found in islice(path.rglob("*"), _FILES))
            inside = {candidate for name in names for candidate in _candidates(name)}
            return next((one for one in ("brat", "uima-xmi", "uima-json") if one in inside), "")
        candidates = _candidates(path.name)
        if len(candidates) > 1 and path.is_file():
            with path.open("rb") as stream:
                head = stream.read(_HEAD)
            signed = (one for one in candidates if one in _SIGNS and _SIGNS[one].search(head))
            return next(signed, candidates[0])
    return by_name(path.name)


def _candidates(name: str) -> tuple[str, ...]:
    low = name.casefold()
    return next((formats for ending, formats in _ENDINGS if low.endswith(ending)), ())
