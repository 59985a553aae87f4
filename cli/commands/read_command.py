"""`crossread read`: the reader."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..echo import no_echo
from ..failure import Failure
from ..main import COMMANDS, USAGE
from ..utf8 import speak_utf8

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ...articles.collection import Collection
    from ...tui.looks import Look
    from ...tui.settings import Settings

_NO_TERMINAL = (
    "the reader needs a terminal, and {} is none; "
    "in a pipe use crossread search, claims, export or another command"
)

_CANNOT = ("dumb", "unknown")
_NO_POSITION = (
    "the terminal calls itself {} and cannot move its cursor, which the reader needs; "
    "set TERM to what it is (xterm-256color), or use crossread search, claims or export"
)


def run(options: argparse.Namespace) -> int:
    """Open the reader; the exit code is the app's own."""
    for path in options.paths:
        _check_meaning(path)
    for stream, name in (
        (sys.stdin, "standard input"),
        (sys.stdout, "standard output"),
        (sys.stderr, "standard error"),
    ):
        if not _is_terminal(stream) and not _is_served():
            raise Failure(_NO_TERMINAL.format(name), USAGE)
    if os.environ.get("TERM") in _CANNOT and not _is_served():
        raise Failure(_NO_POSITION.format(os.environ["TERM"]), USAGE)
    # Nothing made while starting is garbage: collecting it would only cost time. The app turns
    # the collector on again when it is ready.
    gc.disable()
    try:
        with no_echo() as before:
            return _read(options, before)
    finally:
        gc.enable()


def _read(options: argparse.Namespace, line_settings: list[Any] | None) -> int:
    from ..opening import open_collection, open_workspace

    samples = not options.paths
    if samples:
        options.paths = _samples()
    collection = open_collection(options, remarks=False)  # the reader makes its own
    from platformdirs import user_cache_path, user_config_path, user_state_path

    from ...tui.first_screen import FirstScreen
    from ...tui.settings import settings_of

    state, configuration = user_state_path("crossread"), user_config_path("crossread")
    encoding = speak_utf8()
    settings = settings_of(configuration / "config.toml", options.keys)
    looks, faults = _looks(configuration / "themes")
    _check_theme(options.theme, looks, faults)
    faults = [*faults, encoding] if encoding else faults
    options.linear = options.linear or settings.comfort.linear
    with FirstScreen() as first:
        if not options.linear and not _is_served():
            first.show(_first_picture(options, collection, settings, looks, state))
        workspace = open_workspace(options, collection)
        from ...tui.lean import import_textual

        import_textual()
        from ...tui.app import CrossreadApp
        from ...tui.session import Session

        session = Session(collection, workspace)
        app = CrossreadApp(
            session,
            settings,
            state=state,
            cache=user_cache_path("crossread") / "parallels",
            look=options.theme,
            looks=looks,
            faults=faults,
            linear=options.linear,
            tour=samples,
        )
        app.first_screen = first
        app.line_settings = line_settings
        # A worker may hold the interpreter for 5 ms at a time; a key should not wait that long.
        sys.setswitchinterval(0.0005)
        try:
            app.run(mouse=settings.mouse and not options.no_mouse)
        finally:
            app.stop_watching()
            session.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _first_picture(
    options: argparse.Namespace,
    collection: Collection,
    settings: Settings,
    looks: Sequence[Look],
    state: Path,
) -> str:
    """What the terminal shows until the reader paints; empty where its size is not certain."""
    from ...tui.first_picture import Terminal, first_picture
    from ...tui.looks import first_look
    from ...tui.remembered import Memory

    try:
        terminal = Terminal.found(os.environ, sys.stderr.fileno())
    except (OSError, ValueError):  # a stream that is no file
        return ""
    if terminal is None:
        return ""
    look = first_look(
        looks,
        (options.theme, settings.theme),
        no_colour="NO_COLOR" in os.environ,
        few_colours=terminal.few_colours,
    )
    view = Memory(collection.root, state / "views", collection.named).view
    return first_picture(collection.articles, view, look, settings.comfort.measure, terminal)


def _samples() -> list[Path]:
    """Copies of the samples: where they are installed, perhaps nobody can write."""
    from platformdirs import user_data_path

    from ...seeds import copy_samples, sample_paths

    try:
        return [copy_samples(user_data_path("crossread") / "samples")]
    except OSError:
        return sample_paths()


def _looks(folder: Path) -> tuple[Sequence[Look], Sequence[str]]:
    """The themes, the user's own too, and what is wrong with those."""
    from ...tui.looks import LOOKS

    if not folder.is_dir():
        return LOOKS, ()
    from ...tui.own_looks import read_looks

    own, faults = read_looks(folder)
    return (*LOOKS, *own), faults


def _check_theme(wanted: str, looks: Sequence[Look], faults: Sequence[str]) -> None:
    names = [look.name for look in looks]
    if wanted and wanted not in names:
        known = ", ".join(names)
        fault = next((f" ({fault})" for fault in faults if f"{wanted}.toml" in fault), "")
        raise Failure(f"there is no theme called {wanted}{fault}; there are {known}", USAGE)


def _check_meaning(path: Path) -> None:
    """Raise `Failure` when a path that does not exist looks like a command."""
    name = str(path)
    if os.path.lexists(path):
        return
    if name in COMMANDS:
        raise Failure(f"{name} does not exist; the command {name} goes first", USAGE)
    if name in ("help", "version"):
        raise Failure(f"{name} does not exist; did you mean crossread --{name}?", USAGE)
    from difflib import get_close_matches

    if close := get_close_matches(name, COMMANDS, 1, 0.75):
        raise Failure(f"{name} does not exist; did you mean the command {close[0]}?", USAGE)


def _is_served() -> bool:
    """Whether a browser shows the reader: the driver that the server names talks through pipes."""
    return "TEXTUAL_DRIVER" in os.environ


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return isatty is not None and isatty()
