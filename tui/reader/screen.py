"""The reader: two to five articles side by side."""

from asyncio import sleep
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Key, Resize, ScreenResume
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from ..beneath import paint_all
from ..commands import bindings_of
from ..dispatch import press
from ..keyboard import CANCEL
from ..pane.column import Column
from ..place import at
from ..session import COMPARING, NOT_COMPARED
from ..widgets.ground import ground
from ..widgets.key_line import KeyLine
from ..widgets.line import Line, Part
from .arranging import Arranging
from .base import ReaderBase
from .claiming import Claiming
from .comparing import Comparing
from .copying import Copying
from .layers import letter_of
from .linear import Linear
from .moving import Moving
from .picking import Picking
from .pointing import Pointing
from .renewing import Renewing
from .searching import Searching
from .touring import Touring
from .viewing import Viewing
from .widths import SHORT, SMALLEST

_NARROW = 60
"""Cells below which a message takes the place of the article's name."""
_FIVE_MORE = 12
"""Rows from which on words may take five of them where the rows are short."""
_BREATH = 0.05
"""Seconds between the first frame and the slow work, so that a key pressed at once is not late."""


class TooSmall(Widget):
    """One sentence, broken as the few cells ask for."""

    def render(self) -> Text:
        """Say what there is and what is needed."""
        width, height = self.app.size
        least = f"{SMALLEST[0]}×{SMALLEST[1]}"
        return Text(f"{width}×{height} is too small: crossread needs {least}")


class Columns(Widget):
    """What the columns lie on."""

    DEFAULT_CSS = """
    Columns { layout: horizontal; width: 1fr; height: 1fr; overflow: hidden hidden; }
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing but ground."""
        return ground(self, crop)


