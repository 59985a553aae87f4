import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.article import Article
from crossread.articles.collection import load_collection
from crossread.tui.reader.desk import Desk
from crossread.tui.remembered import Left, Memory, View, mark_of

TEXT = "A first line\n\nShare this\n\nA third line of this article.\n"


def articles(folder: Path, *names: str) -> list[Article]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(TEXT + name, "utf-8")
    return list(load_collection([folder]).articles)


def the_file(folder: Path) -> Path:
    [path] = folder.glob("*.json")
    return path


def saved(tmp_path: Path, view: View) -> Path:
    memory = Memory(tmp_path, tmp_path / "views")
    memory.view = view
    memory.save()
    return the_file(tmp_path / "views")


VIEW = View(
    reading=True,
    articles=("b.txt", "a.txt"),
    offered=("a.txt", "b.txt"),
    current="a.txt",
    base="b.txt",
    single=True,
    linking=False,
    folding=False,
    widths={"a.txt": 1.25, "b.txt": 0.75},
    places={"a.txt": Left("3:00000000", 2, 1, (2, 4))},
)


def test_a_view_comes_back_as_it_was(tmp_path: Path) -> None:
    saved(tmp_path, VIEW)
    assert Memory(tmp_path, tmp_path / "views").view == VIEW


def test_every_collection_has_a_file_of_its_own(tmp_path: Path) -> None:
    saved(tmp_path, VIEW)
    assert Memory(tmp_path / "other", tmp_path / "views").view == View()


def test_files_opened_by_name_leave_the_layout_of_the_folder_alone(tmp_path: Path) -> None:
    views = tmp_path / "views"
    whole, named = frozenset({tmp_path}), frozenset({tmp_path / "a.txt"})
    saved(tmp_path, VIEW)
    part = Memory(tmp_path, views, named)
    assert part.view == View(places=VIEW.places)
    left = {"a.txt": Left("3:00000000", 7, 3)}
    part.view = View(reading=True, articles=("a.txt",), current="a.txt", places=left)
    part.save()
    assert Memory(tmp_path, views, named).view == part.view
    assert Memory(tmp_path, views, frozenset({tmp_path / "b.txt"})).view == View(places=left)
    again = Memory(tmp_path, views, whole)
    assert again.view == replace(VIEW, places=left)
    again.view = replace(VIEW, single=False)
    again.save()
    assert Memory(tmp_path, views, named).view.articles == ("a.txt",)


def test_nothing_is_written_when_nothing_has_changed(tmp_path: Path) -> None:
    path = saved(tmp_path, VIEW)
    path.write_bytes(path.read_bytes() + b"\n")
    before = path.stat()
    Memory(tmp_path, tmp_path / "views").save()
    assert path.stat() == before


def test_places_that_another_program_left_stay(tmp_path: Path) -> None:
    one, other = (Memory(tmp_path, tmp_path / "views") for _ in range(2))
    one.view = View(places={"a.txt": Left("1", 1, 0), "b.txt": Left("1", 2, 0)})
    one.save()
    other.view = View(places={"a.txt": Left("1", 9, 0)})
    other.save()
    places = Memory(tmp_path, tmp_path / "views").view.places
    assert {name: left.caret for name, left in places.items()} == {"a.txt": 9, "b.txt": 2}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b'{"version": 1, "version": 1}',
        b'{"caret": NaN}',
        b"[" * 100_000,
        b'{"x": "' + b"x" * 1_000_001 + b'"}',
    ],
)
def test_a_bad_file_means_defaults_and_is_written_over(tmp_path: Path, content: bytes) -> None:
    path = saved(tmp_path, VIEW)
    path.write_bytes(content)
    memory = Memory(tmp_path, tmp_path / "views")
    assert memory.view == View()
    memory.view = VIEW
    memory.save()
    assert Memory(tmp_path, tmp_path / "views").view == VIEW


