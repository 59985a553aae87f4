"""Samples, rows and tables of results."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Sample = Sequence[float]
"""Repeated measurements of one thing, in seconds, bytes or a count."""

UNITS: Mapping[str, tuple[float, str]] = {
    "ms": (1e3, "{:.1f} ms"),
    "MB": (1e-6, "{:.0f} MB"),
    "kB": (1e-3, "{:.1f} kB"),
    "B": (1.0, "{:.0f} B"),
    "%": (100.0, "{:.0f} %"),
    "frames": (1.0, "{:.0f}"),
}


def p50(sample: Sample) -> float:
    """The median."""
    return statistics.median(sample)


def p95(sample: Sample) -> float:
    """The value that 95 of 100 measurements do not exceed."""
    ordered = sorted(sample)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


@dataclass(frozen=True)
class Row:
    """One thing that was measured, and what was asked of it.

    Attributes:
        ratio: the most that ours may be, as a multiple of the peer's median.
        most: the most that ours may be, by itself.
        least: the least that ours may be, by itself.
        judge: which value of the sample is compared; the median or `p95`.
    """

    what: str
    unit: str
    ours: Sample
    peer: Sample = ()
    peer_name: str = ""
    ratio: float | None = None
    most: float | None = None
    least: float | None = None
    judge: Callable[[Sample], float] = p50

    @property
    def ratio_reached(self) -> float | None:
        """Ours as a multiple of the peer's, if there is a peer."""
        return self.judge(self.ours) / p50(self.peer) if self.peer else None

    @property
    def met(self) -> bool:
        """Whether every limit is kept; without a limit a row is only told."""
        ours, reached = self.judge(self.ours), self.ratio_reached
        return (
            (self.ratio is None or reached is None or reached <= self.ratio)
            and (self.most is None or ours <= self.most)
            and (self.least is None or ours >= self.least)
        )

    def cells(self) -> list[str]:
        """The row as texts: what, ours, peer, ratio, limit, verdict."""
        reached = self.ratio_reached
        peer = f"{self._value(p50(self.peer))} ({self.peer_name})" if self.peer else "–"
        limits = self._limits()
        verdict = ("yes" if self.met else "**no**") if limits else ""
        return [
            self.what,
            self._value(self.judge(self.ours)),
            peer,
            f"{reached:.2f} ×" if reached is not None else "–",
            limits or "–",
            verdict,
        ]

    def _limits(self) -> str:
        parts = [f"{self.ratio:g} ×"] if self.ratio is not None else []
        parts += [self._value(self.most)] if self.most is not None else []
        parts += [f"at least {self._value(self.least)}"] if self.least is not None else []
        return ", ".join(parts)

    def _value(self, number: float) -> str:
        factor, form = UNITS[self.unit]
        return form.format(number * factor)


HEADINGS = ["what", "crossread", "peer", "ratio", "at most", "met"]


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, its columns aligned for reading as plain text too."""
    table = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(HEADINGS))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(t, widths, strict=True)) for t in table]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


Result = TypeVar("Result")


def in_turn(
    times: int, measures: Mapping[str, Callable[[], Result]], *, warm_up: int = 1
) -> dict[str, list[Result]]:
    """Measure each in turn, again and again, so that a disturbance meets all alike.

    The first `warm_up` rounds fill caches and are not counted.
    """
    results: dict[str, list[Result]] = {name: [] for name in measures}
    for number in range(warm_up + times):
        for name, measure in measures.items():
            result = measure()
            if number >= warm_up:
                results[name].append(result)
    return results
