"""Screens that close once."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class Closing(Screen[T]):
    """A screen that may be told twice to close, as by two keys in one moment.

    Textual would then close what lies below too, or fail.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close, once, and only while nothing lies above."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)
