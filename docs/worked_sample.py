"""The sample articles as they look after some work: what the pictures and the examples show.

Stands apart from the pictures so that the tests of the guide can run its commands on the same work.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from crossread.annotations.edits import Edit, PutAnnotation, PutClaim
from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection, load_collection
from crossread.seeds import copy_samples

MOMENT = "2020-09-17T09:00:00Z"
"""When all of it was done, so that nothing depends on when it is shown."""


class Passage(NamedTuple):
    """A passage to tag: words that occur once in the article whose name begins with ``article``."""

    article: str
    words: str
    tag: str
    claim: str = ""
    speaker: str = ""
    note: str = ""


CLAIMS = {
    "bid-rejected": "ByteDance rejected Microsoft's bid",
    "oracle-buys": "Oracle will own TikTok's US business",
    "deadline": "TikTok must be sold or closed by 15 September",
    "no-algorithm": "No buyer will be given TikTok's algorithm",
    "data-in-beijing": "Beijing can get at the data of American users",
}

PASSAGES = (
    Passage("1", "ByteDance turned Microsoft down on Sunday", "asserts", "bid-rejected"),
    Passage(
        "1", "ByteDance let us know today they would not be selling TikTok's US operations to "
        "Microsoft.", "reports", "bid-rejected", "Microsoft",
    ),
    Passage("1", "It was not clear on Wednesday how much of TikTok, if any, Oracle would own.",
            "speculates", "oracle-buys"),
    Passage("1", "The president's order obliged ByteDance to find an American buyer by "
            "September 15", "asserts", "deadline"),
    Passage("2", "ByteDance has told the company that TikTok's American business is not for sale "
            "to the makers of Excel.", "asserts", "bid-rejected"),
    Passage("2", "decreed that TikTok must be in American hands by September 15 or switch off its "
            "US service", "asserts", "deadline"),
    Passage("2", "He argues that an app from China which hoovers up personal data endangers the "
            "nation.", "reports", "data-in-beijing", "Donald Trump"),
    Passage("2", "Oracle won't be buying TikTok at all, says The Wall Street Journal.", "denies",
            "oracle-buys", "The Wall Street Journal"),
    Passage("2", "In other words, a hosting contract with a presidential seal.", "opinion"),
    Passage("3", "Several outlets reported overnight that Bytedance had given up on selling",
            "reports", "bid-rejected"),
    Passage("3", "no sale takes place, and Oracle looks after the data of American users",
            "denies", "oracle-buys"),
    Passage("3", "No buyer from the US will be given TikTok's source code, the Chinese state "
            "broadcaster CGTN reported on Monday.", "reports", "no-algorithm", "CGTN"),
    Passage("3", "Bytedance said it was “confident our proposal would have been good for TikTok’s "
            "users, while protecting national security interests”.", "checks", "", "Microsoft",
            "The words are Microsoft's; the other four articles give them to Microsoft."),
    Passage("3", "The ban bites 45 days after signature, which falls on 20 September.", "asserts",
            "deadline"),
    Passage("3", "The administration says Beijing can get at them all the same", "reports",
            "data-in-beijing"),
    Passage("3", "Bytedance will not hand it over to any buyer, reports the South China Morning "
            "Post", "reports", "no-algorithm", "South China Morning Post"),
    Passage("4", "ByteDance turned down its bid", "asserts", "bid-rejected"),
    Passage("4", "Their reports said that ByteDance would sell the US operations neither to "
            "Microsoft nor to Oracle.", "denies", "oracle-buys"),
    Passage("4", "an executive order signed by president Donald Trump gives US firms until "
            "15 September to cease trading with ByteDance", "asserts", "deadline"),
    Passage("4", "Whether that algorithm could form part of a transaction remains an open "
            "question", "speculates", "no-algorithm"),
    Passage("4", "TikTok denies this.", "denies", "data-in-beijing", "TikTok"),
    Passage("5", "ByteDance would not sell it the app's U.S. operations", "asserts",
            "bid-rejected"),
    Passage("5", "TikTok will be blocked in the United States starting September 20, 2020",
            "asserts", "deadline"),
    Passage("5", "ByteDance picked Oracle as the technology partner that will acquire the U.S. "
            "operations", "reports", "oracle-buys", "Jo Ling Kent"),
    Passage("5", "expects Oracle to end up owning TikTok's U.S. assets", "speculates",
            "oracle-buys", "Marguerite Oyelaran"),
)  # fmt: skip


def worked_samples(
    folder: Path, annotator: str = "", *, but: Mapping[str, str] | None = None
) -> tuple[Collection, Workspace]:
    """Copy the samples into ``folder``, tag them, and save the tags.

    ``but`` names tags for which this annotator chooses others.

    Raises `ValueError` when a passage is not found exactly once in its article.
    """
    collection = load_collection([copy_samples(folder)])
    workspace = Workspace.open(collection, annotator=annotator)
    claims = [PutClaim(_claim(name, said)) for name, said in CLAIMS.items()]
    workspace.stage("sample claims and tags", [*claims, *_mentions(collection.articles, but or {})])
    workspace.flush()
    return collection, workspace


def _claim(name: str, statement: str) -> Claim:
    return Claim(name, statement, created=MOMENT, modified=MOMENT)


def _mentions(articles: Sequence[Article], but: Mapping[str, str]) -> list[Edit]:
    edits: list[Edit] = []
    for number, passage in enumerate(PASSAGES):
        article = next(a for a in articles if a.id.startswith(passage.article))
        if article.text.count(passage.words) != 1:
            raise ValueError(f"not exactly once in {article.id}: {passage.words}")
        start = article.text.index(passage.words)
        made = annotate(
            article,
            start,
            start + len(passage.words),
            id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
            tags=(but.get(passage.tag, passage.tag),),
            claim=passage.claim,
            speaker=passage.speaker,
            note=passage.note,
            created=MOMENT,
            modified=MOMENT,
        )
        edits.append(PutAnnotation(made))
    return edits
