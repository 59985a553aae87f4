"""Ids and times for models of random work."""

import random
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from unittest.mock import patch
from uuid import UUID

from crossread.annotations import model


@contextmanager
def steady() -> Generator[None]:
    """Make them the same whenever Hypothesis tries the same work again; ids stay in no order."""
    chance = random.Random(1)
    clock = [datetime(2026, 1, 1)]

    class Clock:
        @staticmethod
        def now(zone: tzinfo) -> datetime:
            clock[0] += timedelta(seconds=chance.randrange(2))
            return clock[0].replace(tzinfo=zone)

    def uuid4() -> UUID:
        return UUID(int=chance.getrandbits(128), version=4)

    with patch.object(model, "datetime", Clock), patch.object(model.uuid, "uuid4", uuid4):
        yield