class ReaderScreen(
    Moving,
    Picking,
    Pointing,
    Copying,
    Claiming,
    Searching,
    Linear,
    Comparing,
    Arranging,
    Viewing,
    Renewing,
    Touring,
    ReaderBase,
):
    """Puts the topics together and owns the columns and the status line."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reader")]
    DEFAULT_CSS = """
    ReaderScreen { layout: vertical; background: $background; }
    ReaderScreen #status { background: $panel; color: $foreground; }
    ReaderScreen #tabs, ReaderScreen #words { display: none; }
    ReaderScreen #too-small { display: none; height: 1fr; color: $foreground; }
    ReaderScreen.-short #hints { display: none; }
    ReaderScreen.-linear #words { display: block; }
    ReaderScreen.-proposing #words { display: block; height: 2; }
    ReaderScreen.-narrow #words { height: 5; }
    ReaderScreen.-narrow.-proposing #words { height: 2; }
    ReaderScreen.-narrow.-linear #words { height: 5; }
    ReaderScreen.-linear Line { display: none; }
    ReaderScreen.-tiny > * { display: none; }
    ReaderScreen.-tiny #too-small { display: block; }
    ReaderScreen ToastRack { dock: top; align: right top; margin: 0; }
    """
    SCREEN = "reader"
    AUTO_FOCUS = None
    _laid_out = (0, 0)
    """Cells and rows that the columns were last laid out for."""
    begun = False
    """Whether the slow work has begun, a moment after the first frame."""
    _away = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing but ground, under all that lies on it."""
        return ground(self, crop)

    def compose(self) -> ComposeResult:
        """Names, columns, status line, keys."""
        self.desk.alone = self.owner.linear
        yield Line(id="tabs", unit=1)
        self._add_columns(self.desk.fitting(self.app.size.width))
        yield Columns(*self.columns, id="columns")
        yield self.status_line
        yield KeyLine(self.SCREEN)

    def _add_columns(self, count: int) -> list[Column]:
        palette = self.palette()
        first = len(self.columns)
        made = [Column(id=f"column-{slot}") for slot in range(first, first + count)]
        for column in made:
            column.set_palette(palette)
        self.columns += made
        return made

    async def on_mount(self) -> None:
        """Lay out for the size the terminal has, so that the first frame is the whole picture.

        It shows the answer to what was pressed meanwhile, too: the app, which takes the keys, has
        its turn before the screen is painted.
        """
        self.set_linear()
        self.fit(*self.app.size)
        self.paint_hints()
        self.set_timer(_BREATH, self._begin)
        self.owner.call_next(self.owner.answer_early)
        await sleep(0)

    def _begin(self) -> None:
        """The slow work, once there is something to read."""
        self.begun = True
        self.owner.begin()
        self.look_for_others()
        if len(self.desk.sheets) > 1:
            self.compare()

    def on_resize(self, event: Resize) -> None:
        """As many columns as fit; too small a terminal says so."""
        if event.size != self._laid_out:  # else Textual's own word that it has laid out
            self.fit(*event.size)
            if self.owner.was_resized:
                self.call_later(self.settle)
        elif event.size == self.size and not self.owner.was_resized:
            # What the first frame was laid out for: Textual need not paint it all once more.
            event.prevent_default().stop()

    def settle(self) -> None:
        """Say what there is to say at the size that there is now, and paint every cell anew.

        The terminal drops cells when it shrinks, also when it is as large as before at the end.
        """
        self._paint_lines()
        if self.app.screen is self:
            paint_all(self)
        else:
            self.app.screen.refresh()

    def _paint_lines(self) -> None:
        """What the lines above and below the columns say at the size that there is now."""
        if self.size != self._laid_out:
            self.fit(*self.size)
        self.paint_tabs()
        self.paint_status()

    def fit(self, width: int, height: int) -> None:
        """Lay out for so many cells and rows."""
        self._laid_out = (width, height)
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        if tiny and not self.query(TooSmall):
            self.mount(TooSmall(id="too-small"))
        self.set_class(tiny, "-tiny")
        self.set_class(height < SHORT, "-short")
        self.set_class(width < _NARROW and height >= _FIVE_MORE, "-narrow")
        self.set_up_columns()

    def set_up_columns(self) -> None:
        """Make columns that are missing, then lay out."""
        missing = self.desk.fitting(self.size.width or self.app.size.width) - len(self.columns)
        if missing > 0:
            self.query_one("#columns").mount(*self._add_columns(missing))
        self.lay_out()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Pass a failed worker on to the app, which tells of it."""
        if event.state is WorkerState.ERROR:
            if event.worker.group == "parallels":
                self.session.not_compared = NOT_COMPARED
                self.paint_status()
            self.owner.worker_failed(event.worker)

    def on_screen_suspend(self) -> None:
        """Another screen is shown over the columns: what was said before it is over."""
        self._away = True
        self.message = ("", "")

    def on_screen_resume(self, event: ScreenResume) -> None:
        """That screen may have changed tags, claims or codebook."""
        event.refresh_styles = self._away  # the first time, all have their styles since a moment
        if self._away:
            self._away = False
            self.everything_changed()
            self.paint_hints()

    def leave_modes(self) -> None:
        """Forget letters and proposals, which stand on a text that has changed."""
        self.stop_picking()
        if self.proposing:
            self.end_round()

    # -- keys

    async def take_key(self, event: Key) -> bool:
        """Carry out a key that is meant for the columns; whether it was.

        Where there is no room to show them, none changes what cannot be seen.
        """
        if self.has_class("-tiny"):
            await press(self.owner, event, ("app",))
            return True
        if not self.owner.keyboard.waiting:
            if self.picking:
                self.pick(event)
                return True
            if self.proposing and self.answer_proposal(event):
                return True
        pressed = await press(self.owner, event, ("reader", "app"))
        if pressed.tag or not (pressed.taken or pressed.commands):
            if not self.tag_by_key(event):
                return self._let_go(event)
            self.tour_saw("tag")
        for entry in pressed.commands:
            self.tour_saw(entry.id)
        return True

    def _let_go(self, event: Key) -> bool:
        """Escape ends a selection; of a character that means nothing, that is said."""
        if event.key in CANCEL and self.sheet.place.selection is not None:
            self.go(at(self.sheet.place.caret))
            return True
        key = event.character or ""
        if not key.isprintable() or not key.strip():
            return False
        if key.isdigit():
            codebook = self.key("reader.codebook")
            self.tell(
                f"no tag has the key {key}: {codebook}, the codebook, has them all", "line--quiet"
            )
        else:
            self.tell(
                f"{key} has no meaning here: {self.key('app.help')} lists the keys", "line--quiet"
            )
        return True

    # -- the two lines at the bottom

    def paint_hints(self) -> None:
        """The keys of the mode that the reader is in."""
        mode = "proposal" if self.proposing else "reader"
        tags = [tag for tag in self.session.workspace.codebook.tags if tag.key and not tag.retired]
        parts: list[Part] = []
        if tags:
            does = "yes, as …" if self.proposing else "tag"
            parts = [(f" {tags[0].key}–{tags[-1].key}", "line--key"), (f" {does} ", "")]
        self.query_one("#hints", KeyLine).show(mode, parts)

    def paint_status(self) -> None:
        """Where the caret is, what lies there, and whether everything is on disk."""
        if self.owner.linear:
            self.say_words()
            return
        text, part = self.message
        left: list[Part] = [
            (f" {self.column_title()} ", "line--strong"),
            (f"{self.sheet.motions.where(self.sheet.place.caret)} ", "line--quiet"),
        ]
        if text and self.app.size.width < _NARROW:
            left = [(" ", "")]
        left.append((text, part) if text else self._what_is_here())
        waited_for = self.session.parallels is None and self.session.not_compared == COMPARING
        comparing = len(self.desk.sheets) > 1 and waited_for and self.begun
        work: list[Part] = [("comparing… ", "line--quiet")] if comparing else []
        self.status_line.set(left, [*work, self.owner.save_state(), (" ", "")])
        if self.tour is not None:
            self.call_next(self.tour_goes_on)

    def _what_is_here(self) -> Part:
        here = self.annotation_here()
        place = self.sheet.place
        if place.selection:
            length = place.selection.end - place.selection.start
            return (f"{length} characters selected", "")
        theirs = self.said_besides()
        if here is None or not here.start <= place.caret < max(here.end, here.start + 1):
            return (" · ".join(theirs), "line--quiet")
        codebook = self.session.workspace.codebook
        words = [f"{letter_of(codebook, tag)} {tag}" for tag in here.tags]
        if here.speaker:
            words.append(f"speaker {here.speaker}")
        if here.claim:
            claim = self.session.workspace.claims.get(here.claim)
            words.append(f"claim {claim.statement if claim else here.claim}")
        if here.note:
            words.append(f"note {here.note}")
        words += theirs
        return (" · ".join(words), "")
