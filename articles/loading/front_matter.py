"""Front matter: metadata between ``---`` (YAML) or ``+++`` (TOML) lines at the top of a text.

Of YAML only what front matter of articles holds is read: ``key: value`` lines, quoted values,
lists, folded blocks. A YAML library would refuse the commonest slip (``title: Oracle: the
winner``), cost a dependency and expand aliases of hostile files; of a line that this reader does
not understand it says nothing.
"""

import re
import sys
from collections.abc import Iterator, Mapping

Value = str | list[str]

_LONGEST = 65_536
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ENTRY = re.compile(r"([A-Za-z_][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_NOT_AN_ENTRY = re.compile(r"[^ \t#-]")
_COMMENT = re.compile(r"\s+#.*$")
_ESCAPE = r"\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))"
_ESCAPED = dict(
    zip(
        '0abefnrtvN_LP "/\\',
        '\0\a\b\x1b\f\n\r\t\v\x85\xa0\u2028\u2029 "/\\',
        strict=True,
    )
)
"""What YAML 1.2 (5.7) lets stand behind a backslash in double quotes, but for code points."""


def split_front_matter(text: str) -> tuple[int, Mapping[str, Value]]:
    """Length of the front matter in code points (0: there is none) and its entries.

    The length includes both fences and the newline after the second. Keys are in lower case.
    """
    fence = text[:3]
    if fence not in _FENCES or text[3:4] != "\n":
        return 0, {}
    position = 4
    while position <= min(len(text), _LONGEST):
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline
        if text[position:end].rstrip() in _FENCES[fence]:
            block = text[4:position]
            entries = _read_toml(block) if fence == "+++" else _read_yaml(block)
            return (min(end + 1, len(text)), entries) if entries is not None else (0, {})
        if newline < 0:
            break
        position = end + 1
    return 0, {}


def _read_toml(block: str) -> dict[str, Value] | None:
    import tomllib

    try:
        table = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    entries: dict[str, Value] = {}
    for key, value in table.items():
        if isinstance(value, list):
            entries[key.lower()] = [str(item) for item in value]
        elif not isinstance(value, dict):
            entries[key.lower()] = str(value)
    return entries


def _read_yaml(block: str) -> dict[str, Value] | None:
    """The entries, or ``None`` when the block is prose between two rules and no front matter."""
    entries: dict[str, Value] = {}
    for key, first, rest in _yaml_entries(block):
        if key is None:
            return None
        value = _yaml_value(first, rest)
        if value is not None:
            entries.setdefault(key.lower(), value)
    return entries or None


def _yaml_entries(block: str) -> Iterator[tuple[str | None, str, list[str]]]:
    """(key, rest of its line, indented and list lines below it); key ``None`` when it is prose."""
    key, first, rest = "", "", list[str]()
    for line in block.split("\n"):
        if not _NOT_AN_ENTRY.match(line):
            rest.append(line)
            continue
        if key:
            yield key, first, rest
        entry = _ENTRY.match(line)
        if entry is None:
            yield None, "", []
            return
        key, first, rest = entry[1], (entry[2] or "").strip(), []
    if key:
        yield key, first, rest


def _yaml_value(first: str, rest: list[str]) -> Value | None:
    if first[:1] in (">", "|"):
        joint = " " if first[0] == ">" else "\n"
        return joint.join(line.strip() for line in rest).strip()
    if first.startswith("[") and first.endswith("]"):
        return [_scalar(part) for part in first[1:-1].split(",") if part.strip()]
    if first and first[0] not in "&*!{[":
        more = [line.strip() for line in rest if line.strip() and not line.startswith(("#", "-"))]
        return _scalar(" ".join([first, *more]))
    items = [_scalar(item[1]) for line in rest if (item := _ITEM.match(line))]
    return items or None


def _scalar(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] == '"':
        # JSON, which is YAML too, writes what lies beyond U+FFFF as two surrogates.
        halves = re.sub(_ESCAPE, _unescaped, written[1:-1]).encode("utf-16-le", "surrogatepass")
        return halves.decode("utf-16-le", "replace")
    if len(written) > 1 and written[0] == written[-1] == "'":
        return written[1:-1].replace("''", "'")
    return _COMMENT.sub("", written) if " #" in written else written


def _unescaped(match: re.Match[str]) -> str:
    """What an escape stands for; one that YAML does not know stays as it is."""
    code = match[1] or match[2] or match[3]
    if code is None:
        return _ESCAPED.get(match[4], match[0])
    number = int(code, 16)
    return chr(number) if number <= sys.maxunicode else match[0]
