"""The pieces of a query."""

import re
from enum import Enum, auto

from ..articles.record import record

_QUOTES = '"“”„‟＂'
_PIECE = re.compile(
    rf"(?P<space>\s+)|(?P<open>\()|(?P<close>\))"
    rf"|(?P<quote>[{_QUOTES}])(?P<quoted>[^{_QUOTES}]*)(?P<unquote>[{_QUOTES}])?"
    rf"|(?P<field>[A-Za-z]+):(?!//)"
    rf"|(?P<word>[^\s(){_QUOTES}]+)"
)


class Type(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    QUOTED = auto()
    WORD = auto()
    END = auto()


@record
class Token:
    """A piece of a query, and where it begins."""

    type: Type
    text: str
    position: int
    last: bool = False
    """Nothing stands behind it, not even a blank: it is still being typed."""
    closed: bool = True
    """A quotation has both its marks."""


_OPERATORS = {"AND": Type.AND, "OR": Type.OR, "NOT": Type.NOT}


def tokens(query: str) -> list[Token]:
    """The pieces of a query, with an `END` behind them."""
    found: list[Token] = []
    for match in _PIECE.finditer(query):
        at = match.start()
        last = match.end() == len(query)
        match match.lastgroup:
            case "open":
                found.append(Token(Type.OPEN, "(", at))
            case "close":
                found.append(Token(Type.CLOSE, ")", at))
            case "quoted" | "unquote":
                closed = match["unquote"] is not None
                found.append(Token(Type.QUOTED, match["quoted"], at, last, closed))
            case "field":
                found.append(Token(Type.FIELD, match["field"], at, last))
            case "word":
                text = match["word"]
                found.append(Token(_OPERATORS.get(text, Type.WORD), text, at, last))
            case _:
                pass
    found.append(Token(Type.END, "", len(query)))
    return found
