"""UIMA CAS as XMI and as JSON, for INCEpTION and everything built on UIMA."""

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from ...articles.article import Article
from ...articles.loading.quiet import quieten
from ...articles.printable import printable_line
from .base import Bundle, FolderFormat, Imported, ImportFault, OffsetUnit, Report
from .support.details import details_of, found_from
from .support.extras import library
from .support.files import check_file, is_plain_file, read_bytes, read_json_objects
from .support.jsontext import decode, encode, mapping_of, text_of
from .support.landing import Landing
from .support.layers import is_annotated, tag_and_attributes
from .support.names import document_names
from .support.pieces import pieces_of
from .support.rows import claim_lines, claim_of

_TYPE = "webanno.custom.Crossread"
_TYPES_FILE = "TypeSystem.xml"
_CLAIMS = "claims.jsonl"
_NO_TAG = "untagged"


class _Uima(FolderFormat):
    unit = OffsetUnit.UTF16
    keeps = "text, spans, tags; the rest as JSON in a feature that UIMA passes on"
    loses = "the definitions of the codebook"
    imports = True
    extra = "uima"
    ending = ""

    def files(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """One document an article."""
        cassis = library("cassis", self.extra)
        types = _type_system(cassis)
        names = document_names(bundle.articles)
        for article in bundle.articles:
            cas = _cas(cassis, types, article, bundle, report)
            yield names[article.id] + self.ending, iter([self._written(cas)])
        yield from self._shared(types)
        if bundle.claims:
            yield _CLAIMS, claim_lines(bundle)

    def _written(self, cas: Any) -> bytes:
        raise NotImplementedError

    def _shared(self, types: Any) -> Iterable[tuple[str, Iterator[bytes]]]:
        return ()

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """A folder of documents, or one of them."""
        cassis = library("cassis", self.extra, ImportFault)
        quieten()
        landing = Landing(articles, self.name)
        folder = path if path.is_dir() else path.parent
        claims = folder / _CLAIMS
        for line in read_json_objects(claims) if is_plain_file(claims) else ():
            if claim := claim_of(line):
                landing.claim(claim)
        found = sorted(path.rglob(f"*{self.ending}")) if path.is_dir() else ()
        files = [*filter(is_plain_file, found)] if path.is_dir() else [path]
        if not files:
            raise ImportFault(f"{path} holds no {self.ending} files; name the folder of an export.")
        for file in files:
            check_file(file)
            try:
                cas = self._read(cassis, file, folder)
            except ImportFault:
                raise
            except Exception as error:  # the library raises whatever its parsers raise
                raise ImportFault(
                    f"{file} is no UIMA CAS: {printable_line(str(error))}."
                ) from error
            if not isinstance(cas.sofa_string or "", str):
                raise ImportFault(f"{file} is no UIMA CAS: its document has no text.")
            _land(landing, cas, file.relative_to(folder).with_suffix("").as_posix())
        return landing.result()

    def _read(self, cassis: Any, file: Path, folder: Path) -> Any:
        raise NotImplementedError


class UimaXmi(_Uima):
    """XMI documents with the type system beside them."""

    name = "uima-xmi"
    title = "UIMA CAS XMI"
    ending = ".xmi"

    def _written(self, cas: Any) -> bytes:
        return cas.to_xmi(pretty_print=True).encode()

    def _shared(self, types: Any) -> Iterable[tuple[str, Iterator[bytes]]]:
        yield _TYPES_FILE, iter([types.to_xml().encode()])

    def _read(self, cassis: Any, file: Path, folder: Path) -> Any:
        from .support.xmltext import root_of

        places = [file.parent / _TYPES_FILE, folder / _TYPES_FILE]
        beside = next(filter(is_plain_file, places), None)
        if beside is None:
            raise ImportFault(f"{file} needs its {_TYPES_FILE} beside it; export both.")
        contents = [read_bytes(beside), read_bytes(file)]
        for content, name in zip(contents, (beside, file), strict=True):
            root_of(content, name)
        types = cassis.load_typesystem(BytesIO(contents[0]))
        return cassis.load_cas_from_xmi(BytesIO(contents[1]), typesystem=types, lenient=True)


class UimaJson(_Uima):
    """JSON documents, each with its types inside."""

    name = "uima-json"
    title = "UIMA CAS JSON"
    ending = ".json"

    def _written(self, cas: Any) -> bytes:
        return encode(json.loads(cas.to_json()), indent=1) + b"\n"

    def _read(self, cassis: Any, file: Path, folder: Path) -> Any:
        content = read_bytes(file)
        decode(content, file)
        return cassis.load_cas_from_json(BytesIO(content))


def _type_system(cassis: Any) -> Any:
    types = cassis.TypeSystem()
    made = types.create_type(_TYPE, supertypeName="uima.tcas.Annotation")
    for name, kind in (("tag", "String"), ("details", "String"), ("piece", "Integer")):
        types.create_feature(made, name=name, rangeType=f"uima.cas.{kind}")
    return types


def _cas(cassis: Any, types: Any, article: Article, bundle: Bundle, report: Report) -> Any:
    from .support.xmltext import xml_text

    cas = cassis.Cas(types)
    cas.sofa_string = xml_text(article.text)
    cas.sofa_mime = "text/plain"
    make = types.get_type(_TYPE)
    for one in bundle.of(article):
        details = xml_text(encode(details_of(one)).decode())
        for number, (start, end) in enumerate(pieces_of(one)):
            tag = xml_text(one.tags[0]) if one.tags else _NO_TAG
            cas.add(make(begin=start, end=end, tag=tag, details=details, piece=number))
        report.written += 1
    return cas


def _land(landing: Landing, cas: Any, name: str) -> None:
    text = cas.sofa_string or ""
    document = landing.document(f"{name}.txt", name, text=text)
    groups: dict[str, list[Any]] = {}
    for number, one in enumerate(_annotations(cas)):
        details = text_of(getattr(one, "details", "")) if one.type.name == _TYPE else ""
        groups.setdefault(details or f"#{number}", []).append(one)
    for details, found in groups.items():
        pieces = sorted((one.begin, one.end) for one in found)
        if details.startswith("{"):
            landing.land(document, found_from(_details(details, found[0]), pieces))
        else:
            landing.land(document, found_from(_foreign(found[0]), pieces))


def _annotations(cas: Any) -> Iterator[Any]:
    for one in cas.select_all_annotations():
        if (
            is_annotated(one.type.name)
            and isinstance(begin := getattr(one, "begin", None), int)
            and isinstance(end := getattr(one, "end", None), int)
            and begin < end
        ):
            yield one


def _details(text: str, one: Any) -> dict[str, Any]:
    """What we wrote; a tag that was changed since wins."""
    details = mapping_of(decode(text.encode("utf-8", "backslashreplace"), Path("details")))
    tag = text_of(getattr(one, "tag", ""))
    tags = details.get("tags") or []
    if tag and tag not in (tags or [_NO_TAG]):
        details["tags"] = [tag, *tags[1:]]
    return details


def _foreign(one: Any) -> dict[str, Any]:
    """An annotation of another layer: its values as tag and attributes, else the layer's name."""
    values = {
        feature.name: text_of(getattr(one, feature.name, ""))
        for feature in one.type.all_features
        if feature.name not in ("sofa", "begin", "end")
    }
    tag, attributes = tag_and_attributes(one.type.name, values)
    return {"tags": [tag], "attributes": attributes}


FORMATS = (UimaXmi(), UimaJson())
