"""Search against its peers, in one run: SQLite's FTS5 (porter) and Whoosh as it comes.

    python benchmarks/search.py [--articles 5000] [--stock 2000] [--keep FOLDER]

The corpus is made up: a Zipfian vocabulary with endings, and lengths like those of news. Ratios
count, not seconds: everything is measured on the same machine in the same minute.
"""

import argparse
import itertools
import json
import math
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crossread.articles.article import Article, Metadata
from crossread.search.engine import Notes, SearchIndex

VOCABULARY = 120_000
COMMON = ("the", "of", "to", "and", "a", "in", "is", "that", "for", "it", "was", "on", "with", "as")
QUERIES = 40
CHANGES = 15


@dataclass(frozen=True)
class Line:
    """One line of the table; ``budget`` is what the ratio (or the value) may be at most."""

    what: str
    ours: str
    peer: str
    ratio: float
    budget: float

    @property
    def kept(self) -> bool:
        """Whether it is within the budget."""
        return self.ratio <= self.budget


def main() -> int:
    options = _options()
    corpus = Corpus(options.articles)
    articles = [corpus.article(number) for number in range(options.articles)]
    stock = articles[: min(options.stock, options.articles)]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(options.keep or folder)
        lines = [*measure_indexing(base, articles, stock), *measure_queries(base, articles, corpus)]
        lines += measure_opening(base, articles, corpus)
        lines += measure_changes(base, articles, stock)
    show(lines, options.articles, len(stock))
    return 0 if all(line.kept for line in lines) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=5000, help="size of the collection")
    parser.add_argument("--stock", type=int, default=2000, help="articles for Whoosh as it comes")
    parser.add_argument("--keep", metavar="FOLDER", help="make the indexes there and keep them")
    parser.add_argument("--memory-of", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        _report_memory(*options.memory_of)
        raise SystemExit(0)
    return options


class Corpus:
    """Made-up news: the same for the same seed."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self.words = _vocabulary(self._random)
        weights = [1 / (rank + 2.7) ** 1.05 for rank in range(len(self.words))]
        self._weights = list(itertools.accumulate(weights))
        self.size = size

    def article(self, number: int) -> Article:
        """The next article."""
        chance = self._random
        length = max(60, int(chance.lognormvariate(math.log(480), 0.5)))
        drawn = chance.choices(self.words, cum_weights=self._weights, k=length)
        sentences = (drawn[at : at + 21] for at in range(0, length, 21))
        text = "\n\n".join(" ".join(words).capitalize() + "." for words in sentences)
        title = " ".join(drawn[:8])
        path = Path(f"{number % 100:02}/{number:06}.txt")
        return Article(path.as_posix(), path, f"{title}\n\n{text}", Metadata(title=title))

    def queries(self, articles: Sequence[Article]) -> list[str]:
        """What readers type: one to three words or a phrase of some article."""
        chance = random.Random(11)
        queries: list[str] = []
        for number in range(QUERIES):
            words = chance.choice(articles).text.split()
            at = chance.randrange(len(words) - 3)
            part = [word.strip(".").lower() for word in words[at : at + 1 + number % 3]]
            phrase = number % 4 == 3 and len(part) > 1
            queries.append(f'"{" ".join(part)}"' if phrase else " ".join(part))
        return queries


def _vocabulary(chance: random.Random) -> list[str]:
    onsets = [
        *"bcdfghjklmnprstvw",
        "br",
        "ch",
        "cl",
        "cr",
        "dr",
        "fl",
        "gr",
        "pl",
        "sh",
        "st",
        "th",
    ]
    vowels = [*"aeiou", "ai", "ea", "ee", "io", "ou"]
    codas = ["", "", *"nrstlm", "nd", "st", "ck"]
    endings = ["", "", "", "s", "ed", "ing", "er", "ly", "tion", "ment"]
    found: dict[str, None] = dict.fromkeys(
        [
            "the",
            "of",
            "to",
            "and",
            "a",
            "in",
            "is",
            "that",
            "for",
            "it",
            "was",
            "on",
            "with",
            "as",
            "by",
            "at",
            "from",
            "be",
            "this",
        ]
    )
    while len(found) < VOCABULARY:
        syllables = 1 + int(len(found) > 200) + int(chance.random() < 0.4)
        stem = "".join(
            chance.choice(onsets) + chance.choice(vowels) + chance.choice(codas)
            for _ in range(syllables)
        )
        found[stem + chance.choice(endings)] = None
    return list(found)


def measure_indexing(
    base: Path, articles: Sequence[Article], stock: Sequence[Article]
) -> list[Line]:
    def index_ours() -> None:
        with SearchIndex.open(base, articles, cache=base / "ours") as index:
            index.update({})

    ours = len(articles) / _cpu(index_ours)
    theirs = len(stock) / _cpu(lambda: make_stock(base / "stock", stock))
    make_fts(base / "fts.db", articles)
    return [
        Line(
            "indexing, articles per CPU-second (peer ÷ ours)",
            f"{ours:.0f}/s",
            f"Whoosh {theirs:.0f}/s",
            theirs / ours,
            1.0,
        )
    ]


def measure_queries(base: Path, articles: Sequence[Article], corpus: Corpus) -> list[Line]:
    queries = corpus.queries(articles)
    typed = [query[:end] for query in queries for end in range(1, len(query) + 1)]
    database = sqlite3.connect(base / "fts.db")
    lines: list[Line] = []
    with SearchIndex.open(base, articles, cache=base / "ours") as index:
        index.search("warm up")

        def bare(text: str) -> None:
            index.search(text, typing=True)

        def full(text: str) -> None:
            list(index.search(text, typing=True).hits)

        for what, search, column in (
            ("a query per key typed", bare, "id"),
            ("the same with 20 snippets", full, "id, snippet(articles, 1, '', '', '…', 30)"),
        ):
            # In turns, so that a disturbance meets both.
            pairs = [
                (_clock(partial(search, text)), _clock(partial(ask_fts, database, text, column)))
                for text in typed
            ]
            ours, theirs = zip(*pairs, strict=True)
            for name, share in (("p50", 0.50), ("p95", 0.95)):
                mine, peer = _quantile(ours, share), _quantile(theirs, share)
                budget = 1.0 if name == "p95" else math.inf
                lines.append(_line(f"{what}, {name}", mine, "FTS5", peer, budget))
    return lines


def measure_opening(base: Path, articles: Sequence[Article], corpus: Corpus) -> list[Line]:
    from crossread.search.store import Store

    folder = next(path for path in (base / "ours").iterdir() if path.is_dir())
    opening = statistics.median(_clock(lambda: Store(folder).segments()) for _ in range(9))
    queries = base / "queries.json"
    queries.write_text(json.dumps(corpus.queries(articles)), "utf-8")
    command = [sys.executable, __file__, "--memory-of", str(folder), str(queries)]
    memory = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [
        Line("opening the index", f"{opening * 1e3:.1f} ms", "at most 50 ms", opening / 0.05, 1.0),
        Line("memory of the searcher", f"{memory:.0f} MB", "at most 150 MB", memory / 150, 1.0),
    ]


def _report_memory(folder: str, queries: str) -> None:
    from crossread.search.parser import parse
    from crossread.search.searcher import Searcher
    from crossread.search.store import Store

    store = Store(Path(folder))
    opened = {article for file, _ in store.segments() for article in file.articles}
    searcher = Searcher(store, opened)
    for query in json.loads(Path(queries).read_text("utf-8")):
        for end in range(1, len(query) + 1):
            node = parse(query[:end], typing=True)
            if node is not None:
                searcher.answer(query[:end], node, 20, False)
    print(_peak_memory())


def _peak_memory() -> float:
    """Megabytes. What ``getrusage`` says of a child counts its parent's before it started."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    fields = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
    return int(fields["VmHWM"].split()[0]) / 2**10


def measure_changes(
    base: Path, articles: Sequence[Article], stock: Sequence[Article]
) -> list[Line]:
    with SearchIndex.open(base, articles, cache=base / "ours") as index:
        index.search("warm up")

        def change_ours(number: int) -> None:
            tag = f"fresh{number}"
            index.renote(articles[number * 7].id, Notes(tags=(tag,)))
            assert index.search(f"tag:{tag}").total == 1

        ours = statistics.median(_clock(lambda n=n: change_ours(n)) for n in range(CHANGES))
    peer = statistics.median(
        _clock(lambda n=n: change_stock(base / "stock", stock[n * 7], f"fresh{n}"))
        for n in range(CHANGES)
    )
    what = f"one changed article, to searchable (Whoosh: of {len(stock):,})"
    # Whoosh copies its whole index on opening it: a smaller one says nothing against ours.
    return [_line(what, ours, "Whoosh", peer, 0.25 if len(stock) == len(articles) else math.inf)]


def _line(what: str, ours: float, name: str, peer: float, budget: float) -> Line:
    """Seconds against seconds."""
    mine, theirs = f"{ours * 1e3:.2f} ms", f"{name} {peer * 1e3:.2f} ms"
    return Line(what, mine, theirs, ours / peer, budget)


def make_fts(path: Path, articles: Iterable[Article]) -> None:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, text, tokenize='porter unicode61')"
    )
    rows = ((article.id, article.text) for article in articles)
    database.executemany("INSERT INTO articles VALUES (?, ?)", rows)
    database.execute("INSERT INTO articles(articles) VALUES ('optimize')")
    database.commit()
    database.close()


