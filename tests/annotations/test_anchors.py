"""Annotations after their article's text changed: never moved silently to a wrong place."""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.anchors import Anchorer, accepted
from crossread.annotations.model import Anchor, Annotation, annotate
from crossread.annotations.workspace import DropAnnotation, PutAnnotation, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from crossread.articles.span import Span

Reopen = Callable[..., Workspace]

OLD = "The mill will close in May. “We had no choice,” said the owner.\nNobody was told.\n"
QUOTE = "We had no choice"


def article(text: str) -> Article:
    return Article("a.txt", Path("a.txt"), text)


def anchored(new: str, quote: str = QUOTE, old: str = OLD, *, stored: bool = True) -> Annotation:
    """What becomes of an annotation of ``quote`` when ``old`` becomes ``new``."""
    start = old.index(quote)
    made = annotate(article(old), start, start + len(quote))
    kept = {made.text_sha256: old} if stored else {}
    return Anchorer(article(new), kept.get).anchored(made)


@pytest.mark.parametrize("stored", [True, False])
def test_an_unchanged_text_is_exact(stored: bool):
    assert anchored(OLD, stored=stored).anchor is Anchor.EXACT


def test_a_change_elsewhere_moves_it():
    found = anchored("New: " + OLD)
    assert found.anchor is Anchor.MOVED
    assert found.start == OLD.index(QUOTE) + 5
    assert found.exact == ("New: " + OLD)[found.start : found.end]
    assert found.text_sha256 == article("New: " + OLD).sha256


def test_a_change_after_it_leaves_it_exact_on_the_new_text():
    found = anchored(OLD + "More.")
    assert found.anchor is Anchor.EXACT
    assert found.text_sha256 == article(OLD + "More.").sha256


def test_a_change_within_it_is_for_review_and_changes_nothing_else():
    found = anchored(OLD.replace("no choice", "little choice"))
    start = OLD.index(QUOTE)
    assert found == replace(annotate_like(found), anchor=Anchor.REVIEW)
    assert (found.start, found.end, found.exact) == (start, start + len(QUOTE), QUOTE)
    assert found.text_sha256 == article(OLD).sha256


def annotate_like(found: Annotation) -> Annotation:
    start = OLD.index(QUOTE)
    made = annotate(article(OLD), start, start + len(QUOTE))
    return replace(made, id=found.id, created=found.created, modified=found.modified)


def test_a_deleted_quote_is_an_orphan():
    assert anchored("The mill will close in May.\nNobody was told.\n").anchor is Anchor.ORPHAN
    assert anchored("").anchor is Anchor.ORPHAN


def test_look_alikes_are_ambiguous():
    old = "First. He denied it at once, she said. Last."
    new = "First. He denied it at all, she said. First. He denied it at dusk, she said. Last."
    assert anchored(new, "He denied it at once", old).anchor is Anchor.AMBIGUOUS


def test_one_of_two_equal_sentences_gone_is_not_taken_silently():
    line = "He denied it to reporters on Monday.\n"
    other = "Then the ship sailed for the northern port.\n"
    old = line + other + line
    first = annotate(article(old), 0, len(line) - 1)
    last = annotate(article(old), len(line + other), len(old) - 1)
    for made, new in ((first, other + line), (last, line + other)):
        found = Anchorer(article(new), {made.text_sha256: old}.get).anchored(made)
        assert found.anchor not in (Anchor.EXACT, Anchor.MOVED)
    kept = Anchorer(article(line + other), {first.text_sha256: old}.get).anchored(first)
    assert kept.anchor is Anchor.EXACT


def test_equal_sentences_keep_their_turn():
    line = "He denied it to reporters on Monday.\n"
    old = line * 3
    new = "News. " + old
    made = annotate(article(old), len(line), 2 * len(line) - 1)
    found = Anchorer(article(new), {made.text_sha256: old}.get).anchored(made)
    assert found.anchor is Anchor.MOVED
    assert found.start == len(line) + 6


def test_without_the_old_text_only_untouched_surroundings_are_trusted():
    middle = "We had no choice"
    old = "a" * 40 + middle + "b" * 40
    found = anchored("More. " + old, middle, old, stored=False)
    assert found.anchor is Anchor.MOVED
    for new, anchor in (
        ("x" + old.replace("aa" + middle, "ac" + middle), Anchor.REVIEW),
        ("x" + old + old, Anchor.AMBIGUOUS),
    ):
        assert anchored(new, middle, old, stored=False).anchor is anchor


