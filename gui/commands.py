"""One table of commands: id, title, keys, where they hold. Menu, shortcuts and tooltips are made from it.

The keys are those that a command comes with; which it has for this user, gui/keymap.py knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.words import tr

if TYPE_CHECKING:
    from gui.keymap import Keymap


@dataclass(frozen=True, slots=True)
class Command:
    """What a user can do.

    keys:   portable key names that it comes with; the first one is shown. canvas_keys are more of them, on the canvas
            only, as all keys of a review command that move something (gui/key_rules.py)
    scope:  "window": anywhere; "review": while the list, the canvas or the panel has the focus; "canvas": only there;
            "views": on explanations side by side, which stand in the canvas's place
    menu:   the menu it stands in, or "" for none; a new ``section`` within a menu draws a line
    choice: commands of one group exclude each other and show which is on
    title:  in English; ``shown`` is what people read. Of several alike, {n} in it stands for ``number``
    """

    id: str
    title: str
    keys: tuple[str, ...] = ()
    scope: str = "window"
    menu: str = ""
    section: int = 0
    choice: str = ""
    checkable: bool = False
    canvas_keys: tuple[str, ...] = ()
    number: int = 0

    @property
    def shown(self) -> str:
        """The title in the language of the window."""
        return tr(self.title).replace("{n}", str(self.number))


COMMANDS = (
    Command("open-folder", "Open folder of images…", ("Ctrl+O",), menu="File"),
    Command("open-list", "Open list of images…", (), menu="File"),
    Command("open-project", "Open project…", ("Ctrl+Shift+O",), menu="File"),
    Command("choose-model", "Choose model…", ("Ctrl+M",), menu="File"),
    Command("relink", "Relink folder…", (), menu="File", section=1),
    Command("restore", "Restore from a backup…", (), menu="File", section=1),
    Command("export-report", "Export report…", ("Ctrl+E",), menu="File", section=1),
    Command("export-bundle", "Export bundle…", (), menu="File", section=1),
    Command("merge-bundle", "Merge bundle…", (), menu="File", section=1),
    Command("close-project", "Close project", ("Ctrl+W",), menu="File", section=1),
    Command("quit", "Quit", ("Ctrl+Q",), menu="File", section=1),
    Command("start-audit", "Start audit", ("Ctrl+Return",), menu="Audit"),
    Command("queue-audit", "Add to queue", ("Ctrl+Shift+Return",), menu="Audit"),
    Command("start-queue", "Start queue", (), menu="Audit"),
    Command("stop-queue", "Stop queue after this run", (), menu="Audit"),
    Command("pause-audit", "Pause", ("Ctrl+P",), menu="Audit", section=1),
    Command("resume-audit", "Resume audit", ("Ctrl+R",), menu="Audit", section=1),
    Command("cancel-audit", "Cancel audit", (), menu="Audit", section=1),
    Command("explain-again", "Explain this one again…", ("X",), "review", "Audit", 2),
    Command("next-explanation", "Next explanation of this image", ("Shift+X",), "review", "Audit", 2),
    Command("compute-map", "Compute the lost map again", (), "review", "Audit", 2),
    Command("sound", "Sound", ("S",), "review", "Review"),
    Command("flawed", "Flawed", ("F",), "review", "Review"),
    Command("unsure", "Unsure", ("U",), "review", "Review"),
    Command("next", "Next image", ("J",), "review", "Review", 1, canvas_keys=("Right", "Down")),
    Command("previous", "Previous image", ("K",), "review", "Review", 1, canvas_keys=("Left", "Up")),
    Command("comment", "Comment", ("Return", "Enter"), "review", "Review", 1),
    Command("settle-sound", "Settle as sound", ("Shift+S",), "review", "Review", 2),
    Command("settle-flawed", "Settle as flawed", ("Shift+F",), "review", "Review", 2),
    Command("settle-unsure", "Settle as unsure", ("Shift+U",), "review", "Review", 2),
    Command("undo", "Undo", ("Ctrl+Z",), "window", "Review", 3),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "window", "Review", 3),
    Command("blind", "Blind review: hide what others say", (), menu="Review", section=4, checkable=True),
    Command("blind-confidence", "Blind review: hide confidence too", (), menu="Review", section=4, checkable=True),
    Command("sign-off", "Sign off this run", (), menu="Review", section=5),
    Command("reviewer", "Change reviewer…", (), menu="Review", section=5),
    Command("next-unreviewed", "Next unreviewed", ("N",), "review", "List"),
    Command("go-to", "Go to number or name…", ("G",), "review", "List"),
    Command("filter", "Filter…", ("/",), "review", "List"),
    Command("queue-all", "All images", (), "review", "List", 1),
    Command("queue-unreviewed", "Unreviewed", (), "review", "List", 1),
    Command("queue-mine", "Reviewed by me", (), "review", "List", 1),
    Command("queue-flawed", "Flawed", (), "review", "List", 1),
    Command("queue-disagreement", "Disagreement", (), "review", "List", 1),
    Command("queue-wrong-reason", "Right for the wrong reason", (), "review", "List", 1),
    Command("queue-suspicious", "Most suspicious first", (), "review", "List", 1),
    Command("queue-sample", "Random sample", (), "review", "List", 1),
    Command("queue-classes", "Sample of each class", (), "review", "List", 1),
    Command("refresh-queue", "Refresh this queue", ("F5",), "review", "List", 2),
    Command("save-view", "Save this view…", (), "review", "List", 2),
    Command("more-like-this", "More like this", ("A",), "review", "List", 3),
    Command("why-suspicious", "Why is this suspicious", ("Shift+Y",), "review", "List", 3),
    Command("back-to-list", "Back to the list before", ("Shift+A",), "review", "List", 3),
    *(Command(f"reason-{n}", "Reason {n}", (str(n),), "review", "Reason", number=n) for n in range(1, 10)),
    *(Command(f"reason-{n}", "Reason {n}", (f"Alt+{n - 9}",), "review", "Reason", number=n) for n in range(10, 19)),
    Command("add-reason", "Add reason…", (), menu="Reason", section=1),
    Command("severity-1", "Minor", ("Shift+1",), "review", "Reason", 2),
    Command("severity-2", "Serious", ("Shift+2",), "review", "Reason", 2),
    Command("severity-3", "Grave", ("Shift+3",), "review", "Reason", 2),
    Command("tool-select", "Select regions", ("V",), "review", "Region", checkable=True),
    Command("tool-box", "Draw a box", ("B",), "review", "Region", checkable=True),
    Command("tool-polygon", "Draw a polygon", ("P",), "review", "Region", checkable=True),
    Command("tool-brush", "Paint with the brush", ("D",), "review", "Region", checkable=True),
    Command("tool-eraser", "Erase with the brush", ("E",), "review", "Region", checkable=True),
    Command("region-mark", "Turn spurious to missed and back", ("W",), "review", "Region", 1),
    Command("region-new-mark", "New regions: spurious or missed", ("Shift+W",), "review", "Region", 1),
    Command("brush-smaller", "Smaller brush", ("[",), "canvas", "Region", 1),
    Command("brush-larger", "Larger brush", ("]",), "canvas", "Region", 1),
    Command("what-if-away", "What if: take away region", ("H",), "review", "Region", 2),
    Command("what-if-only", "What if: keep only the region", ("Shift+H",), "review", "Region", 2),
    Command("what-if-together", "What if: all spurious regions together", ("Y",), "review", "Region", 2),
    Command("what-if-filling", "What if: next filling", ("Shift+Z",), "review", "Region", 2),
    Command("what-if-picture", "What if: look at the picture, and back", ("Z",), "review", "Region", 2),
    Command("what-if-aside", "What if: put the answer aside", (), "review", "Region", 2),
    Command("room-audit", "Audit room", ("F2",), menu="View"),
    Command("room-review", "Review room", ("F3",), menu="View"),
    Command("room-trends", "Trends room", ("F4",), menu="View"),
    Command("room-patterns", "Patterns room", ("F7",), menu="View"),
    Command("compare-runs", "Compare two runs", ("Shift+F4",), menu="View"),
    Command("show-image", "Image", ("I",), "review", "View", 1, "picture"),
    Command("show-overlay", "Overlay", ("O",), "review", "View", 1, "picture"),
    Command("show-mask", "Mask", ("M",), "review", "View", 1, "picture"),
    Command("show-contours", "Contours", ("C",), "review", "View", 1, "picture"),
    Command("show-truth", "Ground truth", ("T",), "review", "View", 2, checkable=True),
    Command("share-scale", "Same scale for all", ("L",), "review", "View", 2, checkable=True),
    Command("show-rule", "Show the rule", ("R",), "review", "View", 2),
    Command("zoom-in", "Zoom in", ("+", "=", "Ctrl++"), "canvas", "View", 2),
    Command("zoom-out", "Zoom out", ("-", "Ctrl+-"), "canvas", "View", 2),
    Command("zoom-fit", "Fit to window", ("0", "Ctrl+0"), "canvas", "View", 2),
    Command("zoom-actual", "Actual size", ("Ctrl+1",), "canvas", "View", 2),
    Command("compare-explanations", "Compare explanations", ("Shift+C",), "review", "View", 6),
    Command("views-side", "Side by side", (), "views", "View", 6, "views"),
    Command("views-swipe", "Swipe between two views", ("Q",), "views", "View", 6, "views"),
    Command("views-difference", "Difference of two views", ("Shift+D",), "views", "View", 6, "views"),
    Command("add-view", "Add a view", ("Ins",), "views", "View", 6),
    Command("remove-view", "Remove this view", ("Del",), "views", "View", 6),
    Command("divider-left", "Move the divider left", ("Shift+Left",), "views", "View", 6),
    Command("divider-right", "Move the divider right", ("Shift+Right",), "views", "View", 6),
    Command("panels", "Picture alone", ("Tab",), "canvas", "View", 3, checkable=True),
    Command("next-pane", "Go to next part of the window", ("F6",), "window", "View", 3),
    Command("theme-dark", "Dark theme", (), menu="View", section=4, choice="theme"),
    Command("theme-light", "Light theme", (), menu="View", section=4, choice="theme"),
    Command("theme-system", "Theme of the system", (), menu="View", section=4, choice="theme"),
    Command("high-contrast", "High contrast", (), menu="View", section=4, checkable=True),
    Command("settings", "Settings…", ("Ctrl+,",), menu="View", section=5),
    Command("palette", "Find a command…", ("Ctrl+Shift+P",), menu="Help"),
    Command("keys", "All keys", ("?", "F1"), menu="Help"),
    Command("tour", "Take the tour", (), menu="Help"),
    Command("demo", "Set up the demo", (), menu="Help"),
    Command("about-method", "About this method…", ("Ctrl+I",), menu="Help"),
    Command("show-log", "Where the log is", (), menu="Help", section=1),
    Command("about", "About Hansel", (), menu="Help", section=1),
)


# Commands that hold on explanations side by side too, and on two maps of two runs, and do there what they do elsewhere.
IN_VIEWS = ("zoom-in", "zoom-out", "zoom-fit", "zoom-actual", "panels")
IN_PAIR = (
    "show-image", "show-overlay", "show-mask", "show-contours", "share-scale",
    "zoom-in", "zoom-out", "zoom-fit", "zoom-actual", "next", "previous",
)  # fmt: skip


class _Action(QAction):
    """Says so where its key runs something else too (``ambiguous``), which Qt passes over in silence: one press may be
    two keys of the table on some keyboards (Shift+1 and ! on most)."""

    ambiguous = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut and isinstance(event, QShortcutEvent) and event.isAmbiguous():
            self.ambiguous.emit()
            return True
        return super().event(event)


class Actions(QObject):
    """The QActions of the table, each joined to its callback and living on the widget of its scope.

    ``refused(str)``: the key of a command was pressed that makes no sense now, and why it does not; or one that is of
    two commands on this keyboard.
    """

    refused = Signal(str)

    def __init__(
        self,
        callbacks: Mapping[str, Callable[[], object]],
        scopes: Mapping[str, QWidget],
        keymap: Keymap,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        missing = {c.id for c in COMMANDS} ^ set(callbacks)
        if missing:
            raise ValueError(f"commands without callback, or the other way round: {sorted(missing)}")
        self.keymap = keymap
        self._scopes = dict(scopes)
        self._on_canvas: list[QShortcut] = []
        self._refusing: dict[str, list[QShortcut]] = {}
        self._actions: dict[str, _Action] = {}
        self._followers: list[tuple[QObject, Callable[[], object]]] = []
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = _Action(command.shown, self)
            action.setShortcutContext(
                Qt.ShortcutContext.WindowShortcut
                if command.scope == "window"
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            if command.choice:
                action.setCheckable(True)
                group = groups.setdefault(command.choice, QActionGroup(self))
                group.addAction(action)
            action.setCheckable(command.checkable or bool(command.choice))
            action.triggered.connect(_without_arguments(callbacks[command.id]))
            action.ambiguous.connect(self._telling(command, self._say_ambiguous))
            scopes[command.scope].addAction(action)
            self._actions[command.id] = action
        self.use_keys()

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    # --- keys ---

    def use_keys(self) -> None:
        """Give the commands the keys of the keymap, and tell all who show them."""
        for shortcut in (*self._on_canvas, *(one for made in self._refusing.values() for one in made)):
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._on_canvas, self._refusing = [], {}
        for command in COMMANDS:
            action = self._actions[command.id]
            keys, on_canvas = self.keymap.by_place(command.id)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setToolTip(self.tooltip(command.id))
            for key in on_canvas:
                shortcut = self._shortcut(key, "canvas", command, self._run_or_refuse)
                self._on_canvas.append(shortcut)
            if not action.isEnabled():
                self._refuse(command.id)
        self._followers = [(owner, tell) for owner, tell in self._followers if isValid(owner)]
        for _, tell in self._followers:
            tell()

    def follow(self, owner: QObject, tell: Callable[[], object]) -> None:
        """Call ``tell`` now, and whenever keys have changed, for as long as ``owner`` is there."""
        self._followers.append((owner, tell))
        tell()

    def shown_keys(self, command_id: str) -> str:
        """The first key as the platform writes it, or nothing."""
        return self.keymap.shown(command_id)

    def spoken(self, command_id: str) -> str:
        """A command within a sentence: its key, or its name where it has none."""
        return self.shown_keys(command_id) or f"“{command_named(command_id).shown}”"

    def tooltip(self, command_id: str) -> str:
        """What a command does, and its key."""
        return self.with_key(command_named(command_id).shown, command_id)

    def with_key(self, text: str, command_id: str) -> str:
        """A text with the key of a command behind it, where it has one."""
        keys = self.shown_keys(command_id)
        return f"{text} ({keys})" if keys else text

    # --- what makes sense now ---

    def allow(self, command_id: str, allowed: bool, reason: str = "") -> None:
        """Grey a command, or not. reason: why it makes no sense now, for those who look for it in the palette."""
        action = self._actions[command_id]
        action.setEnabled(allowed)
        action.setProperty("why_not", "" if allowed else reason)
        self._refuse(command_id)

    def _refuse(self, command_id: str) -> None:
        """The keys of a greyed command, which Qt would leave without any answer."""
        action = self._actions[command_id]
        if not action.isEnabled() and command_id not in self._refusing:
            command = command_named(command_id)
            keys, _ = self.keymap.by_place(command_id)
            self._refusing[command_id] = [
                self._shortcut(key, command.scope, command, self._run_or_refuse) for key in keys
            ]
        wanted = not action.isEnabled() and bool(self.why_not(command_id))
        for shortcut in self._refusing.get(command_id, ()):
            shortcut.setEnabled(wanted)

    def _shortcut(self, key: str, scope: str, command: Command, run: Callable[[Command], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._scopes[scope])
        shortcut.setContext(
            Qt.ShortcutContext.WindowShortcut if scope == "window" else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.activated.connect(self._telling(command, run))
        shortcut.activatedAmbiguously.connect(self._telling(command, self._say_ambiguous))
        return shortcut

    @staticmethod
    def _telling(command: Command, do: Callable[[Command], None]) -> Callable[[], None]:
        return lambda: do(command)

    def _run_or_refuse(self, command: Command) -> None:
        action = self._actions[command.id]
        if action.isEnabled():
            action.trigger()
        elif why_not := self.why_not(command.id):
            self.refused.emit(why_not)

    def _say_ambiguous(self, command: Command) -> None:
        said = tr("this key is for “{command}” and for something else on this keyboard: change one of them in {keys}")
        self.refused.emit(said.format(command=command.shown, keys=self.tooltip("keys")))

    def why_not(self, command_id: str) -> str:
        """Why a command cannot be given now; empty if it can, or nobody said."""
        action = self._actions[command_id]
        return "" if action.isEnabled() else str(action.property("why_not") or "")

    def menus(self) -> dict[str, list[QAction | None]]:
        """Menu title, as people read it -> its actions in the table's order, None for a dividing line."""
        made: dict[str, list[QAction | None]] = {}
        section: dict[str, int] = {}
        for command in COMMANDS:
            if not command.menu:
                continue
            entries = made.setdefault(tr(command.menu), [])
            if entries and section[command.menu] != command.section:
                entries.append(None)
            section[command.menu] = command.section
            entries.append(self._actions[command.id])
        return made


def command_named(command_id: str) -> Command:
    return next(command for command in COMMANDS if command.id == command_id)


def _without_arguments(callback: Callable[[], object]) -> Callable[..., None]:
    def call(*_: object) -> None:
        callback()

    return call
