"""Passages as text to hand on: alone, with their source, or as Markdown. No Textual."""

from collections.abc import Iterable

from ..annotations.formats.report.escape import escape_markdown
from ..annotations.model import Annotation
from ..articles.article import Article
from ..articles.span import Span
from ..articles.wording import in_quotes


def plain(article: Article, span: Span) -> str:
    """The words as they stand in the article."""
    return article.printable[span.start : span.end]


def quotation(article: Article, span: Span, source: str) -> str:
    """The words on one line in quotation marks, and a line that says where they are from."""
    return f"{in_quotes(_flat(article, span))}\n— {source}"


def markdown(article: Article, span: Span, source: str) -> str:
    """A block quotation of Markdown with its source; an address of the article is its link."""
    paragraphs = (" ".join(part.split()) for part in plain(article, span).split("\n"))
    quoted = "\n>\n".join(f"> {escape_markdown(part)}" for part in paragraphs if part)
    url = article.metadata.url
    if url and url.startswith(("https://", "http://")) and not set(url) & set("<> \t\\"):
        # The address is the link's, so the line need not show it too.
        words = source.removesuffix(url).rstrip(", ")
        return f"{quoted}\n>\n> — [{escape_markdown(words)}](<{url}>)"
    return f"{quoted}\n>\n> — {escape_markdown(source)}"


def claim_text(statement: str, mentions: Iterable[tuple[Annotation, Article, str]]) -> str:
    """A claim with every passage under it: tags and speaker, the words, the source."""
    blocks = [statement]
    for mention, article, source in mentions:
        blocks.append(f"{_lead(mention)}\n{quotation(article, mention.span, source)}")
    return "\n\n".join(blocks)


def claim_markdown(statement: str, mentions: Iterable[tuple[Annotation, Article, str]]) -> str:
    """The same as Markdown."""
    blocks = [f"**{escape_markdown(statement)}**"]
    for mention, article, source in mentions:
        blocks.append(escape_markdown(_lead(mention)))
        blocks.append(markdown(article, mention.span, source))
    return "\n\n".join(blocks)


def _lead(mention: Annotation) -> str:
    tags = ", ".join(mention.tags) or "no tag"
    return f"{tags}: {mention.speaker}" if mention.speaker else tags


def _flat(article: Article, span: Span) -> str:
    return " ".join(plain(article, span).split())
