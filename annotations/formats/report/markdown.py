"""The parts of the Markdown report (CommonMark with tables, as wikis and forges render it)."""

from collections.abc import Iterable, Iterator, Sequence

from ....articles.parallels import Relation, Strength
from ....articles.span import Span
from ....articles.wording import UNNAMED, numbered
from ...board import marks
from ...board_row import Cell
from ...model import Annotation
from .claims import GAP, board_key, flag_words
from .content import Chapter, Content, Note
from .escape import escape_markdown, shortened
from .figures import AGREEMENT, agreement_rows
from .paragraphs import Look, Paragraph, paragraphs_of
from .segments import Segments
from .text import RELATIONS, SIGNS

_OPEN, _CLOSE = "⟦", "⟧"


def head(content: Content) -> Iterator[str]:
    """Title and what is in it."""
    counted = content.statistics
    facts = (
        content.period,
        numbered(counted.annotations, "annotation"),
        numbered(len(content.board.rows), "claim"),
    )
    yield f"# {escape_markdown(content.title)}\n"
    yield " · ".join(escape_markdown(fact) for fact in facts if fact) + "\n"


def claims(content: Content) -> Iterator[str]:
    """The board, what its letters mean, and the passages claim by claim."""
    yield "## Claims\n"
    if not content.board.rows:
        yield "No claims.\n"
        return
    heads = [f"{one.number} {one.name}" for one in content.chapters]
    rows = [
        [row.claim.statement, marks(row), *(_cell(content, cell) for cell in row.cells)]
        for row in content.board.rows
    ]
    yield table(["Claim", "", *heads], rows)
    if key := board_key(content):
        yield escape_markdown(key) + "\n"
    yield "\n".join(_legend(content)) + "\n"
    for row in content.board.rows:
        yield f"### {escape_markdown(row.claim.statement)}\n"
        told = [row.claim.note, *(f"{words}." for words in flag_words(row))]
        yield from (f"{escape_markdown(words)}\n" for words in told if words.strip())
        if not row.mentions:
            yield "No article speaks about it.\n"
        for chapter, cell in zip(content.chapters, row.cells, strict=True):
            yield from (_passage(content, chapter, mention) for mention in cell.mentions)


def _cell(content: Content, cell: Cell) -> str:
    return " ".join(content.note(one).mark for one in cell.mentions) or GAP


def _legend(content: Content) -> Iterator[str]:
    for tag in content.tags_used:
        known = content.codebook.tag(tag)
        definition = known.definition if known else "not in the codebook"
        letter = content.codebook.letter(tag)
        yield f"- **{escape_markdown(letter)}** {escape_markdown(f'{tag}: {definition}')}"


def _passage(content: Content, chapter: Chapter, mention: Annotation) -> str:
    note = content.note(mention)
    source = [f"{chapter.number} {chapter.name}", note.mark, ", ".join(mention.tags) or "no tag"]
    source += [mention.speaker] if mention.speaker else []
    lines = (escape_markdown(note.quote), f"— {escape_markdown(', '.join(source))}")
    return "".join(f"> {line}\n>\n" for line in lines).removesuffix(">\n")


def chapter_text(content: Content, chapter: Chapter) -> Iterator[str]:
    """One article: head, text with the noted words in brackets, notes."""
    known = chapter.article.metadata
    yield f"### {escape_markdown(f'{chapter.number} {chapter.name}: {chapter.article.title}')}\n"
    about = [known.author, known.date.isoformat() if known.date else "", known.url]
    if any(about):
        yield " · ".join(escape_markdown(one) for one in about if one) + "\n"
    segments = Segments(chapter.article, chapter.notes)
    for paragraph in paragraphs_of(chapter):
        if paragraph.look is not Look.TITLE or chapter.notes:
            yield escape_markdown(_line(content, chapter, segments, paragraph)) + "\n"
    if chapter.notes:
        yield "\n".join(_note(content, note) for note in chapter.notes) + "\n"
    else:
        yield "No annotations.\n"


def _line(content: Content, chapter: Chapter, segments: Segments, paragraph: Paragraph) -> str:
    parts: list[str] = []
    place = paragraph.span.start
    for _, sentence in paragraph.sentences:
        parts += _run(chapter, segments, Span(place, sentence.start))
        parts += _run(chapter, segments, sentence)
        found = content.counterparts(chapter, sentence)
        places = " ".join(f"{SIGNS[one.parallel.relation]}{one.chapter}" for one in found)
        parts += [f" ({places})"] if places else []
        place = sentence.end
    parts += _run(chapter, segments, Span(place, paragraph.span.end))
    return "".join(parts)


def _run(chapter: Chapter, segments: Segments, stretch: Span) -> Iterator[str]:
    for segment in segments.within(stretch) if stretch.start < stretch.end else ():
        yield _OPEN * len(segment.beginning)
        yield chapter.article.text[segment.span.start : segment.span.end]
        yield "".join(f"{_CLOSE}{note.mark}" for note in reversed(segment.ending))


def _note(content: Content, note: Note) -> str:
    one = note.annotation
    claim = next((row.claim for row in content.board.rows if row.claim.id == one.claim), None)
    parts = [
        ", ".join(one.tags) or "no tag",
        one.speaker,
        f"claim: {claim.statement}" if claim else "",
        *(f"{name}: {value}" for name, value in sorted(one.attributes.items())),
        one.creator,
        " ".join(one.note.split()),
    ]
    words = " · ".join(escape_markdown(part) for part in parts if part.strip())
    return f"- **{escape_markdown(note.mark)}** {words}"


def parallels(content: Content) -> Iterator[str]:
    """The quotes that articles share; shared facts are told by the signs in the text."""
    texts = {chapter.article.id: chapter for chapter in content.chapters}
    found = [
        pair
        for pair in content.parallels.pairs
        if pair.strength is Strength.STRONG and pair.relation is not Relation.SAME_FACT
    ]
    if not found:
        return
    found.sort(key=lambda pair: (pair.relation is Relation.EDITED, -pair.score))
    rows: list[list[str]] = []
    for pair in found:
        row = [f"{SIGNS[pair.relation]} {RELATIONS[pair.relation]}"]
        for passage in (pair.a, pair.b):
            chapter = texts[passage.article]
            words = chapter.article.text[passage.span.start : passage.span.end]
            row.append(f"{chapter.number}: {shortened(words, 200)}")
        rows.append(row)
    yield "## Shared quotes\n"
    yield table(["", "One", "Other"], rows)


def figures(content: Content) -> Iterator[str]:
    """The counts, and how the annotators agree."""
    counted = content.statistics
    yield "## Figures\n"
    if not counted.annotations:
        yield "Nothing to count yet.\n"
        return
    tags = [tag for tag, number in counted.tags.items() if number]
    rows = [
        [outlet or "unknown", *(str(found.get(tag, 0)) for tag in tags)]
        for outlet, found in counted.tags_by_outlet.items()
    ]
    yield table(["Outlet", *tags], [*rows, ["all", *(str(counted.tags[tag]) for tag in tags)]])
    if len(counted.annotators) > 1:
        coders = [[name or UNNAMED, str(number)] for name, number in counted.annotators.items()]
        yield table(["Annotator", "Annotations"], coders)
    if agreement := agreement_rows(content):
        yield table(AGREEMENT, agreement)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with escaped cells."""
    lines = [_cells(heads), "|" + " --- |" * len(heads), *map(_cells, rows)]
    return "\n".join(lines) + "\n"


def _cells(row: Sequence[str]) -> str:
    return "| " + " | ".join(escape_markdown(cell) or " " for cell in row) + " |"