def ask_fts(database: sqlite3.Connection, typed: str, columns: str) -> list[tuple[str, ...]]:
    words = typed.strip('"').split()
    if not words:
        return []
    *whole, last = words
    if typed.startswith('"'):
        query = " + ".join(f'"{word}"' for word in words)
        query += "" if typed.endswith('"') and len(typed) > 1 else "*"
    else:
        query = " ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
    sql = f"SELECT {columns} FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 20"
    return database.execute(sql, (query,)).fetchall()


def make_stock(folder: Path, articles: Iterable[Article]) -> None:
    from whoosh import analysis, fields, index

    folder.mkdir(parents=True)
    schema = fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=analysis.StemmingAnalyzer()),
        body=fields.TEXT(analyzer=analysis.StemmingAnalyzer()),
        tag=fields.KEYWORD(),
    )
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    for article in articles:
        writer.add_document(id=article.id, title=article.title, body=article.text)
    writer.commit()


def change_stock(folder: Path, article: Article, tag: str) -> None:
    from whoosh import index
    from whoosh.query import Term

    opened = index.open_dir(str(folder))
    writer = opened.writer()
    writer.update_document(id=article.id, title=article.title, body=article.text, tag=tag)
    writer.commit()
    with opened.searcher() as searcher:
        assert len(searcher.search(Term("tag", tag))) == 1


def show(lines: Sequence[Line], articles: int, stock: int) -> None:
    table = Table(title=f"Search in {articles:,} made-up articles (Whoosh as it comes: {stock:,})")
    for heading in ("what", "ours", "peer", "ratio", "at most", ""):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for line in lines:
        most = "–" if math.isinf(line.budget) else f"{line.budget:.2f}"
        mark = "ok" if line.kept else "MISSED"
        table.add_row(line.what, line.ours, line.peer, f"{line.ratio:.2f}", most, mark)
    Console(width=120).print(table)


def _cpu(action: Callable[[], object]) -> float:
    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    begin = used()
    action()
    return used() - begin


def _clock(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


if __name__ == "__main__":
    sys.exit(main())
