"""W3C Web Annotation: one collection in JSON-LD, and what its relatives write."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from ...articles.article import Article
from ..jsonld import CONTEXT, ItemFault, Json, from_item, source_of, to_item
from ..model import Annotation
from .base import Bundle, Format, Imported, ImportFault, Report
from .jsonl import CLAIMS, land_claims
from .support.files import beside, read_json
from .support.jsontext import encode, mapping_of, offset_of, text_of, texts_of
from .support.landing import Landing
from .support.placing import Document, Found
from .support.rows import claim_lines

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crossread:export")
_SIDECAR = ".annotations.json"


class WebAnnotation(Format):
    """An `AnnotationCollection` of one page over all articles, in the profile of the sidecars."""

    name = "w3c"
    title = "W3C Web Annotation (JSON-LD)"
    suffix = ".jsonld"
    keeps = "everything of an annotation, with its quote, claim and coder"
    loses = "the articles' text, the codebook"
    imports = True
    textless = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """The collection; its ids are made from what it holds, so that they are the same again."""
        total = bundle.total
        ids = "".join(one.id for article in bundle.articles for one in bundle.of(article))
        head: Json = {
            "@context": [CONTEXT[0], dict(CONTEXT[1])],  # pyright: ignore[reportArgumentType, reportCallIssue]
            "id": uuid.uuid5(_NAMESPACE, ids).urn,
            "type": "AnnotationCollection",
            "label": f"Annotations of {len(bundle.articles)} articles",
            "total": total,
        }
        if not total:
            yield encode(head, indent=2) + b"\n"
            return
        page = {
            "id": uuid.uuid5(_NAMESPACE, f"page {ids}").urn,
            "type": "AnnotationPage",
            "startIndex": 0,
        }
        yield encode(head, indent=2).removesuffix(b"\n}") + b',\n  "first": {\n'
        yield b"".join(b"    " + encode(k) + b": " + encode(v) + b",\n" for k, v in page.items())
        opening = b'    "items": [\n      '
        for item in _items(bundle, report):
            yield opening + encode(item, indent=2).replace(b"\n", b"\n      ")
            opening = b",\n      "
        yield b"\n    ]\n  }\n}\n"

    def companions(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """The claims, when there are any."""
        if bundle.claims:
            yield CLAIMS, claim_lines(bundle)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Collections, pages, lists and single annotations; Hypothesis' API JSON; Recogito's."""
        landing = Landing(articles, self.name)
        land_claims(landing, beside(path, CLAIMS))
        for item in _annotations_in(read_json(path), path, landing.report):
            sources = [*_sources(item), *_guess(path, articles)]
            document = _document(landing, sources, item)
            landing.land(document, _found(item, document))
        return landing.result()


def _items(bundle: Bundle, report: Report) -> Iterator[Json]:
    for article in bundle.articles:
        for annotation in bundle.of(article):
            report.written += 1
            yield _item(annotation, with_text=bundle.with_text)


def _item(annotation: Annotation, *, with_text: bool) -> Json:
    """As in a sidecar, but the source names the article's folder too."""
    item = to_item(annotation)
    item["target"]["source"] = _source(annotation.article)
    if not with_text:
        item["target"]["selector"] = item["target"]["selector"][:1]
    return item


def _source(article: str) -> str:
    """What a sidecar calls the article, with its folder before the name."""
    folder, slash, _ = article.rpartition("/")
    scheme, colon, name = source_of(article).rpartition(":")
    return f"{scheme}{colon}{quote(folder + slash, errors='surrogatepass')}{name}"


def _annotations_in(value: Any, path: Path, report: Report) -> Iterator[Json]:
    """The annotations of every shape that such files come in."""
    if isinstance(value, dict):
        page = value.get("first", value.get("items", value.get("rows")))
        if isinstance(page, str):
            report.lost["pages of annotations that the file only names"] += 1
            return
        if page is not None:
            yield from _annotations_in(page, path, report)
            yield from _annotations_in(value.get("next") or [], path, report)
            return
        if "target" in value or "uri" in value:
            yield value
            return
        if value.get("type") == "AnnotationCollection":
            return
    if isinstance(value, str):
        report.lost["pages of annotations that the file only names"] += 1
        return
    if not isinstance(value, list):
        raise ImportFault(f"{path} holds no Web Annotations; choose the format it was written in.")
    for one in value:  # pyright: ignore[reportUnknownVariableType]
        yield from _annotations_in(one, path, report)


def _sources(item: Json) -> Iterator[str]:
    """What the annotation's target and the annotation itself call the document."""
    for target in _objects(item.get("target")):
        source = target.get("source")
        yield from texts_of(source.get("id") if isinstance(source, dict) else source)
    yield from texts_of(item.get("uri"))
    target = item.get("target")
    if isinstance(target, str):
        yield target.partition("#")[0]


