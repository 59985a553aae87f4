"""Libraries that only some formats need, and only those who use them install."""

from importlib import import_module
from typing import Any

from ....articles.extras import adding
from ..base import ExportFault, ImportFault

_NAMES = {"cassis": "dkpro-cassis"}
"""Names by which modules are installed, where those differ."""


def library(module: str, extra: str, fault: type[ExportFault | ImportFault] = ExportFault) -> Any:
    """The module; raises ``fault`` with how to install it when it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        raise fault(
            f"This format needs {_NAMES.get(module, module.partition('.')[0])}: {adding(extra)}."
        ) from error
