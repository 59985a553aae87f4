"""What parsers complain about is told in plain words."""

import json
import tomllib

import pytest

from crossread.articles.syntax import plain_fault


@pytest.mark.parametrize(
    "text",
    ['{"a": [', "{'a': 1}", '{"a" 1}', "[1 2]", '["a', '["a\nb"]', r'["\x"]', "[] []", "[1,]"],
)
def test_no_word_of_the_json_parser_is_left(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    assert plain_fault(caught.value.msg) != caught.value.msg


@pytest.mark.parametrize(
    "text",
    [
        *('a = "b\n', "a = ", "a", "= 1", "a = 1 2", "a = [1", '["a', r'a = "\q"', "?a = 1"),
        *("a = 1\na = 2", "a = {b = 1, b = 2}", "[a]\n[a]"),
    ],
)
def test_no_word_of_the_toml_parser_is_left(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert plain_fault(str(caught.value)) != str(caught.value)


def test_what_is_not_known_stays() -> None:
    assert plain_fault("Something new") == "Something new"
