"""What `make audit` says of the dependencies."""

from __future__ import annotations

import importlib.metadata
import json

import pytest

from docs import audit


def report(*entries: object) -> str:
    return json.dumps({"dependencies": entries})


@pytest.mark.parametrize(
    "said", ["", "no JSON", "[]", report(), report({"name": "x", "skip_reason": "not found"})]
)
def test_a_service_that_cannot_be_reached_is_told(said: str) -> None:
    assert audit.verdict(said) == (audit.UNREACHED, 0)


def test_a_known_hole_is_told_with_its_remedy() -> None:
    hole = {"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}
    entry = {"name": "x", "version": "1.0", "vulns": [hole]}
    assert audit.verdict(report(entry)) == ("x 1.0: PYSEC-1, mended in 1.1, 2.0", 1)


def test_what_was_not_looked_up_is_not_called_safe() -> None:
    entries = [{"name": "x", "version": "1", "vulns": []}, {"name": "y", "skip_reason": "?"}]
    said, status = audit.verdict(report(*entries))
    assert (said, status) == ("No hole is known in 1 of them; 1 could not be looked up.", 0)


@pytest.mark.parametrize(("name", "stated"), [("textual", "MIT"), ("pytest", "MIT")])
def test_licences_are_as_stated(name: str, stated: str) -> None:
    assert stated in audit.licence(importlib.metadata.distribution(name))
