"""Made-up articles of any size, the same in every run.

Articles about one event share most of their sentences, some of them edited, so that passages
correspond as they do in real news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

OUTLETS = ("Aldgate", "Borough", "Camden", "Dalston", "Ealing")
"""Each article's outlet, and the first word of its text: seeing them all means all can be read."""

_NOUNS = [
    "harbour",
    "bridge",
    "storm",
    "council",
    "engineer",
    "inspection",
    "traffic",
    "ferry",
    "mayor",
    "budget",
    "repair",
    "closure",
    "commuter",
    "toll",
    "barrier",
    "pier",
    "cable",
    "survey",
    "contractor",
    "deadline",
    "report",
    "union",
    "driver",
    "bank",
    "river",
    "station",
    "delay",
    "notice",
    "safety",
    "panel",
    "crane",
    "tunnel",
    "railway",
    "ministry",
    "figure",
    "weekend",
    "petition",
]
_VERBS = [
    "closed",
    "reopened",
    "rejected",
    "confirmed",
    "delayed",
    "announced",
    "inspected",
    "repaired",
    "denied",
    "funded",
    "criticised",
    "promised",
    "measured",
    "planned",
    "cancelled",
    "approved",
    "questioned",
    "described",
]
_DETAILS = [
    "after the storm of Tuesday",
    "before the end of September",
    "despite the warning of 2019",
    "with 340 million in public money",
    "for the second time this year",
    "without a public hearing",
    "at the request of the ministry",
    "according to two people in the room",
    "on the northern bank",
    "while the ferry kept running",
    "in a letter of four pages",
    "by a vote of nine to four",
]
_NAMES = [
    "Ada Okafor",
    "Jonas Lind",
    "Mira Petrov",
    "Tomas Reyes",
    "Wen Li",
    "Sara Haddad",
    "Ines Costa",
]


def event(folder: Path, *, sentences: int = 160) -> list[Path]:
    """Write five articles about one event into `folder`; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(7)
    facts = [_sentence(source) for _ in range(sentences)]
    return [_write_article(folder, number, facts) for number in range(len(OUTLETS))]


def long_article(folder: Path, size: int = 5_000_000) -> Path:
    """Write one article of about `size` characters into `folder`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    source, path = random.Random(11), folder / "long.txt"
    paragraphs: list[str] = [_front_matter(OUTLETS[0]), f"{OUTLETS[0]} reports at length."]
    length = 0
    while length < size:
        paragraphs.append(" ".join(_sentence(source) for _ in range(4)))
        length += len(paragraphs[-1]) + 2
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return path


def _write_article(folder: Path, number: int, facts: Sequence[str]) -> Path:
    source, outlet = random.Random(number), OUTLETS[number]
    told = [_edited(source, fact) for fact in facts if source.random() < 0.8]
    paragraphs = [" ".join(group) for group in _groups(source, told)]
    text = f"{_front_matter(outlet)}{outlet} sees the bridge close\n\n" + "\n\n".join(paragraphs)
    path = folder / f"{number}-{outlet.lower()}.txt"
    path.write_text(text + "\n", "utf-8")
    return path


def _front_matter(outlet: str) -> str:
    return f"---\noutlet: {outlet}\ndate: 2020-09-14\n---\n"


def _sentence(source: random.Random) -> str:
    fact = (
        f"the {source.choice(_NOUNS)} {source.choice(_NOUNS)} {source.choice(_VERBS)} "
        f"the {source.choice(_NOUNS)} {source.choice(_DETAILS)}"
    )
    if source.random() < 0.2:
        return f"“We knew that {fact},” said {source.choice(_NAMES)}."
    return f"{fact.capitalize()}, and the {source.choice(_NOUNS)} {source.choice(_VERBS)} it."


def _edited(source: random.Random, fact: str) -> str:
    words = fact.split()
    if source.random() < 0.5:
        words[source.randrange(1, len(words) - 1)] = source.choice(_NOUNS)
    return " ".join(words)


def _groups(source: random.Random, sentences: list[str]) -> Iterator[list[str]]:
    while sentences:
        size = source.randint(1, 4)
        yield sentences[:size]
        sentences = sentences[size:]


def annotate(folder: Path, *, spans: int = 60) -> None:
    """Put `spans` annotations, many of them overlapping, on every article of `folder`."""
    from crossread.annotations.model import annotate as make
    from crossread.annotations.workspace import PutAnnotation, Workspace
    from crossread.articles.collection import load_collection

    collection = load_collection([folder])
    workspace = Workspace.open(collection)
    for number, article in enumerate(collection.articles):
        source = random.Random(number)
        reach = min(len(article.text), 40_000) - 100
        starts = (source.randrange(40, reach) for _ in range(spans))
        made = [make(article, s, s + source.randrange(5, 90), tags=_tag(source)) for s in starts]
        workspace.stage("sample annotations", [PutAnnotation(one) for one in made])
    workspace.flush()


def _tag(source: random.Random) -> tuple[str, ...]:
    return (source.choice(["asserts", "reports", "denies"]),)