def test_a_quote_that_does_not_stand_where_the_file_says_is_not_exact():
    made = annotate(article(OLD), 4, 8)
    wrong = replace(made, start=5, end=9)
    found = Anchorer(article(OLD), {}.get).anchored(wrong)
    assert found.anchor is not Anchor.EXACT


def test_pieces_move_along():
    made = replace(annotate(article(OLD), 4, 26), pieces=(Span(4, 8), Span(23, 26)))
    new = "New: " + OLD
    found = Anchorer(article(new), {made.text_sha256: OLD}.get).anchored(made)
    assert [new[a:b] for a, b in found.pieces] == ["mill", "May"]


def test_accepting_a_candidate_puts_everything_on_the_new_text():
    made = replace(annotate(article(OLD), 4, 26), pieces=(Span(4, 8), Span(23, 26)), note="n")
    new = article(OLD.replace("will close", "is going to close"))
    end = new.text.index(".")
    found = accepted(made, new, 4, end)
    assert found.exact == new.text[4:end]
    assert [new.text[a:b] for a, b in found.pieces] == ["mill", "May"]
    assert (found.anchor, found.note, found.id) == (Anchor.EXACT, "n", made.id)
    with pytest.raises(ValueError, match="empty or outside"):
        accepted(made, new, 4, 4)


# In a workspace


def change(root: Path, old: str, new: str) -> None:
    path = root / "001.txt"
    path.write_text(path.read_text().replace(old, new))


@pytest.fixture
def tagged(collection: Collection) -> Workspace:
    """Three annotations of the first article: of ``mill``, ``no choice`` and ``Nobody``."""
    workspace = Workspace.open(collection)
    first = collection.articles[0]
    for word in ("mill", "no choice", "Nobody"):
        start = first.text.index(word)
        made = annotate(first, start, start + len(word), tags=(word,))
        workspace.stage(f"tag {word}", [PutAnnotation(made)])
    workspace.flush()
    return workspace


def items(root: Path) -> dict[str, dict[str, object]]:
    document = json.loads((root / "001.txt.annotations.json").read_bytes())
    return {item["body"][0]["value"]: item for item in document["first"]["items"]}


def test_only_what_is_changed_is_written_with_its_new_place(
    tagged: Workspace, root: Path, reopened: Reopen
):
    before = items(root)
    change(root, "no choice", "few choices")
    fresh = reopened()
    found = {a.tags[0]: a for a in fresh.annotations("001.txt")}
    assert [found[word].anchor for word in ("mill", "no choice", "Nobody")] == [
        Anchor.EXACT,
        Anchor.REVIEW,
        Anchor.MOVED,
    ]
    assert not fresh.pending
    fresh.stage("note", [PutAnnotation(replace(found["Nobody"], note="new"))])
    fresh.flush()
    after = items(root)
    assert after["mill"] == before["mill"]
    assert after["no choice"] == before["no choice"]
    text = (root / "001.txt").read_text()
    moved = reopened().annotations("001.txt")[2]
    assert text[moved.start : moved.end] == moved.exact == "Nobody"
    assert moved.anchor is Anchor.EXACT


def test_the_review_queue_offers_places_and_is_emptied_by_edits(
    tagged: Workspace, root: Path, reopened: Reopen
):
    change(root, "no choice", "few choices")
    change(root, "Nobody was", "Everyone is being")
    fresh = reopened()
    queue = {entry.annotation.tags[0]: entry for entry in fresh.review()}
    assert set(queue) == {"no choice", "Nobody"}
    first = fresh.collection.articles[0]
    best = queue["no choice"].candidates[0]
    kept = accepted(queue["no choice"].annotation, first, best.start, best.end)
    fresh.stage("accept", [PutAnnotation(kept)])
    fresh.stage("give up", [DropAnnotation("001.txt", queue["Nobody"].annotation.id)])
    assert fresh.review() == []
    assert fresh.flush().saved
    again = reopened()
    assert again.review() == []
    again.undo()
    again.undo()
    assert {entry.annotation.tags[0] for entry in again.review()} == {"no choice", "Nobody"}


