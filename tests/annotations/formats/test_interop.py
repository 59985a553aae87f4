"""Foreign programs that are too heavy for every run; ``make test-interop`` installs them."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crossread.annotations.formats import Bundle, get_format
from crossread.annotations.model import Annotation
from crossread.articles.article import Article


def sliced(one: Annotation) -> list[str]:
    """The words of each piece."""
    return [one.exact[a - one.start : b - one.start] for a, b in one.pieces or (one.span,)]


def expected(bundle: Bundle, tools: SimpleNamespace) -> Counter[str]:
    return Counter(words for one in tools.everything(bundle) for words in sliced(one))


def test_pyarrow_reads_every_row(bundle: Bundle, tools: SimpleNamespace) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    out, report = tools.export(bundle, get_format("parquet"))
    rows: list[dict[str, Any]] = parquet.read_table(out).to_pylist()
    texts = {article.id: article.text for article in bundle.articles}
    assert len(rows) == report.written == bundle.total
    assert all(texts[row["article"]][row["start"] : row["end"]] == row["exact"] for row in rows)
    assert [row["tags"] for row in rows] == [list(one.tags) for one in tools.everything(bundle)]
    assert [[78, 89], [102, 114]] in [row["pieces"] for row in rows]


def test_spacy_reads_every_span(bundle: Bundle, tools: SimpleNamespace) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    tokens = pytest.importorskip("spacy.tokens")
    out, report = tools.export(bundle, get_format("spacy"))
    docs = list(tokens.DocBin().from_disk(out).get_docs(spacy.blank("xx").vocab))
    assert [doc.text for doc in docs] == [article.text for article in bundle.articles]
    found = Counter(
        (span.text, span.label_, span.id_) for doc in docs for span in doc.spans["crossread"]
    )
    wanted = Counter(
        (words, tag, one.id)
        for one in tools.everything(bundle)
        for tag in one.tags or ("",)
        for words in sliced(one)
    )
    assert found == wanted
    assert report.written == bundle.total
    kept = [json.loads(doc.user_data["crossread"]) for doc in docs]
    assert sum(len(one["annotations"]) for one in kept) == bundle.total


@pytest.mark.parametrize("name", ["uima-xmi", "uima-json"])
def test_cassis_reads_every_span(name: str, bundle: Bundle, tools: SimpleNamespace) -> None:
    cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    form: Any = get_format(name)
    out, _ = tools.export(bundle, form)
    found: Counter[str] = Counter()
    types = out / "TypeSystem.xml"
    for path in sorted(out.rglob(f"*{form.ending}")):
        data = io.BytesIO(path.read_bytes())
        if name == "uima-xmi":
            loaded = cassis.load_typesystem(io.BytesIO(types.read_bytes()))
            cas = cassis.load_cas_from_xmi(data, typesystem=loaded)
        else:
            cas = cassis.load_cas_from_json(data)
        found.update(one.get_covered_text() for one in cas.select("webanno.custom.Crossread"))
    wanted = Counter(
        words.replace("\x1b", "\ufffd") for words in expected(bundle, tools).elements()
    )
    assert found == wanted


@pytest.mark.parametrize("name", ["uima-xmi", "uima-json"])
def test_uima_gives_every_field_back(name: str, bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format(name)
    out, report = tools.export(bundle, form)
    back = form.read(out, bundle.articles)
    assert not report.lost
    assert not back.report.lost
    assert list(back.annotations) == tools.everything(bundle)
    assert {claim.id: claim for claim in back.claims} == bundle.claims


def test_uima_counts_utf16_units(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("uima-xmi"))
    text = bundle.articles[0].text
    units = len(text[: text.index("We close")].encode("utf-16-le")) // 2
    assert f'begin="{units}"' in (out / "emoji.xmi").read_text()


def test_a_layer_of_another_project_is_imported(tmp_path: Path, tools: SimpleNamespace) -> None:
    cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    types = cassis.TypeSystem()
    layer = types.create_type("webanno.custom.Stance", supertypeName="uima.tcas.Annotation")
    for feature in ("value", "hedge"):
        types.create_feature(layer, name=feature, rangeType="uima.cas.String")
    cas = cassis.Cas(types)
    cas.sofa_string = "😀 She denied it."
    cas.sofa_mime = "text/plain"
    cas.add(layer(begin=2, end=5, value="denies", hedge="no"))
    (tmp_path / "TypeSystem.xml").write_text(types.to_xml())
    (tmp_path / "a.xmi").write_text(cas.to_xmi())
    article = Article("a.txt", Path("/c/a.txt"), cas.sofa_string)
    (one,) = get_format("uima-xmi").read(tmp_path / "a.xmi", [article]).annotations
    assert (one.exact, one.tags, one.attributes) == ("She", ("denies",), {"hedge": "no"})


def test_pyrefiqda_reads_every_selection(
    bundle: Bundle, tools: SimpleNamespace, tmp_path: Path
) -> None:
    pyrefiqda = pytest.importorskip("pyrefiqda", reason="pyrefiqda is not installed")
    out, _ = tools.export(bundle, get_format("qdpx"))
    project = pyrefiqda.RefiProject.load(out, extract_dir=str(tmp_path / "unpacked"))
    archive = zipfile.ZipFile(out)
    found: Counter[str] = Counter()
    for source in project.sources.text_source:
        place = source.plain_text_path.removeprefix("internal://")
        text = archive.read(f"sources/{place}").decode()
        found.update(
            text[one.start_position : one.end_position] for one in source.plain_text_selection
        )
    assert found == expected(bundle, tools)


def test_the_label_studio_converter_finds_every_span(
    bundle: Bundle, tools: SimpleNamespace, tmp_path: Path
) -> None:
    converter = pytest.importorskip(
        "label_studio_sdk.converter", reason="label-studio-sdk is not installed"
    )
    tagged = {id: [one for one in found if one.tags] for id, found in bundle.annotations.items()}
    out, _ = tools.export(replace(bundle, annotations=tagged), get_format("label-studio"))
    configuration = str(out.with_name(out.name + ".config.xml"))
    made = converter.Converter(configuration, str(tmp_path), upload_dir=str(tmp_path))
    made.convert_to_json_min(str(out), str(tmp_path / "short"), is_dir=False)
    tasks = json.loads((tmp_path / "short" / "result.json").read_text())
    found = Counter(
        task["text"][one["start"] : one["end"]] for task in tasks for one in task.get("tags", [])
    )
    wanted = Counter(
        words for annotations in tagged.values() for one in annotations for words in sliced(one)
    )
    assert found == wanted
