"""What goes out to other programs and comes in from them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.collection import load_collection
from tests.cli.conftest import Command, annotate_samples, content_of


@pytest.mark.parametrize("output", [[], ["-o", "-"]], ids=["nothing", "dash"])
def test_export_writes_to_standard_output(
    crossread: Command, annotated: Path, output: list[str]
) -> None:
    said = crossread("export", "reports", "--format", "csv", *output)
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert len(rows) == 6
    assert said.err.startswith("crossread: 6 annotations written\n")
    assert crossread("export", "reports", "--format", "csv", "--quiet", *output).err == ""
    assert not Path("-").exists()


def test_export_is_narrowed(crossread: Command, annotated: Path) -> None:
    def exported(*words: str) -> list[dict[str, str]]:
        said = crossread("export", "reports", "--format", "jsonl", "--quiet", *words)
        return [json.loads(line) for line in said.out.splitlines()]

    assert len(exported("--tag", "denies")) == 3
    assert len(exported("--tag", "denies", "--tag", "asserts")) == 6
    assert len(exported("--claim", "oracle-won")) == 4
    assert len(exported("--coder", "rivera")) == 3
    assert len(exported("--annotator", "rivera", "--claim", "oracle-won")) == 2
    assert len(exported("--article", "1-*")) == 2
    assert len(exported("--since", "2020-09-14", "--until", "2020-09-20")) == 6
    assert exported("--until", "2019-12-31") == []
    assert {one["exact"] for one in exported()} == {"Oracle"}
    assert not any("exact" in one for one in exported("--no-text"))


def test_days_must_stand_in_order(crossread: Command, annotated: Path) -> None:
    words = ["export", "reports", "--format", "csv", "--since", "2020-09-20"]
    said = crossread(*words, "--until", "2020-09-14")
    assert said.code == 2
    assert "exchange them" in said.err


def test_an_export_among_the_articles_is_remarked_upon(crossread: Command, annotated: Path) -> None:
    words = ["export", "reports", "--format"]
    remark = "will be opened with them"
    assert remark not in crossread(*words, "csv", "-o", "reports/work.csv").err
    assert remark not in crossread(*words, "jsonl", "-o", "work.jsonl").err
    assert remark not in crossread(*words, "brat", "-o", "work").err
    assert remark in crossread(*words, "jsonl", "-o", "reports/work.jsonl").err
    assert remark in crossread(*words, "brat", "-o", "reports/work").err


def test_a_table_and_lines_are_exported_beside_each_other(
    crossread: Command, annotated: Path
) -> None:
    made = crossread("export", "reports", "--format", "csv", "-o", "work.csv")
    assert "also written, beside it: work.csv.claims.jsonl" in made.err
    assert crossread("export", "reports", "--format", "jsonl", "-o", "work.jsonl").code == 0


def test_export_of_no_text_is_not_shown_on_a_terminal(
    on_terminal: Command, annotated: Path
) -> None:
    said = on_terminal("export", "reports", "--format", "sqlite")
    assert said.code == 1
    assert said.out == ""
    assert "-o FILE" in said.err


def test_what_is_exported_is_imported(crossread: Command, annotated: Path, tmp_path: Path) -> None:
    made = crossread("export", "reports", "--format", "jsonl", "-o", "work.jsonl")
    assert "6 annotations written to work.jsonl" in made.err
    words = ["import", "work.jsonl", "reports", "--format", "jsonl"]
    for path in annotated.glob("*.annotations.json"):
        path.unlink()
    before = content_of(annotated)
    dry = crossread(*words, "--dry-run")
    assert "6 annotations would come in" in dry.err
    assert content_of(annotated) == before
    assert "(u) takes that back" not in dry.err
    said = crossread(*words).err
    assert "6 annotations brought in" in said
    assert "undo in the reader (u) takes that back" in said
    assert crossread("stats", "reports", "--json").json["annotations"] == 6
    again = crossread(*words)
    assert again.code == 0
    assert "0 annotations brought in" in again.err
    assert "takes that back" not in again.err


def test_files_tell_their_formats(crossread: Command, annotated: Path) -> None:
    made = crossread("export", "reports", "-o", "work.tsv")
    assert made.code == 0
    assert Path("work.tsv").read_text("utf-8").startswith('"id"\t"article"')
    said = crossread("import", "work.tsv", "reports", "--dry-run")
    assert said.code == 0
    assert "work.tsv is read as tsv (TSV table)" in said.err
    quiet = crossread("import", "work.tsv", "reports", "--dry-run", "--quiet")
    assert (quiet.code, quiet.err) == (0, "")
    told = crossread("import", "work.tsv", "reports", "--dry-run", "--format", "tsv")
    assert "read as" not in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["export", "reports"],
        ["export", "reports", "-o", "-"],
        ["export", "reports", "-o", "work.json"],
        ["export", "reports", "-o", "work"],
        ["import", "words.xyz", "reports"],
        ["import", "reports", "reports"],
    ],
    ids=" ".join,
)
def test_what_tells_no_format_is_asked_for_it(
    crossread: Command, annotated: Path, words: list[str]
) -> None:
    Path("words.xyz").write_text("words", "utf-8")
    said = crossread(*words)
    assert said.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "--format NAME" in said.err
    assert "crossread formats" in said.err


def test_an_import_of_nothing_is_told(crossread: Command, reports: Path) -> None:
    assert "there is no nowhere" in crossread("import", "nowhere", "reports").err


def test_an_older_state_is_not_brought_back(crossread: Command, annotated: Path) -> None:
    name = "1-continental-wire.txt"
    words = ["import", "work.csv", "reports", "--format", "csv", "--annotator", "rivera"]
    crossread("export", "reports", "--format", "csv", "-o", "work.csv")
    write_note(annotated, name, "written since", "2999-01-01T00:00:00Z")
    again = crossread(*words)
    assert again.code == 0
    assert "0 annotations brought in" in again.err
    assert "annotations that are newer here, kept (1)" in again.err
    assert note_of(annotated, name) == "written since"
    write_note(annotated, name, "from long ago", "2001-01-01T00:00:00Z")
    newer = crossread(*words)
    assert "annotations that replace an older state of themselves (1)" in newer.err
    assert note_of(annotated, name) == "look at this"
    undo(annotated)
    assert note_of(annotated, name) == "from long ago"


def rivera(folder: Path) -> Workspace:
    return Workspace.open(load_collection([folder]), annotator="rivera")


def note_of(folder: Path, name: str) -> str:
    (one,) = rivera(folder).annotations(name)
    return one.note


def write_note(folder: Path, name: str, note: str, modified: str) -> None:
    workspace = rivera(folder)
    (one,) = workspace.annotations(name)
    workspace.stage("a note", [PutAnnotation(replace(one, note=note, modified=modified))])
    assert workspace.flush().saved


def undo(folder: Path) -> None:
    workspace = rivera(folder)
    assert workspace.undo()
    assert workspace.flush().saved


def test_unknown_tags_are_kept_and_told(crossread: Command, annotated: Path) -> None:
    annotate_samples(annotated, "haddad", "wonders")
    crossread("export", "reports", "--format", "jsonl", "--coder", "haddad", "-o", "theirs.jsonl")
    (annotated / "1-continental-wire.txt.haddad.annotations.json").unlink()
    said = crossread("import", "theirs.jsonl", "reports", "--format", "jsonl")
    assert "not in the codebook, kept: wonders" in said.err


def test_formats_are_listed_from_their_declarations(crossread: Command) -> None:
    from crossread.annotations.formats.registry import format_names

    rows = crossread("formats").rows
    assert [row[0] for row in rows] == list(format_names())
    assert {len(row) for row in rows} == {6}
