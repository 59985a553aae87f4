"""Names that commands are narrowed to: a misspelt one is told, with those that there are."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from fnmatch import fnmatchcase

from ..annotations.agreement import coders_of
from ..annotations.formats.bundles import Bundle, gather
from ..annotations.workspace import Workspace
from ..articles.wording import UNNAMED
from .failure import Failure
from .main import USAGE

_NAMED = 12
"""Names that are listed; of more, the rest is counted."""


def coders(options: argparse.Namespace) -> frozenset[str]:
    """The coders that ``--coder`` names; ``unnamed`` is who works without a name."""
    names = frozenset[str](options.only_coder)
    return names | {""} if UNNAMED in names else names


def check_filters(options: argparse.Namespace, workspace: Workspace, bundle: Bundle) -> None:
    """Raise `Failure` when a filter names what is nowhere: nothing could be left, silently."""
    made = [one for annotations in bundle.annotations.values() for one in annotations]
    articles = workspace.collection.articles
    _check(options, "tag", {tag for one in made for tag in one.tags}, _tags(workspace))
    _check(options, "claim", {one.claim for one in made if one.claim}, workspace.claims)
    names = {one.creator or UNNAMED for one in made}
    _check(options, "coder", names, (name or UNNAMED for name in coders_of(workspace)))
    _check(options, "outlet", {article.metadata.outlet or article.id for article in articles})
    ids = [article.id for article in articles]
    for pattern in getattr(options, "only_article", ()):
        if not any(pattern == one or fnmatchcase(one, pattern) for one in ids):
            raise Failure(_told("article", pattern, ids), USAGE)


def no_such_tag(word: str, workspace: Workspace) -> str:
    """That no tag has this word, with the tags there are; nothing when one has, or is used."""
    made = gather(workspace).annotations.values()
    used = {tag for annotations in made for one in annotations for tag in one.tags}
    known = list(dict.fromkeys([*_tags(workspace), *sorted(used)]))
    there = any(word.casefold() in tag.casefold() for tag in known)
    return "" if there else _told("tag", word, known)


def _tags(workspace: Workspace) -> Iterable[str]:
    return (tag.id for tag in workspace.codebook.tags)


def _check(
    options: argparse.Namespace, what: str, used: set[str], more: Iterable[str] = ()
) -> None:
    known = list(dict.fromkeys([*more, *sorted(used)]))
    for name in getattr(options, f"only_{what}", ()):
        if name not in known:
            raise Failure(_told(what, name, known), USAGE)


def _told(what: str, name: str, known: list[str]) -> str:
    named = [one for one in known if one]
    if not named:
        return f"there is no {what} {name}, nor any other {what} yet"
    more = f" and {len(named) - _NAMED:,} more" if len(named) > _NAMED else ""
    there = "there is" if len(named) == 1 else "there are"
    return f"there is no {what} {name}; {there} {', '.join(named[:_NAMED])}{more}"
