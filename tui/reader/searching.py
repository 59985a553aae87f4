"""Search as you type, over all articles, with the hits shown in every column.

Imports that the first frame does not need stand in the functions that do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from ...articles.span import Span
from ..messages import Answered
from ..place import at
from .topic import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...search.results import Results
    from ..screens.search_panel import SearchPanel


class Searching(Topic):
    """The search panel's questions, answered in a worker; newest question wins."""

    query_text = ""
    jumping = False
    """Whether enter was pressed, so that the answer leads to the first hit."""
    onward = False
    """Whether the answer leads to the next hit instead."""

    async def action_search(self) -> None:
        """Open the search panel; keys typed from now on are the query's."""
        from ..screens.search_panel import SearchPanel

        if not self.query(SearchPanel):
            await self.mount(SearchPanel(), before="#status")
        self.query_one(SearchPanel).open(self.query_text)

    def action_search_word(self) -> None:
        """Search for the word under the caret, and go on to where it stands next."""
        word = self.sheet.motions.at("word", self.sheet.place.caret)
        if word is not None:
            self.onward = True
            self.ask(f'"{self.sheet.article.printable[slice(*word)]}"', typing=False)

    def _panels(self) -> Iterable[SearchPanel]:
        """The search panel, once it has been opened."""
        from ..screens.search_panel import SearchPanel

        return self.query(SearchPanel).results()

    def on_search_panel_typed(self, event: SearchPanel.Typed) -> None:
        """Ask again with every key."""
        event.stop()
        self.onward = False
        self.ask(event.query, typing=True)

    def on_search_panel_asked(self, event: SearchPanel.Asked) -> None:
        """Enter: the whole question, and on to the first hit."""
        event.stop()
        if event.article is not None:
            self.to_article(event.article)
            self.leave_panel()
        elif event.query.strip():
            self.ask(event.query, typing=False)
        else:
            self.ask("", typing=True)
            self.leave_panel()

    def on_search_panel_left(self, event: SearchPanel.Left) -> None:
        """Back to the columns; the hits stay."""
        event.stop()
        self.leave_panel()

    def leave_panel(self) -> None:
        """Give the keys back to the columns."""
        for panel in self._panels():
            panel.display = False
        column = self.column_of(self.desk.current)
        if column is not None:
            self.set_focus(column, scroll_visible=False)

    def ask(self, query: str, *, typing: bool) -> None:
        """Have a question answered; an empty one clears the hits."""
        self.query_text, self.jumping = query, not typing
        if not query.strip():
            self.show_hits({}, None)
            for panel in self._panels():
                panel.show(None, "")
            return
        self._answer(query, typing)

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _answer(self, query: str, typing: bool) -> None:
        from ...search.results import QueryError, SearchError

        worker = get_current_worker()
        index = self.session.index
        trouble = ""
        results: Results | None = None
        hits: dict[str, list[Span]] = {}
        try:
            results = index.search(query, limit=50 if typing else None, typing=typing)
            if typing and not results.total:
                # Nothing begins like this: say what is wrong with it, or what was meant.
                results = index.search(query, limit=50)
        except SearchError as error:
            trouble = str(error)
        except QueryError as error:
            where = f" (at character {error.position + 1})" if error.position else ""
            trouble = f"{error}{where}"
        if results is not None:
            # Matches and snippets are worked out when first asked for: ask here, off the screen.
            for hit in results.hits[:50]:
                _ = hit.snippet
            answering = {hit.article for hit in results.hits}
            for sheet in self.desk.sheets:
                if worker.is_cancelled:
                    return
                if sheet.article.id in answering:
                    hits[sheet.article.id] = index.matches(query, sheet.article, typing=typing)
        if not worker.is_cancelled:
            self.post_message(Answered(query, typing, results, hits, trouble))

    def index_ready(self) -> None:
        """Ask again what was asked before the index was up to date."""
        if self.query_text.strip():
            self._answer(self.query_text, not self.jumping)

    def on_answered(self, event: Answered) -> None:
        """Show an answer, unless the question has changed meanwhile."""
        event.stop()
        if event.query != self.query_text:
            return
        self.show_hits(dict(event.hits), self.hit)
        for panel in self._panels():
            names = {
                sheet.article.id: self.session.name(sheet.article) for sheet in self.desk.sheets
            }
            panel.show(event.results, event.trouble, names)
        if event.typing:
            return
        if event.results is None:
            self.tell(event.trouble, "line--bad")
        elif event.results.total:
            onward, self.jumping, self.onward = self.onward, False, False
            self.leave_panel()
            if onward and self._all_hits():
                self._to_hit(1)
            else:
                self._to_first_hit(event.results)

    def show_hits(
        self, hits: Mapping[str, Sequence[Span]], current: tuple[str, Span] | None
    ) -> None:
        """Paint the hits in every column."""
        self.hits = dict(hits)
        self.hit = current if current and current[1] in hits.get(current[0], ()) else None
        for index in self.window:
            self.paint_layers(index)
        self.paint_status()

    def _to_first_hit(self, results: Results) -> None:
        """The first match of the best answer, which stands first in the panel's list."""
        for hit in results.hits:
            index, spans = self.desk.index_of(hit.article), self.hits.get(hit.article)
            if index is not None and spans:
                self._stand_on(index, spans[0])
                hits = self._all_hits()
                self.tell(f"hit {hits.index((index, spans[0])) + 1} of {len(hits)}")
                return
        from ...articles.wording import numbered

        answer = numbered(results.total, "article")
        self.tell(
            f"found in {answer}, none of them open here: {self.key('reader.library')} opens others"
        )

    def _all_hits(self) -> list[tuple[int, Span]]:
        return [
            (index, hit)
            for index, sheet in enumerate(self.desk.sheets)
            for hit in self.hits.get(sheet.article.id, ())
        ]

    def _to_hit(self, steps: int) -> None:
        """Go to a later hit, or (negative) to an earlier one; after the last comes the first."""
        hits = self._all_hits()
        if not hits:
            self.tell(f"no hits: {self.key('reader.search')} searches", "line--quiet")
            return
        caret = self.sheet.place.caret
        now_at = (self.desk.current, caret, 1)
        if steps > 0:
            number = sum((i, s.start, 1) <= now_at for i, s in hits) + steps - 1
        else:
            number = sum((i, s.start) < now_at[:2] for i, s in hits) + steps
        number %= len(hits)
        self._stand_on(*hits[number])
        self.tell(f"hit {number + 1} of {len(hits)}")

    def _stand_on(self, index: int, span: Span) -> None:
        before = self.hit
        self.hit = (self.desk.sheets[index].article.id, span)
        if index != self.desk.current:
            self.take_in_hand(index)
        for article_id in {before[0] if before else "", self.hit[0]} - {""}:
            touched = self.desk.index_of(article_id)
            if touched is not None:
                self.paint_layers(touched)
        self.go(at(span.start))

    def action_next_hit(self, count: int = 1) -> None:
        """Go to the next hit, in this article or the following ones."""
        self._to_hit(count)

    def action_previous_hit(self, count: int = 1) -> None:
        """Go to the previous hit."""
        self._to_hit(-count)

    def action_clear_search(self) -> None:
        """Forget the search."""
        searched = bool(self.query_text or self.hits)
        self.query_text = ""
        self.show_hits({}, None)
        self.tell("the search is forgotten" if searched else "no search to forget", "line--quiet")

    def to_article(self, article_id: str) -> None:
        """Go to the first hit of an article chosen in the panel."""
        index = self.desk.index_of(article_id)
        if index is None:
            return
        spans = self.hits.get(article_id, ())
        if spans:
            self._stand_on(index, spans[0])
        else:
            self.take_in_hand(index)
