"""Where one is on the claim board, and what is opened from there. No Textual."""

from ...annotations.board import Order
from ...articles.record import record


@record
class Place:
    """How the board was shown, and the cell that the cursor stood on."""

    order: Order = Order.MADE
    typed: str = ""
    """The filter as it was typed."""
    claim: str = ""
    column: int = 0


@record
class Opened:
    """What the reader should show: a claim's mentions, at which article to start."""

    claim: str
    article: str
    place: Place
    propose: bool = False
