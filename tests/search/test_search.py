"""The index of a collection as its users see it."""

import datetime
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread.articles.article import Article, Metadata
from crossread.articles.span import Span
from crossread.search.engine import Notes, QueryError, SearchIndex
from crossread.search.notes import notes_of


def found(index: SearchIndex, query: str) -> list[str]:
    return sorted(hit.article for hit in index.search(query).hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbour", ["001.txt", "002.txt"]),
        ("HARBOURS", ["001.txt", "002.txt"]),
        ('"technology partner"', ["002.txt", "003.txt"]),
        ("norvik NOT rejected", ["002.txt"]),
        ("outlet:wire", ["002.txt", "003.txt"]),
        ('outlet:"lindau gazette"', ["001.txt"]),
        ("title:harbour", ["001.txt", "002.txt"]),
        ("date:2020-09-15..", ["002.txt"]),
        ("date:2020", ["001.txt", "002.txt"]),
        ("NOT date:*", ["003.txt"]),
        ("u.s.", ["001.txt"]),
        ("at&t", ["002.txt"]),
        ("1000", ["002.txt"]),
        ("東京", ["003.txt"]),
        ("港", ["003.txt"]),
        ("harb*r", ["001.txt", "002.txt"]),
        ("harbuor~", ["001.txt", "002.txt"]),
        ("nowhere", []),
        ("", []),
    ],
)
def test_queries(opened: SearchIndex, query: str, expected: list[str]) -> None:
    assert found(opened, query) == expected


def test_hits_show_where(opened: SearchIndex, articles: Sequence[Article]) -> None:
    (hit,) = opened.search("berths").hits
    text = articles[1].text
    assert [text[span.start : span.end] for span in hit.matches] == ["berths"]
    assert hit.snippet.matches == hit.matches
    assert "1,000 berths" in hit.snippet.text
    assert hit.score > 0


def test_more_is_better_and_limits_keep_the_total(opened: SearchIndex) -> None:
    results = opened.search("harbour", limit=1)
    assert [hit.article for hit in results.hits] == ["002.txt"]
    assert results.total == 2


def test_did_you_mean(opened: SearchIndex) -> None:
    assert opened.search("Harbuor deal").suggestion == "harbour deal"
    assert opened.search("harbour").suggestion == ""
    assert opened.search("zzzzzz").suggestion == ""


def test_words_near_each_other_are_a_phrase(opened: SearchIndex) -> None:
    assert opened.search("harbour NEAR zzzz").suggestion == '"harbour zzzz"'
    assert opened.search("a b NEAR/5 zzzz d").suggestion == 'a "b zzzz" d'


def test_annotations_are_searchable(opened: SearchIndex) -> None:
    notes = Notes(("Check the port’s own figures",), ("denies",), ("bid-rejected",), ("Norvik",))
    opened.renote("001.txt", notes)
    for query in ("tag:denies", "note:figure", 'claim:"bid-rejected"', "speaker:norvik", "tag:*"):
        assert found(opened, query) == ["001.txt"], query
    assert found(opened, "figures") == []
    opened.renote("001.txt", Notes())
    assert found(opened, "tag:*") == []
    assert found(opened, "harbour") == ["001.txt", "002.txt"]


@dataclass
class Noted:
    note: str
    tags: tuple[str, ...]
    claim: str
    speaker: str


def test_what_annotations_say_is_gathered_from_them(opened: SearchIndex) -> None:
    annotations = [
        Noted("one note", ("denies", "quotes"), "c1", "Norvik"),
        Noted("", ("denies",), "c1", ""),
        Noted("another", (), "c2", "Norvik"),
    ]
    notes = notes_of(annotations, {"c1": "Lindau rejected the bid"})
    assert notes == Notes(
        ("one note", "another"),
        ("denies", "quotes"),
        ("c1", "c2", "Lindau rejected the bid"),
        ("Norvik",),
    )
    opened.renote("003.txt", notes)
    assert found(opened, 'claim:"lindau rejected"') == ["003.txt"]
    assert found(opened, 'note:"note another"') == []


