"""The queue of runs in the audit room: what waits, what runs, how the others went; re-ordered and taken out by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine.methods import METHODS
from gui import icons, run_rows, terms
from gui.audit_queue import AuditQueue, Queued
from gui.commands import Actions
from gui.method_link import MethodLink
from gui.setup import Setup, short
from gui.setup_form import accent
from gui.tokens import DARK, S8, Theme
from gui.words import count, later, tr
from gui.words import steps as say_steps
from gui.wrapping import WrappedLabel
from reports.visible import visible

GLYPHS = {"waiting": "waiting", "running": "play", "done": "sound", "failed": "warning", "stopped": "pause"}
EMPTY = later(
    "Nothing is lined up. “Add to queue” puts the audit that is set up here; several run one after the other."
)


def title_of(setup: Setup) -> str:
    """A run in few words: "wolves · model.toml of resnet50 · learned, 10 steps"."""
    folder = setup.folder.name if setup.folder is not None else ""
    model = setup.model.parent.name if setup.model is not None else ""
    method = METHODS.get(setup.method)
    how = f"{setup.method}, {say_steps(setup.steps)}" if method is not None and method.learns else setup.method
    return visible(" · ".join((folder, model, how)))


def about(item: Queued) -> str:
    """Where a run goes, and how it went or goes."""
    setup = item.setup
    words = [tr("into {name}").format(name=setup.project.name) if setup.project is not None else ""]
    if setup.limit:
        words.append(tr("the first {n}").format(n=count(setup.limit)))
    if setup.evidence != "quick":
        number = setup.evidence.partition(":")[2]
        of_some = tr("full evidence for {n}").format(n=count(int(number or 0)))
        words.append(of_some if number else tr("full evidence for all"))
    words.append(item.text or tr("waits"))
    return visible(" · ".join(word for word in words if word))


class QueueBox(QWidget):
    """Signals: again(id): line a run up again that failed."""

    again = Signal(str)

    def __init__(self, queue: AuditQueue, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue, self._theme = queue, DARK
        self._going = False
        title = QLabel(tr("Queue of runs"))
        title.setProperty("kind", "strong")
        self.start = QPushButton(tr("Start queue"))
        self.start.clicked.connect(actions["start-queue"].trigger)
        self.stop = QPushButton(tr("Stop after this run"))
        self.stop.clicked.connect(actions["stop-queue"].trigger)
        head = QHBoxLayout()
        head.setSpacing(S8)
        head.addWidget(title, 1)
        head.addWidget(self.stop)
        head.addWidget(self.start)
        self._empty = WrappedLabel(tr(EMPTY))
        self._empty.setProperty("kind", "quiet")
        self._note = WrappedLabel(
            tr("Another window keeps the saved queue; this one is forgotten when the window is closed.")
        )
        self._note.setProperty("kind", "caption")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.clear = QPushButton(tr("Clear finished"))
        self.clear.setProperty("kind", "link")
        self.clear.clicked.connect(queue.clear_done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S8)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        queue.changed.connect(self.show_queue)
        self.show_queue()

    def show_going(self, going: bool) -> None:
        """Whether the queue is being worked off."""
        self._going = going
        self.show_queue()

    def show_queue(self) -> None:
        """Paint the rows anew; the keyboard stays on the button it was on."""
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and focused.hasFocus() else ""
        items = self._queue.items
        run_rows.refill(self._rows, [self._row(item, n, len(items)) for n, item in enumerate(items)])
        self._empty.setVisible(not items)
        waiting = self._queue.waiting()
        self.start.setVisible(bool(items) and not self._going)
        self.start.setEnabled(waiting > 0)
        accent(self.start, waiting > 0)
        self.stop.setVisible(self._going)
        self.clear.setVisible(any(item.state == "done" for item in items))
        self._note.setVisible(not self._queue.kept)
        if held:
            button = self.findChild(QToolButton, held)
            if button is not None and button.isEnabled():
                button.setFocus()

    def _row(self, item: Queued, n: int, of: int) -> QWidget:
        colour = {"failed": self._theme.mark("flawed").colour, "running": self._theme.accent}.get(
            item.state, self._theme.quiet
        )
        buttons: list[QToolButton] = [MethodLink(self._theme, item.setup.method)]
        if item.state == "failed":
            buttons.append(self._button(item, "again", "play", tr("Line up again"), lambda: self.again.emit(item.id)))
        if item.state != "running":
            move = self._queue.move
            buttons += (
                self._button(item, "up", "up", tr("Earlier"), lambda: move(item.id, -1), n > 0),
                self._button(item, "down", "down", tr("Later"), lambda: move(item.id, 1), n < of - 1),
                self._button(item, "out", "close", tr("Take out"), lambda: self._queue.remove(item.id)),
            )
        mark = run_rows.mark(GLYPHS[item.state], colour, terms.state(item.state))
        tip = "\n".join(short(path) for path in (item.setup.folder, item.setup.model) if path is not None)
        return run_rows.row(mark, title_of(item.setup), tip, about(item), buttons)

    def _button(self, item: Queued, name: str, glyph: str, tip: str, do: object, enabled: bool = True) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{name}-{item.id}")
        button.setIcon(icons.icon(glyph, self._theme.text, self._theme.edge))
        button.setToolTip(tip)
        button.setAccessibleName(f"{tip}: {title_of(item.setup)}")
        button.setEnabled(enabled)
        button.clicked.connect(do)
        return button

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_queue()
