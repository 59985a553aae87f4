"""The installed program: streams that close, fill up or know ASCII only, and signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from crossread.seeds import sample_folder

SCRIPT = str(Path(sys.executable).with_name("crossread"))
SAMPLES = str(sample_folder())
Run = subprocess.CompletedProcess[str]


def run(*words: str, **environment: str) -> Run:
    return subprocess.run(
        [SCRIPT, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )


def shell(command: str, *, environment: Sequence[str] = ()) -> Run:
    """A command line of bash, where crossread is ``$C`` and the samples are ``$S``."""
    settings = dict(setting.split("=", 1) for setting in environment)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "C": SCRIPT, "S": SAMPLES, **settings},
        stdin=subprocess.DEVNULL,
    )


def test_it_is_installed() -> None:
    assert run("--version").returncode == 0


@pytest.mark.parametrize(
    "command",
    ['"$C" parallels "$S" --all --json', '"$C" export "$S" --format html', '"$C" formats'],
)
def test_head_may_leave_early(command: str) -> None:
    done = shell(f"{command} | head -c 1")
    assert len(done.stdout) == 1
    assert "Traceback" not in done.stderr
    assert "Broken pipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", ['"$C" quotes "$S" --quiet', '"$C" formats --json', '"$C" --help', '"$C" --version']
)
def test_a_full_disk_is_told(command: str) -> None:
    done = shell(f"{command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left on device" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams_are_no_reason_to_fail(closed: str) -> None:
    done = shell(f'"$C" quotes "$S" {closed}')
    assert done.returncode == 0
    assert done.stderr == ""


def test_the_reader_without_streams_says_so() -> None:
    assert shell('"$C" "$S" <&-').returncode == 2
    assert shell('"$C" "$S" >&-').returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("words", [["quotes"], ["search", "oracle"], ["formats"]], ids=str)
def test_every_encoding_will_do(words: list[str], encoding: str) -> None:
    paths = [SAMPLES] if words[0] != "formats" else []
    done = subprocess.run(
        [SCRIPT, *words, *paths],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode(encoding)


def test_json_is_the_same_in_every_encoding() -> None:
    as_utf8 = run("quotes", SAMPLES, "--json", PYTHONIOENCODING="utf-8")
    as_ascii = run("quotes", SAMPLES, "--json", PYTHONIOENCODING="ascii")
    assert as_ascii.stdout.isascii()
    assert not as_utf8.stdout.isascii()
    assert json.loads(as_ascii.stdout) == json.loads(as_utf8.stdout)


def test_ctrl_c_ends_it_without_a_traceback(tmp_path: Path) -> None:
    for number in range(300):
        words = " ".join(f"word{(number * 37 + k) % 5000}" for k in range(400))
        (tmp_path / f"{number}.txt").write_text(f"Title\n\n{words}.\n", "utf-8")
    watched, terminal = os.openpty()
    command = [SCRIPT, "parallels", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal) as program:
        os.close(terminal)
        told = b""
        while b"comparing 300 articles" not in told:
            told += os.read(watched, 1000)
        program.send_signal(signal.SIGINT)
        assert program.stdout is not None
        assert program.stdout.read() == b""
    assert program.returncode == 130
    assert os.read(watched, 1000).endswith(b"crossread: stopped\r\n")
    os.close(watched)
