"""Of two states of one annotation, what is here stays unless the file's is known to be newer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.formats import Bundle, all_formats, get_format, import_file
from crossread.annotations.formats.importing import (
    ALREADY_THERE,
    DIFFERENT_HERE,
    NEWER_HERE,
    REPLACED,
)
from crossread.annotations.formats.support.ages import moment
from crossread.annotations.model import Annotation

BOTH_WAYS = [one for one in all_formats() if one.exports and one.imports]

OLD, NEW, FUTURE = "2020-09-14T10:00:00Z", "2020-09-14T10:00:01Z", "9999-12-31T23:59:59Z"


def changed(bundle: Bundle, **values: Any) -> Bundle:
    return replace(
        bundle,
        annotations={
            id: [replace(one, **values) for one in annotations]
            for id, annotations in bundle.annotations.items()
        },
    )


def bring(
    path: Path, bundle: Bundle, name: str, existing: Mapping[str, Sequence[Annotation]]
) -> tuple[list[Annotation], dict[str, int]]:
    found = import_file(
        path,
        get_format(name),
        bundle.articles,
        existing=existing,
        claims=bundle.claims,
        codebook=DEFAULT_CODEBOOK,
    )
    told = (ALREADY_THERE, DIFFERENT_HERE, NEWER_HERE, REPLACED)
    counts = found.report.changed
    return list(found.annotations), {what: counts[what] for what in told if counts[what]}


@pytest.mark.parametrize(
    ("in_the_file", "here", "becomes"),
    [
        (NEW, OLD, REPLACED),
        (OLD, NEW, NEWER_HERE),
        (NEW, NEW, DIFFERENT_HERE),
        ("", OLD, DIFFERENT_HERE),
        (NEW, "", DIFFERENT_HERE),
        ("", "", DIFFERENT_HERE),
        ("yesterday", OLD, DIFFERENT_HERE),
        ("2020-09-14 10:00:01", OLD, DIFFERENT_HERE),
        ("2020-09-14", "2020-09-01T00:00:00Z", DIFFERENT_HERE),
        ("2020-09-14T12:00:00+02:00", OLD, DIFFERENT_HERE),
        ("2020-09-14T12:00:01+02:00", OLD, REPLACED),
        ("2020-09-14T10:30:00+02:00", OLD, NEWER_HERE),
        ("2020-09-14T10:00:00.900Z", OLD, DIFFERENT_HERE),
        ("2020-09-14T10:00Z", OLD, DIFFERENT_HERE),
        (FUTURE, OLD, DIFFERENT_HERE),
        (OLD, FUTURE, NEWER_HERE),
    ],
)
def test_which_state_stays(
    in_the_file: str, here: str, becomes: str, bundle: Bundle, tools: SimpleNamespace
) -> None:
    theirs = changed(bundle, created="", modified=in_the_file)
    mine = changed(bundle, note="mine", modified=here)
    out, _ = tools.export(theirs, get_format("csv"))
    taken, told = bring(out, bundle, "csv", mine.annotations)
    assert told == {becomes: bundle.total}
    assert len(taken) == (bundle.total if becomes == REPLACED else 0)


@pytest.mark.parametrize("form", BOTH_WAYS, ids=lambda form: form.name)
def test_no_format_brings_an_older_state_back(
    form: Any, bundle: Bundle, tools: SimpleNamespace
) -> None:
    out, _ = tools.export(changed(bundle, modified=NEW), form)
    tells_times = any(one.modified for one in form.read(out, bundle.articles).annotations)
    first, _ = bring(out, bundle, form.name, {})
    assert all(moment(one.created) and moment(one.modified) for one in first)
    for modified, becomes in ((FUTURE, NEWER_HERE), (NEW, DIFFERENT_HERE), (OLD, REPLACED)):
        mine = {"all": [replace(one, note="mine", modified=modified) for one in first]}
        taken, told = bring(out, bundle, form.name, mine)
        expected = becomes if tells_times else DIFFERENT_HERE
        assert told == ({expected: len(first)} if first else {})
        assert taken == (first if expected == REPLACED else [])


def test_a_state_must_be_newer_than_everybodys(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(changed(bundle, modified=NEW), get_format("jsonl"))
    older, newer = (changed(bundle, note=one, modified=one) for one in (OLD, FUTURE))
    both = {id: [*older.annotations[id], *newer.annotations[id]] for id in older.annotations}
    assert bring(out, bundle, "jsonl", both) == ([], {NEWER_HERE: bundle.total})


@given(st.datetimes(max_value=datetime(9000, 1, 1)), st.integers(-14, 14), st.integers(-14, 14))
def test_a_moment_is_the_same_in_every_zone(at: datetime, one: int, other: int) -> None:
    shown = [
        (at.replace(tzinfo=UTC) + timedelta(days=1)).astimezone(timezone(timedelta(hours=hours)))
        for hours in (one, other)
    ]
    found = [moment(each.isoformat()) for each in shown]
    assert found[0] == found[1] == at.replace(tzinfo=UTC, microsecond=0) + timedelta(days=1)


@given(st.text() | st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}T[0-9:.]{1,9}[Z+-]?[0-9:]*"))
def test_whatever_stands_for_a_time_is_compared_or_tells_nothing(text: str) -> None:
    found, now = moment(text), datetime.now(UTC)
    assert found is None or (found < now) is not (found >= now)
