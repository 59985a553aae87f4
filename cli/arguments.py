"""The arguments of every command, declared once: for parsing, help, completion and the manual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..articles.record import record

if TYPE_CHECKING:
    import argparse


@record
class Argument:
    """One argument: a positional one has a plain name, options begin with dashes."""

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    completes: str = ""
    """What a shell completes it to: ``file``, ``folder`` or ``format``."""
    more: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """What else argparse is told."""

    def add_to(self, parser: argparse.ArgumentParser) -> argparse.Action:
        """Declare it to argparse."""
        meta = {"metavar": self.metavar} if self.metavar else {}
        return parser.add_argument(*self.names, help=self.help, **meta, **self.more)

    @property
    def default(self) -> tuple[str, Any]:
        """What it is called among the parsed options, and what stands there without it."""
        name = self.more.get("dest", self.names[-1].lstrip("-").replace("-", "_"))
        nothing = False if self.more.get("action") == "store_true" else None
        return name, self.more.get("default", nothing)

    @property
    def is_option(self) -> bool:
        """Whether it begins with a dash."""
        return self.names[0].startswith("-")

    @property
    def usage(self) -> str:
        """How it is written, e.g. ``-o OUT, --output OUT``."""
        if not self.is_option:
            return self.metavar
        return ", ".join(f"{name} {self.metavar}".strip() for name in self.names)


def _argument(*names: str, help: str, metavar: str = "", completes: str = "", **more: Any):
    return Argument(names, help, metavar, completes, MappingProxyType(more))


def _number(text: str) -> int:
    """A number from 1 up; raises `argparse.ArgumentTypeError`."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        import argparse

        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def _port(text: str) -> int:
    """A port; raises `argparse.ArgumentTypeError`."""
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < 65_536):
        import argparse

        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _path(text: str) -> Path:
    """A path; raises `argparse.ArgumentTypeError` for the empty one, which would mean ``.``."""
    if not text:
        import argparse

        raise argparse.ArgumentTypeError("an empty name is no path")
    return Path(text)


def _only(name: str, metavar: str, what: str, *more_names: str) -> Argument:
    """A filter that may be given several times."""
    return _argument(
        f"--{name}",
        *more_names,
        help=f"only {what}; may be given again",
        metavar=metavar,
        dest=f"only_{name}",
        action="append",
        default=[],
    )


def _format(tells: str) -> Argument:
    return _argument(
        "--format",
        help=f"the format; without it, {tells} tells it; `crossread formats` lists them",
        metavar="NAME",
        completes="format",
    )


def _flag(name: str, help: str) -> Argument:
    return _argument(f"--{name}", help=help, action="store_true")


_FOLDERS = "articles and folders of articles"
_PATHS = _argument("paths", help=_FOLDERS, metavar="PATH", completes="file", nargs="+", type=_path)
_PATHS_OR_NONE = _argument(
    "paths",
    help=f"{_FOLDERS}; without one, the sample articles",
    metavar="PATH",
    completes="file",
    nargs="*",
    type=_path,
    default=[],
)
_ENCODING = _argument(
    "--encoding", help="read texts in this encoding instead of guessing", metavar="NAME"
)
_ANNOTATOR = _argument(
    "--annotator",
    help="whose annotations; each annotator has sidecars of their own",
    metavar="NAME",
    default="",
)
_SIDECARS = _argument(
    "--sidecars",
    help="the folder that holds the sidecars, when they are not beside the articles",
    metavar="DIR",
    completes="folder",
    type=_path,
)
_QUIET = _flag("quiet", "no progress and no remarks, only what is wrong")
_JSON = _flag("json", "print JSON")
_TAG = _only("tag", "TAG", "what has this tag")
_CLAIM = _only("claim", "ID", "mentions of this claim")
_CODER = _only("coder", "NAME", "what this annotator made", "--annotator")
_OUTLET = _only("outlet", "NAME", "articles of this outlet")
_ARTICLE = _only("article", "ID", "this article, or those like 2024/*")

_READING = (_PATHS, _ENCODING)
_EVERYBODY = (_PATHS, _ENCODING, _SIDECARS)