@pytest.mark.parametrize("share", ["9" * 400, "1e300"])
def test_a_column_is_no_wider_than_columns_get(tmp_path: Path, share: str) -> None:
    path = saved(tmp_path, replace(VIEW, widths={"a.txt": 0.25}))
    path.write_bytes(path.read_bytes().replace(b"0.25", share.encode()))
    memory = Memory(tmp_path, tmp_path / "views")
    assert memory.view.current == VIEW.current
    assert 1 < memory.view.widths["a.txt"] < 100


def test_what_a_newer_program_wrote_is_left_alone(tmp_path: Path) -> None:
    path = saved(tmp_path, VIEW)
    path.write_text(json.dumps({"version": 2, "root": str(tmp_path)}), "utf-8")
    before = path.read_bytes()
    memory = Memory(tmp_path, tmp_path / "views")
    assert memory.view == View()
    memory.view = VIEW
    memory.save()
    assert path.read_bytes() == before


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["articles", "offered", "current", "base", "widths", "places", "version", "parts"]
KEYS = [*NAMES, "reading", "single", "linking", "folding"]
a_place = st.fixed_dictionaries(
    {
        "text": st.just(mark_of(TEXT + "a.txt")) | any_json,
        "caret": any_json,
        "top": any_json,
        "flipped": any_json,
    }
)


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, any_json)),
    st.dictionaries(st.just("a.txt"), a_place),
)
def test_whatever_the_file_holds_the_desk_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object], places: object
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = saved(folder, VIEW)
    whole = {"version": 1, "root": str(folder), **document}
    path.write_text(json.dumps({**whole, "places": places} if places else whole), "utf-8")
    view = Memory(folder, folder / "views").view
    desk = Desk(view.in_order(articles(folder / "reports", "a.txt", "b.txt")))
    desk.put_back(view)
    for sheet in desk.sheets:
        assert 0 <= sheet.place.caret < len(sheet.article.text)
        assert 0 <= sheet.top < len(sheet.article.text)
        assert sheet.furniture <= set(range(len(sheet.article.paragraphs)))
    assert 0 <= desk.current < 2
    assert all(0.1 < share <= 9 for share in view.widths.values())


def test_a_changed_text_keeps_about_its_place_and_no_flipped_lines(tmp_path: Path) -> None:
    [article] = articles(tmp_path / "r", "a.txt")
    desk = Desk([article])
    desk.put_back(View(places={"a.txt": Left("a mark of other text", 20, 4, (0,))}))
    assert (desk.sheet.place.caret, desk.sheet.top, desk.sheet.flipped) == (20, 4, frozenset())
    same = desk.sheet.left()
    desk.sheet.flip(2)
    assert desk.sheet.left() != same


def test_small_collections_open_whole_when_an_article_came_along(tmp_path: Path) -> None:
    two = articles(tmp_path / "r", "a.txt", "b.txt")
    view = View(reading=True, articles=("b.txt",), offered=("a.txt", "b.txt"))
    assert view.opened(two) == ["b.txt"]
    assert view.opened(articles(tmp_path / "r", "c.txt")) == []


def test_a_large_collection_opens_where_it_was_left(tmp_path: Path) -> None:
    many = articles(tmp_path / "r", *(f"{n}.txt" for n in range(8)))
    assert View(reading=True, articles=("6.txt", "gone", "1.txt")).opened(many) == [
        "6.txt",
        "1.txt",
    ]
    assert View(reading=False, articles=("6.txt",)).opened(many) == []


def test_moved_columns_keep_what_belongs_to_them(tmp_path: Path) -> None:
    desk = Desk(articles(tmp_path / "r", "a.txt", "b.txt", "c.txt"))
    desk.base, desk.back, desk.wanted = 0, [(0, 5), (1, 6)], [2]
    assert desk.move(1)
    assert [sheet.article.id for sheet in desk.sheets] == ["b.txt", "a.txt", "c.txt"]
    assert (desk.current, desk.base, desk.back, desk.wanted) == (1, 1, [(1, 5), (0, 6)], [2])
    assert desk.move(1)
    assert not desk.move(1)
    assert [sheet.article.id for sheet in desk.sheets] == ["b.txt", "c.txt", "a.txt"]
