"""Which proposed mentions a reader has rejected, so that nobody asks again.

Kept in the claim itself (key ``rejected`` of ``claims.json``), so that it is shared, merged and
undone like the rest. A passage is named by its article and the hash of its words, not by offsets:
it stays rejected when text before it changes, and is asked about again when it is reworded.
"""

import hashlib
from collections.abc import Iterable

from .changing import put_claim, without_doubles
from .claims import texts
from .edits import Edit
from .model import Claim

REJECTED = "rejected"
"""Key of a claim's ``extra``: a list of ``ARTICLE#HASH``."""


def passage_key(article: str, passage: str) -> str:
    """What names a passage: the article's id and 16 hex digits of its words, blanks evened out."""
    words = " ".join(passage.split()).encode("utf-8", "surrogatepass")
    return f"{article}#{hashlib.sha256(words).hexdigest()[:16]}"


def rejected(claim: Claim) -> frozenset[str]:
    """The `passage_key` of every passage that is no mention of the claim."""
    return frozenset(texts(claim.extra, REJECTED))


def is_rejected(claim: Claim, article: str, passage: str) -> bool:
    """Whether this passage was rejected as a mention of the claim."""
    return passage_key(article, passage) in rejected(claim)


def reject(claim: Claim, passages: Iterable[tuple[str, str]]) -> list[Edit]:
    """Do not propose these passages (article id, text) for the claim again."""
    added = [passage_key(article, passage) for article, passage in passages]
    keys = without_doubles((*texts(claim.extra, REJECTED), *added))
    return [put_claim(claim, extra={**claim.extra, REJECTED: list(keys)})]


def ask_again(claim: Claim) -> list[Edit]:
    """Forget every rejection for the claim."""
    extra = {key: value for key, value in claim.extra.items() if key != REJECTED}
    return [put_claim(claim, extra=extra)]
