"""The mouse on what is no text: marks in the gutter, names above the columns."""

from ...annotations.model import Annotation
from ..pane.column import Column
from ..pane.palette import PARALLEL_SIGN
from ..place import at
from ..widgets.line import Line
from .comparing import Comparing
from .tagging import Tagging


class Pointing(Tagging, Comparing):
    """A click opens what a mark means."""

    async def on_column_gutter_pressed(self, event: Column.GutterPressed) -> None:
        """A letter opens its annotation, a sign of a parallel the versions there are."""
        event.stop()
        index = self.touched(event)
        if index is None:
            return
        if index != self.desk.current:
            self.take_in_hand(index)
        if event.sign.startswith(PARALLEL_SIGN):
            self.go(at(event.offset), scroll=False)
            await self.action_differences()
            return
        near = self._annotation_at(index, event.offset, event.sign)
        self.go(at(event.offset, near.id if near else ""), scroll=False)
        if near is not None:
            await self.action_edit()

    def _annotation_at(self, index: int, offset: int, sign: str) -> Annotation | None:
        """The annotation whose letter stands there; of several, the one with that tag."""
        here = [a for a in self.annotations(index) if a.start == offset and a.placed]
        tag = sign.partition(":")[2]
        return next((a for a in here if tag in a.tags), here[0] if here else None)

    def on_line_pressed(self, event: Line.Pressed) -> None:
        """A name above the columns opens that article; the other lines are not the reader's."""
        if event.line.id == "tabs":
            event.stop()
            self.take_in_hand(self.first_tab + event.part)
