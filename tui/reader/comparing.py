"""Columns that follow each other: counterparts, links, differences.

Imports that the first frame does not need stand in the functions that do.
"""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from ...articles.correspondence import Passage, Strength
from ...articles.span import Span
from ..frames import frame_of
from ..messages import Compared
from ..pane.marks import Layer, Mark
from ..place import at
from ..session import COMPARING
from .layers import parallel_signs
from .topic import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...articles.article import Article
    from ...articles.parallels import Parallel, Parallels

_NOTHING_HERE = "nothing here"
_HURRY = 0.15
"""Seconds between keys below which they come fast."""


class Comparing(Topic):
    """What the parallels of the open articles do on screen."""

    def compare(self) -> None:
        """Compute the parallels of the open articles; those in view first where it takes long."""
        self.session.not_compared = COMPARING
        articles = [sheet.article for sheet in self.desk.sheets]
        column, sheet = self.column_of(self.desk.current), self.sheet
        seen = column.on_screen if column is not None else Span(0, 0)
        in_view: list[Span] = []
        unit = sheet.motions.following("sentence", seen.start - 1)
        while unit is not None and unit.start < seen.end:
            in_view.append(unit)
            unit = sheet.motions.following("sentence", unit.start)
        self._compare(articles, (sheet.article.id, in_view))

    @work(thread=True, exclusive=True, group="parallels", exit_on_error=False)
    def _compare(self, articles: Sequence[Article], in_view: tuple[str, Sequence[Span]]) -> None:
        from ...articles.parallel_cache import cached_parallels
        from ...articles.parallels import ComparisonCancelled, find_parallels
        from ..comparing_aside import ASIDE_FROM, compare_aside

        worker, folder = get_current_worker(), self.owner.cache
        with suppress(ComparisonCancelled):
            if sum(len(article.text) for article in articles) >= ASIDE_FROM:
                for found, complete in compare_aside(
                    articles, in_view, folder, lambda: worker.is_cancelled
                ):
                    if complete:
                        _work_out_signs(found, articles)
                    self.post_message(Compared(found, complete))
            elif folder is None:
                found = find_parallels(articles, cancelled=lambda: worker.is_cancelled)
                _work_out_signs(found, articles)
                self.post_message(Compared(found, True))
            else:
                found = cached_parallels(articles, folder, cancelled=lambda: worker.is_cancelled)
                _work_out_signs(found, articles)
                self.post_message(Compared(found, True))

    def on_compared(self, event: Compared) -> None:
        """Show the signs, and let the columns follow from now on."""
        event.stop()
        self.session.parallels = event.parallels
        if event.complete:
            for sheet in self.desk.sheets:
                signs = event.parallels.signs(sheet.article.id)
                self.parallel_signs[sheet.article.id] = parallel_signs(signs)
            for index in self.window:
                self.paint_layers(index)
        self.caret_stays()
        self.paint_status()

    # -- following

    _moved = 0.0
    """When the caret last moved, in seconds."""
    _following = False
    """Whether following is due after the next picture."""
    _still = True
    """Whether the caret has not moved yet: at first every article shows its beginning."""
    _shown: tuple[object, ...] | None = None
    """What the columns were last made to follow."""

    def counterparts_of(self, index: int, sentence: Span, other: int) -> list[Parallel]:
        """Parallels of a sentence in another open article, best first."""
        if self.session.parallels is None:
            return []
        here = Passage(self.desk.sheets[index].article.id, sentence)
        return self.session.parallels.of(here, self.desk.sheets[other].article.id)

    def caret_moved(self) -> None:
        """Let the others follow: after the caret itself is painted, which a single key waits for.

        Of keys that come fast, as when one is held down, each makes one picture of everything:
        two would be more than a slow link takes.
        """
        if self.session.parallels is None or len(self.desk.sheets) < 2:
            return
        moved, self._moved = self._moved, monotonic()
        if self._moved - moved < _HURRY:
            self._follow_caret()
        elif not self._following:
            self._following = True
            frame_of(self).then(self._follow_caret)

    def _follow_caret(self) -> None:
        """Show what corresponds to the sentence under the caret, at the same height."""
        self._following = False
        if self.session.parallels is None or self.proposing:
            return
        index = self.desk.current
        shown = (index, self.sentence_here(), self.linking, self.desk.base, tuple(self.window))
        if shown != self._shown:
            self._still = self._still and self._shown is None
            self._shown = shown
            self._follow(index)

    def caret_stays(self) -> None:
        """Forget what was shown, so that it is painted again."""
        self._shown = None
        self.caret_moved()

    def stay(self) -> None:
        """Let every column stay until the caret moves, though the comparison is made anew."""
        self._still, self._shown = True, None

    def _follow(self, index: int) -> None:
        column = self.column_of(index)
        row = column.row_of(self.sheet.place.caret) if column else None
        follows = self.linking and self.desk.base in (None, index)
        sentence = self.sentence_here()
        shared_here: list[Mark] = []
        for other in self.window:
            if other == index:
                continue
            found = self.counterparts_of(index, sentence, other)
            shared_here += self._show_counterparts(other, sentence, found, row, follows)
        if column is not None:
            self._tell_of(index, "", [])
            column.set_marks(Layer.PARALLEL, [])
            column.set_marks(Layer.SHARED, sorted(set(shared_here)) if self.linking else [])

    def _show_counterparts(
        self, other: int, sentence: Span, found: list[Parallel], row: int | None, follows: bool
    ) -> list[Mark]:
        """Paint one other column; what the pair shares is returned for the column in hand."""
        column, sheet = self.column_of(other), self.desk.sheets[other]
        if column is None:
            return []
        there = [_other_side(parallel, sheet.article.id) for parallel in found]
        if not self.linking:
            there, found = [], []
        strong = bool(found) and found[0].strength is Strength.STRONG
        self._tell_of(other, self._note(strong, bool(there)), there)
        column.set_marks(Layer.PARALLEL, [Mark(s.start, s.end, "parallel") for s in there[:1]])
        mine: list[Mark] = []
        theirs: list[Mark] = []
        if there and self.session.parallels is not None:
            here_words, there_words = self._words(found[0], sheet.article.id)
            mine, theirs = here_words, there_words
        column.set_marks(Layer.SHARED, theirs)
        if strong and follows and not self._still:
            sheet.place = at(there[0].start)
            column.place(there[0].start, None, None, scroll=False)
            column.reveal(there[0].start, row)
        return mine

    def _tell_of(self, index: int, note: str, counterparts: Sequence[Span]) -> None:
        """Say above a column whether it has counterparts, and beside it where."""
        article = self.desk.sheets[index].article.id
        self.column_notes[article], self.counterparts[article] = note, counterparts
        self.paint_header(index)
        self.paint_counterparts(index)

    def _note(self, strong: bool, any_: bool) -> str:
        if not self.linking:
            return ""
        return "" if strong else "possibly" if any_ else _NOTHING_HERE

    def _words(self, parallel: Parallel, other_id: str) -> tuple[list[Mark], list[Mark]]:
        """Shared (or, in a quotation, edited) words of a pair: (in hand, in the other column)."""
        parallels = self.session.parallels
        assert parallels is not None
        words = parallels.words(parallel)
        a = [Mark(span.start, span.end, "shared") for span in words.shared_a]
        a += [Mark(span.start, span.end, "edited") for span in words.edited_a]
        b = [Mark(span.start, span.end, "shared") for span in words.shared_b]
        b += [Mark(span.start, span.end, "edited") for span in words.edited_b]
        return (a, b) if parallel.b.article == other_id else (b, a)

    # -- commands

    def _is_alone(self, what: str = "nothing to compare with") -> bool:
        """Say so when no other article lies beside this one, and how one gets there."""
        if len(self.desk.sheets) > 1:
            return False
        if len(self.session.articles) > 1:
            library = self.key("reader.library")
            self.tell(f"{what}: {library}, the library, opens others beside it")
        else:
            self.tell(f"{what}: open a folder of several articles")
        return True

    def action_counterpart(self, count: int = 1) -> None:
        """Jump to the counterpart in the next column that has one, or in one further on."""
        if self._is_alone():
            return
        if self.session.parallels is None:
            self.tell(self.session.not_compared, "line--quiet")
            return
        index, sentence = self.desk.current, self.sentence_here()
        sheets = len(self.desk.sheets)
        others = ((index + step) % sheets for step in range(1, sheets))
        there = [
            (other, found[0])
            for other in others
            if (found := self.counterparts_of(index, sentence, other))
        ]
        if not there:
            self.tell("only here: no counterpart in the other articles", "line--quiet")
            return
        other, best = there[(count - 1) % len(there)]
        target = _other_side(best, self.desk.sheets[other].article.id)
        self.desk.remember()
        self.desk.sheets[other].place = at(target.start)
        self.take_in_hand(other)
        self.tell(f"{best.relation.value.replace('-', ' ')} ({best.strength.value})")

    def action_back(self, count: int = 1) -> None:
        """Return to where the last jump began, or one before it."""
        before, returned = self.desk.current, False
        for _ in range(count):
            if not self.desk.return_back():
                break
            returned = True
        if not returned:
            self.tell("no jump to return from", "line--quiet")
            return
        target, self.desk.current = self.desk.current, before
        self.take_in_hand(target)

    def action_link(self) -> None:
        """Switch following on or off."""
        self.linking = not self.linking
        self.tell("columns follow each other" if self.linking else "columns stay where they are")
        self.caret_moved()

    def action_base(self) -> None:
        """Make the article in hand the one the others follow, or none."""
        if self._is_alone("no other article to follow this one"):
            return
        index = self.desk.current
        self.desk.base = None if self.desk.base == index else index
        for visible in self.window:
            self.paint_header(visible)
        self.tell(
            "the others follow this column" if self.desk.base is not None else "no base column"
        )

    async def action_differences(self) -> None:
        """Every version of this passage, word by word."""
        from ..screens.differences import Differences, Version
        from ..screens.differences_told import DifferencesTold

        if self._is_alone():
            return
        index, sentence = self.desk.current, self.sentence_here()
        versions = [(index, sentence, False)]
        for other in range(len(self.desk.sheets)):
            found = self.counterparts_of(index, sentence, other) if other != index else []
            if found and found[0].strength is not Strength.WEAK:
                there = _other_side(found[0], self.desk.sheets[other].article.id)
                versions.append((other, there, found[0].strength is Strength.POSSIBLE))
        if len(versions) == 1:
            self.tell("only here: no other article has a version of this sentence", "line--quiet")
            return
        articles = [sheet.article for sheet in self.desk.sheets]
        rows = [
            Version(articles[i], span, self.session.name(articles[i]), possible)
            for i, span, possible in versions
        ]

        def go(chosen: tuple[str, int] | None) -> None:
            if chosen is not None:
                target = self.desk.index_of(chosen[0])
                if target is not None:
                    self.desk.remember()
                    self.desk.sheets[target].place = at(chosen[1])
                    self.take_in_hand(target)

        shown = DifferencesTold(rows) if self.owner.linear else Differences(rows)
        await self.app.push_screen(shown, go)


def _work_out_signs(parallels: Parallels, articles: Sequence[Article]) -> None:
    """Have the signs ready, which are kept once known: the handler then only paints them."""
    for article in articles:
        parallels.signs(article.id)


def _other_side(parallel: Parallel, article_id: str) -> Span:
    return parallel.b.span if parallel.b.article == article_id else parallel.a.span