def test_a_pattern_that_stands_for_very_many_words(tmp_path: Path) -> None:
    texts = {"few.txt": "word word1", "many.txt": " ".join(f"word{n}" for n in range(1000))}
    many = [Article(name, Path(name), text) for name, text in texts.items()]
    with SearchIndex.open(tmp_path, many, cache=tmp_path / "cache") as index:
        index.update({})
        assert found(index, "word*") == ["few.txt", "many.txt"]
        assert found(index, "w*9 NOT word1") == []
        assert found(index, '"word98 word*"') == ["many.txt"]
        assert index.search("wor", typing=True).total == 2


def test_front_matter_is_neither_found_nor_shown(tmp_path: Path) -> None:
    head = "---\ntitle: Harbour\noutlet: Wire\n---\n"
    article = Article(
        "a.txt", Path("a.txt"), f"{head}\nNo title here.", Metadata("Harbour", "Wire"),
        front_matter=len(head),
    )  # fmt: skip
    with SearchIndex.open(tmp_path, [article], cache=tmp_path / "cache") as index:
        index.update({})
        assert found(index, "wire") == []
        (hit,) = index.search("harbour").hits
        assert (hit.matches, hit.snippet.text) == ((), "No title here.")
        (hit,) = index.search("title").hits
        (match,) = hit.matches
        assert article.text[match.start : match.end] == "title"
        assert match.start > len(head)
        part = Span(0, len(article.text))
        assert index.matches("title", article, within=part) == [match]


def test_many_saves_leave_every_article_once(opened: SearchIndex) -> None:
    for number in range(40):
        name = f"{number % 3 + 1:03}.txt"
        opened.renote(name, Notes(tags=(f"tag{number}",)))
    assert found(opened, "*") == ["001.txt", "002.txt", "003.txt"]
    assert [found(opened, f"tag:tag{number}") for number in (37, 38, 39)] == [
        ["002.txt"],
        ["003.txt"],
        ["001.txt"],
    ]
    assert found(opened, "tag:tag36") == []


def test_only_what_changed_is_indexed_again(tmp_path: Path, articles: Sequence[Article]) -> None:
    cache = tmp_path / "cache"
    with SearchIndex.open(tmp_path, articles, cache=cache) as index:
        assert index.update({}) == 3
    seen: list[tuple[int, int]] = []
    changed = replace(articles[0], text="Something else entirely.")
    with SearchIndex.open(tmp_path, [changed, *articles[1:]], cache=cache) as index:
        written = index.update({}, progress=lambda done, of: seen.append((done, of)))
        assert written == 1
        assert seen == [(1, 1)]
        assert found(index, "entirely") == ["001.txt"]
        assert found(index, "monday") == []
    moved = replace(articles[1], metadata=replace(articles[1].metadata, date=datetime.date.min))
    with SearchIndex.open(tmp_path, [changed, moved, articles[2]], cache=cache) as index:
        assert index.update({}) == 1
        assert found(index, "date:0001-01-01") == ["002.txt"]


def test_a_part_of_the_collection_leaves_the_rest_alone(
    tmp_path: Path, articles: Sequence[Article]
) -> None:
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        index.update({})
    with SearchIndex.open(tmp_path, articles[:1], cache=tmp_path / "cache") as index:
        assert index.update({}) == 0
        assert found(index, "harbour") == ["001.txt"]
        assert index.search("harbour").total == 1
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        assert index.update({}) == 0


def test_deleted_files_leave_the_index(tmp_path: Path, articles: Sequence[Article]) -> None:
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        index.update({})
    with SearchIndex.open(tmp_path, articles[1:], cache=tmp_path / "cache") as index:
        assert index.update({}) == 0
    (tmp_path / "001.txt").touch()
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        assert index.update({}) == 1


