from pathlib import Path

from crossread.annotations.model import Annotation
from crossread.annotations.workspace import DropAnnotation, PutAnnotation
from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.tui.motions import Motions
from crossread.tui.tagging import (
    chosen,
    for_tagging,
    move_edge,
    new_annotation,
    resize,
    set_tags,
    speaker_of,
    toggle_tag,
)

TEXT = "“We are confident,” Microsoft said. Oracle declined to comment."
ARTICLE = Article("a.txt", Path("a.txt"), TEXT)
FIRST = Span(0, TEXT.index(" Oracle"))


def made(start: int, end: int, *tags: str) -> Annotation:
    return new_annotation(ARTICLE, Span(start, end), creator="ann", tags=tags)


def test_a_new_annotation_of_a_quotation_knows_its_speaker() -> None:
    annotation = made(0, 19, "quotes")
    assert annotation.exact == TEXT[:19]
    assert annotation.speaker == "Microsoft"
    assert annotation.cue == "said"
    assert speaker_of(ARTICLE, Span(36, len(TEXT))) == ("", "")


def test_a_tag_goes_on_and_off_and_the_last_one_takes_the_annotation_along() -> None:
    plain = made(36, len(TEXT), "asserts")
    both = toggle_tag(plain, "checks")
    assert isinstance(both, PutAnnotation)
    assert both.annotation.tags == ("asserts", "checks")
    assert isinstance(toggle_tag(plain, "asserts"), DropAnnotation)


def test_an_annotation_with_a_speaker_outlives_its_tags() -> None:
    quoted = made(0, 19, "quotes")
    edit = set_tags(quoted, ())
    assert isinstance(edit, PutAnnotation)
    assert edit.annotation.tags == ()


def test_commands_mean_the_chosen_then_the_exact_then_the_smallest_around() -> None:
    wide, narrow = made(FIRST.start, FIRST.end, "asserts"), made(1, 17, "opinion")
    both = [wide, narrow]
    assert chosen(both, 5, None, "", FIRST) is wide
    assert chosen([narrow], 5, None, "", FIRST) is narrow
    assert chosen(both, 5, Span(1, 17), "", FIRST) is narrow
    assert chosen(both, 5, Span(2, 17), "", FIRST) is None
    assert chosen(both, 40, None, narrow.id, FIRST) is narrow
    assert chosen([narrow], 40, None, "", Span(36, len(TEXT))) is None


def test_a_tag_key_never_changes_an_annotation_that_only_surrounds_the_caret() -> None:
    narrow = made(1, 17, "opinion")
    assert for_tagging([narrow], None, "", FIRST) is None
    assert for_tagging([narrow], None, narrow.id, FIRST) is narrow


def test_resizing_keeps_everything_but_the_place() -> None:
    annotation = made(0, 19, "quotes")
    moved = resize(ARTICLE, annotation, 1, 17)
    assert moved is not None
    assert moved.exact == TEXT[1:17]
    assert (moved.id, moved.tags, moved.speaker) == (annotation.id, ("quotes",), "Microsoft")
    assert resize(ARTICLE, annotation, 5, 5) is None
    assert resize(ARTICLE, annotation, 5, len(TEXT) + 1) is None


def test_edges_move_by_words() -> None:
    motions = Motions(ARTICLE)
    annotation = made(TEXT.index("Oracle"), TEXT.index(" to comment"), "asserts")

    def words(*, end: bool, later: bool) -> str:
        start, stop = move_edge(motions, annotation, end=end, later=later)
        return TEXT[start:stop]

    assert words(end=True, later=True) == "Oracle declined to"
    assert words(end=True, later=False) == "Oracle"
    assert words(end=False, later=True) == "declined"
    assert words(end=False, later=False) == "said. Oracle declined"
