from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crossread.tui.pane.cells import cluster_at, clusters, is_disputed, is_narrow

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f"
FLAG = "\U0001f1eb\U0001f1f7"
TEXTS = st.text(
    st.one_of(st.characters(exclude_characters="\n"), st.sampled_from("\u200d\ufe0fe\u0301中👩 "))
)


def test_every_narrow_code_point_is_one_cell_and_its_own_cluster() -> None:
    narrow = [c for c in map(chr, range(0x10000)) if is_narrow(c, 0, 1)]
    assert all(cell_len(c) == 1 for c in narrow)
    text = "".join(narrow)
    assert len(clusters(text, 0, len(text))) == len(text)
    assert {*"aZ ~é“”’…–—€→ЖΩ␛"} <= {*narrow}


def test_nothing_of_special_width_is_narrow() -> None:
    for text in ("中", "e\u0301", HEART, FAMILY, "\u200b", "\xad", "1\ufe0f\u20e3", "\u0e33"):
        assert not is_narrow(text, 0, len(text))


def test_clusters_stay_whole() -> None:
    text = f"a{FAMILY}{HEART}{FLAG}e\u0301中"
    found = [(text[c.start : c.end], c.cells) for c in clusters(text, 0, len(text))]
    assert found == [("a", 1), (FAMILY, 2), (HEART, 2), (FLAG, 2), ("e\u0301", 1), ("中", 2)]


def test_what_takes_no_cell_counts_to_the_cluster_before() -> None:
    assert [c[:] for c in clusters("a\u200bb", 0, 3)] == [(0, 2, 1), (2, 3, 1)]
    assert [c[:] for c in clusters("\u200bb", 0, 2)] == [(0, 2, 1)]
    assert [c[:] for c in clusters("\u200b\u200b", 0, 2)] == [(0, 2, 0)]


def test_an_absurdly_wide_cluster_is_cut() -> None:
    text = "\u0600" * 40 + "a"  # prepended marks join what follows, without limit
    found = clusters(text, 0, len(text))
    assert max(c.cells for c in found) <= 8
    assert found[-1].end == len(text)


@given(TEXTS, st.integers(0, 5))
def test_clusters_leave_no_gap(text: str, start: int) -> None:
    start = min(start, len(text))
    found = clusters(text, start, len(text))
    edges = [start, *(c.end for c in found)]
    assert [c.start for c in found] == edges[:-1]
    assert edges[-1] == len(text)


@given(TEXTS.filter(bool), st.data())
def test_the_cluster_at_an_offset_holds_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    start, end = cluster_at(text, offset, 0, len(text))
    assert start <= offset < end
    assert (start, end) in {(c.start, c.end) for c in clusters(text, 0, len(text))}


def test_disputed_widths() -> None:
    assert all(map(is_disputed, (FAMILY, HEART, FLAG, "\xad", "स्ते")))
    assert not any(map(is_disputed, ("a", "é", "e\u0301", "中", "…")))
