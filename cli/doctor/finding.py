"""One thing that was looked at."""

from dataclasses import asdict
from typing import Literal

from ...articles.record import record

State = Literal["fine", "note", "wrong"]
"""*note*: works, but not as well as it could; *wrong*: something to mend, and exit code 1."""


@record
class Finding:
    """What was found, and for what is not fine, what to do."""

    topic: str
    name: str
    found: str
    state: State = "fine"
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        """As a JSON object."""
        return asdict(self)