ARGUMENTS: Mapping[str, tuple[Argument, ...]] = {
    "read": (
        _PATHS_OR_NONE,
        _ENCODING,
        _ANNOTATOR,
        _SIDECARS,
        _argument("--theme", help="colours of the reader", metavar="NAME", default=""),
        _flag("linear", "one article at a time, told in words, for screen readers and braille"),
        _argument(
            "--keys",
            help="keys of the reader: default, vim or emacs",
            metavar="NAME",
            choices=("default", "vim", "emacs"),
            default="",
        ),
        _flag("no-mouse", "leave the mouse to the terminal, which then selects text itself"),
        _QUIET,
    ),
    "serve": (
        _PATHS_OR_NONE,
        _argument(
            "--host",
            help="the address to listen on (127.0.0.1); others let other machines in, who need the "
            "secret address that is printed",
            metavar="HOST",
            default="127.0.0.1",
        ),
        _argument(
            "--port",
            help="the port (8000); 0 takes a free one",
            metavar="N",
            type=_port,
            default=8000,
        ),
        _ENCODING,
        _ANNOTATOR,
        _SIDECARS,
        _argument("--theme", help="colours of the reader", metavar="NAME", default=""),
        _QUIET,
    ),
    "search": (
        _argument(
            "query",
            help='words, "a phrase", AND OR NOT ( ), pre*, w?ld, fuzzy~, title: outlet: tag: '
            "note: claim: date:2020-09-14..2020-09-20",
            metavar="QUERY",
        ),
        _PATHS_OR_NONE,
        _argument(
            "--limit",
            help="show at most N articles (20)",
            metavar="N",
            type=_number,
            default=20,
        ),
        _JSON,
        _ENCODING,
        _ANNOTATOR,
        _SIDECARS,
        _QUIET,
    ),
    "parallels": (*_READING, _flag("all", "weak ones too"), _JSON, _QUIET),
    "quotes": (*_READING, _JSON, _QUIET),
    "claims": (
        *_EVERYBODY,
        _argument(
            "--sort",
            help="order of the claims: made (default), disagreement, coverage, first-mention, "
            "statement",
            metavar="ORDER",
            choices=("made", "disagreement", "coverage", "first-mention", "statement"),
            default="made",
        ),
        _TAG,
        _OUTLET,
        _CODER,
        _JSON,
        _QUIET,
    ),
    "export": (
        *_EVERYBODY,
        _format("the ending of OUT"),
        _argument(
            "-o",
            "--output",
            help="the file or folder to write; without it, standard output",
            metavar="OUT",
            completes="file",
            type=_path,
        ),
        _flag("force", "write over an existing OUT"),
        _flag("no-text", "offsets, hashes and sources only, no words of the articles"),
        _TAG,
        _CLAIM,
        _CODER,
        _ARTICLE,
        _argument("--since", help="only articles of this day or later", metavar="DATE"),
        _argument("--until", help="only articles of this day or earlier", metavar="DATE"),
        _QUIET,
    ),
    "import": (
        _argument(
            "file",
            help="what the other program wrote",
            metavar="FILE",
            completes="file",
            type=_path,
        ),
        _PATHS,
        _format("FILE"),
        _flag("dry-run", "tell what would come in, and change nothing"),
        _ENCODING,
        _ANNOTATOR,
        _SIDECARS,
        _QUIET,
    ),
    "stats": (*_EVERYBODY, _CODER, _JSON, _QUIET),
    "check": (*_EVERYBODY, _JSON, _QUIET),
    "doctor": (
        _argument(
            "paths",
            help=f"{_FOLDERS} to look into; without one, only terminal and installation",
            metavar="PATH",
            completes="file",
            nargs="*",
            type=_path,
            default=[],
        ),
        _ENCODING,
        _SIDECARS,
        _JSON,
        _QUIET,
    ),
    "index": (
        *_READING,
        _flag("rebuild", "throw the index away and make it anew"),
        _ANNOTATOR,
        _SIDECARS,
        _QUIET,
    ),
    "formats": (_JSON,),
    "completion": (
        _argument(
            "shell",
            help="bash, fish, tcsh or zsh",
            metavar="SHELL",
            choices=("bash", "fish", "tcsh", "zsh"),
        ),
    ),
}
"""Every command's arguments, in the order in which help lists them."""
