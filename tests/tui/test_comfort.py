from pathlib import Path

import pytest

from crossread.tui.comfort import Comfort
from crossread.tui.keymap import read_settings


def test_measure_and_linear_come_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("measure = 60\nlinear = true\n", "utf-8")
    settings = read_settings(path)
    assert settings.comfort == Comfort(measure=60, linear=True)
    assert not settings.faults


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("measure = 5", "from 20 to 400"),
        ("measure = true", "from 20 to 400"),
        ('measure = "wide"', "from 20 to 400"),
        ("linear = 1", "true or false"),
    ],
)
def test_a_fault_names_the_line_and_the_default_is_taken(
    tmp_path: Path, line: str, words: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'theme = "high-contrast"\n{line}\n', "utf-8")
    settings = read_settings(path)
    [fault] = settings.faults
    assert f"{path} line 2" in fault
    assert words in fault
    assert settings.comfort == Comfort()
    assert settings.theme == "high-contrast"
