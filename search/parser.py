"""The grammar of queries.

::

    query  := and ("OR" and)*
    and    := not (["AND"] not)*
    not    := "NOT" not | "(" query ")" | field ":" value | value
    value  := "(" query ")" | word | prefix* | w?ld*card | fuzzy~ | fuzzy~2 | "a phrase"
            | "*" | date | date..date | date.. | ..date          (dates in the field ``date`` only)

Operators are upper case; words beside each other are joined by AND.
"""

import re

from ..articles.printable import printable_line
from .analyzer import LONGEST_FORM, form_of, is_single_cjk, query_words
from .days import day
from .query import FIELDS, TEXT, And, Anything, Atom, Dates, Kind, Node, Not, Or, Phrase
from .results import QueryError
from .tokens import Token, Type, tokens

MOST_WORDS = 200
"""Words a query may hold: more is a pasted text, not a query."""

MOST_PATTERNS = 20
"""Words with ``*``, ``?`` or ``~`` that a query may hold: each stands for many others."""

_PATTERNS = (Kind.PREFIX, Kind.WILDCARD, Kind.FUZZY)
_STARTERS = {Type.OPEN, Type.NOT, Type.FIELD, Type.QUOTED, Type.WORD}
_DEEPEST = 40
_LONGEST_PATTERN = 2 * LONGEST_FORM
_FUZZY = re.compile(r"(?P<word>.*[^~])~(?P<distance>[0-2]?)")


def parse(query: str, *, typing: bool = False) -> Node | None:
    """The tree of a query, or ``None`` when it is blank.

    ``typing`` takes the last word for a prefix and answers what it can of an unfinished query;
    otherwise `QueryError` says what does not parse, and where.
    """
    parser = _Parser(tokens(query), typing)
    node = parser.query()
    if node is None and not typing and query.strip():
        raise QueryError("There is no word to search for in this query.", 0)
    return node


