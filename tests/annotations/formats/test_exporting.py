"""All or nothing, never over a file that is there."""

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.formats import (
    Bundle,
    ExportCancelled,
    ExportFault,
    FolderFormat,
    Format,
    Report,
    export,
    get_format,
    preview,
)


class Pieces(Format):
    name = "pieces"
    title = "Pieces"
    suffix = ".txt"
    fault: Exception | None = None

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        for piece in (b"one ", b"two ", b"three"):
            report.written += 1
            yield piece
            if self.fault:
                raise self.fault


class Folder(FolderFormat):
    name = "folder"
    title = "A folder"
    names: tuple[str, ...] = ("a.txt", "deep/b.txt")

    def files(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        for name in self.names:
            yield name, iter([name.encode()])


def content(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def test_a_file_appears_whole_and_is_reported(tmp_path: Path, empty: Bundle) -> None:
    told: list[tuple[int, int]] = []
    report = export(empty, Pieces(), tmp_path / "x.txt", progress=lambda *both: told.append(both))
    assert content(tmp_path) == {"x.txt": "one two three"}
    assert report.files == [tmp_path / "x.txt"]
    assert told == [(1, 0), (2, 0), (3, 0)]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path, empty: Bundle) -> None:
    out = tmp_path / "x.txt"
    out.write_text("mine")
    with pytest.raises(ExportFault, match="--force"):
        export(empty, Pieces(), out)
    assert out.read_text() == "mine"
    export(empty, Pieces(), out, force=True)
    assert out.read_text() == "one two three"


def test_an_existing_companion_is_kept_too(tmp_path: Path, bundle: Bundle) -> None:
    (tmp_path / "x.jsonl.claims.jsonl").write_text("mine")
    with pytest.raises(ExportFault, match=r"x\.jsonl\.claims\.jsonl"):
        export(bundle, get_format("jsonl"), tmp_path / "x.jsonl")
    assert content(tmp_path) == {"x.jsonl.claims.jsonl": "mine"}


def test_exports_of_one_stem_lie_beside_each_other(tmp_path: Path, bundle: Bundle) -> None:
    for name in ("csv", "tsv", "jsonl", "w3c", "label-studio"):
        form = get_format(name)
        report = export(bundle, form, tmp_path / f"work{form.suffix}")
        told = report.sentences()[0]
        assert told.startswith("also written, beside it: ")
        assert {file.name for file in report.files[1:]} == set(told.partition(": ")[2].split(", "))


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl", "doccano", "w3c", "label-studio"])
def test_claims_are_found_under_the_name_of_older_exports(
    tmp_path: Path, bundle: Bundle, name: str
) -> None:
    form = get_format(name)
    out = tmp_path / f"work{form.suffix}"
    export(bundle, form, out)
    out.with_name(f"{out.name}.claims.jsonl").rename(tmp_path / "work.claims.jsonl")
    assert {claim.id: claim for claim in form.read(out, bundle.articles).claims} == bundle.claims


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, empty: Bundle, number: int) -> None:
    form = Pieces()
    form.fault = OSError(number, os.strerror(number))
    out = tmp_path / "x.txt"
    out.write_text("mine")
    with pytest.raises(ExportFault, match=os.strerror(number)):
        export(empty, form, out, force=True)
    assert content(tmp_path) == {"x.txt": "mine"}


def test_a_full_disk_of_the_system(empty: Bundle) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(ExportFault, match="No space left"):
        export(empty, Pieces(), Path("/dev/full"))


def test_a_programming_error_leaves_no_half_file_either(tmp_path: Path, empty: Bundle) -> None:
    form = Pieces()
    form.fault = RuntimeError("bug")
    with pytest.raises(RuntimeError):
        export(empty, form, tmp_path / "x.txt")
    assert content(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_nothing(tmp_path: Path, empty: Bundle) -> None:
    answers = iter([False, True])
    with pytest.raises(ExportCancelled):
        export(empty, Pieces(), tmp_path / "x.txt", cancelled=lambda: next(answers))
    assert list(tmp_path.iterdir()) == []


def test_an_article_is_never_overwritten(tmp_path: Path, bundle: Bundle) -> None:
    precious = tmp_path / "a.txt"
    precious.write_text("article")
    ours = replace(bundle, articles=[replace(bundle.articles[0], path=precious)])
    with pytest.raises(ExportFault, match="never changed"):
        export(ours, Pieces(), precious, force=True)
    with pytest.raises(ExportFault, match="never changed"):
        export(ours, Folder(), tmp_path, force=True)
    assert content(tmp_path) == {"a.txt": "article"}


def test_a_folder_is_made_and_not_filled_twice(tmp_path: Path, empty: Bundle) -> None:
    out = tmp_path / "out"
    report = export(empty, Folder(), out)
    assert content(out) == {"a.txt": "a.txt", "deep/b.txt": "deep/b.txt"}
    assert report.files == [out]
    with pytest.raises(ExportFault, match="holds files already"):
        export(empty, Folder(), out)
    (out / "mine.txt").write_text("mine")
    export(empty, Folder(), out, force=True)
    assert content(out)["mine.txt"] == "mine"


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "a/../../outside.txt"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, empty: Bundle, name: str) -> None:
    form = Folder()
    form.names = ("a.txt", name)
    with pytest.raises(ExportFault, match="outside"):
        export(empty, form, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_does_not_fit_is_named(tmp_path: Path, empty: Bundle) -> None:
    with pytest.raises(ExportFault, match="is a folder"):
        export(empty, Pieces(), tmp_path)
    with pytest.raises(ExportFault, match="there is no folder"):
        export(empty, Pieces(), tmp_path / "no" / "x.txt")
    (tmp_path / "file").touch()
    with pytest.raises(ExportFault, match="is a file"):
        export(empty, Folder(), tmp_path / "file")


def test_standard_output_gets_the_file_and_the_report_its_companions(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)
    report = export(bundle, get_format("jsonl"), None)
    assert isinstance(stream.buffer, io.BytesIO)
    assert len(stream.buffer.getvalue().splitlines()) == bundle.total
    assert report.lost.total() == 1
    with pytest.raises(ExportFault, match="-o FOLDER"):
        export(bundle, Folder(), None)


def test_a_format_that_needs_the_text_says_so(empty: Bundle) -> None:
    with pytest.raises(ExportFault, match="--no-text"):
        preview(replace(empty, with_text=False), Pieces())


def test_a_report_speaks_in_sentences() -> None:
    report = Report()
    report.lost["overlapping spans"] += 1203
    report.changed["spans counted otherwise"] += 2
    assert report.sentences() == [
        "overlapping spans left out (1,203)",
        "spans counted otherwise (2)",
    ]
