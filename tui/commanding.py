"""What the app does with keys: commands, the palette that lists them, help, and the cursor."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import App, SystemCommand
from textual.errors import NoWidget
from textual.geometry import Offset, Region
from textual.widget import Widget

from .beneath import row_of_option
from .commands import COMMANDS, key_of
from .dispatch import carry_out, press
from .keyboard import COUNT
from .reader.screen import ReaderScreen
from .widgets.key_line import KeyLine
from .widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.dom import DOMNode
    from textual.screen import Screen
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
_LONGEST = 10.0
"""Seconds that what is typed waits for what was typed before it, at most: nothing may stop keys."""
_ROUNDS = 9
"""How often the way of a key is gone at most, while each time something else comes to the front."""
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


class Turns:
    """Keys, clicks and pastes one after the other: each where those before it have led.

    Textual hands a letter to the field in hand at once, while tab, enter or backspace may go all
    the way up to the app before they do anything, and what they open comes later still. Letters
    that follow each other into one field keep their order there, and do not wait.
    """

    def __init__(self, app: CrossreadApp) -> None:
        self._app = app
        self._held: deque[events.Event] = deque()
        self._turn = 0
        """Counts what was waited for, and its steps: what comes late means nothing."""
        self._asked: DOMNode = app
        self._rest: Sequence[DOMNode] = ()
        self._then: Callable[[], None] = self._hand_out_soon
        self._watch: asyncio.TimerHandle | None = None
        self._looks = 0
        self._field: Widget | None = None
        """The field into which goes what is waited for, when that is letters and nothing else."""
        self._more = False
        """Whether more letters have followed since the present way was begun."""

    @property
    def waiting(self) -> bool:
        """Whether something typed is still on its way."""
        return self._watch is not None

    def hold(self, event: events.Event) -> bool:
        """Keep something typed until what came before it has been done; whether it has to wait."""
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if not (typed and self.waiting):
            return False
        if not self._held and self._field is not None and self._field is self._field_of(event):
            return False
        self._held.append(event)
        return True

    def _field_of(self, event: events.Event) -> Widget | None:
        """The field that a letter goes into."""
        field = self._app.focused
        letter = isinstance(event, events.Key) and event.is_printable
        return field if letter and hasattr(field, "cursor_blink") else None

    def begin(self, event: events.Event) -> None:
        """Something typed is on its way: wait until it was handled, and so was what it led to.

        The app's own queue is not stopped meanwhile: the way of a key may end in it.
        """
        self._looks = int(_LONGEST / _LOOK)
        self._more = self.waiting
        if not self._more:
            self._field = self._field_of(event)
            self._look_later()
            self._round(_ROUNDS)

    def _round(self, left: int) -> None:
        """Go the way of a key: from the field in hand through all around it up to the app."""
        app = self._app
        front = app.screen, app.focused

        def ended() -> None:
            # What a key did has said so in the queues that were gone through already: once more.
            moved = (app.screen, app.focused) != front
            if self._more:
                self._more = False
                self._round(_ROUNDS)
            elif left and (moved or left == _ROUNDS):
                self._round(left - 1)
            else:
                self._hand_out_soon()

        self._then = ended
        self._go([*(front[1] or front[0]).ancestors_with_self])

    def _go(self, way: Sequence[DOMNode]) -> None:
        self._turn += 1
        for number, node in enumerate(way, 1):
            self._asked, self._rest = node, way[number:]
            if node.call_later(self._arrived, self._turn):
                return
        self._then()

    def _arrived(self, turn: int) -> None:
        if turn == self._turn:
            self._go(self._rest)

    def _look_later(self) -> None:
        self._watch = asyncio.get_running_loop().call_later(_LOOK, self._look)

    def _look(self) -> None:
        """A widget that is gone answers nothing, and nothing may be waited for without end."""
        if not self._app.is_running:
            return
        self._look_later()
        self._looks -= 1
        asked = self._asked
        if not self._looks:
            self._hand_out_soon()
        elif isinstance(asked, Widget) and asked.is_mounted and not asked.is_running:
            self._go(self._rest)

    def _hand_out_soon(self) -> None:
        """In the app's turn, and after all that it was asked to do next."""
        self._turn += 1
        self._asked, self._rest, self._then = self._app, (), self._hand_out_soon
        self._app.call_later(self._hand_out, self._turn)

    async def _hand_out(self, turn: int) -> None:
        if turn != self._turn or self._watch is None:
            return
        if self._more:
            self._more = False
            self._round(_ROUNDS)
            return
        self._watch.cancel()
        self._watch = None
        while self._held and not self.waiting:
            await self._app.on_event(self._held.popleft())


class Commanding(OwnCursor):
    """Carries out the commands of the table, however they are asked for."""

    session: Session
    keymap: Mapping[str, str]
    key_table: KeyTable
    keyboard: Keyboard
    turns: Turns
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
