"""Giving copied text to a program of the user's own choice, such as ``xclip``. No Textual."""

import subprocess
import tempfile
from collections.abc import Sequence

SECONDS = 5.0
"""How long the program may take."""


def give(command: Sequence[str], text: str) -> str:
    """Start a program without a shell, with ``text`` on its standard input; what went wrong.

    Its own errors go to a file, not a pipe: ``xclip`` stays in the background and would hold one.
    """
    with tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(
                command,
                input=text.encode("utf-8", "replace"),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                timeout=SECONDS,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            return f"{command[0]} did not end within {SECONDS:.0f} seconds and was stopped"
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            return f"{command[0]} cannot be started: {said}; see copy-command in config.toml"
        if done.returncode == 0:
            return ""
        errors.seek(0)
        said = errors.read(200).decode("utf-8", "replace").strip()
        return f"{command[0]} ended with code {done.returncode}: {said or 'it said nothing'}"
