"""CSV and TSV: one annotation a row, safe to open in a spreadsheet."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from ...articles.article import Article
from .base import Bundle, Format, Imported, ImportFault, Report
from .jsonl import CLAIMS, land_claims
from .support.files import beside, read_text
from .support.jsontext import decode, encode
from .support.landing import Landing
from .support.rows import claim_lines, columns, land_row, rows

# A spreadsheet takes a cell that begins so for a formula. The apostrophes before it count too, so
# that taking one away again restores every cell exactly.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_CONTROL = re.compile("[\ud800-\udfff]")
_PIECE = re.compile(r"(\d{1,11})-(\d{1,11})")


class _Table(Format):
    imports = True
    textless = True
    delimiter: ClassVar[str]
    keeps = "everything of an annotation, with its quote, claim and coder"
    loses = "the articles' text, the codebook"

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """A header, then a row for each annotation; every cell quoted, lines end in CR LF."""
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=self.delimiter, quoting=csv.QUOTE_ALL)
        names = columns(bundle)
        writer.writerow(names)
        for row in rows(bundle, report):
            writer.writerow([_cell(name, row[name]) for name in names])
            yield _encoded(buffer, report)
        yield _encoded(buffer, report)

    def companions(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """The claims, when there are any."""
        if bundle.claims:
            yield CLAIMS, claim_lines(bundle)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """A table with a header; ``article`` and ``start``/``end`` or ``exact`` must be there."""
        landing = Landing(articles, self.name)
        land_claims(landing, beside(path, CLAIMS))
        for row in self._rows(path):
            land_row(landing, row)
        return landing.result()

    def _rows(self, path: Path) -> Iterator[dict[str, Any]]:
        csv.field_size_limit(sys.maxsize)
        reader = csv.DictReader(
            io.StringIO(read_text(path), newline=""), delimiter=self.delimiter, strict=True
        )
        try:
            names = reader.fieldnames or ()
            if "article" not in names or not {"start", "exact"} & set(names):
                raise ImportFault(
                    f"{path} has no columns “article” and “start” or “exact” in its first line; "
                    f"choose the format it was written in."
                )
            for row in reader:
                yield {
                    name: _value(name, cell, path, reader.line_num)
                    for name, cell in row.items()
                    if isinstance(name, str) and isinstance(cell, str)
                }
        except csv.Error as error:
            raise ImportFault(
                f"{path}, line {reader.line_num}: not a valid table: {error}; export it again."
            ) from error


class Csv(_Table):
    """Comma-separated values after RFC 4180."""

    name = "csv"
    title = "CSV table"
    suffix = ".csv"
    delimiter = ","


class Tsv(_Table):
    """Tab-separated values, quoted like CSV."""

    name = "tsv"
    title = "TSV table"
    suffix = ".tsv"
    delimiter = "\t"


def _encoded(buffer: io.StringIO, report: Report) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    clean, count = _CONTROL.subn("\ufffd", text)
    if count:
        report.changed["characters that UTF-8 cannot hold, written as U+FFFD"] += count
    return clean.encode()


def _cell(name: str, value: Any) -> str | int:
    if isinstance(value, int):
        return value
    if name == "pieces":
        return " ".join(f"{start}-{end}" for start, end in value)
    if name == "tags":
        return neutral("|".join(tag.replace("\\", "\\\\").replace("|", "\\|") for tag in value))
    if isinstance(value, dict):
        return encode(value).decode() if value else ""
    return neutral(value)


def neutral(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def _value(name: str, cell: str, path: Path, line: int) -> Any:
    cell = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    if name == "pieces":
        return [list(map(int, piece)) for piece in _PIECE.findall(cell)]
    if name == "tags":
        return [re.sub(r"\\(.)", r"\1", tag) for tag in _split(cell)]
    if name in {"attributes", "extra"}:
        return decode(cell.encode("utf-8", "backslashreplace"), path, line) if cell else {}
    return cell


def _split(cell: str) -> list[str]:
    """The tags of a cell: between bars that no backslash precedes."""
    return re.findall(r"(?:[^|\\]|\\.)+", cell, re.DOTALL)


FORMATS = (Csv(), Tsv())
