"""Moving the caret, the selection and the columns."""

from ...articles.span import Span
from ..pane.column import Column
from ..place import at, begin_selection, exchange, move, reach, select, step
from .topic import Topic

_CONTEXT = 1
"""Rows that stay in sight when a page is turned."""
_OBJECTS = 9
"""More kinds of objects than there are, so that a large count widens as far as it goes."""


class Moving(Topic):
    """Sentence, paragraph, word, character, page and document moves; selections; the mouse."""

    def _move(self, kind: str, forward: bool, count: int) -> None:
        sheet = self.sheet
        place = sheet.place
        for _ in range(count):
            before, place = place, move(place, sheet.motions, kind, forward)
            if place == before:
                break
        if place == sheet.place:
            self.tell("end of the article" if forward else "start of the article", "line--quiet")
        else:
            self.go(place)

    def action_next_sentence(self, count: int = 1) -> None:
        """Go to, or select to, the next sentence."""
        self._move("sentence", True, count)

    def action_previous_sentence(self, count: int = 1) -> None:
        """Go to, or select to, the previous sentence."""
        self._move("sentence", False, count)

    def action_next_paragraph(self, count: int = 1) -> None:
        """Go to, or select to, the next paragraph."""
        self._move("paragraph", True, count)

    def action_previous_paragraph(self, count: int = 1) -> None:
        """Go to, or select to, the previous paragraph."""
        self._move("paragraph", False, count)

    def action_next_word(self, count: int = 1) -> None:
        """Go to, or select to, the next word."""
        self._move("word", True, count)

    def action_previous_word(self, count: int = 1) -> None:
        """Go to, or select to, the previous word."""
        self._move("word", False, count)

    def action_next_character(self, count: int = 1) -> None:
        """Move by characters to the right."""
        self._step(True, count)

    def action_previous_character(self, count: int = 1) -> None:
        """Move by characters to the left."""
        self._step(False, count)

    def _step(self, forward: bool, count: int) -> None:
        place = self.sheet.place
        for _ in range(count):
            place = step(place, self.sheet.article.printable, forward=forward)
        self.go(place)

    def _page(self, pages: float) -> None:
        """Turn pages, or parts of one; negative: back."""
        column = self.column_of(self.desk.current)
        if column is None:
            return
        direction = 1 if pages > 0 else -1
        rows = max(1, int(abs(pages) * (column.page - _CONTEXT)))
        column.scroll_rows(direction * rows)
        seen = column.on_screen
        motions = self.sheet.motions
        unit = motions.following("sentence", seen.start - 1)
        if unit is None or unit.start >= seen.end:
            unit = motions.at("sentence", seen.start)
        if direction > 0 and unit and unit.start <= self.sheet.place.caret:
            unit = motions.preceding("sentence", seen.end)
        if unit:
            self.go(at(unit.start), scroll=False)

    def action_page_down(self, count: int = 1) -> None:
        """Turn pages; the caret goes with them."""
        self._page(count)

    def action_page_up(self, count: int = 1) -> None:
        """Turn pages back."""
        self._page(-count)

    def action_half_down(self, count: int = 1) -> None:
        """Turn half a page."""
        self._page(count / 2)

    def action_half_up(self, count: int = 1) -> None:
        """Turn half a page back."""
        self._page(-count / 2)

    def _reach(self, offset: int) -> None:
        self.go(reach(self.sheet.place, self.sheet.article.printable, offset))

    def action_sentence_start(self) -> None:
        """Go to, or select to, the beginning of the sentence."""
        self._reach(self.sentence_here().start)

    def action_sentence_end(self) -> None:
        """Go to, or select to, the last character of the sentence."""
        sentence = self.sentence_here()
        self._reach(max(sentence.start, sentence.end - 1))

    def action_screen_top(self) -> None:
        """Go to the first sentence that begins in sight."""
        self._in_sight(first=True)

    def action_screen_bottom(self) -> None:
        """Go to the last sentence that begins in sight."""
        self._in_sight(first=False)

    def _in_sight(self, *, first: bool) -> None:
        column = self.column_of(self.desk.current)
        if column is not None:
            seen, motions = column.on_screen, self.sheet.motions
            unit = (
                motions.following("sentence", seen.start - 1)
                if first
                else motions.preceding("sentence", seen.end)
            )
            if unit is not None and seen.start <= unit.start < seen.end:
                self.go(at(unit.start), scroll=False)

    def action_centre(self) -> None:
        """Scroll so that the caret stands in the middle of the column."""
        column = self.column_of(self.desk.current)
        if column is not None:
            column.reveal(self.sheet.place.caret, column.page // 2)
            self.scrolled(self.desk.current)

    def action_first(self) -> None:
        """Go to the first sentence."""
        self.go(at(self.sheet.motions.first()))

    def action_last(self) -> None:
        """Go to the last sentence."""
        self.go(at(self.sheet.motions.last()))

    def action_next_column(self, count: int = 1) -> None:
        """Take the next article in hand."""
        self.take_in_hand(self.desk.current + count)

    def action_previous_column(self, count: int = 1) -> None:
        """Take the previous article in hand."""
        self.take_in_hand(self.desk.current - count)

    # -- selecting

    def action_select(self) -> None:
        """Begin a selection with the word under the caret, or end it."""
        place = begin_selection(self.sheet.place, self.sheet.motions)
        self.go(place)
        if place.selection:
            self.tell("selecting: move to widen, then press a tag’s key")

    def action_expand(self, count: int = 1) -> None:
        """Select the next larger object: word, quotation, sentence, paragraph."""
        motions = self.sheet.motions
        wider = self.sheet.place.selection
        for _ in range(min(count, _OBJECTS)):
            wider = motions.expand(wider) if wider else motions.at("word", self.sheet.place.caret)
        if wider:
            self.go(select(wider))

    def action_exchange(self) -> None:
        """Let the other end of the selection move."""
        if self.sheet.place.selection is None:
            self.tell(f"no selection: {self.key('reader.select')} begins one", "line--quiet")
        else:
            self.go(exchange(self.sheet.place))

    # -- the mouse

    def on_column_pressed(self, event: Column.Pressed) -> None:
        """Click: caret there; double click: the word; triple: the sentence; shift: select to."""
        event.stop()
        index = self.touched(event)
        if index is None:
            return
        if index != self.desk.current:
            self.take_in_hand(index)
        motions, place = self.sheet.motions, self.sheet.place
        word = motions.at("word", event.offset)
        if event.shift and word:
            began = place.mark or motions.at("word", place.caret) or word
            selection = Span(min(began.start, word.start), max(began.end, word.end))
            self.go(select(selection), scroll=False)
        elif event.clicks == 1 or word is None:
            self.go(at(event.offset), scroll=False)
        elif event.clicks == 2:
            self.go(select(word), scroll=False)
        else:
            sentence = motions.at("sentence", event.offset)
            self.go(select(sentence or word), scroll=False)

    def on_column_dragged(self, event: Column.Dragged) -> None:
        """Select what the mouse was dragged over."""
        event.stop()
        index = self.touched(event)
        if index == self.desk.current and event.start != event.end:
            start, end = sorted((event.start, event.end))
            self.go(select(Span(start, end)), scroll=False)

    def on_column_wheel(self, event: Column.Wheel) -> None:
        """Scroll a column without moving the caret."""
        event.stop()
        index = self.touched(event)
        if index is not None:
            event.column.scroll_rows(event.rows)
            self.scrolled(index)

    def on_column_ruler_pressed(self, event: Column.RulerPressed) -> None:
        """A press on the edge shows the text that lies there."""
        event.stop()
        index = self.touched(event)
        if index is not None:
            event.column.reveal(event.offset, event.column.page // 3)
            self.scrolled(index)

    def scrolled(self, index: int) -> None:
        """Remember how far a column was scrolled."""
        column = self.column_of(index)
        if column is not None:
            self.desk.sheets[index].top = column.top
