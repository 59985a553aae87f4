from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.lookups import next_to_check, next_untagged
from crossread.annotations.model import Annotation
from crossread.annotations.progress import (
    article_progress,
    body_end,
    body_sentences,
    is_finished,
)
from crossread.annotations.reading_log import ReadingLog
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from crossread.articles.parallels import Passage
from crossread.articles.span import Span

BODY = "The sale is off. Nobody will buy it.\nThe board met on Monday."
FURNITURE = "\nShare this article\nAdvertisement\n"


def article(name: str, text: str = BODY) -> Article:
    return Article(name, Path(name), text)


def tagged(place: Article, start: int, end: int, *tags: str, claim: str = "") -> Annotation:
    return Annotation(
        f"urn:{place.id}:{start}",
        place.id,
        start,
        end,
        place.text[start:end],
        tags=tags,
        claim=claim,
    )


A, B = article("a.txt"), article("b.txt")


def test_counts():
    found = article_progress(
        A,
        [tagged(A, 0, 16, "denies", claim="off"), tagged(A, 17, 20, "checks"), tagged(A, 30, 33)],
        20,
        DEFAULT_CODEBOOK,
    )
    assert (found.annotations, found.tagged, found.mentions, found.needs_checking) == (3, 2, 1, 1)
    assert (found.read_to, found.finished) == (20, False)
    assert found.share_read == 20 / len(BODY)


def test_furniture_after_the_article_need_not_be_read():
    place = article("a.txt", BODY + FURNITURE)
    assert place.furniture
    assert body_end(place) == len(BODY)
    assert is_finished(place, len(BODY))
    assert not is_finished(place, len(BODY) - 1)
    assert article_progress(place, [], len(BODY), DEFAULT_CODEBOOK).share_read == 1.0
    assert [place.text[span.start : span.end] for span in body_sentences(place)] == [
        "The sale is off.",
        "Nobody will buy it.",
        "The board met on Monday.",
    ]


def test_an_empty_article_is_finished():
    assert article_progress(article("e", ""), [], 0, DEFAULT_CODEBOOK).share_read == 1.0


def test_next_passage_without_a_tag():
    annotations = {"a.txt": [tagged(A, 0, 5, "denies"), tagged(A, 20, 22)]}
    assert next_untagged([A, B], annotations, "a.txt", -1) == Passage("a.txt", Span(17, 36))
    assert next_untagged([A, B], annotations, "a.txt", 17) == Passage("a.txt", Span(37, 61))
    assert next_untagged([A, B], annotations, "a.txt", 37) == Passage("b.txt", Span(0, 16))
    assert next_untagged([A, B], annotations, "b.txt", 50) == Passage("a.txt", Span(17, 36))
    assert next_untagged([A, B], annotations, "gone.txt", 0) == Passage("a.txt", Span(17, 36))


def test_nothing_is_left_untagged():
    every = {place.id: [tagged(place, 0, len(BODY), "denies")] for place in (A, B)}
    assert next_untagged([A, B], every, "a.txt", 0) is None
    assert next_untagged([], {}, "a.txt", 0) is None


def test_the_gap_in_a_discontinuous_annotation_is_untagged():
    pieces = (Span(0, 16), Span(37, 61))
    split = Annotation("urn:1", "a.txt", 0, 61, BODY, pieces=pieces, tags=("denies",))
    assert next_untagged([A], {"a.txt": [split]}, "a.txt", -1) == Passage("a.txt", Span(17, 36))


def test_next_passage_that_needs_checking():
    first, second = tagged(A, 0, 5, "checks"), tagged(A, 20, 22, "denies", "checks")
    annotations = {"a.txt": [first, tagged(A, 10, 12, "denies"), second]}

    def check(place: str, after: int) -> Annotation | None:
        return next_to_check([A, B], annotations, DEFAULT_CODEBOOK, place, after)

    assert check("a.txt", -1) == first
    assert check("a.txt", 0) == second
    assert check("a.txt", 20) == first
    assert check("b.txt", 3) == first
    assert next_to_check([A, B], {}, DEFAULT_CODEBOOK, "a.txt", 0) is None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6), st.integers(-1, 60))
def test_what_is_found_untagged_is_untouched(spans: list[tuple[int, int]], after: int):
    annotations = [tagged(A, start, min(start + length, 61), "x") for start, length in spans]
    found = next_untagged([A], {"a.txt": annotations}, "a.txt", after)
    free = [
        span for span in body_sentences(A) if not any(span.overlaps(a.span) for a in annotations)
    ]
    later = [span for span in free if span.start > after]
    assert (found.span if found else None) == next(iter(later or free), None)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path / "articles", (A, B))


def test_reading_is_remembered(tmp_path: Path, collection: Collection):
    log = ReadingLog(collection, tmp_path / "state")
    assert log.reach("a.txt", 30)
    assert not log.reach("a.txt", 20)
    assert not log.reach("gone.txt", 20)
    assert log.reach("b.txt", len(BODY))
    log.save()
    again = ReadingLog(collection, tmp_path / "state")
    assert [again.read_to(name) for name in ("a.txt", "b.txt", "gone.txt")] == [30, len(BODY), 0]
    assert again.finished() == {"b.txt"}


def test_a_changed_article_is_unread(tmp_path: Path, collection: Collection):
    log = ReadingLog(collection, tmp_path)
    log.reach("a.txt", 30)
    log.follow(Collection(collection.root, (article("a.txt", "Another text."), B)))
    assert log.read_to("a.txt") == 0
    assert log.reach("a.txt", 13)
    assert log.finished() == {"a.txt"}


def test_two_programs_keep_both_their_progress(tmp_path: Path, collection: Collection):
    one, other = ReadingLog(collection, tmp_path), ReadingLog(collection, tmp_path)
    one.reach("a.txt", 30)
    other.reach("a.txt", 10)
    other.reach("b.txt", 20)
    one.save()
    other.save()
    again = ReadingLog(collection, tmp_path)
    assert (again.read_to("a.txt"), again.read_to("b.txt")) == (30, 20)


def test_an_article_can_be_counted_as_unread(tmp_path: Path, collection: Collection):
    log = ReadingLog(collection, tmp_path)
    log.reach("a.txt", 30)
    log.save()
    log.forget("a.txt")
    log.save()
    assert ReadingLog(collection, tmp_path).read_to("a.txt") == 0


def test_collections_do_not_mix(tmp_path: Path, collection: Collection):
    log = ReadingLog(collection, tmp_path)
    log.reach("a.txt", 30)
    log.save()
    other = Collection(tmp_path / "others", (A,))
    assert ReadingLog(other, tmp_path).read_to("a.txt") == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"articles": []}',
        b'{"articles": {"a.txt": {"read_to": "x", "sha256": 1}}}',
        b'{"articles": {"a.txt": {"read_to": -4, "sha256": "x"}}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_log_that_cannot_be_read_is_begun_anew(
    tmp_path: Path, collection: Collection, content: bytes
):
    log = ReadingLog(collection, tmp_path)
    log.reach("a.txt", 30)
    log.save()
    (path,) = tmp_path.glob("*.json")
    path.write_bytes(content)
    log = ReadingLog(collection, tmp_path)
    assert log.read_to("a.txt") == 0
    log.reach("a.txt", 12)
    log.save()
    assert ReadingLog(collection, tmp_path).read_to("a.txt") == 12
