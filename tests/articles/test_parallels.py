import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.articles.article import Article
from crossread.articles.parallels import (
    ComparisonCancelled,
    Parallel,
    ParallelFinder,
    Parallels,
    Passage,
    Relation,
    Sign,
    Strength,
    find_parallels,
)

FERRY = Path(__file__).parent / "data" / "ferry"


def article(name: str, text: str) -> Article:
    return Article(name, Path(name), text)


def passage(where: Article, words: str) -> Passage:
    """The sentence of the article that holds these words."""
    index = where.sentence_at(where.text.index(words))
    assert index is not None
    return Passage(where.id, where.sentences[index])


def said(articles: dict[str, Article], pair: Parallel) -> tuple[str, str]:
    a, b = articles[pair.a.article].text, articles[pair.b.article].text
    return a[slice(*pair.a.span)], b[slice(*pair.b.span)]


@pytest.fixture(scope="module")
def ferry() -> dict[str, Article]:
    names = ("courier", "tribune", "wire", "islander")
    return {n: article(n, (FERRY / f"{n}.txt").read_text(encoding="utf-8")) for n in names}


@pytest.fixture(scope="module")
def parallels(ferry: dict[str, Article]) -> Parallels:
    return find_parallels(list(ferry.values()))


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return json.loads((FERRY / "gold.json").read_text(encoding="utf-8"))


def keys(gold: dict[str, Any], parallels: Parallels) -> Iterator[tuple[tuple[str, str], Parallel]]:
    """Every parallel by the ids of its gold sentences, in the order the gold has them."""
    ids = {
        (name, s["start"], s["end"]): s["id"]
        for name, sentences in gold["sentences"].items()
        for s in sentences
    }
    for pair in parallels.pairs:
        a, b = sorted(ids[side.article, *side.span] for side in (pair.a, pair.b))
        yield (a, b), pair


def test_the_invented_event_is_read_as_its_gold_says(
    ferry: dict[str, Article], gold: dict[str, Any]
) -> None:
    for name, sentences in gold["sentences"].items():
        assert [(s["start"], s["end"]) for s in sentences] == list(ferry[name].sentences)
        folded = {line.start for line in ferry[name].furniture}
        starts = {s["start"] for s in sentences if s["kind"] == "boilerplate"}
        assert folded == starts
    quotes = [(n, q.start, q.end, q.speaker) for n in ferry for q in ferry[n].quotations]
    assert quotes == [(q["article"], q["start"], q["end"], q["speaker"]) for q in gold["quotes"]]


def test_all_shared_quotations_of_the_event_are_found(
    parallels: Parallels, gold: dict[str, Any]
) -> None:
    expected = {(p["a"], p["b"]) for p in gold["pairs"] if p["relation"] == "edited-quote"}
    assert {key for key, pair in keys(gold, parallels) if pair.relation.is_quote} == expected


def test_most_parallels_of_the_event_are_found_and_most_found_are_right(
    parallels: Parallels, gold: dict[str, Any]
) -> None:
    core = {(p["a"], p["b"]) for p in gold["pairs"] if not p["optional"]}
    optional = {(p["a"], p["b"]) for p in gold["pairs"] if p["optional"]}
    found = {key for key, _ in keys(gold, parallels)} - optional
    right = len(found & core)
    assert right / len(core) > 0.75
    assert right / len(found) > 0.65