def _guess(path: Path, articles: Sequence[Article]) -> list[str]:
    """For unknown documents: the only article there is, or the one of the file's name."""
    if len(articles) == 1:
        return [articles[0].id]
    return [path.name.removesuffix(_SIDECAR), path.stem]


def _document(landing: Landing, sources: list[str], item: Json) -> Document | None:
    states = [state for one in _objects(item.get("target")) for state in _objects(one.get("state"))]
    hashes = [text_of(state.get("cached")).removeprefix("urn:sha256:") for state in states]
    names = [form for source in sources for form in (_unfiled(source), source)]
    return landing.document(*names, sha256=hashes[0] if hashes else "")


def _unfiled(source: str) -> str:
    return unquote(source.removeprefix("file:"), errors="surrogatepass")


def _found(item: Json, document: Document | None) -> Found:
    """Our own profile exactly; anything else as far as it can be understood."""
    if document is None:
        return Found()
    try:
        known = from_item(_at_home(item, document.article), document.article.id)
    except ItemFault:
        return _understood(item)
    return Found(
        start=known.start,
        end=known.end,
        exact=known.exact,
        prefix=known.prefix,
        suffix=known.suffix,
        pieces=known.pieces,
        tags=known.tags,
        speaker=known.speaker,
        cue=known.cue,
        note=known.note,
        claim=known.claim,
        attributes=known.attributes,
        creator=known.creator,
        created=known.created,
        modified=known.modified,
        text_sha256=known.text_sha256,
        id=known.id,
        extra={key: value for key, value in known.extra.items() if key != "@context"},
    )


def _at_home(item: Json, article: Article) -> Json:
    """The item as the sidecar would have it: with its source, and with a quote left out."""
    target = mapping_of(item.get("target"))
    selectors = _objects(target.get("selector"))
    kinds = [selector.get("type") for selector in selectors]
    if kinds == ["TextPositionSelector"] and _of_this_text(target, article):
        start, end = (offset_of(selectors[0].get(key)) for key in ("start", "end"))
        quoted = {"type": "TextQuoteSelector", "exact": article.text[start:end]}
        selectors = [*selectors, quoted]
    home = {"source": source_of(article.id), "selector": selectors}
    return item | {"target": target | home} if target else item


def _of_this_text(target: Json, article: Article) -> bool:
    hashes = [text_of(state.get("cached")) for state in _objects(target.get("state"))]
    return not hashes or f"urn:sha256:{article.sha256}" in hashes


def _understood(item: Json) -> Found:
    selectors = [
        one for target in _objects(item.get("target")) for one in _nested(target.get("selector"))
    ]
    quoted = next((one for one in selectors if "exact" in one or "quote" in one), {})
    placed = next((one for one in selectors if "start" in one and "end" in one), {})
    bodies = _objects(item.get("body")) + _objects(item.get("bodies"))
    tags = [
        one for body in bodies if _purpose(body) == "tag" for one in texts_of(body.get("value"))
    ]
    notes = [text_of(body.get("value")) for body in bodies if _purpose(body) == "note"]
    notes += [text_of(item.get(key)) for key in ("text", "bodyValue")]
    notes += texts_of(item.get("body"))
    created = text_of(item.get("created"))
    return Found(
        start=offset_of(placed.get("start")),
        end=offset_of(placed.get("end")),
        exact=text_of(quoted.get("exact")) or text_of(quoted.get("quote")),
        prefix=text_of(quoted.get("prefix")),
        suffix=text_of(quoted.get("suffix")),
        tags=(*tags, *texts_of(item.get("tags"))),
        note="\n".join(note for note in notes if note),
        creator=_creator(item),
        created=created,
        modified=text_of(item.get("modified")) or text_of(item.get("updated")) or created,
        id=text_of(item.get("id")),
    )


def _purpose(body: Json) -> str:
    purpose = text_of(body.get("purpose"))
    if purpose in {"tagging", "classifying", "identifying"}:
        return "tag"
    return "note" if purpose in {"", "commenting", "describing", "replying"} else ""


def _creator(item: Json) -> str:
    """The nickname of whoever made it; of ``acct:rivera@example.org`` the part before the @."""
    for one in (
        item.get("creator"),
        item.get("user"),
        mapping_of(item.get("target")).get("creator"),
    ):
        agent = mapping_of(one)
        name = next(filter(None, map(text_of, map(agent.get, ("nickname", "name", "id")))), "")
        name = name or text_of(one)
        if name:
            return name.removeprefix("acct:").partition("@")[0] or name
    return ""


def _objects(value: Any) -> list[Json]:
    values = value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
    return [one for one in values if isinstance(one, dict)]  # pyright: ignore[reportUnknownVariableType]


def _nested(selector: Any) -> Iterator[Json]:
    """A selector, and those that refine it."""
    for one in _objects(selector):
        yield one
        yield from _nested(one.get("refinedBy"))
        yield from _nested(one.get("selector"))


FORMATS = (WebAnnotation(),)
