"""Tries the exports on foreign programs, each in an environment of its own.

They want different versions of the same libraries, so they cannot share one. ``make test-interop``
runs all of them, ``nox --session "interop(spaCy)"`` one.
"""

import nox

FOREIGN = {
    "spaCy": "spacy>=3.7,<4",
    "dkpro-cassis": "dkpro-cassis>=0.9.1,<1",
    "pyarrow": "pyarrow>=15",
    "pyrefiqda": "pyrefiqda>=0.3",
    "label-studio-sdk": "label-studio-sdk>=1",
}

nox.options.reuse_existing_virtualenvs = True


@nox.session
@nox.parametrize("library", [nox.param(needed, id=name) for name, needed in FOREIGN.items()])
def interop(session: nox.Session, library: str) -> None:
    """The tests of the formats, and what fuzzing found in them, with one foreign library."""
    session.install("--editable", ".[dev]", library)
    session.run(
        "pytest", "tests/annotations/formats", "tests/fuzz/test_corpus.py", *session.posargs
    )
