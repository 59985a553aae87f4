"""Looks: the colours of a theme, and the style of every part of the reading columns.

A look never relies on hue alone: tags also show their letter in the gutter and, where several
overlap, an underline; shared and edited words are underlined.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..articles.record import record
from .colours import mix, readable_on

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
        quiet="ansi_bright_black",
        line="ansi_bright_black",
        roles={
            "primary": "ansi_blue",
            "secondary": "ansi_magenta",
            "success": "ansi_green",
            "warning": "ansi_yellow",
            "error": "ansi_red",
            "accent": "ansi_cyan",
        },
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


_ANSI_VARIABLES = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_bright_blue",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_bright_blue",
    "screen-selection-foreground": "ansi_black",
}


def look(name: str) -> Look:
    """The look with this name, or the first when there is none."""
    return next((entry for entry in LOOKS if entry.name == name), LOOKS[0])


def theme_of(look: Look) -> "Theme":
    """The Textual theme of a look."""
    from textual.theme import Theme

    roles = look.roles
    ansi = look.ansi
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
        surface=look.ground if ansi else mix(look.text, look.ground, 0.04),
        panel=look.ground if ansi else mix(look.text, look.ground, 0.09),
        dark=look.dark,
        ansi=ansi,
        variables={
            "quiet": look.quiet,
            "line": look.line,
            "border-blurred": look.line,
            "scrollbar": look.line,
            "scrollbar-background": look.ground,
            **(_ANSI_VARIABLES if ansi else {}),
        },
    )


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
        "caret-sentence": f"on {mix(text, ground, 0.13)}" if not plain else "underline",
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
    for tag in tags:
        own = colour(tag.colour)
        back = mix(own, ground, look.tint)
        front = readable_on(back, text, ground)
        styles[f"tag:{tag.id}"] = f"{front} on {back}" if not plain else "underline"
        styles[f"letter:{tag.id}"] = f"bold {own}"
    return styles


def _ansi_styles(look: Look, tags: Iterable["Tag"]) -> dict[str, str]:
    def rich(name: str) -> str:
        return look.colour(name).removeprefix("ansi_")

    styles = {
        "text": "default on default",
        "furniture": "bright_black",
        "fold": "italic bright_black",
        "header": "default",
        "header-focused": "bold",
        "header-detail": "bright_black",
        "header-note": "italic bright_black",
        "gutter": "bright_black",
        "ruler": "default",
        "thumb": "reverse",
        "rule": "bright_black",
        "parallel": "italic",
        "proposal": "black on cyan",
        "shared": "underline",
        "edited": "bold italic yellow",
        "hit": "black on yellow",
        "hit-current": "bold black on bright_yellow",
        "selection": "black on cyan",
        "caret-sentence": "bold",
        "caret": "reverse",
        "label": "bold black on bright_cyan",
        "sign-strong": "bold blue",
        "sign-possible": "blue",
        "sign-only": "bright_black",
        "sign-differ": "bold yellow",
        "ruler-parallel": "bold blue",
        "ruler-hit": "yellow",
        "ruler-tag": "green",
        "ruler-caret": "default",
        "noted": "underline",
    }
    for tag in tags:
        name = rich(tag.colour) if tag.colour in look.roles else "default"
        styles[f"tag:{tag.id}"] = f"{name} underline"
        styles[f"letter:{tag.id}"] = f"bold {name}"
    return styles
