"""An article read again while it is open, and where its annotations are in the new text."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..articles.article import Article
from ..articles.record import record
from .anchors import Anchorer
from .model import Annotation
from .text_map import TextMap


@record
class Renewal:
    """What was found out about a changed article, off the screen, for `Workspace.adopt`."""

    article: Article
    map: TextMap
    """From the text shown until now to the new one."""
    anchorer: Anchorer
    _found: Mapping[str, tuple[Annotation, Annotation]]

    def renewed(self, annotation: Annotation) -> Annotation:
        """The annotation at its place in the new text."""
        before, after = self._found.get(annotation.id, (None, None))
        if before is annotation and after is not None:
            return after
        return self.anchorer.anchored(annotation)


def prepare(
    article: Article, old: Anchorer, annotations: Callable[[], list[Annotation]]
) -> Renewal:
    """Look for all annotations in the new text of an article. Takes time where much has changed.

    ``annotations`` gives those of the present text; they are asked for once.
    """
    # A copy derives everything anew; what the screen needs at once is worked out here.
    article = replace(article)
    anchorer = old.renewed(article)
    found = {a.id: (a, anchorer.anchored(a)) for a in annotations()}
    return Renewal(article, anchorer.newer(old.article), anchorer, found)
