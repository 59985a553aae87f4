"""Random work on two articles against the simplest model of it: a list of states."""

import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crossread.annotations.files import Disk
from crossread.annotations.model import Annotation, annotate
from crossread.annotations.sidecar import new_frame, read_sidecar, write_sidecar
from crossread.annotations.workspace import DropAnnotation, PutAnnotation, Step, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from tests.annotations.steady import steady

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"

State = dict[str, Annotation]


class UnsyncedDisk(Disk):
    """Fast enough for thousands of saves."""

    def sync(self, descriptor: int) -> None:
        """Do not wait."""


class Work(RuleBasedStateMachine):
    """Tags, changes, deletions, undo and redo, saves, restarts, and another program's work.

    The model is ``states``: what there was before each step, and after the last. Each article has a
    reader's own annotations and, untouched by undo, those of another program.
    """

    @initialize()
    def begin(self) -> None:
        self.steadily = ExitStack()
        self.steadily.enter_context(steady())
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        texts = {"a.txt": "The mill will close in May.", "b.txt": "Nobody 🎉 was told."}
        articles = (Article(name, root / name, text) for name, text in texts.items())
        self.collection = Collection(root, tuple(articles))
        self.workspace = self.open()
        self.states: list[State] = [{}]
        self.at = 0
        self.steps: list[Step] = []
        self.theirs: State = {}

    def open(self) -> Workspace:
        return Workspace.open(self.collection, disk=UnsyncedDisk())

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()
            self.steadily.close()

    def did(self, step: Step, state: State) -> None:
        del self.states[self.at + 1 :], self.steps[self.at :]
        self.states.append(state)
        self.steps.append(step)
        self.at += 1

    @rule(article=st.integers(0, 1), start=st.integers(0, 9), tag=st.sampled_from("xyz"))
    def tag(self, article: int, start: int, tag: str) -> None:
        made = annotate(self.collection.articles[article], start, start + 3, tags=(tag,))
        step = self.workspace.stage("tag", [PutAnnotation(made)])
        self.did(step, self.states[self.at] | {made.id: made})

    @precondition(lambda self: self.states[self.at])
    @rule(data=st.data(), note=st.sampled_from(["", "n", "🎉"]))
    def change(self, data: st.DataObject, note: str) -> None:
        known = self.states[self.at]
        chosen = known[data.draw(st.sampled_from(sorted(known)))]
        moment = f"2026-01-02T00:{self.at // 60:02}:{self.at % 60:02}Z"
        changed = replace(chosen, note=note, modified=moment)
        step = self.workspace.stage("change", [PutAnnotation(changed)])
        self.did(step, known | {changed.id: changed})

    @precondition(lambda self: self.states[self.at])
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        known = dict(self.states[self.at])
        chosen = known.pop(data.draw(st.sampled_from(sorted(known))))
        step = self.workspace.stage("delete", [DropAnnotation(chosen.article, chosen.id)])
        self.did(step, known)

    @rule()
    def undo(self) -> None:
        step = self.workspace.undo()
        assert (step is not None) == (self.at > 0)
        self.at -= step is not None
        assert step is None or step.id == self.steps[self.at].id

    @rule()
    def redo(self) -> None:
        step = self.workspace.redo()
        assert (step is not None) == (self.at < len(self.steps))
        assert step is None or step.id == self.steps[self.at].id
        self.at += step is not None

    @precondition(lambda self: self.steps)
    @rule(data=st.data())
    def go_to(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.steps)))
        self.workspace.go_to(self.steps[number - 1].id if number else "")
        self.at = number

    @rule()
    def flush(self) -> None:
        flushed = self.workspace.flush()
        assert flushed.saved
        assert flushed.problems == ()

    @rule()
    def restart(self) -> None:
        assert self.workspace.flush().saved
        self.workspace = self.open()

    @rule()
    def refresh(self) -> None:
        self.workspace.refresh()

    @rule(article=st.integers(0, 1))
    def another_program(self, article: int) -> None:
        """One that knows nothing of the history, and writes without a lock."""
        known = self.collection.articles[article]
        made = annotate(known, 0, 2, tags=("theirs",))
        sidecar = known.path.with_name(f"{known.id}.annotations.json")
        frame, values = new_frame(known.id), dict[str, Annotation]()
        if sidecar.exists():
            frame, values = read_sidecar(sidecar.read_bytes(), known.id)
        sidecar.write_bytes(write_sidecar(frame, values | {made.id: made}))
        self.theirs[made.id] = made

    @invariant()
    def what_is_seen_is_what_the_model_says(self) -> None:
        if hasattr(self, "workspace"):
            seen = {
                known.id: known
                for article in self.collection.articles
                for known in self.workspace.annotations(article.id)
                if known.id not in self.theirs
            }
            assert seen == self.states[self.at]


Work.TestCase.settings = settings(
    max_examples=500 if LONG else 15, stateful_step_count=200 if LONG else 25, deadline=None
)
TestWork = Work.TestCase
