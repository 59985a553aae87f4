"""One table of texts that would act on a terminal or as markup, and a collection full of them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from tests.e2e.terminal import unexpected_sequences

ESCAPES: Mapping[str, str] = {
    "title, ended by BEL": "\x1b]0;TAKEN\x07",
    "title, ended by ST": "\x1b]2;TAKEN\x1b\\",
    "title, ended by C1 ST": "\x1b]1;TAKEN\x9c",
    "title, never ended": "\x1b]0;TAKEN",
    "link, ended by BEL": "\x1b]8;;https://taken.example\x07link\x1b]8;;\x07",
    "link, ended by ST": "\x1b]8;id=1;https://taken.example\x1b\\link\x1b]8;;\x1b\\",
    "clipboard, ended by BEL": "\x1b]52;c;VEFLRU4=\x07",
    "clipboard, ended by ST": "\x1b]52;p;VEFLRU4=\x1b\\",
    "clipboard, asked for": "\x1b]52;c;?\x07",
    "palette": "\x1b]4;1;#123456\x07",
    "foreground, asked for": "\x1b]10;?\x07",
    "folder": "\x1b]7;file://taken.example/\x1b\\",
    "notification": "\x1b]9;TAKEN\x07",
    "another notification": "\x1b]777;notify;TAKEN;TAKEN\x07",
    "mark of a prompt": "\x1b]133;A\x07",
    "file for iTerm": "\x1b]1337;File=name=VEFLRU4=:VEFLRU4=\x07",
    "clears the screen": "\x1b[3;2J\x1b[77;77H",
    "scrolls": "\x1b[13S",
    "leaves the alternate screen": "\x1b[?47;1047;1049l",
    "mouse off": "\x1b[?1000;1002;1003l",
    "cursor hidden": "\x1b[?25;12l",
    "asks for the cursor": "\x1b[6n",
    "asks for the device": "\x1b[c",
    "asks for the version": "\x1b[>0;95c",
    "asks for the terminal's name": "\x1b[>q",
    "asks for the title": "\x1b[21t",
    "resizes the window": "\x1b[8;77;77t",
    "colours": "\x1b[31;47;5m",
    "hides text": "\x1b[8;73m",
    "prints": "\x1b[5i",
    "scrolling region": "\x1b[2;3r",
    "soft reset": "\x1b[!p",
    "keyboard protocol": "\x1b[>31u",
    "repeats": "a\x1b[99b",
    "hard reset": "\x1bc",
    "fills with E": "\x1b#8",
    "line drawing": "\x1b(0\x1b)0",
    "up a line": "\x1bM",
    "DCS": '\x1bP$q"p\x1b\\',
    "DCS, termcap": "\x1bP+q544e\x1b\\",
    "DCS, sixel": "\x1bPq#0;2;0;0;0#0~~@@vv\x1b\\",
    "DCS, tmux": "\x1bPtmux;\x1b\x1b]0;TAKEN\x07\x1b\\",
    "APC, kitty": "\x1b_Gi=1,a=q;AAAA\x1b\\",
    "PM": "\x1b^TAKEN\x1b\\",
    "SOS": "\x1bXTAKEN\x1b\\",
    "C1 CSI": "\x9b31m",
    "C1 OSC": "\x9d0;TAKEN\x9c",
    "C1 DCS": "\x90+q544e\x9c",
    "C1 APC": "\x9fGi=1\x9c",
    "C1 PM and SOS": "\x9eTAKEN\x9c\x98TAKEN\x9c",
    "C1 IND, NEL, RI": "\x84\x85\x8d",
    "C1 bytes taken for Latin": "Â\x9b31m",
    "ESC alone": "\x1b",
    "ESC before a bracket": "\x1b[",
    "cut off within numbers": "\x1b[38;5;",
    "split by a line end": "\x1b\n[31m",
    "split by NUL": "\x1b\x00[31m",
    "ESC within a sequence": "\x1b[3\x1b[31m",
    "CAN and SUB": "\x1b[3\x18\x1a",
    "bell": "\x07",
    "backspaces": "BEFORE\x08\x08\x08\x08",
    "shift out and in": "\x0e\x0f",
    "NUL and DEL": "\x00\x7f",
    "carriage return": "hidden\rshown",
    "vertical tab, form feed": "\x0b\x0c",
    "separators of files": "\x1c\x1d\x1e\x1f",
    "enquiry": "\x05",
    "right to left override": "\u202egnp.exe\u202c",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "embeddings and marks": "\u202a\u202b\u202d\u200e\u200f\u061c",
    "tag characters": "\U000e0001\U000e0041\U000e007f",
    "line separators": "\u2028\u2029",
    "zero width": "\u200b\u2060\ufeff",
    "invisible operators": "\u2061\u2062\u2063\u2064",
    "annotations of lines": "\ufff9a\ufffab\ufffb",
    "deprecated controls": "\u206a\u206d\u206f",
    "noncharacters": "\ufdd0\ufffe",
    "musical controls": "\U0001d173\U0001d17a",
}
"""What would act on a terminal, or mislead the eye, by name."""

MARKUP: Mapping[str, str] = {
    "closing tag": "[/]",
    "closing tag that was not opened": "[/bold]",
    "bold": "[bold red]red[/bold red]",
    "an action": "[@click=app.quit]click[/]",
    "an action of a screen": "[@click=screen.leave]click[/]",
    "a link": "[link=https://taken.example]link[/link]",
    "Rich's emoji": ":smile:",
    "a variable": "[$primary]x[/]",
    "a broken tag": "[bold",
    "an escaped tag": "\\[bold]",
}
"""What would be markup for Rich or Textual, by name."""

PAYLOADS: tuple[str, ...] = (*ESCAPES.values(), *MARKUP.values())

FORBIDDEN = re.compile(
    "[\x80-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0\ufeff\ufff9-\ufffb\ufffe"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Code points that never reach a terminal."""

