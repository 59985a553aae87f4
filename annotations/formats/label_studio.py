"""Label Studio JSON: one task an article, with its labelling configuration beside it."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from ...articles.article import Article
from ...articles.printable import printable_line
from ..model import Annotation
from .base import Bundle, Format, Imported, ImportFault, Report
from .jsonl import CLAIMS, land_claims
from .support.details import details_of, found_from
from .support.files import beside, read_json
from .support.jsontext import encode_list, mapping_of, offset_of, text_of, texts_of
from .support.landing import NO_ARTICLE, Landing
from .support.pieces import pieces_of
from .support.placing import NO_SPAN, Document
from .support.rows import claim_lines

_OURS = "crossread"


class LabelStudio(Format):
    """Offsets are code points: Label Studio stores them so since 1.4; older ones are recognised."""

    name = "label-studio"
    title = "Label Studio JSON"
    suffix = ".json"
    keeps = "text, spans, tags, notes, coders apart; the rest as metadata of the regions"
    loses = "the definitions of the codebook"
    imports = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """A list of tasks."""
        return encode_list(_tasks(bundle, report))

    def companions(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """The labelling configuration, and the claims when there are any."""
        yield ".config.xml", iter([_configuration(bundle).encode("utf-8", "replace")])
        if bundle.claims:
            yield CLAIMS, claim_lines(bundle)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Tasks as exported by Label Studio, in full (JSON) or short (JSON-MIN)."""
        landing = Landing(articles, self.name)
        land_claims(landing, beside(path, CLAIMS))
        value = read_json(path)
        tasks = value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
        for task in map(mapping_of, tasks):  # pyright: ignore[reportUnknownArgumentType]
            if not ("data" in task or "text" in task):
                raise ImportFault(
                    f"{path} holds no Label Studio tasks; choose the format it was written in."
                )
            _land_task(landing, task)
        return landing.result()


def _tasks(bundle: Bundle, report: Report) -> Iterator[dict[str, Any]]:
    for number, article in enumerate(bundle.articles, start=1):
        known = article.metadata
        coders: dict[str, list[Annotation]] = {}
        for one in bundle.of(article):
            coders.setdefault(one.creator, []).append(one)
        yield {
            "id": number,
            "data": {
                "text": article.text,
                "article": article.id,
                "title": known.title,
                "outlet": known.outlet,
                "date": known.date.isoformat() if known.date else "",
                "url": known.url,
            },
            "annotations": [
                {"result": [region for one in theirs for region in _regions(article, one)]}
                for theirs in coders.values()
            ],
        }
        report.written += len(bundle.of(article))


def _regions(article: Article, annotation: Annotation) -> Iterator[dict[str, Any]]:
    for number, (start, end) in enumerate(pieces_of(annotation)):
        meta: dict[str, Any] = {_OURS: details_of(annotation)}
        if annotation.note:
            meta["text"] = [annotation.note]
        words = article.text[start:end]
        yield {
            "id": f"{annotation.id.removeprefix('urn:uuid:')}{f'-{number}' if number else ''}",
            "from_name": "tags",
            "to_name": "text",
            "type": "labels",
            "value": {"start": start, "end": end, "text": words, "labels": list(annotation.tags)},
            "meta": meta,
        }


def _configuration(bundle: Bundle) -> str:
    used = (tag for article in bundle.articles for one in bundle.of(article) for tag in one.tags)
    tags = dict.fromkeys([*(tag.id for tag in bundle.codebook.tags), *used])
    labels = "".join(f'    <Label value="{escape(printable_line(tag))}"/>\n' for tag in tags)
    return (
        f'<View>\n  <Labels name="tags" toName="text">\n{labels}  </Labels>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


def _land_task(landing: Landing, task: dict[str, Any]) -> None:
    data = mapping_of(task.get("data")) or task
    text = data.get("text")
    names = [text_of(data.get(key)) for key in ("article", "filename", "url")]
    document = landing.document(
        *names, text_of(task.get("file_upload")), text=text if isinstance(text, str) else None
    )
    found = _list(task.get("annotations", task.get("completions")))
    if not found and "data" not in task:
        _land_regions(landing, document, _short_regions(task))
    for annotation in map(mapping_of, found):
        if annotation.get("was_cancelled") is not True:
            _land_regions(landing, document, annotation.get("result"))


def _short_regions(task: dict[str, Any]) -> list[Any]:
    """The regions of JSON-MIN: any list of objects with labels, under whatever name."""
    lists = [value for value in task.values() if isinstance(value, list)]
    return [{"type": "labels", "value": one} for found in lists for one in found]  # pyright: ignore[reportUnknownVariableType]


def _land_regions(landing: Landing, document: Document | None, regions: Any) -> None:
    """Regions that stem from one annotation of ours are one again."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for number, region in enumerate(map(mapping_of, _list(regions))):
        if text_of(region.get("type")) in {"relation", "choices", "textarea", "taxonomy", "rating"}:
            landing.report.lost["parts of tasks that are no spans"] += 1
            continue
        ours = mapping_of(mapping_of(region.get("meta")).get(_OURS))
        groups.setdefault(text_of(ours.get("id")) or f"#{number}", []).append(region)
    for group in groups.values():
        _land_group(landing, document, group)


def _land_group(landing: Landing, document: Document | None, group: list[dict[str, Any]]) -> None:
    if document is None:
        landing.report.lost[NO_ARTICLE] += 1
        return
    values = [mapping_of(region.get("value")) for region in group]
    ends = [(offset_of(one.get("start")), offset_of(one.get("end"))) for one in values]
    pieces = sorted((start, end) for start, end in ends if start is not None and end is not None)
    if not pieces:
        landing.report.lost[NO_SPAN] += 1
        return
    meta = mapping_of(group[0].get("meta"))
    details = mapping_of(meta.get(_OURS))
    tags = dict.fromkeys(
        tag
        for value in values
        for key in ("labels", "hypertextlabels")
        for tag in texts_of(value.get(key))
    )
    note = "\n".join(texts_of(meta.get("text")))
    quote = text_of(values[0].get("text")) if len(pieces) == 1 else ""
    id = text_of(details.get("id")) or text_of(group[0].get("id"))
    landing.land(
        document, found_from(details, pieces, tags=tuple(tags), note=note, exact=quote, id=id)
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


FORMATS = (LabelStudio(),)
