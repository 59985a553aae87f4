import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations import codebook_edits as edits
from crossread.annotations.codebook import DEFAULT_CODEBOOK, Codebook, Role, Tag
from crossread.annotations.codebook_file import CodebookError, dump_codebook, parse_codebook
from crossread.annotations.codebook_rules import settled
from crossread.annotations.model import Annotation
from crossread.annotations.workspace import PutAnnotation, SetCodebook


def mention(number: int, *tags: str, **values: str) -> Annotation:
    return Annotation(f"urn:uuid:{number}", "a.txt", 0, 4, "Text", tags=tags, attributes=values)


def test_a_new_tag_gets_a_free_key_letter_and_colour():
    codebook = edits.add_tag(DEFAULT_CODEBOOK, "doubts")
    tag = codebook.tags[-1]
    assert (tag.id, tag.key, tag.letter) == ("doubts", "8", "U")
    assert tag.colour == "primary"
    assert codebook.tags[:-1] == DEFAULT_CODEBOOK.tags


def test_a_new_tag_with_chosen_values():
    codebook = edits.add_tag(DEFAULT_CODEBOOK, "doubts", key="x", letter="Z", definition="Unsure.")
    assert codebook.tags[-1] == Tag("doubts", "x", "Z", "primary", "Unsure.")


@given(st.integers(0, 60))
def test_any_number_of_tags_keeps_keys_and_letters_unique(number: int):
    codebook = Codebook()
    for index in range(number):
        codebook = edits.add_tag(codebook, f"tag {index}")
    keys = [tag.key for tag in codebook.tags if tag.key]
    letters = [tag.letter for tag in codebook.tags if tag.letter]
    assert keys == list("123456789")[:number]
    assert len(letters) == len(set(letters)) == min(number, 36)
    assert parse_codebook(dump_codebook(codebook)) == codebook


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"tag_id": "denies"}, "stands twice; rename or remove one of them"),
        ({"tag_id": ""}, "1 to 100 visible characters"),
        ({"tag_id": "x", "key": "1"}, 'key "1" is used by "asserts" and "x"'),
        ({"tag_id": "x", "letter": "A"}, 'letter "A" is used by'),
        ({"tag_id": "x", "colour": "mauve"}, "unknown colour"),
    ],
)
def test_forbidden_tags_are_refused_with_the_remedy(values: dict[str, str], words: str):
    with pytest.raises(CodebookError, match=words):
        edits.add_tag(DEFAULT_CODEBOOK, **values)


def test_recolour_and_define():
    codebook = edits.change_tag(DEFAULT_CODEBOOK, "denies", colour="#aabbcc", definition="No.")
    tag = codebook.tag("denies")
    assert tag is not None
    assert (tag.colour, tag.definition, tag.key) == ("#aabbcc", "No.", "3")
    with pytest.raises(CodebookError, match='no tag "doubts"; add it first'):
        edits.change_tag(DEFAULT_CODEBOOK, "doubts", colour="error")


def test_retire_and_restore():
    retired = edits.retire_tag(DEFAULT_CODEBOOK, "denies")
    tag = retired.tag("denies")
    assert tag is not None
    assert (tag.retired, tag.key, tag.letter) == (True, "", "D")
    taken = edits.add_tag(retired, "doubts")
    assert taken.tags[-1].key == "3"
    restored = edits.restore_tag(taken, "denies").tag("denies")
    assert restored is not None
    assert (restored.retired, restored.key) == (False, "8")


def test_reorder():
    moved = edits.move_tag(DEFAULT_CODEBOOK, "checks", 0)
    assert [tag.id for tag in moved.tags][:3] == ["checks", "asserts", "reports"]
    assert edits.move_tag(moved, "checks", 99) == DEFAULT_CODEBOOK


@given(st.permutations(DEFAULT_CODEBOOK.tags), st.integers(-2, 9))
def test_reordering_loses_no_tag(tags: list[Tag], index: int):
    moved = edits.move_tag(Codebook(tags=tuple(tags)), "denies", index)
    assert sorted(tag.id for tag in moved.tags) == sorted(tag.id for tag in tags)
    assert moved.tags[min(max(index, 0), 6)].id == "denies"


def test_remove():
    assert edits.remove_tag(DEFAULT_CODEBOOK, "denies").tag("denies") is None
    assert edits.remove_attribute(DEFAULT_CODEBOOK, "speaker").attributes == ()


