"""The figures of a report: charts of the counts, and how the annotators agree."""

from collections.abc import Iterator

from ....articles.wording import UNNAMED
from .charts import Bar, chart
from .content import Content
from .markup import element, scrolled, text


def figures_html(content: Content) -> Iterator[str]:
    """Charts, then a table of agreement where several annotators coded the same articles."""
    counted = content.statistics
    if not counted.annotations:
        yield '<p class="none">Nothing to count yet.</p>\n'
        return
    yield '<div class="charts">\n'
    yield from chart("Annotations by tag", [Bar(t, ((t, n),)) for t, n in counted.tags.items()])
    yield from chart("Tags by outlet", tag_bars(content))
    yield from chart("Annotations by claim", claim_bars(content))
    yield from chart(
        "Speakers", [Bar(s, (("", n),)) for s, n in list(counted.speakers.items())[:12]]
    )
    if len(counted.annotators) > 1:
        coders = [Bar(c or UNNAMED, (("", n),)) for c, n in counted.annotators.items()]
        yield from chart("Annotators", coders)
    yield "</div>\n"
    yield from _agreement(content)


def tag_bars(content: Content) -> list[Bar]:
    """One bar an outlet, its parts the tags."""
    found = content.statistics.tags_by_outlet
    return [Bar(outlet or "unknown", tuple(tags.items())) for outlet, tags in found.items()]


def claim_bars(content: Content) -> list[Bar]:
    """One bar a claim, its parts the stances of its mentions."""
    bars: list[Bar] = []
    for row in content.board.rows:
        stances: dict[str, int] = {}
        for cell in row.cells:
            for one in cell.stances:
                stances[one.tag] = stances.get(one.tag, 0) + one.count
        bars.append(Bar(row.claim.statement, tuple(stances.items())))
    return bars


AGREEMENT = ("Annotators", "Articles", "Same spans, F1", "Overlapping, F1", "Cohen’s κ", "α")
"""The heads of the table of agreement."""


def agreement_rows(content: Content) -> list[list[str]]:
    """One row a pair of annotators who coded the same articles."""
    return [
        [
            " and ".join(name or UNNAMED for name in pair.coders),
            str(len(pair.articles)),
            *map(_figure, (pair.exact_f1, pair.overlap_f1, pair.kappa, pair.alpha)),
        ]
        for pair in (content.agreement.pairs if content.agreement else ())
    ]


def _figure(value: float | None) -> str:
    """Two decimals; a dash where the figure is not defined."""
    return "–" if value is None else f"{value:.2f}"


def _agreement(content: Content) -> Iterator[str]:
    rows = agreement_rows(content)
    if not rows:
        return
    yield scrolled("Agreement between annotators") + "<table>\n"
    yield text("caption", "Agreement between annotators")
    yield element("thead", element("tr", *(text("th", head, scope="col") for head in AGREEMENT)))
    yield "\n<tbody>\n"
    for names, *numbers in rows:
        cells = "".join(text("td", number) for number in numbers)
        yield element("tr", text("th", names, scope="row"), cells) + "\n"
    yield "</tbody></table></div>\n"
