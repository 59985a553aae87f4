"""What the topics of the reader are derived from: for the type checker, the reader itself."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .base import ReaderBase as Topic
else:

    class Topic:
        """A part of `ReaderScreen`, which brings all that `ReaderBase` has.

        A dozen topics would otherwise each be a kind of screen, which Textual takes a quarter of a
        millisecond to make. So a topic has methods and attributes, but no bindings, no styles and
        no handlers with ``@on``: those are the screen's.
        """


__all__ = ["Topic"]
