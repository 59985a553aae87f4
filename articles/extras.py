"""Libraries that not everybody needs, and how they are installed."""


def adding(extra: str) -> str:
    """The command that adds an extra, and where: crossread is on no index, but in a clone.

    ``--force``, since without it pipx leaves an installed program as it is.
    """
    return f"pipx install --force '.[{extra}]' in the clone of the repository"