def test_cancelling_keeps_the_index_usable(tmp_path: Path, articles: Sequence[Article]) -> None:
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        assert index.update({}, cancelled=lambda: True) == 0
        assert found(index, "harbour") == []
        assert index.update({}) == 3


def test_clear(opened: SearchIndex) -> None:
    opened.clear()
    assert found(opened, "harbour") == []
    assert opened.update({}) == 3


def test_errors_say_where_but_never_while_typing(opened: SearchIndex) -> None:
    with pytest.raises(QueryError) as caught:
        opened.search('harbour "deal')
    assert caught.value.position == 8
    assert opened.search('harbour "deal', typing=True).total == 1


HOSTILE = (
    "\x1b[2J\x1b]52;c;aGVsbG8=\x07 red [/] alert \x00 \x9b31m \ud800 \u202e evil \u2028 end "
    + "x" * 100_000
    + " (" * 50
)
PIECES = st.sampled_from(
    [
        *'()"~*?:.&',
        "AND",
        "OR",
        "NOT",
        "title:",
        "date:",
        "tag:",
        " ",
        "a",
        "red",
        "東",
        "\ud800",
        "é~",
    ]
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    root = tmp_path_factory.mktemp("hostile")
    article = Article("bad\udcff\n.txt", root / "bad", HOSTILE)
    index = SearchIndex.open(root, [article], cache=root / "cache")
    index.update({article.id: Notes(("\x1b \ud800",), ("\x00",))})
    return index


def test_hostile_articles_are_searchable(hostile: SearchIndex) -> None:
    for query in ("red alert", "evil end", '"alert 31m"', "xxx*"):
        assert found(hostile, query) == ["bad\udcff\n.txt"], query


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join)))
def test_odd_queries_raise_nothing_else(hostile: SearchIndex, query: str) -> None:
    hostile.search(query, typing=True)
    try:
        results = hostile.search(query)
    except QueryError:
        return
    assert all(hit.snippet.text in HOSTILE for hit in results.hits)


@pytest.mark.parametrize(
    "piece", ["a ", "(", '"', "*a", "?a", "a~ ", "NOT ", "a*b*", "x OR ", "é", "東"]
)
def test_endless_queries(hostile: SearchIndex, piece: str) -> None:
    query = piece * 10_000
    hostile.search(query, typing=True)
    with suppress(QueryError):
        hostile.search(query)


def test_importing_search_is_cheap(tmp_path: Path) -> None:
    code = (
        "import sys; import crossread.search.engine as engine;"
        "from pathlib import Path; from crossread.articles.article import Article;"
        "index = engine.SearchIndex.open(Path('.'), [], cache=Path(sys.argv[1]));"
        "index.matches('a b*', Article('a', Path('a'), 'a b c'));"
        "heavy = {'whoosh', 'rapidfuzz', 'platformdirs', 'textual', 'rich'} & set(sys.modules);"
        "print(*heavy)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_seeds_of_the_design_if_they_are_here(tmp_path: Path) -> None:
    seeds = Path(__file__).parents[3] / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the real reports are not here")
    paths = sorted(seeds.glob("*.txt"))
    real = [Article(path.name, path, path.read_text("utf-8")) for path in paths]
    with SearchIndex.open(seeds, real, cache=tmp_path) as index:
        assert index.update({}) == len(real)
        assert index.search("tiktok").total == len(real)
        for hit in index.search('"technology partner"').hits:
            text = next(article.text for article in real if article.id == hit.article)
            shown = {text[span.start : span.end].lower() for span in hit.matches}
            assert shown
            assert all(words.startswith("technology") for words in shown)


def test_closing_twice_and_removing_the_cache(tmp_path: Path, articles: Sequence[Article]) -> None:
    index = SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache")
    index.update({})
    index.close()
    index.close()
    shutil.rmtree(tmp_path / "cache")
