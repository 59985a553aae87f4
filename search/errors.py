"""What can go wrong between the parts of the search; `results` holds what callers get to see."""


class DamagedIndex(Exception):
    """The index cannot be read, or not understood: it has to be made anew."""


class Busy(Exception):
    """Another program is writing this index."""


class Cancelled(Exception):
    """Indexing was cancelled; nothing of the batch is kept."""
