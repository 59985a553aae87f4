"""The doctor in a real terminal."""

from __future__ import annotations

from tests.e2e.conftest import Start


def test_the_doctor_ends_though_the_terminal_says_nothing(crossread: Start) -> None:
    # As a terminal that prints what it does not know: nothing answers the questions.
    terminal = crossread("doctor", size=(100, 60))
    terminal.wait_for("Nothing is wrong.")
    assert terminal.wait_for_exit() == 0
    assert "xterm" in terminal.text()
    assert terminal.left_on() == []
