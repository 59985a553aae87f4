"""The grammar of queries, and what is said about those that break it."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.search.engine import QueryError
from crossread.search.parser import parse
from crossread.search.query import And, Anything, Atom, Dates, Kind, Node, Not, Or, Phrase


def word(form: str, field: str = "text", kind: Kind = Kind.WORD, distance: int = 0) -> Phrase:
    return Phrase(field, (Atom(kind, form, distance),))


def phrase(*forms: str, field: str = "text") -> Phrase:
    return Phrase(field, tuple(Atom(Kind.WORD, form) for form in forms))


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b c", And((A, B, C))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("NOT NOT a", A),
        ("NOT (a b)", Not(And((A, B)))),
        ("a and b", And((A, word("and"), B))),
        ('"a b"', phrase("a", "b")),
        ("“a b”", phrase("a", "b")),
        ('"a b*"', Phrase("text", (Atom(Kind.WORD, "a"), Atom(Kind.PREFIX, "b")))),
        ("a-b", phrase("a", "b")),
        ("AT&T", word("at&t")),
        ("U.S.", word("us")),
        ("Byte*", word("byte", kind=Kind.PREFIX)),
        ("w?ld", word("w?ld", kind=Kind.WILDCARD)),
        ("*ology", word("*ology", kind=Kind.WILDCARD)),
        ("won?", word("won")),
        ("fuzzy~", word("fuzzy", kind=Kind.FUZZY, distance=1)),
        ("microsoft~", word("microsoft", kind=Kind.FUZZY, distance=2)),
        ("microsoft~1", word("microsoft", kind=Kind.FUZZY, distance=1)),
        ("title:Deal", word("deal", field="title")),
        ('outlet:"The Verge"', phrase("the", "verge", field="outlet")),
        ("tag:(a OR b)", Or((word("a", field="tag"), word("b", field="tag")))),
        ("tag:*", Anything("tag")),
        ("*", Anything()),
        ("東", word("東", kind=Kind.PREFIX)),
        ("東京都", phrase("東京", "京都")),
        ("10:30", phrase("10", "30")),
        ("date:2020-09-14", Dates(day("2020-09-14"), day("2020-09-14"))),
        ("date:2020-02", Dates(day("2020-02-01"), day("2020-02-29"))),
        ("date:2020", Dates(day("2020-01-01"), day("2020-12-31"))),
        ("date:2020-09-14..2020-09-20", Dates(day("2020-09-14"), day("2020-09-20"))),
        ("date:2020-09..", Dates(day("2020-09-01"), None)),
        ("date:..2020-09", Dates(None, day("2020-09-30"))),
        ("", None),
        ("  ", None),
    ],
)
def test_grammar(query: str, node: Node | None) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ('a "b', 2),
        ("a (b", 2),
        ("a b)", 3),
        ("a ()", 2),
        ("AND", 0),
        ("a OR", 2),
        ("a OR OR b", 2),
        ("NOT", 0),
        ("a NOT", 2),
        ("a size:3", 2),
        ("a title:", 2),
        ("title: b", 0),
        ("date:soon", 5),
        ("date:2020-13", 5),
        ("date:2020-09-31", 5),
        ("date:2020..2019", 5),
        ("date:..", 5),
        ("?*", 0),
        ("“”", 0),
        ("a b~ c-d~", 5),
        ("a b " * 200, 400),
        ("(" * 10_000, 40),
        ("a* " * 30, 60),
        ("\x00", 0),
        ("😀", 0),
        ("\ud800", 0),
        ("~", 0),
    ],
)
def test_errors_say_where(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a by", And((A, word("by", kind=Kind.TYPED)))),
        ("a by ", And((A, word("by")))),
        ('"a b', Phrase("text", (Atom(Kind.WORD, "a"), Atom(Kind.TYPED, "b")))),
        ('"a b"', phrase("a", "b")),
        ("(a OR", A),
        ("a) b ", And((A, B))),
        ("a NOT", A),
        ("title:", None),
        ("title:de", word("de", field="title", kind=Kind.TYPED)),
        ("date:20", None),
        ("a date:2020-0", A),
        ("a AND OR ", A),
    ],
)
def test_while_typing_what_parses_is_answered(query: str, node: Node | None) -> None:
    assert parse(query, typing=True) == node


QUERY_PIECES = st.sampled_from(
    [
        *'()"~*?:“”&.-',
        "AND",
        "OR",
        "NOT",
        "title:",
        "date:",
        "tag:",
        "..",
        "2020",
        " ",
        "a",
        "東",
        "~2",
    ]
)


@given(st.one_of(st.text(), st.lists(QUERY_PIECES).map("".join)))
def test_no_query_raises_anything_else(query: str) -> None:
    parse(query, typing=True)
    with suppress(QueryError):
        parse(query)


@given(st.one_of(st.text(), st.lists(QUERY_PIECES).map("".join)))
def test_errors_point_into_the_query(query: str) -> None:
    error = error_of(query)
    assert error is None or 0 <= error.position <= len(query)


def error_of(query: str) -> QueryError | None:
    try:
        parse(query)
    except QueryError as error:
        return error
    return None


def test_messages_show_no_control_characters() -> None:
    with pytest.raises(QueryError) as caught:
        parse("date:\x1b[2J")
    assert "\x1b" not in str(caught.value)
