"""Getting text out: to the clipboard, to a file, to a program of the user's choice.

Imports that the first frame does not need stand in the functions that do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from ...articles.span import Span
from ..messages import Given
from ..names import end_of_path
from .tagging import Tagging

if TYPE_CHECKING:
    from ...annotations.model import Annotation
    from ...articles.article import Article

CLIPBOARD_BYTES = 74_000
"""Bytes of UTF-8 that fit the clipboard of every terminal: many cut the sequence at 100 kB."""
_BESIDE_PATH, _SHORT_PATH = 50, 12
"""Cells that a path shares the status line with, and characters that are shown of any."""
_NARROW = 60
"""Cells below which a message has no room for what was copied beside where."""
_NO_CLAIM = "no claim here: move to a passage that belongs to one"


class Copying(Tagging):
    """Copies passages as plain text, with their source, or as Markdown."""

    def passage(self) -> Span:
        """The selection, or the sentence under the caret."""
        return self.sheet.place.selection or self.sentence_here()

    def _source(self) -> str:
        return self.session.source_line(self.sheet.article)

    def action_yank(self) -> None:
        """Copy the passage with a line that says where it is from."""
        from ..passages import quotation

        text = quotation(self.sheet.article, self.passage(), self._source())
        self._copy(text, "passage and source")

    def action_yank_plain(self) -> None:
        """Copy the passage alone."""
        from ..passages import plain

        self._copy(plain(self.sheet.article, self.passage()), "passage")

    def action_yank_markdown(self) -> None:
        """Copy the passage as a block quotation of Markdown, with its source."""
        from ..passages import markdown

        text = markdown(self.sheet.article, self.passage(), self._source())
        self._copy(text, "passage as Markdown")

    def action_yank_claim(self) -> None:
        """Copy every passage of the claim that this one belongs to."""
        from ..passages import claim_text

        statement, mentions = self._claim_here()
        if mentions:
            self._copy(claim_text(statement, mentions), f"claim with {len(mentions)} passages")
        else:
            self.tell(_NO_CLAIM, "line--quiet")

    def action_yank_claim_markdown(self) -> None:
        """Copy every passage of the claim as Markdown."""
        from ..passages import claim_markdown

        statement, mentions = self._claim_here()
        if mentions:
            what = f"claim with {len(mentions)} passages as Markdown"
            self._copy(claim_markdown(statement, mentions), what)
        else:
            self.tell(_NO_CLAIM, "line--quiet")

    async def action_yank_file(self) -> None:
        """Append the passage with its source to a file of your choice."""
        from ..handing_out import append, typed_path
        from ..passages import quotation
        from ..widgets.prompt import Prompt

        text = quotation(self.sheet.article, self.passage(), self._source())

        def put(name: str | None) -> None:
            if name is not None:
                path = typed_path(name)
                self.session.handed_out.add(path.absolute())
                articles = [article.path for article in self.session.articles]
                shown = end_of_path(path, self._room_for_path)
                self.tell(*append(path, text, shown, articles))

        offered = str(Path.cwd() / "passages.txt")
        await self.app.push_screen(Prompt("Append the passage to the file", offered), put)

    def _claim_here(self) -> tuple[str, list[tuple[Annotation, Article, str]]]:
        here = self.annotation_here()
        if here is None or not here.claim:
            return "", []
        claim = self.session.workspace.claims.get(here.claim)
        found: list[tuple[Annotation, Article, str]] = []
        for mention in self.session.all_annotations():
            article = self.session.collection.article(mention.article)
            if mention.claim == here.claim and article is not None:
                found.append((mention, article, self.session.source_line(article)))
        return claim.statement if claim else here.claim, found

    # -- where it goes

    @property
    def _room_for_path(self) -> int:
        """Characters of a path in a message that is to fit the status line; the end matters."""
        width = self.app.size.width
        return 4 * width if self.owner.linear else max(_SHORT_PATH, width - _BESIDE_PATH)

    def _copy(self, text: str, what: str) -> None:
        """To the clipboard, to `copied.txt`, and to the user's program when there is one."""
        from ...articles.printable import printable

        text = printable(text)  # whoever pastes it into a shell gets text and nothing else
        fits = len(text.encode("utf-8", "replace")) <= CLIPBOARD_BYTES
        if fits:
            self.app.copy_to_clipboard(text)
        path = self.owner.keep_copy(text)
        command = self.owner.settings.copy_command
        if command:
            self._give(command, text)
        place = end_of_path(path, self._room_for_path) if path else ""
        where = f"also in {place}" if path else ""
        if not fits:
            where = f"too long for the clipboard: it is in {place}" if path else "and is too long"
        elif path and self.app.size.width < _NARROW:
            what = ""  # the file's name matters more
        self.tell("; ".join(filter(None, (f"{what} copied".strip(), where))))

    @work(thread=True, group="copy", exit_on_error=False)
    def _give(self, command: tuple[str, ...], text: str) -> None:
        from ..copy_command import give

        self.post_message(Given(give(command, text)))

    def on_given(self, event: Given) -> None:
        """Say what the user's program made of it, if it failed."""
        event.stop()
        if event.trouble:
            self.owner.say(event.trouble, severity="warning")
