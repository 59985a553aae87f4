"""Bringing a collection's index up to date, with progress on standard error."""

from ..annotations.formats.bundles import gather
from ..annotations.workspace import Workspace
from ..articles.collection import Collection
from ..search.engine import SearchIndex
from ..search.notes import notes_of
from .progress import counter


def up_to_date(
    index: SearchIndex, collection: Collection, workspace: Workspace, *, quiet: bool = False
) -> int:
    """Index what is new or has changed, annotations too; the number of entries written.

    The annotations are those of the workspace's annotator; where nobody is named, all coders'.
    """
    of = workspace.annotations if workspace.annotator else gather(workspace).annotations.__getitem__
    said = {claim.id: claim.statement for claim in workspace.claims.values()}
    notes = {article.id: notes_of(of(article.id), said) for article in collection.articles}
    with counter("indexing", quiet=quiet) as progress:
        return index.update(notes, progress=progress)
