"""What parsers of JSON and TOML complain about, in plain words."""

import re

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = "(at end of document)"
_PLAIN = (
    ("Expecting value", "a value is missing or not quoted"),
    ("Expecting property name", "a name in double quotes is missing"),
    ("Expecting ':'", "a colon is missing"),
    ("Expecting ','", "a comma or a closing bracket is missing"),
    ("Illegal trailing comma", "a comma stands before a closing bracket"),
    ("Unterminated string", "a closing quotation mark is missing"),
    ("Invalid control character", "a closing quotation mark is missing on this line"),
    ("Invalid \\", "a backslash stands where none may; write it twice"),
    ("Extra data", "something stands behind the end"),
    ("Illegal character '\\n'", "a closing quotation mark is missing on this line"),
    ("Illegal character", "a character that no text may hold"),
    ("Invalid statement", "no name stands where one should begin"),
    ("Invalid value", "a value is missing or not quoted"),
    ("Expected '='", "no equals sign follows the name"),
    ("Expected newline", "something stands behind the value"),
    ("Expected ']", "a closing bracket is missing"),
    ("Unclosed", "a closing bracket is missing"),
    ("Unescaped '\\'", "a backslash stands where none may; write it twice"),
    ("Invalid initial character", "a name begins with what no name may begin with"),
    ("Cannot overwrite a value", "a name has two values"),
    ("Duplicate", "a name has two values"),
    ("Cannot declare", "a table stands twice"),
)
"""Beginnings of what Python's parsers say, and what it comes to for who wrote the file."""


def plain_fault(said: str) -> str:
    """The complaint of a parser as a person would say it; one that is not known stays as it is."""
    return next((plain for begun, plain in _PLAIN if said.startswith(begun)), said)


def toml_fault(error: ValueError | RecursionError, text: str) -> tuple[str, int | None]:
    """What is wrong with a text that is no TOML, and in which line, from 1 on, if that is known."""
    if isinstance(error, RecursionError):
        return "tables or brackets nested too deeply; remove the inner ones", None
    said, line = str(error), None
    if place := _AT_LINE.search(said):
        line, said = int(place[1]), said[: place.start()]
    elif said.endswith(_AT_END):
        line, said = text.count("\n") + 1, said.removesuffix(_AT_END).rstrip()
    return f"not valid TOML ({plain_fault(said)}); mend this line", line
