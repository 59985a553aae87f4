"""From a key, or a click on its name, to the command of the screen that is shown."""

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.events import Key
from textual.screen import Screen

from .commands import Command
from .strokes import stroke
from .widgets.line import Line

if TYPE_CHECKING:
    from .app import CrossreadApp
    from .keyboard import Pressed


def takes_commands(screen: "Screen[object]") -> bool:
    """Whether keys are commands here now, and not text or answers to a dialog."""
    if not getattr(screen, "SCREEN", ""):
        return False
    return screen.focused is None or getattr(screen.focused, "TAKES_COMMANDS", False)


async def press(app: "CrossreadApp", event: Key, screens: Sequence[str] = ()) -> "Pressed":
    """Take a key for the screen in front and carry out what it means.

    Of a command that the innermost screen has no method for, the next one's counts: on a list
    *enter* may open a row whether or not the screen has a word to say about it.
    """
    screen = app.screen
    screens = screens or (getattr(screen, "SCREEN", ""), "list", "app")
    keyboard = app.keyboard
    pressed = keyboard.press(screens, stroke(event.key, event.character))
    await show_pending(app)
    for entry in pressed.commands:
        if await carry_out(app, entry, pressed.count):
            break
    return pressed


async def carry_out(app: "CrossreadApp", entry: Command, count: int = 0) -> bool:
    """Carry out a command of the screen in front, or of the app; whether there was one."""
    host = app if entry.screen == "app" else app.screen
    act = getattr(host, f"action_{entry.action}", None)
    if act is None:
        return False
    done = act(count) if entry.counted and count else act()
    if inspect.isawaitable(done):
        await done
    return True


async def show_pending(app: "CrossreadApp") -> None:
    """Show what was pressed so far, and what may follow; or take both away."""
    keyboard, screen = app.keyboard, app.screen
    if not (keyboard.waiting or app.pending_shown):
        return
    app.pending_shown = keyboard.waiting
    for line in screen.query("#status").results(Line):
        line.cover([(f" {keyboard.shown}", "line--strong")] if keyboard.waiting else ())
    from .widgets.which_key import WhichKey

    shown = next(iter(screen.query(WhichKey)), None)
    if keyboard.strokes:
        if shown is None:
            shown = WhichKey()
            await screen.mount(shown)
        names = (getattr(screen, "SCREEN", ""), "list", "app")
        shown.show(keyboard.shown, keyboard.table.following(names, keyboard.strokes))
    elif shown is not None:
        shown.display = False
