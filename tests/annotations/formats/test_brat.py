"""brat: what bratly reads, and what is found in the wild."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from crossread.annotations.formats import Bundle, Imported, ImportFault, get_format
from crossread.annotations.formats.support import placing as reasons
from crossread.annotations.formats.support.brat_reading import KEPT, ODD_LINE
from crossread.annotations.model import annotate
from crossread.articles.article import Article

TEXT = "😀 She denied it.\nHe did not.\nThe end."


def read(tmp_path: Path, ann: str, txt: str | None = TEXT, ours: str = TEXT) -> Imported:
    (tmp_path / "a.ann").write_bytes(ann.encode())
    if txt is not None:
        (tmp_path / "a.txt").write_bytes(txt.encode())
    return get_format("brat").read(tmp_path, [Article("a.txt", Path("/c/a.txt"), ours)])


def quotes(found: Imported) -> list[str]:
    return [one.exact for one in found.annotations]


def test_bratly_reads_every_span_where_it_was(bundle: Bundle, tools: SimpleNamespace) -> None:
    bratly = pytest.importorskip("bratly", reason="bratly is not installed")
    out, report = tools.export(bundle, get_format("brat"))
    read_back = 0
    for path in sorted(out.rglob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        entities: dict[str, object] = {}
        for line in path.read_bytes().decode().split("\n")[:-1]:
            if line.startswith("T"):
                entity = bratly.EntityAnnotation.from_line(line)
                entities[entity.id] = entity
                slices = [text[one.start : one.end] for one in entity.fragments]
                assert " ".join(slices) == entity.content
                read_back += 1
            elif line.startswith("A"):
                assert str(bratly.AttributeAnnotation.from_line(line, entities)) == line
            else:
                note = bratly.NoteAnnotation.from_line(line, entities)
                assert note.component in entities.values()
    assert read_back == report.written == bundle.total


def test_every_field_comes_back(bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format("brat")
    out, _ = tools.export(bundle, form)
    back = form.read(out, bundle.articles)
    assert list(back.annotations) == tools.everything(bundle)
    assert {claim.id: claim for claim in back.claims} == bundle.claims


def test_line_ends_at_the_edges_come_back(bundle: Bundle, tools: SimpleNamespace) -> None:
    article = Article("a.txt", Path("/c/a.txt"), TEXT)
    sent = [annotate(article, 16, 30, tags=("x",)), annotate(article, 6, 17, tags=("x",))]
    small = Bundle([article], {"a.txt": sent}, {}, bundle.codebook)
    form = get_format("brat")
    out, _ = tools.export(small, form)
    back = form.read(out, [article]).annotations
    assert sorted(one.exact for one in back) == sorted(one.exact for one in sent)
    assert [one.exact[0] == "\n" or one.exact[-1] == "\n" for one in sent] == [True, True]


def test_the_configuration_names_every_type(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("brat"))
    entities, _, attributes = (out / "annotation.conf").read_text().partition("[attributes]\n")
    types = {
        line.split("\t")[1].split(" ")[0]
        for path in out.rglob("*.ann")
        for line in path.read_text().split("\n")
        if line.startswith("T")
    }
    assert types <= set(entities.split("\n"))
    assert "certainty\tArg:<ENTITY>, Value:high" in attributes


def test_pieces_out_of_order_overlapping_and_over_line_ends(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "T1\tx 6 12;2 5\tdenied She\n"
        "T2\tx 2 8;6 12\tShe de denied\n"
        "T3\tx 13 16;17 20\tit. He \n"
        "T4\tx 2 5;17 19\tShe He\n",
    )
    assert sorted((one.exact, one.pieces) for one in found.annotations) == [
        ("She denied", ()),
        ("She denied", ((2, 5), (6, 12))),
        ("She denied it.\nHe", ((2, 5), (17, 19))),
        ("it.\nHe ", ()),
    ]


@pytest.mark.parametrize("counted", [1, 2])
def test_windows_line_ends_counted_as_one_or_two(tmp_path: Path, counted: int) -> None:
    start = TEXT.index("The end") + (2 if counted == 2 else 0)
    ann = f"T1\tx {start} {start + 7}\tThe end\r\n"
    found = read(tmp_path, ann, TEXT.replace("\n", "\r\n"))
    assert quotes(found) == ["The end"]
    assert not found.report.changed


def test_attributes_notes_and_connections(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "T1\tPerson 2 5\tShe\n"
        "T2\tSpeech 6 12\tdenied\n"
        "A1\tNegation T2\n"
        "A2\tCertainty T2 very high\n"
        "M1\tOld T2\n"
        "#1\tAnnotatorNotes T2\tcheck C:\\new\n"
        "#2\tOther T2\tmore\n"
        "R1\tBy Arg1:T2 Arg2:T1\n"
        "E1\tSpeech:T2 Who:T1\n"
        "N1\tReference T1 Wikipedia:534366\tBarack Obama\n"
        "*\tEquiv T1 T2\n",
    )
    she, denied = found.annotations
    assert denied.attributes == {"Negation": "true", "Certainty": "very high", "Old": "true"}
    assert denied.note == "check C:\\new\nOther: more"
    assert denied.extra[KEPT] == [
        f"R1\tBy Arg1:<{denied.id}> Arg2:<{she.id}>",
        f"E1\tSpeech:<{denied.id}> Who:<{she.id}>",
    ]
    assert len(she.extra[KEPT]) == 2
    assert not found.report.lost


def test_connections_go_out_again(tmp_path: Path, bundle: Bundle, tools: SimpleNamespace) -> None:
    found = read(tmp_path, "T7\tA 2 5\tShe\nT9\tB 6 12\tdenied\nR1\tBy Arg1:T9 Arg2:T7\n")
    article = Article("a.txt", Path("/c/a.txt"), TEXT)
    again = Bundle([article], {"a.txt": found.annotations}, {}, bundle.codebook)
    out, report = tools.export(again, get_format("brat"))
    assert "R1\tBy Arg1:T2 Arg2:T1\n" in (out / "a.ann").read_text()
    assert not report.lost
    half = Bundle([article], {"a.txt": found.annotations[1:]}, {}, bundle.codebook)
    _, report = tools.export(half, get_format("brat"))
    assert report.lost.total() == 1


def test_a_changed_article_gets_the_spans_by_their_words(tmp_path: Path) -> None:
    found = read(tmp_path, "T1\tx 6 12\tdenied\n", ours="New first line.\n" + TEXT)
    assert quotes(found) == ["denied"]
    assert found.report.changed == {reasons.MOVED: 1}


def test_an_annotation_file_without_its_text(tmp_path: Path) -> None:
    assert quotes(read(tmp_path, "T1\tx 6 12\tdenied\n", txt=None)) == ["denied"]


def test_odd_lines_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "T1\tx 2 5\tShe\nwhat is this\nA1\tx T99\nT2\tx 5\tbad\n")
    assert quotes(found) == ["She"]
    assert found.report.lost == {ODD_LINE: 3}


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match=r"no \.ann files"):
        get_format("brat").read(tmp_path, [])


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("T1\tx 2 5\tShe\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.ann").symlink_to(tmp_path / "secret")
    with pytest.raises(ImportFault, match=r"no \.ann files"):
        get_format("brat").read(folder, [])
