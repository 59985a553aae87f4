"""What the app does with keys: commands, the palette that lists them, help, and the cursor."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import App, SystemCommand
from textual.errors import NoWidget
from textual.geometry import Offset, Region

from .beneath import row_of_option
from .commands import COMMANDS, key_of
from .dispatch import carry_out, press
from .keyboard import COUNT
from .reader.screen import ReaderScreen
from .widgets.key_line import KeyLine
from .widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget
    from textual.widgets import OptionList

    from .app import CrossreadApp
    from .keyboard import Keyboard, KeyTable
    from .session import Session

_CLICK = 10.0
"""Seconds that a key waits for a click before it, at most.

Never needed, but for what a click opens the first time, on a slow machine: it is imported then.
"""
_LOOK = 0.1
"""Seconds between looks at whether what is waited for is still there."""
LONGEST_LINE = 10_000
"""Characters that may be pasted into a field of one line."""
LONGEST_PARAGRAPH = 100_000
"""Characters without a line's end that may be pasted into a note: it is broken anew at each key."""


class OwnCursor(App[None]):
    """The terminal's own cursor goes where keys go, as screen readers look there.

    Columns and grids put it where they want it; for fields and lists of options it is done here.
    """

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Nothing blinks: no text cursor either."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False  # pyright: ignore[reportAttributeAccessIssue]
        if hasattr(event.widget, "cursor_screen_offset"):
            self.call_after_refresh(self._stand_in, event.widget)

    def _stand_in(self, field: Widget) -> None:
        """A field that has just been laid out did not know where it is."""
        if field.has_focus:
            self._stand(field, field.cursor_screen_offset)  # pyright: ignore[reportUnknownArgumentType, reportAttributeAccessIssue, reportUnknownMemberType]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The terminal's own cursor goes to the option."""
        self.call_after_refresh(self._stand_before, event.option_list, event.option_index)

    def _stand_before(self, listed: OptionList, option: int) -> None:
        if listed.has_focus and option == listed.highlighted:
            row = row_of_option(listed, option) - listed.scroll_offset.y
            self._stand(listed, listed.content_region.offset + Offset(0, row))

    def _stand(self, widget: Widget, place: Offset) -> None:
        """Put the terminal's own cursor there, for screen readers: it goes along with a picture."""
        if place != self.cursor_position:
            self.cursor_position = place
            widget.refresh(Region(0, 0, 1, 1))


class Commanding(OwnCursor):
    """Carries out the commands of the table, however they are asked for."""

    session: Session
    keymap: Mapping[str, str]
    key_table: KeyTable
    keyboard: Keyboard
    clicked: Offset | None = None
    """Where the mouse was pressed or let go since the last key."""
    pending_shown = False
    """Whether a begun sequence or count is shown."""

    @property
    def _me(self) -> CrossreadApp:
        return cast("CrossreadApp", self)

    async def click_taken(self) -> None:
        """Wait until a click was acted on: by the widget below the mouse, and by its screen.

        It goes through the queues of both, and a key pressed right after it through none.
        """
        way: Sequence[DOMNode] = ()
        if self.clicked is not None:
            with suppress(NoWidget):
                above, _ = self.screen.get_widget_at(*self.clicked)
                way = [node for node in above.ancestors_with_self if node != self]
        self.clicked = None
        taken = asyncio.Event()
        asked: DOMNode = self.screen

        def on(nodes: Sequence[DOMNode]) -> None:
            nonlocal asked
            # What was opened, if anything, has to be there too.
            asked = nodes[0] if nodes else self.screen
            if not (asked.call_later(on, nodes[1:]) if nodes else asked.call_later(taken.set)):
                taken.set()

        # Twice to the widget itself: what it makes of the click stands behind the first call.
        on([*way[:1], *way])
        looks = int(_CLICK / _LOOK)
        while looks and not taken.is_set() and asked.is_running:
            looks -= 1
            with suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), _LOOK)

    async def take_key(self, event: events.Key) -> bool:
        """Carry out what a key means on the screen in front; whether it meant anything."""
        if isinstance(self.screen, ReaderScreen):
            return await self.screen.take_key(event)
        pressed = await press(self._me, event)
        return pressed.taken or bool(pressed.commands)

    def too_long(self, event: events.Paste) -> bool:
        """Refuse to paste what no field is meant for: each key after that would take long."""
        if len(event.text) <= LONGEST_LINE:
            return False
        from textual.widgets import Input, TextArea

        said = ""
        if isinstance(self.focused, Input):
            said = f"{len(event.text):,} characters are too many for a line"
        elif isinstance(self.focused, TextArea):
            longest = max(map(len, event.text.split("\n")))
            if longest > LONGEST_PARAGRAPH:
                said = f"a line of {longest:,} characters is too long for a note; break it first"
        if said:
            self._me.say(f"not pasted: {said}")
        return bool(said)

    @on(Line.Pressed, "#hints")
    async def _key_clicked(self, event: Line.Pressed) -> None:
        """A key in the line at the foot was clicked: do what it does."""
        entry = event.line.command_at(event.part) if isinstance(event.line, KeyLine) else None
        if entry is not None:
            await carry_out(self._me, entry)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette holds the table of commands and nothing else."""
        from .strokes import shown_keys

        for entry in COMMANDS:
            if entry.screen not in ("app", getattr(screen, "SCREEN", "")) or entry.id == COUNT:
                continue
            host = self if entry.screen == "app" else screen
            act = getattr(host, f"action_{entry.action}", None)
            if act is not None:
                keys = shown_keys(self.keymap.get(entry.id, entry.keys))
                chosen = partial(self._if_still_there, host, act)
                yield SystemCommand(entry.title, f"{entry.group}, {keys}", chosen)

    def _if_still_there(self, host: DOMNode, act: Callable[[], object]) -> object:
        """A key may close the screen between the choice in the palette and the act."""
        return act() if host in (self, self.screen) else None

    def action_help(self) -> None:
        """Every command with its keys."""
        from .screens.help import Help

        self.push_screen(Help(self.session.workspace.codebook, self.keymap))

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Textual's palette, with this program's way out of a dialog."""
        from .screens.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_save(self) -> None:
        """Save what could not be saved yet, or say that everything is."""
        if self.session.workspace.pending:
            self._me.save(())
        elif isinstance(self.screen, ReaderScreen):
            self.screen.tell("everything is saved")
        else:
            self._me.say("everything is saved")

    def action_suspend(self) -> None:
        """Stop, and give the terminal back to the shell; its ``fg`` continues."""
        self.action_suspend_process()

    def action_help_quit(self) -> None:
        """Ctrl+C: said in this program's own words."""
        self._me.say(f"{key_of('app.leave', self.keymap)} leaves")
