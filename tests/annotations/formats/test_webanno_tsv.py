"""WebAnno TSV 3: stacked, escaped, multi-token and sub-token annotations."""

from pathlib import Path

import pytest

from crossread.annotations.formats import Imported, ImportFault, get_format
from crossread.articles.article import Article

TEXT = "😀 She denied it.\nHe did not."
HEAD = (
    "#FORMAT=WebAnno TSV 3.3\n"
    "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
    "#T_SP=webanno.custom.Stance|value|hedge\n"
    "#T_SP=webanno.custom.Plain\n"
    "#T_RL=webanno.custom.Link|kind|BT_webanno.custom.Stance\n\n\n"
)
ROWS = [
    "1-1\t0-2\t😀\tSYM\t_\t_\t_\t_\t_",
    "1-2\t3-6\tShe\tPRON\twho\t*\t_\tby\t1-3[1_0]",
    "1-3\t7-13\tdenied\tVERB\tdenies[1]|a\\|b\\[\\]\tno[1]|*\t*[3]\t_\t_",
    "1-4\t14-16\tit\tPRON\tdenies[1]\tno[1]\t*[3]\t_\t_",
    "1-4.1\t14-15\ti\tX\t_\t_\t*\t_\t_",
    "1-5\t16-17\t.\tPUNCT\t_\t_\t_\t_\t_",
    "",
    "#Text=He did not.",
    "2-1\t18-20\tHe\tPRON\twho\t_\t_\t_\t_",
]


def read(tmp_path: Path, text: str, articles: list[Article] | None = None) -> Imported:
    path = tmp_path / "a.tsv"
    path.write_text(text)
    return get_format("webanno-tsv").read(
        path, articles or [Article("a.txt", Path("/c/a.txt"), TEXT)]
    )


def test_every_span_is_where_it_was(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "#Text=😀 She denied it.\n" + "\n".join(ROWS) + "\n")
    assert sorted((one.exact, one.tags, dict(one.attributes)) for one in found.annotations) == [
        ("He", ("who",), {}),
        ("She", ("who",), {}),
        ("denied", ("a|b[]",), {}),
        ("denied it", ("Plain",), {}),
        ("denied it", ("denies",), {"hedge": "no"}),
        ("i", ("Plain",), {}),
    ]
    assert found.report.lost == {"layers of relations and chains": 1}


def test_two_articles_are_told_apart_by_the_name(tmp_path: Path) -> None:
    articles = [Article(id, Path("/c") / id, TEXT + id) for id in ("b.txt", "a.txt")]
    found = read(tmp_path, HEAD + "\n".join(ROWS), articles)
    assert {one.article for one in found.annotations} == {"a.txt"}


def test_a_changed_article_gets_the_spans_by_their_words(tmp_path: Path) -> None:
    articles = [Article("a.txt", Path("/c/a.txt"), "A new line.\n" + TEXT)]
    found = read(tmp_path, HEAD + "\n".join(ROWS), articles)
    assert "denied it" in {one.exact for one in found.annotations}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1-1\t0-1\tx\n", "#FORMAT"),
        (HEAD + "1-1\tx\ty\n", "line 8"),
        (HEAD + "1-1\t0-999999999\ty\n", "line 8"),
    ],
)
def test_bad_files_are_told_plainly(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ImportFault, match=words):
        read(tmp_path, text)
