"""One collection's annotations by all annotators, together and apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .model import Annotation
from .workspace import Workspace


def by_article(workspace: Workspace) -> dict[str, Sequence[Annotation]]:
    """Everybody's annotations by article id, sorted by start, then id, with their creators."""
    found: dict[str, Sequence[Annotation]] = {}
    for article in workspace.collection.articles:
        own: Sequence[Annotation] = workspace.annotations(article.id)
        if others := workspace.others(article.id):
            signed = [signed for name, theirs in others.items() for signed in _signed(name, theirs)]
            own = sorted((*own, *signed), key=lambda annotation: (annotation.start, annotation.id))
        found[article.id] = own
    return found


def by_coder(workspace: Workspace) -> dict[str, dict[str, Sequence[Annotation]]]:
    """Annotations by coder and article id; an article that a coder has no sidecar of is missing.

    An article without annotations of the present annotator counts as not coded by them.
    """
    coders: dict[str, dict[str, Sequence[Annotation]]] = {}
    for article in workspace.collection.articles:
        if own := workspace.annotations(article.id):
            coders.setdefault(workspace.annotator, {})[article.id] = own
        for name, theirs in workspace.others(article.id).items():
            coders.setdefault(name, {})[article.id] = theirs
    return coders


def annotators(annotations: Mapping[str, Sequence[Annotation]]) -> tuple[str, ...]:
    """The creators of annotations, sorted."""
    return tuple(sorted({made.creator for found in annotations.values() for made in found}))


def _signed(name: str, annotations: Sequence[Annotation]) -> list[Annotation]:
    return [made if made.creator else replace(made, creator=name) for made in annotations]
