"""Every format has a page, and what the pages show in Python reads what crossread writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.annotations.formats.base import Format
from crossread.annotations.formats.bundles import gather
from crossread.annotations.formats.exporting import export
from crossread.annotations.formats.registry import all_formats, get_format
from docs.worked_sample import PASSAGES, worked_samples
from tests.docs.pages import ROOT, blocks

FOLDER = Path("docs/formats")
_LIBRARIES = {"parquet": "pyarrow", "spacy": "spacy", "uima-json": "cassis", "uima-xmi": "cassis"}


def test_every_format_has_a_page_and_no_other_has() -> None:
    pages = {path.stem for path in (ROOT / FOLDER).glob("*.md")} - {"README"}
    assert pages == {form.name for form in all_formats()}


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_a_page_says_how_to_export_and_how_to_import(form: Format) -> None:
    text = (ROOT / FOLDER / f"{form.name}.md").read_text("utf-8")
    assert (f"crossread export reports/ --format {form.name} " in text) == form.exports
    assert (f"reports/ --format {form.name} --dry-run" in text) == form.imports


@pytest.mark.parametrize("name", _LIBRARIES)
def test_the_python_of_a_page_reads_an_export(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip(_LIBRARIES[name], reason=f"{_LIBRARIES[name]} is not installed")
    monkeypatch.chdir(tmp_path)
    _, workspace = worked_samples(tmp_path / "reports")
    form = get_format(name)
    export(gather(workspace), form, tmp_path / f"work{form.suffix}")
    [code] = blocks(FOLDER / f"{name}.md", "python")
    exec(compile(code.text, name, "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) >= len(PASSAGES)
