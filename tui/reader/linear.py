"""The linear mode: one article over the full width, and what happens told in words.

For screen readers, which read a row from edge to edge, and for braille displays of 40 cells.
"""

from collections.abc import Sequence

from .comparing import Comparing
from .tagging import Tagging
from .viewing import Viewing

_LONGEST = 160
"""Code points of a counterpart that are told."""


class Linear(Tagging, Comparing, Viewing):
    """Switches the mode, and says in words what the columns show by place, sign and colour."""

    def action_linear(self) -> None:
        """One article told in words, or columns."""
        self.owner.linear = not self.owner.linear
        self.set_linear()
        self.set_up_columns()
        self.tell("linear: one article at a time" if self.owner.linear else "columns")

    def set_linear(self) -> None:
        """Show what the mode shows."""
        linear = self.owner.linear
        self.desk.alone = linear
        self.set_class(linear, "-linear")

    def say_words(self) -> None:
        """Tell where the caret is, what lies there, and whether everything is on disk."""
        from ..told import sentences  # most start without it

        message, _ = self.message
        desk, sheet = self.desk, self.sheet
        place = sheet.place
        # What matters most comes first: of the rest, 120 cells may show little.
        parts: list[str] = [
            message,
            self.owner.save_state()[0],
            f"{self.session.name(sheet.article)}, article {desk.current + 1} of {len(desk.sheets)}",
            sheet.motions.where_in_words(place.caret),
        ]
        if place.selection:
            parts.append(f"{place.selection.end - place.selection.start} characters selected")
        else:
            there = self._counterpart()
            # An answer that says so already is not followed by the same.
            parts += [
                *self._tagged(),
                *self.said_besides(),
                there * (not message.startswith(there)),
            ]
        self.words().say(sentences(dict.fromkeys(parts)))

    def _tagged(self) -> Sequence[str]:
        here = self.annotation_here()
        if here is None or not here.start <= self.sheet.place.caret < max(here.end, here.start + 1):
            return ()
        from ..told import annotation_words

        claims = self.session.workspace.claims
        claim = claims[here.claim].statement if here.claim in claims else here.claim
        return annotation_words(here, claim)

    def _counterpart(self) -> str:
        """The best passage that corresponds, and in how many articles there are any."""
        if self.session.parallels is None or not self.linking:
            return ""
        index, sentence = self.desk.current, self.sentence_here()
        found = [
            (other, parallels[0])
            for other in range(len(self.desk.sheets))
            if other != index and (parallels := self.counterparts_of(index, sentence, other))
        ]
        if not found:
            return "only here" if len(self.desk.sheets) > 1 else ""
        other, best = max(found, key=lambda pair: pair[1].score)
        article = self.desk.sheets[other].article
        span = (best.b if best.b.article == article.id else best.a).span
        words = " ".join(article.printable[span.start : span.end].split())
        cut = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "…"
        more = f", and in {len(found) - 1} more" if len(found) > 1 else ""
        relation = best.relation.value.replace("-", " ")
        return f"{relation} in {self.session.name(article)}{more}: {cut}"
