"""Writes a page for every format, with a piece of what it really writes of the worked samples."""

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from crossread.annotations.formats.base import Bundle, FolderFormat, OffsetUnit, Report
from crossread.annotations.formats.bundles import gather
from crossread.annotations.formats.registry import (
    FormatCard,
    describe_formats,
    get_format,
)
from docs.worked_sample import worked_samples

_WIDTH = 100
"""Characters of a line of an example."""
_HEAD, _AROUND = 4, 12
"""Lines shown from the beginning, and from the first annotation on."""
_MOST = 24
"""Lines of an example, the long ones broken."""
_LONG = 360
"""Characters shown of a line that is longer than this, around the first annotation."""
_SIGNS = ("B-asserts", '"asserts"', ">asserts<", "asserts")
"""By what the first annotation is found in a file, the surest first."""

_OFFSETS = {
    OffsetUnit.CODE_POINTS: "Offsets are Unicode code points of the article's text, "
    "`[start, end)`, as in Python strings and in crossread itself.",
    OffsetUnit.UTF16: "Offsets are UTF-16 units, as JavaScript and Java count: an emoji is two. "
    "They are converted on the way out and on the way in.",
    OffsetUnit.TOKENS: "It counts tokens. A span covers every token that it touches; the exact "
    "offsets, in code points, stand beside.",
    OffsetUnit.NONE: "It holds no offsets.",
}
_READING = {
    "parquet": """\
import pyarrow.parquet

for row in pyarrow.parquet.read_table("work.parquet").to_pylist():
    print(row["article"], row["start"], row["end"], row["tags"])""",
    "spacy": """\
import spacy
from spacy.tokens import DocBin

for doc in DocBin().from_disk("work.spacy").get_docs(spacy.blank("en").vocab):
    for span in doc.spans["crossread"]:
        print(span.label_, span.start_char, span.end_char, span.text)""",
    "uima-json": """\
from pathlib import Path
import cassis

for path in Path("work").rglob("*.json"):
    with path.open("rb") as file:
        cas = cassis.load_cas_from_json(file)
    for span in cas.select("webanno.custom.Crossread"):
        print(span.begin, span.end, span.tag, span.get_covered_text())""",
    "uima-xmi": """\
from pathlib import Path
import cassis

for path in Path("work").rglob("*.xmi"):
    with Path("work/TypeSystem.xml").open("rb") as types, path.open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))
    for span in cas.select("webanno.custom.Crossread"):
        print(span.begin, span.end, span.tag, span.get_covered_text())""",
}
"""For the formats whose libraries are not here when the pages are made."""


def format_pages() -> dict[str, Callable[[], Iterator[str]]]:
    """For each page of a format, by its name below ``docs/``, what makes its lines."""
    pages = {f"formats/{card.name}.md": _maker(card) for card in describe_formats()}
    return {"formats/README.md": _overview, **pages}


def _overview() -> Iterator[str]:
    yield "## The pages\n"
    yield "| format | what it is | out | in | offsets |"
    yield "| --- | --- | --- | --- | --- |"
    for card in describe_formats():
        ways = " | ".join("yes" if way else "" for way in (card.exports, card.imports))
        yield f"| [`{card.name}`]({card.name}.md) | {card.title} | {ways} | {card.unit.value} |"


def _maker(card: FormatCard) -> Callable[[], Iterator[str]]:
    return lambda: _page(card)


def _page(card: FormatCard) -> Iterator[str]:
    yield f"**{card.title}.** {_OFFSETS[card.unit]}\n"
    yield "| | |"
    yield "| --- | --- |"
    yield f"| keeps | {card.keeps} |"
    yield f"| loses | {card.loses} |"
    yield f"| written as | {f'a file, `*{card.suffix}`' if card.suffix else 'a folder'} |"
    yield f"| without the articles' words (`--no-text`) | {'yes' if card.textless else 'no'} |"
    if card.extra:
        yield f"| needs | an extra: `pipx install --force '.[{card.extra}]'` in the clone |"
    yield ""
    if card.exports:
        out = f"work{card.suffix}" if card.suffix else "work/"
        yield "## Export\n"
        yield from _block(f"crossread export reports/ --format {card.name} -o {out}", "sh")
        yield from _example(card)
    if card.imports:
        source = f"theirs{card.suffix}" if card.suffix else "theirs/"
        yield "## Import\n"
        yield "The first line tells what would come in and changes nothing.\n"
        command = f"crossread import {source} reports/ --format {card.name}"
        yield from _block(f"{command} --dry-run\n{command}", "sh")
    yield "[What holds for all formats](README.md)"


def _example(card: FormatCard) -> Iterator[str]:
    if card.extra:
        yield "To read it in Python:\n"
        yield from _block(_READING[card.name], "python")
        return
    if card.suffix == ".sqlite":
        yield "The first rows of `annotations`: article, start, end, quote, speaker.\n"
        yield from _block(_rows(_written(card.name)), "text")
        return
    name, data = _shown_file(card)
    yield f"A piece of {name}, made of tagged samples (long lines are broken here):\n"
    yield from _block(_piece(data.decode("utf-8")), "text")


def _shown_file(card: FormatCard) -> tuple[str, bytes]:
    """What the example is from, and all that is in it."""
    form = get_format(card.name)
    if isinstance(form, FolderFormat):
        files = ((path, b"".join(content)) for path, content in form.files(_bundle(), Report()))
        path, data = next(file for file in files if b"asserts" in file[1])
        return f"`{path}` in the folder", data
    data = _written(card.name)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner = next(name for name in archive.namelist() if name.endswith(".qde"))
            return f"`{inner}` in the archive", archive.read(inner)
    return f"`work{card.suffix}`", data


@cache
def _written(name: str) -> bytes:
    return b"".join(get_format(name).write(_bundle(), Report()))


@cache
def _bundle() -> Bundle:
    with tempfile.TemporaryDirectory() as folder:
        _, workspace = worked_samples(Path(folder) / "reports")
        return gather(workspace)


def _piece(text: str) -> str:
    """The beginning of a file, and the lines around its first annotation."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    at = next((n for sign in _SIGNS for n, line in enumerate(lines) if sign in line), 0)
    first = max(_HEAD, at - _AROUND // 2)
    shown = [*lines[:_HEAD], *(["…"] if first > _HEAD else []), *lines[first : first + _AROUND]]
    broken = [part for line in shown for part in _broken(line)]
    if first + _AROUND < len(lines) or len(broken) > _MOST:
        broken = [*broken[:_MOST], "…"]
    return "\n".join(broken).rstrip()


def _broken(line: str) -> list[str]:
    """A line as the page has it: broken, and of a long one what is around the first annotation."""
    if len(line) > _LONG:
        at = next((line.index(sign) for sign in _SIGNS if sign in line), 0)
        start = max(0, at - _LONG // 2)
        end = start + _LONG
        line = f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
    return [line[at : at + _WIDTH].rstrip() for at in range(0, len(line), _WIDTH)] or [""]


def _rows(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.sqlite"
        path.write_bytes(data)
        base = sqlite3.connect(path)
        try:
            rows = base.execute(
                'SELECT article, start, "end", substr(exact, 1, 40), speaker FROM annotations '
                "ORDER BY article, start LIMIT 4"
            ).fetchall()
        finally:
            base.close()
    lines = (" | ".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "\n".join(line.rstrip(" |") for line in lines)


def _block(text: str, language: str) -> Iterator[str]:
    fence = "````" if "```" in text else "```"
    yield f"{fence}{language}"
    yield from text.split("\n")
    yield f"{fence}\n"
