"""Writes an export: all of it or nothing, and tells what was lost."""

import os
import shutil
import sys
import uuid
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ...articles.printable import printable
from .base import AlreadyThere, Bundle, ExportCancelled, ExportFault, FolderFormat, Format, Report
from .bundles import without_text

_BUFFER = 1 << 20


def export(
    bundle: Bundle,
    form: Format,
    out: Path | None,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Write the bundle to ``out`` (``None``: standard output) and tell what was lost.

    The files appear under their names only when all of them are complete.
    ``progress`` gets (annotations written, annotations in all). Raises `ExportFault` when a file is
    there already and ``force`` is not set, when the disk is full, or when the format cannot do it;
    `ExportCancelled` when ``cancelled`` says so. Neither leaves anything behind.
    """
    report = Report()
    bundle = _fitting(bundle, form, report)
    watch = _Watch(report, bundle.total, progress, cancelled)
    if out is None:
        _to_stdout(bundle, form, watch)
        return report
    try:
        targets = _Targets(out, bundle, form, force)
        with ExitStack() as cleaning:
            _write_all(bundle, form, targets, watch, cleaning)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportFault(
            f"{out} could not be written: {reason}. Nothing was left half-written; "
            "mend that or name another place, and export again."
        ) from error
    return report


def preview(bundle: Bundle, form: Format) -> Report:
    """What `export` would write and lose, without writing it; raises `ExportFault`."""
    report = Report()
    bundle = _fitting(bundle, form, report)
    for _, content in _contents(bundle, form, report):
        for _ in content:
            pass
    return report


def _fitting(bundle: Bundle, form: Format, report: Report) -> Bundle:
    if not form.exports:
        raise ExportFault(f"{form.title} can be imported only; choose another format.")
    if bundle.with_text:
        return bundle
    if not form.textless:
        raise ExportFault(
            f"{form.title} cannot be written without the words of the articles; "
            "choose w3c, jsonl or csv, or leave out --no-text."
        )
    return without_text(bundle, report)


def _contents(
    bundle: Bundle, form: Format, report: Report
) -> Iterable[tuple[str, Iterator[bytes]]]:
    """Every file of the export: inside a folder by its path, else by the ending that it adds."""
    if isinstance(form, FolderFormat):
        yield from form.files(bundle, report)
    else:
        yield "", form.write(bundle, report)
        yield from form.companions(bundle, report)


@dataclass(slots=True)
class _Watch:
    """Tells the caller how far it is, and stops when the caller has had enough."""

    report: Report
    total: int
    progress: Callable[[int, int], None] | None
    cancelled: Callable[[], bool]
    told: int = -1

    def over(self, content: Iterator[bytes]) -> Iterator[bytes]:
        for piece in content:
            if self.cancelled():
                raise ExportCancelled
            if self.progress and self.report.written != self.told:
                self.told = self.report.written
                self.progress(self.told, self.total)
            yield piece


def _to_stdout(bundle: Bundle, form: Format, watch: _Watch) -> None:
    if isinstance(form, FolderFormat):
        raise ExportFault(f"{form.title} is a folder of files; name one with -o FOLDER.")
    write = _terminal_writer(form) if sys.stdout.isatty() else sys.stdout.buffer.write
    for piece in watch.over(form.write(bundle, watch.report)):
        write(piece)
    for ending, _ in form.companions(bundle, watch.report):
        watch.report.lost[f"companion file ({ending}), which needs -o FILE,"] += 1
    sys.stdout.flush()


def _terminal_writer(form: Format) -> Callable[[bytes], object]:
    """Writes to a terminal, where nothing in an article may act. Raises `ExportFault`."""
    decode = getincrementaldecoder("utf-8")().decode

    def write(piece: bytes) -> None:
        try:
            if b"\0" in piece:
                raise ValueError("no text")
            sys.stdout.write(printable(decode(piece).replace("\r\n", "\n")))
        except ValueError:
            raise ExportFault(f"{form.title} is no text; name a file with -o FILE.") from None

    return write


@dataclass(slots=True)
class _Targets:
    """Where the files of one export go, and whether they may."""

    out: Path
    bundle: Bundle
    form: Format
    force: bool
    _articles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._articles = frozenset(
            os.path.realpath(article.path) for article in self.bundle.articles
        )
        if not self.out.absolute().parent.is_dir():
            raise ExportFault(
                f"{self.out} cannot be written: there is no folder {self.out.parent}; "
                "create it first."
            )
        if isinstance(self.form, FolderFormat):
            self._check_folder()
        elif self.out.is_dir():
            raise ExportFault(f"{self.out} is a folder; name a file.")
        else:
            self.check(self.out)

    def _check_folder(self) -> None:
        if self.out.exists() and not self.out.is_dir():
            raise ExportFault(f"{self.out} is a file; {self.form.title} needs a folder.")
        if self.out.is_dir() and any(self.out.iterdir()) and not self.force:
            raise AlreadyThere(
                f"{self.out} holds files already; name a new folder, or add --force to overwrite.",
                self.out,
            )

    def check(self, target: Path) -> Path:
        """The target, when it may be written; raises `ExportFault`."""
        if os.path.realpath(target) in self._articles:
            raise ExportFault(
                f"{target} is one of the articles, which are never changed; name another place."
            )
        if target.is_file() and not self.force:
            raise AlreadyThere(
                f"{target} is there already; name another file, or add --force to overwrite it.",
                target,
            )
        return target

    def path(self, name: str) -> Path:
        """The final path of a file: inside the folder, or the output with an ending added."""
        if isinstance(self.form, FolderFormat):
            inside = PurePosixPath(name)
            if inside.is_absolute() or ".." in inside.parts:
                raise ExportFault(f"{name} would lie outside {self.out}; rename the article.")
            target = self.out.joinpath(*inside.parts)
            if not target.parent.resolve().is_relative_to(self.out.resolve()):
                raise ExportFault(
                    f"{target.parent} leads out of {self.out} through a link; name a new folder."
                )
            return self.check(target)
        return self.check(self.out.with_name(self.out.name + name)) if name else self.out


def _write_all(
    bundle: Bundle, form: Format, targets: _Targets, watch: _Watch, cleaning: ExitStack
) -> None:
    if targets.out.exists() and not (targets.out.is_file() or targets.out.is_dir()):
        _to_device(bundle, form, targets.out, watch)
        return
    folder = targets.out if isinstance(form, FolderFormat) else None
    staging = _staging(targets.out, cleaning)
    staged: list[tuple[Path, Path]] = []
    for number, (name, content) in enumerate(_contents(bundle, form, watch.report)):
        target = targets.path(name)
        staged.append((staging / str(number), target))
        _write(staging / str(number), watch.over(content), durably=folder is None)
    if folder is not None:
        folder.mkdir(exist_ok=True)
    for temporary, target in staged:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(targets.check(target))
    watch.report.files.extend([folder] if folder else [target for _, target in staged])
    _sync_folder(targets.out.absolute().parent)


def _to_device(bundle: Bundle, form: Format, out: Path, watch: _Watch) -> None:
    """A pipe or a device such as ``/dev/stdout`` cannot be renamed into place."""
    with out.open("wb") as file:
        for piece in watch.over(form.write(bundle, watch.report)):
            file.write(piece)


def _staging(out: Path, cleaning: ExitStack) -> Path:
    """A fresh folder on the same disk as ``out``, removed in the end whatever happens."""
    staging = out.absolute().parent / f".{out.name[:100]}.{uuid.uuid4().hex}.part"
    staging.mkdir()
    cleaning.callback(shutil.rmtree, staging, ignore_errors=True)
    return staging


def _write(path: Path, content: Iterator[bytes], *, durably: bool) -> None:
    """One file; a folder of a thousand would wait a thousand times for the disk."""
    with path.open("xb", buffering=_BUFFER) as file:
        for piece in content:
            file.write(piece)
        if durably:
            file.flush()
            os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
