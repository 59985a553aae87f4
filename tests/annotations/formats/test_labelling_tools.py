"""doccano, Label Studio and CoNLL: what their users do with the files."""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crossread.annotations.formats import Bundle, Imported, ImportFault, get_format
from crossread.annotations.formats.support import placing as reasons
from crossread.articles.article import Article
from crossread.articles.printable import printable_line

TEXT = "😀 She denied it.\r\nHe did not."
ARTICLE = Article("a.txt", Path("/c/a.txt"), TEXT.replace("\r\n", "\n"))


def read(tmp_path: Path, name: str, content: object) -> Imported:
    path = tmp_path / "foreign.json"
    path.write_text(json.dumps(content))
    return get_format(name).read(path, [ARTICLE])


@pytest.mark.parametrize("name", ["doccano", "label-studio"])
def test_every_field_comes_back(name: str, bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format(name)
    out, report = tools.export(bundle, form)
    back = form.read(out, bundle.articles)
    assert not report.lost
    assert list(back.annotations) == tools.everything(bundle)
    assert {claim.id: claim for claim in back.claims} == bundle.claims


def test_doccano_slices_in_utf16_units(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("doccano"))
    slices: Counter[str] = Counter()
    for line in map(json.loads, out.read_text().split("\n")[:-1]):
        units = line["text"].encode("utf-16-le")
        for start, end, _ in line["label"]:
            slices[units[2 * start : 2 * end].decode("utf-16-le")] += 1
    expected = Counter(
        one.exact[a - one.start : b - one.start]
        for one in tools.everything(bundle)
        for a, b in (one.pieces or (one.span,))
        for _ in one.tags or ("untagged",)
    )
    assert slices == expected


def test_labels_changed_in_doccano_win(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format("doccano"))
    lines = list(map(json.loads, out.read_text().split("\n")[:-1]))
    first = lines[0]["label"]
    first[0] = [0, 2, "new"]
    del first[1]
    out.write_text("\n".join(map(json.dumps, lines)))
    back = get_format("doccano").read(out, bundle.articles)
    exacts = {(one.exact, one.tags) for one in back.annotations if one.article == "emoji.txt"}
    assert ("😀", ("new",)) in exacts
    assert not {"👩‍👩‍👧 Harbour", "closed\nThe mayor"} & {exact for exact, _ in exacts}


def test_doccano_as_it_exports_itself(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        json.dumps({"id": 1, "text": TEXT, "label": [[3, 6, "who"]], "Comments": []})
        + "\n"
        + json.dumps(
            {
                "id": 2,
                "text": TEXT,
                "entities": [{"id": 7, "label": "no", "start_offset": 19, "end_offset": 21}],
                "relations": [],
            }
        )
    )
    found = get_format("doccano").read(path, [ARTICLE])
    assert [(one.exact, one.tags) for one in found.annotations] == [
        ("She", ("who",)),
        ("He", ("no",)),
    ]


def region(start: int, end: int, text: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": text, "labels": ["denies"]}
    return {"id": "r", "type": "labels", "from_name": "l", "to_name": "t", "value": value} | more


@pytest.mark.parametrize(("start", "units"), [(2, False), (3, True)])
def test_label_studio_in_code_points_or_older_units(
    tmp_path: Path, start: int, units: bool
) -> None:
    task = {
        "id": 1,
        "data": {"text": TEXT},
        "annotations": [{"result": [region(start, start + 3, "She")]}],
    }
    found = read(tmp_path, "label-studio", [task])
    assert [(one.exact, one.tags) for one in found.annotations] == [("She", ("denies",))]
    assert found.report.changed == ({reasons.UNITS: 1} if units else {})


def test_label_studio_short_form_and_what_is_no_span(tmp_path: Path) -> None:
    short = {"text": TEXT, "label": [{"start": 2, "end": 5, "text": "She", "labels": ["who"]}]}
    assert len(read(tmp_path, "label-studio", [short]).annotations) == 1
    choice = {"type": "choices", "value": {"choices": ["yes"]}}
    task = {"data": {"text": TEXT}, "annotations": [{"result": [choice]}]}
    assert read(tmp_path, "label-studio", task).report.lost.total() == 1
    with pytest.raises(ImportFault, match="no Label Studio tasks"):
        read(tmp_path, "label-studio", [{"other": 1}])


def test_the_labelling_configuration_names_every_tag(
    bundle: Bundle, tools: SimpleNamespace
) -> None:
    out, _ = tools.export(bundle, get_format("label-studio"))
    root = ET.fromstring(out.with_name(out.name + ".config.xml").read_text())
    values = {label.get("value") for label in root.iter("Label")}
    assert {tag for one in tools.everything(bundle) for tag in one.tags} <= values


def flat(bundle: Bundle) -> Bundle:
    """The bundle with the spans that BIO can hold."""
    kept = {
        id: [
            one
            for one in found
            if one.tags
            and not one.pieces
            and one.exact not in ("harbour today", 'the harbour today." She')
        ]
        for id, found in bundle.annotations.items()
    }
    return replace(bundle, annotations=kept)


def test_conllu_reads_every_span_where_it_was(bundle: Bundle, tools: SimpleNamespace) -> None:
    conllu = pytest.importorskip("conllu", reason="conllu is not installed")
    small = flat(bundle)
    out, report = tools.export(small, get_format("conll"))
    with out.open(encoding="utf-8") as file:
        sentences = list(conllu.parse_incr(file))
    texts = {article.id: article.text for article in bundle.articles}
    article, spans = "", Counter[tuple[str, str]]()
    open_span: list[Any] = []
    for sentence in sentences:
        article = sentence.metadata.get("newdoc id", article)
        for token in [*sentence, None]:
            tag = token["crossread:tag"] if token else "O"
            if open_span and not tag.startswith("I-"):
                spans[open_span[0], texts[open_span[1]][open_span[2] : open_span[3]]] += 1
                open_span = []
            if token and tag != "O":
                start, end = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
                assert token["form"] == printable_line(texts[article][start:end])
                open_span = [tag[2:], article, open_span[2] if open_span else start, end]
    expected = Counter(
        ("_".join(one.tags[0].split()), line.strip())
        for one in tools.everything(small)
        for line in one.exact.split("\n")
        if "\x1b" not in one.exact and "\u2028" not in one.exact
    )
    assert not report.lost
    over_two_sentences = {("asserts", "港口今天关闭。😀")}
    assert set(expected - spans) == over_two_sentences
    assert report.changed["spans over a sentence end, begun anew behind it"] == 2


def test_conll_counts_what_it_leaves_out(bundle: Bundle, tools: SimpleNamespace) -> None:
    _, report = tools.export(bundle, get_format("conll"))
    assert report.lost == {
        "overlapping spans": 2,
        "discontinuous spans": 1,
        "spans without a tag": 1,
    }
    assert report.written == bundle.total - 4
