from pathlib import Path

from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.tui.motions import Motions
from crossread.tui.place import Place, at, begin_selection, exchange, move, select, step

TEXT = "One two three four. Five six seven.\nEight nine."
MOTIONS = Motions(Article("a.txt", Path("a.txt"), TEXT))


def chosen(place: Place) -> str:
    assert place.selection is not None
    return TEXT[place.selection.start : place.selection.end]


def test_moving_goes_to_the_start_of_units() -> None:
    place = move(at(0), MOTIONS, "sentence", True)
    assert TEXT[place.caret :].startswith("Five")
    assert move(place, MOTIONS, "word", True).caret == TEXT.index("six")
    assert move(place, MOTIONS, "sentence", False).caret == 0
    assert move(at(0), MOTIONS, "sentence", False) == at(0)


def test_a_selection_grows_word_by_word_and_shrinks_again() -> None:
    place = begin_selection(at(TEXT.index("two")), MOTIONS)
    assert chosen(place) == "two"
    place = move(move(place, MOTIONS, "word", True), MOTIONS, "word", True)
    assert chosen(place) == "two three four"
    assert chosen(move(place, MOTIONS, "word", False)) == "two three"


def test_a_selection_reaches_the_end_of_its_sentence_first_then_the_next() -> None:
    place = begin_selection(at(TEXT.index("two")), MOTIONS)
    place = move(place, MOTIONS, "sentence", True)
    assert chosen(place) == "two three four."
    assert chosen(move(place, MOTIONS, "sentence", True)) == "two three four. Five six seven."


def test_a_selection_grows_backwards_from_its_mark() -> None:
    place = begin_selection(at(TEXT.index("six")), MOTIONS)
    assert chosen(move(place, MOTIONS, "word", False)) == "Five six"


def test_exchange_moves_the_other_end() -> None:
    place = move(begin_selection(at(TEXT.index("six")), MOTIONS), MOTIONS, "word", True)
    assert chosen(place) == "six seven"
    other = exchange(place)
    assert chosen(other) == "six seven"
    assert chosen(move(other, MOTIONS, "word", False)) == "Five six seven"


def test_characters_extend_by_one() -> None:
    place = step(select(Span(0, 3)), TEXT, forward=True)
    assert place.caret == 3
    assert chosen(place) == "One "
    assert step(at(0), TEXT, forward=False).caret == 0
    assert step(at(len(TEXT) - 1), TEXT, forward=True).caret == len(TEXT) - 1


def test_a_family_and_an_accent_are_one_step_each() -> None:
    text = "a👩‍👩‍👧éb"
    place, seen = at(0), [0]
    while (place := step(place, text, forward=True)).caret != seen[-1]:
        seen.append(place.caret)
    assert seen == [0, 1, 6, 8]
    assert step(at(6), text, forward=False).caret == 1


def test_select_ends_a_selection() -> None:
    place = begin_selection(at(4), MOTIONS)
    assert begin_selection(place, MOTIONS).selection is None
