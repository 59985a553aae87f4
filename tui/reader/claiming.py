"""Claims: tag once, then confirm the counterparts.

Imports that the first frame does not need stand in the functions that do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from ...annotations.edits import Edit, PutAnnotation
from ...articles.correspondence import Passage
from ..pane.marks import Layer, Mark
from ..place import at
from ..tagging import new_annotation, set_tags
from .layers import letter_of
from .tagging import Tagging

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from ...annotations.model import Annotation, Claim
    from ...articles.span import Span
    from ..screens.board_place import Opened, Place


_ANSWERS = ("accept", "reject", "skip", "done")
_ROOMY = 100
"""Cells of a screen whose status line has room for a question and what was done before."""


class Claiming(Tagging):
    """Puts passages under claims and goes through the proposals for the other articles."""

    claim_in_hand = ""
    """Id of the claim whose proposals are being gone through."""
    stance_in_hand = ""
    asked = 0
    """How many proposals there were at the start of the round."""
    added = ""
    """Says which tag the passage got that was put under the claim, if one."""
    board_place: Place | None = None
    """Where the board was left for the columns."""
    round_of_board = False
    """Whether the round of proposals was begun on the board, and ends there."""

    # -- choosing a claim

    async def action_claim(self) -> None:
        """Put the passage under a claim, new or known."""
        from ...annotations.statements import tidy_statement
        from ..screens.claim_picker import Choice, ClaimPicker

        if trouble := self.session.forbidden(self.sheet.article.id, ""):
            self.tell(trouble, "line--bad")
            return
        place, unit = self.sheet.place, self.sentence_here()
        found = self.annotation_here()
        mention = found or self.make(place.selection or unit, ())
        claims = self.session.workspace.claims

        def put(choice: Choice | None) -> None:
            if choice is not None:
                self._put_under(mention, choice.claim, choice.statement)

        statement = tidy_statement(mention.exact)
        drafts = self.session.drafts
        article = self.sheet.article
        draft = drafts.of_claim(article, mention.start, mention.exact) if drafts else None
        await self.app.push_screen(ClaimPicker(statement, claims, mention.claim, draft), put)

    def _put_under(self, mention: Annotation, claim_id: str, statement: str) -> None:
        from ...annotations.claims import attach, claim_from, detach
        from ..proposing import stance_for

        workspace = self.session.workspace
        codebook = workspace.codebook
        stance = stance_for(mention, codebook)
        edits: list[Edit]
        if claim_id:
            claim = workspace.claims[claim_id]
            edits = attach([mention], claim_id, codebook, stance=stance)
        elif statement:
            claim, edits = claim_from(
                mention,
                workspace.claims,
                codebook,
                stance=stance,
                statement=statement,
                creator=workspace.annotator,
            )
        else:
            self.change("taken out of its claim", detach([mention]))
            return
        if self.change(f"claim: {claim.statement}", edits):
            self.go_quietly(mention.start)
            added = "" if stance in {"", *mention.tags} else f"tagged {stance}; "
            if added:
                self.tell(f"{added}claim: {claim.statement}", "line--strong")
            passages = [Passage(mention.article, self._sentence_of(mention))]
            self.propose(claim, passages, stance, added)

    def _sentence_of(self, mention: Annotation) -> Span:
        index = self.desk.index_of(mention.article)
        motions = self.desk.sheets[index].motions if index is not None else self.sheet.motions
        return motions.at("sentence", mention.start) or mention.span

    # -- proposals

    def propose(self, claim: Claim, passages: list[Passage], stance: str, added: str = "") -> None:
        """Go through the counterparts of these passages in the other articles."""
        from ..proposing import proposals

        parallels = self.session.parallels
        if parallels is None:
            return
        articles = [sheet.article for sheet in self.desk.sheets]
        found = proposals(parallels, passages, articles, claim, self.session.workspace)
        self.claim_in_hand, self.stance_in_hand, self.added = claim.id, stance, added
        self.proposed, self.asked = found, len(found)
        if found:
            self._show_proposal()

    def _show_proposal(self) -> None:
        proposal = self.proposed[0]
        index = self.desk.index_of(proposal.article.id)
        if index is None:
            self._next_proposal()
            return
        if index not in self.window or self.desk.wanted:
            self.desk.wanted = [index, self.desk.current]
            self.lay_out()
        column = self.column_of(index)
        if column is not None:
            column.set_marks(
                Layer.PARALLEL, [Mark(proposal.span.start, proposal.span.end, "proposal")]
            )
            # Alone on the screen it begins near the top, to be read whole.
            column.reveal(proposal.span.start, 1 if len(self.window) == 1 else None)
        codebook = self.session.workspace.codebook
        letter = letter_of(codebook, self.stance_in_hand)
        number = self.asked - len(self.proposed) + 1
        claim = self.session.workspace.claims[self.claim_in_hand]
        self.set_class(len(self.window) == 1, "-proposing")
        roomy = self.app.size.width >= _ROOMY
        added = self.added if number == 1 and roomy else ""
        self.words().say(f"claim: {claim.statement}")
        if self.owner.linear:
            words = " ".join(proposal.article.text[slice(*proposal.span)].split())
            self.tell(
                f"{added}{number} of {self.asked}, in {self.session.name(proposal.article)}: "
                f"the same claim, {self.stance_in_hand}? {words}"
            )
        elif self.app.size.width < 60:
            keys = " ".join(self.key(f"proposal.{what}") for what in _ANSWERS)
            self.tell(f"{number}/{self.asked} same claim, {letter}? {keys}")
        else:
            self.tell(
                f"{added}{number}/{self.asked} in {self.session.name(proposal.article)}: "
                f"the same claim, {letter} {self.stance_in_hand}?"
            )
        self.paint_hints()

    def _next_proposal(self) -> None:
        done = self.proposed.pop(0)
        index = self.desk.index_of(done.article.id)
        column = self.column_of(index) if index is not None else None
        if column is not None:
            column.set_marks(Layer.PARALLEL, [])
        if self.proposed:
            self._show_proposal()
        else:
            self.action_proposal_done()

    def action_proposal_accept(self, stance: str = "") -> None:
        """Make the proposed passage a mention of the claim."""
        from ..proposing import accept

        workspace, proposal = self.session.workspace, self.proposed[0]
        claim = workspace.claims[self.claim_in_hand]
        chosen = stance or self.stance_in_hand
        self.change(
            f"mention: {chosen}", accept(proposal, claim, chosen, workspace.codebook, workspace)
        )
        self._next_proposal()

    def action_proposal_reject(self) -> None:
        """Not the same claim: do not ask again."""
        from ...annotations.proposals import reject

        proposal = self.proposed[0]
        claim = self.session.workspace.claims[self.claim_in_hand]
        words = proposal.article.text[proposal.span.start : proposal.span.end]
        self.change("not the same claim", reject(claim, [(proposal.article.id, words)]))
        self._next_proposal()

    def action_proposal_skip(self) -> None:
        """Ask again another time."""
        self._next_proposal()

    def action_proposal_done(self) -> None:
        """End the round, on the board if it was begun there."""
        on_board = self.round_of_board
        self.end_round()
        if on_board:
            self._show_board()

    def end_round(self) -> None:
        """End the round, and stay in the columns."""
        self.proposed, self.round_of_board = [], False
        self.remove_class("-proposing")
        claim = self.session.workspace.claims.get(self.claim_in_hand)
        self.claim_in_hand = ""
        self.desk.wanted = []
        self.lay_out()
        self.paint_hints()
        if claim is not None:
            self.caret_moved()
            self.tell(f"{self.added}claim: {claim.statement}")

    def answer_proposal(self, event: events.Key) -> bool:
        """During proposals the keys answer them; any other key ends the round."""
        entry = self.owner.key_table.find("proposal", event.key, event.character)
        tag = self.session.workspace.codebook.tag_for_key(event.character or "")
        if tag is not None:
            self.action_proposal_accept(tag.id)
        elif entry is not None:
            getattr(self, f"action_{entry.action}")()
        else:
            self.end_round()
            return False
        return True

    # -- the claim board

    async def action_claims(self) -> None:
        """Claims × articles: which outlet says what."""
        await self._show_board()

    def _show_board(self, said: str = "") -> AwaitMount:
        """Open the board where it was left for the columns, else at its beginning."""
        from ..screens.board import ClaimBoard

        board = ClaimBoard(self.session, self.session.finished(), self.board_place, said)
        return self.app.push_screen(board, self.open_claim)

    def _mentions_of(self, claim: str) -> list[Annotation]:
        """One's own mentions of a claim; where there is none, those of others."""
        from ...annotations.claim_repair import resolve
        from ...annotations.formats.bundles import gather

        workspace = self.session.workspace
        own = [a for a in self.session.all_annotations() if a.claim == claim]
        known = resolve(workspace.claims)
        every = (a for found in gather(workspace).annotations.values() for a in found)
        return own or [a for a in every if a.claim and known.get(a.claim, a.claim) == claim]

    def open_claim(self, opened: Opened | None) -> None:
        """Show every mention of a claim, each column at its passage."""
        self.board_place = opened and opened.place
        if opened is None:
            return
        mentions = self._mentions_of(opened.claim)
        on_desk = [sheet.article.id for sheet in self.desk.sheets]
        articles = {mention.article for mention in mentions}
        if not articles <= set(on_desk):
            self.read([*on_desk, *sorted(articles.difference(on_desk))])
        self.desk.remember()
        for mention in reversed(mentions):
            index = self.desk.index_of(mention.article)
            if index is not None:
                self.desk.sheets[index].place = at(mention.start, mention.id)
        start = self.desk.index_of(opened.article)
        self.desk.current = start if start is not None else self.desk.current
        there = [self.desk.index_of(article) for article in sorted(articles)]
        self.desk.wanted = [self.desk.current, *(index for index in there if index is not None)]
        linking, self.linking = self.linking, False
        self.lay_out()
        for index in self.window:
            column = self.column_of(index)
            if column is not None:
                column.reveal(self.desk.sheets[index].place.caret, column.page // 3)
        self.linking = linking
        claim = self.session.workspace.claims.get(opened.claim)
        back = f"{self.key('reader.claims')}: back to the board"
        self.tell(f"{back}; claim: {claim.statement if claim else opened.claim}")
        if opened.propose and claim is not None:
            from ..proposing import stance_for

            passages = [Passage(a.article, self._sentence_of(a)) for a in mentions]
            codebook = self.session.workspace.codebook
            self.propose(claim, passages, stance_for(mentions[0], codebook))
            self.round_of_board = self.proposing
            if not self.proposing:
                done = self.session.parallels is not None
                why = "no passage to propose" if done else self.session.not_compared
                self.call_later(self._show_board, f"{why}; claim: {claim.statement}")

    # -- tagging many at once

    async def action_tag_hits(self) -> None:
        """Tag every search hit in the open articles in one undoable step."""
        from ..screens.tag_palette import TagPalette

        count = sum(len(spans) for spans in self.hits.values())
        if not count:
            self.tell(f"no hits to tag: {self.key('reader.search')} searches", "line--quiet")
            return

        def put(tags: tuple[str, ...] | None) -> None:
            if tags:
                self.change(f"{hits} tagged", self._tag_hits(tags))

        from ...articles.wording import numbered

        hits = numbered(count, "hit")
        palette = TagPalette(self.session.workspace.codebook, (), f"Tag {hits}")
        await self.app.push_screen(palette, put)

    def _tag_hits(self, tags: tuple[str, ...]) -> list[Edit]:
        edits: list[Edit] = []
        creator = self.session.workspace.annotator
        for index, sheet in enumerate(self.desk.sheets):
            there = {a.span: a for a in self.annotations(index)}
            for span in self.hits.get(sheet.article.id, ()):
                if span in there:
                    merged = tuple(dict.fromkeys((*there[span].tags, *tags)))
                    edits.append(set_tags(there[span], merged))
                else:
                    made = new_annotation(sheet.article, span, creator=creator, tags=tags)
                    edits.append(PutAnnotation(made))
        return edits
