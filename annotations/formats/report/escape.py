"""Text of articles and readers made harmless for HTML and for Markdown."""

import html
import re

from ....articles.printable import printable, printable_line

_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>#|~&$@]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]"
    r"|:(?=//|\w+:)|(?<=www)\.",
    re.IGNORECASE,
)
"""What begins a construct in CommonMark, its tables and the extensions of forges and wikis."""


def escape(text: str) -> str:
    """For HTML text and quoted attributes; control characters become visible stand-ins."""
    return html.escape(printable(text))


def escape_line(text: str) -> str:
    """Like `escape`, on one line."""
    return html.escape(printable_line(text))


def escape_markdown(text: str) -> str:
    """For one line of Markdown: every character that could begin a construct has a backslash."""
    return _MARKDOWN.sub(r"\\\g<0>", printable_line(text).strip())


def shortened(text: str, most: int = 160) -> str:
    """At most so many code points, cut at a blank where there is one, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[:most]
    return f"{cut[: cut.rfind(' ')] if cut.rfind(' ') > most // 2 else cut} …"
