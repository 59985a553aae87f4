"""From key presses to commands: single keys, sequences such as ``g g``, and counts. No Textual."""

from collections.abc import Iterable, Mapping, Sequence

from ..articles.record import record
from .commands import COMMANDS, Command
from .strokes import Strokes, sequences, shown_sequence, stroke

MOST = 9_999
"""The largest count; further digits change nothing, so that no key takes forever."""
COUNT = "app.count"
"""The command that makes the next digits a count."""
CANCEL = frozenset({"escape", "ctrl+g"})
"""Keys that end what was begun: a sequence, a count, a choice of letters, a selection."""


class KeyTable:
    """Which command a sequence of keys means on a screen or in a mode."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        self._commands: dict[str, dict[Strokes, Command]] = {}
        for entry in COMMANDS:
            table = self._commands.setdefault(entry.screen, {})
            for strokes in sequences(keymap.get(entry.id, entry.keys)):
                table[strokes] = entry

    def of(self, screens: Iterable[str], strokes: Strokes) -> Iterable[Command]:
        """The commands that the strokes mean, of the first screen first."""
        for screen in screens:
            entry = self._commands.get(screen, {}).get(strokes)
            if entry is not None:
                yield entry

    def find(self, screen: str, key: str, character: str | None) -> Command | None:
        """The command of ``screen`` that one key means."""
        return next(iter(self.of((screen,), (stroke(key, character),))), None)

    def begins(self, screens: Iterable[str], strokes: Strokes) -> bool:
        """Whether a sequence begins with these strokes."""
        return any(True for _ in self._after(screens, strokes))

    def following(self, screens: Iterable[str], strokes: Strokes) -> list[tuple[str, str]]:
        """What may follow a prefix: the keys, and what they do."""
        found: dict[str, str] = {}
        for rest, entry in self._after(screens, strokes):
            found.setdefault(shown_sequence(rest), entry.title)
        return list(found.items())

    def _after(self, screens: Iterable[str], strokes: Strokes) -> Iterable[tuple[Strokes, Command]]:
        size = len(strokes)
        for screen in screens:
            for known, entry in self._commands.get(screen, {}).items():
                if len(known) > size and known[:size] == strokes:
                    yield known[size:], entry


@record
class Pressed:
    """What a key came to."""

    commands: Sequence[Command] = ()
    """What it means, of the innermost screen first."""
    count: int = 0
    """How many times; 0 when no count was given."""
    tag: bool = False
    """Whether a digit was meant as the key of a tag."""
    taken: bool = False
    """Whether the key is used up, be it by a sequence that it began or ended."""


class Keyboard:
    """What was pressed so far of a sequence or a count.

    With ``digits`` a digit begins a count, and the count key makes it a tag's key again.
    """

    def __init__(self, table: KeyTable, *, digits: bool = False) -> None:
        self.table = table
        self.digits = digits
        self.strokes: Strokes = ()
        self.count = 0
        self._counting = False

    @property
    def waiting(self) -> bool:
        """Whether more keys are awaited."""
        return bool(self.strokes or self._counting or self.count)

    @property
    def shown(self) -> str:
        """What was pressed so far, for the status line."""
        begun = "tag…" if self.digits else "how many times…"
        number = f"{self.count} ×" if self.count else begun if self._counting else ""
        return " ".join(filter(None, (number, shown_sequence(self.strokes))))

    def clear(self) -> None:
        """Forget what was pressed."""
        self.strokes, self.count, self._counting = (), 0, False

    def press(self, screens: Sequence[str], key: str) -> Pressed:
        """Take a key (`stroke`) for commands of ``screens``, the innermost first."""
        if key in CANCEL and self.waiting:
            self.clear()
            return Pressed(taken=True)
        if not self.strokes and key.isascii() and key.isdigit():
            pressed = self._digit(int(key))
            if pressed is not None:
                return pressed
        strokes = (*self.strokes, key)
        commands = list(self.table.of(screens, strokes))
        if commands and commands[0].id == COUNT:
            self.strokes, self.count, self._counting = (), 0, True
            return Pressed(taken=True)
        if not commands and self.table.begins(screens, strokes):
            self.strokes = strokes
            return Pressed(taken=True)
        pressed = Pressed(commands, self.count, taken=self.waiting)
        self.clear()
        return pressed

    def _digit(self, digit: int) -> Pressed | None:
        """A digit as part of a count, or as a tag's key; ``None``: as any other key."""
        if self.digits and self._counting:
            self.clear()
            return Pressed(tag=True, taken=True)
        if self._counting or self.count or (self.digits and digit):
            self.count = min(MOST, self.count * 10 + digit)
            return Pressed(taken=True)
        return None
