"""Two programs on one folder, whose articles change under them: nobody's work is lost.

Which steps an undo takes back when two undo each other's work is not modelled here (see
`test_undo_model` for one): what is, is that nothing goes but by a deletion or an undo, that both
programs come to see the same, and that what is in its place is what was quoted. Every note is
another one: it stays until somebody who has seen it changes, deletes or undoes it, whatever the
other program does to its annotation meanwhile.
"""

import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crossread.annotations.files import Disk
from crossread.annotations.model import Anchor, Annotation, annotate
from crossread.annotations.workspace import DropAnnotation, PutAnnotation, Step, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from tests.annotations.steady import steady

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
WORDS = ("mill", "closes", "May", "nobody", "🎉", "was", "told", "owner", "denies", "that")
TEXTS = {
    "a.txt": "The mill closes in May. The owner denies that.\nNobody 🎉 was told.\n",
    "b.txt": "Nobody was told that the mill closes.\n",
}

who = st.integers(0, 1)
article_ids = st.sampled_from(sorted(TEXTS))


class UnsyncedDisk(Disk):
    """Fast enough for thousands of saves."""

    def sync(self, descriptor: int) -> None:
        """Do not wait."""


class Together(RuleBasedStateMachine):
    """``kept`` are the ids that stand whatever else was done: nobody deleted or undid them.

    ``notes`` are the notes that nobody took away who had seen them. ``gone`` are the ids that one
    deleted while the other had nothing to say about them, and that nobody touched since. That a
    program has found a passage again in a changed text is nothing that it has to say about it.
    """

    @initialize()
    def begin(self) -> None:
        self.steadily = ExitStack()
        self.steadily.enter_context(steady())
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.files: dict[str, tuple[bytes, int]] = {}
        for name, text in TEXTS.items():
            self.write(name, text)
        self.programs = [self.open()]
        self.kept: set[str] = set()
        self.gone: dict[str, str] = {}
        self.edited: set[str] = set()
        """The articles whose text changed."""
        self.about: dict[str, str] = {}
        """The id that a step made, changed or deleted, by the step."""
        self.made: dict[str, set[str]] = {}
        """The ids that a step made, by the step."""
        self.quotes: dict[str, str] = {}
        self.notes: set[str] = set()
        self.touched: dict[str, set[str]] = {}
        """The notes before and after a step, by the step."""
        for name in TEXTS:  # so that there is something to disagree about from the start
            for start in (0, 7):
                self.tag_one(0, name, start, start + 6, "x")
        assert self.programs[0].flush().saved
        self.programs.append(self.open())

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.meet()
            self.folder.cleanup()
            self.steadily.close()

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.write_text(text, "utf-8")
        self.files[name] = path.read_bytes(), path.stat().st_mtime_ns

    def open(self) -> Workspace:
        articles = (
            Article(name, self.root / name, (self.root / name).read_text("utf-8")) for name in TEXTS
        )
        workspace = Workspace.open(Collection(self.root, tuple(articles)), disk=UnsyncedDisk())
        assert workspace.problems == ()
        return workspace

    @rule(who=who, name=article_ids, data=st.data(), tag=st.sampled_from("xyz"))
    def tag(self, who: int, name: str, data: st.DataObject, tag: str) -> None:
        article = self.programs[who].collection.article(name)
        assert article is not None
        start = data.draw(st.integers(0, len(article.text) - 2))
        end = data.draw(st.integers(start + 1, min(len(article.text), start + 12)))
        self.tag_one(who, name, start, end, tag)

    def tag_one(self, who: int, name: str, start: int, end: int, tag: str) -> None:
        article = self.programs[who].collection.article(name)
        assert article is not None
        made = annotate(article, start, end, tags=(tag,))
        step = self.programs[who].stage("tag", [PutAnnotation(made)])
        self.kept.add(made.id)
        self.made[step.id] = {made.id}
        self.about[step.id] = made.id
        self.quotes[made.id] = made.exact

    @rule(who=who, name=article_ids, data=st.data(), note=st.sampled_from(["", "n", "🎉"]))
    def change(self, who: int, name: str, data: st.DataObject, note: str) -> None:
        known = self.programs[who].annotations(name)
        if known:
            chosen = known[data.draw(st.sampled_from(range(len(known))))]
            self.change_one(who, chosen, note)

    @rule(who=who, name=article_ids, data=st.data())
    def delete(self, who: int, name: str, data: st.DataObject) -> None:
        known = self.programs[who].annotations(name)
        if known:
            self.delete_one(who, known[data.draw(st.sampled_from(range(len(known))))])

    @rule(who=who, name=article_ids, data=st.data(), deletes=st.booleans(), first=st.booleans())
    def at_once(self, who: int, name: str, data: st.DataObject, deletes: bool, first: bool) -> None:
        """One changes what the other deletes or changes, before either could know."""
        mine, theirs = (self.programs[one].annotations(name) for one in (who, 1 - who))
        both = [(a, b) for a in mine for b in theirs if a.id == b.id]
        if both:
            one, other = both[data.draw(st.sampled_from(range(len(both))))]
            if first:
                self.change_one(who, one, "n")
            if deletes:
                self.delete_one(1 - who, other)
            else:
                self.change_one(1 - who, other, "🎉")
            if not first:
                self.change_one(who, one, "n")

    @rule(who=who, name=article_ids, data=st.data())
    def delete_behind_a_write(self, who: int, name: str, data: st.DataObject) -> None:
        """One deletes what the other has left alone in a file that it wrote meanwhile."""
        mine, theirs = (self.programs[one].annotations(name) for one in (who, 1 - who))
        both = [known for known in mine if known in theirs]
        if both:
            self.tag_one(1 - who, name, 0, 3, "z")
            self.flush(1 - who)
            self.delete_one(who, both[data.draw(st.sampled_from(range(len(both))))])
            self.flush(who)

    def change_one(self, who: int, known: Annotation, note: str) -> None:
        new = f"{note}{len(self.touched)}" if note else ""
        step = self.programs[who].stage("change", [PutAnnotation(replace(known, note=new))])
        self.touched[step.id] = {known.note, new}
        self.about[step.id] = known.id
        self.gone.pop(known.id, None)
        self.notes = self.notes - {known.note} | ({new} if new else set())

    def delete_one(self, who: int, gone: Annotation) -> None:
        other = self.programs[1 - who]
        seen = gone in other.annotations(gone.article)
        if seen and not other.pending:
            self.gone[gone.id] = gone.article
        step = self.programs[who].stage("delete", [DropAnnotation(gone.article, gone.id)])
        self.touched[step.id] = {gone.note}
        self.about[step.id] = gone.id
        self.notes.discard(gone.note)
        self.kept.discard(gone.id)

    @rule(who=who)
    def undo(self, who: int) -> None:
        self.forget(self.programs[who].undo())

    @rule(who=who)
    def redo(self, who: int) -> None:
        self.forget(self.programs[who].redo())

    def forget(self, step: Step | None) -> None:
        """What an undo, or a second deletion, may have taken."""
        if step is not None:
            self.gone.pop(self.about[step.id], None)
            self.kept -= self.made.get(step.id, set())
            self.notes -= self.touched.get(step.id, set())
            if step.label == "delete":
                present = [
                    a.id for p in self.programs for name in TEXTS for a in p.annotations(name)
                ]
                self.kept &= set(present)

    @rule(who=who)
    def flush(self, who: int) -> None:
        flushed = self.programs[who].flush()
        assert flushed.saved

    @rule(who=who)
    def refresh(self, who: int) -> None:
        self.programs[who].refresh()

    @rule(who=who)
    def reopen(self, who: int) -> None:
        assert self.programs[who].flush().saved
        self.programs[who] = self.open()

    @rule(
        name=article_ids, at=st.integers(0, 60), cut=st.integers(0, 6), word=st.sampled_from(WORDS)
    )
    def article_changes(self, name: str, at: int, cut: int, word: str) -> None:
        """Somebody edits the article in another program; both readers take it up."""
        self.edited.add(name)
        text = (self.root / name).read_text("utf-8")
        self.write(name, f"{text[:at]}{word} {text[at + cut :]}")
        for program in self.programs:
            self.take_up(program, name)

    def take_up(self, program: Workspace, name: str) -> None:
        path = self.root / name
        renewal = program.prepare(Article(name, path, path.read_text("utf-8")))
        assert program.adopt([renewal])

    @rule()
    def meet(self) -> None:
        """Both save and look: they see the same, and so does whoever opens the folder then."""
        for _ in range(2):
            for program in self.programs:
                assert program.flush().saved
                program.refresh()
        one, other, fresh = (self.seen(program) for program in (*self.programs, self.open()))
        assert one == other == fresh
        assert self.kept <= {identity for identity, _, _ in one}
        assert not self.gone.keys() & {identity for identity, _, _ in one}
        assert self.notes <= {note for _, _, note in one}

    def seen(self, program: Workspace) -> set[tuple[str, tuple[str, ...], str]]:
        return {(a.id, a.tags, a.note) for name in TEXTS for a in program.annotations(name)}

    @invariant()
    def what_is_in_its_place_is_what_was_quoted(self) -> None:
        for program in getattr(self, "programs", ()):
            for name in TEXTS:
                article = program.collection.article(name)
                assert article is not None
                for a in program.annotations(name):
                    if a.anchor in (Anchor.EXACT, Anchor.MOVED):
                        assert article.text[a.start : a.end] == a.exact
                    if a.anchor is Anchor.EXACT and a.id in self.quotes:
                        assert a.exact == self.quotes[a.id]

    @invariant()
    def the_articles_are_as_their_owner_left_them(self) -> None:
        for name, before in getattr(self, "files", {}).items():
            path = self.root / name
            assert (path.read_bytes(), path.stat().st_mtime_ns) == before


Together.TestCase.settings = settings(
    max_examples=1000 if LONG else 15, stateful_step_count=100 if LONG else 25, deadline=None
)
TestTogether = Together.TestCase
