"""Libraries that read files log and warn with text of the file in it: never to the terminal."""

_CHATTY = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "pypdf")
_WARNING = ("cassis", "dateparser", "dateutil")


def quieten() -> None:
    """Keep Python's handler of last resort from printing what these libraries log or warn of."""
    import logging
    import warnings

    for name in (*_CHATTY, *_WARNING):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
            warnings.filterwarnings("ignore", module=name)
