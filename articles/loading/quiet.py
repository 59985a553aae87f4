"""Libraries that read articles log warnings with article text in them: never to the terminal."""

_CHATTY = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "pypdf")


def quieten() -> None:
    """Keep Python's handler of last resort from printing what these libraries log."""
    import logging

    for name in _CHATTY:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
