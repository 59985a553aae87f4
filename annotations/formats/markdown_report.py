"""The Markdown report: what the HTML report says, for wikis and pull requests."""

from collections.abc import Iterator

from .base import Bundle, Format, OffsetUnit, Report
from .report.content import Content, content_of
from .report.markdown import chapter_text, claims, figures, head, parallels


class MarkdownReport(Format):
    """CommonMark with tables and no HTML."""

    name = "markdown"
    title = "Markdown report"
    suffix = ".md"
    unit = OffsetUnit.NONE
    keeps = "articles with marked words, notes, parallels, claim board, figures; for reading"
    loses = "ids, times; it cannot be imported"

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """The page, a block at a time, with a blank line between blocks."""
        content = content_of(bundle, report)
        for number, block in enumerate(_blocks(content)):
            yield ("\n" + block if number else block).encode()
        report.written = bundle.total


def _blocks(content: Content) -> Iterator[str]:
    yield from head(content)
    yield from claims(content)
    yield "## Articles\n"
    yield (
        "Words in ⟦brackets⟧ are annotated; the letter and number after them name the note. "
        "Signs in parentheses after a sentence name the articles that have its counterpart: "
        "= the same quote, ≈ the quote edited, ∼ the same fact.\n"
    )
    for chapter in content.chapters:
        yield from chapter_text(content, chapter)
    yield from parallels(content)
    yield from figures(content)


FORMATS = (MarkdownReport(),)
