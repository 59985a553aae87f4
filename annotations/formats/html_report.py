"""The HTML report: one file to send, without scripts and without anything from elsewhere."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from ...articles.wording import numbered
from .base import Bundle, Format, OffsetUnit, Report
from .report.claims import board_html, passages_html
from .report.content import Content, content_of
from .report.escape import escape_line
from .report.figures import figures_html
from .report.markup import element, text
from .report.palette import tag_class, tag_rules
from .report.text import chapter_html

_STYLE = Path(__file__).parent / "report" / "report.css"


class HtmlReport(Format):
    """Claim board, passages, the articles side by side, figures."""

    name = "html"
    title = "HTML report"
    suffix = ".html"
    unit = OffsetUnit.NONE
    keeps = "articles with highlights, notes, parallels, claim board, figures; for reading"
    loses = "ids, times, pieces in the claim board; it cannot be imported"

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """The page, an article at a time."""
        content = content_of(bundle, report)
        for piece in _page(content):
            yield piece.encode()
        report.written = bundle.total


def _page(content: Content) -> Iterator[str]:
    style = _STYLE.read_text(encoding="utf-8") + "\n".join(
        tag_rules(content.codebook, list(content.statistics.tags))
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape_line(content.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    yield from _head(content)
    yield '<main id="main">\n<section id="claims" aria-labelledby="hc">\n<h2 id="hc">Claims</h2>\n'
    yield from board_html(content)
    yield from _legend(content)
    yield from passages_html(content)
    yield '</section>\n<section id="articles" aria-labelledby="ha">\n<h2 id="ha">Articles</h2>\n'
    yield (
        '<p class="key">Marked words carry the letters of their tags and the number of their note. '
        "Raised numbers after a sentence lead to its counterpart in another article: "
        "= the same quote, ≈ the quote edited, ∼ the same fact.</p>\n"
        '<div class="columns" role="region" tabindex="0" aria-label="Articles side by side">\n'
    )
    for chapter in content.chapters:
        yield "".join(chapter_html(content, chapter))
    yield "</div>\n</section>\n"
    yield '<section id="figures" aria-labelledby="hf">\n<h2 id="hf">Figures</h2>\n'
    yield from figures_html(content)
    yield "</section>\n</main>\n</body>\n</html>\n"


def _head(content: Content) -> Iterator[str]:
    counted = content.statistics
    facts = [
        content.period,
        numbered(counted.annotations, "annotation"),
        numbered(len(content.board.rows), "claim"),
    ]
    yield '<a class="skip" href="#main">Skip to the report</a>\n<header class="top">\n'
    yield f"<h1>{escape_line(content.title)}</h1>\n"
    yield f"<p>{' · '.join(escape_line(fact) for fact in facts if fact)}</p>\n"
    yield '<nav aria-label="Parts of the report"><a href="#claims">Claims</a> '
    yield '<a href="#articles">Articles</a> <a href="#figures">Figures</a></nav>\n</header>\n'


def _legend(content: Content) -> Iterator[str]:
    if not content.tags_used:
        return
    yield '<dl class="legend" aria-label="Tags">\n'
    for tag in content.tags_used:
        known = content.codebook.tag(tag)
        letter = text("span", content.codebook.letter(tag), class_=f"mark {tag_class(tag)}")
        definition = known.definition if known else "not in the codebook"
        yield element(
            "div",
            element("dt", f"{letter} {escape_line(tag)}"),
            text("dd", definition, dir="auto"),
        )
    yield "</dl>\n"


FORMATS = (HtmlReport(),)
