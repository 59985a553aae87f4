"""Folding, single column, other annotators' tags, and other screens."""

from textual import work

from ...articles.wording import UNNAMED
from ..messages import Others
from .desk import Sheet
from .topic import Topic


class Viewing(Topic):
    """What changes the view and not the annotations."""

    def action_furniture(self) -> None:
        """Fold the page furniture of all articles, or show it dimmed."""
        folding = not self.sheet.folding
        for index, sheet in enumerate(self.desk.sheets):
            sheet.fold(folding)
            if index in self.window:
                self.show_sheet(index)
        self.tell("furniture folded" if folding else "furniture shown, dimmed")

    def action_flip_furniture(self) -> None:
        """Say that this line is, or is not, furniture."""
        sheet = self.sheet
        paragraph = sheet.article.paragraph_at(sheet.place.caret)
        place = sheet.place
        said = self._flip(sheet, paragraph)

        def back() -> None:
            if sheet in self.desk.sheets:
                sheet.place = place
                self._flip(sheet, paragraph)
            self.tell(f"undone: {said}")

        self.session.take_back = back
        self.tell(f"{said}; {self.key('reader.undo')} takes that back")

    def _flip(self, sheet: Sheet, paragraph: int) -> str:
        """Turn it round and show it; what the line is now."""
        sheet.flip(paragraph)
        index = self.desk.sheets.index(sheet)
        if index in self.window:
            self.show_sheet(index)
        furniture = paragraph in sheet.furniture
        return "this line is furniture" if furniture else "this line belongs to the article"

    def action_others(self) -> None:
        """Show the tags of other annotators, or hide them."""
        self.showing_others = not self.showing_others
        for index in self.window:
            self.paint_layers(index)
        if not any(self.theirs.values()):
            said = "nobody else has tagged here"
        else:
            names = ", ".join(
                sorted({name or UNNAMED for who in self.theirs.values() for name in who})
            )
            said = f"tags of {names} {'shown' if self.showing_others else 'hidden'}"
        self.tell(said)

    def said_besides(self) -> list[str]:
        """What besides one's own annotation lies under the caret: others', and doubtful places."""
        caret, article = self.sheet.place.caret, self.sheet.article.id
        doubtful = any(span.start <= caret < span.end for span in self.doubts.get(article, ()))
        judge = f"a tagged passage may be here now: {self.key('reader.review')} to judge"
        return [judge] * doubtful + [
            f"{name or UNNAMED}: {', '.join(one.tags) or 'no tag'}"
            for name, one in self.others(article)
            if one.placed and one.start <= caret < one.end
        ]

    @work(thread=True, exclusive=True, group="others", exit_on_error=False)
    def look_for_others(self) -> None:
        """Read what other annotators made, off the screen."""
        workspace = self.session.workspace
        ids = [sheet.article.id for sheet in self.desk.sheets]
        self.post_message(Others({article: workspace.others(article) for article in ids}))

    def on_others(self, event: Others) -> None:
        """Show it."""
        event.stop()
        before, self.theirs = self.theirs, dict(event.found)
        if before != self.theirs and any((*before.values(), *self.theirs.values())):
            for index in self.window:
                self.paint_layers(index)
            self.paint_status()

    def action_single(self) -> None:
        """One column, or as many as fit."""
        self.desk.single = not self.desk.single
        self.set_up_columns()

    async def action_library(self) -> None:
        """All articles of the collection."""
        from ..screens.library import Library

        await self.app.push_screen(Library(self.session), self._opened)

    def _opened(self, chosen: list[str] | None) -> None:
        if chosen:
            self.read(chosen)

    async def action_history(self) -> None:
        """What was done, and the way back to any step."""
        from ..screens.history import History

        await self.app.push_screen(History(self.session))

    async def action_codebook(self) -> None:
        """The tags, and changes to them."""
        from ..screens.codebook import CodebookEditor

        await self.app.push_screen(CodebookEditor(self.session, self.owner.key_table))

    async def action_statistics(self) -> None:
        """Counts by tag, claim, outlet, speaker and annotator."""
        from ..screens.statistics import StatisticsScreen

        await self.app.push_screen(StatisticsScreen(self.session))

    async def action_review(self) -> None:
        """Annotations whose place in a changed text needs a look."""
        from ..screens.review import Review

        await self.app.push_screen(Review(self.session), self._show_reviewed)

    def _show_reviewed(self, found: tuple[str, int, str] | None) -> None:
        if found is not None:
            self.go_to_passage(*found)

    async def action_export(self) -> None:
        """Export the annotations, with what would be kept and lost."""
        from ..screens.export import ExportDialog

        def done(said: str | None) -> None:
            if said:
                self.tell(said)

        await self.app.push_screen(ExportDialog(self.session), done)

    async def action_import(self) -> None:
        """Bring in annotations of another program, after a look at what would come."""
        from ..screens.importing import ImportDialog

        def done(said: str | None) -> None:
            if said:
                self.everything_changed()
                self.tell(said)

        await self.app.push_screen(ImportDialog(self.session), done)

    def column_title(self) -> str:
        """What the article in hand is called."""
        return self.session.name(self.sheet.article)
