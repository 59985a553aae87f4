"""The three-way merge: everything that either side did is kept, whichever side is whose."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.anchors import Anchorer
from crossread.annotations.codecs import SidecarCodec
from crossread.annotations.merge import Merged, merge
from crossread.annotations.model import Annotation
from crossread.articles.article import Article

CODEC = SidecarCodec(Anchorer(Article("a.txt", Path("a.txt"), ""), lambda sha256: None))
IDS = [f"urn:x:{n}" for n in range(5)]


@st.composite
def versions(draw: st.DrawFn) -> dict[str, Annotation]:
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    return {
        identity: Annotation(
            identity,
            "a.txt",
            0,
            3,
            "The",
            tags=tuple(draw(st.lists(st.sampled_from("xy"), max_size=1))),
            modified=draw(st.sampled_from(["1", "2"])),
        )
        for identity in ids
    }


def merged(
    base: dict[str, Annotation], mine: dict[str, Annotation], theirs: dict[str, Annotation]
) -> Merged[Annotation]:
    return merge(
        base, mine, theirs, same=CODEC.same, resolve=CODEC.resolve, untouched=CODEC.untouched
    )


def said(value: Annotation | None) -> tuple[object, ...]:
    return (value.tags, value.modified) if value else ()


@given(versions(), versions(), versions())
def test_the_sides_may_be_exchanged(
    base: dict[str, Annotation], mine: dict[str, Annotation], theirs: dict[str, Annotation]
):
    one, other = merged(base, mine, theirs), merged(base, theirs, mine)
    assert one.values == other.values
    assert set(one.conflicts) == set(other.conflicts)


@given(versions(), versions())
def test_a_side_that_did_nothing_changes_nothing(
    base: dict[str, Annotation], mine: dict[str, Annotation]
):
    assert merged(base, mine, base).values == mine
    assert merged(base, base, mine).values == mine
    assert merged(base, mine, mine).values == mine


@given(versions(), versions(), versions())
def test_merging_again_changes_nothing(
    base: dict[str, Annotation], mine: dict[str, Annotation], theirs: dict[str, Annotation]
):
    once = merged(base, mine, theirs).values
    assert merged(theirs, once, theirs).values == once
    assert merged(mine, mine, once).values == once


@given(versions(), versions(), versions())
def test_whatever_a_side_made_or_changed_is_there(
    base: dict[str, Annotation], mine: dict[str, Annotation], theirs: dict[str, Annotation]
):
    found = merged(base, mine, theirs)
    for side in (mine, theirs):
        for identity, value in side.items():
            if value != base.get(identity):
                assert replace(value, id="") in [replace(v, id="") for v in found.values.values()]
    gone = {i for i in base if i not in mine and theirs.get(i) in (None, base[i])}
    assert not gone & found.values.keys()


@given(versions(), versions(), versions())
def test_a_conflict_is_told_and_keeps_both_versions(
    base: dict[str, Annotation], mine: dict[str, Annotation], theirs: dict[str, Annotation]
):
    found = merged(base, mine, theirs)
    both = mine.keys() & theirs.keys()
    clashing = {i for i in both if len({said(mine[i]), said(theirs[i])} - {said(base.get(i))}) == 2}
    assert set(found.conflicts) == clashing
    assert len(found.values) == len(found.values.keys() & set(IDS)) + len(clashing)


def test_what_was_only_found_again_elsewhere_does_not_come_back():
    """One deletes it, the other has taken up another text of the article meanwhile."""
    known = Annotation("urn:x:1", "a.txt", 4, 8, "mill", "The ", " closes", modified="1")
    found = replace(known, start=9, end=13, prefix="Now the ", text_sha256="2")
    assert merged({known.id: known}, {}, {known.id: found}).values == {}
    assert merged({known.id: known}, {known.id: found}, {}).values == {}
    for touched in (replace(found, modified="2"), replace(found, exact="mills")):
        assert merged({known.id: known}, {}, {known.id: touched}).values == {known.id: touched}
