"""Libraries that only some formats need, and only those who use them install."""

from importlib import import_module
from typing import Any

from ..base import ExportFault, ImportFault


def library(module: str, extra: str, fault: type[ExportFault | ImportFault] = ExportFault) -> Any:
    """The module; raises ``fault`` with how to install it when it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        raise fault(
            f"This format needs {module.partition('.')[0]}: pip install 'crossread[{extra}]'."
        ) from error
