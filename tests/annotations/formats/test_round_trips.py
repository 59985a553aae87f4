"""What goes out comes back: every span where it was, `text[start:end] == exact`."""

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest

from crossread.annotations.formats import Bundle, OffsetUnit, all_formats, get_format, preview

FULL = ("w3c", "jsonl", "csv", "tsv")
"""Formats that give every field of an annotation back."""

BOTH_WAYS = tuple(one.name for one in all_formats() if one.exports and one.imports)


@pytest.mark.parametrize("name", FULL)
def test_every_field_comes_back(name: str, bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format(name)
    out, report = tools.export(bundle, form)
    back = form.read(out, bundle.articles)
    assert not report.lost
    assert not back.report.lost
    assert back.annotations == tools.everything(bundle)
    assert {claim.id: claim for claim in back.claims} == bundle.claims


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_every_span_comes_back(name: str, bundle: Bundle, tools: SimpleNamespace) -> None:
    form = get_format(name)
    out, report = tools.export(bundle, form)
    back = form.read(out, bundle.articles)
    texts = {article.id: article.text for article in bundle.articles}
    assert all(texts[one.article][one.start : one.end] == one.exact for one in back.annotations)
    sent = Counter(map(tools.essence, tools.everything(bundle)))
    assert sent.total() - report.lost.total() <= len(back.annotations)
    if form.unit is OffsetUnit.NONE:  # a codebook holds no spans
        return
    missing = sent - Counter(map(tools.essence, back.annotations))
    assert missing.total() <= report.lost.total() + report.changed.total()


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_an_empty_collection_comes_back_empty(
    name: str, empty: Bundle, tools: SimpleNamespace
) -> None:
    form = get_format(name)
    out, report = tools.export(empty, form)
    back = form.read(out, empty.articles)
    assert (report.written, list(back.annotations)) == (0, [])
    assert not report.lost


@pytest.mark.parametrize(
    "form", [one for one in all_formats() if one.exports], ids=lambda f: f.name
)
def test_an_export_is_the_same_every_time(
    form: object, bundle: Bundle, tools: SimpleNamespace
) -> None:
    def content() -> dict[str, bytes]:
        out, _ = tools.export(bundle, form)
        files = [out, *out.rglob("*")] if out.is_dir() else [out]
        return {str(file): file.read_bytes() for file in files if file.is_file()}

    assert content() == content()


@pytest.mark.parametrize(
    "form", [one for one in all_formats() if one.exports], ids=lambda f: f.name
)
def test_a_preview_tells_what_the_export_tells(
    form: object, bundle: Bundle, tools: SimpleNamespace
) -> None:
    _, report = tools.export(bundle, form)
    seen = preview(bundle, form)  # pyright: ignore[reportArgumentType]
    assert (seen.written, seen.lost, seen.changed) == (report.written, report.lost, report.changed)


@pytest.mark.parametrize(
    "form", [one for one in all_formats() if one.exports], ids=lambda f: f.name
)
def test_nothing_is_lost_in_silence(form: object, bundle: Bundle, tools: SimpleNamespace) -> None:
    _, report = tools.export(bundle, form)
    assert report.written + report.lost.total() >= bundle.total


@pytest.mark.parametrize(
    "form", [one for one in all_formats() if one.textless], ids=lambda f: f.name
)
def test_no_words_of_the_articles_without_text(
    form: object, bundle: Bundle, tools: SimpleNamespace
) -> None:
    textless = replace(bundle, with_text=False)
    out, report = tools.export(textless, form)
    files = [one for one in (out.parent.rglob("*")) if one.is_file()]
    content = b"\n".join(file.read_bytes() for file in files).decode("utf-8", "replace")
    assert report.written + report.lost.total() >= bundle.total
    for words in ("harbour today", "الميناء", "港口", "open", "Title of", "We close", '"said"'):
        assert words not in content.replace("reopens", "")


@pytest.mark.parametrize("name", ["w3c", "jsonl", "csv", "tsv"])
def test_spans_without_text_come_back_where_they_were(
    name: str, bundle: Bundle, tools: SimpleNamespace
) -> None:
    form = get_format(name)
    out, _ = tools.export(replace(bundle, with_text=False), form)
    back = form.read(out, bundle.articles)
    assert list(map(tools.essence, back.annotations)) == list(
        map(tools.essence, tools.everything(bundle))
    )
