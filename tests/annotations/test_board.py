import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.board import Board, Filter, Order, build_board
from crossread.annotations.board_row import Gap, Values
from crossread.annotations.codebook import DEFAULT_CODEBOOK, Codebook, Role, Tag
from crossread.annotations.model import Annotation, Claim
from crossread.articles.article import Article, Metadata
from crossread.articles.values import values_in

TEXT = "x" * 100
ARTICLES = [
    Article("a.txt", Path("a.txt"), TEXT, Metadata(title="First", outlet="Alpha")),
    Article("b.txt", Path("b.txt"), TEXT, Metadata(outlet="Beta")),
    Article("c.txt", Path("c.txt"), TEXT),
]
CLAIMS = {"off": Claim("off", "The sale is off"), "late": Claim("late", "It comes late")}


def mention(
    article: str, claim: str, *tags: str, start: int = 0, exact: str = "words", creator: str = ""
) -> Annotation:
    return Annotation(
        f"urn:{article}:{claim}:{start}:{creator}",
        article,
        start,
        start + len(exact),
        exact,
        claim=claim,
        tags=tags,
        creator=creator,
    )


def board(
    *mentions: Annotation,
    only: Filter | None = None,
    finished: Iterable[str] = (),
    values: Values | None = None,
    codebook: Codebook = DEFAULT_CODEBOOK,
    claims: dict[str, Claim] = CLAIMS,
    articles: list[Article] = ARTICLES,
) -> Board:
    by_article = {
        article.id: sorted(
            (item for item in mentions if item.article == article.id), key=lambda item: item.start
        )
        for article in articles
    }
    return build_board(
        articles, claims, by_article, codebook, finished=set(finished), only=only, values=values
    )


def table(found: Board) -> list[list[str]]:
    return found.table()[1:]


def numbers(text: str) -> list[tuple[str, str]]:
    return [("number", match) for match in re.findall(r"\d+", text)]


def test_cells_hold_stances_with_letters_and_counts():
    found = board(
        mention("a.txt", "off", "denies"),
        mention("a.txt", "off", "checks", "asserts", start=9),
        mention("a.txt", "off", "asserts", start=20),
        mention("b.txt", "off", "opinion"),
        mention("c.txt", "off"),
        finished=["b.txt"],
    )
    assert [column.name for column in found.columns] == ["Alpha", "Beta", "c.txt"]
    assert found.columns[0].title == "First"
    assert table(found) == [
        ["The sale is off", "", "A2 D", "O", "·"],
        ["It comes late", "", "…", "–", "…"],
    ]
    assert [item.start for item in found.rows[0].cells[0].mentions] == [0, 9, 20]


def test_a_gap_says_whether_the_article_was_read_to_the_end():
    cells = board(finished=["a.txt"]).rows[0].cells
    assert [cell.gap for cell in cells] == [Gap.NOT_MENTIONED, Gap.UNREAD, Gap.UNREAD]


def test_a_tag_unknown_to_the_codebook_is_shown():
    assert table(board(mention("a.txt", "off", "Rumour")))[0][2] == "r"


def test_one_outlet_affirms_what_another_denies():
    affirmed, denied = mention("a.txt", "off", "asserts"), mention("b.txt", "off", "denies")
    (row, _) = board(affirmed, denied).rows
    assert row.conflict
    assert table(board(affirmed, denied))[0][1] == "!"
    for harmless in (
        mention("a.txt", "off", "denies", start=9),
        mention("b.txt", "off", "speculates"),
        mention("b.txt", "late", "denies"),
    ):
        assert not board(affirmed, harmless).rows[0].conflict


def test_two_articles_of_one_outlet_are_no_conflict_of_outlets():
    twins = [ARTICLES[0], replace(ARTICLES[1], metadata=Metadata(outlet="Alpha"))]
    pair = (mention("a.txt", "off", "asserts"), mention("b.txt", "off", "denies"))
    assert not board(*pair, articles=twins).rows[0].conflict


def test_conflicts_follow_the_roles_of_a_codebook():
    codebook = Codebook(tags=(Tag("ja", role=Role.AFFIRMS), Tag("nein", role=Role.DENIES)))
    pair = (mention("a.txt", "off", "ja"), mention("b.txt", "off", "nein"))
    assert board(*pair, codebook=codebook).rows[0].conflict
    assert not board(*pair).rows[0].conflict


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("20 people", "30 people", True),
        ("20 people", "people", False),
        ("20 of 30 people", "30 people", False),
        ("20 of 30 people", "30 of 40 people", False),
        ("20 of 30 people", "40 people", True),
        ("20", "20", False),
    ],
)
def test_differing_values(first: str, second: str, differ: bool):
    pair = (mention("a.txt", "off", exact=first), mention("b.txt", "off", exact=second))
    found = board(*pair, values=numbers)
    assert found.rows[0].values_differ is differ
    assert table(found)[0][1] == ("≠" if differ else "")
    assert not board(*pair).rows[0].values_differ


def test_dates_and_numbers_of_the_articles_differ():
    texts = "Talks ended on 13 September.", "The talks ended on September 14, after 3 days."
    pair = [
        mention(name, "off", exact=text)
        for name, text in zip(("a.txt", "b.txt"), texts, strict=True)
    ]
    assert board(*pair, values=values_in).rows[0].values_differ
    same = mention("b.txt", "off", exact="By 13 September it was over.")
    assert not board(pair[0], same, values=values_in).rows[0].values_differ