def test_attributes():
    codebook = edits.add_attribute(DEFAULT_CODEBOOK, "certainty", values=("high", "low"))
    codebook = edits.change_attribute(codebook, "certainty", definition="How sure.")
    codebook = edits.move_attribute(edits.retire_attribute(codebook, "certainty"), "certainty", 0)
    certainty = codebook.attributes[0]
    assert (certainty.id, certainty.definition, certainty.retired) == (
        "certainty",
        "How sure.",
        True,
    )
    assert certainty.values == ("high", "low")
    with pytest.raises(CodebookError, match="stands twice"):
        edits.add_attribute(codebook, "certainty")
    with pytest.raises(CodebookError, match="add it first"):
        edits.remove_attribute(codebook, "place")


def test_renaming_a_tag_rewrites_what_carries_it():
    mentions = [mention(1, "checks", "denies"), mention(2, "asserts"), mention(3, "denies", "no")]
    first, *rest = edits.rename_tag(DEFAULT_CODEBOOK, "denies", "no", mentions)
    assert isinstance(first, SetCodebook)
    renamed = first.codebook.tag("no")
    assert renamed is not None
    assert (renamed.key, renamed.letter) == ("3", "D")
    assert first.codebook.tag("denies") is None
    assert first.codebook.role("no") is Role.DENIES
    changed = [edit.annotation for edit in rest if isinstance(edit, PutAnnotation)]
    assert [(item.id[-1], item.tags) for item in changed] == [
        ("1", ("checks", "no")),
        ("3", ("no",)),
    ]
    assert all(item.modified for item in changed)


def test_renaming_to_a_defined_tag_is_refused():
    with pytest.raises(CodebookError, match="stands twice"):
        edits.rename_tag(DEFAULT_CODEBOOK, "denies", "asserts", [])


def test_a_tag_only_annotations_know_can_be_mended_or_defined():
    slip = [mention(1, "denys")]
    (mended,) = edits.rename_tag(DEFAULT_CODEBOOK, "denys", "denies", slip)
    assert isinstance(mended, PutAnnotation)
    assert mended.annotation.tags == ("denies",)
    defined, _ = edits.rename_tag(DEFAULT_CODEBOOK, "denys", "rejects", slip)
    assert isinstance(defined, SetCodebook)
    assert defined.codebook.tag("rejects") is not None


def test_renaming_an_attribute():
    codebook = edits.add_attribute(DEFAULT_CODEBOOK, "place")
    mentions = [mention(1, place="Rome"), mention(2), mention(3, place="x", site="Oslo")]
    first, *rest = edits.rename_attribute(codebook, "place", "site", mentions)
    assert isinstance(first, SetCodebook)
    assert first.codebook.attribute("site") is not None
    changed = [edit.annotation for edit in rest if isinstance(edit, PutAnnotation)]
    assert [dict(item.attributes) for item in changed] == [{"site": "Rome"}, {"site": "Oslo"}]
    with pytest.raises(CodebookError, match="built in"):
        edits.rename_attribute(codebook, "speaker", "voice", [])


def test_used_by_counts():
    mentions = [mention(1, "a", "b", place="Rome"), mention(2, "a", place="")]
    assert edits.tag_uses(mentions) == {"a": 2, "b": 1}
    assert edits.attribute_uses(mentions) == {"place": 1}


def test_unknown_tags_can_be_defined_together():
    codebook = edits.define_tags(DEFAULT_CODEBOOK, ["denies", "rumour", "joke"])
    assert [tag.id for tag in codebook.tags[7:]] == ["rumour", "joke"]
    assert [tag.key for tag in codebook.tags[7:]] == ["8", "9"]


def test_tags_of_two_people_come_together_without_clashes():
    mine = edits.add_tag(DEFAULT_CODEBOOK, "doubts").tags
    theirs = edits.add_tag(DEFAULT_CODEBOOK, "deplores", letter="U").tags[-1]
    merged = Codebook(tags=(*mine, theirs))
    codebook = settled(merged)
    assert codebook.tags[:-1] == mine
    last = codebook.tags[-1]
    assert (last.id, last.key, last.letter) == ("deplores", "", "E")
    assert settled(codebook) == codebook
    assert parse_codebook(dump_codebook(merged)) == codebook
