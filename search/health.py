"""How the index of a collection is, without changing anything."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from ..articles.article import Article
from .cache import existing_folder
from .errors import Busy, DamagedIndex
from .results import SearchError
from .service import LocalService


class Health(Enum):
    """What an index is good for."""

    NONE = "none"
    OUTDATED = "outdated"
    """Made by another version, or open to others: it will not be used."""
    BEHIND = "behind"
    """Some articles are not in it."""
    SOUND = "sound"
    DAMAGED = "damaged"


def health(root: Path, articles: Sequence[Article], *, cache: Path | None = None) -> Health:
    """The health of the index of the collection at ``root``."""
    folder, usable = existing_folder(root, cache)
    if folder is None:
        return Health.NONE
    if not usable:
        return Health.OUTDATED
    names = {article.id for article in articles}
    service = LocalService(folder, names)
    try:
        known = service.known()
    except (DamagedIndex, SearchError):
        return Health.DAMAGED
    except Busy:
        return Health.BEHIND
    finally:
        service.close()
    return Health.SOUND if names <= known.keys() else Health.BEHIND
