"""Codebooks that come with the program."""

from pathlib import Path

from .codebook import DEFAULT_CODEBOOK, Codebook
from .codebook_file import load_codebook

PRESETS = ("claims", "quotations", "framing", "highlights")
"""Names of the presets; the first is the default."""

_FOLDER = Path(__file__).with_name("presets")


def preset(name: str) -> Codebook:
    """The preset of this name. Raises `KeyError` when there is none."""
    if name not in PRESETS:
        raise KeyError(name)
    return DEFAULT_CODEBOOK if name == PRESETS[0] else load_codebook(_FOLDER / f"{name}.toml")
