from crossread.articles.wording import numbered


def test_a_noun_agrees_with_its_number() -> None:
    assert [numbered(number, "cue") for number in (0, 1, 2)] == ["0 cues", "1 cue", "2 cues"]
    assert numbered(1, "match", "matches") == "1 match"
    assert numbered(1200, "match", "matches") == "1,200 matches"
