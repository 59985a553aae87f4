import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.agreement import Agreement, agreement, coders_of
from crossread.annotations.coded import CodedArticle
from crossread.annotations.model import Annotation, annotate
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from crossread.articles.span import Span

TEXT = "The sale is off. Nobody will buy it. The board met on Monday. It rained."
ONE, TWO = Article("1.txt", Path("1.txt"), TEXT), Article("2.txt", Path("2.txt"), TEXT)
SENTENCES = ONE.sentences


Coding = tuple[int, int, str]


def code(*found: Coding, pieces: tuple[Span, ...] = ()) -> list[Annotation]:
    return [
        Annotation(
            f"urn:{start}:{tag}", "1.txt", start, end, TEXT[start:end], pieces=pieces, tags=(tag,)
        )
        for start, end, tag in found
    ]


def sentence(number: int, tag: str) -> Coding:
    return SENTENCES[number].start, SENTENCES[number].end, tag


def compare(**coders: Sequence[Annotation]) -> Agreement:
    return agreement([ONE, TWO], {name: {"1.txt": found} for name, found in coders.items()})


def test_two_who_agree():
    spans = code(sentence(0, "asserts"), sentence(2, "denies"))
    found = compare(chen=spans, rivera=spans)
    (pair,) = found.pairs
    assert pair.coders == ("chen", "rivera")
    assert (pair.articles, pair.sentences) == (("1.txt",), 4)
    assert (pair.exact_f1, pair.overlap_f1, pair.kappa, pair.alpha) == (1, 1, 1, 1)
    assert [(tag.tag, tag.spans, tag.kappa) for tag in pair.tags] == [
        ("asserts", (1, 1), 1),
        ("denies", (1, 1), 1),
    ]
    assert (found.sentence_alpha, found.mean_kappa, found.mean_alpha) == (1, 1, 1)


def test_borders_that_differ_cost_exact_f1_and_alpha_only():
    start, end, _ = sentence(1, "")
    found = compare(a=code(sentence(1, "x")), b=code((start, end - 6, "x")))
    (pair,) = found.pairs
    assert (pair.exact_f1, pair.overlap_f1, pair.kappa) == (0, 1, 1)
    assert pair.alpha is not None
    assert 0.5 < pair.alpha < 1


def test_two_who_disagree():
    (pair,) = compare(a=code(sentence(0, "x")), b=code(sentence(3, "x"))).pairs
    assert (pair.exact_f1, pair.overlap_f1) == (0, 0)
    assert pair.kappa == pytest.approx(-1 / 3)
    assert pair.alpha is not None
    assert pair.alpha < 0.1


def test_f1_is_the_harmonic_mean_of_both_sides():
    a = code(sentence(0, "x"), sentence(1, "x"), sentence(2, "x"))
    b = code((0, 36, "x"))
    (pair,) = compare(a=a, b=b).pairs
    assert pair.overlap_f1 == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))


