"""What a column looks like: text, marks, signs, ruler and header."""

import pytest

from crossread.articles.span import Span
from crossread.tui.pane.marks import Layer, Mark, Sign
from tests.tui.pane.columns import PALETTE, TEXT, Desk, article, lines, strips, style_at


async def test_text_is_wrapped_and_every_row_fills_the_width() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        assert lines(column)[:4] == [
            "Paragraph 0: the quick brown fox",
            "jumps over the lazy dog and runs",
            "on.",
            "",
        ]
        assert {strip.cell_length for strip in strips(column)} == {40}
        assert {len(strip.text) for strip in strips(column)} == {40}
        assert column.page == 19
        assert column.on_screen.start == column.top == 0


async def test_the_text_keeps_a_readable_measure() -> None:
    app = Desk("word " * 100)
    async with app.run_test(size=(300, 20)):
        column = app.column()
        inked = [strip.text.rstrip(" │┃") for strip in strips(column)]
        assert max(len(line.strip()) for line in inked) <= 76
        assert inked[0].startswith(" " * 20)
        column.set_reading(40)
        assert max(len(strip.text.rstrip(" │┃").strip()) for strip in strips(column)) <= 40


async def test_marks_of_all_layers_show() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_marks(Layer.ANNOTATION, [Mark(0, 9, "tag:denies")])
        column.set_marks(Layer.HIT, [Mark(5, 12, "hit")])
        gutter = column.gutter_cells
        backgrounds = [style_at(column, gutter + x, 0).bgcolor for x in (0, 6, 10, 12)]
        assert [colour.name if colour else "" for colour in backgrounds] == [
            "#800000",
            "#800000",
            "#808000",
            "#101010",
        ]


async def test_a_sentence_looks_alike_with_and_without_focus() -> None:
    app = Desk()
    async with app.run_test(size=(80, 30)) as pilot:
        column = app.column("right")
        column.place(0, sentence=Span(0, 20))
        await pilot.pause()
        assert style_at(column, column.gutter_cells + 3, 0).bold
        assert not style_at(column, column.gutter_cells, 0).reverse
        column.focus()
        await pilot.pause()
        assert style_at(column, column.gutter_cells + 3, 0).bold
        assert style_at(column, column.gutter_cells, 0).reverse


async def test_signs_stand_in_the_gutter() -> None:
    app = Desk()
    async with app.run_test(size=(100, 20)):
        column = app.column()
        assert column.gutter_cells == 4
        denies, reports = Sign("D", "letter:denies"), Sign("R", "letter:reports")
        first, second = 0, TEXT.index("Paragraph 1")
        third, fourth = TEXT.index("Paragraph 2"), TEXT.index("Paragraph 3")
        column.set_signs(
            {
                first: (denies,),
                second: (Sign("≈", "sign-strong"), denies, reports),
                third: (denies, reports, denies),
                fourth: (Sign("≠", "sign-differ"),),
            }
        )
        gutters = [strip.text[:4] for strip in strips(column)]
        rows = [column.row_of(offset) or 0 for offset in (first, second, third, fourth)]
        assert [gutters[row] for row in rows] == [" D  ", "DR≈ ", "D+  ", "  ≠ "]
        assert gutters[1] == "    "


async def test_folded_lines_show_as_one_dim_row() -> None:
    app = Desk("Title\n\nShare\nPrint\n\nText")
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_folded([Span(7, 12), Span(13, 18)])
        assert lines(column)[:5] == ["Title", "", "⋯ 2 lines of page furniture", "", "Text"]
        assert style_at(column, column.gutter_cells, 2).dim
        column.set_folded([])
        assert lines(column)[2:4] == ["Share", "Print"]


async def test_the_ruler_shows_thumb_and_marks() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_ruler([(len(TEXT), "hit")])
        thumb, track = PALETTE.combine(("thumb",)), PALETTE.combine(("ruler",))
        last = column.page - 1
        assert strips(column)[last].text[-1] == "▐"
        assert style_at(column, 39, last) == PALETTE.combine(("ruler", "hit"))
        assert [style_at(column, 39, y) for y in (0, last - 1)] == [thumb, track]
        column.reveal(len(TEXT), last)
        assert style_at(column, 39, last) == PALETTE.combine(("thumb", "hit"))
        assert [style_at(column, 39, y) for y in (0, last - 1)] == [track, thumb]


@pytest.mark.parametrize(("height", "rows"), [(13, 1), (20, 2)])
async def test_the_header_takes_one_row_or_two(height: int, rows: int) -> None:
    app = Desk()
    async with app.run_test(size=(80, height)):
        column = app.column()
        column.set_header("A [bold]title[/bold]\x1b[2J", "Outlet · 2020-09-14", "3/12")
        shown = [strip.text for strip in strips(column)]
        assert column.page == column.size.height - rows
        assert any("A [bold]title[/bold]␛[2J" in line for line in shown[:rows])
        assert shown[0].rstrip().endswith("3/12")
        assert shown[rows].strip().startswith("Paragraph 0")
        assert {strip.cell_length for strip in strips(column)} == {40}
        column.set_header("x" * 100, "中" * 100, "中" * 100)
        assert {strip.cell_length for strip in strips(column)} == {40}


async def test_showing_another_article_begins_anew() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_marks(Layer.HIT, [Mark(0, 5, "hit")])
        column.place(len(TEXT))
        column.show(article("Short."))
        assert lines(column)[0] == "Short."
        assert (column.caret, column.top) == (0, 0)
        assert style_at(column, column.gutter_cells + 1, 0) == PALETTE.combine(())
        column.show(None)
        assert not any(lines(column))
