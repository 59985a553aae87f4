"""What a key is called: by the terminal, in ``config.toml``, and to people. No Textual."""

NAMES = {
    "comma": ",",
    "backslash": "\\",
    "full_stop": ".",
    "slash": "/",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "plus": "+",
    "minus": "-",
    "underscore": "_",
    "at": "@",
    "question_mark": "?",
    "exclamation_mark": "!",
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "quotation_mark": '"',
    "grave_accent": "`",
    "circumflex_accent": "^",
    "tilde": "~",
    "vertical_line": "|",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "asterisk": "*",
}
"""Textual's names of punctuation."""
_SHOWN = {
    "pagedown": "page down",
    "pageup": "page up",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
}
_SAME = {"ctrl+@": "ctrl+space", "ctrl+/": "ctrl+_"}
"""Keys that terminals send as one."""

Strokes = tuple[str, ...]
"""Keys pressed one after the other."""


def stroke(key: str, character: str | None = None) -> str:
    """One name for a key, whether a terminal, Textual or a person has named it.

    A key that types something is that character; others have their name (``pagedown``) after
    their modifiers (``alt+<``).
    """
    *modifiers, name = _parts(key)
    if not modifiers and character and character.isprintable() and character != " ":
        return character
    name = NAMES.get(name, name)
    if not name.isalnum():
        modifiers = [modifier for modifier in modifiers if modifier != "shift"]
    found = "+".join([*modifiers, name])
    return _SAME.get(found, found)


def _parts(key: str) -> list[str]:
    """``ctrl++`` is the plus key with a modifier."""
    if key.endswith("+"):
        return [*key[:-1].rstrip("+").split("+"), "+"] if len(key) > 1 else ["+"]
    return key.split("+")


def sequences(keys: str) -> list[Strokes]:
    """What the keys of a command are: commas between several, blanks within a sequence."""
    return [tuple(stroke(part) for part in one.split()) for one in keys.split(",") if one.strip()]


def shown_stroke(key: str) -> str:
    """A key as a person reads it."""
    *modifiers, name = _parts(key)
    return "-".join([*modifiers, _SHOWN.get(name, name)])


def shown_keys(keys: str) -> str:
    """Keys as a person reads them, two blanks between them: ``j  ↓  g g``."""
    return "  ".join(shown_sequence(one) for one in sequences(keys))


def shown_sequence(strokes: Strokes) -> str:
    """A sequence as a person reads it: ``ctrl-x ctrl-s``."""
    return " ".join(map(shown_stroke, strokes))
