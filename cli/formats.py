"""Finding the format that a command names."""

from ..annotations.formats.base import Format
from ..annotations.formats.registry import get_format
from .failure import Failure
from .main import USAGE


def find_format(name: str) -> Format:
    """The format of this name; raises `Failure` with the names there are."""
    try:
        return get_format(name)
    except KeyError as error:
        raise Failure(str(error.args[0]), USAGE) from error
