"""What Python's JSON parser lets through, and what it words badly."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.strict_json import MAX_DEPTH, JsonFault, parse

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b'{"a": 1,\n "b": {"c": 2,\n "d": 3, "c": 4}}', 3, 'the key "c" twice'),
        (b'{"a": 1,\n "\\u0061": 2}', 2, "twice"),
        (b"[1,\n\nNaN]", 3, "NaN"),
        (b"[1,\n-Infinity]", 2, "-Infinity"),
        (b'["NaN Infinity 1e999",\nInfinity]', 2, "Infinity"),
        (b"[1,\n1e400]", 2, "too large"),
        (b"[1,\n" + b"1" * 5000 + b"]", 2, "5,000 digits"),
        (b"\n" + b"[" * 100_000, 2, "nested"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 1, "nested"),
        (b"\n" + b"[" * 200 + b"]" * 200, 2, "nested"),
        (b'{"a": 1,\n"b" 2}', 2, "colon is missing (column 5)"),
        (b"{'a': 1}", 1, "double quotes"),
        (b'["a\nb"]', 1, "closing quotation mark is missing on this line"),
        (b'{"a": 1}\n{}', 2, "something stands behind the end"),
        (b"\n\n[1, 2", 3, ""),
        (b"", 1, "a value is missing"),
        (b'["\xff"]', 1, "UTF-8"),
        (b'\n["\xed\xa0\x80"]', 2, "UTF-8"),
        (b"[" + b"0," * 4_000_001 + b"0]", 1, "values"),
    ],
)
def test_faults_are_named_with_their_line(data: bytes, line: int, reason: str):
    with pytest.raises(JsonFault) as caught:
        parse(data)
    assert caught.value.line == line
    assert reason in caught.value.reason


@given(VALUES)
def test_everything_else_is_read_as_python_reads_it(value: Any):
    data = json.dumps(value).encode()
    assert parse(data) == json.loads(data)
    assert parse(b"\xef\xbb\xbf" + data) == json.loads(data)


@given(st.text('[]{}"\\a', max_size=8), st.integers(98, 103))
def test_brackets_count_where_they_are_no_text(word: str, depth: int):
    value: Any = word
    for level in range(depth):
        value = [word, value, word] if level % 2 else {word: value, f"{word}a": word}
    data = json.dumps(value).encode()
    if depth <= MAX_DEPTH:
        assert parse(data) == value
    else:
        with pytest.raises(JsonFault, match="nested"):
            parse(data)


@given(st.text('{}[]",:\\ \n0123456789eE+-.NaInfitytrueals', max_size=60))
def test_nothing_but_strict_json_gets_through(text: str):
    value, line = 1.0, 1
    try:
        value = parse(text.encode())
    except JsonFault as fault:
        line = fault.line
    assert 1 <= line <= text.count("\n") + 1
    assert json.dumps(value, allow_nan=False)
