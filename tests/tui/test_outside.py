"""Files that other programs change while the reader is open."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import PutAnnotation, PutClaim, Workspace
from crossread.articles.collection import load_collection
from crossread.tui.outside import Outside
from crossread.tui.session import Session
from crossread.tui.watch import Watch

Open = Callable[..., Any]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


async def noticed(sitting: Any, *paths: Path) -> None:
    """What the watching thread tells about these files has been dealt with."""
    sitting.app.bring_in(frozenset(paths))
    await sitting.settle()
    await sitting.settle()


async def test_a_changed_article_is_read_again_and_the_place_kept(open_reader: Open) -> None:
    async with open_reader(size=(130, 16)) as sitting:
        await sitting.press("G", "1")
        before = sitting.here()
        column = sitting.reader.column_of(0)
        row = column.row_of(sitting.reader.sheet.place.caret)
        edit(
            sitting.folder / "a.txt", "It takes six weeks.", "It takes six or seven weeks, he said."
        )
        await noticed(sitting, sitting.folder / "a.txt")
        assert "or seven" in sitting.reader.sheet.article.text
        assert "or seven" in column.article.text
        assert sitting.here() == before
        assert column.row_of(sitting.reader.sheet.place.caret) == row
        [kept] = sitting.annotations("a.txt")
        assert sitting.reader.sheet.article.text[kept.start : kept.end] == kept.exact == before
        assert "a.txt changed on disk and was read again" in sitting.status()
        assert sitting.app.session.parallels is not None
        found = sitting.app.session.index.search("seven")
        assert [hit.article for hit in found.hits] == ["a.txt"]
        await sitting.press("2")
        assert "saved" in sitting.status()


async def test_an_article_that_becomes_a_link_out_is_kept_as_it_was(open_reader: Open) -> None:
    async with open_reader() as sitting:
        before = sitting.reader.sheet.article.text
        path = sitting.folder / "a.txt"
        outside = sitting.folder.parent / "secret.txt"
        outside.write_text("A secret.")
        path.unlink()
        path.symlink_to(outside)
        await noticed(sitting, path)
        assert sitting.reader.sheet.article.text == before
        assert "a.txt was removed" in sitting.status()


async def test_what_lost_its_place_is_counted_and_waits_in_the_queue(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        edit(sitting.folder / "a.txt", "was closed on Tuesday", "had been shut since Monday night")
        await noticed(sitting, sitting.folder / "a.txt")
        assert "a.txt changed: 1 to judge, R" in sitting.status()
        await sitting.press("R")
        assert len(sitting.app.screen.queue) == 1
        edit(sitting.folder / "a.txt", "had been shut since Monday night", "was closed on Tuesday")
        await noticed(sitting, sitting.folder / "a.txt")
        assert sitting.app.screen.queue == []


async def test_a_selection_goes_with_its_words(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "w", "v", "w", "w")
        sheet = sitting.reader.sheet
        chosen = sheet.place.selection
        words = sheet.article.text[chosen.start : chosen.end]
        edit(sitting.folder / "a.txt", "The bridge over", "An hour ago: The bridge over")
        await noticed(sitting, sitting.folder / "a.txt")
        chosen = sheet.place.selection
        assert sheet.article.text[chosen.start : chosen.end] == words


async def test_hits_are_looked_for_in_the_new_text(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("slash", *"cracks", "enter")
        edit(sitting.folder / "a.txt", "after engineers", "after more cracks and engineers")
        await noticed(sitting, sitting.folder / "a.txt")
        text = sitting.app.session.collection.article("a.txt").text
        found = [text[hit.start : hit.end] for hit in sitting.reader.hits["a.txt"]]
        assert found == ["cracks", "cracks"]


async def test_an_article_that_is_removed_stays_on_screen(open_reader: Open) -> None:
    async with open_reader() as sitting:
        path = sitting.folder / "a.txt"
        text = path.read_text("utf-8")
        path.unlink()
        await noticed(sitting, path)
        assert "a.txt was removed: kept on screen" in sitting.status()
        assert sitting.here() == "Lake town closes its bridge"
        await sitting.press("1")
        assert "saved" in sitting.status()
        await noticed(sitting, path)
        assert "removed" not in sitting.status()
        path.write_text(text, "utf-8")
        await noticed(sitting, path)
        assert "a.txt was put back" in sitting.status()


async def test_own_saves_are_nothing_new(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("1")
        looked = sitting.app.outside.look(["a.txt"], frozenset(sitting.folder.iterdir()))
        assert not looked
        assert not sitting.app.session.workspace.refresh()


async def test_what_another_program_tags_and_claims_appears(open_reader: Open) -> None:
    async with open_reader() as sitting:
        collection = load_collection([sitting.folder])
        other = Workspace.open(collection)
        other.stage("tag", [PutAnnotation(annotate(collection.articles[0], 120, 140, tags=("x",)))])
        other.stage("claim", [PutClaim(Claim("bridge", "The bridge is closed"))])
        assert other.flush().saved
        await noticed(sitting, *sitting.folder.iterdir())
        assert [a.tags for a in sitting.annotations("a.txt")] == [("x",)]
        assert "bridge" in sitting.app.session.workspace.claims
        assert "another program tagged" in sitting.status()


async def test_a_sidecar_that_somebody_breaks_is_told(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("1")
        sidecar = sitting.folder / "a.txt.annotations.json"
        sidecar.write_text("{", "utf-8")
        await noticed(sitting, sidecar)
        assert any("a.txt.annotations.json" in notice for notice in sitting.notices)
        assert sitting.app.session.workspace.read_only("a.txt") is not None


@pytest.mark.parametrize("key", ["1", "e", "c"])
async def test_an_article_that_cannot_be_changed_says_why_before_anything_is_typed(
    open_reader: Open, key: str
) -> None:
    async with open_reader() as sitting:
        await sitting.press("1")
        sidecar = sitting.folder / "a.txt.annotations.json"
        sidecar.write_text('{"a": [', "utf-8")
        await noticed(sitting, sidecar)
        await sitting.press("j", key)
        assert sitting.app.screen is sitting.reader
        assert "nothing was changed: a.txt.annotations.json cannot be read" in sitting.status()
        assert sitting.notices[-1] == (
            "Nothing was changed. a.txt.annotations.json, line 1: a value is missing or not "
            "quoted (column 8); mend it or move it away; until then it is not changed."
        )


async def test_broken_claims_are_told_before_a_claim_is_worded(open_reader: Open) -> None:
    async with open_reader() as sitting:
        claims = sitting.folder / "claims.json"
        claims.write_text("{", "utf-8")
        await noticed(sitting, claims)
        await sitting.press("c")
        assert sitting.app.screen is sitting.reader
        assert "claims.json, line 1: a name in double quotes" in sitting.notices[-1]


async def test_a_note_being_typed_lands_in_the_new_text(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "e")
        edit(sitting.folder / "a.txt", "The bridge over", "An hour ago: The bridge over")
        await noticed(sitting, sitting.folder / "a.txt")
        await sitting.press(*"seen", "f2")
        [kept] = sitting.annotations("a.txt")
        assert kept.note == "seen"
        text = sitting.app.session.collection.article("a.txt").text
        assert text[kept.start : kept.end] == kept.exact


@pytest.fixture
def session(folder: Path) -> Session:
    collection = load_collection([folder], encoding="utf-8")
    return Session(collection, Workspace.open(collection))


def test_only_what_belongs_to_the_open_articles_concerns_us(session: Session, folder: Path) -> None:
    outside = Outside(session)
    assert outside.folders() == {folder}
    for name in ("a.txt", "a.txt.annotations.json", "b.txt.rivera.annotations.json", "claims.json"):
        assert outside.concerns(folder / name)
    assert outside.concerns(folder / "new.txt")
    session.handed_out |= {folder / "report.html", folder / "brat"}
    for name in (
        ".a.txt.annotations.json.0123456789ab.tmp",
        "new.txt~",
        "report.html",
        "brat/a.txt",
    ):
        assert not outside.concerns(folder / name)


def test_another_annotators_sidecar_names_its_article(session: Session, folder: Path) -> None:
    other = Workspace.open(session.collection, annotator="rivera")
    article = session.articles[1]
    other.stage("tag", [PutAnnotation(annotate(article, 90, 99, tags=("x",)))])
    other.flush()
    outside = Outside(session)
    found = outside.look([], frozenset([folder / "b.txt.rivera.annotations.json"]))
    assert list(found.annotated) == ["b.txt"]
    assert list(session.workspace.others("b.txt")) == ["rivera"]


def test_an_item_of_many_in_a_file_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text('{"text": "One text."}\n{"text": "Two texts."}\n')
    collection = load_collection([tmp_path])
    outside = Outside(Session(collection, Workspace.open(collection)))
    path.write_text('{"text": "One text."}\n{"text": "Two other texts."}\n')
    changes = outside.look(outside.at([path]))
    assert [renewal.article.id for renewal in changes.renewals] == ["all.jsonl#2"]
    path.write_text('{"text": "One text."}\n')
    assert list(outside.look(outside.at([path])).gone) == ["all.jsonl#2"]


def test_the_watching_thread_tells_of_what_is_wanted_and_ends(tmp_path: Path) -> None:
    begun, changed = threading.Event(), queue.SimpleQueue[frozenset[Path]]()
    watch = Watch(lambda: [tmp_path], lambda path: path.suffix == ".txt", changed.put, begun.set)
    watch.start()
    begun.wait()
    (tmp_path / "b.log").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    assert changed.get() == {tmp_path / "a.txt"}
    watch.stop()
    watch.join()
    assert not watch.is_alive()


async def test_a_reader_that_has_ended_does_not_begin_to_watch(open_reader: Open) -> None:
    async with open_reader() as sitting:
        app = sitting.app
    before = threading.active_count()
    app._begin_to_watch()
    assert threading.active_count() == before


DELTA = """---
title: The ferry is late
outlet: Delta News
---
The ferry is late

