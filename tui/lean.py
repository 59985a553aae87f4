"""Imports Textual without what comes along and is not used before the first key, if ever.

That is a tenth of the time until the reader answers, and 5 MB of memory. Checked against
Textual 8.2, like `beneath`.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

LATER = (
    "rich.table",  # for a table of all colours
    "textual.markup",  # for texts with markup, which this program has none of
    "textual.types",  # for an annotation; it makes eight kinds of widgets
)
"""Modules that others take names from which they use in functions only, or not at all."""


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

        def act(*arguments: object, **options: object) -> object:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return act
