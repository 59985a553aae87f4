from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.differences import (
    Operation,
    align_versions,
    changed_stretches,
    word_differences,
)
from crossread.articles.span import Span
from crossread.articles.words import words_in

VOCABULARY = ["the", "ship", "was", "late", "again", "today"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)


def steps(a: str, b: str) -> list[tuple[str, str, str]]:
    def words(text: str, span: Span | None) -> str:
        return text[slice(*span)] if span else ""

    found = word_differences(a, b)
    return [(step.operation.value, words(a, step.a), words(b, step.b)) for step in found]


def rows(*texts: str) -> list[list[str]]:
    """Every row as text: ``=`` equal, ``+`` inserted, ``-`` deleted, ``~`` replaced."""
    signs = {"equal": "=", "inserted": "+", "deleted": "-", "replaced": "~"}
    return [
        [signs[cell.operation.value] + cell.text for cell in row]
        for row in align_versions(texts).rows
    ]


def test_words_are_equal_replaced_inserted_or_deleted() -> None:
    assert steps("We are sure of it", "We were sure it helps") == [
        ("equal", "We", "We"),
        ("replaced", "are", "were"),
        ("equal", "sure", "sure"),
        ("deleted", "of", ""),
        ("equal", "it", "it"),
        ("inserted", "", "helps"),
    ]


def test_case_marks_and_kinds_of_apostrophe_make_no_difference() -> None:
    a, b = "“We don’t know, yet,” he said", "we don't know — yet, He said"
    assert {step.operation for step in word_differences(a, b)} == {Operation.EQUAL}


def test_versions_stand_in_the_same_columns() -> None:
    assert rows("We are sure of it", "We are quite sure of it", "We were sure") == [
        ["=We", "=are", "=", "=sure", "=of", "=it"],
        ["=We", "=are", "+quite", "=sure", "=of", "=it"],
        ["=We", "~were", "=", "=sure", "-", "-"],
    ]


def test_another_row_can_be_the_base() -> None:
    aligned = align_versions(["We were late", "We are late"], base=1)
    assert aligned.base == 1
    assert [cell.operation for cell in aligned.rows[0]] == [
        Operation.EQUAL,
        Operation.REPLACED,
        Operation.EQUAL,
    ]


def test_nothing_to_align() -> None:
    assert align_versions([]).rows == ()
    assert rows("", "—") == [[], []]
    assert rows("", "new words") == [["=", "="], ["+new", "+words"]]


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_cover_every_word_of_both_in_order(a: str, b: str) -> None:
    found = word_differences(a, b)
    assert [s.a for s in found if s.a] == [word[1:] for word in words_in(a)]
    assert [s.b for s in found if s.b] == [word[1:] for word in words_in(b)]


@given(WORDS, WORDS)
def test_equal_steps_join_equal_words(a: str, b: str) -> None:
    for step in word_differences(a, b):
        if step.operation is Operation.EQUAL:
            assert step.a
            assert step.b
            assert a[slice(*step.a)] == b[slice(*step.b)]


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(0, 3))
def test_rows_are_of_one_length_and_hold_their_version(texts: list[str], base: int) -> None:
    aligned = align_versions(texts, base % len(texts))
    assert len({len(row) for row in aligned.rows}) == 1
    for text, row in zip(texts, aligned.rows, strict=True):
        assert [cell.text for cell in row if cell.text] == text.split()
        assert all(text[slice(*cell.span)] == cell.text for cell in row if cell.span)


def test_changed_stretches_are_what_stands_instead() -> None:
    assert changed_stretches("It opens on Monday at noon.", "It opens on Tuesday at noon.") == [
        ("Monday", "Tuesday")
    ]
    assert changed_stretches("a big red bus", "a bus today") == [("big red", ""), ("", "today")]
    assert changed_stretches("The same “words”", "the same words") == []
