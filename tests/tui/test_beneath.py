"""That the private names of Textual which `beneath.py` leans on are still there."""

import asyncio
import errno
import io
import os
import selectors
import signal
from selectors import DefaultSelector, SelectorKey
from threading import Event, Thread
from typing import IO, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.widgets import OptionList

from crossread.articles.printable import printable
from crossread.tui.beneath import Lasting, Pastes, PlainFailure, QuickDriver, row_of_option


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (LinuxDriver, "disable_input"),
        (LinuxDriver, "run_input_thread"),
        (LinuxDriver, "stop_application_mode"),
        (App, "_handle_exception"),
        (App, "_fatal_error"),
        (App, "_close_messages_no_wait"),
        (App, "_display"),
    ],
)
def test_what_is_overridden_is_there(owner: type, name: str) -> None:
    assert callable(getattr(owner, name, None))


async def test_the_driver_is_made_as_textual_makes_it() -> None:
    driver = QuickDriver(App[None](), debug=False, mouse=True, size=(80, 24))
    assert driver.fileno >= 0
    assert not driver._mouse_pixels  # pyright: ignore[reportPrivateUsage]


async def test_the_row_of_an_option_counts_the_rows_before_it() -> None:
    class Listed(App[None]):
        def compose(self) -> ComposeResult:
            yield OptionList("word " * 20, "second")

    async with Listed().run_test(size=(40, 12)) as pilot:
        assert row_of_option(pilot.app.query_one(OptionList), 1) > 1


async def test_keys_arrive_again_after_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = QuickDriver(App[None](), debug=False, mouse=False, size=(80, 24))
    driver.fileno, keyboard = os.pipe()
    arrived: list[Message] = []
    monkeypatch.setattr(driver, "process_message", arrived.append)
    driver.disable_input()  # and nobody there to read why
    thread = Thread(target=driver.run_input_thread)
    thread.start()
    thread.join(0.3)  # for it to end, if it will
    os.write(keyboard, b"j")
    os.close(keyboard)
    thread.join()
    assert [message.key for message in arrived if isinstance(message, events.Key)] == ["j"]


async def test_a_signal_writes_nothing_where_it_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = QuickDriver(App[None](), debug=False, mouse=False, size=(80, 24))
    done: list[str] = []
    monkeypatch.setattr(driver, "_writer_thread", object())
    monkeypatch.setattr(driver, "suspend_application_mode", lambda: done.append("given back"))
    monkeypatch.setattr(driver, "resume_application_mode", lambda: done.append("taken"))
    for _ in range(3):
        signal.raise_signal(signal.SIGCONT)
    assert not done
    await asyncio.sleep(0)
    assert done == ["given back", "taken"]


class Lost(io.StringIO):
    """A terminal that has gone."""

    def write(self, text: str) -> int:
        raise OSError(errno.EIO, "gone")

    def flush(self) -> None:
        raise OSError(errno.EIO, "gone")

    def fileno(self) -> int:
        return 2


def test_a_lost_terminal_holds_up_nobody_who_writes() -> None:
    thread = WriterThread(cast("IO[str]", Lasting(Lost())))
    thread.start()
    for _ in range(3 * MAX_QUEUED_WRITES):
        thread.write("x")
    thread.stop()
    assert not thread.is_alive()


async def test_what_is_written_while_the_shell_has_the_terminal_waits_for_nobody() -> None:
    driver = QuickDriver(App[None](), debug=False, mouse=False, size=(80, 24))
    driver._writer_thread = thread = WriterThread(io.StringIO())  # pyright: ignore[reportPrivateUsage]
    thread.start()
    driver.close()
    for _ in range(3 * MAX_QUEUED_WRITES):
        driver.write("x")
    assert not thread.is_alive()


async def test_a_lone_escape_arrives_and_then_the_thread_sleeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asleep = Event()

    class Watched(DefaultSelector):
        def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
            if timeout is None and arrived:
                asleep.set()
            return super().select(timeout)

    monkeypatch.setattr(selectors, "DefaultSelector", Watched)
    driver = QuickDriver(App[None](), debug=False, mouse=False, size=(80, 24))
    driver.fileno, keyboard = os.pipe()
    arrived: list[Message] = []
    monkeypatch.setattr(driver, "process_message", arrived.append)
    thread = Thread(target=driver.run_input_thread)
    thread.start()
    os.write(keyboard, b"\x1b")
    assert asleep.wait(60)
    assert [message.key for message in arrived if isinstance(message, events.Key)] == ["escape"]
    os.close(keyboard)
    thread.join()


async def test_an_error_is_kept_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(PlainFailure):
        def on_mount(self) -> None:
            secret = "\x1b]0;article text\x07"
            raise RuntimeError("broken " + secret)

    app = Broken()
    with pytest.raises(RuntimeError):
        async with app.run_test():
            pass
    assert isinstance(app.failure, RuntimeError)
    assert app.return_code == 1
    out, error = capfd.readouterr()
    assert "article text" not in out + error


PIECES = st.lists(st.sampled_from(["a", "\n", "\x1b", "[", "20", "0~", "1~", "\x1b[A", "é"]))


@given(before=PIECES, pasted=PIECES, after=PIECES, step=st.integers(1, 9))
def test_pastes_come_whole_however_they_are_read(
    before: list[str], pasted: list[str], after: list[str], step: int
) -> None:
    text = "".join(pasted)
    around = ["".join(before), "".join(after)]
    assume(not any("\x1b[20" in part for part in (text, *around)))
    assume(not around[0].endswith(("\x1b", "\x1b[")) and not text.endswith(("\x1b", "\x1b[")))
    sent = "\x1b[200~" + text + "\x1b[201~" + around[1]
    pastes = Pastes()
    found = [*pastes.split(around[0]), *pastes.split("\x1b[200~")]
    rest = sent.removeprefix("\x1b[200~")
    for at in range(0, len(rest), step):
        found += pastes.split(rest[at : at + step])
    [paste] = [part for part in found if isinstance(part, events.Paste)]
    assert paste.text == printable(text)
    where = found.index(paste)
    assert "".join(part for part in found[:where] if isinstance(part, str)) == around[0]
    assert "".join(part for part in found[where + 1 :] if isinstance(part, str)) == around[1]


def test_two_pastes_and_keys_in_one_read() -> None:
    found = list(Pastes().split("j\x1b[200~one\0\x1b[201~k\x1b[200~two\x1b[201~"))
    texts = [part.text if isinstance(part, events.Paste) else part for part in found]
    assert texts == ["j", "one", "k", "two"]


def test_what_is_pasted_cannot_act_on_the_terminal() -> None:
    hostile = "a\x1b[2J\x1b]0;title\x07\x9b31m\u202eb\tc\r\nd\re"
    [paste] = Pastes().split(f"\x1b[200~{hostile}\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert paste.text == "a␛[2J␛]0;title␇\ufffd31m\ufffdb c\nd\ne"