Engineers found cracks in the bridge over the Lyn. The ferry is late.
"""


async def test_a_new_article_is_put_beside_the_others(open_reader: Open) -> None:
    async with open_reader(size=(130, 30)) as sitting:
        await sitting.press("tab", "j", "j", "1")
        here, caret = sitting.here(), sitting.reader.sheet.place.caret
        row = sitting.reader.column_of(1).row_of(caret)
        new = sitting.folder / "d.txt"
        new.write_text(DELTA, "utf-8")
        Workspace.open(load_collection([new])).flush()
        await noticed(sitting, new)
        ids = [sheet.article.id for sheet in sitting.reader.desk.sheets]
        assert ids == ["a.txt", "b.txt", "c.txt", "d.txt"]
        assert sitting.here() == here
        assert sitting.reader.column_of(1).row_of(caret) == row
        assert "new: d.txt, put beside the others" in sitting.status()
        await sitting.press("tab", "tab", "j", "2")
        assert sitting.here() == sitting.annotations("d.txt")[0].exact
        assert [hit.article for hit in sitting.app.session.index.search("late").hits] == ["d.txt"]
        await noticed(sitting, new)
        assert len(sitting.reader.desk.sheets) == 4, "it is new once"


async def test_a_new_article_is_offered_where_not_all_lie_open(open_reader: Open) -> None:
    async with open_reader() as sitting:
        sitting.reader.read(["a.txt", "b.txt"])
        await sitting.settle()
        new = sitting.folder / "d.txt"
        new.write_text(DELTA, "utf-8")
        sitting.app.bring_in()
        await sitting.settle()
        await sitting.settle()
        assert "new: d.txt, i opens the library" in sitting.status()
        assert len(sitting.reader.desk.sheets) == 2
        await sitting.press("i")
        assert sitting.app.screen.shown[-1].id == "d.txt"


async def test_what_is_no_article_is_not_brought_in(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader() as sitting:
        elsewhere = tmp_path / "d.txt"
        elsewhere.write_text(DELTA, "utf-8")
        named = [sitting.folder / name for name in (".d.txt", "d.xyz", "claims.json", "empty.txt")]
        for path in named:
            path.write_text("" if path.name == "empty.txt" else "{}", "utf-8")
        link = sitting.folder / "link.txt"
        link.symlink_to(elsewhere)
        await noticed(sitting, elsewhere, link, *named)
        assert len(sitting.app.session.articles) == 3
        assert "new" not in sitting.status()


async def test_files_opened_by_name_stay_the_only_ones(open_reader: Open, folder: Path) -> None:
    async with open_reader([folder / "a.txt", folder / "b.txt"]) as sitting:
        (folder / "d.txt").write_text(DELTA, "utf-8")
        await noticed(sitting, folder / "d.txt")
        assert [a.id for a in sitting.app.session.articles] == ["a.txt", "b.txt"]


async def test_another_folder_to_keep_everything_in_is_watched(
    open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader() as sitting:
        sitting.app._begin_to_watch()
        first = sitting.app._watch
        await sitting.press("W")
        sitting.app.screen.query_one("Input").value = str(tmp_path / "kept")
        await sitting.press("enter")
        await sitting.press("j", "1")
        assert first._over.is_set()
        assert sitting.app._watch is not first
        assert tmp_path / "kept" in sitting.app._watch._folders()


async def test_a_new_folder_is_watched_from_then_on(open_reader: Open) -> None:
    async with open_reader(size=(130, 30)) as sitting:
        outside, below = sitting.app.outside, sitting.folder / "more" / "still more"
        assert outside.folders() == {sitting.folder}
        below.mkdir(parents=True)
        (below / "d.txt").write_text(DELTA, "utf-8")
        assert outside.concerns(below.parent)
        assert outside.folders() == {sitting.folder, below.parent, below}
        assert not outside.concerns(below.parent), "it is new once"
        sitting.app.on_watching()
        await sitting.settle()
        await sitting.settle()
        assert "new: more/still more/d.txt" in sitting.status()
        (below / "d.txt").unlink()
        below.rmdir()
        assert not outside.concerns(below)
        below.mkdir()
        assert outside.concerns(below), "it is there again"


def test_folders_that_hold_no_articles_are_not_watched(folder: Path) -> None:
    collection = load_collection([folder])
    outside = Outside(Session(collection, Workspace.open(collection)))
    for name in (".git", ".crossread"):
        (folder / name / "texts").mkdir(parents=True)
        assert not outside.concerns(folder / name)
        assert not outside.concerns(folder / name / "texts")
    (folder / "link").symlink_to(folder.parent, target_is_directory=True)
    assert not outside.concerns(folder / "link")
    assert outside.folders() == {folder}
