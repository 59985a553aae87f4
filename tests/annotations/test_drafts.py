"""What is being typed outlives the program, and goes when it is saved."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.drafts import Draft, Drafts, place_of
from crossread.articles.article import Article
from crossread.articles.collection import Collection


@pytest.fixture
def article(collection: Collection) -> Article:
    return collection.articles[0]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


def of(state: Path, article: Article, id_: str = "", start: int = 0, end: int = 8) -> Draft:
    return Drafts(state).of_note(article, id_, start, article.text[start:end])


def typed(draft: Draft, note: str) -> Draft:
    draft.type({"note": note})
    draft.write()
    return draft


def test_what_was_typed_is_there_for_the_next_program(state: Path, article: Article):
    note = "line\n🎉 \ud800 “x”\x1b[2J"
    typed(of(state, article), note)
    again = of(state, article)
    assert again.texts == {"note": note}
    assert again.at
    assert [path.suffix for path in state.iterdir()] == [".json"]
    assert state.stat().st_mode & 0o077 == 0


def test_a_passages_draft_is_offered_when_it_has_become_an_annotation_and_the_other_way(
    state: Path, article: Article
):
    typed(of(state, article), "before it was tagged")
    assert of(state, article, "id-1").texts == {"note": "before it was tagged"}
    typed(of(state, article, "id-1"), "after")
    assert of(state, article).texts == {"note": "after"}


def test_drafts_of_other_things_are_not_offered(state: Path, article: Article):
    typed(of(state, article, "id-1"), "mine")
    assert of(state, article, "id-2").texts is None
    assert of(state, article, "", 4, 9).texts is None
    assert Drafts(state, "rivera").of_note(article, "id-1", 0, "x").texts is None
    assert Drafts(state).of_claim(article, 0, article.text[:8]).texts is None


def test_a_draft_follows_its_words_when_the_text_changes(state: Path, article: Article):
    typed(of(state, article), "x")
    moved = replace(article, text=f"NEW! {article.text}")
    assert of(state, moved, "", 5, 13).texts == {"note": "x"}


def test_the_same_words_elsewhere_have_a_draft_of_their_own(state: Path, collection: Collection):
    twice = Article("t.txt", collection.root / "t.txt", "The mill. Then the mill. And: the mill.")
    for start in (15, 30):
        typed(of(state, twice, "", start, start + 8), str(start))
    assert of(state, twice, "", 15, 23).texts == {"note": "15"}
    assert of(state, twice, "", 30, 38).texts == {"note": "30"}


def test_kept_texts_go_only_when_they_are_saved(state: Path, article: Article):
    drafts = Drafts(state)
    draft = typed(drafts.of_note(article, "", 0, "The mill"), "x")
    draft.end(kept=True)
    assert of(state, article).texts == {"note": "x"}
    drafts.settle()
    assert not list(state.iterdir())


def test_a_change_that_was_refused_leaves_its_draft(state: Path, article: Article):
    drafts = Drafts(state)
    draft = typed(drafts.of_note(article, "", 0, "The mill"), "x")
    draft.end(kept=True)
    draft.hold()
    drafts.settle()
    assert of(state, article).texts == {"note": "x"}


def test_discarded_texts_go(state: Path, article: Article):
    draft = typed(of(state, article), "x")
    draft.end(kept=False)
    draft.write()
    assert not list(state.iterdir())


def test_texts_like_those_that_are_saved_are_no_draft(state: Path, article: Article):
    draft = typed(of(state, article), "x")
    draft.type(None)
    draft.write()
    assert of(state, article).texts is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"kind": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_draft_is_passed_over(content: bytes, state: Path, article: Article):
    typed(of(state, article), "x")
    (state / "0.json").write_bytes(content)
    assert of(state, article).texts == {"note": "x"}
    assert len(Drafts(state).waiting({place_of(article)})) == 1


def test_what_waits_is_told_by_place(state: Path, article: Article, collection: Collection):
    assert Drafts(state).waiting({place_of(article)}) == []
    typed(of(state, article), "x")
    assert [s.exact for s in Drafts(state).waiting({place_of(article)})] == ["The mill"]
    assert Drafts(state).waiting({place_of(collection.articles[1])}) == []


def test_what_a_killed_program_left_lying_is_cleaned_up(state: Path, article: Article):
    state.mkdir(parents=True)
    left = state / f".{'0' * 32}.json.{'0' * 12}.tmp"
    left.write_text("half a dra")
    os.utime(left, (0, 0))
    typed(of(state, article), "x")
    assert not left.exists()
