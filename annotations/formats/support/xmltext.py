"""XML and ZIP as the formats read and write them: no document types, no bombs."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from ....articles.loading.archive import open_archive, read_member
from ....articles.loading.draft import Unreadable
from ....articles.loading.markup import parse_xml
from ..base import ImportFault

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


def xml_text(text: str) -> str:
    """The text with what XML cannot hold replaced one for one by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def root_of(data: bytes, path: Path) -> Any:
    """The root element of an XML document (lxml); raises `ImportFault`, also for any DTD."""
    try:
        root = parse_xml(data, path.name)
    except Unreadable as fault:
        raise ImportFault(f"{path} {fault}.") from fault
    if root.getroottree().docinfo.doctype:
        raise ImportFault(f"{path} declares a document type, which is refused; save it without.")
    return root


class Archive:
    """A ZIP file within bearable limits; members are read by name and never unpacked to disk."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        try:
            self._archive = open_archive(data)
        except Unreadable as fault:
            raise ImportFault(f"{path} {fault}.") from fault

    @property
    def names(self) -> list[str]:
        """The members in the order of the archive."""
        return self._archive.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises `ImportFault`."""
        try:
            return read_member(self._archive, name)
        except Unreadable as fault:
            raise ImportFault(f"{self._path} {fault}.") from fault


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A ZIP file of these members, the same bytes for the same members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    content = buffer.getbuffer()
    for start in range(0, len(content), _CHUNK):
        yield bytes(content[start : start + _CHUNK])
