"""Versions of the program, of Python and of the libraries."""

import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from ...articles.extras import adding
from ..version import VERSION
from .finding import Finding

_TOPIC = "versions"
_NEEDED = ("textual", "rich", "whoosh-reloaded", "trafilatura", "lxml", "rapidfuzz", "watchfiles")
_EXTRAS = {
    "documents": ("pypdf", "python-docx"),
    "parquet": ("pyarrow",),
    "spacy": ("spacy",),
    "uima": ("dkpro-cassis",),
    "serve": ("textual-serve",),
}


def versions() -> Iterator[Finding]:
    """What runs here, and which extras are installed."""
    yield Finding(_TOPIC, "crossread", VERSION)
    yield Finding(_TOPIC, "python", f"{platform.python_version()} ({sys.executable})")
    yield Finding(_TOPIC, "system", platform.platform())
    for name in _NEEDED:
        found = _version(name)
        if found:
            yield Finding(_TOPIC, name, found)
        else:
            yield Finding(_TOPIC, name, "missing", "wrong", "install crossread again with pip")
    for extra, names in _EXTRAS.items():
        for name in names:
            absent = f"not installed; {adding(extra)} adds it"
            yield Finding(_TOPIC, name, _version(name) or absent)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
