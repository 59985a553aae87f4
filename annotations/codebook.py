"""The tags and attributes in use."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``id`` is stored in sidecars, ``key`` applies it, ``letter`` shows it without colour."""

    id: str
    key: str = ""
    letter: str = ""
    colour: str = ""
    definition: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named value that an annotation may carry beside its tags."""

    id: str
    definition: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The tags and attributes in use, in the order shown."""

    name: str = "Claims"
    version: int = 1
    tags: tuple[Tag, ...] = ()
    attributes: tuple[Attribute, ...] = field(default=())

    def tag(self, tag_id: str) -> Tag | None:
        """The tag with this id, or ``None`` when the codebook does not define it."""
        return next((tag for tag in self.tags if tag.id == tag_id), None)


DEFAULT_CODEBOOK = Codebook(
    tags=(
        Tag("asserts", "1", "A", "success", "The article states it in its own voice."),
        Tag("reports", "2", "R", "primary", "The article says that somebody says so."),
        Tag("denies", "3", "D", "error", "The article denies it."),
        Tag("speculates", "4", "S", "warning", "The article says that it may be so."),
        Tag("quotes", "5", "Q", "secondary", "Somebody's words, quoted."),
        Tag("opinion", "6", "O", "accent", "A judgement, not a fact."),
        Tag("checks", "7", "?", "foreground", "Needs checking."),
    )
)
