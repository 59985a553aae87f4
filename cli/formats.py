"""Finding the format that a command names, or that its file tells."""

import os
from pathlib import Path

from ..annotations.formats.base import Format
from ..annotations.formats.guessing import by_content, for_export
from ..annotations.formats.registry import get_format
from .failure import Failure, tell
from .main import USAGE

_SAY = "say it with --format NAME; `crossread formats` lists them"


def export_format(named: str | None, out: Path | None) -> Format:
    """The format of an export; raises `Failure` when neither option nor file tells it."""
    guess = named or (for_export(out.name) if out else "")
    if guess:
        return _find(guess)
    what = f"the name {out}" if out else "standard output"
    raise Failure(f"{what} does not tell the format; {_SAY}", USAGE)


def import_format(named: str | None, file: Path, *, quiet: bool) -> Format:
    """The format of a file to read; a guess is told. Raises `Failure` when nothing tells it."""
    if named:
        return _find(named)
    guess = by_content(file)
    if not guess and not os.path.lexists(file):
        raise Failure(f"there is no {file}; name what the other program wrote", USAGE)
    if not guess:
        raise Failure(f"nothing in {file} tells its format; {_SAY}", USAGE)
    form = get_format(guess)
    if not quiet:
        tell(f"{file} is read as {form.name} ({form.title}); --format says it if that is wrong")
    return form


def _find(name: str) -> Format:
    """The format of this name; raises `Failure` with the names there are."""
    try:
        return get_format(name)
    except KeyError as error:
        raise Failure(str(error.args[0]), USAGE) from error
