"""Looks: the colours of a theme, and the style of every part of the reading columns.

A look never relies on hue alone: tags also show their letter in the gutter and, where several
overlap, an underline; shared and edited words are underlined.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from typing import TYPE_CHECKING

from ..articles.record import record
from .colours import legible, mix, readable_on

if TYPE_CHECKING:
    from textual.theme import Theme

    from ..annotations.codebook import Tag


@record
class Look:
    """The colours of one theme, ``#rrggbb``; ``ansi`` looks use the terminal's own sixteen."""

    name: str
    title: str
    text: str
    ground: str
    quiet: str
    """Secondary text: furniture, subtitles, signs."""
    line: str
    """Rules between columns, the track of the edge ruler."""
    roles: Mapping[str, str]
    """``primary``, ``secondary``, ``success``, ``warning``, ``error``, ``accent``."""
    dark: bool = True
    tint: float = 0.34
    """How much of a tag's colour goes into the background of tagged text."""
    ansi: bool = False

    def colour(self, name: str) -> str:
        """A theme colour by name, or ``#rrggbb`` itself; unknown names become the text colour."""
        if name.startswith("#") and len(name) == 7:
            return name
        return self.roles.get(name, self.text)


_OKABE_ITO = {
    "primary": "#56b4e9",
    "secondary": "#cc79a7",
    "success": "#009e73",
    "warning": "#e69f00",
    "error": "#d55e00",
    "accent": "#f0e442",
}

LOOKS: tuple[Look, ...] = (
    Look(
        name="crossread-dark",
        title="Dark",
        text="#d9dce3",
        ground="#14161a",
        quiet="#8b919d",
        line="#2a2e36",
        roles={
            "primary": "#6ea8fe",
            "secondary": "#c39bf0",
            "success": "#5fbf87",
            "warning": "#e5b567",
            "error": "#f07178",
            "accent": "#4cc2c4",
        },
    ),
    Look(
        name="crossread-light",
        title="Light",
        text="#24272d",
        ground="#fbfaf7",
        quiet="#636871",
        line="#dddad2",
        roles={
            "primary": "#1f5fbf",
            "secondary": "#7a3fb0",
            "success": "#1d7a45",
            "warning": "#8f5b00",
            "error": "#b3261e",
            "accent": "#00696e",
        },
        dark=False,
        tint=0.2,
    ),
    Look(
        name="high-contrast",
        title="High contrast",
        text="#ffffff",
        ground="#000000",
        quiet="#d0d0d0",
        line="#767676",
        roles={
            "primary": "#7cc4ff",
            "secondary": "#e0b0ff",
            "success": "#7dffa6",
            "warning": "#ffd95e",
            "error": "#ff9b94",
            "accent": "#5ff2f2",
        },
        tint=0.4,
    ),
    Look(
        name="colour-blind",
        title="Colour-blind safe",
        text="#e6e6e6",
        ground="#121417",
        quiet="#9aa0a8",
        line="#2c3036",
        roles=_OKABE_ITO,
        tint=0.38,
    ),
    Look(
        name="sixteen",
        title="Sixteen colours",
        text="ansi_default",
        ground="ansi_default",
        quiet="ansi_default",
        line="ansi_bright_black",
        roles=dict.fromkeys(_OKABE_ITO, "ansi_default"),
        ansi=True,
    ),
    Look(
        name="no-colour",
        title="Without colour",
        text="#e4e4e4",
        ground="#121212",
        quiet="#a0a0a0",
        line="#3a3a3a",
        roles=dict.fromkeys(_OKABE_ITO, "#e4e4e4"),
        tint=0.0,
    ),
)


_TAG_LINES = (
    "underline",
    "underline underline2",
    "italic underline",
    "italic underline underline2",
    "overline underline",
    "overline underline underline2",
    "italic overline underline",
    "italic overline underline underline2",
)
"""How tags are told apart without colours; bold and reverse have other meanings.

A terminal that knows no double line, or none above, still shows the one below.
"""

