from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations import claims as actions
from crossread.annotations.claim_repair import (
    define_claim,
    orphan_mentions,
    resolve,
    with_unique_ids,
)
from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.model import Annotation, Claim, annotate
from crossread.annotations.proposals import ask_again, is_rejected, passage_key, reject, rejected
from crossread.annotations.statements import ID_LENGTH, claim_id, tidy_statement
from crossread.annotations.workspace import (
    DropClaim,
    Edit,
    PutAnnotation,
    PutClaim,
    Workspace,
)
from crossread.articles.article import Article
from crossread.articles.collection import Collection


def mention(
    number: int, claim: str = "", *tags: str, exact: str = "The sale is off."
) -> Annotation:
    return Annotation(f"urn:uuid:{number}", "a.txt", 0, len(exact), exact, claim=claim, tags=tags)


def apply(
    edits: list[Edit], claims: dict[str, Claim], mentions: list[Annotation]
) -> tuple[dict[str, Claim], list[Annotation]]:
    """What the workspace would hold after the edits."""
    claims, found = dict(claims), {item.id: item for item in mentions}
    for edit in edits:
        match edit:
            case PutClaim(claim):
                claims[claim.id] = claim
            case DropClaim(claim_id):
                del claims[claim_id]
            case PutAnnotation(annotation):
                found[annotation.id] = annotation
            case _:
                raise AssertionError(edit)
    return claims, list(found.values())


OFF = Claim("sale-off", "The sale is off")
ON = Claim("sale-on", "The sale goes on", note="Seen on page 3")
BOTH = {"sale-off": OFF, "sale-on": ON}


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("  The sale\nis   off. ", "The sale is off"),
        ("“We said no,” he said.", "“We said no,” he said"),
        ("“We said no.”", "We said no"),
        ('"We said no"', "We said no"),
        ("“We said no.", "We said no"),
        ("We said no.”", "We said no"),
        ('"We said no', "We said no"),
        ("“No” is not “never”", "“No” is not “never”"),
        ("— They left the U.S.", "They left the U.S."),
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("", ""),
    ],
)
def test_tidy_statements(passage: str, statement: str):
    assert tidy_statement(passage) == statement


def test_no_blank_is_left_before_a_full_stop_that_goes():
    assert tidy_statement("The board agreed .") == "The board agreed"
    assert tidy_statement("a – .") == "a"


def test_a_long_passage_is_cut_at_a_word():
    assert tidy_statement("The board, in a long meeting, agreed", 20) == "The board, in a…"
    assert tidy_statement("x" * 300) == "x" * 159 + "…"


@given(st.text(max_size=400), st.integers(2, 60))
def test_a_statement_is_one_short_line(passage: str, length: int):
    statement = tidy_statement(passage, length)
    assert len(statement) <= length
    assert statement == statement.strip()
    assert "\n" not in statement


@pytest.mark.parametrize(
    ("statement", "slug"),
    [
        ("ByteDance rejected Microsoft’s bid", "bytedance-rejected-microsoft-bid"),
        ("The café was closed in 2020", "cafe-closed-2020"),
        ("It is what it is", "what"),
        ("It was", "it-was"),
        ("微软的出价被拒绝", "claim"),
        ("", "claim"),
        ("w" * 60, "w" * 40),
    ],
)
def test_claim_ids_are_readable(statement: str, slug: str):
    assert claim_id(statement, ()) == slug


@given(st.text(max_size=80), st.integers(0, 12))
def test_claim_ids_are_short_ascii_and_unique(statement: str, number: int):
    taken: set[str] = set()
    for _ in range(number + 1):
        slug = claim_id(statement, taken)
        assert slug not in taken
        assert 0 < len(slug) <= ID_LENGTH
        assert slug.isascii()
        assert slug == slug.strip("-")
        taken.add(slug)


def test_a_claim_from_a_passage():
    passage = mention(1, "", "asserts", "opinion")
    claim, edits = actions.claim_from(
        passage, BOTH, DEFAULT_CODEBOOK, stance="denies", creator="rivera"
    )
    claims, (made,) = apply(edits, BOTH, [])
    assert (claim.id, claim.statement, claim.creator) == ("sale-off-2", "The sale is off", "rivera")
    assert claim.created == claim.modified != ""
    assert claims[claim.id] == claim
    assert (made.claim, made.tags) == ("sale-off-2", ("denies", "opinion"))


