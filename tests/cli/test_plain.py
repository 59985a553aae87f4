"""A command line of paths alone means the same with and without a parser."""

from __future__ import annotations

import pytest

from crossread.cli.parser import parse
from crossread.cli.plain import plain_options


@pytest.mark.parametrize("words", [["read"], ["read", "a.txt"], ["read", "a b", "./c", "c/../d"]])
def test_paths_alone_mean_what_the_parser_makes_of_them(words: list[str]) -> None:
    plain = plain_options(words)
    assert plain is not None
    assert vars(plain) == vars(parse(words))


@pytest.mark.parametrize(
    "words",
    [
        ["read", "--quiet"],
        ["read", "a.txt", "--theme", "no-colour"],
        ["read", "--", "a.txt"],
        ["read", "-"],
        ["read", ""],
        ["search", "word"],
    ],
    ids=" ".join,
)
def test_everything_else_is_the_parsers(words: list[str]) -> None:
    assert plain_options(words) is None


def test_the_paths_of_one_command_line_are_not_those_of_the_next() -> None:
    first, second = plain_options(["read"]), plain_options(["read"])
    assert first is not None
    assert second is not None
    first.paths.append("x")
    assert second.paths == []
