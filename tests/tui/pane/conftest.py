"""Properties are checked without a clock: how busy the machine is says nothing about them."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