def test_attach_and_detach():
    _, (moved, _) = apply(
        actions.attach(
            [mention(1, "sale-on", "checks")], "sale-off", DEFAULT_CODEBOOK, stance="quotes"
        ),
        {},
        [mention(1), mention(2)],
    )
    assert (moved.claim, moved.tags) == ("sale-off", ("quotes", "checks"))
    assert moved.modified
    _, (free,) = apply(actions.detach([moved]), {}, [moved])
    assert (free.claim, free.tags) == ("", ("quotes", "checks"))
    assert actions.detach([free]) == []


def test_restate_keeps_the_id():
    claims, _ = apply(actions.restate(OFF, " No sale "), BOTH, [])
    assert claims["sale-off"].statement == "No sale"
    with pytest.raises(actions.ClaimError, match="type one, or delete the claim"):
        actions.restate(OFF, "  ")


def test_a_long_note():
    claims, _ = apply(actions.note_claim(OFF, "n" * 10_000), BOTH, [])
    assert len(claims["sale-off"].note) == 10_000


def test_merge_keeps_mentions_notes_and_rejections():
    (put,) = reject(ON, [("b.txt", "Not this.")])
    assert isinstance(put, PutClaim)
    mentions = [mention(1, "sale-off"), mention(2, "sale-on"), mention(3)]
    edits = actions.merge_claims(replace(OFF, note="First"), [put.claim, OFF], mentions)
    claims, after = apply(edits, BOTH, mentions)
    assert list(claims) == ["sale-off"]
    assert claims["sale-off"].note == "First\n\nSeen on page 3"
    assert is_rejected(claims["sale-off"], "b.txt", "Not this.")
    assert [item.claim for item in after] == ["sale-off", "sale-off", ""]


def test_mentions_of_other_annotators_follow_a_merged_claim():
    claims, _ = apply(actions.merge_claims(OFF, [ON], []), BOTH, [])
    claims, _ = apply(actions.rename_claim(claims["sale-off"], "No sale", claims, []), claims, [])
    assert list(claims) == ["no-sale"]
    assert resolve(claims) == {"no-sale": "no-sale", "sale-off": "no-sale", "sale-on": "no-sale"}
    assert orphan_mentions(claims, [mention(1, "sale-on"), mention(2, "sale-off")]) == {}


def test_an_id_that_is_defined_again_is_no_alias():
    claims, _ = apply(actions.merge_claims(OFF, [ON], []), BOTH, [])
    assert resolve(claims | {"sale-on": ON})["sale-on"] == "sale-on"


def test_split():
    mentions = [mention(1, "sale-off"), mention(2, "sale-off", exact="Nobody will sell.")]
    claim, edits = actions.split_claim(mentions[1:], BOTH)
    claims, after = apply(edits, BOTH, mentions)
    assert claim.statement == "Nobody will sell"
    assert [item.claim for item in after] == ["sale-off", "nobody-sell"]
    assert set(claims) == {"sale-off", "sale-on", "nobody-sell"}
    with pytest.raises(actions.ClaimError, match="choose those"):
        actions.split_claim([], BOTH)


def test_rename_moves_the_mentions():
    mentions = [mention(1, "sale-off"), mention(2, "sale-on")]
    claims, after = apply(actions.rename_claim(OFF, "Off!", BOTH, mentions), BOTH, mentions)
    assert set(claims) == {"off", "sale-on"}
    assert [item.claim for item in after] == ["off", "sale-on"]
    with pytest.raises(actions.ClaimError, match='has the id "sale-on"'):
        actions.rename_claim(OFF, "sale-on", BOTH, mentions)


def test_delete_keeps_the_mentions():
    mentions = [mention(1, "sale-off", "denies"), mention(2, "sale-on")]
    claims, after = apply(actions.delete_claim("sale-off", mentions), BOTH, mentions)
    assert list(claims) == ["sale-on"]
    assert [(item.claim, item.tags) for item in after] == [("", ("denies",)), ("sale-on", ())]


def test_a_mention_of_an_undefined_claim_is_listed_and_mended():
    mentions = [mention(1, "lost"), mention(2, "sale-on"), mention(3)]
    orphans = orphan_mentions(BOTH, mentions)
    assert orphans == {"lost": [mentions[0]]}
    claims, _ = apply(define_claim("lost", orphans["lost"], creator="rivera"), BOTH, mentions)
    assert claims["lost"].statement == "The sale is off"
    assert orphan_mentions(claims, mentions) == {}