def test_look_ups_give_the_best_first_and_quotations_before_others(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    crew = passage(ferry["courier"], "Our crew acted")
    found = parallels.of(crew, "islander")
    assert found[0].relation.is_quote
    assert found[0].counterpart(crew) == passage(ferry["islander"], "Our crew acted")
    order = [(not pair.relation.is_quote, -pair.score) for pair in found]
    assert order == sorted(order)
    assert all(p.strength is Strength.STRONG for p in parallels.of(crew, "wire", Strength.STRONG))


def test_an_indirect_version_of_a_quotation_is_the_same_fact(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    (first, *_) = parallels.of(passage(ferry["courier"], "We will not speculate"), "wire")
    assert first.relation is Relation.SAME_FACT
    assert first.strength is Strength.STRONG


def test_proposals_hold_weak_ones_that_look_ups_leave_out(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    sailings = passage(ferry["tribune"], "No ferries will run")
    assert parallels.of(sailings, "courier") == []
    proposed = parallels.best(sailings, "courier")
    assert 0 < len(proposed) <= 3
    assert {pair.strength for pair in proposed} == {Strength.WEAK}
    assert parallels.best(sailings, "tribune") == []
    assert parallels.best(sailings, "nowhere") == []


def test_signs_tell_strong_possible_differing_and_lone_sentences_apart(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    courier = ferry["courier"]
    assert parallels.sign(passage(courier, "All 212 people aboard")) is Sign.VALUES_DIFFER
    assert parallels.sign(passage(courier, "The smoke came up")) is Sign.STRONG
    shares = passage(ferry["tribune"], "Shares in Marram Lines")
    assert parallels.sign(shares) is Sign.ONLY_HERE
    assert shares.span in parallels.only_here("tribune")
    assert parallels.sign(passage(courier, "Share this article")) is None
    assert set(parallels.signs("courier").values()) <= set(Sign)


def test_furniture_takes_no_part(ferry: dict[str, Article], parallels: Parallels) -> None:
    folded = {(n, line.start) for n in ferry for line in ferry[n].furniture}
    sides = {(s.article, s.span.start) for pair in parallels.pairs for s in (pair.a, pair.b)}
    assert not folded & sides


def test_differing_values_name_both_sides(ferry: dict[str, Article], parallels: Parallels) -> None:
    here = passage(ferry["courier"], "All 212 people aboard")
    (pair,) = (p for p in parallels.of(here, "wire") if "208" in said(ferry, p)[1])
    courier, wire = ferry["courier"].text, ferry["wire"].text
    assert [(courier[slice(*d.a)], wire[slice(*d.b)]) for d in parallels.differing(pair)] == [
        ("212", "208")
    ]


def test_shared_words_stand_in_both_and_edited_ones_inside_the_quotation(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    crew = passage(ferry["courier"], "Our crew acted")
    words = parallels.words(parallels.of(crew, "islander")[0])
    courier, islander = ferry["courier"].text, ferry["islander"].text
    assert courier[slice(*words.shared_a[0])] == "Our crew acted swiftly and calmly"
    assert islander[slice(*words.shared_b[0])] == "Our crew acted swiftly and calmly"
    assert [courier[slice(*s)] for s in words.edited_a] == ["and"]
    assert words.edited_b == ()
    fact = parallels.of(passage(ferry["courier"], "The Marine Safety Board"), "tribune")[0]
    shared = parallels.words(fact)
    assert "Marine Safety Board sent" in courier[slice(*shared.shared_a[0])]
    assert shared.edited_a == shared.edited_b == ()


def test_the_passages_in_view_can_come_first(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    finder = ParallelFinder(list(ferry.values()))
    wire = ferry["wire"]
    seen = finder.compare("wire", wire.sentences[:4])
    expected = {
        (p.a, p.b)
        for p in parallels.pairs
        for side in (p.a, p.b)
        if side.article == "wire" and side.span in wire.sentences[:4]
    }
    found = {(p.a, p.b) for p in seen}
    assert found <= expected
    assert len(found) > len(expected) / 2  # third articles raise the rest
    assert finder.run() == list(parallels.pairs)


def test_a_comparison_can_be_cancelled(ferry: dict[str, Article]) -> None:
    with pytest.raises(ComparisonCancelled):
        find_parallels(list(ferry.values()), cancelled=lambda: True)


def test_a_comparison_looks_whether_it_is_wanted_at_every_sentence(
    ferry: dict[str, Article],
) -> None:
    finder = ParallelFinder(list(ferry.values()))
    looks = iter(range(40))
    with pytest.raises(ComparisonCancelled):
        finder.run(cancelled=lambda: next(looks, None) is None)


def test_proposing_for_every_sentence_can_be_cancelled(ferry: dict[str, Article]) -> None:
    finder = ParallelFinder(list(ferry.values()))
    sentences = sum(len(one.sentences) for one in ferry.values())
    looks = iter(range(2 * sentences + 1))  # more than comparing takes
    with pytest.raises(ComparisonCancelled):
        finder.run(at_least=Strength.WEAK, cancelled=lambda: next(looks, None) is None)


def test_weak_pairs_are_the_best_three_of_a_sentence(ferry: dict[str, Article]) -> None:
    articles = list(ferry.values())
    weak = find_parallels(articles, at_least=Strength.WEAK)
    assert set(find_parallels(articles).pairs) < set(weak.pairs)
    scores = [pair.score for pair in weak.pairs]
    assert scores == sorted(scores, reverse=True)


def test_nothing_to_compare_gives_nothing() -> None:
    lone = article("a", "One sentence alone. And another one.")
    assert find_parallels([]).pairs == ()
    assert find_parallels([lone]).pairs == ()
    assert find_parallels([lone]).signs("a") == {}
    assert find_parallels([lone, article("b", "")]).only_here("a") == list(lone.sentences)


def test_identical_articles_correspond_sentence_by_sentence(ferry: dict[str, Article]) -> None:
    text = ferry["courier"].text
    a, b = article("a", text), article("b", text)
    found = find_parallels([a, b])
    body = found.signs("a")
    for span in body:
        (first, *_) = found.of(Passage("a", span), "b")
        assert first.strength is Strength.STRONG
        assert first.b.span == span


def test_text_without_blanks_between_words_is_compared_too() -> None:
    a = article("a", "微软周日宣布不会收购。“我们相信我们的提案对用户有利。”")
    b = article("b", "甲骨文成为候选人。微软表示：“我们相信我们的提案对用户有利。”")
    (best, *_) = find_parallels([a, b]).pairs
    assert best.relation is Relation.VERBATIM


def test_articles_in_different_languages_do_not_correspond(ferry: dict[str, Article]) -> None:
    arabic = article("a", "أعلنت الشركة يوم الأحد أنها لن تبيع. هل ستشتريها شركة أخرى؟")
    assert find_parallels([arabic, ferry["wire"]]).pairs == ()


def test_a_german_report_does_not_move_an_english_one(ferry: dict[str, Article]) -> None:
    german = article("de", "Die Behörde ermittelt. Der Minister versprach am Mittwoch Aufklärung.")
    strong = [p for p in find_parallels([german, ferry["wire"]]).pairs if p.score >= 0.15]
    assert strong == []


def test_a_name_of_three_words_is_no_parallel() -> None:
    a = article(
        "a", "Rain fell early.\nWe lost our oldest lion, a warden at Kestwick Hill Park said."
    )
    b = article("b", "It was Monday.\nVisitors to Kestwick Hill Park now pay by card at the gate.")
    rest = "\n".join(
        f"Farmer {word} sold {word} cheese again." for word in ["abel", "bea", "cor", "dee"]
    )
    found = find_parallels([a, b, article("c", rest)])
    assert found.of(passage(a, "We lost"), "b", Strength.STRONG) == []


def test_words_of_one_root_meet() -> None:
    a = article("a", "Shares were sold.\nThe Chinese owner died on Sept. 4, a spokesman said.")
    b = article(
        "b", "Rain fell.\nOn 4 September the firm announced the death of its owner in China."
    )
    assert find_parallels([a, b]).of(passage(a, "The Chinese"), "b", Strength.STRONG)


def test_a_statement_meets_the_report_that_quotes_it() -> None:
    line = "the driver had received several warnings and his hands were not on the wheel"
    a = article("a", f"Our view.\nWe are sad; {line}.")
    b = article("b", f"It rained.\n“We are sad; {line},” the firm said.")
    (best, *_) = find_parallels([a, b]).pairs
    assert best.relation is Relation.VERBATIM


@pytest.mark.parametrize(
    "text",
    ["a\tb\n1\t2\n" * 50, "- x\n" * 50, "\0\ud800\x1b[31m" * 9, '"' * 99, "." * 99, "ab " * 999],
)
def test_tables_lists_and_rubbish_are_sensible_or_nothing(
    text: str, ferry: dict[str, Article]
) -> None:
    odd = article("odd", text)
    found = find_parallels([odd, ferry["wire"]])
    assert {pair.a.article for pair in found.pairs} <= {"odd"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=2, max_size=4))
def test_any_articles_can_be_compared(texts: list[str]) -> None:
    articles = [article(str(number), text) for number, text in enumerate(texts)]
    found = find_parallels(articles, at_least=Strength.WEAK)
    order = [a.id for a in articles]
    for pair in found.pairs:
        assert order.index(pair.a.article) < order.index(pair.b.article)
        for side in (pair.a, pair.b):
            assert side.span in articles[order.index(side.article)].sentences
        found.differing(pair)
        found.words(pair)


def test_proposals_begin_with_what_is_marked(
    ferry: dict[str, Article], parallels: Parallels
) -> None:
    everything = find_parallels(list(ferry.values()), at_least=Strength.WEAK)
    for span in parallels.signs("courier"):
        here = Passage("courier", span)
        marked = parallels.of(here, "wire")[:3]
        proposed = parallels.best(here, "wire")
        assert proposed[: len(marked)] == marked
        assert all(pair.score < 0.13 for pair in proposed[len(marked) :])
        assert set(proposed) <= set(everything.pairs)


def test_words_of_one_topic_find_a_proposal_without_a_word_in_common() -> None:
    a = article("a", "The boat burned.\nThe coroner has not finished.")
    b = article(
        "b", "Rain fell on the town.\nMost shops were shut again.\nAn autopsy is due on Monday."
    )
    proposed = find_parallels([a, b]).best(passage(a, "coroner"), "b")
    assert proposed[0].b == passage(b, "autopsy")
