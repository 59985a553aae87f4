"""A program that tags an article: ``tagger.py ROOT NAME ROUNDS``, for the tests of two at once.

It says ``saved ID…`` only for what a flush has told to be saved; a line is one write, so that a
kill cannot tear it.
"""

import os
import sys
from pathlib import Path

from crossread.annotations.model import annotate
from crossread.annotations.workspace import DropAnnotation, PutAnnotation, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection

TAGS_A_ROUND = 5


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main(root: Path, name: str, rounds: int) -> None:
    paths = sorted(path for path in root.iterdir() if path.suffix == ".txt")
    articles = (Article(path.name, path, path.read_text()) for path in paths)
    workspace = Workspace.open(Collection(root, tuple(articles)))
    assert not workspace.problems, workspace.problems
    say("ready")
    for number in range(rounds):
        made = [
            annotate(article, at, at + 4, note=f"{name} {number}")
            for article in workspace.collection.articles
            for at in range(TAGS_A_ROUND)
        ]
        workspace.stage("tag", [PutAnnotation(one) for one in made])
        extra = annotate(workspace.collection.articles[0], 0, 9, note="gone")
        workspace.stage("tag", [PutAnnotation(extra)])
        if number % 2:
            workspace.undo()
        else:
            workspace.stage("delete", [DropAnnotation(extra.article, extra.id)])
        while not workspace.flush().saved:
            pass
        say("saved " + " ".join(one.id for one in made))
    say("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
