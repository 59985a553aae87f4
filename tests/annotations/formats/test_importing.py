"""Whatever is imported: recognised, signed, listed; and what is refused."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.formats import (
    Bundle,
    Imported,
    ImportFault,
    all_formats,
    get_format,
    import_file,
)
from crossread.annotations.formats import importing as reasons
from crossread.annotations.formats.support import files
from crossread.annotations.model import Annotation

IMPORTING = [one for one in all_formats() if one.imports]


def load(path: Path, bundle: Bundle, name: str = "jsonl", **options: Any) -> Imported:
    known: dict[str, Any] = {"existing": {}, "claims": {}, "codebook": DEFAULT_CODEBOOK}
    known |= options
    return import_file(path, get_format(name), bundle.articles, **known)


def attempt(path: Path, bundle: Bundle, name: str) -> tuple[list[Annotation], str]:
    try:
        return list(load(path, bundle, name).annotations), ""
    except ImportFault as fault:
        return [], str(fault)


def test_importing_twice_adds_nothing(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("jsonl"))
    first = load(out, bundle)
    assert len(first.annotations) == bundle.total
    again = load(out, bundle, existing=bundle.annotations, claims=bundle.claims)
    assert again.annotations == []
    assert again.claims == []
    assert again.report.changed == {reasons.ALREADY_THERE: bundle.total}


def test_unknown_tags_are_kept_and_listed(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("jsonl"))
    assert set(load(out, bundle).unknown_tags) == {"homemade tag", "a|b\\c"}


def test_the_importer_signs_what_nobody_signed(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("jsonl"))
    creators = {one.creator for one in load(out, bundle, creator="me").annotations}
    assert creators == {"rivera", "chen", "me"}


def test_a_claim_known_by_its_id_only_is_made_and_told(tmp_path: Path, bundle: Bundle) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"article": "emoji.txt", "exact": "harbour today", "claim": "bid-rejected"}')
    found = load(path, bundle)
    assert [(claim.id, claim.statement) for claim in found.claims] == [
        ("bid-rejected", "bid-rejected")
    ]
    assert found.report.changed == {reasons.CLAIM_BY_ID: 1}
    assert load(path, bundle, claims={"bid-rejected": found.claims[0]}).claims == []


@pytest.mark.parametrize("form", IMPORTING, ids=lambda form: form.name)
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\xff\xfe", b"PK\x03\x04 half a zip", b"<html>no</html>", b"just words\n"],
    ids=["empty", "binary", "zip", "html", "text"],
)
def test_a_file_of_another_format_is_told_plainly(
    form: Any, content: bytes, tmp_path: Path, bundle: Bundle, tools: SimpleNamespace
) -> None:
    tools.need(form)
    path = tmp_path / f"foreign{form.suffix}"
    path.write_bytes(content)
    found, fault = attempt(path, bundle, form.name)
    assert found == []
    assert not fault or (str(path) in fault and fault.endswith("."))


@pytest.mark.parametrize("form", IMPORTING, ids=lambda form: form.name)
def test_half_a_file_is_told_or_counted(form: Any, bundle: Bundle, tools: SimpleNamespace) -> None:
    if not form.exports:
        pytest.skip("import only")
    out, _ = tools.export(bundle, form)
    if out.is_dir():
        pytest.skip("a folder has no half")
    data = out.read_bytes()
    for cut in (len(data) // 3, len(data) // 2, len(data) - 3):
        out.write_bytes(data[:cut])
        found, fault = attempt(out, bundle, form.name)
        assert str(out) in fault if fault else len(found) < bundle.total


@pytest.mark.parametrize("form", IMPORTING, ids=lambda form: form.name)
def test_too_large_a_file_is_refused_unread(
    form: Any,
    tmp_path: Path,
    bundle: Bundle,
    tools: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tools.need(form)
    monkeypatch.setattr(files, "LARGEST", 100)
    path = tmp_path / f"large{form.suffix}"
    path.write_bytes(b" " * 101)
    with pytest.raises(ImportFault, match="more than"):
        load(path, bundle, form.name)


def test_a_missing_file_and_an_export_only_format(tmp_path: Path, bundle: Bundle) -> None:
    with pytest.raises(ImportFault, match="cannot be read"):
        load(tmp_path / "nowhere.jsonl", bundle)


@pytest.mark.parametrize("line", ["[1, 2]", '"words"', "7", '{"no": "article"}', '{"article": 1'])
def test_lines_of_something_else(line: str, tmp_path: Path, bundle: Bundle) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(ImportFault, match=r"x\.jsonl"):
        load(path, bundle)


def test_values_of_wrong_types_are_ignored_or_counted(tmp_path: Path, bundle: Bundle) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"article": "emoji.txt", "start": true, "end": 1e300, "exact": {"a": 1}}\n'
        '{"article": ["emoji.txt"], "start": 0, "end": 1}\n'
        '{"article": "emoji.txt", "start": 2.0, "end": "5", "tags": {"a": 1}, "pieces": [[1], 2]}\n'
    )
    found = load(path, bundle)
    assert found.report.lost.total() == 2
    assert [(one.start, one.end, one.tags) for one in found.annotations] == [(2, 5, ())]
