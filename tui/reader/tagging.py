"""Tags by one key or from a list, notes, edges, deleting, undo and redo."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import events

from ...annotations.history import Step
from ...annotations.model import Annotation, now
from ...annotations.workspace import DropAnnotation, Edit, PutAnnotation
from ...articles.span import Span
from ..place import at
from ..tagging import (
    chosen,
    for_tagging,
    move_edge,
    new_annotation,
    resize,
    set_tags,
    toggle_tag,
)
from .topic import Topic

_NOTHING_HERE = "no annotation here: a tag’s key makes one"


class Tagging(Topic):
    """What a reader does to annotations."""

    retagging = False
    """Whether the next tag key replaces the tags instead of adding one."""

    def annotation_here(self) -> Annotation | None:
        """The annotation that a command means, see `tagging.chosen`."""
        place = self.sheet.place
        own = self.annotations(self.desk.current)
        return chosen(own, place.caret, place.selection, place.chosen, self.sentence_here())

    def tag_by_key(self, event: events.Key) -> bool:
        """A key of the codebook tags the selection, or the sentence under the caret."""
        tag = self.session.workspace.codebook.tag_for_key(event.character or "")
        if tag is None or tag.retired:
            return False
        keys = self.owner.key_table
        if any(keys.find(screen, event.key, event.character) for screen in ("reader", "app")):
            return False
        self.tag(tag.id)
        return True

    def tag(self, tag_id: str) -> None:
        """Put a tag on, take it off, or (after *retag*) make it the only one."""
        place, unit = self.sheet.place, self.sentence_here()
        own = self.annotations(self.desk.current)
        found = for_tagging(own, place.selection, place.chosen, unit)
        if found is None:
            made = self.make(place.selection or unit, (tag_id,))
            edit: Edit = PutAnnotation(made)
        elif self.retagging:
            edit = set_tags(found, (tag_id,))
        else:
            edit = toggle_tag(found, tag_id)
        self.retagging = False
        on = isinstance(edit, PutAnnotation) and tag_id in edit.annotation.tags
        label = f"tagged {tag_id}" if on else f"{tag_id} taken off"
        if self.change(label, [edit]) and place.selection:
            self.go_quietly(place.caret if place.forward else place.selection.start)

    def make(self, span: Span, tags: tuple[str, ...]) -> Annotation:
        """A new annotation of the article in hand."""
        creator = self.session.workspace.annotator
        return new_annotation(self.sheet.article, span, creator=creator, tags=tags)

    def go_quietly(self, caret: int, chosen_id: str = "") -> None:
        """End the selection without losing what the status line says."""
        self.sheet.place = at(caret, chosen_id)
        self.paint_place(self.desk.current, scroll=False)

    def action_retag(self) -> None:
        """The next tag key replaces the tags."""
        self.retagging = True
        self.tell("retag: press the key of the tag that replaces the others")

    async def action_tag_palette(self) -> None:
        """Choose tags from a list with their definitions."""
        from ..screens.tag_palette import TagPalette

        if not self._may_change():
            return
        found = self.annotation_here()
        on = found.tags if found else ()

        def put(tags: tuple[str, ...] | None) -> None:
            if tags is None or (found and tags == found.tags):
                return
            if found:
                edit: Edit = set_tags(found, tags)
            elif tags:
                edit = PutAnnotation(self.make(self.sheet.place.selection or unit, tags))
            else:
                return
            self.change("tags: " + (", ".join(tags) or "none"), [edit])

        unit = self.sentence_here()
        await self.app.push_screen(TagPalette(self.session.workspace.codebook, on), put)

    async def action_edit(self) -> None:
        """Edit note, speaker and attributes; makes an annotation when there is none."""
        from ..screens.note import NoteEditor

        if not self._may_change():
            return
        place, unit = self.sheet.place, self.sentence_here()
        found = self.annotation_here()
        annotation = found or self.make(place.selection or unit, ())
        drafts = self.session.drafts
        named = found.id if found else ""
        words = annotation.start, annotation.exact
        draft = drafts.of_note(self.sheet.article, named, *words) if drafts else None

        def put(edited: Annotation | None) -> None:
            if edited is None or edited == annotation:
                return
            edits = [PutAnnotation(replace(edited, modified=now()))]
            back = f"{self.key('reader.undo')} takes that back"
            if not self.change("note and speaker", edits, back) and draft is not None:
                draft.hold()

        speakers = self.known_speakers()
        codebook = self.session.workspace.codebook
        await self.app.push_screen(NoteEditor(annotation, codebook, speakers, draft), put)

    def _may_change(self) -> bool:
        """Whether what is about to be typed could be kept; else why not is told."""
        trouble = self.session.forbidden(self.sheet.article.id)
        if trouble:
            self.tell(trouble, "line--bad")
        return not trouble

    def known_speakers(self) -> list[str]:
        """Speakers used before, then those of the article's quotations."""
        used = [
            annotation.speaker
            for article in self.session.articles
            for annotation in self.session.workspace.annotations(article.id)
            if annotation.speaker
        ]
        place = self.sheet.place.caret
        near = self.sheet.article.quotations_near(place, place)
        quoted = [q.speaker for q in near if q.speaker]
        return list(dict.fromkeys([*used, *quoted]))

    def action_delete(self) -> None:
        """Delete the annotation; undo brings it back."""
        found = self.annotation_here()
        if found is None:
            self.tell(_NOTHING_HERE, "line--quiet")
        else:
            gone = DropAnnotation(found.article, found.id)
            self.change("deleted", [gone], f"{self.key('reader.undo')} brings it back")

    # -- edges

    def _edge(self, count: int, *, end: bool, later: bool) -> None:
        found = self.annotation_here()
        if found is None:
            self.tell(_NOTHING_HERE, "line--quiet")
            return
        moved = found
        for _ in range(count):
            start, stop = move_edge(self.sheet.motions, moved, end=end, later=later)
            further = resize(self.sheet.article, moved, start, stop)
            if further is None or further.span == moved.span:
                break
            moved = further
        if moved.span != found.span and self.change("edge moved", [PutAnnotation(moved)]):
            self.go_quietly(moved.start, found.id)

    def action_end_later(self, count: int = 1) -> None:
        """Let the annotation end a word later."""
        self._edge(count, end=True, later=True)

    def action_end_earlier(self, count: int = 1) -> None:
        """Let the annotation end a word earlier."""
        self._edge(count, end=True, later=False)

    def action_start_later(self, count: int = 1) -> None:
        """Let the annotation start a word later."""
        self._edge(count, end=False, later=True)

    def action_start_earlier(self, count: int = 1) -> None:
        """Let the annotation start a word earlier."""
        self._edge(count, end=False, later=False)

    # -- going from annotation to annotation

    def _to_annotation(self, forward: bool, count: int) -> None:
        placed = (a for a in self.annotations(self.desk.current) if a.placed)
        own = sorted(placed, key=lambda a: (a.start, a.end, a.id))
        place = self.sheet.place
        now_at = next((a for a in own if a.id == place.chosen), None)
        key = (now_at.start, now_at.end, now_at.id) if now_at else (place.caret, -1, "")
        after = [a for a in own if (a.start, a.end, a.id) > key]
        before = [a for a in own if (a.start, a.end, a.id) < key]
        ahead = after if forward else before[::-1]
        if not ahead:
            self.tell("no annotation further on" if forward else "no annotation before this one")
            return
        target = ahead[min(count, len(ahead)) - 1]
        self.go(at(target.start, target.id))

    def action_next_annotation(self, count: int = 1) -> None:
        """Go to the next annotation of this article."""
        self._to_annotation(True, count)

    def action_previous_annotation(self, count: int = 1) -> None:
        """Go to the previous annotation of this article."""
        self._to_annotation(False, count)

    def _by_article(self) -> dict[str, Sequence[Annotation]]:
        workspace = self.session.workspace
        return {s.article.id: workspace.annotations(s.article.id) for s in self.desk.sheets}

    def action_next_untagged(self) -> None:
        """Go to the next sentence that no tag touches, in this or the following articles."""
        from ...annotations.lookups import next_untagged

        articles = [sheet.article for sheet in self.desk.sheets]
        here = self.sheet
        found = next_untagged(articles, self._by_article(), here.article.id, here.place.caret)
        if found is None:
            self.tell("every passage has a tag")
        else:
            self.go_to_passage(found.article, found.span.start)

    def action_next_check(self) -> None:
        """Go to the next annotation that needs checking."""
        from ...annotations.lookups import next_to_check

        articles = [sheet.article for sheet in self.desk.sheets]
        codebook = self.session.workspace.codebook
        here = self.sheet
        found = next_to_check(
            articles, self._by_article(), codebook, here.article.id, here.place.caret
        )
        if found is None:
            self.tell("nothing needs checking")
        else:
            self.go_to_passage(found.article, found.start, found.id)

    # -- undo

    def action_undo(self, count: int = 1) -> None:
        """Take back the last changes, in whatever article they were."""
        back, self.session.take_back = self.session.take_back, None
        if back is not None:
            back()
            if count == 1:
                return
            count -= 1
        steps = self._steps(self.session.workspace.undo, count)
        self._show_steps(steps, "undone", "nothing to undo")

    def action_redo(self, count: int = 1) -> None:
        """Do again what was undone."""
        steps = self._steps(self.session.workspace.redo, count)
        self._show_steps(steps, "done again", "nothing to redo")

    def _steps(self, take: Callable[[], Step | None], count: int) -> list[Step]:
        steps: list[Step] = []
        while len(steps) < count and (step := take()) is not None:
            steps.append(step)
        return steps

    def _show_steps(self, steps: Sequence[Step], what: str, nothing: str) -> None:
        if not steps:
            self.tell(nothing, "line--quiet")
            return
        self.session.save(list(dict.fromkeys(name for step in steps for name in step.articles)))
        self.everything_changed()
        number = f"{len(steps)} steps, the last: " if len(steps) > 1 else ""
        self.tell(f"{what}: {number}{steps[-1].label}")
