"""What a step of the history was about: the passage, and its claim. No Textual."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ...annotations.history import Change
from ...annotations.model import Annotation, Claim
from ...articles.record import record

_WORDS = 8
"""Words of a passage that tell it apart."""


@record
class Subject:
    """The first passage that a step changed, and the claim that it belongs to or belonged to."""

    passage: str = ""
    """Its first words in quotation marks, and how many passages more there were."""
    claim: str = ""


def statements_in(steps: Iterable[Sequence[Change]]) -> dict[str, str]:
    """What the claims that steps changed, oldest first, have last said, by id."""
    values = (change.after or change.before for changes in steps for change in changes)
    return {value.id: value.statement for value in values if isinstance(value, Claim)}


def subject_of(
    changes: Sequence[Change],
    claims: Mapping[str, Claim],
    earlier: Callable[[str], str] = lambda id: "",
) -> Subject:
    """What was changed; ``claims`` are those that there are now, ``earlier`` knows the others."""
    values = [change.after or change.before for change in changes]
    known = {**claims, **{value.id: value for value in values if isinstance(value, Claim)}}
    found = [value for value in values if isinstance(value, Annotation)]
    if not found:
        return Subject()
    ids = [value.claim for value in found]
    ids += [c.before.claim for c in changes if isinstance(c.before, Annotation)]
    claim = next((known[id].statement for id in ids if id in known), "")
    if not claim:
        claim = next(filter(None, map(earlier, filter(None, ids))), "")
    more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
    return Subject(f"“{_first_words(found[0].exact)}”{more}", claim)


def _first_words(text: str) -> str:
    words = text.strip("“”\"'‘’ \n").split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
