"""The claim board in words and as a file. No Textual."""

import csv
from io import StringIO
from pathlib import Path

from ...annotations.board import Board, Order
from ...annotations.board_row import Gap, Row
from ...annotations.formats.tables import neutral
from ...articles.wording import in_quotes, numbered
from ..handing_out import Said, write_new
from ..told import sentences

GAPS = {
    Gap.NONE: "",
    Gap.NOT_MENTIONED: "–",
    Gap.UNREAD: "…",
    Gap.FILTERED: "(…)",
}
ORDERS = {
    Order.MADE: "in the order made",
    Order.DISAGREEMENT: "most disagreement first",
    Order.COVERAGE: "most mentioned first",
    Order.FIRST_MENTION: "in the order of first mention",
    Order.STATEMENT: "by the alphabet",
}


def claim_words(row: Row, number: int, total: int) -> str:
    """A claim of the board in words: what it states, and how the articles stand to it."""
    parts = [
        f"claim {number} of {total}",
        row.claim.statement if row.defined else f"undefined: {row.claim.statement}",
        "contradiction" if row.conflict else "",
        "values differ" if row.values_differ else "",
        f"mentioned in {row.coverage} of {numbered(len(row.columns), 'article')}",
        f"note: {row.claim.note}" if row.claim.note else "",
    ]
    return sentences(parts)


def cell_words(row: Row, number: int, name: str) -> str:
    """What one article, which is called ``name``, says about a claim, in words."""
    cell = row.cells[number]
    if not cell.mentions:
        return sentences([f"{name}: {cell.gap.value or 'nothing'}"])
    said = [
        f"{', '.join(mention.tags) or 'no tag'}: "
        + (f"{mention.speaker}: " if mention.speaker else "")
        + in_quotes(" ".join(mention.exact.split()))
        for mention in cell.mentions
    ]
    return sentences([f"{name}, {'; '.join(said)}"])


def write_csv(board: Board, path: Path) -> Said:
    """Write the table to a new file."""
    rows = [[neutral(cell) for cell in row] for row in board.table()]
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return write_new(path, text.getvalue())
