from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.tui.motions import Motions

TEXT = "A headline\n\nOne two three. “Four five,” said Six.\n\nShare this\n\nSeven eight.\n"


def article(text: str = TEXT) -> Article:
    return Article("a.txt", Path("a.txt"), text)


def words(span: Span | None, text: str = TEXT) -> str:
    assert span is not None
    return text[span.start : span.end]


def test_sentences_follow_each_other_across_paragraphs() -> None:
    motions = Motions(article())
    seen: list[str] = []
    unit = motions.following("sentence", -1)
    while unit:
        seen.append(words(unit))
        unit = motions.following("sentence", unit.start)
    assert seen == [
        "A headline",
        "One two three.",
        "“Four five,” said Six.",
        "Share this",
        "Seven eight.",
    ]


def test_hidden_paragraphs_are_stepped_over_both_ways() -> None:
    motions = Motions(article(), hidden=frozenset({4}))
    six = motions.following("sentence", TEXT.index("“Four") - 1)
    assert words(six) == "“Four five,” said Six."
    after = motions.following("sentence", TEXT.index("“Four"))
    assert words(after) == "Seven eight."
    assert words(motions.preceding("sentence", TEXT.index("Seven"))) == "“Four five,” said Six."


def test_a_paragraph_is_its_sentences_from_first_to_last() -> None:
    unit = Motions(article()).at("paragraph", TEXT.index("three"))
    assert words(unit) == "One two three. “Four five,” said Six."


def test_expanding_goes_from_word_to_quotation_to_sentence_to_paragraph() -> None:
    motions = Motions(article())
    span = Span(TEXT.index("five"), TEXT.index("five") + 1)
    seen: list[str] = []
    while (wider := motions.expand(span)) != span:
        span = wider
        seen.append(words(span))
    assert seen == [
        "five",
        "Four five,",
        "“Four five,”",
        "“Four five,” said Six.",
        "One two three. “Four five,” said Six.",
    ]


def test_words_keep_apostrophes_and_hyphens_and_split_chinese() -> None:
    text = "TikTok’s so-called 中文 end"
    motions = Motions(article(text))
    seen: list[str] = []
    unit = motions.following("word", -1)
    while unit:
        seen.append(words(unit, text))
        unit = motions.following("word", unit.start)
    assert seen == ["TikTok’s", "so-called", "中", "文", "end"]


def test_an_empty_article_has_nowhere_to_go() -> None:
    motions = Motions(article(""))
    assert motions.following("sentence", -1) is None
    assert motions.at("word", 0) is None
    assert motions.first() == 0
    assert motions.last() == 0


@given(st.text(alphabet="ab. “”\n中é", max_size=80), st.sampled_from(["word", "sentence"]))
def test_forward_and_backward_visit_the_same_units(text: str, kind: str) -> None:
    motions = Motions(article(text))
    forward: list[Span] = []
    unit = motions.following(kind, -1)
    while unit:
        forward.append(unit)
        unit = motions.following(kind, unit.start)
    backward: list[Span] = []
    unit = motions.preceding(kind, len(text) + 1)
    while unit:
        backward.append(unit)
        unit = motions.preceding(kind, unit.start)
    assert backward[::-1] == forward
