"""Picking words by letters: `s`, a letter for the first word, a letter for the last one."""

from collections.abc import Callable, Mapping
from string import ascii_lowercase, ascii_uppercase

from textual import events

from ...articles.span import Span
from ..place import at, select
from .base import ReaderBase

LETTERS = ascii_lowercase + ascii_uppercase


class Picking(ReaderBase):
    """A mode in which every word, or every sentence, in sight is a key away."""

    targets: Mapping[str, Span]
    """What each letter stands for; empty outside the mode."""
    picked: Callable[[Span], None]

    def pick_from(self, kind: str, after: int, prompt: str, picked: Callable[[Span], None]) -> None:
        """Put letters on words or sentences from ``after`` on, then those before; wait for one."""
        index = self.desk.current
        column = self.column_of(index)
        if column is None:
            return
        seen = column.on_screen
        motions, text = self.sheet.motions, self.sheet.article.printable
        ahead: list[Span] = []
        unit = motions.following(kind, seen.start - 1)
        while unit is not None and unit.start < seen.end:
            if text[unit.start].isascii() or text[unit.start].isalpha():
                ahead.append(unit)
            unit = motions.following(kind, unit.start)
        ordered = sorted(ahead, key=lambda u: (u.start < after, u.start))
        self.targets = dict(zip(LETTERS, ordered, strict=False))
        self.picked = picked
        column.set_labels({span.start: letter for letter, span in self.targets.items()})
        self.tell(prompt)

    @property
    def picking(self) -> bool:
        """Whether a letter is waited for."""
        return bool(self.targets)

    def pick(self, event: events.Key) -> None:
        """Take the letter; any other key ends the mode."""
        found = self.targets.get(event.character or "")
        self.stop_picking()
        if found is None:
            self.tell("nothing picked", "line--quiet")
        else:
            self.picked(found)

    def stop_picking(self) -> None:
        """End the mode."""
        column = self.column_of(self.desk.current)
        if self.targets and column is not None:
            column.set_labels({})
        self.targets = {}

    def action_select_words(self) -> None:
        """Select from word to word: a letter for the first, a letter for the last."""

        here = self.sentence_here().start

        def first(word: Span) -> None:
            self.go(select(word), scroll=False)
            self.pick_from("word", here, "the last word’s letter", last)

        def last(word: Span) -> None:
            chosen = self.sheet.place.selection
            if chosen is not None:
                start, end = min(chosen.start, word.start), max(chosen.end, word.end)
                self.go(select(Span(start, end)), scroll=False)

        self.pick_from("word", here, "select: the first word’s letter", first)

    def action_jump(self) -> None:
        """Go to any sentence in sight by its letter."""

        def go(sentence: Span) -> None:
            self.go(at(sentence.start), scroll=False)

        self.pick_from("sentence", self.sheet.place.caret, "jump to the sentence’s letter", go)
