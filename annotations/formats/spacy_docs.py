"""spaCy DocBin: one document an article, the annotations as a span group that may overlap."""

from collections.abc import Iterator
from typing import Any

from ...articles.article import Article
from ...articles.span import Span
from ..model import Annotation
from .base import Bundle, Format, OffsetUnit, Report
from .support.details import details_of
from .support.extras import library
from .support.jsontext import encode
from .support.pieces import pieces_of
from .support.tokens import covered, tokens_of

_GROUP = "crossread"


class SpacyDocs(Format):
    """``doc.spans["crossread"]``; the label is the tag, the id that of the annotation."""

    name = "spacy"
    title = "spaCy DocBin"
    suffix = ".spacy"
    unit = OffsetUnit.TOKENS
    keeps = "text, spans (one a tag and piece), ids; the rest as JSON in doc.user_data"
    loses = "the codebook"
    extra = "spacy"

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """All documents; spaCy writes them in one piece."""
        spacy = library("spacy", self.extra)
        tokens = library("spacy.tokens", self.extra)
        vocabulary = spacy.blank("xx").vocab
        docs = tokens.DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
        for article in bundle.articles:
            docs.add(_document(tokens, vocabulary, article, bundle, report))
        yield docs.to_bytes()


def _document(spacy: Any, vocabulary: Any, article: Article, bundle: Bundle, report: Report) -> Any:
    annotations = bundle.of(article)
    cuts = {edge for one in annotations for piece in pieces_of(one) for edge in piece}
    text = article.text.encode("utf-8", "replace").decode()
    places, words, spaces = _words(text, tokens_of(text, Span(0, len(text)), cuts), cuts)
    doc = spacy.Doc(vocabulary, words=words, spaces=spaces)
    doc.user_data[_GROUP] = encode(
        {
            "article": article.id,
            "url": article.metadata.url,
            "sha256": article.sha256,
            "annotations": [details_of(one) for one in annotations],
            "claims": {
                one.claim: bundle.claims[one.claim].statement
                for one in annotations
                if one.claim in bundle.claims
            },
        }
    ).decode()
    doc.spans[_GROUP] = [span for one in annotations for span in _spans(spacy, doc, places, one)]
    report.written += len(annotations)
    return doc


def _spans(spacy: Any, doc: Any, places: list[Span], one: Annotation) -> Iterator[Any]:
    for piece in pieces_of(one):
        inside = covered(places, piece)
        for tag in one.tags or ("",):
            label = tag.encode("utf-8", "replace").decode()
            yield spacy.Span(doc, inside.start, inside.stop, label=label, span_id=one.id)


def _words(
    text: str, tokens: list[Span], cuts: set[int]
) -> tuple[list[Span], list[str], list[bool]]:
    """Words and blanks as spaCy keeps them: one blank belongs to its word, others are tokens."""
    places: list[Span] = []
    spaces: list[bool] = []
    place = 0
    for token in [*tokens, Span(len(text), len(text))]:
        gap = text[place : token.start]
        if gap.startswith(" ") and places and place not in cuts and place + 1 not in cuts:
            spaces[-1] = True
            place += 1
        edges = [cut for cut in sorted(cuts) if place < cut < token.start]
        for start, end in zip([place, *edges], [*edges, token.start], strict=True):
            if start < end:
                places.append(Span(start, end))
                spaces.append(False)
        if token.start < token.end:
            places.append(token)
            spaces.append(False)
        place = token.end
    return places, [text[start:end] for start, end in places], spaces


FORMATS = (SpacyDocs(),)