_ANSI_VARIABLES = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_bright_cyan",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_bright_cyan",
    "screen-selection-foreground": "ansi_black",
}

_ANSI_TAGS = {
    "primary": "bright_white on blue",
    "secondary": "black on white",
    "success": "black on green",
    "warning": "black on bright_yellow",
    "error": "bright_white on red",
    "accent": "black on cyan",
}
"""Pairs that can be read in the usual palettes; on a ground that is not known, no colour is."""


def look(name: str) -> Look:
    """The look with this name, or the first when there is none."""
    return next((entry for entry in LOOKS if entry.name == name), LOOKS[0])


def first_look(
    looks: Sequence[Look], wanted: Iterable[str], *, no_colour: bool, few_colours: bool
) -> Look:
    """The look to begin with: the first wanted one there is, else what fits the terminal."""
    known = {entry.name: entry for entry in looks}
    fitting = "no-colour" if no_colour else "sixteen" if few_colours else looks[0].name
    return next((known[name] for name in wanted if name in known), known[fitting])


def theme_of(look: Look) -> "Theme":
    """The Textual theme of a look."""
    from textual.theme import Theme

    ansi = look.ansi
    surface = look.ground if ansi else mix(look.text, look.ground, 0.04)
    panel = panel_of(look)
    roles = {name: _on_panel(look, role) for name, role in look.roles.items()}
    return Theme(
        name=look.name,
        primary=roles["primary"],
        secondary=roles["secondary"],
        success=roles["success"],
        warning=roles["warning"],
        error=roles["error"],
        accent=roles["accent"],
        foreground=look.text,
        background=look.ground,
        surface=surface,
        panel=panel,
        dark=look.dark,
        ansi=ansi,
        variables={
            "quiet": _on_panel(look, look.quiet),
            "line": look.line,
            "border-blurred": look.line,
            "scrollbar": look.line,
            "scrollbar-background": look.ground,
            **(_ANSI_VARIABLES if ansi else _legible_variables(look, panel)),
        },
    )


def panel_of(look: Look) -> str:
    """The ground of lines and windows, which of all grounds is nearest to the text."""
    return look.ground if look.ansi else mix(look.text, look.ground, 0.09)


def _on_panel(look: Look, colour: str) -> str:
    return colour if look.ansi else legible(colour, panel_of(look))


_LINES = {
    "line--quiet": "",
    "line--strong": "bold",
    "line--key": "bold",
    "line--good": "",
    "line--bad": "bold",
}
"""The parts of the lines above and below the columns, and what they are besides a colour."""


def line_style(look: Look, part: str) -> str:
    """The Rich style string of a part of a line. Raises `KeyError` for one that there is not."""
    colours = {
        "line--quiet": look.quiet,
        "line--key": look.colour("primary"),
        "line--good": look.colour("success"),
        "line--bad": look.colour("error"),
    }
    colour = _on_panel(look, colours[part]) if part in colours else look.text
    return f"{_LINES[part]} {rich_name(colour)}".strip()


def rich_name(colour: str) -> str:
    """What Rich calls a colour of a look."""
    return colour.removeprefix("ansi_")


def _legible_variables(look: Look, panel: str) -> dict[str, str]:
    """What Textual would make by mixing, without a look at the contrast."""
    quiet, primary = legible(look.quiet, panel), look.roles["primary"]
    picked = mix(primary, look.ground, 0.35)
    return {
        **dict.fromkeys(
            ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), quiet
        ),
        "text": look.text,
        "block-cursor-background": primary,
        "block-cursor-foreground": readable_on(primary, look.ground, look.text),
        "block-cursor-blurred-background": panel,
        "block-cursor-blurred-foreground": look.text,
        "input-cursor-background": look.text,
        "input-cursor-foreground": look.ground,
        "input-selection-background": picked,
        "input-selection-foreground": readable_on(picked, look.text, look.ground),
    }