def test_three_coders_make_three_pairs():
    spans = code(sentence(0, "x"))
    found = compare(a=spans, b=spans, c=code(sentence(1, "x")))
    assert [pair.coders for pair in found.pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found.mean_kappa == pytest.approx((1 - 1 / 3 - 1 / 3) / 3)
    assert found.sentence_alpha is not None
    assert found.sentence_alpha < 1


def test_only_articles_that_both_coded_count():
    spans = code(sentence(0, "x"))
    coders = {"a": {"1.txt": spans, "2.txt": spans}, "b": {"2.txt": spans}, "c": {"1.txt": []}}
    found = agreement([ONE, TWO], coders)
    assert [(pair.coders, pair.articles) for pair in found.pairs] == [
        (("a", "b"), ("2.txt",)),
        (("a", "c"), ("1.txt",)),
    ]
    nothing = found.pairs[1]
    assert (nothing.exact_f1, nothing.kappa) == (0, 0)


def test_articles_are_joined_to_one_text():
    spans = code(sentence(0, "x"))
    coders = {name: {"1.txt": spans, "2.txt": spans} for name in "ab"}
    (pair,) = agreement([ONE, TWO], coders).pairs
    assert (pair.sentences, pair.alpha) == (8, 1)
    assert pair.tags[0].spans == (2, 2)


def test_nobody_to_compare():
    assert compare(a=code(sentence(0, "x"))).pairs == ()
    assert agreement([], {}).mean_kappa is None
    (pair,) = compare(a=[], b=[]).pairs
    assert (pair.exact_f1, pair.overlap_f1, pair.kappa, pair.alpha) == (None, None, None, None)


def test_sentences_take_the_tags_of_what_fills_half_of_them_or_lies_half_within():
    start, end, _ = sentence(1, "")
    long, word, after = (
        (start - 3, end, "long"),
        (start + 2, start + 5, "word"),
        (end - 2, end + 20),
    )
    found = code(long, word, (*after, "next"))
    coded = CodedArticle(ONE, found)
    assert coded.sentences == [set(), {"long", "word"}, {"next"}, set()]


def test_pieces_are_spans_and_overlapping_spans_are_joined():
    split = code((0, 36, "x"), pieces=(Span(0, 5), Span(30, 36)))
    assert CodedArticle(ONE, split).spans == {"x": [Span(0, 5), Span(30, 36)]}
    joined = code((0, 10, "x"), (5, 20, "x"), (20, 30, "x"))
    assert CodedArticle(ONE, joined).spans == {"x": [Span(0, 20), Span(20, 30)]}


CODED = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from("xyz")).map(
        lambda found: (found[0], found[0] + found[1], found[2])
    ),
    max_size=8,
)


@given(CODED, CODED)
def test_the_order_of_coders_does_not_matter(first: list[Coding], second: list[Coding]):
    (one,) = compare(a=code(*first), b=code(*second)).pairs
    (other,) = compare(a=code(*second), b=code(*first)).pairs
    assert (one.exact_f1, one.overlap_f1, one.kappa) == (
        other.exact_f1,
        other.overlap_f1,
        other.kappa,
    )
    assert (one.alpha is None) == (other.alpha is None)
    assert one.alpha is None or one.alpha == pytest.approx(other.alpha)
    assert (one.overlap_f1 or 0) >= (one.exact_f1 or 0)


@given(CODED)
def test_who_codes_alike_agrees(found: list[Coding]):
    (pair,) = compare(a=code(*found), b=code(*found)).pairs
    assert {pair.exact_f1, pair.overlap_f1, pair.alpha} == ({1.0} if found else {None})


def test_json():
    data = compare(a=code(sentence(0, "x")), b=code(sentence(0, "x"))).as_json()
    assert json.loads(json.dumps(data))["pairs"][0]["tags"][0]["exact_f1"] == 1


def test_the_coders_of_a_workspace(tmp_path: Path):
    articles = tuple(replace(found, path=tmp_path / found.id) for found in (ONE, TWO))
    for found in articles:
        found.path.write_text(TEXT, encoding="utf-8")
    collection = Collection(tmp_path, articles)
    for coder, coded in {"chen": articles[:1], "ada": articles}.items():
        workspace = Workspace.open(collection, annotator=coder)
        made = [annotate(found, *SENTENCES[0], tags=("denies",)) for found in coded]
        workspace.stage("tag", [PutAnnotation(annotation) for annotation in made])
        assert workspace.flush().saved
    coders = coders_of(Workspace.open(collection, annotator="chen"))
    assert {coder: set(mine) for coder, mine in coders.items()} == {
        "ada": {"1.txt", "2.txt"},
        "chen": {"1.txt"},
    }
    (pair,) = agreement(articles, coders).pairs
    assert (pair.coders, pair.articles, pair.kappa) == (("ada", "chen"), ("1.txt",), 1)


def test_coders_who_tag_at_random_agree_as_chance_would_have_it():
    chance = random.Random(7)
    text = " ".join(f"On day {day} the board met and said nothing." for day in range(400))
    place = Article("1.txt", Path("1.txt"), text)
    starts = range(0, len(text) - 60, 60)

    def at_random() -> list[Annotation]:
        chosen = chance.sample(starts, 120)
        return [annotate(place, at, at + 40, tags=(chance.choice("xy"),)) for at in chosen]

    (pair,) = agreement([place], {name: {"1.txt": at_random()} for name in "ab"}).pairs
    assert pair.kappa == pytest.approx(0, abs=0.1)
    assert pair.alpha == pytest.approx(0, abs=0.1)
