"""When saving fails: it is told at once, nothing is lost, and there is another place."""

import asyncio
import errno
import os
from pathlib import Path
from threading import Event, Timer

import pytest
from textual.message import Message
from textual.widgets import Input

from crossread.annotations.files import Disk
from crossread.annotations.flushed import Flushed
from crossread.annotations.workspace import Workspace
from crossread.tui.app import CrossreadApp
from crossread.tui.keeping import another_folder
from crossread.tui.messages import Saved
from crossread.tui.screens.bring_back import BringBack
from tests.tui.conftest import Open, Sitting

_RETRY = 0.1
"""Seconds; long enough for a sitting to come to rest between two tries."""


class Fault:
    """Lets every replacement of a file in a folder fail while it is on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.on = True
        self.times = 0
        rename = Disk.rename

        def failing(disk: Disk, source: Path, target: Path) -> None:
            if self.on and target.is_relative_to(folder):
                self.times += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rename(disk, source, target)

        monkeypatch.setattr(Disk, "rename", failing)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Fault:
    monkeypatch.setattr("crossread.tui.keeping._RETRY_SECONDS", _RETRY)
    return Fault(monkeypatch, folder)


def said(sitting: Sitting) -> str:
    return "\n".join(sitting.notices)


def sidecars(folder: Path) -> list[Path]:
    return list(folder.glob("*.annotations.json"))


def copies(folder: Path) -> list[Path]:
    return list((folder.parent / "state" / "unsaved").glob("*.json"))


async def test_a_full_disk_is_told_and_saving_tried_again(open_reader: Open, full: Fault):
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        assert "NOT SAVED" in sitting.status()
        assert " saved" not in sitting.status()
        assert f"{sitting.folder}: not saved (no space left" in said(sitting)
        assert "W keeps" in said(sitting)
        assert len(copies(sitting.folder)) == 1
        tried = full.times
        while full.times < tried + 3:
            await sitting.pilot.pause(0.05)
            await sitting.settle()
        assert said(sitting).count("no space left") == 1
        full.on = False
        while "NOT" in sitting.status():
            await sitting.pilot.pause(0.02)
            await sitting.settle()
        assert "saved" in sitting.status()
        assert len(sidecars(sitting.folder)) == 1
        assert not copies(sitting.folder)


async def test_whatever_stops_the_saving_is_told_and_saving_tried_again(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("crossread.tui.keeping._RETRY_SECONDS", _RETRY)
    flush, broken = Workspace.flush, [True]

    def failing(workspace: Workspace) -> Flushed:
        if broken:
            raise RuntimeError("the [/]lock is odd")
        return flush(workspace)

    monkeypatch.setattr(Workspace, "flush", failing)
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        assert "NOT SAVED" in sitting.status()
        assert "not saved (the [/]lock is odd); your work is kept" in said(sitting)
        assert len(copies(sitting.folder)) == 1
        broken.clear()
        while "NOT" in sitting.status():
            await sitting.pilot.pause(0.02)
            await sitting.settle()
        assert "saved" in sitting.status()
    assert len(sidecars(sitting.folder)) == 1


async def test_everything_can_be_kept_in_another_folder(
    open_reader: Open, full: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    offered = tmp_path / "reports-annotations"
    async with open_reader() as sitting:
        await sitting.press("j", "1", "W")
        assert sitting.app.screen.query_one(Input).value == str(offered)
        await sitting.press("enter")
        assert "saved" in sitting.status()
        assert "NOT" not in sitting.status()
        assert "reports-annotations" in said(sitting)
        await sitting.press("j", "2")
        assert len(sitting.annotations("a.txt")) == 2
    assert not sidecars(sitting.folder)
    assert len(sidecars(offered)) == 1
    assert not copies(sitting.folder)


async def test_another_folder_that_fails_too_is_told(open_reader: Open, full: Fault):
    async with open_reader() as sitting:
        await sitting.press("j", "1", "W")
        line = sitting.app.screen.query_one(Input)
        line.value = str(sitting.folder / "a.txt")
        await sitting.press("enter")
        assert "file" in str(sitting.app.screen.query_one("Vertical").border_subtitle)
        line.value = str(sitting.folder / "inside")
        await sitting.press("enter")
        assert "NOT SAVED" in sitting.status()
        assert len(copies(sitting.folder)) == 1


async def left_unsaved(open_reader: Open) -> None:
    """Tag, and leave by the second q."""
    async with open_reader() as sitting:
        await sitting.press("j", "1", "q")
        assert sitting.app.is_running
        assert "emergency copy is kept" in said(sitting)
        assert "q again" in said(sitting)
        await sitting.press("q")
        assert not sitting.app.is_running


async def test_work_left_unsaved_is_offered_at_the_next_start(open_reader: Open, full: Fault):
    await left_unsaved(open_reader)
    full.on = False
    async with open_reader() as sitting:
        assert isinstance(sitting.app.screen, BringBack)
        await sitting.press("enter")
        assert [a.tags for a in sitting.annotations("a.txt")] == [("asserts",)]
        assert "saved" in sitting.status()
    assert not copies(sitting.folder)
    assert len(sidecars(sitting.folder)) == 1


async def test_it_is_asked_again_until_it_is_thrown_away(open_reader: Open, full: Fault):
    await left_unsaved(open_reader)
    for key, there in (("escape", 1), ("X", 0)):
        async with open_reader() as sitting:
            assert isinstance(sitting.app.screen, BringBack)
            await sitting.press(key)
            assert not sitting.annotations("a.txt")
        assert len(copies(sitting.folder)) == there
    async with open_reader() as sitting:
        assert not isinstance(sitting.app.screen, BringBack)


async def test_a_copy_goes_only_when_it_is_saved(open_reader: Open, full: Fault):
    await left_unsaved(open_reader)
    async with open_reader() as sitting:
        await sitting.press("enter")
        assert "NOT SAVED" in sitting.status()
    assert copies(sitting.folder)


def test_the_folder_offered_is_outside_the_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert another_folder(Path("/x/reports")) == tmp_path / "reports-annotations"
    assert not another_folder(tmp_path).is_relative_to(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    assert another_folder(Path("/x/reports")).name == "reports-annotations"


async def test_what_is_told_last_is_what_happened_last(
    open_reader: Open, full: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    asked, go_on = Event(), Event()

    def slow(app: CrossreadApp, message: Message) -> bool:
        if isinstance(message, Saved) and not message.outcome.saved and not asked.is_set():
            asked.set()
            go_on.wait(5)
        return post(app, message)

    post = CrossreadApp.post_message
    async with open_reader() as sitting:
        monkeypatch.setattr(CrossreadApp, "post_message", slow)
        await sitting.pilot.press("j", "1")
        await asyncio.to_thread(asked.wait)
        await sitting.pilot.press("W", "enter")
        Timer(0.1, go_on.set).start()
        await sitting.settle()
        assert "NOT" not in sitting.status()


async def test_while_the_next_change_is_being_saved_the_last_ones_saved_is_not_shown(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
):
    flush, go_on = Workspace.flush, Event()
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        assert sitting.status().rstrip().endswith("saved")
        monkeypatch.setattr(Workspace, "flush", lambda self: go_on.wait(60) and flush(self))
        await sitting.pilot.press("j", "2")
        assert "tagged reports" in sitting.status()
        assert "saved" not in sitting.status()
        assert "saving" in sitting.status()
        go_on.set()
        await sitting.settle()
        assert sitting.status().rstrip().endswith("saved")
