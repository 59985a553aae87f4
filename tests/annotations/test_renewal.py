"""Articles that change on disk while a workspace is open."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.annotations.files import Disk
from crossread.annotations.model import Anchor, Annotation, annotate
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection

Reopen = Callable[..., Workspace]
NAME = "001.txt"


def change(workspace: Workspace, text: str) -> bool:
    """What the reader does when an article has changed on disk."""
    old = workspace.collection.article(NAME)
    assert old is not None
    old.path.write_text(text)
    return workspace.adopt([workspace.prepare(Article(NAME, old.path, text))])


def tag(workspace: Workspace, words: str, name: str = "x") -> Annotation:
    article = workspace.collection.article(NAME)
    assert article is not None
    start = article.text.index(words)
    made = annotate(article, start, start + len(words), tags=(name,))
    workspace.stage(name, [PutAnnotation(made)])
    return made


def text_of(workspace: Workspace) -> str:
    article = workspace.collection.article(NAME)
    assert article is not None
    return article.text


def test_annotations_go_with_their_words(collection: Collection, reopened: Reopen) -> None:
    workspace = Workspace.open(collection)
    tag(workspace, "Nobody was told", "kept")
    tag(workspace, "We had no choice", "lost")
    workspace.flush()
    text = text_of(workspace)
    assert change(workspace, "A new first line.\n" + text.replace("We had no choice", "Eh"))
    by_tag = {a.tags[0]: a for a in workspace.annotations(NAME)}
    kept, lost = by_tag["kept"], by_tag["lost"]
    assert text_of(workspace)[kept.start : kept.end] == kept.exact == "Nobody was told"
    assert kept.anchor is Anchor.MOVED
    assert lost.anchor not in (Anchor.EXACT, Anchor.MOVED)
    assert [item.annotation.id for item in workspace.review()] == [lost.id]
    assert list(reopened().annotations(NAME)) == list(workspace.annotations(NAME))
    assert not workspace.pending


def test_nothing_is_written_until_something_is_changed(
    collection: Collection, root: Path, reopened: Reopen
) -> None:
    workspace = Workspace.open(collection)
    tag(workspace, "Nobody was told")
    workspace.flush()
    sidecar = root / f"{NAME}.annotations.json"
    before = sidecar.read_bytes()
    change(workspace, "New.\n" + text_of(workspace))
    workspace.flush()
    assert sidecar.read_bytes() == before
    tag(workspace, "New", "y")
    assert workspace.flush().saved
    assert {a.tags for a in reopened().annotations(NAME)} == {("x",), ("y",)}
    assert {a.anchor for a in reopened().annotations(NAME)} <= {Anchor.EXACT, Anchor.MOVED}


def test_what_was_not_saved_yet_is_found_again_later(
    collection: Collection, reopened: Reopen
) -> None:
    workspace = Workspace.open(collection)
    tag(workspace, "We had no choice")
    change(workspace, text_of(workspace).replace("no choice", "no chance"))
    assert workspace.flush().saved
    [item] = reopened().review()
    assert item.annotation.exact == "We had no choice"
    # Once the old words are back, so is the place: the text it was made on was kept.
    change(workspace, "Again.\n" + text_of(workspace).replace("no chance", "no choice"))
    [found] = reopened().annotations(NAME)
    assert found.anchor is Anchor.MOVED
    assert found.exact == "We had no choice"


def test_an_edit_made_on_the_old_text_lands_on_the_new_one(
    collection: Collection, reopened: Reopen
) -> None:
    workspace = Workspace.open(collection)
    known = tag(workspace, "Nobody was told")
    change(workspace, "New.\n" + text_of(workspace))
    workspace.stage("note", [PutAnnotation(replace(known, note="typed meanwhile"))])
    workspace.flush()
    for seen in (workspace, reopened()):
        [found] = seen.annotations(NAME)
        assert found.note == "typed meanwhile"
        assert text_of(seen)[found.start : found.end] == "Nobody was told"


def test_undo_and_redo_go_through_a_change(collection: Collection, reopened: Reopen) -> None:
    workspace = Workspace.open(collection)
    tag(workspace, "Nobody was told")
    workspace.flush()
    change(workspace, "New.\n" + text_of(workspace))
    assert workspace.undo() is not None
    assert workspace.annotations(NAME) == ()
    assert workspace.redo() is not None
    workspace.flush()
    [found] = reopened().annotations(NAME)
    assert text_of(reopened())[found.start : found.end] == found.exact


def test_a_text_is_not_swapped_while_something_is_being_saved(collection: Collection) -> None:
    reached, go_on = threading.Event(), threading.Event()

    class SlowDisk(Disk):
        def rename(self, source: Path, target: Path) -> None:
            reached.set()
            go_on.wait()
            super().rename(source, target)

    workspace = Workspace.open(collection, disk=SlowDisk())
    tag(workspace, "Nobody was told")
    saving = threading.Thread(target=workspace.flush)
    saving.start()
    reached.wait()
    assert not change(workspace, "New.\n" + text_of(workspace))
    go_on.set()
    saving.join()
    assert change(workspace, "New.\n" + text_of(workspace))
    assert not workspace.pending


def test_only_articles_that_are_open_can_be_renewed(collection: Collection, root: Path) -> None:
    workspace = Workspace.open(collection)
    with pytest.raises(KeyError):
        workspace.prepare(Article("other.txt", root / "other.txt", "text"))


WORDS = ["mill", "closes", "May", "owner", "denies", "nobody", "told", "the", "a"]
TEXT = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(" ".join)


@settings(max_examples=40)
@given(first=TEXT, later=st.lists(TEXT, min_size=1, max_size=3), data=st.data())
def test_what_is_shown_is_what_reopening_shows(
    tmp_path_factory: pytest.TempPathFactory, first: str, later: list[str], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("news") / NAME
    path.write_text(first)
    workspace = Workspace.open(Collection(path.parent, (Article(NAME, path, first),)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(first) - 2))
        end = data.draw(st.integers(start + 1, len(first)))
        made = annotate(Article(NAME, path, first), start, end)
        workspace.stage("tag", [PutAnnotation(made)])
    workspace.flush()
    for text in later:
        assert change(workspace, text)
        again = Workspace.open(Collection(path.parent, (Article(NAME, path, text),)))
        shown, reopened = workspace.annotations(NAME), again.annotations(NAME)
        assert {a.id for a in reopened} == {a.id for a in shown}
        assert all(
            text[a.start : a.end] == a.exact
            for a in shown
            if a.anchor in (Anchor.EXACT, Anchor.MOVED)
        )
        if len(later) == 1:
            assert list(reopened) == list(shown)
