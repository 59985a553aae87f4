"""`crossread read`: the reader."""

import argparse
import gc
import sys

from ...articles.collection import Collection
from ..failure import Failure


def run(options: argparse.Namespace) -> int:
    """Open the reader; the exit code is the app's own."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(
            "the reader needs a terminal for its keys and its picture; in a pipe use "
            "crossread search, export or claims"
        )
    # Nothing made while starting is garbage: collecting it would only cost time.
    gc.disable()
    collection = _collection(options)
    from ...tui.app import CrossreadApp
    from ...tui.keymap import read_settings
    from ...tui.session import Session
    from ..opening import open_workspace

    quiet = argparse.Namespace(**{**vars(options), "quiet": True})
    from platformdirs import user_config_path, user_state_path

    settings = read_settings(user_config_path("crossread") / "config.toml")
    session = Session(collection, open_workspace(quiet, collection))
    app = CrossreadApp(session, settings, state=user_state_path("crossread"), look=options.theme)
    # A worker may hold the interpreter for 5 ms at a time; a key should not wait that long.
    sys.setswitchinterval(0.0005)
    app.run()
    session.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _collection(options: argparse.Namespace) -> Collection:
    from ..opening import open_collection

    if not options.paths:
        from platformdirs import user_data_path

        from ...seeds import copy_samples

        # The samples may be installed where nobody can write: annotate a copy.
        options.paths = [copy_samples(user_data_path("crossread") / "samples")]
    return open_collection(options)
