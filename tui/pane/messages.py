"""What a column reports to the screen that holds it; handlers are called ``on_column_…``."""

from typing import TYPE_CHECKING

from textual.message import Message

from ...articles.record import holder

if TYPE_CHECKING:
    from .column import Column


@holder
class ColumnMessage(Message, namespace="column"):
    """A message about ``column``."""

    column: "Column"

    def __post_init__(self) -> None:
        """Keep which article the column shows now: later it may be another."""
        super().__post_init__()
        self.article = self.column.article

    @property
    def control(self) -> "Column":
        """The column, for ``@on`` with a selector."""
        return self.column


@holder
class Pressed(ColumnMessage, namespace="column"):
    """The primary button went down on the text; ``clicks`` counts presses on the same cell."""

    offset: int
    clicks: int
    shift: bool


@holder
class Dragged(ColumnMessage, namespace="column"):
    """The pointer was dragged from ``start`` to ``end``, which may stand before it.

    What was pressed and what is under the pointer now both lie between the two.
    """

    start: int
    end: int
    done: bool

    def can_replace(self, message: Message) -> bool:
        """Only the newest end of a drag matters."""
        return isinstance(message, Dragged) and not message.done


@holder
class GutterPressed(ColumnMessage, namespace="column"):
    """The gutter was pressed: on a sign at ``offset``, or beside the row that begins there.

    ``sign`` is the name of the sign's style; empty where there is none.
    """

    offset: int
    sign: str = ""


@holder
class RulerPressed(ColumnMessage, namespace="column"):
    """The ruler was pressed where it stands for ``offset``."""

    offset: int


@holder
class BorderDragged(ColumnMessage, namespace="column"):
    """The right border was dragged to where the column would be ``width`` cells wide."""

    width: int

    def can_replace(self, message: Message) -> bool:
        """Only the newest place counts."""
        return isinstance(message, BorderDragged) and message.column is self.column


@holder
class Wheel(ColumnMessage, namespace="column"):
    """The wheel asks to scroll by ``rows``, down when positive; the column has not moved yet."""

    rows: int


@holder
class Resized(ColumnMessage, namespace="column"):
    """The column has a new size and has laid out its text for it."""
