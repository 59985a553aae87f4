"""Imports Textual without what comes along and is not used before the first key, if ever.

That is an eighth of the time until the reader answers, and 5 MB of memory. Checked against
Textual 8.2, like `beneath`.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

LATER = (
    "rich.markup",  # texts with markup, which this program has none of
    "rich.table",  # a table of all colours
    "textual.canvas",  # lines between widgets
    "textual.command",  # the command palette, with a dozen kinds of widgets
    "textual.markup",
    "textual.suggestions",  # what a misspelt name of a style may have been
)
"""Modules from which others take functions and classes that they call later, if ever."""


def import_textual() -> None:
    """Import Textual, the modules of `LATER` when they are used, and asyncio without OpenSSL.

    The reader talks to nobody, so it needs TLS no more than where Python was built without it.
    Whoever imports these modules by their names, now or later, gets them whole.
    """
    stand_ins = {"ssl": None, **{name: _Later(name) for name in LATER}}
    used: dict[str, Any] = {n: module for n, module in stand_ins.items() if n not in sys.modules}
    sys.modules.update(used)
    try:
        import_module("textual.app")
    finally:
        for name, module in used.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands in for a module while others are imported that take names from it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn(name, (), {"__module__": self.__name__})


class _StandIn(type):
    """A class in the place of a class or function of a module that is not imported yet.

    Whoever calls it calls what is meant; so it is with what was derived from it meanwhile.
    """

    def _meant(cls) -> Any:
        *_, stand_in, _ = cls.__mro__
        meant: Any = getattr(import_module(stand_in.__module__), stand_in.__name__)
        return meant if cls is stand_in else type(cls.__name__, (meant,), dict(cls.__dict__))

    def __call__(cls, *arguments: object, **options: object) -> object:
        return cls._meant()(*arguments, **options)

    def __getattr__(cls, name: str) -> object:
        return getattr(cls._meant(), name)
