"""The claim board and what each article says about each claim, as HTML."""

from collections.abc import Iterator

from ...board import CONFLICT_MARK, VALUES_MARK, marks
from ...board_row import Cell, Row
from ...model import Annotation
from .content import Chapter, Content, Note
from .escape import escape, shortened
from .markup import bdi, element, hidden, opening, scrolled, text
from .palette import tag_class

GAP = "–"
"""What stands in a cell without mentions: a report does not know what its readers have read."""

_NO_MENTION = "no mention tagged"


def board_html(content: Content) -> Iterator[str]:
    """Claims × articles; every letter leads to its passage."""
    if not content.board.rows:
        yield text("p", "No claims.", class_="none") + "\n"
        return
    heads = "".join(_column(chapter) for chapter in content.chapters)
    yield scrolled("Claim board") + opening("table", class_="board")
    yield element("thead", element("tr", "<td></td>", heads)) + "\n<tbody>\n"
    for number, row in enumerate(content.board.rows, start=1):
        statement = text("a", row.claim.statement, href=f"#c{number}")
        yield "<tr>" + element("th", statement, flags(row), scope="row", dir="auto")
        yield "".join(_cell(content, cell) for cell in row.cells) + "</tr>\n"
    yield "</tbody></table></div>\n"
    if key := board_key(content):
        yield text("p", key, class_="key") + "\n"


def board_key(content: Content) -> str:
    """What the signs mean that stand on the board beside the letters of the tags."""
    rows = content.board.rows
    parts = [
        (CONFLICT_MARK, "one outlet affirms what another denies", any(r.conflict for r in rows)),
        (VALUES_MARK, "values differ", any(r.values_differ for r in rows)),
        (
            GAP,
            f"{_NO_MENTION}: the article is silent, or was not read to its end",
            any(not cell.mentions for row in rows for cell in row.cells),
        ),
    ]
    return " · ".join(f"{sign} {meaning}" for sign, meaning, used in parts if used)


def _column(chapter: Chapter) -> str:
    number = str(chapter.number)
    name = text("span", number, class_="no") + " " + bdi(chapter.name)
    return element("th", element("a", name, href=f"#a{number}"), scope="col")


def flags(row: Row) -> str:
    """The marks of a row, with what they mean."""
    says = "; ".join(flag_words(row))
    if not says:
        return ""
    shown = text("span", marks(row), aria_hidden="true")
    return " " + element("span", shown, hidden(says), class_="flag", title=says)


def flag_words(row: Row) -> list[str]:
    """What the marks of a row mean."""
    conflict = ["one outlet affirms what another denies"] if row.conflict else []
    return conflict + (["values differ"] if row.values_differ else [])


def _cell(content: Content, cell: Cell) -> str:
    if not cell.mentions:
        shown = text("span", GAP, aria_hidden="true")
        return element("td", shown, hidden(_NO_MENTION), class_="gap")
    letters = (letter for one in cell.mentions for letter in _letters(content.note(one)))
    return element("td", " ".join(letters))


def _letters(note: Note) -> Iterator[str]:
    href = f"#n{note.key}"
    for stance, letter in zip(note.stances, note.letters, strict=True):
        says = f"{stance or 'no tag'}: {shortened(note.quote, 120)}"
        yield text("a", letter, class_=tag_class(stance), href=href, title=says, aria_label=says)


def passages_html(content: Content) -> Iterator[str]:
    """Every claim with the words of each article."""
    for number, row in enumerate(content.board.rows, start=1):
        yield opening("section", class_="claim", id=f"c{number}")
        yield text("h3", row.claim.statement, dir="auto").removesuffix("</h3>")
        yield flags(row) + "</h3>\n"
        if row.claim.note:
            yield element("p", escape(row.claim.note), class_="words", dir="auto") + "\n"
        if not row.mentions:
            yield text("p", "No article speaks about it.", class_="none") + "\n"
        for chapter, cell in zip(content.chapters, row.cells, strict=True):
            yield "".join(_passage(content, chapter, mention) for mention in cell.mentions)
        yield "</section>\n"


def _passage(content: Content, chapter: Chapter, mention: Annotation) -> str:
    note = content.note(mention)
    source = bdi(chapter.name) + " " + text("span", note.mark, class_="mark")
    speaker = text("span", mention.speaker, class_="who", dir="auto") if mention.speaker else ""
    caption = element("a", source, href=f"#n{note.key}")
    tags = text("span", ", ".join(mention.tags) or "no tag")
    return element(
        "figure",
        text("blockquote", note.quote, dir="auto"),
        element("figcaption", f"{caption} {tags} {speaker}"),
        class_=f"passage {tag_class(note.stance)}",
    )
