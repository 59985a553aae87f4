"""CoNLL-U Plus with one column of BIO tags; each token keeps its offsets."""

from collections.abc import Iterator, Sequence

from ...articles.article import Article
from ...articles.printable import printable_line
from ...articles.span import Span
from ..model import Annotation
from .base import Bundle, Format, OffsetUnit, Report
from .support.tokens import covered, tokens_of


class Conll(Format):
    """For sequence taggers, which know one tag a token."""

    name = "conll"
    title = "CoNLL-U Plus (BIO)"
    suffix = ".conllup"
    unit = OffsetUnit.TOKENS
    keeps = "text as tokens, the first tag of each span, offsets of tokens in code points"
    loses = "overlapping and discontinuous spans, further tags, notes, speakers, claims, coders"

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """One sentence after the other."""
        yield b"# global.columns = ID FORM CROSSREAD:TAG MISC\n"
        for article in bundle.articles:
            chosen = list(_flat(article, bundle.of(article), report))
            yield "".join(_sentences(article, chosen, report)).encode("utf-8", "replace")


def _flat(
    article: Article, annotations: Sequence[Annotation], report: Report
) -> Iterator[Annotation]:
    """The annotations that BIO can hold: at each place the longest that begins first."""
    end = 0
    for one in sorted(annotations, key=lambda one: (one.start, -one.end, one.id)):
        if not one.tags:
            report.lost["spans without a tag"] += 1
        elif one.pieces:
            report.lost["discontinuous spans"] += 1
        elif one.start < end:
            report.lost["overlapping spans"] += 1
        elif not tokens_of(article.text, one.span):
            report.lost["spans without a word"] += 1
        else:
            end = one.end
            if len(one.tags) > 1:
                report.changed["spans written with their first tag only"] += 1
            report.written += 1
            yield one


def _sentences(article: Article, chosen: Sequence[Annotation], report: Report) -> Iterator[str]:
    cuts = [edge for one in chosen for edge in one.span]
    begun: set[str] = set()
    heads = [f"# newdoc id = {printable_line(article.id)}\n"]
    for number, sentence in enumerate(_stretches(article), start=1):
        tokens = tokens_of(article.text, sentence, cuts)
        if not tokens:
            continue
        tags = ["O"] * len(tokens)
        for one in (one for one in chosen if one.span.overlaps(sentence)):
            inside = covered(tokens, one.span)
            for place in inside:
                tags[place] = f"{'I' if place > inside.start else 'B'}-{_name(one.tags[0])}"
            if inside and one.id in begun:
                report.changed["spans over a sentence end, begun anew behind it"] += 1
            begun |= {one.id} if inside else set()
        words = printable_line(article.text[sentence.start : sentence.end])
        yield f"{''.join(heads)}# sent_id = {number}\n# text = {words}\n"
        heads = []
        for place, (token, tag) in enumerate(zip(tokens, tags, strict=True), start=1):
            form = printable_line(article.text[token.start : token.end])
            yield f"{place}\t{form}\t{tag}\tstart_char={token.start}|end_char={token.end}\n"
        yield "\n"


def _stretches(article: Article) -> Iterator[Span]:
    """The sentences, and whatever text lies between them."""
    place = 0
    for sentence in article.sentences:
        if article.text[place : sentence.start].strip():
            yield Span(place, sentence.start)
        yield sentence
        place = sentence.end
    if article.text[place:].strip():
        yield Span(place, len(article.text))


def _name(tag: str) -> str:
    return "_".join(printable_line(tag).split()) or "_"


FORMATS = (Conll(),)
