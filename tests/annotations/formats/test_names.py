from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.formats.support.names import Shelf, document_names
from crossread.articles.article import Article, Metadata


def article(id: str, text: str = "", url: str = "") -> Article:
    return Article(id, Path("/c") / id.partition("#")[0], text or id, Metadata(url=url))


@given(st.lists(st.text("aB./#:\\\n\x00é😀 -", min_size=1, max_size=12), unique=True, max_size=8))
def test_names_are_different_safe_and_inside(ids: list[str]) -> None:
    names = document_names([article(id) for id in ids])
    assert set(names) == set(ids)
    assert len({name.casefold() for name in names.values()}) == len(ids)
    for name in names.values():
        assert not PurePosixPath(name).is_absolute()
        assert ".." not in PurePosixPath(name).parts
        assert not set(name) & set('\x00\n<>:"|?*#\\')


def test_a_text_loses_its_ending_and_others_keep_theirs() -> None:
    names = document_names([article("n/4.txt"), article("n/4.html"), article("x.jsonl#2")])
    assert list(names.values()) == ["n/4", "n/4.html", "x.jsonl-2"]


def test_names_that_meet_are_numbered() -> None:
    assert list(document_names([article("a.txt"), article("A.text")]).values()) == ["a", "A-2"]


def test_an_article_is_found_by_every_usual_name() -> None:
    four = article("n/4.txt", url="https://example.org/4")
    shelf = Shelf([four, article("n/5.txt")])
    for name in ("n/4.txt", "n/4", "4.txt", "4", "other\\4.txt", "4.ann", "https://example.org/4"):
        assert shelf.find(name) is four
    assert shelf.find("6.txt") is None


def test_a_shared_name_is_decided_by_the_text() -> None:
    one, two = article("a/x.txt", "one"), article("b/x.txt", "two")
    shelf = Shelf([one, two])
    assert shelf.find("x.txt") is None
    assert shelf.find("x.txt", text="two") is two
    assert shelf.find("b/x.txt", text="one") is two
    assert shelf.find("unknown", sha256=one.sha256) is one