def test_two_claims_with_one_id_are_both_kept():
    double = Claim("sale-off", "Something else")
    found, renamed = with_unique_ids([OFF, double, ON, OFF, Claim("sale-off-2", "Third")])
    assert found["sale-off"] == OFF
    assert renamed == ("sale-off-3",)
    assert found["sale-off-3"].statement == "Something else"
    assert len(found) == 4


def test_a_rejected_proposal_is_not_asked_about_again():
    (put,) = reject(
        replace(OFF, extra={"colour": "red"}), [("b.txt", "No  sale."), ("b.txt", "No sale.")]
    )
    assert isinstance(put, PutClaim)
    claim = put.claim
    assert rejected(claim) == {passage_key("b.txt", "No sale.")}
    assert is_rejected(claim, "b.txt", "No\nsale.")
    assert not is_rejected(claim, "c.txt", "No sale.")
    assert not is_rejected(claim, "b.txt", "A sale.")
    assert passage_key("b.txt", "\ud800").startswith("b.txt#")
    (forgotten,) = ask_again(claim)
    assert isinstance(forgotten, PutClaim)
    assert forgotten.claim.extra == {"colour": "red"}


@pytest.mark.parametrize("found", [None, "text", 3, [1, {}], {"a": 1}])
def test_nonsense_in_a_claims_file_is_no_rejection(found: object):
    claim = Claim("a", "A", extra={"rejected": found, "aliases": found})
    assert rejected(claim) == frozenset()
    assert resolve({"a": claim}) == {"a": "a"}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_no_sequence_of_changes_loses_a_mention(steps: list[tuple[int, int, int]]):
    """Whatever is made, merged, split, renamed or deleted: no mention is without its claim."""
    claims = dict(BOTH)
    mentions = [mention(number, claim, "asserts") for number, claim in enumerate([*BOTH, "", ""])]
    for action, first, second in steps:
        passage = mentions[second % len(mentions)]
        if action == 0 or not claims:
            _, edits = actions.claim_from(passage, claims, DEFAULT_CODEBOOK)
        else:
            claim, other = (list(claims.values())[at % len(claims)] for at in (first, second))
            if action == 1:
                edits = actions.merge_claims(claim, [other], mentions)
            elif action == 2:
                _, edits = actions.split_claim([passage], claims)
            elif action == 3:
                unused = actions.new_claim(f"name {second}", claims).id
                edits = actions.rename_claim(claim, unused, claims, mentions)
            else:
                edits = actions.delete_claim(claim.id, mentions)
        claims, mentions = apply(edits, claims, mentions)
        assert len(mentions) == 4
        assert all(item.tags == ("asserts",) for item in mentions)
        assert all(not item.claim or item.claim in claims for item in mentions)
        assert all(name == claim.id for name, claim in claims.items())


def test_changes_to_claims_are_kept_on_disk_and_undone(tmp_path: Path):
    text = "The sale is off. Nobody will buy it."
    article = Article("a.txt", tmp_path / "a.txt", text)
    article.path.write_text(text, encoding="utf-8")
    collection = Collection(tmp_path, (article,))
    workspace = Workspace.open(collection)
    off, edits = actions.claim_from(annotate(article, 0, 16), {}, DEFAULT_CODEBOOK, stance="denies")
    workspace.stage("claim", edits)
    nobody, edits = actions.claim_from(
        annotate(article, 17, 36), workspace.claims, DEFAULT_CODEBOOK, stance="asserts"
    )
    workspace.stage("claim", edits)
    workspace.stage("not the same", reject(nobody, [("b.txt", "Somebody will.")]))
    kept, gone = workspace.claims[off.id], workspace.claims[nobody.id]
    mentions = workspace.annotations("a.txt")
    workspace.stage("merged", actions.merge_claims(kept, [gone], mentions))
    assert workspace.flush().saved

    again = Workspace.open(collection)
    (merged,) = again.claims.values()
    assert is_rejected(merged, "b.txt", "Somebody will.")
    assert resolve(again.claims)[nobody.id] == off.id
    assert [item.claim for item in again.annotations("a.txt")] == [off.id, off.id]
    again.undo()
    assert set(again.claims) == {off.id, nobody.id}
    assert [item.claim for item in again.annotations("a.txt")] == [off.id, nobody.id]
    again.redo()
    assert set(again.claims) == {off.id}
