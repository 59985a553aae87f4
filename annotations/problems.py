"""What a person must mend, told in one sentence with file, line and remedy."""

import errno
from pathlib import Path

from ..articles.printable import printable_line
from ..articles.record import record
from . import files
from .sidecar import FileFault


@record
class Problem:
    """Something a person must mend: one sentence with file (and line) and remedy."""

    path: Path
    message: str
    line: int | None = None

    @property
    def brief(self) -> str:
        """The sentence with the file's name alone, for where its folder is known."""
        return self.message.replace(
            printable_line(str(self.path)), printable_line(self.path.name), 1
        )


class ReadOnlyError(Exception):
    """The article's sidecar cannot be read, so nothing may be written; carries the `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


_SAVING_REMEDIES = {
    errno.ENOSPC: "make room on the disk, then save again",
    errno.EDQUOT: "make room within your quota, then save again",
    errno.EACCES: "allow writing there, or keep annotations elsewhere with --sidecars DIR",
    errno.EPERM: "allow writing there, or keep annotations elsewhere with --sidecars DIR",
    errno.EROFS: "keep annotations elsewhere with --sidecars DIR",
    errno.ENOENT: "bring the folder back, or keep annotations elsewhere with --sidecars DIR",
    errno.ENAMETOOLONG: "give the article a shorter name",
}


def unreadable(path: Path, error: FileFault | OSError) -> Problem:
    """A file that is there but cannot be understood, and is therefore never overwritten."""
    name = printable_line(str(path))
    if isinstance(error, files.OutsideError):
        remedy = "replace the link by the file itself"
        return Problem(path, f"{name}: {error.strerror}, so it is not used; {remedy}.")
    if isinstance(error, OSError):
        return Problem(path, f"{name}: cannot be read ({files.why(error)}); check its permissions.")
    where = f"{name}, line {error.line}" if error.line else name
    return Problem(path, f"{where}: {printable_line(error.reason)}; {error.remedy}.", error.line)


def unsaved(path: Path, error: Exception) -> Problem:
    """A file that could not be written; what was to be saved is still in memory."""
    name = printable_line(str(path))
    if isinstance(error, files.OutsideError):
        return unreadable(path, error)
    remedy, why = "your work is kept, saving is tried again", printable_line(str(error))
    if isinstance(error, OSError):
        remedy, why = _SAVING_REMEDIES.get(error.errno or 0, remedy), files.why(error)
    return Problem(path, f"{name}: not saved ({why}); {remedy}.")


def busy(path: Path, who: str = "", gone: bool = False) -> Problem:
    """Another program has held the lock for too long, or ended without giving it back."""
    name = printable_line(str(path))
    program = "another program" + (f" ({printable_line(who)})" if who else "")
    if gone:
        why = f"{program} has ended and left it locked"
        return Problem(path, f"{name}: not saved, because {why}; delete that file.")
    remedy = "close the other program; your work is kept, saving is tried again"
    if " on " in who:
        remedy = "close it there, or delete that file if it has ended; your work is kept"
    return Problem(path, f"{name}: not saved, because {program} keeps it locked; {remedy}.")


def doubled(path: Path, renamed: str) -> Problem:
    """Two claims had one id; the second has a new one now."""
    name = printable_line(str(path))
    id_ = printable_line(renamed)
    return Problem(path, f"{name}: two claims had one id, so the second is {id_} now; rename it.")


def left_alone(path: Path, identity: str) -> Problem:
    """Undo or redo met something that another program had changed since."""
    name = printable_line(str(path))
    id_ = printable_line(identity)
    return Problem(
        path, f"{name}: {id_} was changed by another program since, so it stays; change it by hand."
    )


def both_changed(path: Path, kept_twice: tuple[str, ...]) -> Problem:
    """Things that were changed here and by another program; both versions stand now."""
    name = printable_line(str(path))
    what = "1 entry was" if len(kept_twice) == 1 else f"{len(kept_twice)} entries were"
    ids = printable_line(", ".join(kept_twice[:3]))
    return Problem(
        path,
        f"{name}: {what} changed here and by another program ({ids}); "
        "both versions are kept, delete the one you do not want.",
    )