_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*)?\Z")
"""What is still being written when one looks."""
_SEQUENCE = re.compile(r"\x1b\[[0-9;:<=>?!]*[ -/]*[@-~]")
SEQUENCES = {found.encode() for payload in PAYLOADS for found in _SEQUENCE.findall(payload)} | {
    b"hidden\r"
}
"""Whole sequences of the payloads: the program has its own, but none with these numbers."""


def leaks(raw: bytes) -> list[str]:
    """What of the payloads is in what a program wrote to a terminal; empty is good."""
    raw = _UNFINISHED.sub(b"", raw)
    text = raw.decode("utf-8", "surrogateescape")
    found = [f"byte {ord(one) - 0xDC00:#x}" for one in re.findall("[\udc80-\udcff]", text[:-4])]
    found += [f"{ord(one):#x}" for one in FORBIDDEN.findall(text)]
    found += [repr(one) for one in SEQUENCES if one in raw]
    found += [repr(one) for one in unexpected_sequences(raw)]
    return sorted(set(found))


def one_line(payload: str) -> str:
    """The payload where a line end would end the text that it stands in."""
    return payload.replace("\n", " ").replace("\r", " ")


def file_name(payload: str) -> str:
    """The payload as a part of a file's name."""
    return payload.replace("/", "").replace("\0", "")


def make_collection(folder: Path) -> Path:
    """Fill ``folder``, whose own name is hostile, with every payload in every place."""
    folder = folder / file_name("hos\x1b[31;47;5m\x1b]0;TAKEN\x07\x9b31m\u202etile")
    folder.mkdir(parents=True)
    body = "\n\n".join(sentence(number, payload) for number, payload in enumerate(PAYLOADS))
    body = f"All the payloads that were tried\n\n{body}\n"
    (folder / "0.txt").write_bytes(body.encode())
    for number, payload in enumerate(PAYLOADS):
        head = "".join(
            f"{key}: {json.dumps(f'{key}{number} {one_line(payload)} end')}\n"
            for key in ("title", "outlet", "author", "url")
        )
        words = f"This sentence has {one_line(payload)} in the middle of it, said the mayor.\n"
        name = f"{number + 1} {file_name(payload)}"[:80]
        (folder / f"{name}.txt").write_bytes(f"---\n{head}---\n{words}".encode())
    raw = os.fsencode(folder)
    (folder / "empty\x1b[31;47;5m.txt").write_bytes(b"")
    with open(raw + b"/raw \x9b31m \x9d0;TAKEN\x9c.txt", "wb") as file:  # noqa: PTH123
        file.write(b"Raw bytes \x9b31m and \x9d0;TAKEN\x9c in it, and \x1b]0;TAKEN\x07 too.\n")
    _annotate(folder, body)
    return folder


