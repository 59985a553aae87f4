"""No text acts on the terminal, and no terminal's idea of widths shifts a neighbour."""

import re
from io import StringIO
from pathlib import Path

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from textual.strip import Strip

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.model import annotate
from crossread.articles.article import Article
from crossread.articles.printable import printable_line
from crossread.tui.pane.canvas import Canvas
from crossread.tui.pane.marks import Layer, Mark, Sign
from crossread.tui.reader.layers import letters_of, others_signs
from tests.hostile import PAYLOADS

WIDTH, HEIGHT = 40, 12
OWN_SEQUENCES = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\d+G")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HOSTILE = [
    "\x1b]0;title\x07\x1b[2J\x9b2J\x1bc",
    "\x00\ud800\udfff\x7f\x85\u2028\u202e\u2066",
    "[/] [bold] [@click=app.quit]",
    FAMILY * 30,
    "a" + "\u0301" * 3000,
    "\u200d\ufe0f\u200b" * 50,
    "\u0600" * 100,
    "\t\v\f\r" * 20,
    "中" * 999,
]


def canvas_of(text: str, x: int = 0) -> Canvas[Strip]:
    canvas = Canvas(Strip)
    canvas.resize(WIDTH, HEIGHT)
    canvas.set_screen_x(x)
    canvas.show(Article("a", Path("a"), text))
    return canvas


def rendered(canvas: Canvas[Strip]) -> list[str]:
    console = Console(file=StringIO(), color_system="truecolor", force_terminal=True)
    return [strip.render(console) for strip in canvas.lines()]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_drawn(text: str) -> None:
    canvas = canvas_of(f"before {text} after\n{text}\nend")
    canvas.set_header(text, text, text)
    canvas.set_marks(Layer.HIT, [Mark(3, len(text), "hit")])
    canvas.set_signs({0: (Sign("≈", "parallel"),)})
    canvas.place(len(text), None, None)
    for line in rendered(canvas):
        assert not CONTROLS.search(OWN_SEQUENCES.sub("", line))
    assert {strip.cell_length for strip in canvas.lines()} == {WIDTH}


@settings(max_examples=50)
@given(st.text(max_size=200), st.integers(0, 200))
def test_any_text_fills_rows_exactly_and_sends_no_controls(text: str, caret: int) -> None:
    canvas = canvas_of(text)
    canvas.place(caret, None, None)
    for strip in canvas.lines():
        assert sum(segment.cell_length for segment in strip) == WIDTH
    for line in rendered(canvas):
        assert not CONTROLS.search(OWN_SEQUENCES.sub("", line))


@pytest.mark.parametrize(
    "cluster", [FAMILY, "\u2764\ufe0f", "1\ufe0f\u20e3", "\xad", "\u0915\u094d\u0937\u093f"]
)
def test_text_after_a_disputed_cluster_stands_where_it_should(cluster: str) -> None:
    """pyte adds up the widths of code points, as many terminals do; Rich does not."""
    terminal = pyte.Screen(3 * WIDTH, HEIGHT)
    stream = pyte.Stream(terminal)
    canvas = canvas_of(f"ab {cluster} cd", x=WIDTH)
    line = canvas.lines()[0]
    assert line.cell_length == WIDTH
    stream.feed(f"\x1b[1;{WIDTH + 1}H{rendered(canvas)[0]}NEXT")
    shown = terminal.display[0]
    column = next(x for x in range(3 * WIDTH) if terminal.buffer[0][x].data == "c")
    assert column == WIDTH + canvas.view.column_of(len(cluster) + 4, canvas.view.rows()[0]) + 4
    assert terminal.buffer[0][2 * WIDTH].data == "N", shown


@given(st.sampled_from(PAYLOADS) | st.text())
def test_a_tag_that_is_not_defined_is_shown_by_one_printable_letter(tag: str) -> None:
    article = Article("a.txt", Path("a.txt"), "The mill closes.")
    made = [annotate(article, 0, 8, tags=(tag,))]
    signs = (*letters_of(DEFAULT_CODEBOOK, (tag,)), *others_signs(made, DEFAULT_CODEBOOK)[0])
    letters = [sign.text for sign in signs]
    for letter in (*letters, DEFAULT_CODEBOOK.letter(tag)):
        assert len(letter) == cell_len(letter) == 1
        assert letter == printable_line(letter)
        assert not letter.isspace()
