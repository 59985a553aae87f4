"""Search answers what reading every article would answer."""

import datetime
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.articles.article import Article, Metadata
from crossread.search.analyzer import stem_of, words
from crossread.search.engine import Notes, SearchIndex
from crossread.search.parser import parse
from crossread.search.query import And, Anything, Atom, Dates, Kind, Node, Not, Or, Phrase

WORDS = ["bid", "bids", "oracle", "oracles", "AT&T", "the", "of", "U.S.", "東京", "Zürich", "bi"]
texts = st.lists(st.sampled_from([*WORDS, "\n", "-"]), max_size=12).map(" ".join)
days = st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 1, 9))


@st.composite
def collections(draw: st.DrawFn) -> list[tuple[Article, Notes]]:
    made: list[tuple[Article, Notes]] = []
    for number in range(draw(st.integers(0, 6))):
        known = Metadata(title=draw(texts), outlet=draw(st.sampled_from(WORDS)), date=draw(days))
        article = Article(f"{number}.txt", Path(f"{number}.txt"), draw(texts), known)
        notes = Notes(notes=(draw(texts),), tags=(draw(st.sampled_from(WORDS)),))
        made.append((article, notes))
    return made


word = st.sampled_from(WORDS)
leaves = st.one_of(
    word,
    st.lists(word, min_size=2, max_size=3).map(lambda parts: f'"{" ".join(parts)}"'),
    st.sampled_from(
        ["bi*", "b?d", "o*le", "z*", "oracel~", "bid~1", "東*", '"the bi*"', "*", "tag:*"]
    ),
    st.builds("{}:{}".format, st.sampled_from(["title", "outlet", "tag", "note"]), word),
    st.sampled_from(
        ["date:2020-01-03..2020-01-05", "date:..2020-01-04", "date:*", "date:2020-01-02"]
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({} AND {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("NOT {}".format, inner),
        st.builds("({} NOT {})".format, inner, inner),
    ),
    max_leaves=5,
)


@contextmanager
def indexed(collection: list[tuple[Article, Notes]]) -> Generator[SearchIndex]:
    with (
        TemporaryDirectory() as cache,
        SearchIndex.open(
            Path("/collection"), [a for a, _ in collection], cache=Path(cache)
        ) as made,
    ):
        made.update({article.id: notes for article, notes in collection})
        yield made


def fits(atom: Atom, form: str, stemmed: bool) -> bool:
    """One word against one atom, written down once more in the plainest way."""
    match atom.kind:
        case Kind.WORD:
            return stem_of(form) == stem_of(atom.value) if stemmed else form == atom.value
        case Kind.PREFIX:
            return form.startswith(atom.value)
        case Kind.WILDCARD:
            import fnmatch

            return fnmatch.fnmatchcase(form, atom.value)
        case Kind.FUZZY:
            from rapidfuzz.distance import OSA

            near = OSA.distance(form, atom.value) <= atom.distance
            return near and form[:1] == atom.value[:1]
        case Kind.TYPED:
            raise AssertionError("not used here")


def values(article: Article, notes: Notes, field: str) -> list[list[str]]:
    known = article.metadata
    fields = {
        "text": [article.text, known.title],
        "title": [known.title],
        "outlet": [known.outlet],
        "note": notes.notes,
        "tag": notes.tags,
    }
    return [words(value).forms for value in fields[field]]


def answers(node: Node, article: Article, notes: Notes) -> bool:
    date = article.metadata.date
    match node:
        case And(parts):
            return all(answers(part, article, notes) for part in parts)
        case Or(parts):
            return any(answers(part, article, notes) for part in parts)
        case Not(part):
            return not answers(part, article, notes)
        case Dates(first, last):
            return date is not None and (first or 0) <= date.toordinal() <= (last or 10**9)
        case Anything(""):
            return True
        case Anything("date"):
            return date is not None
        case Anything(field):
            return any(values(article, notes, field))
        case Phrase(field, atoms):
            return any(stands(atoms, forms, field) for forms in values(article, notes, field))


def stands(atoms: tuple[Atom, ...], forms: list[str], field: str) -> bool:
    stemmed = field in ("text", "title", "note")
    return any(
        all(fits(atom, form, stemmed) for atom, form in zip(atoms, forms[at:], strict=False))
        for at in range(len(forms) - len(atoms) + 1)
    )


@settings(max_examples=60, deadline=None)
@given(collections(), st.lists(queries, min_size=1, max_size=8))
def test_search_finds_what_a_scan_finds(
    collection: list[tuple[Article, Notes]], asked: list[str]
) -> None:
    with indexed(collection) as made:
        for query in asked:
            node = parse(query)
            assert node is not None
            expected = {a.id for a, notes in collection if answers(node, a, notes)}
            results = made.search(query, limit=None)
            assert {hit.article for hit in results.hits} == expected, query
            assert results.total == len(expected)
            scores = [hit.score for hit in results.hits]
            assert scores == sorted(scores, reverse=True)
            few = made.search(query, limit=2)
            assert [hit.article for hit in few.hits] == [hit.article for hit in results.hits][:2]
            assert few.total == results.total


@settings(max_examples=25, deadline=None)
@given(collections(), st.data())
def test_a_changed_collection_answers_like_a_new_one(
    collection: list[tuple[Article, Notes]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as cache:
        for changed in (collection, data.draw(collections()), data.draw(collections())):
            articles = [article for article, _ in changed]
            notes = {article.id: notes for article, notes in changed}
            with SearchIndex.open(Path("/c"), articles, cache=Path(cache)) as made:
                made.update(notes)
                assert made.update(notes) == 0
                for article in data.draw(
                    st.lists(st.sampled_from(articles)) if articles else st.just([])
                ):
                    notes[article.id] = Notes(tags=("renoted",))
                    made.renote(article.id, notes[article.id])
                for query in ("bid", "NOT oracle", '"the bid"', "tag:renoted", "z*", "date:*"):
                    node = parse(query)
                    assert node is not None
                    found = [hit.article for hit in made.search(query, limit=None).hits]
                    expected = [a.id for a in articles if answers(node, a, notes[a.id])]
                    assert sorted(found) == sorted(expected), query
