"""The guided tour: one thing to try after another, with the person's own keys. No Textual."""

from __future__ import annotations

from contextlib import suppress
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from .commands import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..annotations.codebook import Codebook

TAG = "tag"
"""Stands for a tag key, which is no command."""


_MARK = "toured"
"""The file in the user's state folder that says that the tour has been shown."""


def is_due(state: Path) -> bool:
    """Whether the tour was never shown, as far as the user's ``state`` folder tells."""
    return not (state / _MARK).exists()


def remember(state: Path) -> None:
    """Do not show it by itself again; where that cannot be kept, it is shown once more."""
    with suppress(OSError):
        state.mkdir(parents=True, exist_ok=True)
        (state / _MARK).touch()


class Step(NamedTuple):
    """Something to do. ``{0}`` and so on in the texts are the keys of the commands."""

    text: str
    commands: tuple[str, ...]
    """The first is what is asked for."""
    meanwhile: str = ""
    """What to say while that is under way."""


STEPS = (
    Step("{0} goes to the next sentence: try it.", ("reader.next-sentence",)),
    Step(
        "{0} jumps to the passage in the next article that says the same; {1} comes back.",
        ("reader.counterpart", "reader.back"),
    ),
    Step(
        "{0} searches all articles.",
        ("reader.search",),
        "Type a word, such as oracle, then enter: every hit is marked.",
    ),
    Step("{0} tags the sentence. It is saved at once.", (TAG,)),
    Step(
        "{0} puts it under a claim: enter takes the words offered.",
        ("reader.claim", "proposal.accept", "proposal.reject", "proposal.done"),
        "Is this the same claim? {1} yes, {2} no, {3} ends the questions.",
    ),
    Step(
        "{0} opens the claim board: who says what. {1} comes back.",
        ("reader.claims", "board.back"),
    ),
    Step("{0} undoes, step by step, as far back as you like.", ("reader.undo",)),
    Step(
        "{0} leaves, {1} lists all keys, {2} shows this again.",
        ("app.leave", "app.help", "reader.tour"),
    ),
)


class Tour:
    """How far one is. A step is done when its command was given and the columns have the keys."""

    def __init__(self, keymap: Mapping[str, str], codebook: Codebook) -> None:
        self._keymap = keymap
        self._codebook = codebook
        self._number = 0
        self._under_way = False

    @property
    def ended(self) -> bool:
        """Whether every step was done."""
        return self._number >= len(STEPS)

    def parts(self, *, busy: bool = False) -> list[tuple[str, str]]:
        """What to try now: (words, ``bold`` for keys).

        ``busy`` while something else than the columns has the keys.
        """
        step = STEPS[self._number]
        words = step.meanwhile if busy and self._under_way and step.meanwhile else step.text
        found: list[tuple[str, str]] = []
        for said, number, _, _ in Formatter().parse(words):
            found.append((said, ""))
            if number is not None:
                found.append((self._key(step.commands[int(number)]), "bold"))
        return found

    @property
    def head(self) -> str:
        """How far one is, e.g. ``Tour 2/8``."""
        return f"Tour {self._number + 1}/{len(STEPS)}"

    def saw(self, command_id: str) -> None:
        """A command was given; at the last step, any ends the tour."""
        last = self._number == len(STEPS) - 1
        self._under_way = self._under_way or last or command_id == STEPS[self._number].commands[0]

    def go_on(self) -> bool:
        """The columns have the keys: whether that ends a step."""
        if not self._under_way:
            return False
        self._number, self._under_way = self._number + 1, False
        return True

    def _key(self, command_id: str) -> str:
        if command_id != TAG:
            return key_of(command_id, self._keymap)
        keys = [tag.key for tag in self._codebook.tags if tag.key and not tag.retired]
        return keys[0] if keys else key_of("reader.tag-palette", self._keymap)