def test_values_of_one_article_do_not_differ_from_each_other():
    pair = (mention("a.txt", "off", exact="20"), mention("a.txt", "off", start=9, exact="30"))
    assert not board(*pair, values=numbers).rows[0].values_differ


def test_mentions_of_an_undefined_claim_have_a_row():
    found = board(mention("b.txt", "lost", exact="The vote was lost."))
    row = found.rows[-1]
    assert not row.defined
    assert (row.claim.id, row.claim.statement) == ("lost", "The vote was lost")
    assert [item.defined for item in found.rows[:2]] == [True, True]


def test_mentions_follow_a_merged_claim():
    claims = {"off": replace(CLAIMS["off"], extra={"aliases": ["gone"]})}
    (row,) = board(mention("a.txt", "gone", "asserts"), claims=claims).rows
    assert row.cells[0].label == "A"


def test_filter_by_tag_outlet_and_annotator():
    mentions = (
        mention("a.txt", "off", "asserts", creator="rivera"),
        mention("b.txt", "off", "denies", creator="chen"),
        mention("c.txt", "late", "checks", creator="chen"),
    )
    by_tag = board(*mentions, only=Filter(tags=frozenset({"denies"})))
    assert table(by_tag) == [["The sale is off", "", "×", "D", "…"]]
    by_outlet = board(*mentions, only=Filter(outlets=frozenset({"Alpha", "c.txt"})))
    assert by_outlet.table()[0] == ["claim", "", "Alpha", "c.txt"]
    assert [row[2:] for row in table(by_outlet)] == [["A", "…"], ["…", "?"]]
    by_annotator = board(*mentions, only=Filter(annotators=frozenset({"chen"})))
    assert [row[2:] for row in table(by_annotator)] == [["×", "D", "…"], ["…", "…", "?"]]


def test_filter_by_words():
    mentions = (mention("a.txt", "off", "denies"), mention("b.txt", "off", "asserts"))

    def found(*words: str, tags: str = "") -> list[str]:
        only = Filter(words=words, tags=frozenset(tags.split()))
        return [row.claim.id for row in board(*mentions, only=only).rows]

    assert found("SALE") == found("sale", "off") == ["off"]
    assert found("late") == ["late"]
    assert found("denies", "asserts") == ["off"]
    assert found("sale", "late") == []
    assert found("asserts", tags="denies") == []
    assert table(board(*mentions, only=Filter(words=("off",)))) == [
        ["The sale is off", "!", "D", "A", "…"]
    ]


def test_sorting():
    claims = {name: Claim(name, name) for name in ("quiet", "value", "clash", "wide", "none")}
    found = board(
        mention("b.txt", "quiet", "asserts", start=5),
        mention("a.txt", "value", "asserts", start=50, exact="20"),
        mention("b.txt", "value", "asserts", start=90, exact="30"),
        mention("a.txt", "clash", "asserts", start=60),
        mention("c.txt", "clash", "denies"),
        *(mention(article.id, "wide", "asserts", start=70) for article in ARTICLES),
        claims=claims,
        values=numbers,
    )

    def order(by: Order) -> list[str]:
        return [row.claim.id for row in found.sorted(by).rows]

    assert order(Order.MADE) == ["quiet", "value", "clash", "wide", "none"]
    assert order(Order.DISAGREEMENT) == ["clash", "value", "wide", "quiet", "none"]
    assert order(Order.COVERAGE) == ["wide", "value", "clash", "quiet", "none"]
    assert order(Order.FIRST_MENTION) == ["value", "clash", "wide", "quiet", "none"]
    assert order(Order.STATEMENT) == ["clash", "none", "quiet", "value", "wide"]


def test_json():
    spoken = replace(
        mention("b.txt", "off", "denies", "checks", "asserts", start=3, creator="chen"),
        speaker="Li",
    )
    data = board(spoken, finished=["a.txt"]).as_json()
    off, late = data["claims"]
    assert off["cells"] == {
        "b.txt": [
            {
                "stance": "asserts",
                "stances": ["asserts", "denies"],
                "tags": ["denies", "checks", "asserts"],
                "start": 3,
                "end": 8,
                "text": "words",
                "speaker": "Li",
                "annotator": "chen",
            }
        ]
    }
    assert off["gaps"] == {"a.txt": "not mentioned", "c.txt": "not yet read to the end"}
    assert late["cells"] == {}
    assert json.loads(json.dumps(data)) == data


MENTIONS = st.lists(
    st.builds(
        mention,
        st.sampled_from([article.id for article in ARTICLES]),
        st.sampled_from(["off", "late", "lost"]),
        st.sampled_from(["asserts", "denies", "reports", "x"]),
        start=st.integers(0, 90),
        creator=st.sampled_from(["", "chen"]),
    ),
    max_size=12,
)


@given(MENTIONS, st.sampled_from(Order))
def test_every_mention_stands_in_its_one_cell(mentions: list[Annotation], order: Order):
    found = board(*mentions).sorted(order)
    shown = [
        (column.article, row.claim.id, item.start)
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        for item in cell.mentions
    ]
    assert sorted(shown) == sorted((item.article, item.claim, item.start) for item in mentions)
    assert all(
        (cell.gap == Gap.NONE) == bool(cell.mentions) for row in found.rows for cell in row.cells
    )
