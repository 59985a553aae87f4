"""What the fuzzers start from, and what once went wrong there, goes well."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import own_files, targets
from tests.fuzz.fuzzing import CORPUS
from tests.fuzz.place import check_sentence, held
from tests.fuzz.targets import TARGETS


def _found() -> Iterator[tuple[str, Path]]:
    for name in TARGETS:
        yield from ((name, path) for path in sorted((CORPUS / name).glob("*")))


def _needs_extra(name: str) -> None:
    if extra := TARGETS[name].extra:
        pytest.importorskip(extra)


def _refused(message: str) -> None:
    raise AssertionError(f"refused: {message}")


@pytest.mark.parametrize("name", TARGETS)
def test_valid_inputs_are_read(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _needs_extra(name)
    for module in (targets, own_files):
        monkeypatch.setattr(module, "check_sentence", _refused)
    for seed in TARGETS[name].seeds():
        TARGETS[name].run(seed)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "path"),
    list(_found()),
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_what_once_went_wrong_goes_well(name: str, path: Path) -> None:
    _needs_extra(name)
    TARGETS[name].run(path.read_bytes())


def test_libraries_warn_of_nothing_with_a_file_s_words_in_it() -> None:
    _needs_extra("import-uima-json")
    code = "import sys; from tests.fuzz.targets import TARGETS\n"
    code += "TARGETS['import-uima-json'].run(sys.stdin.buffer.read())"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=next(iter(CORPUS.glob("import-uima-json/found-ace2e972acba"))).read_bytes(),
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert (ran.stdout, ran.stderr) == (b"", b"")


def test_every_corpus_has_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} <= set(TARGETS)


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.mutate])
def test_inputs_are_changed_to_others_that_are_read_or_refused(name: str) -> None:
    _needs_extra(name)
    mutate = TARGETS[name].mutate
    assert mutate is not None
    chance = random.Random(name)
    data = TARGETS[name].seeds()[0]

    def with_another_byte(data: bytes, _: int) -> bytes:
        at = chance.randrange(len(data))
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]

    changed = [mutate(data, 20_000, chance.randrange(2**32), with_another_byte) for _ in range(60)]
    for one in changed:
        TARGETS[name].run(one)
    assert len({*changed} - {data}) > 12


@pytest.mark.parametrize("said", ["", "  ", "two\nlines", "x" * 5_000])
def test_what_is_no_sentence_is_found(said: str) -> None:
    with pytest.raises(AssertionError):
        check_sentence(said)


def test_held_files_are_as_real_ones(tmp_path: Path) -> None:
    real, file = tmp_path / "x.csv", held("x.csv").hold(b"a\r\nb")
    real.write_bytes(b"a\r\nb")
    assert (file.read_bytes(), file.read_text("utf-8")) == (real.read_bytes(), real.read_text())
    assert file.stat().st_size == real.stat().st_size
    assert file.with_name("x.csv").is_file()
    assert not file.with_name("y.csv").exists()
    with pytest.raises(FileNotFoundError, match="y"):
        file.with_name("y.csv").read_bytes()
