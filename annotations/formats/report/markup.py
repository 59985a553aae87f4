"""Builds HTML so that nothing is forgotten to be escaped."""

from .escape import escape_line


def element(name: str, *inner: str, **attributes: str | bool) -> str:
    """``<name attributes>inner</name>``; attributes are escaped here, ``inner`` is HTML already.

    ``class_`` is written ``class``, other underscores become hyphens; empty attributes are left
    out, ``True`` stands for one without a value.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value)
    return f"<{name}{written}>{''.join(inner)}</{name}>"


def opening(name: str, **attributes: str | bool) -> str:
    """The opening tag alone, for elements that are written piece by piece."""
    return element(name, **attributes).removesuffix(f"</{name}>")


def _attribute(key: str, value: str | bool) -> str:
    name = key.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape_line(str(value))}"'


def text(name: str, words: str, **attributes: str | bool) -> str:
    """An element that holds one line of plain words."""
    return element(name, escape_line(words), **attributes)


def hidden(words: str) -> str:
    """Words for screen readers alone."""
    return text("span", words, class_="hidden")


def bdi(words: str) -> str:
    """Words of unknown direction inside a line."""
    return text("bdi", words)


def scrolled(label: str) -> str:
    """Opens a region that scrolls sideways, by keyboard too."""
    return opening("div", class_="scroll", role="region", tabindex="0", aria_label=label)