class _Parser:
    """Recursive descent over the tokens; ``typing`` forgives instead of raising."""

    def __init__(self, tokens: list[Token], typing: bool) -> None:
        self._tokens = tokens
        self._typing = typing
        self._at = 0
        self._depth = 0
        self._words = 0
        self._patterns = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _fail(self, message: str, position: int) -> None:
        if not self._typing:
            raise QueryError(message, position)

    def query(self) -> Node | None:
        parts: list[Node] = []
        while True:
            node = self._or(TEXT)
            if node is not None:
                parts.append(node)
            if self._next.type is Type.END:
                return _join(And, parts)
            self._fail("This “)” closes no “(”.", self._next.position)
            self._at += 1

    def _or(self, field: str) -> Node | None:
        parts = [self._and(field)]
        while self._next.type is Type.OR:
            self._operator()
            parts.append(self._and(field))
        return _join(Or, [part for part in parts if part is not None])

    def _and(self, field: str) -> Node | None:
        parts: list[Node] = []
        if self._next.type in (Type.AND, Type.OR):
            self._fail(f"{self._next.text} needs a word before it.", self._next.position)
            self._at += 1
        while True:
            if self._next.type is Type.AND:
                self._operator()
            elif self._next.type not in _STARTERS:
                return _join(And, parts)
            node = self._not(field)
            if node is not None:
                parts.append(node)

    def _operator(self) -> None:
        """Step over an operator; something to join must follow."""
        token = self._next
        self._at += 1
        while self._next.type not in _STARTERS:
            self._fail(f"{token.text} needs a word after it.", token.position)
            if self._next.type in (Type.END, Type.CLOSE):
                return
            self._at += 1

    def _not(self, field: str) -> Node | None:
        negative = False
        while self._next.type is Type.NOT:
            negative = not negative
            self._operator()
        node = self._value(field)
        return Not(node) if negative and node is not None else node

    def _value(self, field: str) -> Node | None:
        token = self._next
        if token.type in (Type.END, Type.CLOSE):
            return None
        self._at += 1
        match token.type:
            case Type.OPEN:
                return self._group(field, token)
            case Type.FIELD:
                return self._field(token)
            case Type.QUOTED:
                return self._quoted(field, token)
            case _:
                return self._word(field, token)

    def _group(self, field: str, opening: Token) -> Node | None:
        if self._depth == _DEEPEST:
            self._fail("The brackets are nested too deeply.", opening.position)
            return None
        self._depth += 1
        node = self._or(field)
        self._depth -= 1
        if self._next.type is Type.CLOSE:
            self._at += 1
            if node is None:
                self._fail("There is no word between these brackets.", opening.position)
        else:
            self._fail("This “(” is never closed.", opening.position)
        return node

    def _field(self, token: Token) -> Node | None:
        name = token.text.lower()
        if name not in FIELDS and name != "date":
            known = ", ".join((*FIELDS[1:], "date"))
            told = f"No field “{token.text}”: {known}."
            if name == "by":
                told = "“by:” works on the claim board, not in a search."
            self._fail(told, token.position)
            return self._phrase(TEXT, _exact(token.text), token)
        value = self._next
        beside = value.position == token.position + len(token.text) + 1
        if not beside or value.type not in (Type.OPEN, Type.QUOTED, Type.WORD):
            self._fail(f"“{token.text}:” needs a word right after it.", token.position)
            return None
        if name != "date":
            return self._value(name)
        self._at += 1
        return self._dates(value)

    def _dates(self, token: Token) -> Node | None:
        if token.text == "*":
            return Anything("date")
        first, dots, last = token.text.partition("..")
        since = day(first, first_day=True)
        until = day(last if dots else first, first_day=False)
        wrong = (first and since is None) or ((last if dots else first) and until is None)
        if wrong or (since is None and until is None):
            shown = printable_line(token.text[:40])
            self._fail(
                f"“{shown}” is no date; write 2020-09-14, 2020-09, 2020-09-14..2020-09-20, "
                "2020-09-14.. or ..2020-09-20.",
                token.position,
            )
            return None
        if since is not None and until is not None and since > until:
            self._fail("This range of dates ends before it begins.", token.position)
        return Dates(since, until)

    def _quoted(self, field: str, token: Token) -> Node | None:
        if not token.closed:
            self._fail("This quotation mark is never closed.", token.position)
        if field == "date":
            return self._dates(token)
        text = token.text
        atoms = _exact(text)
        if atoms and text.endswith("*"):
            atoms = [*atoms[:-1], Atom(Kind.PREFIX, atoms[-1].value)]
        if not token.closed and token.last:
            atoms = _still_typed(text, atoms)
        return self._phrase(field, atoms, token)

    def _word(self, field: str, token: Token) -> Node | None:
        text = token.text
        if text == "*":
            return Anything("" if field == TEXT else field)
        atoms = self._special(token) or _exact(text)
        if self._typing and token.last:
            atoms = _still_typed(text, atoms)
        return self._phrase(field, atoms, token)

    def _special(self, token: Token) -> list[Atom] | None:
        """The atom of a fuzzy word, prefix or wildcard; ``None`` when it is none of them."""
        text = token.text
        if match := _FUZZY.fullmatch(text):
            forms = query_words(match["word"])
            if len(forms) != 1:
                self._fail("“~” goes with a single word.", token.position)
                return None
            form = forms[0]
            distance = int(match["distance"]) if match["distance"] else 1 + (len(form) > 5)
            return [Atom(Kind.FUZZY, form, distance)]
        if "*" not in text and not re.search(r"\w\?\w", text):
            return None
        pattern = _pattern(text)
        if not pattern.strip("*?"):
            self._fail("“*” and “?” need a letter beside them.", token.position)
            return []
        if pattern.find("*") == len(pattern) - 1 and "?" not in pattern:
            return [Atom(Kind.PREFIX, pattern[:-1])]
        return [Atom(Kind.WILDCARD, pattern)]

    def _phrase(self, field: str, atoms: list[Atom], token: Token) -> Node | None:
        room = MOST_WORDS - self._words
        self._words += len(atoms)
        if len(atoms) > room:
            self._fail(f"A query holds at most {MOST_WORDS} words.", token.position)
        self._patterns += any(atom.kind in _PATTERNS for atom in atoms)
        if self._patterns > MOST_PATTERNS:
            self._fail(
                f"A query holds at most {MOST_PATTERNS} words with “*”, “?” or “~”.",
                token.position,
            )
            return None
        atoms = atoms[: max(0, room)]
        return Phrase(field, tuple(atoms)) if atoms else None


def _join(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None


def _exact(text: str) -> list[Atom]:
    forms = query_words(text)
    if len(forms) == 1 and is_single_cjk(forms[0]):
        return [Atom(Kind.PREFIX, forms[0])]
    return [Atom(Kind.WORD, form) for form in forms]


def _still_typed(text: str, atoms: list[Atom]) -> list[Atom]:
    """Letters are still being added to the last word."""
    if not atoms or atoms[-1].kind is not Kind.WORD or not text[-1:].isalnum():
        return atoms
    return [*atoms[:-1], Atom(Kind.TYPED, atoms[-1].value)]


def _pattern(text: str) -> str:
    """A wildcard with its letters folded like the words of a text."""
    pieces = re.split(r"([*?]+)", text[:_LONGEST_PATTERN])
    folded = (piece if piece[:1] in "*?" else form_of(piece) for piece in pieces if piece)
    return re.sub(r"\*[*?]*", "*", "".join(folded))
