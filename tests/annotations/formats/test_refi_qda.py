"""REFI-QDA: what goes out, what other programs write, and archives that mean harm."""

import io
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.formats import Bundle, Imported, ImportFault, get_format, import_file
from crossread.annotations.formats.support.refi_reading import NO_TEXT
from crossread.articles.article import Article
from crossread.articles.wording import numbered

TEXT = "😀 She denied it.\nHe did not."
GUID = "00000000-0000-4000-8000-00000000000{}"


def project(body: str, codes: str = "") -> str:
    return (
        '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p">'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{body}</Sources></Project>"
    )


def source(*selections: str, place: str = "internal://t.txt") -> str:
    return (
        f'<TextSource guid="{GUID.format(9)}" name="a" plainTextPath="{place}">'
        f"{''.join(selections)}</TextSource>"
    )


def selection(start: int, end: int, name: str, code: str = GUID.format(1)) -> str:
    return (
        f'<PlainTextSelection guid="{GUID.format(start % 10)}" name="{name}" '
        f'startPosition="{start}" endPosition="{end}"><Coding guid="{GUID.format(2)}">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


CODE = f'<Code guid="{GUID.format(1)}" name="denies" isCodable="true"/>'


def read(
    tmp_path: Path, members: dict[str, str], articles: list[Article] | None = None
) -> Imported:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return get_format("qdpx").read(path, articles or [Article("a.txt", Path("/c/a.txt"), TEXT)])


def test_everything_but_cues_comes_back(bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format("qdpx")
    out, report = tools.export(bundle, form)
    assert report.lost == {"cues": 1}
    back = form.read(out, bundle.articles)
    assert list(back.annotations) == [replace(one, cue="") for one in tools.everything(bundle)]
    assert {claim.id: claim.statement for claim in back.claims} == {
        id: claim.statement for id, claim in bundle.claims.items()
    }


def test_the_standard_s_schema_accepts_it(bundle: Bundle, tools: SimpleNamespace) -> None:
    schema = os.environ.get("CROSSREAD_REFI_XSD")
    if not schema:
        pytest.skip("CROSSREAD_REFI_XSD does not name the standard's Project.xsd")
    etree = pytest.importorskip("lxml.etree")
    out, _ = tools.export(bundle, get_format("qdpx"))
    document = etree.fromstring(zipfile.ZipFile(out).read("project.qde"))
    etree.XMLSchema(etree.parse(schema)).assertValid(document)


def test_every_selection_slices_its_text(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("qdpx"))
    archive = zipfile.ZipFile(out)
    document = archive.read("project.qde").decode()
    found = 0
    for part in document.split("<TextSource ")[1:]:
        place = re.search(r'plainTextPath="internal://([^"]+)"', part)
        assert place
        text = archive.read(f"sources/{place[1]}").decode()
        for name, start, end in re.findall(
            r'name="([^"]*)" startPosition="(\d+)" endPosition="(\d+)"', part
        ):
            words = " ".join(text[int(start) : int(end)].split())
            if "&" not in name and "\ufffd" not in name:
                assert words == name
            found += 1
    assert found == bundle.total + 1


@pytest.mark.parametrize("inclusive", [True, False])
def test_ends_are_exclusive_or_inclusive_as_the_quotes_say(tmp_path: Path, inclusive: bool) -> None:
    less = 1 if inclusive else 0
    body = source(selection(2, 5 - less, "She"), selection(6, 12 - less, "denied"))
    found = read(tmp_path, {"project.qde": project(body, CODE), "sources/t.txt": TEXT})
    assert [(one.exact, one.tags) for one in found.annotations] == [
        ("She", ("denies",)),
        ("denied", ("denies",)),
    ]


def test_windows_line_ends_and_a_text_inside_the_project(tmp_path: Path) -> None:
    raw = TEXT.replace("\n", "\r\n")
    start = raw.index("He did")
    body = source(selection(start, start + 6, "He did"))
    found = read(tmp_path, {"project.qde": project(body, CODE), "sources/t.txt": raw})
    assert [one.exact for one in found.annotations] == ["He did"]
    inside = source(f"<PlainTextContent>{TEXT}</PlainTextContent>", selection(2, 5, "She"))
    found = read(tmp_path, {"project.qde": project(inside, CODE)})
    assert [one.exact for one in found.annotations] == ["She"]


def test_sources_that_are_no_text_are_counted(tmp_path: Path) -> None:
    body = f'<PDFSource guid="{GUID.format(3)}" name="x"/>' + source(place="internal://none.txt")
    found = read(tmp_path, {"project.qde": project(body)})
    assert found.report.lost == {NO_TEXT: 2}


def test_a_path_outside_the_archive_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    for place in (f"absolute://{secret}", str(secret), "internal://../secret.txt"):
        body = source(selection(2, 5, "She"), place=place)
        found = read(tmp_path, {"project.qde": project(body, CODE)})
        assert found.report.lost == {NO_TEXT: 1}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.qdpx", "secret.txt"]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE Project SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, head: str) -> None:
    document = project("").replace('<?xml version="1.0"?>', '<?xml version="1.0"?>' + head)
    with pytest.raises(ImportFault, match="document type"):
        read(tmp_path, {"project.qde": document})


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="unpacks to far more"):
        read(tmp_path, {"project.qde": project(""), "sources/t.txt": "a" * 30_000_000})


def test_other_archives_are_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match=r"no project\.qde"):
        read(tmp_path, {"other.xml": "<a/>"})
    with pytest.raises(ImportFault, match="no REFI-QDA project"):
        read(tmp_path, {"project.qde": "<a/>"})
    buffer = io.BytesIO()
    (tmp_path / "x.qdpx").write_bytes(buffer.getvalue())
    with pytest.raises(ImportFault, match="damaged"):
        get_format("qdpx").read(tmp_path / "x.qdpx", [])


def test_a_codebook_offers_its_codes_as_tags(bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format("qdc")
    out, report = tools.export(bundle, form)
    assert report.lost.total() == bundle.total
    found = import_file(
        out, form, bundle.articles, existing={}, claims={}, codebook=DEFAULT_CODEBOOK
    )
    assert found.unknown_tags == ("homemade tag", "a|b\\c")
    assert [claim.statement for claim in found.claims] == [
        claim.statement for claim in bundle.claims.values()
    ]
    tags, claims = 2 + len(DEFAULT_CODEBOOK.tags), numbered(len(bundle.claims), "claim")
    assert report.amount() == f"{tags} tags and {claims}"
    assert found.amount() == claims
