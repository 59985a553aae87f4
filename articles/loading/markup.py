"""HTML and XML through lxml, the one module that knows it (it has no type information).

Nothing is fetched and no entity that a document defines for itself is resolved.
"""

import importlib
import re
from collections.abc import Iterator
from typing import Any

from .draft import Unreadable

_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre
    section summary table td th tr ul
    """.split()  # noqa: SIM905  # a list of strings would fill the page
)
_UNPARSED = re.compile("[\x00\ud800-\udfff]")


def parseable(page: str) -> str:
    """Replace what a parser stops at (NUL, lone surrogates) by U+FFFD, as browsers do."""
    return _UNPARSED.sub("\ufffd", page)


def text_of(page: str) -> str:
    """The text of a page or chapter: a line for each block; blank when there is none."""
    html = importlib.import_module("lxml.html")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(parseable(page), parser=parser)
    except ValueError:
        return ""
    except importlib.import_module("lxml.etree").ParserError:
        return ""
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of an XML document called ``name``.

    Raises `Unreadable` when it is not well-formed or declares a document type: entities in there
    can grow without limit or name local files.
    """
    etree = importlib.import_module("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"is damaged ({name} is not well-formed); save it again") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"is refused ({name} declares a document type); save it without one")
    return root


def texts(root: Any, path: str, namespaces: dict[str, str]) -> list[str]:
    """The text of every element that ``path`` (lxml's XPath subset) finds, stripped, blanks out."""
    found = ("".join(each.itertext()).strip() for each in root.iterfind(path, namespaces))
    return [" ".join(text.split()) for text in found if text]


def _pieces(root: Any) -> Iterator[str]:
    """Runs of text, a newline before and after each block; iterative, for deeply nested pages."""
    etree = importlib.import_module("lxml.etree")
    silent = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if silent is None and event == "start" and element.tag in _SILENT:
            silent = element
        if silent is None and element.tag in _BLOCKS:
            yield "\n"
        if event == "end" and element is silent:
            silent = None
        if silent is None:
            text = element.text if event == "start" else element.tail
            yield (text or "").replace("\n", " ")
