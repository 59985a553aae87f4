"""Sentences, furniture, quotations and parallels against hand-made gold.

    python benchmarks/gold.py                     # the sample articles against ../shared/gold
    python benchmarks/gold.py --gold FILE.json --texts FOLDER --scorer EVAL.py
    python benchmarks/gold.py --write OUT.json    # also what was found, in the scorer's format
    python benchmarks/gold.py --misses            # also the wrong and the missed pairs
    python benchmarks/gold.py --untimed           # without the rows of CPU time

The scorer is a Python file with ``score_sentences``, ``score_boilerplate``, ``score_quotes`` and
``score_pairs``; the gold names its texts. Everything is found from the raw texts. The last rows
are CPU time: the five articles, and fifty of 600 words made of their sentences, all against all.
Exits with 1 when a limit is not kept (limits belong to the sample articles), with 0 when there is
no gold.
"""

import argparse
import importlib.util
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from crossread.articles.article import Article
from crossread.articles.parallels import Parallel, Parallels, Passage, Strength, find_parallels

SHARED = Path(__file__).resolve().parents[2] / "shared"
RELATIONS = {"same-fact": "same-fact-paraphrase"}  # the gold's name for it


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "gold.json")
    parser.add_argument("--texts", type=Path, default=SHARED / "seeds")
    parser.add_argument("--scorer", type=Path, default=SHARED / "gold" / "eval.py")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--untimed", action="store_true")
    options = parser.parse_args()
    if not (options.gold.exists() and options.scorer.exists()):
        print(f"no gold: {options.gold} or {options.scorer} is not there")
        return 0
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    articles = read_articles(gold, options.texts)
    scorer = load_scorer(options.scorer)
    predicted = predictions(articles)
    if options.write:
        options.write.write_text(json.dumps(predicted, ensure_ascii=False), encoding="utf-8")
    if options.misses:
        print_misses(scorer.score_pairs(gold, pairs(articles, Strength.POSSIBLE), errors=True))
    rows = measure(scorer, gold, articles)
    return print_rows(rows if options.untimed else [*rows, *timings(articles)])


def read_articles(gold: Mapping[str, Any], folder: Path) -> list[Article]:
    """The gold's articles, with the gold's names as ids."""
    return [
        Article(name, folder / entry["file"], (folder / entry["file"]).read_text(encoding="utf-8"))
        for name, entry in gold["articles"].items()
    ]


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(articles: Sequence[Article]) -> dict[str, Any]:
    """What was found, as the scorer reads it; pairs at the threshold of possible ones."""
    return {
        "sentences": {a.id: [list(s) for s in a.sentences] for a in articles},
        "boilerplate": {a.id: [[f.start, f.end] for f in a.furniture] for a in articles},
        "quotes": [
            {"article": a.id, "start": q.start, "end": q.end, "speaker": q.speaker}
            for a in articles
            for q in a.quotations
        ],
        "pairs": pairs(articles, Strength.POSSIBLE),
    }


def pairs(articles: Sequence[Article], at_least: Strength) -> list[dict[str, Any]]:
    found = find_parallels(articles, at_least=at_least)
    return [entry(pair) for pair in found.pairs if pair.strength.rank <= at_least.rank]


def entry(pair: Parallel) -> dict[str, Any]:
    return {
        "a": side(pair.a),
        "b": side(pair.b),
        "score": pair.score,
        "relation": RELATIONS.get(pair.relation.value, pair.relation.value),
    }


def side(passage: Passage) -> dict[str, Any]:
    return {"article": passage.article, "start": passage.span.start, "end": passage.span.end}


Row = tuple[str, str, float, float]
"""What, as printed, the value, and the limit: at least, or at most when it is negative."""


