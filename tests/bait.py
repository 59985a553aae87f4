"""A collection that tries to run code, to choose programs and to reach what lies outside it."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from pathlib import Path
from typing import Any

SECRET = "Zanzibar"
"""Stands in every file outside the collection: whoever shows it has read one."""
_ARTICLE = """---
title: The mill closes
text: !include ../outside/secret.txt
include: ../outside/secret.txt
source: file://{outside}/secret.txt
codebook: ../outside/codebook.toml
copy-command: {steal}
theme: !!python/object/apply:os.mkdir [{sprung}]
---

The mill closes in May, said the owner. Nobody was told.
"""
_PAGE = """<?xml version="1.0"?>
<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><title>The mill</title></head><body><article>
<p>The mill closes in May, said the owner of the mill to the people who work there every day.</p>
<xi:include href="file://{outside}/secret.txt" parse="text"/><iframe src="../outside/secret.txt">
</iframe><object data="file://{outside}/secret.txt"></object><script>steal()</script>
<p>Nobody was told before, said the people who work there, and nobody was asked what to do.</p>
</article></body></html>
"""
_MAIL = """From: a@example.org
Subject: The mill
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

The mill closes in May.
--x
Content-Type: message/external-body; access-type=local-file; name="{outside}/secret.txt"

Content-Type: text/plain

--x--
"""
_SETTINGS = """copy-command = ["{steal}"]
include = "../outside/secret.txt"
theme = "own"
counts = "{secret}"
"""
_MODULES = ("platformdirs", "textual", "whoosh", "filelock", "json", "pickle", "sitecustomize")
_PROGRAMS = ("xclip", "wl-copy", "pbcopy", "xdg-open", "less", "tmux", "git")


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._folder),)


def sidecar(*items: dict[str, Any]) -> str:
    """Of any article."""
    head = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection"}
    first = {"type": "AnnotationPage", "items": list(items)}
    return json.dumps({**head, "total": len(items), "first": first})


def item(
    source: str, start: int = 0, *, exact: str = "mill", tag: str = "told", digest: str = ""
) -> dict[str, Any]:
    """An annotation of ``exact`` in the file that ``source`` names, made on the text ``digest``."""
    known = hashlib.sha256(repr((source, exact, tag, digest)).encode()).hexdigest()
    return {
        "id": f"urn:bait:{known}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "purpose": "classifying", "value": tag}],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
                {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
            ],
            "state": {"type": "TimeState", "cached": f"urn:sha256:{digest}"},
        },
    }


def make_bait(place: Path) -> Path:
    """Fill ``place`` with ``outside``, and with the folder ``news`` that is returned.

    When something in it was run, there is ``place / "sprung"``.
    """
    outside, news, sprung = place / "outside", place / "news", place / "sprung"
    _make_outside(outside)
    (news / ".crossread" / "texts").mkdir(parents=True)
    steal = news / "steal"
    words = {"outside": outside, "steal": steal, "sprung": sprung, "secret": SECRET}
    for name, text in (("a.txt", _ARTICLE), ("b.xhtml", _PAGE), ("c.eml", _MAIL)):
        (news / name).write_text(text.format(**words), "utf-8")
    named = {"title": "The mill", "text": "The mill closes.", "file": "../outside/secret.txt"}
    (news / "d.json").write_text(json.dumps(named | {"path": str(outside / "secret.txt")}))
    for name in ("config.toml", "crossread.toml", ".crossread/config.toml", "themes/own.toml"):
        (news / name).parent.mkdir(exist_ok=True)
        (news / name).write_text(_SETTINGS.format(**words), "utf-8")
    _make_programs(news, sprung)
    _make_links(news, outside)
    _make_own_files(news, outside, words)
    for name in ("index.pickle", "MAIN.toc", "_MAIN_1.toc", "history.pickle"):
        (news / ".crossread" / name).write_bytes(pickle.dumps(Trap(sprung)))
    return news


def _make_outside(outside: Path) -> None:
    outside.mkdir()
    (outside / "secret.txt").write_text(f"{SECRET} closes the mill.\n")
    (outside / "claims.json").write_text(json.dumps({"claims": [{"id": "z", "statement": SECRET}]}))
    (outside / "codebook.toml").write_text(f'[[tag]]\nid = "{SECRET}"\n')
    (outside / "annotations.json").write_text(sidecar(item("c.eml", tag=SECRET)))
    (outside / "lock").write_text(f"1\n{SECRET}\n")


def _make_programs(news: Path, sprung: Path) -> None:
    for name in ("steal", *_PROGRAMS):
        (news / name).write_text(f"#!/bin/sh\nmkdir {sprung}\n")
        (news / name).chmod(0o755)
    for name in _MODULES:
        (news / f"{name}.py").write_text(f"import os\nos.mkdir({str(sprung)!r})\n")


def _make_links(news: Path, outside: Path) -> None:
    for name, target in (
        ("link.txt", "secret.txt"),
        ("folder", "."),
        ("claims.json", "claims.json"),
        ("c.eml.annotations.json", "annotations.json"),
        ("a.txt.okafor.annotations.json", "annotations.json"),
        (".crossread/lock.by", "lock"),
        (".crossread/lock.held", "lock"),
        (f".crossread/texts/{'0' * 64}.txt", "secret.txt"),
    ):
        (news / name).symlink_to(outside / target)


def _make_own_files(news: Path, outside: Path, words: dict[str, Any]) -> None:
    digests = ("0" * 64, "../../outside/secret", f"{outside}/secret", "/dev/stdin")
    sources = ("../outside/secret.txt", f"{outside}/secret.txt", f"file://{outside}/secret.txt")
    items = [item("a.txt", exact="gone", digest=digest) for digest in digests]
    items += [item(source, exact=f"{SECRET[:3]}x") for source in sources]
    (news / "a.txt.annotations.json").write_text(sidecar(item("a.txt"), *items))
    (news / "codebook.toml").write_text(
        _SETTINGS.format(**words | {"secret": "x"}) + '[[tag]]\nid = "told"\nkey = "o"\n'
        f'include = "{outside}/codebook.toml"\ncopy-command = ["{words["steal"]}"]\n'
    )
    articles = ("../outside/secret.txt", str(outside / "secret.txt"), "folder/secret.txt")
    steps = [
        {
            "step": f"s{number}",
            "label": "tag",
            "at": "2026-01-01T00:00:00Z",
            "by": "../../outside/x",
            "changes": [{"article": article, "after": item(article)}],
        }
        for number, article in enumerate(articles)
    ]
    lines = "".join(json.dumps(step) + "\n" for step in steps)
    (news / ".crossread" / "history.jsonl").write_text(lines)
