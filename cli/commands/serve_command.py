"""`crossread serve`: the reader in a browser."""

import argparse
import errno
import os
import secrets
import shlex
import sys
from ipaddress import ip_address

from ...annotations.layout import safe_name
from ...articles.extras import adding
from ..failure import Failure, tell
from ..main import FINE, USAGE
from ..output import print_text

_START = "from crossread.cli.main import run; run()"


def run(options: argparse.Namespace) -> int:
    """Serve until ctrl-C. Raises `Failure` when the address cannot be used."""
    for path in options.paths:
        if not os.path.lexists(path):
            raise Failure(f"{path} does not exist; check the spelling", USAGE)
    try:
        safe_name(options.annotator)
    except ValueError as error:
        raise Failure(str(error), USAGE) from error
    try:
        from ..serving import ReaderServer
    except ImportError as error:
        raise Failure(f"serve needs textual-serve: {adding('serve')}", USAGE) from error
    server = ReaderServer(
        command_line(options), options.host, options.port, secrets.token_urlsafe(32)
    )
    try:
        server.listen(lambda address: _ready(address, options))
    except OSError as error:
        place = f"{options.host} port {options.port}"
        taken = error.errno == errno.EADDRINUSE
        remedy = "--port N names another" if taken else "name another --host or --port"
        raise Failure(f"{place} cannot be used ({error.strerror or error}); {remedy}") from error
    return FINE


def command_line(options: argparse.Namespace) -> str:
    """What a shell is to run for each page: whatever the paths are called, they stay paths."""
    words = [sys.executable, "-c", _START, "read"]
    for name in ("annotator", "encoding", "theme"):
        if value := getattr(options, name):
            words.append(f"--{name}={value}")
    if options.sidecars is not None:
        words.append(f"--sidecars={options.sidecars.absolute()}")
    words += [str(path.absolute()) for path in options.paths]
    return shlex.join(words)


def _ready(address: str, options: argparse.Namespace) -> None:
    print_text(address)
    sys.stdout.flush()
    if options.quiet:
        return
    tell("open this address in a browser; ctrl-C ends. Whoever has it can read and tag")
    if not is_loopback(options.host):
        tell("other machines can reach it, and what they send and see is not encrypted")


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine can reach ``host``."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
