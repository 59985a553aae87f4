"""`crossread stats`: counts, and agreement between annotators."""

import argparse
from collections.abc import Iterator, Mapping

from ...annotations.agreement import Agreement, agreement, coders_of
from ...annotations.formats.bundles import Filter, filtered, gather
from ...annotations.stats import Statistics, count
from ...annotations.workspace import Workspace
from ...articles.wording import UNNAMED, numbered
from ..filters import check_filters, coders
from ..main import FINDINGS, FINE
from ..opening import open_collection, open_existing, tell_problems
from ..output import bar, on_terminal, print_json, print_rows, print_text

_BAR = 24
"""Cells of the longest bar."""

_AGREEMENT = ("annotator", "and", "tag", "same spans F1", "overlap F1", "kappa", "alpha")

Row = tuple[str, ...]


def run(options: argparse.Namespace) -> int:
    """Count; 1 when a file could not be read, so that something may be missing."""
    collection = open_collection(options)
    workspace = open_existing(options, collection)
    broken = tell_problems(workspace)
    everything = gather(workspace)
    check_filters(options, workspace, everything)
    wanted = coders(options)
    bundle = filtered(everything, Filter(coders=wanted))
    found = count(collection.articles, workspace.claims, bundle.annotations, workspace.codebook)
    agreed = _agreement(workspace, wanted)
    if options.json:
        compared = agreed.as_json() if agreed else None
        print_json({**found.as_json(), "agreement": compared})
    elif on_terminal():
        _print_tables(found, agreed, workspace)
    else:
        lines = [*_totals(found), *_counts(found, workspace), *_agreed(agreed)]
        print_rows((), lines)
    return FINDINGS if broken else FINE


def _agreement(workspace: Workspace, wanted: frozenset[str]) -> Agreement | None:
    """How far the annotators agree; ``None`` when there are not two to compare."""
    chosen = {
        name: coded for name, coded in coders_of(workspace).items() if not wanted or name in wanted
    }
    return agreement(workspace.collection.articles, chosen) if len(chosen) > 1 else None


def _totals(found: Statistics) -> Iterator[Row]:
    for name in (
        "articles",
        "annotated_articles",
        "annotations",
        "tagged",
        "mentions",
        "notes",
        "needs_checking",
    ):
        yield "total", name.replace("_", " "), str(getattr(found, name))


def _groups(found: Statistics) -> Mapping[str, Mapping[str, int]]:
    return {
        "tag": found.tags,
        "claim": found.claims,
        "outlet": found.outlets,
        "speaker": found.speakers,
        "annotator": found.annotators,
        "anchor": found.anchors,
    }


def _counts(found: Statistics, workspace: Workspace) -> Iterator[Row]:
    """A claim by its id, as the options take it, and with its wording behind its number."""
    for group, counts in _groups(found).items():
        for name, number in counts.items():
            named, shown = _named(group, name), _shown(group, name, workspace)
            yield group, named, str(number), *([shown] if shown != named else [])
    for outlet, counts in found.tags_by_outlet.items():
        for tag, number in counts.items():
            yield "tag by outlet", _named("outlet", outlet), tag, str(number)


def _agreed(agreed: Agreement | None) -> Iterator[Row]:
    """A line that names the columns, then the pairs, each as a whole and tag by tag."""
    if agreed is None or not agreed.pairs:
        return
    yield "agreement", *_AGREEMENT
    for pair in agreed.pairs:
        names = [name or UNNAMED for name in pair.coders]
        yield (
            "agreement",
            *names,
            "all tags",
            *map(_figure, (pair.exact_f1, pair.overlap_f1, pair.kappa, pair.alpha)),
        )
        for tag in pair.tags:
            yield (
                "agreement",
                *names,
                tag.tag,
                *map(_figure, (tag.exact_f1, tag.overlap_f1, tag.kappa, tag.alpha)),
            )


def _print_tables(found: Statistics, agreed: Agreement | None, workspace: Workspace) -> None:
    print_text(
        f"{numbered(found.annotations, 'annotation')} in {found.annotated_articles:,} of "
        f"{numbered(found.articles, 'article')}; {found.tagged:,} with tags, "
        f"{numbered(found.mentions, 'mention')} of claims, {numbered(found.notes, 'note')}, "
        f"{found.needs_checking:,} to be checked\n"
    )
    for group, counts in _groups(found).items():
        most = max(counts.values(), default=0)
        rows = [
            (_shown(group, name, workspace), f"{number:,}", bar(number, most, _BAR))
            for name, number in counts.items()
        ]
        if rows and (most or group == "tag"):
            print_rows((group, "number", ""), rows)
            print_text("")
    if agreed:
        print_rows(_AGREEMENT, [row[1:] for row in _agreed(agreed)][1:])


def _shown(group: str, name: str, workspace: Workspace) -> str:
    """A claim by its statement; what is unknown as unknown."""
    claim = workspace.claims.get(name) if group == "claim" else None
    return claim.statement if claim and claim.statement else _named(group, name)


def _named(group: str, name: str) -> str:
    return name or (UNNAMED if group == "annotator" else "unknown")


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{round(value, 2) + 0:.2f}"  # no "-0.00"
