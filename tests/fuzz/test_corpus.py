"""What the fuzzers start from, and what once went wrong there, goes well."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import jsontrees
from tests.fuzz.run import CORPUS
from tests.fuzz.targets import TARGETS, check_sentence


def _found() -> Iterator[tuple[str, Path]]:
    for name in TARGETS:
        yield from ((name, path) for path in sorted((CORPUS / name).glob("*")))


@pytest.mark.parametrize("name", TARGETS)
def test_valid_inputs_are_read(name: str) -> None:
    for seed in TARGETS[name].seeds():
        TARGETS[name].run(seed)


@pytest.mark.parametrize(
    ("name", "path"),
    list(_found()),
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_what_once_went_wrong_goes_well(name: str, path: Path) -> None:
    TARGETS[name].run(path.read_bytes())


def test_every_corpus_has_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} <= set(TARGETS)


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.json])
def test_json_is_mutated_to_other_json_that_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    data = TARGETS[name].seeds()[0]
    others = 0
    for _ in range(100):
        changed = jsontrees.mutate(data, 20_000, chance.randrange(2**32), lambda data, _: data)
        others += changed != data
        TARGETS[name].run(changed)
    assert others > 20


@pytest.mark.parametrize("said", ["", "  ", "two\nlines", "x" * 5_000])
def test_what_is_no_sentence_is_found(said: str) -> None:
    with pytest.raises(AssertionError):
        check_sentence(said)
