"""How annotations are drawn, of which thousands may lie on one text."""

from dataclasses import replace
from pathlib import Path

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.model import Annotation, annotate
from crossread.articles.article import Article
from crossread.tui.reader.layers import Drawings, annotation_marks, annotation_signs

ARTICLE = Article("a.txt", Path("a.txt"), "One two three four five six.")


def made(start: int, end: int, *tags: str) -> Annotation:
    return annotate(ARTICLE, start, end, tags=tags)


def test_only_what_has_changed_is_drawn_anew() -> None:
    first, second = made(0, 3, "asserts"), made(4, 7, "denies")
    drawings = Drawings()
    before = drawings.of((first, second), DEFAULT_CODEBOOK)
    after = drawings.of((first, replace(second, tags=("reports",))), DEFAULT_CODEBOOK)
    assert after[0] is before[0]
    assert [mark.style for mark in annotation_marks(after)] == ["tag:asserts", "tag:reports"]


def test_another_codebook_gives_other_letters() -> None:
    annotations = (made(0, 3, "asserts"),)
    drawings = Drawings()
    assert annotation_signs(drawings.of(annotations, DEFAULT_CODEBOOK))[0][0].text == "A"
    tags = [replace(tag, letter="Z") for tag in DEFAULT_CODEBOOK.tags]
    other = replace(DEFAULT_CODEBOOK, tags=tuple(tags))
    assert annotation_signs(drawings.of(annotations, other))[0][0].text == "Z"


def test_letters_that_begin_together_stand_there_once_each() -> None:
    annotations = (made(0, 3, "asserts"), made(0, 7, "asserts", "denies"), made(0, 9))
    signs = annotation_signs(Drawings().of(annotations, DEFAULT_CODEBOOK))
    assert [sign.text for sign in signs[0]] == ["A", "D", "✎"]
