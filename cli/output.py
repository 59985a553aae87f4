"""What commands print: a table on a terminal, plain tab-separated lines in a pipe, or JSON."""

import json
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from ..articles.printable import printable, printable_line

_NARROWEST = 8
"""Cells below which no column of a table is squeezed."""
_GAP = 3
"""Cells between two columns."""


def on_terminal() -> bool:
    """Whether a person looks at what is printed."""
    return sys.stdout.isatty()


def print_json(value: Any) -> None:
    """One JSON document; characters that act on a terminal stand as ``\\u`` escapes."""
    ascii_only = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    clean = printable(text)
    if clean != text:
        pairs = zip(text, clean, strict=True)
        text = "".join(char if char == shown else json.dumps(char)[1:-1] for char, shown in pairs)
    sys.stdout.write(text + "\n")


def print_text(text: str) -> None:
    """Lines as they are, but for what would act on the terminal."""
    sys.stdout.write(printable(text) + "\n")


def print_rows(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    empty: str = "",
    plain_head: Sequence[str] = (),
) -> None:
    """A table on a terminal, else the rows, their cells divided by tabs.

    A pipe gets ``plain_head`` before them, where nothing else says what the columns are.
    ``empty`` is said on a terminal when there are no rows.
    """
    cells = [[printable_line(cell) for cell in row] for row in rows]
    if not on_terminal():
        if plain_head:
            cells.insert(0, [printable_line(name) for name in plain_head])
        sys.stdout.write("".join("\t".join(row) + "\n" for row in cells))
    elif rows:
        _print_table([printable_line(name) for name in head], cells)
    elif empty:
        print_text(empty)


def bar(number: int, most: int, cells: int) -> str:
    """A bar for ``number`` of ``most``, at least one cell long unless the number is 0."""
    encoding = (sys.stdout.encoding or "utf-8").lower()
    block = "█" if encoding.startswith("utf") else "#"
    return block * max(1, round(cells * number / most)) if number else ""


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=shutil.get_terminal_size().columns, markup=False, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    widths = [max(map(cell_len, column)) for column in zip(head, *rows, strict=True)]
    if console.width < sum(min(width, _NARROWEST) + _GAP for width in widths):
        _print_list(head, rows)
        return
    widest = widths.index(max(widths))
    # Of short cells beside a long text, none is broken into lines; of long ones, all may be, but
    # between their words.
    firm = sum(widths) - widths[widest] <= console.width // 2
    words = [
        max((cell_len(word) for cell in column for word in cell.split()), default=1)
        for column in zip(head, *rows, strict=True)
    ]
    whole = sum(words) + _GAP * len(words) <= console.width
    for number, name in enumerate(head):
        least = words[number] if whole else None
        firmly = firm and number != widest
        table.add_column(Text(name), overflow="fold", no_wrap=firmly, min_width=least)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _print_list(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """For a terminal too narrow for columns: every cell on a line of its own."""
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            if cell:
                sys.stdout.write(f"{name}: {cell}\n" if name else f"{cell}\n")
        sys.stdout.write("\n")