def test_editing_an_annotation_under_review_keeps_its_old_place(
    tagged: Workspace, root: Path, reopened: Reopen
):
    before = items(root)
    change(root, "no choice", "few choices")
    fresh = reopened()
    entry = fresh.review()[0]
    fresh.stage("note", [PutAnnotation(replace(entry.annotation, speaker="the owner"))])
    fresh.flush()
    after = items(root)["no choice"]
    assert after["target"]["selector"] == before["no choice"]["target"]["selector"]  # type: ignore[index]
    assert after["speaker"] == "the owner"
    assert reopened().review()[0].annotation.anchor is Anchor.REVIEW


def test_undo_works_across_a_change_of_the_text(tagged: Workspace, root: Path, reopened: Reopen):
    known = tagged.annotations("001.txt")[2]
    tagged.stage("retag", [PutAnnotation(replace(known, tags=("checks",)))])
    tagged.flush()
    change(root, "The mill", "The old mill")
    fresh = reopened()
    assert fresh.undo() is not None
    found = fresh.annotations("001.txt")[2]
    assert found.tags == ("Nobody",)
    assert found.anchor is Anchor.MOVED
    assert fresh.collection.articles[0].text[found.start : found.end] == "Nobody"
    fresh.flush()
    assert reopened().annotations("001.txt")[2].tags == ("Nobody",)


# The danger: look-alike sentences

NAMES = ("Rivera", "Okafor", "Lindqvist", "Tanaka", "Moreau", "Haddad")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
THINGS = ("workers", "homes", "schools", "ships", "farms")


def sentence(chance: random.Random) -> str:
    name, day, thing = chance.choice(NAMES), chance.choice(DAYS), chance.choice(THINGS)
    number = chance.randrange(2, 99)
    return chance.choice(
        (
            f"{name} said on {day} that {number} {thing} were affected.",
            f"At least {number} {thing} closed on {day}, according to {name}.",
            f"“We do not comment,” {name} said.",
            f"The {thing} will reopen on {day}.",
        )
    )


def look_alike(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    words[at] = chance.choice(NAMES + DAYS + THINGS) + "." * words[at].endswith(".")
    return " ".join(words)


def revised(chance: random.Random, old: list[str]) -> list[tuple[int | None, str]]:
    """Sentences kept, changed, deleted and added, each with its number in the old text."""
    rate = chance.choice((0.05, 0.15, 0.3, 0.5))
    new: list[tuple[int | None, str]] = []
    for number, text in enumerate(old):
        fate = chance.random() / rate
        if fate < 0.35:
            continue
        if fate < 0.8:
            new.append((number, look_alike(chance, look_alike(chance, text))))
        else:
            if fate < 1:
                new.append((None, look_alike(chance, text)))
            new.append((number, text))
    return new


def laid_out(sentences: list[tuple[int | None, str]]) -> tuple[str, dict[int | None, Span]]:
    text, places = "", dict[int | None, Span]()
    for count, (number, words) in enumerate(sentences):
        places[number] = Span(len(text), len(text) + len(words))
        text += words + ("\n" if count % 3 == 2 else " ")
    return text, places


def test_hardly_any_look_alike_is_taken_silently():
    outcomes: Counter[str] = Counter()
    for seed in range(150):
        chance = random.Random(seed)
        old = [sentence(chance) for _ in range(chance.randrange(6, 25))]
        old += [look_alike(chance, chance.choice(old)) for _ in old]
        chance.shuffle(old)
        before, places = laid_out(list(enumerate(old)))
        after, now = laid_out(revised(chance, old))
        known, anchorer = article(before), Anchorer(article(after), lambda sha256, b=before: b)
        for number, (start, end) in places.items():
            found = anchorer.anchored(annotate(known, start, end))
            if found.anchor not in (Anchor.EXACT, Anchor.MOVED):
                outcomes["asked"] += 1
            elif number in now and now[number] == found.span:
                outcomes["right"] += 1
            else:
                outcomes["wrong"] += 1
    assert outcomes["wrong"] <= 0.01 * outcomes.total()
    assert outcomes["right"] > 0.5 * outcomes.total()
