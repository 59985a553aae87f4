"""Files of annotations, of exports and of imports stay where they belong, whatever names them."""

import hashlib
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.codebook_file import dump_codebook, parse_codebook
from crossread.annotations.files import Disk, Fence
from crossread.annotations.formats import Bundle, ExportFault, FolderFormat, export, get_format
from crossread.annotations.formats.base import ImportFault, Report
from crossread.annotations.layout import Layout, safe_name
from crossread.annotations.model import annotate
from crossread.annotations.texts import Texts
from crossread.annotations.turn import Turn
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.article import Article
from tests.bait import item, sidecar

Reopen = Callable[..., Workspace]


@pytest.mark.parametrize("name", ["../x", "/etc/x", "..", "a/../../b", "x\0y", "c:\\x", ".", "…"])
def test_no_annotators_name_leads_away(name: str, root: Path) -> None:
    try:
        layout = Layout(root, None, name)
    except ValueError:
        assert {"/", "\\"} & set(name) or not any(letter.isalnum() for letter in name)
        return
    assert not {"/", "\\", ".", "\0"} & set(safe_name(name))
    assert layout.sidecar("deep/003.txt").parent == root / "deep"
    assert layout.history.parent == root / ".crossread"


def stored(folder: Path, text: str, name: str = "") -> str:
    """Put a text down as `Texts` does, under a name of one's own; its digest."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    path = folder / f"{name or digest}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return digest


def test_a_stored_text_is_found_by_a_digest_and_by_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "news" / "texts"
    texts = Texts(folder, Fence(tmp_path / "news"))
    digest = stored(folder, "The mill.")
    assert texts.get(Disk(), digest) == "The mill."
    long = "../" * 19 + "secret1"  # as long as a digest
    assert len(long) == 64
    for name in (f"../texts/{digest}", str(folder / digest), long, "\0" * 64, "", digest[:-1]):
        assert texts.get(Disk(), name) is None
    stored(folder, "Another mill.", "0" * 64)
    assert texts.get(Disk(), "0" * 64) is None, "not what its name says"


def test_a_stored_text_that_is_a_link_out_is_not_read(tmp_path: Path) -> None:
    digest = stored(tmp_path / "outside", "A secret.")
    folder = tmp_path / "news" / "texts"
    folder.mkdir(parents=True)
    (folder / f"{digest}.txt").symlink_to(tmp_path / "outside" / f"{digest}.txt")
    assert Texts(folder, Fence(tmp_path / "news")).get(Disk(), digest) is None
    assert Texts(folder, Fence(tmp_path)).get(Disk(), digest) == "A secret."


@pytest.mark.parametrize("source", ["../outside.txt", "{}/outside.txt", "file://{}/outside.txt"])
def test_a_sidecars_source_is_only_a_word(source: str, root: Path, reopened: Reopen) -> None:
    """The annotation belongs to the article that the sidecar is of, and is written beside it."""
    outside = root.parent / "outside.txt"
    outside.write_text("mill secret")
    source = source.format(root.parent)
    (root / "001.txt.annotations.json").write_text(sidecar(item(source, 4)))
    workspace = reopened()
    [found] = workspace.annotations("001.txt")
    assert workspace.collection.articles[0].text[found.start : found.end] == "mill"
    made = annotate(workspace.collection.articles[0], 0, 3)
    workspace.stage("tag", [PutAnnotation(made)])
    assert workspace.flush().saved
    assert {path.name for path in root.parent.iterdir()} == {"news", "outside.txt"}
    assert source in (root / "001.txt.annotations.json").read_text()


def test_another_coders_sidecar_that_is_a_link_out_is_told(root: Path, reopened: Reopen) -> None:
    outside = root.parent / "outside.json"
    outside.write_text(sidecar(item("001.txt", tag="secret")))
    (root / "001.txt.okafor.annotations.json").symlink_to(outside)
    workspace = reopened()
    assert workspace.others("001.txt") == {"okafor": ()}
    assert "link" in workspace.problems[0].message


@pytest.mark.parametrize("article", ["../outside.txt", "{}/outside.txt", "deep/../../outside.txt"])
def test_a_step_about_a_file_outside_cannot_be_undone(
    article: str, root: Path, reopened: Reopen
) -> None:
    article = article.format(root.parent)
    (root / ".crossread").mkdir()
    change = {"article": article, "before": item(article), "after": None}
    step = {"step": "s", "label": "delete", "at": "", "by": "../x", "changes": [change]}
    (root / ".crossread" / "history.jsonl").write_text(json.dumps(step) + "\n")
    workspace = reopened()
    assert [step.label for step in workspace.history()] == ["delete"], "the log was not read"
    assert workspace.undo() is None
    assert workspace.flush().saved
    assert [path.name for path in root.parent.iterdir()] == ["news"]


@pytest.mark.parametrize(
    "name",
    ["001.txt.annotations.json", "001.txt.okafor.annotations.json", "claims.json", "codebook.toml"],
)
def test_a_pipe_in_place_of_a_file_is_told(name: str, root: Path, reopened: Reopen) -> None:
    os.mkfifo(root / name)
    workspace = reopened()
    workspace.others("001.txt")
    [problem] = workspace.problems
    assert "not a regular file" in problem.message


@pytest.mark.parametrize("name", ["lock.by", "lock.held"])
def test_who_holds_a_lock_is_not_read_outside(name: str, root: Path) -> None:
    """A process that is gone, on this computer: it would be told of."""
    outside = root.parent / "outside"
    outside.write_text(f"{2**22 + 1}\n{socket.gethostname()}\n")
    layout = Layout(root, None, "")
    layout.private.mkdir()
    path = layout.private / name
    path.write_bytes(outside.read_bytes())
    told = (Turn(layout).held().message, Turn(layout).left_behind())
    path.unlink()
    nothing = (Turn(layout).held().message, Turn(layout).left_behind())
    assert told != nothing
    path.symlink_to(outside)
    assert (Turn(layout).held().message, Turn(layout).left_behind()) == nothing
    path.unlink()
    os.mkfifo(path)
    assert (Turn(layout).held().message, Turn(layout).left_behind()) == nothing


def test_a_codebook_chooses_no_program_and_no_file() -> None:
    """Keys that other files give a meaning are kept as they are, and mean nothing."""
    book = parse_codebook(
        'include = "/etc/passwd"\ncopy-command = ["steal"]\n'
        '[[tag]]\nid = "a"\ninclude = "../x"\ncopy-command = ["steal"]\n'
    )
    assert [tag.id for tag in book.tags] == ["a"]
    assert book.extra == {"include": "/etc/passwd", "copy-command": ["steal"]}
    assert book.tags[0].extra == {"include": "../x", "copy-command": ["steal"]}
    assert parse_codebook(dump_codebook(book)).extra == book.extra


class Folder(FolderFormat):
    name = "folder"
    title = "A folder"

    def files(self, bundle: Bundle, report: Report) -> Iterator[tuple[str, Iterator[bytes]]]:
        yield "a.txt", iter([b"a"])
        yield "deep/b.txt", iter([b"b"])


def test_an_export_follows_no_link_out_of_its_folder(root: Path) -> None:
    bundle = Bundle((), {}, {}, DEFAULT_CODEBOOK)
    out, outside = root.parent / "out", root.parent / "outside"
    for folder in (out, outside):
        folder.mkdir()
    (out / "deep").symlink_to(outside)
    with pytest.raises(ExportFault, match="through a link"):
        export(bundle, Folder(), out, force=True)
    assert list(outside.iterdir()) == []
    (outside / "theirs.txt").write_text("theirs")
    (out / "deep").unlink()
    (out / "a.txt").symlink_to(outside / "theirs.txt")
    export(bundle, Folder(), out, force=True)
    assert (outside / "theirs.txt").read_text() == "theirs"
    assert (out / "a.txt").read_text() == "a"


@pytest.mark.parametrize("name", ["jsonl", "csv", "w3c", "doccano"])
def test_a_companion_that_is_a_link_is_not_imported(name: str, tmp_path: Path, root: Path) -> None:
    article = Article("001.txt", root / "001.txt", (root / "001.txt").read_text())
    form, secret = get_format(name), tmp_path / "secret"
    out = tmp_path / f"work{form.suffix}"
    made = annotate(article, 4, 8, tags=("told",))
    bundle = Bundle((article,), {"001.txt": [made]}, {}, DEFAULT_CODEBOOK)
    export(bundle, form, out)
    secret.write_text('{"id": "z", "statement": "A secret"}\n')
    companion = tmp_path / f"{out.name}.claims.jsonl"
    companion.symlink_to(secret)
    assert form.read(out, [article]).claims == ()
    companion.unlink()
    companion.write_bytes(secret.read_bytes())
    assert [claim.statement for claim in form.read(out, [article]).claims] == ["A secret"]


def test_texts_and_claims_of_brat_that_are_links_are_not_read(tmp_path: Path, root: Path) -> None:
    article = Article("001.txt", root / "001.txt", (root / "001.txt").read_text())
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "other.ann").write_text("T1\ttold 4 8\tmill\n")
    (folder / "other.txt").symlink_to(root / "001.txt")
    (tmp_path / "claims").write_text('{"id": "z", "statement": "A secret"}\n')
    (folder / "claims.jsonl").symlink_to(tmp_path / "claims")
    found = get_format("brat").read(folder, [article])
    assert (found.annotations, found.claims) == ([], ())
    (folder / "other.txt").unlink()
    (folder / "other.txt").write_text(article.text)
    assert len(get_format("brat").read(folder, [article]).annotations) == 1


def test_documents_and_claims_of_uima_that_are_links_are_not_read(
    tmp_path: Path, root: Path
) -> None:
    pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    article = Article("001.txt", root / "001.txt", (root / "001.txt").read_text())
    form, out = get_format("uima-json"), tmp_path / "uima"
    made = annotate(article, 4, 8, tags=("told",))
    export(Bundle((article,), {"001.txt": [made]}, {}, DEFAULT_CODEBOOK), form, out)
    (document,) = out.glob("*.json")
    (tmp_path / "claims").write_text('{"id": "z", "statement": "A secret"}\n')
    (out / "claims.jsonl").symlink_to(tmp_path / "claims")
    found = form.read(out, [article])
    assert (len(found.annotations), found.claims) == (1, ())
    document.replace(tmp_path / "elsewhere.json")
    document.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(ImportFault, match="holds no"):
        form.read(out, [article])


@pytest.mark.parametrize("name", ["lock", "lock.by", "lock.held"])
def test_a_lock_that_is_a_link_out_is_not_written_through(
    name: str, root: Path, reopened: Reopen
) -> None:
    outside = root.parent / "outside"
    outside.write_text("mine")
    (root / ".crossread").mkdir()
    (root / ".crossread" / name).symlink_to(outside)
    workspace = reopened()
    made = annotate(workspace.collection.articles[0], 0, 3)
    workspace.stage("tag", [PutAnnotation(made)])
    assert workspace.flush().saved is (name != "lock")
    assert outside.read_text() == "mine"
