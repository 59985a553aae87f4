import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.quotations import find_quotations


def quotations(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it is over” twice.", ["“it is over”"]),
        ('He said "it is over" twice.', ['"it is over"']),
        ('He said “it is over" twice.', ['“it is over"']),
        ("‘It’s over,’ he said.", ["‘It’s over,’"]),
        ("'We are confident': the users' plan", ["'We are confident'"]),
        ("'The users' data was safe,' he said.", ["'The users' data was safe,'"]),
        ("It isn't the '90s, and rock 'n' roll's dead.", []),
        ("She was 5' 10\" tall.", []),
        ("He said “go ‘home’ now” twice.", ["“go ‘home’ now”"]),
        ("“It never closes\nbut the line ends.", ["“It never closes"]),
        ("« C'est fini », dit-il.", ["« C'est fini »"]),
        ("「終わった。」彼は言った。", ["「終わった。」"]),
        ('""', []),
    ],
)
def test_marks_of_all_kinds_open_and_close(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We won,” said Jo Li, who leads the party.", "Jo Li", "said"),
        ("“We won,” Jo Li, the party's leader, said on Tuesday.", "Jo Li", "said"),
        ("“We won,” its leader, Jo Li, told reporters.", "Jo Li", "told"),
        ("“We won,” said Mr. Li.", "Mr Li", "said"),
        ("“We won,” the prime minister of Italy added.", "the prime minister of Italy", "added"),
        ("“We won,” according to the head of the union.", "the head of the union", "according to"),
        ("The company said in a statement: “We are sorry.”", "The company", "said"),
        ("Jo Li, 45, said the plan was “deeply flawed”.", "Jo Li", "said"),
        ("Jo Li wrote in a letter, adding that it was “over”.", "Jo Li", "adding"),
        ("The minister, Jo Li promised “a review” and said she would go.", "Jo Li", "promised"),
        ("Hale Lines signed off with: “We look ahead.”", "Hale Lines", ":"),
        ("A spokesman for the company said:\n\n“We are sorry.”", "the company", "said"),
        ("“We won,” Will Li said.", "Will Li", "said"),
        ("“We won!” Mr Li fired back.", "Mr Li", "fired"),
        ("On Monday, state media warned of “a flood”.", "state media", "warned"),
        ("Jo Li called the long plan “absurd”.", "Jo Li", "called"),
        ("The plan was called “absurd” in the end.", None, None),
        ("Jo Li said the driver had complained of “noise”.", "Jo Li", "complained"),
        ("The Red Cross (ICRC) sent a letter saying “help is near”.", "The Red Cross", "saying"),
        ("“We have won it at last.”\n— Jo Li, mayor", "Jo Li", "—"),
        ("He asked for “help” when Jo Li said it was late.", "He", "asked"),
        ("“We won,” said Tuesday.", None, None),
        ("The “so-called” reform failed.", None, None),
        ("It was a “partner,” but it is unclear whether that would let it buy, according to one"
         " report.", None, None),
    ],
)  # fmt: skip
def test_the_speaker_is_named_as_printed_or_left_blank(
    text: str, speaker: str | None, cue: str | None
) -> None:
    (found,) = find_quotations(text)
    assert (found.speaker, found.cue) == (speaker, cue)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jo Li said it was “over” for a town that was “dead”.", "Jo Li"),
        ("“We won,” said Jo Li, the mayor.\n\n“And we will win again.”", "Jo Li"),
        ("“Have we won?” asked Jo Li, the mayor.\n\n“You have won it all.”", None),
        ("“We won,” said Jo Li.\n\nIt rained.\n\n“And we will win again.”", None),
        ("“We won,” said Jo Li, the mayor.\n\nIt rained on “the best day of all”.", None),
    ],
)
def test_a_quotation_without_words_of_its_own_goes_on_with_the_speaker(
    text: str, speaker: str | None
) -> None:
    first, second = find_quotations(text)
    assert first.speaker == "Jo Li"
    assert second.speaker == speaker


def test_a_quotation_goes_on_with_the_same_speaker() -> None:
    first, second = find_quotations("“We won,” said Jo Li. “We shall rest for a week now.”")
    assert second.speaker == first.speaker == "Jo Li"


def test_a_short_phrase_continues_nobody() -> None:
    assert find_quotations("“We won,” said Jo Li. It was “over”.")[1].speaker is None


@given(st.text(alphabet=st.sampled_from("aB \"“”'‘’«»,.\nsaid:")))
def test_quotations_do_not_overlap_and_stay_inside_their_line(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert quotation.start >= end
        assert "\n" not in text[quotation.start : quotation.end]
        assert quotation.end - quotation.start > 2
        end = quotation.end
