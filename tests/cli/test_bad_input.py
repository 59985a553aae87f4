"""What cannot be used is told in one sentence with the file and the remedy, and left as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Outcome, content_of

LOOKING = [
    ["search", "oracle"],
    ["parallels"],
    ["quotes"],
    ["claims"],
    ["stats"],
    ["check"],
    ["index"],
    ["export", "--format", "jsonl"],
    ["import", "theirs.jsonl", "--format", "jsonl"],
]
looking = pytest.mark.parametrize("words", LOOKING, ids=lambda words: words[0])


def told(said: Outcome, *parts: str) -> None:
    """One sentence that holds these, and nothing else."""
    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert "fault of crossread" not in said.err
    for part in parts:
        assert part in said.err


@looking
def test_a_path_that_is_not_there(crossread: Command, reports: Path, words: list[str]) -> None:
    told(crossread(*words, "nowhere"), "nowhere", "does not exist", "spelling")


@looking
def test_a_file_that_is_no_text(crossread: Command, reports: Path, words: list[str]) -> None:
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0" * 20)
    told(crossread(*words, "picture.txt"), "picture.txt")


@looking
def test_an_empty_folder(crossread: Command, reports: Path, words: list[str]) -> None:
    Path("empty").mkdir()
    told(crossread(*words, "empty"), "no article in empty", ".txt")


@looking
def test_a_folder_without_articles(crossread: Command, reports: Path, words: list[str]) -> None:
    Path("others").mkdir()
    Path("others/program.bin").write_bytes(b"\0\1")
    told(crossread(*words, "others"), "no article in others")


@looking
def test_an_unknown_encoding(crossread: Command, reports: Path, words: list[str]) -> None:
    told(crossread(*words, "reports", "--encoding", "klingon"), "klingon", "utf-8")


def test_a_file_among_others_that_cannot_be_read_is_left_out(
    crossread: Command, reports: Path
) -> None:
    (reports / "6-empty.txt").write_bytes(b"")
    said = crossread("quotes", "reports")
    assert said.code == 0
    assert said.err.startswith("crossread: left out: ")
    assert "6-empty.txt is empty" in said.err
    assert crossread("quotes", "reports", "--quiet") == Outcome(0, said.out, "")


def test_a_guessed_encoding_is_told(crossread: Command, reports: Path) -> None:
    words = "Der Bürgermeister sagte, die Brücke über den Fluß bleibe für Fußgänger geöffnet. "
    (reports / "6.txt").write_bytes((words * 20).encode("cp1252"))
    said = crossread("quotes", "reports")
    assert "6.txt as" in said.err
    assert "--encoding" in said.err
    assert crossread("quotes", "reports/6.txt", "--encoding", "cp1252").err == ""


BROKEN = {
    "not JSON": "{",
    "cut off": '{"@context": "http://www.w3.org/ns/anno.jsonld",\n "type": "Annot',
    "NaN": '{"type": "AnnotationCollection", "total": NaN}',
    "a list": "[]",
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize(
    "words",
    [["claims"], ["stats"], ["export", "--format", "jsonl"], ["check"]],
    ids=lambda words: words[0],
)
def test_a_broken_sidecar_is_told_and_kept(
    crossread: Command, annotated: Path, words: list[str], content: str
) -> None:
    name = "1-continental-wire.txt.rivera.annotations.json"
    (annotated / name).write_text(content, "utf-8")
    before = content_of(annotated)
    said = crossread(*words, "reports", "--quiet")
    assert said.code == 1
    assert name in said.out + said.err
    assert (said.out if words == ["check"] else said.err).count("\n") == 1
    assert content_of(annotated) == before


def test_nothing_is_imported_over_a_broken_sidecar(crossread: Command, annotated: Path) -> None:
    made = crossread("export", "reports", "--format", "jsonl", "-o", "theirs.jsonl")
    assert made.code == 0
    for path in annotated.glob("*.annotations.json"):
        path.unlink()
    broken = annotated / "2-the-stack-tattler.txt.annotations.json"
    broken.write_text("{", "utf-8")
    before = content_of(annotated)
    said = crossread("import", "theirs.jsonl", "reports", "--format", "jsonl")
    assert said.code == 1
    assert "nothing was brought in" in said.err
    assert broken.name in said.err
    assert content_of(annotated) == before


@pytest.mark.parametrize("command", ["claims", "stats", "check"])
def test_a_broken_codebook_is_told_with_its_line(
    crossread: Command, annotated: Path, command: str
) -> None:
    (annotated / "codebook.toml").write_text('name = "x"\nversion = 1\n[[tag]\n', "utf-8")
    before = content_of(annotated)
    said = crossread(command, "reports")
    place = "codebook.toml:3" if command == "check" else "codebook.toml, line 3"
    assert said.code == 1
    assert (said.out + said.err).count(place) == 1
    assert content_of(annotated) == before


def test_broken_claims_are_told(crossread: Command, annotated: Path) -> None:
    (annotated / "claims.json").write_text('{"claims": "none"}', "utf-8")
    said = crossread("claims", "reports", "--json")
    assert said.code == 1
    assert "claims.json" in said.err
    assert [claim["id"] for claim in said.json["claims"]] == ["oracle-won"]


@pytest.mark.parametrize(
    ("query", "place"),
    [("(oracle", 1), ('oracle "tech', 8), ("oracle AND", 8), ("colour:red", 1), ("date:x..y", 6)],
)
def test_a_query_that_does_not_parse_says_where(
    crossread: Command, reports: Path, query: str, place: int
) -> None:
    said = crossread("search", query, "reports")
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert f"at character {place} of the query" in said.err


def test_a_query_behind_its_folder_is_hinted_at(crossread: Command, reports: Path) -> None:
    reports.rename("zyzzyva")
    said = crossread("search", "zyzzyva/")
    assert said.code == 1
    assert "write the query before it" in said.err


@pytest.mark.parametrize(
    ("words", "told_of"),
    [
        (["export", "reports", "--format", "nope"], "nope"),
        (["export", "reports", "--format", "jsonl", "--since", "yesterday"], "--since yesterday"),
        (["search", "x", "reports", "--annotator", "!?"], "!?"),
        (["search", "x", "reports", "--annotator", "a/b"], "a/b"),
        (["serve", "reports", "--annotator", "a/b"], "a/b"),
        (["search", "x", "reports", "--sidecars", "a-file"], "a-file"),
    ],
    ids=str,
)
def test_an_option_that_makes_no_sense_is_a_wrong_call(
    crossread: Command, reports: Path, words: list[str], told_of: str
) -> None:
    Path("a-file").write_text("x", "utf-8")
    said = crossread(*words)
    assert said.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert told_of in said.err


@pytest.mark.parametrize("command", ["claims", "stats", "check"])
def test_sidecars_that_are_nowhere_are_told(
    crossread: Command, reports: Path, command: str
) -> None:
    told(crossread(command, "reports", "--sidecars", "nowhere"), "nowhere")
    assert not Path("nowhere").exists()


def test_an_existing_output_is_kept(crossread: Command, annotated: Path) -> None:
    Path("work.csv").write_text("mine", "utf-8")
    told(crossread("export", "reports", "--format", "csv", "-o", "work.csv"), "work.csv", "--force")
    assert Path("work.csv").read_text("utf-8") == "mine"
    forced = crossread("export", "reports", "--format", "csv", "-o", "work.csv", "--force")
    assert forced.code == 0
    assert Path("work.csv").read_text("utf-8") != "mine"


def test_a_name_that_is_no_text(crossread: Command, reports: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (reports / "1-continental-wire.txt").rename(reports / name)
    for words in LOOKING[:-1]:
        said = crossread(*words, "reports")
        assert said.code == 0
        assert "fault of crossread" not in said.err
    shown = crossread("quotes", "reports", "--json").json["quotes"]
    assert name in {quote["article"] for quote in shown}
    told(crossread("quotes", f"{name}.gone"), "does not exist")
