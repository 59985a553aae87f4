"""Export and import formats, one file each; this page is what the rest of the program uses."""

from .base import (
    Bundle,
    ExportCancelled,
    ExportFault,
    FolderFormat,
    Format,
    Imported,
    ImportFault,
    OffsetUnit,
    Report,
)
from .bundles import Filter, filtered, gather
from .exporting import export, preview
from .importing import import_file
from .registry import FormatCard, all_formats, describe_formats, format_names, get_format

__all__ = [
    "Bundle",
    "ExportCancelled",
    "ExportFault",
    "Filter",
    "FolderFormat",
    "Format",
    "FormatCard",
    "ImportFault",
    "Imported",
    "OffsetUnit",
    "Report",
    "all_formats",
    "describe_formats",
    "export",
    "filtered",
    "format_names",
    "gather",
    "get_format",
    "import_file",
    "preview",
]
