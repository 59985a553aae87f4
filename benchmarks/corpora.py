"""Made-up articles of any size, the same in every run.

Articles about one event share most of their sentences, some of them edited, so that passages
correspond as they do in real news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

OUTLETS = ("Aldgate", "Borough", "Camden", "Dalston", "Ealing")
"""Each article's outlet, and the first word of its text: seeing them all means all can be read."""

_VOCABULARY = 4000
_ENDINGS = ("", "", "", "s", "ed", "ing", "ment", "al")
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "cl", "dr", "fl", "gr", "pl", "sh", "st", "th", "tr")
_RHYMES = (
    "a",
    "ack",
    "ain",
    "al",
    "an",
    "ar",
    "e",
    "el",
    "en",
    "er",
    "est",
    "i",
    "il",
    "in",
    "o",
    "ock",
    "ol",
    "on",
    "u",
    "un",
)
_SMALL = ("the", "a", "of", "to", "in", "on", "and", "for", "that", "with", "by", "after", "not")
_NAMES = ("Ada Okafor", "Jonas Lind", "Mira Petrov", "Tomas Reyes", "Wen Li", "Sara Haddad")


class _Writer:
    """Writes sentences of made-up words, some common and most rare, as in real language."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        words = random.Random(1)
        self._words = [_made_up(words) for _ in range(_VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 30) for rank in range(_VOCABULARY)))

    def words(self, count: int) -> list[str]:
        """So many words."""
        rare = self.chance.choices(self._words, cum_weights=self._weights, k=count)
        return [self.chance.choice(_SMALL) if self.chance.random() < 0.4 else w for w in rare]

    def sentence(self) -> str:
        """A sentence of 10 to 30 words, sometimes a quotation with its speaker."""
        fact = " ".join(self.words(self.chance.randint(10, 30)))
        if self.chance.random() < 0.15:
            return f"“{fact.capitalize()},” said {self.chance.choice(_NAMES)}."
        return f"{fact.capitalize()}."

    def edited(self, sentence: str) -> str:
        """The sentence, or one with some words replaced or left out."""
        words = sentence.split()
        for _ in range(self.chance.choice((0, 1, 3, 6))):
            words[self.chance.randrange(1, len(words) - 1)] = self.words(1)[0]
        return " ".join(words)


def _made_up(chance: random.Random) -> str:
    syllables = (chance.choice(_ONSETS) + chance.choice(_RHYMES) for _ in range(2))
    return "".join(syllables) + chance.choice(_ENDINGS)


def event(folder: Path, *, sentences: int = 100) -> list[Path]:
    """Write five articles about one event into `folder`; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    source = _Writer(7)
    facts = [source.sentence() for _ in range(sentences)]
    return [_write_article(folder, number, facts) for number in range(len(OUTLETS))]


def long_article(folder: Path, size: int = 5_000_000) -> Path:
    """Write one article of about `size` characters into `folder`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    source, path = _Writer(11), folder / "long.txt"
    paragraphs: list[str] = [f"{_front_matter(OUTLETS[0])}{OUTLETS[0]} reports at length"]
    length = 0
    while length < size:
        paragraphs.append(" ".join(source.sentence() for _ in range(4)))
        length += len(paragraphs[-1]) + 2
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return path


def many(folder: Path, count: int) -> Path:
    """Write so many short articles into `folder`; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    source = _Writer(13)
    stock = [source.sentence() for _ in range(500)]
    for number in range(count):
        outlet = OUTLETS[number % len(OUTLETS)]
        told = "\n\n".join(source.chance.choices(stock, k=6))
        head = f"{_front_matter(outlet)}{outlet} sees bridge {number} close"
        (folder / f"{number:05}.txt").write_text(f"{head}\n\n{told}\n", "utf-8")
    return folder


def long_line(folder: Path, size: int) -> Path:
    """Write an article that is one line of about `size` characters; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    source, path = _Writer(17), folder / "line.txt"
    sentences: list[str] = []
    length = 0
    while length < size:
        sentences.append(source.sentence())
        length += len(sentences[-1]) + 1
    head = f"{_front_matter(OUTLETS[0])}{OUTLETS[0]} reports in one line"
    path.write_text(f"{head}\n\n{' '.join(sentences)}\n", "utf-8")
    return path


def _write_article(folder: Path, number: int, facts: Sequence[str]) -> Path:
    """Tell most facts, about as worded, and some that the others do not have."""
    source, outlet = _Writer(number), OUTLETS[number]
    told = [
        source.edited(fact) if source.chance.random() < 0.6 else source.sentence()
        for fact in facts
        if source.chance.random() < 0.8
    ]
    paragraphs = [" ".join(group) for group in _groups(source.chance, told)]
    text = f"{_front_matter(outlet)}{outlet} sees the bridge close\n\n" + "\n\n".join(paragraphs)
    path = folder / f"{number}-{outlet.lower()}.txt"
    path.write_text(text + "\n", "utf-8")
    return path


def _front_matter(outlet: str) -> str:
    return f"---\noutlet: {outlet}\ndate: 2020-09-14\n---\n"


def _groups(source: random.Random, sentences: list[str]) -> Iterator[list[str]]:
    while sentences:
        size = source.randint(1, 4)
        yield sentences[:size]
        sentences = sentences[size:]


def annotate(folder: Path, *, spans: int = 60, reach: int = 40_000) -> None:
    """Put `spans` annotations, many of them overlapping, on every article of `folder`.

    They begin within the first `reach` characters.
    """
    from crossread.annotations.model import annotate as make
    from crossread.annotations.workspace import PutAnnotation, Workspace
    from crossread.articles.collection import load_collection

    collection = load_collection([folder])
    workspace = Workspace.open(collection)
    for number, article in enumerate(collection.articles):
        source = random.Random(number)
        last = min(len(article.text), reach) - 100
        starts = (source.randrange(40, last) for _ in range(spans))
        made = [make(article, s, s + source.randrange(5, 90), tags=_tag(source)) for s in starts]
        workspace.stage("sample annotations", [PutAnnotation(one) for one in made])
    workspace.flush()


def claims(folder: Path, *, count: int = 20) -> None:
    """Put `count` claims into `folder`, each with a mention in every article."""
    from crossread.annotations.model import Claim
    from crossread.annotations.model import annotate as make
    from crossread.annotations.workspace import PutAnnotation, PutClaim, Workspace
    from crossread.articles.collection import load_collection

    workspace = Workspace.open(load_collection([folder]))
    made = [Claim(f"claim-{number}", f"Claim {number} of the event") for number in range(count)]
    workspace.stage("sample claims", [PutClaim(one) for one in made])
    for article in workspace.collection.articles:
        mentions = [
            make(article, 60 + 9 * number, 68 + 9 * number, tags=("reports",), claim=one.id)
            for number, one in enumerate(made)
        ]
        workspace.stage("sample mentions", [PutAnnotation(one) for one in mentions])
    workspace.flush()


def _tag(source: random.Random) -> tuple[str, ...]:
    return (source.choice(["asserts", "reports", "denies"]),)
