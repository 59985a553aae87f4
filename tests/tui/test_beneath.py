"""That the private names of Textual which `beneath.py` leans on are still there."""

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from crossread.tui.beneath import PlainFailure, QuickDriver


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (LinuxDriver, "disable_input"),
        (LinuxDriver, "run_input_thread"),
        (LinuxDriver, "stop_application_mode"),
        (App, "_handle_exception"),
        (App, "_fatal_error"),
        (App, "_close_messages_no_wait"),
    ],
)
def test_what_is_overridden_is_there(owner: type, name: str) -> None:
    assert callable(getattr(owner, name, None))


async def test_the_driver_is_made_as_textual_makes_it() -> None:
    driver = QuickDriver(App[None](), debug=False, mouse=True, size=(80, 24))
    assert driver.fileno >= 0
    assert not driver._mouse_pixels  # pyright: ignore[reportPrivateUsage]


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
