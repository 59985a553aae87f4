"""ZIP containers (``.epub``, ``.docx``), read with limits on number, size and compression."""

import io
import zipfile
import zlib

from .draft import Unreadable

_MOST_MEMBERS = 10_000
_LARGEST = 128 * 1024 * 1024  # bytes of all members together, unpacked
_LARGEST_MEMBER = 32 * 1024 * 1024
_HIGHEST_RATIO = 200  # text shrinks to a tenth; a thousandth is a bomb
_SMALL = 1024 * 1024  # a small member may shrink as it likes


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP file whose members are within the limits. Raises `Unreadable`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(f"is a damaged archive ({error}); save it again") from error
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or total > _LARGEST:
        raise Unreadable(
            f"is too large once unpacked ({len(members):,} files, {total / 1e6:,.0f} MB); split it"
        )
    for member in members:
        bomb = member.file_size > max(_SMALL, _HIGHEST_RATIO * member.compress_size)
        if bomb or member.flag_bits & 1:
            reason = "is encrypted" if member.flag_bits & 1 else "unpacks to far more than it seems"
            raise Unreadable(f"is refused (a file in it {reason}); save its text as .txt")
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes. Raises `Unreadable` when it is missing, damaged or too large."""
    try:
        member = archive.getinfo(name)
        if member.file_size > _LARGEST_MEMBER:
            raise Unreadable(f"is too large ({name} holds {member.file_size / 1e6:,.0f} MB)")
        return archive.read(member)
    except KeyError as error:
        raise Unreadable(f"is incomplete ({name} is missing); save it again") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Unreadable(f"is damaged ({name} cannot be unpacked); save it again") from error
