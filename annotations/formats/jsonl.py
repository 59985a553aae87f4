"""JSON Lines: one annotation a line, everything kept."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ...articles.article import Article
from .base import Bundle, Format, Imported, ImportFault, Report
from .support.files import beside, read_json_objects
from .support.jsontext import encode_line
from .support.landing import Landing
from .support.rows import claim_lines, claim_of, land_row, rows

CLAIMS = ".claims.jsonl"


class JsonLines(Format):
    """One JSON object a line, with the column names that the tables use too."""

    name = "jsonl"
    title = "JSON Lines"
    suffix = ".jsonl"
    keeps = "everything of an annotation, with its quote, claim and coder"
    loses = "the articles' text, the codebook"
    imports = True
    textless = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """One annotation a line."""
        for row in rows(bundle, report):
            yield encode_line(row)

    def companions(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """The claims, when there are any."""
        if bundle.claims:
            yield CLAIMS, claim_lines(bundle)

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Lines with at least ``article`` and offsets or a quote."""
        landing = Landing(articles, self.name)
        land_claims(landing, beside(path, CLAIMS))
        for line in read_json_objects(path):
            if "article" not in line:
                raise ImportFault(
                    f"{path} has no “article” in its lines; choose the format it was written in."
                )
            land_row(landing, line)
        return landing.result()


def land_claims(landing: Landing, companion: Path | None) -> None:
    """Add the claims of a companion file, if there is one."""
    for line in read_json_objects(companion) if companion else ():
        claim = claim_of(line)
        if claim:
            landing.claim(claim)


FORMATS = (JsonLines(),)
