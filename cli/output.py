"""What commands print: a table on a terminal, plain tab-separated lines in a pipe, or JSON."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from ..articles.printable import printable_line


def print_json(value: Any) -> None:
    """One JSON document; characters that act on a terminal stand as ``\\u`` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    safe = "".join(
        char if char == "\n" or printable_line(char) == char else _escaped(char) for char in text
    )
    _write(safe + "\n")


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def print_rows(head: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str = "") -> None:
    """A table on a terminal, else the rows without head, their cells divided by tabs."""
    cells = [[printable_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        _write("".join("\t".join(row) + "\n" for row in cells))
        return
    if not rows:
        _write(empty + "\n" if empty else "")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in head:
        table.add_column(Text(name), overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console(markup=False, highlight=False).print(table)


def print_text(text: str) -> None:
    """Lines as they are, but for what would act on the terminal."""
    from ..articles.printable import printable

    _write(printable(text) + "\n")


def _write(text: str) -> None:
    # A lone surrogate in a path must not end a command; a strict terminal encoding neither.
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
