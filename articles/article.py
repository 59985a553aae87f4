"""One article as read: immutable text, metadata, and what is derived from the text."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from .furniture import FurnitureLine, find_furniture
from .printable import printable
from .record import record, roomy_record
from .sentences import split_sentences
from .span import Span

if TYPE_CHECKING:
    from .quotations import Quotation

_LONG = 200_000
"""Code points of an article from which on only the surroundings of a place are looked at."""
_LONGEST_PAGE = 500_000
"""Code points up to which an article may be a web page with its furniture."""
_NEARBY = 4_000
"""Code points around a place, about; whole lines."""
_UNREAD = ("_place", "_read_head")
"""What an `UnreadArticle` has besides."""


@record
class Metadata:
    """What is known about an article; unknown is empty or ``None``, never invented."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    date: datetime.date | None = None
    url: str = ""


@roomy_record
class Article:
    """One document as read.

    ``id`` is the path relative to the collection (POSIX slashes); an item of a ``.json``/``.jsonl``
    file adds ``#N``, counted from 1. All offsets are code points of ``text``.
    """

    id: str
    path: Path
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    front_matter: int = 0
    """Length of the front matter at the start of ``text``, its fences included; 0 for none."""

    def __getstate__(self) -> dict[str, object]:
        """What another process gets: nothing derived, to which threads may be adding meanwhile."""
        known = self.__dict__
        return {name: known[name] for name in (*self.__match_args__, *_UNREAD) if name in known}

    @cached_property
    def printable(self) -> str:
        """The text with every control character replaced one for one; same length as ``text``."""
        return printable(self.text)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8 (lone surrogates passed through)."""
        from hashlib import sha256  # costs 5 ms, which the first screen has no time for

        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Every line of the text, blank ones too, without its newline; at least one."""
        spans: list[Span] = []
        start, find = 0, self.text.find  # not `split`: the lines would take the text's memory again
        while (end := find("\n", start)) >= 0:
            spans.append(Span(start, end))
            start = end + 1
        return (*spans, Span(start, len(self.text)))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in text order, furniture included; blanks between them belong to none.

        Front matter is no prose: it holds no sentences and no quotations.
        """
        return tuple(
            Span(span.start + self.front_matter, span.end + self.front_matter)
            for span in split_sentences(self._body)
        )

    def sentences_of(self, paragraph: int) -> tuple[Span, ...]:
        """The sentences of one paragraph; of a long article far sooner there than all of them."""
        start, end = self.paragraphs[paragraph]
        if end <= self.front_matter:
            return ()
        found = split_sentences(self.text[start:end])
        return tuple(Span(start + span.start, start + span.end) for span in found)

    @cached_property
    def furniture(self) -> tuple[FurnitureLine, ...]:
        """Lines that are page text and not the article, in text order.

        A very long text is no web page: of that, front matter alone.
        """
        shift = self.front_matter
        found = find_furniture(self._body) if len(self.text) <= _LONGEST_PAGE else ()
        if not shift:
            return tuple(found)
        head = (
            FurnitureLine(line.start, line.end, "front matter")
            for line in takewhile(lambda line: line.end <= shift, self.paragraphs)
            if line.start < line.end
        )
        return (*head, *(replace(f, start=f.start + shift, end=f.end + shift) for f in found))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quotations in text order, with speakers where the text names one."""
        shift = self.front_matter
        found = _quotations_in(self._body)
        if not shift:
            return tuple(found)
        return tuple(replace(q, start=q.start + shift, end=q.end + shift) for q in found)

    def quotations_near(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations, of a long article those around ``[start, end)`` alone.

        To look for all of them takes seconds in an article of many megabytes. A speaker who is
        named far above is missed then: blank beats slow.
        """
        if len(self.text) <= _LONG:
            return self.quotations
        first = self.text.rfind("\n", 0, max(0, start - _NEARBY)) + 1
        last = self.text.find("\n", min(end + _NEARBY, len(self.text)))
        found = _quotations_in(self.text[first : last if last >= 0 else end + _NEARBY])
        return tuple(replace(q, start=q.start + first, end=q.end + first) for q in found)

    @property
    def _body(self) -> str:
        return self.text[self.front_matter :]

    @property
    def title(self) -> str:
        """The title, or the file's name when the title is unknown."""
        return self.metadata.title or self.path.name

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds ``offset`` (its newline counts as its own)."""
        return max(0, bisect_right(self.paragraphs, offset, key=lambda span: span.start) - 1)

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds ``offset``, else the nearest before, else after."""
        if not self.sentences:
            return None
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)


HeadReader = Callable[[str], tuple[Metadata, int]]
"""Finds what a text says of itself, and the length of its front matter in code points."""


class UnreadArticle(Article):
    """An article whose head is read when somebody asks for what it says.

    Of a library of thousands a screenful is looked at first, and the rest while one looks.
    """

    _place: str
    _read_head: HeadReader

    @classmethod
    def of_text(
        cls, id: str, path: str, text: str, encoding: str, guessed: bool, read_head: HeadReader
    ) -> UnreadArticle:
        """The article of a plain text that was decoded."""
        article = cls.__new__(cls)
        article.__dict__.update(
            id=id,
            text=text,
            encoding=encoding,
            encoding_guessed=guessed,
            _place=path,
            _read_head=read_head,
        )
        return article

    @cached_property
    def path(self) -> Path:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Where the file is."""
        return Path(self._place)

    @cached_property
    def metadata(self) -> Metadata:  # pyright: ignore[reportIncompatibleVariableOverride]
        """What the head says."""
        return self._head[0]

    @cached_property
    def front_matter(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Length of the front matter in code points."""
        return self._head[1]

    @cached_property
    def _head(self) -> tuple[Metadata, int]:
        return self._read_head(self.text)


def _quotations_in(text: str) -> Sequence[Quotation]:
    from .quotations import find_quotations  # which the first screen shows none of

    return find_quotations(text)
