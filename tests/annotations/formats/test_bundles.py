import datetime
from types import SimpleNamespace

from crossread.annotations.formats import Bundle, Filter, filtered


def ids(bundle: Bundle) -> list[str]:
    return [article.id for article in bundle.articles]


def test_an_empty_filter_keeps_everything(bundle: Bundle, tools: SimpleNamespace) -> None:
    kept = filtered(bundle, Filter())
    assert tools.everything(kept) == tools.everything(bundle)
    assert kept.claims == bundle.claims
    assert ids(kept) == ids(bundle)


def test_tags_claims_and_coders_narrow_together(bundle: Bundle, tools: SimpleNamespace) -> None:
    def kept(by: Filter) -> list[str]:
        return [one.exact for one in tools.everything(filtered(bundle, by))]

    some = Filter(tags=frozenset({"denies", "opinion"}))
    assert kept(some) == ["👩‍👩‍👧 Harbour", "harbour today"]
    both = Filter(claims=frozenset({"reopens"}), tags=frozenset({"speculates"}))
    assert kept(both) == ["明天"]
    assert kept(Filter(coders=frozenset({"chen"}))) == ["harbour today"]
    assert kept(Filter(coders=frozenset({"nobody"}))) == []


def test_a_filter_of_claims_narrows_the_claims(bundle: Bundle) -> None:
    kept = filtered(bundle, Filter(claims=frozenset({"reopens"})))
    assert list(kept.claims) == ["reopens"]
    assert ids(kept) == ids(bundle)


def test_articles_are_chosen_by_id_pattern_and_date(bundle: Bundle) -> None:
    assert ids(filtered(bundle, Filter(articles=("deep/*", "emoji.txt")))) == [
        "emoji.txt",
        "deep/folder/items.jsonl#2",
    ]
    second = datetime.date(2026, 3, 2)
    assert ids(filtered(bundle, Filter(since=second, until=second))) == ["arabic.txt"]
