"""What ``crossread check`` finds."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.check import Finding, check_collection
from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import PutAnnotation, PutClaim, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection

GONE = {"purpose": "identifying", "source": "urn:crossread:claim:gone"}
NAME = "001.txt.annotations.json"


@pytest.fixture
def tagged(collection: Collection) -> Path:
    """The sidecar of a collection in which all is well."""
    workspace = Workspace.open(collection)
    first = collection.articles[0]
    made = annotate(first, 4, 8, tags=("asserts", "my own"), claim="closure")
    more = annotate(first, 13, 18, note="n")
    claim = Claim("closure", "The mill will close.")
    workspace.stage("tag", [PutAnnotation(made), PutAnnotation(more), PutClaim(claim)])
    assert workspace.flush().saved
    return collection.root / NAME


def findings(collection: Collection) -> list[Finding]:
    return check_collection(collection)


def change(sidecar: Path, **keys: Any) -> None:
    """Change the first annotation of the file."""
    document = json.loads(sidecar.read_bytes())
    document["first"]["items"][0] |= keys
    sidecar.write_text(json.dumps(document, indent=2))


def test_all_is_well(tagged: Path, collection: Collection):
    before = tagged.read_bytes()
    assert findings(collection) == []
    assert tagged.read_bytes() == before


def test_nothing_to_check_is_well_too(collection: Collection):
    assert findings(collection) == []
    assert not (collection.root / ".crossread").exists()


def test_what_cannot_be_read_is_an_error_with_its_line(tagged: Path, collection: Collection):
    root = collection.root
    tagged.write_text('{"type": "AnnotationCollection",\n"total": NaN}')
    (root / "002.txt.rivera.annotations.json").write_text("{}\n")
    (root / "claims.json").write_text("[]")
    (root / "codebook.toml").write_text("name = 1\n")
    found = findings(collection)
    assert [(f.path.name, f.line, f.severity) for f in found] == [
        (NAME, 2, "error"),
        ("002.txt.rivera.annotations.json", 1, "error"),
        ("claims.json", 1, "error"),
        ("codebook.toml", 1, "error"),
    ]
    assert all(f.path.name in f.message for f in found)


def test_what_only_follows_from_broken_claims_is_not_told(tagged: Path, collection: Collection):
    (collection.root / "claims.json").write_text('{"a": [')
    assert [found.path.name for found in findings(collection)] == ["claims.json"]


@pytest.mark.parametrize(
    ("keys", "severity", "told"),
    [
        ({"type": "Note"}, "error", "type is not Annotation"),
        ({"id": "no uri"}, "error", "id is no URI"),
        ({"created": "yesterday"}, "error", "created is no date"),
        ({"bodyValue": "x"}, "error", "both body and bodyValue"),
        ({"claim": 1}, None, ""),
        ({"body": [GONE]}, "warning", "gone"),
    ],
)
def test_a_fault_of_an_annotation_is_told_with_its_line(
    keys: dict[str, Any], severity: str | None, told: str, tagged: Path, collection: Collection
):
    change(tagged, **keys)
    found = findings(collection)
    assert [f.severity for f in found] == ([severity] if severity else [])
    for finding in found:
        assert told in finding.message
        assert finding.line is not None
        assert '"id"' in tagged.read_text().split("\n")[finding.line - 1]


def test_a_target_without_source_or_position_is_told(tagged: Path, collection: Collection):
    change(tagged, target={"selector": []})
    messages = [finding.message for finding in findings(collection)]
    assert any("no source" in message for message in messages)
    assert any("not shown" in message for message in messages)


def test_a_wrong_total_is_told(tagged: Path, collection: Collection):
    tagged.write_text(tagged.read_text().replace('"total": 2', '"total": 7'))
    assert "total says 7" in findings(collection)[0].message


def test_a_total_that_is_no_number_is_told_in_one_line(tagged: Path, collection: Collection):
    tagged.write_text(tagged.read_text().replace('"total": 2', '"total": "a\\nb"'))
    assert "total is no number" in findings(collection)[0].message


def test_an_endless_source_is_told_in_short(tagged: Path, collection: Collection):
    tagged.write_text(tagged.read_text().replace('"source": "', f'"source": "{"x" * 9_000}'))
    (message, *_) = [f.message for f in findings(collection) if "source is" in f.message]
    assert len(message) < 500


def test_annotations_that_lost_their_place_are_counted(tagged: Path, collection: Collection):
    first = collection.articles[0]
    changed = Article(first.id, first.path, first.text.replace("will close", "shall close"))
    now = Collection(collection.root, (changed, *collection.articles[1:]))
    assert findings(now) == []
    words = annotate(first, 9, 19)
    workspace = Workspace.open(collection)
    workspace.stage("tag", [PutAnnotation(words)])
    workspace.flush()
    found = findings(now)
    assert len(found) == 1
    assert "“will close” needs review: " in found[0].message
    assert words.id in found[0].message


def test_words_that_stand_in_other_surroundings_are_not_called_changed(
    tagged: Path, collection: Collection
):
    first = collection.articles[0]
    workspace = Workspace.open(collection)
    workspace.stage("tag", [PutAnnotation(annotate(first, 9, 19))])
    workspace.flush()
    shutil.rmtree(collection.root / ".crossread")
    other = Article(first.id, first.path, "Somebody said that it will close, at long last.")
    told = [found.message for found in findings(Collection(collection.root, (other,)))]
    [ours] = [message for message in told if "“will close”" in message]
    assert "its words stand, but what is around them differs" in ours


def test_a_quote_that_does_not_stand_there_is_told(tagged: Path, collection: Collection):
    tagged.write_text(tagged.read_text().replace('"exact": "mill"', '"exact": "mole"'))
    assert any("not what stands" in finding.message for finding in findings(collection))


def test_claims_of_one_id_are_told_with_their_new_one(collection: Collection):
    entries = [{"id": "off", "statement": "Off."}, {"id": "off", "statement": "On."}]
    (collection.root / "claims.json").write_text(json.dumps({"claims": entries}))
    (found,) = findings(collection)
    assert (found.path.name, found.severity) == ("claims.json", "warning")
    assert "the second is off-2 now" in found.message


def test_a_sidecar_without_its_article_is_told(tagged: Path, collection: Collection):
    (collection.root / "009.txt.annotations.json").write_bytes(tagged.read_bytes())
    rest = Collection(collection.root, collection.articles[1:])
    found = findings(rest)
    assert [(f.path.name, f.severity) for f in found] == [("009.txt.annotations.json", "warning")]


def test_an_annotation_of_another_file_is_told(tagged: Path, collection: Collection):
    tagged.write_text(
        tagged.read_text().replace('"source": "file:001.txt"', '"source": "file:009.txt"')
    )
    assert all("another file" in finding.message for finding in findings(collection))
    assert len(findings(collection)) == 2


def test_sidecars_elsewhere_are_checked_there(collection: Collection, tmp_path: Path):
    place = tmp_path / "mine"
    (place / "deep").mkdir(parents=True)
    (place / "deep" / "003.txt.annotations.json").write_text("{")
    (place / "deep" / "009.txt.annotations.json").write_text("{")
    found = check_collection(collection, sidecars=place)
    assert [f.severity for f in found] == ["error", "warning"]
