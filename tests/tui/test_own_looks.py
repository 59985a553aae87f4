from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.workspace import Workspace
from crossread.articles.collection import load_collection
from crossread.tui.app import CrossreadApp
from crossread.tui.colours import LEGIBLE, contrast
from crossread.tui.looks import LOOKS, look, styles_of, theme_of
from crossread.tui.own_looks import read_looks
from crossread.tui.pane.palette import Palette
from crossread.tui.session import Session
from crossread.tui.widgets.line import Line


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_theme_says_what_differs_from_its_base(tmp_path: Path) -> None:
    write(
        tmp_path,
        "paper",
        'base = "crossread-light"\nground = "#F4ECD8"\n[roles]\nprimary = "#7a3e00"',
    )
    [paper], faults = read_looks(tmp_path)
    assert not faults
    light = look("crossread-light")
    assert (paper.name, paper.title, paper.ground) == ("paper", "paper", "#f4ecd8")
    assert (paper.text, paper.dark) == (light.text, False)
    assert paper.roles == {**light.roles, "primary": "#7a3e00"}


def test_a_theme_can_build_on_another_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, "a", 'base = "z"\ntitle = "Child"')
    write(tmp_path, "z", 'text = "#abcdef"')
    (child, parent), faults = read_looks(tmp_path)
    assert not faults
    assert (child.title, child.text, parent.text) == ("Child", "#abcdef", "#abcdef")
    assert parent.ground == LOOKS[0].ground


def test_colours_that_cannot_be_read_are_mended_when_painted(tmp_path: Path) -> None:
    write(tmp_path, "fog", 'text = "#777777"\nground = "#707070"\nquiet = "#6f6f6f"')
    [fog], _ = read_looks(tmp_path)
    palette = Palette(styles_of(fog, DEFAULT_CODEBOOK.tags))
    for names in [(), ("furniture",), ("tag:denies",), ("sign-strong",), ("caret-sentence",)]:
        style = palette.combine(names)
        assert style.color is not None
        assert style.color.triplet is not None
        assert style.bgcolor is not None
        assert style.bgcolor.triplet is not None
        assert contrast(style.color.triplet.hex, style.bgcolor.triplet.hex) >= LEGIBLE
    assert theme_of(fog).name == "fog"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('title = "x"\ntext = "red"', 2, "#1f5fbf"),
        ("text = 3", 1, "text needs a colour"),
        ('\n\n[roles]\nprimary = "#12"', 4, "primary needs a colour"),
        ('\n[roles]\nbrightest = "#ffffff"', 3, "no role brightest"),
        ('font = "Courier"', 1, "has no font"),
        ("tint = 3", 1, "from 0 to 1"),
        ('dark = "yes"', 1, "true or false"),
        ("title = 1", 1, "quotation marks"),
        ("roles = 1", 1, "is a table"),
        ('\nbase = "nobody"', 2, "is called nobody"),
        ('base = "sixteen"', 1, "to build on"),
        ('base = "odd"', 1, "builds on this theme itself"),
        ("base = 7", 1, "is called 7"),
        ('\ntext "#ffffff"', 2, "no equals sign follows the name); mend this line"),
        ('\n\ntitle = "Paper', 3, "a closing quotation mark is missing"),
    ],
)
def test_a_fault_names_file_and_line_and_leaves_the_theme_out(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = write(tmp_path, "odd", text)
    write(tmp_path, "good", 'title = "Good"')
    looks, [fault] = read_looks(tmp_path)
    assert [entry.name for entry in looks] == ["good"]
    assert str(path) in fault
    assert f"line {line}" in fault
    assert words in fault


def test_themes_that_build_on_each_other_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a", 'base = "b"')
    write(tmp_path, "b", 'base = "a"')
    looks, faults = read_looks(tmp_path)
    assert not looks
    assert any("builds on this theme itself" in fault for fault in faults)


@pytest.mark.parametrize("name", ["crossread-dark", "a b", "-x", "x" * 41])
def test_names_that_cannot_be_typed_or_are_taken(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "")
    looks, [fault] = read_looks(tmp_path)
    assert not looks
    assert "rename the file" in fault


def test_no_folder_is_no_fault(tmp_path: Path) -> None:
    assert read_looks(tmp_path / "themes") == ([], [])


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_the_file_holds(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("themes")
    (folder / "any.toml").write_bytes(data)
    looks, faults = read_looks(folder)
    assert len(looks) + bool(faults) == 1
    assert all(fault.isprintable() for fault in faults)


async def test_t_comes_to_ones_own_theme(tmp_path: Path, folder: Path) -> None:
    write(tmp_path, "paper", 'title = "Paper"\nbase = "crossread-light"\nground = "#f4ecd8"')
    own, _ = read_looks(tmp_path)
    collection = load_collection([folder])
    session = Session(collection, Workspace.open(collection))
    app = CrossreadApp(session, looks=(*LOOKS, *own), look="no-colour", faults=["one fault"])
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("T")
        assert app.theme == "paper"
        assert "Paper" in app.screen.query_one("#status", Line).text
        assert app.screen.styles.background.hex.lower() == "#f4ecd8"
        assert any("one fault" in notice.message for notice in app._notifications)  # pyright: ignore[reportPrivateUsage]
        await pilot.press("T")
        assert app.theme == LOOKS[0].name
    session.close()
