"""Picking words and sentences by letters that are written over them."""

from collections.abc import Callable, Sequence
from unicodedata import combining

from textual import events

from ...articles.span import Span
from ..keyboard import CANCEL
from ..place import at, select
from .base import Target
from .topic import Topic

ALPHABET = "asdfghjklqwertyuiopzxcvbnm"
"""The letters of labels, those of the home row first."""
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
_LOOK = 12
"""Code points at the beginning of a word or sentence among which a letter is looked for."""


class Picking(Topic):
    """A mode in which every word, or every sentence, in sight is one or two letters away."""

    picked: Callable[[Target], None]
    _typed = ""

    def pick_from(
        self, targets: Sequence[Target], prompt: str, picked: Callable[[Target], None]
    ) -> None:
        """Put letters on the targets, short ones on the first; wait for one to be typed."""
        self.targets = dict(zip(labels(len(targets)), targets, strict=False))
        self.picked, self._typed = picked, ""
        self._show_labels()
        self.tell(prompt)

    def in_sight(self, kind: str, index: int) -> list[Target]:
        """The words or sentences of an article that are on screen and not folded away."""
        column, sheet = self.column_of(index), self.desk.sheets[index]
        found: list[Target] = []
        if column is not None:
            seen = column.on_screen
            unit = sheet.motions.following(kind, seen.start - 1)
            while unit is not None and unit.start < seen.end:
                found.append((index, unit))
                unit = sheet.motions.following(kind, unit.start)
        return found

    def _show_labels(self) -> None:
        """Show what is still to be typed of every label that begins with what was typed."""
        shown: dict[int, dict[int, str]] = {index: {} for index in self.window}
        rest = {label[len(self._typed) :]: target for label, target in self.targets.items()}
        spots = {
            label: label_spot(self.desk.sheets[index].article.printable, span)
            for label, (index, span) in rest.items()
        }
        for label, (index, _) in rest.items():
            shown[index][spots[label]] = label[0]
        for label, (index, _) in rest.items():
            second = spots[label] + 1
            text = self.desk.sheets[index].article.printable
            # No room for the second letter: it is shown once the first one was typed.
            free = second not in shown[index] and text[second : second + 1] not in ("", "\n")
            if label[1:] and free and not _joined(text, second):
                shown[index][second] = label[1]
        for index, letters in shown.items():
            column = self.column_of(index)
            if column is not None:
                column.set_labels(letters)

    @property
    def picking(self) -> bool:
        """Whether a letter is waited for."""
        return bool(self.targets)

    def pick(self, event: events.Key) -> None:
        """Take a letter; a key that no label has next ends the mode."""
        self._typed += event.character or " "
        left = {a: b for a, b in self.targets.items() if a.startswith(self._typed)}
        found = left.get(self._typed)
        self.targets = {} if found or event.key in CANCEL else left
        self._show_labels()
        if found is not None:
            self.picked(found)
        elif not self.targets:
            self.tell("nothing picked", "line--quiet")

    def stop_picking(self) -> None:
        """End the mode."""
        if self.targets:
            self.targets = {}
            self._show_labels()

    def action_select_words(self) -> None:
        """Select from word to word: letters for the first, letters for the last."""
        here = self.sentence_here().start
        words = self.in_sight("word", self.desk.current)
        words.sort(key=lambda target: (target[1].start < here, target[1].start))

        def first(target: Target) -> None:
            self.go(select(target[1]), scroll=False)
            self.pick_from(words, "the last word’s letters", last)

        def last(target: Target) -> None:
            chosen = self.sheet.place.selection
            if chosen is not None:
                start, end = min(chosen.start, target[1].start), max(chosen.end, target[1].end)
                self.go(select(Span(start, end)), scroll=False)

        self.pick_from(words, "select: the first word’s letters", first)

    def action_jump(self) -> None:
        """Go to any sentence in sight, in any column, by its letters."""
        current, caret = self.desk.current, self.sheet.place.caret

        def away(target: Target) -> tuple[int, int]:
            index, sentence = target
            return abs(index - current), abs(sentence.start - caret) if index == current else 0

        def go(target: Target) -> None:
            index, sentence = target
            self.desk.remember()
            if index != current:
                self.take_in_hand(index)
            self.go(at(sentence.start), scroll=False)

        found = [target for index in self.window for target in self.in_sight("sentence", index)]
        self.pick_from(sorted(found, key=away), "jump to the sentence’s letters", go)


def labels(count: int) -> list[str]:
    """As many labels of one or two letters as there may be, the short ones first.

    None begins another one, so that each is complete when its last letter is typed.
    """
    letters = len(ALPHABET)
    leads = 0
    while leads < letters and letters - leads + leads * letters < count:
        leads += 1
    single, lead = ALPHABET[: letters - leads], ALPHABET[letters - leads :]
    return [*single, *(a + b for a in lead for b in ALPHABET)][:count]


def label_spot(text: str, span: Span) -> int:
    """Where a label goes: the first letter or digit, rather than an opening quotation mark."""
    for offset in range(span.start, min(span.end, span.start + _LOOK)):
        if text[offset].isalnum() and not _joined(text, offset):
            return offset
    return span.start


def _joined(text: str, offset: int) -> bool:
    """Whether a code point and the next one are drawn as one sign, which a letter would break."""
    return any(one in _JOINERS or combining(one) for one in text[offset : offset + 2])