def styles_of(look: Look, tags: Iterable["Tag"]) -> dict[str, str]:
    """Rich style strings by the names that marks and signs use."""
    if look.ansi:
        return _ansi_styles(look, tags)
    text, ground, quiet = look.text, look.ground, look.quiet
    colour = look.colour
    plain = not look.tint
    hit = colour("warning")
    styles = {
        "text": f"{text} on {ground}",
        "furniture": quiet,
        "fold": f"italic {quiet}",
        "header": f"{quiet} on {ground}",
        "header-focused": f"bold {text} on {ground}",
        "header-detail": f"{quiet} on {ground}",
        "header-note": f"italic {quiet} on {ground}",
        "gutter": quiet,
        "ruler": f"on {mix(text, ground, 0.06)}",
        "thumb": f"on {mix(text, ground, 0.28)}",
        "rule": f"{look.line} on {ground}",
        "parallel": f"on {mix(text, ground, 0.1)}",
        "proposal": f"on {mix(colour('accent'), ground, 0.3)}" if not plain else "reverse",
        "shared": "underline" if not plain else "bold",
        "edited": f"bold italic {hit}" if not plain else "bold italic",
        "hit": f"{ground} on {hit}" if not plain else "reverse",
        "hit-current": f"bold {ground} on {text}" if not plain else "bold reverse underline",
        "selection": f"on {mix(colour('primary'), ground, 0.5)}" if not plain else "reverse",
        "caret-sentence": f"on {mix(text, ground, 0.13)}" if not plain else "bold",
        "caret": "reverse",
        "label": f"bold {ground} on {colour('accent')}" if not plain else "bold reverse",
        "sign-strong": f"bold {colour('primary')}",
        "sign-possible": colour("primary"),
        "sign-only": quiet,
        "sign-differ": f"bold {colour('warning')}",
        "ruler-parallel": f"bold {colour('primary')}",
        "ruler-hit": hit,
        "ruler-tag": colour("success"),
        "ruler-caret": text,
        "noted": "underline",
    }
    for tag, drawn in zip(tags, cycle(_TAG_LINES), strict=False):
        own = colour(tag.colour)
        back = mix(own, ground, look.tint)
        front = readable_on(back, text, ground)
        styles[f"tag:{tag.id}"] = f"{front} on {back}" if not plain else drawn
        styles[f"letter:{tag.id}"] = f"bold {own}"
    return styles


def _ansi_styles(look: Look, tags: Iterable["Tag"]) -> dict[str, str]:
    styles = {
        "text": "default on default",
        "furniture": "italic",
        "fold": "italic",
        "header": "default",
        "header-focused": "bold",
        "header-detail": "default",
        "header-note": "italic",
        "gutter": "default",
        "ruler": "default",
        "thumb": "reverse",
        "rule": "bright_black",
        "parallel": "italic",
        "proposal": "black on bright_cyan",
        "shared": "underline",
        "edited": "bold italic underline",
        "hit": "black on bright_yellow",
        "hit-current": "bold black on bright_white",
        "selection": "reverse",
        "caret-sentence": "bold",
        "caret": "reverse",
        "label": "bold black on bright_cyan",
        "sign-strong": "bold",
        "sign-possible": "default",
        "sign-only": "default",
        "sign-differ": "bold",
        "ruler-parallel": "bold",
        "ruler-hit": "default",
        "ruler-tag": "default",
        "ruler-caret": "default",
        "noted": "underline",
    }
    for tag, drawn in zip(tags, cycle(_TAG_LINES), strict=False):
        pair = _ANSI_TAGS.get(tag.colour, "")
        styles[f"tag:{tag.id}"] = f"{pair} {drawn}".strip()
        styles[f"letter:{tag.id}"] = f"bold {pair}".strip()
    return styles