def measure(scorer: ModuleType, gold: dict[str, Any], articles: Sequence[Article]) -> list[Row]:
    """One row a number, with its limit."""
    found = predictions(articles)
    texts = {article.id: article.text for article in articles}
    sentences = scorer.score_sentences(gold, found["sentences"], texts)["all"]["F1"]
    furniture = scorer.score_boilerplate(gold, found["boilerplate"])["F1"]
    possible = scorer.score_pairs(gold, found["pairs"])
    jump = scorer.score_pairs(gold, pairs(articles, Strength.STRONG))["jump"]
    quotes = possible["quote_label"]
    rows = [
        ("sentences, F1", f"{sentences:.3f}", sentences, 0.98),
        ("furniture, F1", f"{furniture:.3f}", furniture, 0.95),
        ("quote parallels found", f"{quotes['tp']}", quotes["R"], 1.0),
        ("quote parallels, precision", f"{quotes['P']:.2f}", quotes["P"], 1.0),
        (
            "all parallels at possible, F1",
            f"{possible['all']['F1']:.3f}",
            possible["all"]["F1"],
            0.62,
        ),
        ("jump at strong, precision", f"{jump['precision']:.3f}", jump["precision"], 0.87),
        ("jump at strong, hit rate", f"{jump['hit_rate']:.3f}", jump["hit_rate"], 0.60),
    ]
    right, asked = best_three(scorer, gold, articles)
    rows.append(("a right one among the best three", f"{right} of {asked}", right / asked, 0.92))
    return rows + quotation_rows(scorer, gold, found["quotes"])


def quotation_rows(scorer: ModuleType, gold: dict[str, Any], found: list[Any]) -> list[Row]:
    if not gold["quotes"]:
        return []
    score = scorer.score_quotes(gold, found)
    spans = score["span_IoU>=.9"]
    right, named = map(int, score["speaker_right_of_found"].split("/"))
    return [
        ("quotation spans", f"{spans['tp']} of {len(gold['quotes'])}", spans["R"], 1.0),
        ("quotation spans, precision", f"{spans['P']:.2f}", spans["P"], 1.0),
        ("right speaker", f"{right} of {named}", right / named, 17 / 19),
    ]


def best_three(
    scorer: ModuleType, gold: dict[str, Any], articles: Sequence[Article]
) -> tuple[int, int]:
    """How often the best three hold a counterpart, of how often there is one."""
    right: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in gold["pairs"]:
        for here, there in ((pair["a"], pair["b"]), (pair["b"], pair["a"])):
            if not pair["optional"]:
                right[here, there.split(":")[0]].add(there)
    proposed = proposals(scorer, gold, find_parallels(articles))
    return sum(not right[key].isdisjoint(proposed[key]) for key in right), len(right)


def proposals(
    scorer: ModuleType, gold: dict[str, Any], parallels: Parallels
) -> defaultdict[tuple[str, str], set[str]]:
    """Gold sentences among the best three of every gold sentence in every other article."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    names = list(gold["articles"])
    for name in names:
        for span in parallels.signs(name):
            passage = Passage(name, span)
            for here in scorer.to_ids(gold, side(passage)):
                for other in names:
                    for pair in parallels.best(passage, other):
                        there = scorer.to_ids(gold, side(pair.counterpart(passage)))
                        found[here, other].update(there)
    return found


def timings(articles: Sequence[Article]) -> list[Row]:
    """CPU seconds, sentences, furniture and quotations included."""
    five = min(seconds(fresh(articles)) for _ in range(5))
    fifty = seconds(made_up(articles, 50, 600))
    return [
        (f"{len(articles)} articles, CPU seconds", f"{five:.3f}", five, -0.1),
        ("50 articles of 600 words, CPU seconds", f"{fifty:.1f}", fifty, -8.0),
    ]


def seconds(articles: Sequence[Article]) -> float:
    start = time.process_time()
    find_parallels(articles)
    return time.process_time() - start


def fresh(articles: Sequence[Article]) -> list[Article]:
    return [Article(article.id, article.path, article.text) for article in articles]


def made_up(articles: Sequence[Article], count: int, words: int) -> list[Article]:
    """Articles of the given ones' sentences, in any order: more alike than real ones are."""
    chance = random.Random(1)
    pool = [a.text[slice(*s)] for a in articles for s in a.sentences]
    found: list[Article] = []
    for number in range(count):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < words:
            lines.append(chance.choice(pool))
        found.append(Article(str(number), Path(str(number)), "\n".join(lines)))
    return found


def print_rows(rows: Sequence[Row]) -> int:
    """The table; 1 when a limit is not kept."""
    missed = 0
    print(f"{'':40} {'measured':>10} {'limit':>8}")
    for name, printed, value, limit in rows:
        kept = value >= limit - 1e-9 if limit >= 0 else value <= -limit
        missed += not kept
        print(f"{name:40} {printed:>10} {abs(limit):>8.2f}{'' if kept else '  MISSED'}")
    return int(missed > 0)


def print_misses(scored: Mapping[str, Any]) -> None:
    for kind in ("false_positives", "missed"):
        print(f"{kind}:")
        for row in scored[kind]:
            print("  ", *row, sep="\t")


if __name__ == "__main__":
    sys.exit(main())