def sentence(number: int, payload: str) -> str:
    """A payload in the middle of what is plainly prose, between two words that can be searched."""
    return f"The council wrote BEFORE{number} {payload} AFTER{number} in a letter of that week."


def _annotate(folder: Path, body: str) -> None:
    """Sidecars, claims and a codebook, written as another program would."""
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    items: list[object] = []
    claims: list[object] = []
    steps: list[object] = []
    for number, payload in enumerate(PAYLOADS):
        start = text.index(f"BEFORE{number} ")
        claims.append(
            {"id": f"c{number}{payload}", "statement": f"claim{number} {payload}", "note": payload}
        )
        lost = number % 3 == 0  # its quote is nowhere: it goes to the review queue
        items.append(_item(number, payload, start, f"gone {payload}" if lost else "BEFORE"))
        change = {"kind": "annotation", "article": "0.txt", "id": "x", "before": None}
        made = [change | {"after": items[-1]}]
        label = f"step{number} {payload}"
        steps.append({"step": label, "label": label, "at": payload, "by": payload, "changes": made})
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:{PAYLOADS[0]}",
        "type": "AnnotationCollection",
        "label": PAYLOADS[0],
        "total": len(items),
        "first": {"id": "urn:page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    sidecar = json.dumps(collection)
    (folder / "0.txt.annotations.json").write_text(sidecar, "utf-8")
    (folder / "0.txt.rivera.annotations.json").write_text(sidecar, "utf-8")
    (folder / "claims.json").write_text(json.dumps({"version": 1, "claims": claims}), "utf-8")
    (folder / ".crossread").mkdir()
    log = "".join(f"{json.dumps(step)}\n" for step in steps)
    (folder / ".crossread" / "history.jsonl").write_text(log, "utf-8")
    broken = next(iter(folder.glob("2 *.txt"))).name
    (folder / f"{broken}.annotations.json").write_text('{"type": "\x1b[31;47;5m"', "utf-8")
    tags = "".join(
        f"[[tag]]\nid = {_toml(_visible(f'tag{number} {payload}'))}\n"
        f"definition = {_toml(payload)}\n"
        for number, payload in enumerate(PAYLOADS)
    )
    attribute = f'[[attribute]]\nid = "role"\nvalues = [{", ".join(map(_toml, PAYLOADS[:9]))}]\n'
    (folder / "codebook.toml").write_text(f'name = "x \\u001b]0;TAKEN"\n{tags}{attribute}', "utf-8")


def _visible(payload: str) -> str:
    """The payload as far as a codebook takes it for an id."""
    return "".join(one for one in payload if one.isprintable())[:80].strip()


def _toml(text: str) -> str:
    """A string of TOML: JSON's, but that it has no surrogates and no DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _item(number: int, payload: str, start: int, quote: str) -> object:
    # A tag that is not in the codebook is shown by its first character, whatever that is.
    said = [("classifying", f"tag{number} {payload}"), ("classifying", payload)]
    bodies = [
        {"type": "TextualBody", "purpose": purpose, "value": value}
        for purpose, value in (*said, ("commenting", f"note{number} {payload}"))
    ]
    about = {"purpose": "identifying", "source": f"urn:crossread:claim:c{number}{payload}"}
    bodies.append({"type": "SpecificResource", **about})
    selectors = [
        {"type": "TextPositionSelector", "start": start, "end": start + len(quote)},
        {"type": "TextQuoteSelector", "exact": quote, "prefix": payload, "suffix": payload},
    ]
    return {
        "id": f"urn:uuid:{number}",
        "type": "Annotation",
        "creator": {"type": "Person", "nickname": f"coder {payload}"},
        "created": payload,
        "modified": payload,
        "body": bodies,
        "speaker": f"speaker{number} {payload}",
        "cue": payload,
        "attributes": {f"a {payload}": payload},
        "target": {"source": payload, "selector": selectors},
    }


def hostile_settings() -> str:
    """A config.toml that is wrong in every line, hostile in each."""
    lines = [f"{_toml(payload)} = {_toml(payload)}" for payload in PAYLOADS]
    text = f'theme = {_toml(PAYLOADS[0])}\n[keys]\n"reader.undo" = "ctrl+c"\n'
    return text + "\n".join(lines) + "\n"
