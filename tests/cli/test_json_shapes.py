"""The JSON of every command has the shape that is documented, no key more and no key less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Command

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
OFFSET: Schema = {"type": "integer", "minimum": 0}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
FLAG: Schema = {"type": "boolean"}


def thing(**keys: Schema) -> Schema:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def by_name(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def one_of(*words: str) -> Schema:
    return {"enum": list(words)}


COUNTS = by_name(OFFSET)
PASSAGE = thing(article=TEXT, start=OFFSET, end=OFFSET, text=TEXT)
FIGURES = {
    "exact_f1": NUMBER_OR_NULL,
    "overlap_f1": NUMBER_OR_NULL,
    "kappa": NUMBER_OR_NULL,
    "alpha": NUMBER_OR_NULL,
}
MENTION = thing(
    stance=TEXT,
    stances=many(TEXT),
    tags=many(TEXT),
    start=OFFSET,
    end=OFFSET,
    text=TEXT,
    speaker=TEXT,
    annotator=TEXT,
)
PAIR = thing(
    coders=many(TEXT),
    articles=many(TEXT),
    sentences=OFFSET,
    tags=many(thing(tag=TEXT, spans=many(OFFSET), **FIGURES)),
    **FIGURES,
)

SHAPES: dict[str, Schema] = {
    "search": thing(
        query=TEXT,
        total=OFFSET,
        hits=many(
            thing(
                article=TEXT,
                path=TEXT,
                title=TEXT,
                score={"type": "number"},
                snippet=TEXT,
                matches=many({"type": "array", "items": OFFSET, "minItems": 2, "maxItems": 2}),
            )
        ),
        suggestion=TEXT_OR_NULL,
    ),
    "parallels": thing(
        articles=many(thing(id=TEXT, path=TEXT, title=TEXT)),
        parallels=many(
            thing(
                a=PASSAGE,
                b=PASSAGE,
                score={"type": "number"},
                relation=one_of("verbatim-quote", "edited-quote", "same-fact"),
                strength=one_of("strong", "possible", "weak"),
            )
        ),
    ),
    "quotes": thing(
        quotes=many(
            thing(
                article=TEXT,
                start=OFFSET,
                end=OFFSET,
                text=TEXT,
                speaker=TEXT_OR_NULL,
                cue=TEXT_OR_NULL,
            )
        )
    ),
    "claims": thing(
        articles=many(thing(id=TEXT, outlet=TEXT, title=TEXT)),
        claims=many(
            thing(
                id=TEXT,
                statement=TEXT,
                note=TEXT,
                defined=FLAG,
                conflict=FLAG,
                values_differ=FLAG,
                cells=by_name(many(MENTION)),
                gaps=by_name(TEXT),
            )
        ),
    ),
    "stats": thing(
        articles=OFFSET,
        annotated_articles=OFFSET,
        annotations=OFFSET,
        tagged=OFFSET,
        mentions=OFFSET,
        notes=OFFSET,
        needs_checking=OFFSET,
        tags=COUNTS,
        claims=COUNTS,
        outlets=COUNTS,
        speakers=COUNTS,
        annotators=COUNTS,
        anchors=COUNTS,
        tags_by_outlet=by_name(COUNTS),
        agreement={
            "anyOf": [
                {"type": "null"},
                thing(
                    pairs=many(PAIR),
                    sentence_alpha=NUMBER_OR_NULL,
                    mean_kappa=NUMBER_OR_NULL,
                    mean_alpha=NUMBER_OR_NULL,
                ),
            ]
        },
    ),
    "check": many(
        thing(
            path=TEXT,
            line={"type": ["integer", "null"]},
            severity=one_of("error", "warning"),
            message=TEXT,
        )
    ),
    "formats": many(
        thing(
            name=TEXT,
            title=TEXT,
            suffix=TEXT,
            unit=TEXT,
            keeps=TEXT,
            loses=TEXT,
            exports=FLAG,
            imports=FLAG,
            textless=FLAG,
            extra=TEXT,
        )
    ),
}
CALLS = {
    "search": ["oracle AND microsoft", "reports"],
    "parallels": ["reports", "--all"],
    "quotes": ["reports"],
    "claims": ["reports"],
    "stats": ["reports"],
    "check": ["reports"],
    "formats": [],
}


@pytest.mark.parametrize("command", CALLS)
def test_json_has_the_documented_shape(crossread: Command, annotated: Path, command: str) -> None:
    said = crossread(command, *CALLS[command], "--json")
    Draft202012Validator(SHAPES[command]).validate(said.json)
    assert said.err == ""


@pytest.mark.parametrize("command", CALLS)
def test_a_terminal_gets_the_same_json(
    crossread: Command, on_terminal: Command, annotated: Path, command: str
) -> None:
    words = [command, *CALLS[command], "--json", *(["--quiet"] if command != "formats" else [])]
    assert on_terminal(*words).out == crossread(*words).out


def test_a_search_that_finds_nothing_is_json_too(crossread: Command, reports: Path) -> None:
    said = crossread("search", "zyzzyva", "reports", "--json")
    Draft202012Validator(SHAPES["search"]).validate(said.json)
    assert said.json["hits"] == []
    assert said.json["suggestion"] is None
    assert said.code == 1


def test_one_article_alone_is_json_too(crossread: Command, reports: Path) -> None:
    path = reports / "1-continental-wire.txt"
    for command in ("parallels", "quotes", "claims", "stats", "check"):
        said = crossread(command, path, "--json")
        Draft202012Validator(SHAPES[command]).validate(said.json)
        assert said.code == 0


def test_offsets_lead_to_the_text(crossread: Command, annotated: Path) -> None:
    from crossread.articles.collection import load_collection

    texts = {article.id: article.text for article in load_collection([annotated]).articles}
    parallels = crossread("parallels", annotated, "--json").json["parallels"]
    passages = [pair[side] for pair in parallels for side in "ab"]
    passages += crossread("quotes", annotated, "--json").json["quotes"]
    for claim in crossread("claims", annotated, "--json").json["claims"]:
        for article, mentions in claim["cells"].items():
            passages += [{**mention, "article": article} for mention in mentions]
    assert len(passages) > 50
    for one in passages:
        assert texts[one["article"]][one["start"] : one["end"]] == one["text"]
    for hit in crossread("search", "oracle", annotated, "--json").json["hits"]:
        assert hit["matches"]
        assert {texts[hit["article"]][slice(*m)].lower() for m in hit["matches"]} <= {
            "oracle",
            "oracle's",
            "oracle’s",
        }


def test_weak_parallels_come_only_when_asked_for(crossread: Command, reports: Path) -> None:
    def strengths(*more: str) -> set[str]:
        found = crossread("parallels", "reports", "--json", *more).json["parallels"]
        return {pair["strength"] for pair in found}

    assert strengths() == {"strong", "possible"}
    assert strengths("--all") == {"strong", "possible", "weak"}
    assert strengths() == {"strong", "possible"}
