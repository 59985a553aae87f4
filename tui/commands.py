"""Every command of the reader, declared once.

Bindings, the footer, the help, the command palette and the key reference in ``docs/`` are made from
this table; nothing else names a key. A command's id is ``screen.name``; its action is the screen's
method ``action_name``. Users change keys by id in ``config.toml``.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..articles.record import record

if TYPE_CHECKING:
    from textual.binding import Binding


@record
class Command:
    """One thing a reader can do.

    ``keys`` are comma-separated, in Textual's names or as typed; the keys of a sequence have blanks
    between them.
    """

    id: str
    keys: str
    title: str
    group: str
    hint: str = ""
    """A word for the footer; empty keeps it out. The order of the table is the footer's order."""
    counted: bool = False
    """Whether a count repeats it: its action then takes a number of times."""

    @property
    def screen(self) -> str:
        """The screen it belongs to; ``app`` commands work everywhere."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """Name of the action method, without ``action_``."""
        screen, _, name = self.id.partition(".")
        return ("" if screen not in MODES else f"{screen}_") + name.replace("-", "_")


MODES = frozenset({"proposal", "list"})
"""Names that are no screens but a mode of the reader, or what all screens with a list share."""
DIALOGS = frozenset({"proposal", "dialog", "search"})
"""Where text is typed or a question answered: single keys only, no sequences."""

_MOVE = "Moving"
_SELECT = "Selecting"
_TAG = "Tagging"
_COMPARE = "Comparing"
_SEARCH = "Searching"
_VIEW = "Looking"
_TEXT = "Getting text out"
_PROPOSAL = "While counterparts of a claim are proposed"
_BOARD = "On the claim board"
_HISTORY = "In the history"
_CODEBOOK = "In the codebook"
_STATISTICS = "In the statistics"
_REVIEW = "In the review queue"
_DIFFERENCES = "In the differences"
_LIBRARY = "In the library"
_LIST = "In every list"
_PANEL = "In the search panel"
_DIALOG = "In dialogs"
_APP = "Everywhere"

COMMANDS: tuple[Command, ...] = (
    Command("reader.next-sentence", "j,down", "Next sentence", _MOVE, counted=True),
    Command("reader.previous-sentence", "k,up", "Previous sentence", _MOVE, counted=True),
    Command("reader.next-paragraph", "J,shift+down", "Next paragraph", _MOVE, counted=True),
    Command("reader.previous-paragraph", "K,shift+up", "Previous paragraph", _MOVE, counted=True),
    Command("reader.next-word", "w,ctrl+right", "Next word", _MOVE, counted=True),
    Command("reader.previous-word", "b,ctrl+left", "Previous word", _MOVE, counted=True),
    Command("reader.next-character", "l,right", "Next character", _MOVE, counted=True),
    Command("reader.previous-character", "h,left", "Previous character", _MOVE, counted=True),
    Command("reader.page-down", "space,pagedown", "Page down", _MOVE, counted=True),
    Command("reader.page-up", "backspace,pageup", "Page up", _MOVE, counted=True),
    Command("reader.half-down", "a,ctrl+d", "Half a page down", _MOVE, counted=True),
    Command("reader.half-up", "E,ctrl+u", "Half a page up", _MOVE, counted=True),
    Command("reader.sentence-start", "^", "Beginning of the sentence", _MOVE),
    Command("reader.sentence-end", "$", "End of the sentence", _MOVE),
    Command("reader.screen-top", "alt+pageup", "First sentence in sight", _MOVE),
    Command("reader.screen-bottom", "alt+pagedown", "Last sentence in sight", _MOVE),
    Command("reader.centre", "%", "Scroll the caret to the middle", _MOVE),
    Command("reader.first", "g,home", "First sentence", _MOVE),
    Command("reader.last", "G,end", "Last sentence", _MOVE),
    Command("reader.next-column", "tab", "Next column", _MOVE, "column", counted=True),
    Command("reader.previous-column", "shift+tab", "Previous column", _MOVE, counted=True),
    Command("reader.search", "/", "Search all articles", _SEARCH, "search"),
    Command("reader.next-hit", "n", "Next hit", _SEARCH, counted=True),
    Command("reader.previous-hit", "N", "Previous hit", _SEARCH, counted=True),
    Command("reader.search-word", "*", "Search for the word under the caret", _SEARCH),
    Command("reader.clear-search", "backslash,ctrl+l", "Forget the search", _SEARCH),
    Command("reader.select", "v", "Begin or end a selection", _SELECT, "select"),
    Command("reader.select-words", "s", "Select from word to word by letters", _SELECT),
    Command("reader.jump", "'", "Jump to a sentence in any column by its letters", _MOVE),
    Command(
        "reader.expand", "o", "Widen: word, quotation, sentence, paragraph", _SELECT, counted=True
    ),
    Command("reader.exchange", "x", "Move the other end of the selection", _SELECT),
    Command("reader.tag-palette", "t", "Choose tags from a list", _TAG, "tags"),
    Command("reader.retag", "r", "Replace the tags by the next tag pressed", _TAG),
    Command("reader.edit", "e,enter", "Note, speaker and attributes", _TAG, "note"),
    Command("reader.claim", "c", "Claim of this passage", _TAG, "claim"),
    Command("reader.delete", "d,delete", "Delete the annotation", _TAG),
    Command("reader.undo", "u", "Undo", _TAG, "undo", counted=True),
    Command("reader.redo", "U", "Redo", _TAG, counted=True),
    Command("reader.next-annotation", "]", "Next annotation", _TAG, counted=True),
    Command("reader.previous-annotation", "[", "Previous annotation", _TAG, counted=True),
    Command("reader.next-untagged", "m", "Next passage without a tag", _TAG),
    Command("reader.next-check", "M", "Next annotation that needs checking", _TAG),
    Command("reader.end-later", ">", "Annotation ends a word later", _TAG, counted=True),
    Command("reader.end-earlier", "<", "Annotation ends a word earlier", _TAG, counted=True),
    Command("reader.start-later", ")", "Annotation starts a word later", _TAG, counted=True),
    Command("reader.start-earlier", "(", "Annotation starts a word earlier", _TAG, counted=True),
    Command(
        "reader.counterpart",
        ".",
        "Counterpart in the next column",
        _COMPARE,
        "counterpart",
        counted=True,
    ),
    Command("reader.back", "comma", "Back to where the last jump began", _COMPARE, counted=True),
    Command("reader.differences", "=", "Differences between the versions", _COMPARE, "differences"),
    Command("reader.link", "L", "Columns follow each other: on or off", _COMPARE),
    Command("reader.base", "B", "Make this column the one the others follow", _COMPARE),
    Command("reader.library", "i", "Library of all articles", _VIEW, "library"),
    Command("reader.claims", "C", "Claim board", _VIEW),
    Command("reader.history", "H", "History of changes", _VIEW),
    Command("reader.review", "R", "Annotations to review", _VIEW),
    Command("reader.statistics", "S", "Statistics", _VIEW),
    Command("reader.codebook", "D", "Codebook", _VIEW),
    Command("reader.tour", "f9", "Guided tour: begin or end", _VIEW),
    Command("reader.furniture", "f", "Fold or show page furniture", _VIEW),
    Command("reader.flip-furniture", "F", "This line is, or is not, furniture", _VIEW),
    Command("reader.others", "O", "Tags of other annotators: show or hide", _VIEW),
    Command("reader.single", "z", "One column or all", _VIEW),
    Command("reader.linear", "Z", "Linear: one article, told in words", _VIEW),
    Command("reader.column-left", "{", "Move the column to the left", _VIEW),
    Command("reader.column-right", "}", "Move the column to the right", _VIEW),
    Command("reader.wider", "plus", "Column wider", _VIEW),
    Command("reader.narrower", "minus", "Column narrower", _VIEW),
    Command("reader.even", "_", "All columns equally wide", _VIEW),
    Command("reader.yank", "y", "Copy the passage with its source line", _TEXT, "copy"),
    Command("reader.yank-plain", "Y", "Copy the passage alone", _TEXT),
    Command("reader.yank-markdown", "p m", "Copy the passage as Markdown", _TEXT),
    Command("reader.yank-claim", "p c", "Copy all passages of the claim", _TEXT),
    Command("reader.yank-claim-markdown", "p C", "All passages of the claim as Markdown", _TEXT),
    Command("reader.yank-file", "p f", "Append the passage to a file", _TEXT),
    Command("reader.export", "X", "Export the annotations", _TEXT),
    Command("reader.import", "I", "Import annotations of another program", _TEXT),
    Command("reader.tag-hits", "A", "Tag all search hits at once", _TAG),
    Command("proposal.accept", "y,enter", "Yes, with the same stance", _PROPOSAL, "yes"),
    Command("proposal.reject", "x", "No, and do not ask again", _PROPOSAL, "no, never"),
    Command("proposal.skip", "n,tab", "Skip: ask another time", _PROPOSAL, "skip"),
    Command("proposal.done", "q,escape", "End the proposals", _PROPOSAL, "done"),
    Command("board.open", "enter", "Read every mention side by side", _BOARD, "read"),
    Command("board.propose", "p", "Propose passages for the empty cells", _BOARD, "propose"),
    Command("board.order", "o", "Sort by the next order", _BOARD, "order"),
    Command("board.filter", "/", "Filter by word, tag, outlet or annotator", _BOARD, "filter"),
    Command("board.restate", "r", "Word the claim anew", _BOARD, "reword"),
    Command("board.note", "e", "Note on the claim", _BOARD, "note"),
    Command("board.merge", "m", "Merge the claim into another", _BOARD, "merge"),
    Command("board.split", "s", "Split the mentions of this cell off", _BOARD, "split"),
    Command("board.define", "D", "Define a claim that only mentions know", _BOARD),
    Command("board.write", "w", "Write the board as shown to a file", _BOARD, "write"),
    Command("board.delete", "d,delete", "Delete the claim, keep its mentions", _BOARD, "delete"),
    Command("board.undo", "u", "Undo", _BOARD, "undo"),
    Command("board.back", "q,escape,C", "Back to the columns", _BOARD, "back"),
    Command("differences.base", "b,tab", "Compare with the next version", _DIFFERENCES, "base"),
    Command("differences.open", "enter", "Show the base in its column", _DIFFERENCES, "show"),
    Command("differences.back", "q,escape,=", "Back to the columns", _DIFFERENCES, "back"),
    Command("history.open", "enter", "Go back, or on, to this step", _HISTORY, "to this step"),
    Command("history.undo", "u", "Undo", _HISTORY, "undo"),
    Command("history.redo", "U", "Redo", _HISTORY, "redo"),
    Command("history.back", "q,escape,H", "Back to the columns", _HISTORY, "back"),
    Command("codebook.add", "a", "Add a tag", _CODEBOOK, "add"),
    Command("codebook.add-attribute", "A", "Add an attribute", _CODEBOOK, "attribute"),
    Command("codebook.rename", "r", "Rename a tag everywhere", _CODEBOOK, "rename"),
    Command("codebook.define", "e,enter", "Say what a tag means", _CODEBOOK, "define"),
    Command("codebook.key", "y", "Key of a tag", _CODEBOOK, "key"),
    Command("codebook.letter", "t", "Letter of a tag", _CODEBOOK, "letter"),
    Command("codebook.colour", "c", "Colour of a tag", _CODEBOOK, "colour"),
    Command("codebook.earlier", "K,minus", "Move a tag up", _CODEBOOK),
    Command("codebook.later", "J,plus", "Move a tag down", _CODEBOOK, "down"),
    Command("codebook.retire", "d,delete", "Retire a tag, or offer it again", _CODEBOOK, "retire"),
    Command("codebook.define-used", "U", "Define tags that are used but unknown", _CODEBOOK),
    Command("codebook.preset", "p", "Take a preset", _CODEBOOK, "preset"),
    Command("codebook.read", "o", "Read a codebook from a file", _CODEBOOK),
    Command("codebook.write", "w", "Write the codebook to a file", _CODEBOOK),
    Command("codebook.version", "v", "Count the version up", _CODEBOOK),
    Command("codebook.undo", "u", "Undo", _CODEBOOK, "undo"),
    Command("codebook.back", "q,escape,D", "Back to the columns", _CODEBOOK, "back"),
    Command("statistics.back", "q,escape,S,enter", "Back to the columns", _STATISTICS, "back"),
    Command("review.open", "enter", "Show it in its article", _REVIEW, "show"),
    Command("review.accept", "y", "Accept the new place", _REVIEW, "accept"),
    Command("review.next-place", "tab", "Another place that fits", _REVIEW, "other place"),
    Command("review.delete", "d,delete", "Delete the annotation", _REVIEW, "delete"),
    Command("review.undo", "u", "Undo", _REVIEW, "undo"),
    Command("review.back", "q,escape,R", "Back to the columns", _REVIEW, "back"),
    Command("library.choose", "space,x", "Choose an article, or take it back", _LIBRARY, "choose"),
    Command("library.read", "enter", "Read the chosen articles side by side", _LIBRARY, "read"),
    Command("library.filter", "/", "Filter the articles", _LIBRARY, "filter"),
    Command("library.order", "o", "Order by the next thing", _LIBRARY, "order"),
    Command("library.back", "escape,i", "Back to the columns", _LIBRARY),
    Command("library.leave", "q", "Back, or out of the program", _LIBRARY, "leave"),
    Command("list.down", "j,down", "Next row", _LIST, counted=True),
    Command("list.up", "k,up", "Previous row", _LIST, counted=True),
    Command("list.right", "l,right", "Next column", _LIST, counted=True),
    Command("list.left", "h,left", "Previous column", _LIST, counted=True),
    Command("list.page-down", "space,pagedown", "Page down", _LIST, counted=True),
    Command("list.page-up", "backspace,pageup", "Page up", _LIST, counted=True),
    Command("list.first", "g,home", "First row", _LIST),
    Command("list.last", "G,end", "Last row", _LIST),
    Command("search.results", "down,tab", "From the line to the articles found", _PANEL),
    Command("search.line", "up", "Back to the line", _PANEL),
    Command("search.leave", "escape,f3,ctrl+g", "Back to the columns", _PANEL),
    Command("dialog.accept", "f2,ctrl+s", "Keep what was typed, and close", _DIALOG),
    Command("dialog.forget-draft", "f4,ctrl+r", "Drop what was typed, show what is saved", _DIALOG),
    Command("dialog.cancel", "escape,f3,ctrl+g", "Close without a change; a note is kept", _DIALOG),
    Command("app.help", "?,f1", "Help", _APP, "help"),
    Command("app.palette", ":", "Command palette", _APP),
    Command("app.save-elsewhere", "W", "Keep the annotations in another folder", _APP),
    Command("app.theme", "T", "Next theme", _APP),
    Command("app.count", ";", "A number, then a command: ;5j is five sentences on", _APP),
    Command("app.save", "@", "Save now what is not saved yet", _APP),
    Command("app.suspend", "!,ctrl+z", "Stop, and back to the shell; fg comes back", _APP),
    Command("app.leave", "q", "Leave (everything is saved)", _APP, "leave"),
)

_BY_ID = {command.id: command for command in COMMANDS}


def command(command_id: str) -> Command:
    """The command with this id; raises `KeyError`."""
    return _BY_ID[command_id]


def commands_of(screen: str) -> list[Command]:
    """The commands of a screen, in the order of the table."""
    return [entry for entry in COMMANDS if entry.screen == screen]


def bindings_of(screen: str, *, priority: bool = False) -> list["Binding"]:
    """Textual bindings of a screen's commands, by id, so that a keymap can change them.

    They count where a text field has the keys; everywhere else the keyboard finds the command.
    """
    from textual.binding import Binding

    return [
        Binding(keys, entry.action, entry.title, bool(entry.hint), priority=priority, id=entry.id)
        for entry in commands_of(screen)
        if (keys := single_keys(entry.keys))
    ]


def single_keys(keys: str) -> str:
    """The keys without the sequences, which Textual does not know."""
    return ",".join(key for key in keys.split(",") if " " not in key.strip())


def hints_of(screen: str, keymap: Mapping[str, str]) -> list[tuple[str, Command]]:
    """The footer of a screen: keys as shown, and what they do."""
    hints: list[tuple[str, Command]] = []
    taken: set[str] = set()
    # The way to all the others comes first: on a narrow terminal the rest is cut.
    for entry in sorted(COMMANDS, key=lambda entry: entry.id != "app.help"):
        if entry.hint and entry.screen in (screen, "app"):
            key = key_of(entry.id, keymap)
            if key in taken:
                continue
            taken.add(key)
            hints.append((key, entry))
    return hints


def key_of(command_id: str, keymap: Mapping[str, str], most: int = 1) -> str:
    """The first key or keys of a command, as shown to a person who has these keys."""
    from .strokes import sequences, shown_sequence

    keys = sequences(keymap.get(command_id, _BY_ID[command_id].keys))
    return "/".join(shown_sequence(strokes) for strokes in keys[:most])
