"""Direct quotations and who is quoted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: ``[start, end)`` in code points.

    ``speaker`` is the name as printed near the quotation, ``None`` when the text does not say;
    ``cue`` the reporting verb or phrase that names the speaker.
    """

    start: int
    end: int
    speaker: str | None = None
    cue: str | None = None


def find_quotations(text: str) -> list[Quotation]:
    """Quotations in order, in curly, straight, mixed and single marks; blank speaker beats wrong."""
    raise NotImplementedError
