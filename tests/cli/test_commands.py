"""What each command finds, in a pipe and on a terminal."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from platformdirs import user_state_path

from crossread.annotations.reading_log import ReadingLog
from crossread.articles.collection import load_collection
from crossread.seeds import sample_paths
from tests.cli.conftest import Command, annotate_samples


def test_search_prints_a_hit_a_line_in_a_pipe(crossread: Command, reports: Path) -> None:
    said = crossread("search", "oracle", "reports")
    assert len(said.rows) == 5
    for article, matches, title, snippet in said.rows:
        assert (reports / article).exists()
        assert int(matches) > 0
        assert title
        assert "‹" in snippet
        assert "›" in snippet


def test_search_shows_hits_on_a_terminal(on_terminal: Command, reports: Path) -> None:
    said = on_terminal("search", "combating", "reports")
    assert said.out.startswith("5-the-ad-ticker.txt · ")
    assert " · 1 match\n    " in said.out
    assert "‹combating›" in said.out


def test_search_tells_how_many_are_not_shown(crossread: Command, reports: Path) -> None:
    said = crossread("search", "oracle", "reports", "--limit", "2")
    assert len(said.rows) == 2
    assert "2 of 5 articles shown" in said.err
    assert crossread("search", "oracle", "reports", "--limit", "2", "--quiet").err == ""


def test_search_without_a_path_looks_into_the_samples(crossread: Command) -> None:
    said = crossread("search", "oracle", "--json")
    assert {Path(hit["path"]).name for hit in said.json["hits"]} == {p.name for p in sample_paths()}


def test_search_without_a_path_looks_into_the_copies_that_the_reader_made(
    crossread: Command, home: Path
) -> None:
    from platformdirs import user_data_path

    from crossread.seeds import copy_samples

    folder = copy_samples(user_data_path("crossread") / "samples")
    annotate_samples(folder, "", "denies")
    assert folder.is_relative_to(home)
    assert crossread("search", "tag:denies", "--json").json["total"] == 3


def test_search_proposes_another_word(crossread: Command, reports: Path) -> None:
    said = crossread("search", "orackle", "reports")
    assert said.code == 1
    assert "did you mean oracle?" in said.err
    assert crossread("search", "orackle", "reports", "--json").json["suggestion"] == "oracle"


def test_search_knows_ones_own_annotations(crossread: Command, annotated: Path) -> None:
    def found(query: str, *more: str) -> int:
        return crossread("search", query, "reports", "--json", *more).json["total"]

    assert found("tag:denies", "--annotator", "okafor") == 3
    assert found("tag:denies", "--annotator", "rivera") == 0
    assert found("claim:oracle-won", "--annotator", "rivera") == 2


def test_search_without_a_name_knows_all_coders_annotations(
    crossread: Command, annotated: Path
) -> None:
    def found(query: str, *more: str) -> int:
        return crossread("search", query, "reports", "--json", *more).json["total"]

    assert found("tag:denies") == 3
    assert found("tag:asserts") == 3
    assert found("note:look") == 1
    assert found("claim:bid") == 2
    assert found("tag:denies", "--annotator", "rivera") == 0
    assert found("tag:denies") == 3


def test_a_tag_that_there_is_not_is_answered_with_those_there_are(
    crossread: Command, annotated: Path
) -> None:
    said = crossread("search", "tag:nonsense", "reports")
    assert said.code == 1
    assert "there is no tag nonsense; there are asserts, " in said.err
    assert "nothing found" in crossread("search", "tag:opinion", "reports").err
    assert "nothing found" in crossread("search", "tag:nons*", "reports").err


def test_a_field_of_the_claim_board_is_sent_there(crossread: Command, reports: Path) -> None:
    said = crossread("search", "by:rivera", "reports")
    assert said.code == 2
    assert "“by:” works on the claim board" in said.err


def test_index_writes_what_is_new(crossread: Command, reports: Path) -> None:
    assert crossread("index", "reports").out == "5 of 5 articles indexed\n"
    assert crossread("index", "reports").out.startswith("0 of 5 articles indexed, the others")
    (reports / "6.txt").write_text("A new one about zyzzyva.\n", "utf-8")
    assert crossread("index", "reports").out.startswith("1 of 6 articles indexed")
    assert crossread("index", "reports", "--rebuild").out == "6 of 6 articles indexed\n"
    assert crossread("index", "reports", "--quiet").out == ""
    assert crossread("search", "zyzzyva", "reports").code == 0


def test_parallels_are_a_line_each_in_a_pipe(crossread: Command, reports: Path) -> None:
    rows = crossread("parallels", "reports").rows
    assert {len(row) for row in rows} == {7}
    assert {row[1] for row in rows} == {"strong", "possible"}
    assert ["strong" in row for row in rows] == sorted(("strong" in r for r in rows), reverse=True)


def test_parallels_stand_below_each_other_on_a_terminal(
    on_terminal: Command, reports: Path
) -> None:
    shown = on_terminal("parallels", "reports").out
    lines = re.sub(r"\x1b\[\d*m", "", shown).splitlines()
    assert any("strong" in line and "1-continental-wire.txt" in line for line in lines)
    assert any(line.startswith("verbatim quote") for line in lines)
    assert max(map(len, lines)) <= 100


def test_quotes_have_their_speakers(crossread: Command, reports: Path) -> None:
    rows = crossread("quotes", "reports").rows
    assert {len(row) for row in rows} == {4}
    assert any(row[1] == "Microsoft" and row[2] == "said" for row in rows)


def test_claims_are_a_board(crossread: Command, on_terminal: Command, annotated: Path) -> None:
    _, row = crossread("claims", "reports").rows
    assert row == ["Oracle won the bid", "!", "A D", "A D", "…", "…", "…"]
    shown = on_terminal("claims", "reports").out
    assert "Continental Wire" in shown.replace("\n", " ") or "Continental" in shown
    assert "Oracle" in shown


def test_claims_tell_not_mentioned_from_not_yet_read(crossread: Command, annotated: Path) -> None:
    collection = load_collection([annotated])
    log = ReadingLog(collection, user_state_path("crossread") / "read")
    log.reach(collection.articles[4].id, len(collection.articles[4].text))
    log.save()
    _, row = crossread("claims", "reports").rows
    assert row[-2:] == ["…", "–"]


def test_claims_can_be_narrowed_and_sorted(crossread: Command, annotated: Path) -> None:
    def stances(*words: str) -> list[str]:
        return crossread("claims", "reports", *words).rows[1][2:4]

    assert stances("--coder", "rivera") == ["A", "A"]
    assert stances("--annotator", "okafor") == ["D", "D"]
    assert stances("--tag", "denies") == ["D", "D"]
    assert len(crossread("claims", "reports", "--tag", "opinion").rows) == 1
    assert len(crossread("claims", "reports", "--outlet", "Continental Wire").rows[0]) == 3
    assert crossread("claims", "reports", "--sort", "first-mention").code == 0


def test_claims_whose_values_differ_are_marked(crossread: Command, tmp_path: Path) -> None:
    from crossread.annotations.model import Claim, annotate
    from crossread.annotations.workspace import PutAnnotation, PutClaim, Workspace

    for name, day in (("a", "15"), ("b", "20")):
        (tmp_path / f"{name}.txt").write_text(f"The date\n\nIt ends on September {day}.\n", "utf-8")
    collection = load_collection([tmp_path])
    workspace = Workspace.open(collection)
    workspace.stage("c", [PutClaim(Claim("end", "It ends"))])
    for article in collection.articles:
        start = article.text.index("It ends")
        made = annotate(article, start, start + 23, tags=("asserts",), claim="end")
        workspace.stage("m", [PutAnnotation(made)])
    assert workspace.flush().saved
    head, row = crossread("claims", tmp_path).rows
    assert head[:2] == ["claim", "marks"]
    assert len(head) == len(row)
    assert row[1] == "≠"


def test_stats_count(crossread: Command, annotated: Path) -> None:
    rows = crossread("stats", "reports").rows
    for row in (
        ["total", "annotations", "6"],
        ["tag", "denies", "3"],
        ["tag", "opinion", "0"],
        ["claim", "oracle-won", "4", "Oracle won the bid"],
        ["outlet", "Continental Wire", "2"],
        ["speaker", "Microsoft", "4"],
        ["annotator", "rivera", "3"],
        ["anchor", "exact", "6"],
        ["tag by outlet", "Continental Wire", "denies", "1"],
    ):
        assert row in rows
    assert crossread("stats", "reports", "--coder", "rivera", "--json").json["annotations"] == 3


def test_stats_compare_annotators(crossread: Command, annotated: Path) -> None:
    annotate_samples(annotated, "haddad", "asserts")
    compared = crossread("stats", "reports", "--json").json["agreement"]["pairs"]
    assert [pair["coders"] for pair in compared] == [
        ["haddad", "okafor"],
        ["haddad", "rivera"],
        ["okafor", "rivera"],
    ]
    assert [pair["kappa"] for pair in compared][1] == 1
    assert [pair["exact_f1"] for pair in compared] == [0, 1, 0]
    rows = crossread("stats", "reports", "--coder", "haddad", "--coder", "rivera").rows
    pairs = [row for row in rows if row[0] == "agreement"]
    assert pairs[0][:5] == ["agreement", "annotator", "and", "tag", "same spans F1"]
    assert pairs[0][5:] == ["overlap F1", "kappa", "alpha"]
    assert pairs[1] == ["agreement", "haddad", "rivera", "all tags", *["1.00"] * 4]
    assert {tuple(row[1:3]) for row in pairs[1:]} == {("haddad", "rivera")}
    alone = crossread("stats", "reports", "--coder", "rivera", "--json").json
    assert alone["agreement"] is None


def test_stats_draw_bars_on_a_terminal(on_terminal: Command, annotated: Path) -> None:
    shown = on_terminal("stats", "reports").out
    assert shown.startswith("6 annotations in 3 of 5 articles; 6 with tags, 4 mentions of claims")
    lines = shown.splitlines()
    bars = {line.split()[0]: line.count("█") for line in lines if line.startswith(("d", "o", "a"))}
    assert bars["denies"] == bars["asserts"] == 24
    assert bars["opinion"] == 0
    assert any("Oracle won the bid" in line and "█" in line for line in lines)
    assert "kappa" in shown


@pytest.mark.parametrize(
    ("words", "what", "there"),
    [
        (["export", "--format", "csv", "--tag", "nope"], "tag nope", "asserts, "),
        (["export", "--format", "csv", "--claim", "nope"], "claim nope", "oracle-won"),
        (["export", "--format", "csv", "--coder", "nope"], "coder nope", "okafor, rivera"),
        (["export", "--format", "csv", "--article", "nope*"], "article nope*", "1-continental"),
        (["claims", "--outlet", "nope"], "outlet nope", "Continental Wire"),
        (["stats", "--coder", "nope"], "coder nope", "okafor, rivera"),
    ],
)
def test_a_filter_that_names_what_is_nowhere_is_told_with_what_there_is(
    crossread: Command, annotated: Path, words: list[str], what: str, there: str
) -> None:
    said = crossread(*words, "reports")
    assert (said.code, said.out) == (2, "")
    assert f"there is no {what}; there " in said.err
    assert there in said.err


def test_who_works_without_a_name_is_called_unnamed(crossread: Command, reports: Path) -> None:
    annotate_samples(reports, "", "asserts")
    assert ["annotator", "unnamed", "3"] in crossread("stats", "reports").rows
    assert ["annotator", "unnamed", "3"] in crossread("stats", "reports", "--coder", "unnamed").rows
    said = crossread("stats", "reports", "--coder", "nope")
    assert "there is no coder nope; there is unnamed" in said.err


def test_check_finds_nothing_in_sound_sidecars(crossread: Command, annotated: Path) -> None:
    said = crossread("check", "reports")
    assert (said.code, said.err) == (0, "")
    assert said.out == "5 articles: every sidecar valid, anchored\n"
    assert crossread("check", "reports", "--quiet").out == ""


def test_check_finds_what_lost_its_place(crossread: Command, annotated: Path) -> None:
    path = annotated / "1-continental-wire.txt"
    path.write_text("Another text altogether.\n", "utf-8")
    said = crossread("check", "reports")
    assert said.code == 1
    assert len(said.rows) == 2
    for place, severity, message in said.rows:
        assert ".annotations.json:" in place
        assert severity == "warning"
        assert "orphan" in message
    assert [found["severity"] for found in crossread("check", "reports", "--json").json] == [
        "warning"
    ] * 2


def test_check_finds_articles_that_cannot_be_read(crossread: Command, annotated: Path) -> None:
    (annotated / "empty.txt").touch()
    (annotated / "link.txt").symlink_to("nowhere")
    said = crossread("check", "reports")
    assert said.code == 1
    [[place, severity, message]] = said.rows
    assert place.endswith("empty.txt")
    assert (severity, message) == ("error", "is empty, so there is nothing to read")
    assert "link.txt is a link that leads nowhere" in said.err
    assert "empty.txt" not in said.err
    [found] = crossread("check", "reports", "--json", "--quiet").json
    assert found["path"].endswith("empty.txt")
    (annotated / "empty.txt").unlink()
    assert crossread("check", "reports").code == 0


def test_check_looks_where_the_sidecars_are(crossread: Command, reports: Path) -> None:
    Path("mine").mkdir()
    (Path("mine") / "1-continental-wire.txt.annotations.json").write_text("{", "utf-8")
    assert crossread("check", "reports").code == 0
    assert crossread("check", "reports", "--sidecars", "mine").code == 1


@pytest.mark.parametrize("shell", ["bash", "fish", "tcsh", "zsh"])
def test_completion_knows_commands_and_formats(crossread: Command, shell: str) -> None:
    script = crossread("completion", shell).out
    assert "parallels" in script
    assert "sidecars" in script
    assert "w3c" in script


COMPLETE = """
source {script}
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_shtab_crossread 2>/dev/null
echo "${{COMPREPLY[@]}}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("crossread pa", "parallels"),
        ("crossread quotes rep", "reports"),
        ("crossread quotes --js", "--json"),
        ("crossread export reports --format w3", "w3c"),
        ("crossread claims reports --sort cov", "coverage"),
        ("crossread check --sidecars rep", "reports"),
    ],
)
def test_bash_completes(crossread: Command, reports: Path, words: str, wanted: str) -> None:
    script = reports.parent / "completion.sh"
    script.write_text(crossread("completion", "bash").out, "utf-8")
    command = COMPLETE.format(script=script, words=words)
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == f"{wanted}\n"
