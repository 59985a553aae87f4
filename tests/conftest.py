"""How much Hypothesis tries: `make test` a little, `make test-long` for a night."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault of the code: no deadlines, here as in every other test.
settings.register_profile("crossread", deadline=None)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("crossread")
