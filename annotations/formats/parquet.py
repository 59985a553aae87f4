"""Parquet: the table of annotations with real lists and numbers, for data frames."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .base import Bundle, Format, Report
from .support.extras import library
from .support.jsontext import encode
from .support.rows import columns, rows

_BATCH = 10_000


class Parquet(Format):
    """The columns of the CSV table; ``pieces`` and ``tags`` are lists, ``attributes`` JSON."""

    name = "parquet"
    title = "Parquet table"
    suffix = ".parquet"
    keeps = "everything of an annotation, with its quote and claim"
    loses = "the articles' text, the codebook, the notes on claims"
    extra = "parquet"
    textless = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """Row groups of ten thousand annotations."""
        arrow = library("pyarrow", self.extra)
        parquet = library("pyarrow.parquet", self.extra)
        schema = arrow.schema([(name, _type(arrow, name)) for name in columns(bundle)])
        sink = io.BytesIO()
        found = rows(bundle, report)
        with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
            while batch := [_cells(row) for row in islice(found, _BATCH)]:
                writer.write_table(arrow.Table.from_pylist(batch, schema))
                yield sink.getvalue()
                sink.seek(0)
                sink.truncate()
        yield sink.getvalue()


def _type(arrow: Any, name: str) -> Any:
    if name in {"start", "end"}:
        return arrow.int64()
    if name == "tags":
        return arrow.list_(arrow.string())
    return arrow.list_(arrow.list_(arrow.int64())) if name == "pieces" else arrow.string()


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return encode(value).decode() if value else ""
    if isinstance(value, list):
        return [_cell(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


FORMATS = (Parquet(),)
