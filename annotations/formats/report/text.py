"""An article as HTML: its words untouched, with marks, notes and links to parallels."""

from collections.abc import Iterator

from ....articles.parallels import Relation
from ....articles.span import Span
from .content import Chapter, Content, Counterpart, Note
from .escape import escape, escape_line, shortened
from .markup import bdi, element, opening, text
from .palette import tag_class
from .paragraphs import Look, Paragraph, paragraphs_of
from .segments import Segment, Segments

SIGNS = {Relation.VERBATIM: "=", Relation.EDITED: "≈", Relation.SAME_FACT: "∼"}
"""What stands for a relation before the number of the other article."""
RELATIONS = {
    Relation.VERBATIM: "the same quote",
    Relation.EDITED: "the quote, edited",
    Relation.SAME_FACT: "the same fact",
}


def chapter_html(content: Content, chapter: Chapter) -> Iterator[str]:
    """One article: head, text, notes."""
    number = str(chapter.number)
    segments = Segments(chapter.article, chapter.notes)
    paragraphs = paragraphs_of(chapter)
    title = next((one for one in paragraphs if one.look is Look.TITLE), None)
    words = escape_line(chapter.article.title)
    if title:
        words = "".join(_line(content, chapter, segments, title))
    yield opening("article", id=f"a{number}", aria_labelledby=f"h{number}")
    yield _head(chapter, words)
    for paragraph in paragraphs:
        if paragraph is not title:
            look = "furniture" if paragraph.look is Look.FURNITURE else ""
            yield opening("p", dir="auto", class_=look)
            yield from _line(content, chapter, segments, paragraph)
            yield "</p>\n"
    yield from _notes(content, chapter)
    yield "</article>\n"


def _head(chapter: Chapter, title: str) -> str:
    known, number = chapter.article.metadata, str(chapter.number)
    outlet = text("span", number, class_="no") + " " + bdi(chapter.name)
    about = [bdi(known.author)] if known.author else []
    about += [text("time", known.date.isoformat())] if known.date else []
    if known.url.startswith(("http://", "https://")):
        about.append(text("a", "original", href=known.url, rel="noreferrer noopener"))
    return element(
        "header",
        element("p", outlet, class_="outlet"),
        element("h3", title, id=f"h{number}", dir="auto"),
        element("p", " · ".join(about), class_="about"),
    )


def _line(
    content: Content, chapter: Chapter, segments: Segments, paragraph: Paragraph
) -> Iterator[str]:
    place = paragraph.span.start
    for number, sentence in paragraph.sentences:
        yield from _run(chapter, segments, Span(place, sentence.start))
        yield from _sentence(content, chapter, segments, number, sentence)
        place = sentence.end
    yield from _run(chapter, segments, Span(place, paragraph.span.end))


def _sentence(
    content: Content, chapter: Chapter, segments: Segments, number: int, sentence: Span
) -> Iterator[str]:
    counterparts = list(content.counterparts(chapter, sentence))
    if not counterparts:
        yield from _run(chapter, segments, sentence)
        return
    yield opening("span", class_="shared", id=f"s{chapter.number}-{number}")
    yield from _run(chapter, segments, sentence)
    links = " ".join(_parallel(content, one) for one in counterparts)
    yield element("sup", links, class_="parallels") + "</span>"


def _parallel(content: Content, one: Counterpart) -> str:
    other = content.chapters[one.chapter - 1]
    says = f"{RELATIONS[one.parallel.relation]} in {one.chapter}, {other.name}"
    shown = f"{SIGNS[one.parallel.relation]}{one.chapter}"
    return text("a", shown, href=f"#s{one.chapter}-{one.sentence}", title=says, aria_label=says)


def _run(chapter: Chapter, segments: Segments, stretch: Span) -> Iterator[str]:
    if stretch.start < stretch.end:
        for segment in segments.within(stretch):
            yield _segment(chapter.article.text, segment)


def _segment(words: str, segment: Segment) -> str:
    shown = escape(words[segment.span.start : segment.span.end])
    for shortest in segment.covering[-1:]:
        several = " several" if len(segment.covering) > 1 else ""
        shown = element("mark", shown, class_=tag_class(shortest.stance) + several)
    places = [element("span", class_="at", id=f"n{note.key}") for note in segment.beginning]
    return "".join([*places, shown, *map(_reference, segment.ending)])


def _reference(note: Note) -> str:
    one = note.annotation
    says = "; ".join(filter(None, (", ".join(one.tags), one.speaker, shortened(one.note, 80))))
    link = text(
        "a",
        note.mark,
        class_=tag_class(note.stance),
        href=f"#note-{note.key}",
        title=says,
        aria_label=f"note {note.mark}: {says}".removesuffix(": "),
    )
    return element("sup", link, class_="ref")


def _notes(content: Content, chapter: Chapter) -> Iterator[str]:
    if not chapter.notes:
        yield text("p", "No annotations.", class_="none") + "\n"
        return
    yield opening("ol", class_="notes", aria_label=f"Notes to {chapter.name}") + "\n"
    for note in chapter.notes:
        yield element("li", _note(content, note), id=f"note-{note.key}") + "\n"
    yield "</ol>\n"


def _note(content: Content, note: Note) -> str:
    one = note.annotation
    says = f"{note.mark}, to the passage"
    look = f"mark {tag_class(note.stance)}"
    parts = [
        text("a", note.mark, class_=look, href=f"#n{note.key}", aria_label=says),
        text("b", ", ".join(one.tags) or "no tag"),
    ]
    if one.speaker:
        parts.append(text("span", one.speaker, class_="who", dir="auto"))
    if one.claim:
        parts.append(text("a", "claim", class_="claim", href=f"#{content.anchor(one.claim)}"))
    parts += [
        element("span", f"{escape_line(name)}: {bdi(value)}", class_="attribute")
        for name, value in sorted(one.attributes.items())
    ]
    if one.creator:
        parts.append(text("span", one.creator, class_="coder"))
    words = element("span", escape(one.note), class_="words", dir="auto") if one.note else ""
    return " ".join(parts) + words
