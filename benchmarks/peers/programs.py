"""How each peer is started, what it shows, and which keys it knows."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import platformdirs

from ..ttylat.scene import Scene

FROGMOUTH = "frogmouth==0.9.2"


def minimal_app(home: Path) -> Scene:
    """A Textual app with one `Static`."""
    script = Path(__file__).with_name("minimal_app.py")
    command, shown = (sys.executable, str(script)), "readable 0"
    return Scene("minimal Textual app", command, home, (shown,), gone=shown)


def nothing(home: Path) -> Scene:
    """The Python interpreter with nothing to do: it only has to end."""
    return Scene("python -c pass", (sys.executable, "-c", "pass"), home)


def less(article: Path, marker: str, home: Path) -> Scene:
    """The pager."""
    return Scene("less", ("less", str(article)), home, (marker,), key=" ", gone=marker)


def frogmouth(article: Path, marker: str, home: Path) -> Scene:
    """A Markdown reader made with Textual, in an environment of its own that is made on demand.

    Raises:
        subprocess.CalledProcessError: it cannot be installed.
    """
    folder = Path(platformdirs.user_cache_dir("crossread-benchmarks")) / FROGMOUTH
    program = folder / "bin" / "frogmouth"
    if not program.exists():
        print(f"installing {FROGMOUTH} in an environment of its own", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", FROGMOUTH]
        subprocess.run(install, check=True)
    leave = ("ctrl+q",)
    return Scene("frogmouth", (str(program), str(article)), home, (marker,), leave=leave)
