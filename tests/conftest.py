"""What holds for all tests: how much Hypothesis tries, and that programs can be interrupted."""

from __future__ import annotations

import signal

from hypothesis import settings

# `make test` tries a little, `make test-long` as much as a night allows.
# A busy machine is no fault of the code: no deadlines, here as in every other test.
settings.register_profile("crossread", deadline=None)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("crossread")

# What a shell starts in the background ignores ctrl+c, and so would all that is started here.
signal.signal(signal.SIGINT, signal.default_int_handler)
