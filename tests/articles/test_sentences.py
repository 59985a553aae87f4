import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "The U.S. Coast Guard came.",
        "Dr. Ada Moor and Mr. J. K. Hale spoke to Gov. Lee.",
        "It rose 3.5 per cent to 1.2 million.",
        "He spoke at 9 p.m. Monday in Portland, Ore. Tuesday is free.",
        "The firm, Hale Inc. of Leeds, grew.",
        "They met on Sept. 14 in St. Louis.",
        "“Is it true?” asked the mayor.",
        "“Is it true?” Ada Moor asked.",
        "Well… nobody knew.",
        "See No. 7 of the list.",
        "1. First of all things",
        "They won 3-1 vs. Leeds.",
        "She bought it at Harbour.Com and read of it in Node.Js news.",
        "J.K.Moor and Dr.Hale of St.Ives came.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended. Nobody spoke.", ["It ended.", "Nobody spoke."]),
        ("“It ended.” Nobody spoke.", ["“It ended.”", "Nobody spoke."]),
        ("“It ended. Nobody spoke,” she said.", ["“It ended.", "Nobody spoke,” she said."]),
        ("Is it over? Yes! It is.", ["Is it over?", "Yes!", "It is."]),
        (
            "It burned on Friday.NTSB came.In 2018.It is over!",
            ["It burned on Friday.", "NTSB came.", "In 2018.", "It is over!"],
        ),
        (
            'It rose."He was proud," said Moor."We knew it.""They did not."',
            ["It rose.", '"He was proud," said Moor.', '"We knew it."', '"They did not."'],
        ),
        ("It is “over.”“Never,” he said.", ["It is “over.”", "“Never,” he said."]),
        ("He lives in the U.S. The rest do not.", ["He lives in the U.S.", "The rest do not."]),
        ("They sold Hale Inc. It was old.", ["They sold Hale Inc.", "It was old."]),
        ("(It ended.) [Nobody spoke.]", ["(It ended.)", "[Nobody spoke.]"]),
        ("It ended.[3] Nobody spoke.", ["It ended.[3]", "Nobody spoke."]),
        ("It ended... Nobody spoke.", ["It ended...", "Nobody spoke."]),
        ("It ended today.The rest waits.", ["It ended today.", "The rest waits."]),
        ("It ended. iPhones sold well.", ["It ended.", "iPhones sold well."]),
        ("Headline\nText goes\non.", ["Headline", "Text goes", "on."]),
        ("• One\n• Two • Three", ["One", "Two", "Three"]),
        ("结束了。没有人说话！真的吗？", ["结束了。", "没有人说话！", "真的吗？"]),
        ("「終わった。」彼は言った。", ["「終わった。」", "彼は言った。"]),
        ("انتهى الأمر. هل هذا صحيح؟ نعم.", ["انتهى الأمر.", "هل هذا صحيح؟", "نعم."]),
        ("انتهى؟نعم!؟حسنا", ["انتهى؟", "نعم!؟", "حسنا"]),
        ("ختم ہوا۔کوئی نہیں بولا۔", ["ختم ہوا۔", "کوئی نہیں بولا۔"]),
        ("ተጠናቀቀ።ማንም አልተናገረም።", ["ተጠናቀቀ።", "ማንም አልተናገረም።"]),
        ("真的吗？!是的。", ["真的吗？!", "是的。"]),
        ("वह चला गया।सब चुप थे॥", ["वह चला गया।", "सब चुप थे॥"]),
        ("वह चला गया। सब चुप थे।", ["वह चला गया।", "सब चुप थे।"]),
        ("", []),
        (" \n\t\n•\n", []),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("aB .?!…\"“”'’\n•。।\t)(1-\u00a0")))
def test_sentences_are_trimmed_ordered_and_inside_lines(text: str) -> None:
    end = 0
    for sentence in split_sentences(text):
        part = text[sentence.start : sentence.end]
        assert sentence.start >= end
        assert part
        assert part == part.strip()
        assert "\n" not in part
        end = sentence.end


@given(st.text())
def test_every_letter_belongs_to_a_sentence(text: str) -> None:
    inside = {i for start, end in split_sentences(text) for i in range(start, end)}
    assert all(i in inside for i, character in enumerate(text) if character.isalnum())
