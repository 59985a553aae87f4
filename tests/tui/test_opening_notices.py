"""What is said on opening of files that are not as they should be."""

from pathlib import Path

from crossread.tui.opening_notices import opening_notices

ROOT = Path("/srv/rivera/coded")


def test_nothing_wrong_says_nothing() -> None:
    assert list(opening_notices([], [], [], ROOT)) == []


def test_one_short_fault_is_told_whole_without_folders() -> None:
    said = opening_notices(
        ["/srv/rivera/.config/crossread/config.toml line 3: mouse is true or false"],
        ["/srv/rivera/coded/a.txt.annotations.json, line 1: not valid JSON; mend it."],
        ["/srv/rivera/coded/b/c.txt is empty, so there is nothing to read"],
        ROOT,
    )
    assert list(said) == [
        "config.toml line 3: mouse is true or false",
        "a.txt.annotations.json, line 1: not valid JSON; mend it.",
        "b/c.txt is empty, so there is nothing to read",
    ]


def test_many_faults_make_three_short_notices_that_name_who_tells_all() -> None:
    long = f"{ROOT}/{'a' * 300}.txt: {'b' * 300}"
    said = list(opening_notices(["one", "two", "three"], [long], [long] * 1_001, ROOT))
    assert [notice.rpartition("(")[2] for notice in said] == [
        "2 more: crossread doctor)",
        "all: crossread check)",
        "1,000 more: crossread check)",
    ]
    assert all(len(notice) <= 182 for notice in said)


def test_reason_and_remedy_of_a_broken_sidecar_are_seen() -> None:
    fault = "line 2: a value is missing; mend it or move it away; until then it is not changed."
    name = "000_13f55fe77e24d9ac.txt.annotations.json"
    assert list(opening_notices([], [f"{ROOT}/{name}, {fault}"], [], ROOT)) == [f"{name}, {fault}"]


def test_themes_and_files_from_elsewhere_are_told_by_name() -> None:
    elsewhere = "/elsewhere/themes/paper.toml: no theme"
    assert list(opening_notices([elsewhere], [], [], ROOT)) == ["paper.toml: no theme"]
    sidecar = "/elsewhere/a.annotations.json: broken"
    assert list(opening_notices([], [sidecar], [], ROOT)) == [sidecar]
