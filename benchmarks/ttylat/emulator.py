"""A terminal's screen and modes, made from the bytes a program writes.

pyte keeps the grid. What it does not know is taken out of the stream before it gets there:
private sequences, device strings, questions to the terminal, the alternate screen, and frames of
synchronised output, which a real terminal shows only when they are complete.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Callable
from typing import Any

import pyte
from pyte.screens import Char

Size = tuple[int, int]
"""Columns and rows."""

Snapshot = dict[int, dict[int, Char]]
"""The cells of a screen, by row and column; a cell that was never written is missing."""

SYNCHRONISED = 2026
ALTERNATE = (47, 1047, 1049)
MOUSE = (9, 1000, 1002, 1003, 1005, 1006, 1015, 1016)
LEFT_ON = {
    1: "application cursor keys",
    1004: "focus reports",
    1049: "the alternate screen",
    2004: "bracketed paste",
    2026: "synchronised output",
    2048: "resize reports",
    **dict.fromkeys(MOUSE, "the mouse"),
}
ALWAYS_ON = {7: "line wrap", 25: "the cursor"}

_OURS = re.compile(
    r"\x1b\[(?P<kind>[<=>?])(?P<numbers>[0-9;:]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\[(?P<colours>[0-9;]*:[0-9;:]*)m"
    r"|\x1b\[(?P<unused>[0-9;:]*(?:[ -/]+[@-~]|[tuSTb]))"
    r"|\x1b\](?P<osc>[^\x07\x1b\x9c]*)(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[P_^X](?P<device>[^\x1b\x9c]*)(?:\x1b\\|\x9c)"
)
_UNFINISHED = re.compile(
    r"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[()#%]|\][^\x07\x1b\x9c]*\x1b?|[P_^X][^\x1b\x9c]*\x1b?)?\Z"
)


class Emulator:
    """The screen of an xterm-like terminal.

    Attributes:
        modes: the private modes that the program has switched on.
        frames: how many synchronised frames were completed.
        titles: every window title that was set.
        clipboard: every text that was put on the clipboard (OSC 52).
    """

    def __init__(self, size: Size, reply: Callable[[bytes], object] = lambda data: None) -> None:
        self.screen = pyte.Screen(*size)
        self.screen.write_process_input = self._answer
        self.modes: set[int] = set(ALWAYS_ON)
        self.frames = 0
        self.keyboard_levels = 0
        self.titles: list[str] = []
        self.clipboard: list[str] = []
        self._reply = reply
        self._stream = pyte.Stream(self.screen, strict=False)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._unfinished = ""
        self._main_screen: tuple[Any, Any] | None = None

    def _answer(self, data: str) -> None:
        self._reply(data.encode())

    @property
    def painting(self) -> bool:
        """Whether a synchronised frame is open: nothing of it is visible yet."""
        return SYNCHRONISED in self.modes

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the program; sequences may be cut anywhere."""
        text = self._unfinished + self._decoder.decode(data)
        cut = _UNFINISHED.search(text)
        self._unfinished = text[cut.start() :] if cut else ""
        text = text[: cut.start()] if cut else text
        at = 0
        for match in _OURS.finditer(text):
            self._stream.feed(text[at : match.start()])
            self._handle(match)
            at = match.end()
        self._stream.feed(text[at:])

    def skip(self) -> None:
        """Forget what has begun, sequence or frame: its end is among what is left out."""
        self._decoder.reset()
        self._unfinished = ""
        self.modes.discard(SYNCHRONISED)

    def _handle(self, match: re.Match[str]) -> None:
        if match["kind"]:
            self._private(match)
        elif match["colours"]:
            self._stream.feed(f"\x1b[{_without_colons(match['colours'])}m")
        elif match["osc"] is not None:
            self._system_command(match["osc"])

    def _private(self, match: re.Match[str]) -> None:
        kind, final = match["kind"], match["final"]
        numbers = [int(n) for n in match["numbers"].split(";") if n.isdigit()]
        if kind == "?" and final in "hl" and not match["middle"]:
            for number in numbers:
                self._set_mode(number, final == "h")
        elif kind == "?" and final == "p" and numbers:
            state = (1 if self.painting else 2) if numbers[0] == SYNCHRONISED else 0
            self._reply(b"\x1b[?%d;%d$y" % (numbers[0], state))
        elif final == "u" and kind in "<>":
            step = 1 if kind == ">" else -1
            self.keyboard_levels = max(0, self.keyboard_levels + step)

    def _set_mode(self, number: int, on: bool) -> None:
        if number in ALTERNATE:
            self._swap_screens(on)
            number = 1049
        if number == SYNCHRONISED and not on and self.painting:
            self.frames += 1
        (self.modes.add if on else self.modes.discard)(number)
        if number == 7:
            self._stream.feed("\x1b[?7h" if on else "\x1b[?7l")

    def _swap_screens(self, to_alternate: bool) -> None:
        screen = self.screen
        if to_alternate and self._main_screen is None:
            cells = {y: dict(screen.buffer[y]) for y in range(screen.lines)}
            self._main_screen = cells, (screen.cursor.x, screen.cursor.y)
            self._stream.feed("\x1b[2J\x1b[H")
        elif not to_alternate and self._main_screen is not None:
            cells, (screen.cursor.x, screen.cursor.y) = self._main_screen
            self._main_screen = None
            for y in range(screen.lines):
                screen.buffer[y].clear()
                screen.buffer[y].update(cells.get(y, {}))
            screen.dirty.update(range(screen.lines))

    def _system_command(self, command: str) -> None:
        code, _, rest = command.partition(";")
        if code in ("0", "1", "2"):
            self.titles.append(rest)
        elif code == "52":
            try:
                content = base64.b64decode(rest.partition(";")[2], validate=True)
            except binascii.Error:
                content = rest.encode()
            self.clipboard.append(content.decode("utf-8", "replace"))

    def rows(self) -> list[str]:
        """The visible text, a string a row, without trailing blanks."""
        columns = range(self.screen.columns)
        lines = (self.screen.buffer[y] for y in range(self.screen.lines))
        # The second cell of a wide character is empty, so plain joining keeps the text as written.
        return ["".join(line[x].data for x in columns).rstrip() for line in lines]

    def text(self) -> str:
        """The visible text as one string with line ends."""
        return "\n".join(self.rows())

    def is_blank(self) -> bool:
        """Whether nothing can be read on the screen."""
        return not any(
            cell.data.strip() for line in self.screen.buffer.values() for cell in line.values()
        )

    def snapshot(self) -> Snapshot:
        """The cells now, to compare with later by `differs`."""
        self.screen.dirty.clear()
        return {y: dict(self.screen.buffer[y]) for y in range(self.screen.lines)}

    def differs(self, before: Snapshot) -> bool:
        """Whether a cell looks different from `before`, the last snapshot."""
        blank, columns = self.screen.default_char, range(self.screen.columns)
        for y in self.screen.dirty:
            old, new = before.get(y, {}), self.screen.buffer[y]
            if any(new[x] != old.get(x, blank) for x in columns):
                return True
        return False

    def resize(self, size: Size) -> None:
        """Change the size as the window of a terminal does: rows are kept from the top."""
        columns, lines = size
        keep = self.snapshot()
        self.screen.resize(lines, columns)
        for y in range(lines):
            self.screen.buffer[y].clear()
            self.screen.buffer[y].update({x: c for x, c in keep.get(y, {}).items() if x < columns})

    def left_on(self) -> list[str]:
        """What a program that ended now would leave behind, in words; empty if nothing."""
        left = {what for mode, what in LEFT_ON.items() if mode in self.modes}
        left |= {f"{what} off" for mode, what in ALWAYS_ON.items() if mode not in self.modes}
        if self.keyboard_levels:
            left.add("the keyboard protocol")
        if self.screen.cursor.attrs != self.screen.default_char:
            left.add("colours")
        return sorted(left)


def _without_colons(numbers: str) -> str:
    """The numbers of SGR with colons in the older form that uses semicolons only."""
    plain: list[str] = []
    for group in numbers.split(";"):
        first, *rest = group.split(":")
        if first in ("38", "48") and rest:
            plain += [first, rest[0], *(rest[-3:] if rest[0] == "2" else rest[1:2])]
        elif first != "58":  # the colour of an underline, which the grid does not hold
            plain.append("24" if [first, *rest] == ["4", "0"] else first)
    return ";".join(plain)
