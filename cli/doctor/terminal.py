"""What the terminal can do."""

import codecs
import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

from .asking import ask
from .finding import Finding

_TOPIC = "terminal"
_SMALL = (40, 12)
"""Cells and rows below which little can be read."""


def terminal() -> Iterator[Finding]:
    """What is known of the terminal from the environment, and what it answers itself."""
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    answers = ask() if on_terminal else {}
    kind = os.environ.get("TERM", "")
    if on_terminal:
        yield _kind(kind, answers)
        yield _size()
    else:
        yield Finding(_TOPIC, "terminal", "none here: the output is a pipe or a file")
    yield _colours(kind)
    yield _encoding()
    yield _asked("mouse", answers, "the keys do everything too")
    yield _asked("synchronised", answers, "a slow link may show half a picture for a moment")
    yield from _clipboard(os.environ)


def _kind(kind: str, answers: Mapping[str, str]) -> Finding:
    name = f" ({answers['name']})" if "name" in answers else ""
    if kind in ("", "dumb", "unknown"):
        remedy = "set TERM to what the terminal is, for example TERM=xterm-256color"
        return Finding(_TOPIC, "TERM", (kind or "not set") + name, "wrong", remedy)
    return Finding(_TOPIC, "TERM", kind + name)


def _size() -> Finding:
    width, height = shutil.get_terminal_size()
    if width < _SMALL[0] or height < _SMALL[1]:
        remedy = f"make the window at least {_SMALL[0]}×{_SMALL[1]}"
        return Finding(_TOPIC, "size", f"{width}×{height}", "note", remedy)
    columns = max(1, min(5, width // 40))
    fits = f"{columns} columns of text fit" if columns > 1 else "one column of text fits"
    return Finding(_TOPIC, "size", f"{width}×{height}: {fits}")


def _colours(kind: str) -> Finding:
    from rich.console import Console

    if os.environ.get("NO_COLOR"):
        return Finding(_TOPIC, "colours", "none: NO_COLOR is set, and the theme without colour")
    system = Console(force_terminal=True).color_system
    names = {None: "none", "standard": "16", "256": "256", "truecolor": "16 million"}
    found = names.get(system, str(system))
    if system == "256" and not os.environ.get("COLORTERM"):
        remedy = "export COLORTERM=truecolor, if the terminal knows all colours"
        return Finding(_TOPIC, "colours", f"{found} (TERM={kind}, no COLORTERM)", "note", remedy)
    return Finding(_TOPIC, "colours", found)


def _encoding() -> Finding:
    name = locale.getpreferredencoding(False)
    try:
        utf8 = codecs.lookup(name).name == "utf-8"
    except LookupError:
        utf8 = False
    if utf8:
        return Finding(_TOPIC, "characters", name)
    remedy = "choose a locale with UTF-8: export LC_ALL=C.UTF-8"
    return Finding(_TOPIC, "characters", name, "wrong", remedy)


def _asked(what: str, answers: Mapping[str, str], otherwise: str) -> Finding:
    name = "synchronised output" if what == "synchronised" else what
    if what not in answers:
        return Finding(_TOPIC, name, "unknown: the terminal was not asked or does not say")
    if answers[what] == "yes":
        return Finding(_TOPIC, name, "yes")
    return Finding(_TOPIC, name, f"no: {otherwise}")


def _clipboard(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Copying goes through the terminal (OSC 52), which tells nobody whether it works."""
    if environment.get("TMUX"):
        setting = _tmux("show", "-sv", "set-clipboard")
        if setting == "on":
            yield Finding(_TOPIC, "clipboard", "through tmux (set-clipboard on)")
        else:
            remedy = "put `set -s set-clipboard on` into ~/.tmux.conf"
            found = f"tmux passes nothing on (set-clipboard {setting or 'unknown'})"
            yield Finding(_TOPIC, "clipboard", found, "note", remedy)
    elif environment.get("STY"):
        remedy = "take copied passages from the file copied.txt in the state folder"
        yield Finding(_TOPIC, "clipboard", "screen passes nothing on", "note", remedy)
    else:
        yield Finding(_TOPIC, "clipboard", "by OSC 52, if the terminal allows it; also to a file")


def _tmux(*words: str) -> str:
    try:
        done = subprocess.run(
            ["tmux", *words], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return ""
    return done.stdout.strip()
