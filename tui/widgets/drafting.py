"""A dialog whose texts outlive the program: at most a second of typing is ever at risk."""

from types import MappingProxyType

from textual import on
from textual.await_complete import AwaitComplete
from textual.widgets import Input, TextArea

from ...annotations.drafts import Draft, Texts
from ...articles.printable import printable, printable_line
from ..messages import NotKept
from .dialog import Dialog, T

KEEP_SECONDS = 0.5
"""How long after a key the texts are written at the latest."""


class Drafting(Dialog[T]):
    """Keeps what stands in its fields while ``draft`` is one."""

    draft: Draft | None = None
    _at_first: Texts = MappingProxyType({})
    _keeping = False
    _warned = False

    def fields(self) -> Texts:
        """The texts as they stand now, by name."""
        raise NotImplementedError

    def put(self, texts: Texts) -> None:
        """Write texts into the fields."""
        raise NotImplementedError

    def begin_draft(self) -> str:
        """Put back what was left unfinished; what to say about it, or nothing.

        To be called when the fields hold what is saved.
        """
        self._at_first = self.fields()
        if self.draft is None or self.draft.texts in (None, self._at_first):
            return ""
        self.put(self.draft.texts or {})
        since = printable_line(self.draft.at[:16].replace("T", " "))
        return f"unfinished since {since} UTC · {self.key('dialog.forget-draft')}: as saved"

    def action_forget_draft(self) -> None:
        """Show what is saved, in the place of what was typed now or left unfinished."""
        if self._at_first:
            self.put(self._at_first)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self.draft is not None and not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_SECONDS, self._keep)

    def _keep(self) -> None:
        self._keeping = False
        if self.draft is not None and self.is_attached:
            self._take()
            self.run_worker(self._write, thread=True, group="draft", exit_on_error=False)

    def _write(self) -> None:
        try:
            if self.draft is not None:
                self.draft.write()
        except OSError as error:
            self.post_message(NotKept(error))

    def on_not_kept(self, event: NotKept) -> None:
        """Say once that nothing is kept: the user's own folder cannot be written to."""
        if not self._warned:
            self._warned = True
            said = f"what is typed here is not kept against a crash: {event.error}"
            self.notify(printable(said), severity="warning", markup=False)

    def _take(self) -> None:
        if self.draft is not None:
            texts = self.fields()
            self.draft.type(None if texts == self._at_first else texts)

    def action_accept(self) -> None:
        """Keep, once the field has taken what was typed before."""
        (self.focused or self).call_later(self.accept)

    def accept(self) -> None:
        """Close with what stands in the fields."""
        raise NotImplementedError

    def keep_now(self) -> None:
        """Write what stands in the fields, waiting for the disk: the program is about to end.

        Raises `OSError`.
        """
        if self.draft is not None:
            self._take()
            self.draft.write()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close; the draft goes at once, or when what was typed is saved."""
        if self.draft is not None:
            self._take()
            self.draft.end(kept=result is not None)
            self.app.run_worker(self._write, thread=True, group="draft", exit_on_error=False)
        return super().dismiss(result)
