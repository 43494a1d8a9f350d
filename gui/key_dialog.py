"""Asks for another key of one command: press it, and it is taken; told before if it is another command's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import key_rules
from gui.choice import Choice
from gui.commands import COMMANDS, Actions, command_named
from gui.keymap import own
from gui.style import px
from gui.toasts import announce
from gui.tokens import S8, S12, S16
from gui.words import later, tr
from gui.wrapping import WrappedLabel

WIDTH = 460
WHERE = {
    "review": later("on the list, the picture and the panel"),
    "canvas": later("on the picture"),
    "views": later("on explanations side by side"),
    "window": later("everywhere"),
}


class Catcher(QLabel):
    """Emits ``caught(str)`` for a key that is pressed on it. Tab goes on from it, Escape leaves the dialog.

    A key that some command has is known by a shortcut for it: only Qt can tell which of the keys in tables a press is,
    as keyboards differ (Shift and 1 is ! on most).
    """

    caught = Signal(str)

    def __init__(self, known: set[str]) -> None:
        super().__init__()
        self.setObjectName("catcher")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        for key in sorted(known - {"Tab", "Shift+Tab", "Esc"}):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setAutoRepeat(False)  # Return may be down still from opening this
            for signal in (shortcut.activated, shortcut.activatedAmbiguously):
                signal.connect(self._catching(key))

    def _catching(self, key: str) -> Callable[[], None]:
        return lambda: self.caught.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_rules.pressed(event)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif key is not None and not event.isAutoRepeat():
            self.caught.emit(key)


class KeyDialog(QDialog):
    """What is chosen is done at once. Signals: changed(list of ids): the command has other keys, and those it took
    them from."""

    changed = Signal(list)

    def __init__(self, command_id: str, title: str, actions: Actions, parent: QWidget) -> None:
        """title: of the command, as the sheet says it."""
        super().__init__(parent)
        self._command, self._title = command_named(command_id), title
        self._actions, self._keymap = actions, actions.keymap
        self._wanted: tuple[str, ...] = ()
        self.setWindowTitle(tr("Keys of {command}").format(command=title))
        self.setMinimumWidth(px(WIDTH))
        headline = WrappedLabel(self.windowTitle())
        headline.setProperty("kind", "headline")
        where = WrappedLabel(tr("They hold {where}.").format(where=tr(WHERE[self._command.scope])))
        where.setProperty("kind", "quiet")
        self.catcher = Catcher(self._keymap.every_key())
        self.catcher.setText(tr("Press the new key"))
        self.catcher.setMinimumHeight(px(56))
        self.catcher.setAccessibleName(tr("New key for {command}: press it").format(command=title))
        self.catcher.setAccessibleDescription(tr("Tab goes on to the choices, Escape leaves everything as it is."))
        self.in_place_of = Choice()
        self.in_place_of.setAccessibleName(tr("In place of"))
        self._instead = QLabel(tr("In place of"))
        self._instead.setProperty("kind", "quiet")
        self._instead.setBuddy(self.in_place_of)
        self.said = WrappedLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.take, self.leave = QPushButton(), QPushButton()
        self.take_away, self.back = QPushButton(), QPushButton()
        self.close_button = QPushButton(tr("Leave everything as it is"))
        self._build(headline, where)
        self.in_place_of.currentIndexChanged.connect(self._tell_choice)
        self.catcher.caught.connect(self.catch)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._ask)
        self.take_away.clicked.connect(self._take_away)
        self.back.clicked.connect(lambda: self._want(own(self._command)))
        self.close_button.clicked.connect(self.reject)
        self._fill()
        self._ask()

    def _build(self, headline: QWidget, where: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S12)
        head = QVBoxLayout()
        head.setSpacing(S8)
        head.addWidget(headline)
        head.addWidget(where)
        column.addLayout(head)
        column.addWidget(self.catcher)
        column.addWidget(self.said)
        answers = QHBoxLayout()
        answers.addWidget(self.leave)
        answers.addWidget(self.take)
        answers.addStretch(1)
        column.addLayout(answers)
        row = QHBoxLayout()
        row.setSpacing(S8)
        row.addWidget(self._instead)
        row.addWidget(self.in_place_of, 1)
        row.addWidget(self.take_away)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        column.addStretch(1)
        order = (self.catcher, self.leave, self.take, self.in_place_of, self.take_away, self.back, self.close_button)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return is a key that may be wanted
            button.installEventFilter(self)

    def _fill(self) -> None:
        keys = self._keymap.keys(self._command.id)
        for key in keys:
            self.in_place_of.addItem(key_rules.shown(key), key)
        self.in_place_of.addItem(tr("none of them: one key more"), "")
        for part in (self._instead, self.in_place_of, self.take_away):
            part.setVisible(bool(keys))
        self.back.setVisible(self._keymap.changed(self._command.id))
        self.back.setText(tr("Back to {keys}").format(keys=keys_in_words(own(self._command))))
        self._tell_choice()

    def _tell_choice(self) -> None:
        key = self.in_place_of.currentData()
        self.take_away.setEnabled(bool(key))
        self.take_away.setText(tr("Take {key} away").format(key=key_rules.shown(key)) if key else tr("Take away"))

    # --- asking ---

    def _ask(self) -> None:
        """From the beginning: wait for a key."""
        self._wanted = ()
        self.catcher.setText(tr("Press the new key"))
        self.take.hide()
        self.leave.hide()
        self._say("")
        self.catcher.setFocus()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.adjustSize()
        if text:
            announce(self, text)

    def catch(self, key: str) -> None:
        """A key was pressed."""
        self.take.hide()
        self.leave.hide()
        now = self._keymap.keys(self._command.id)
        self.catcher.setText(key_rules.shown(key))
        instead = self.in_place_of.currentData() if now else ""
        if why := key_rules.refused(self._command, key):
            self._say(f"{why} {tr('Press another one.')}")
        elif key in now:
            said = tr("{key} is for “{command}” already.")
            self._say(said.format(key=key_rules.shown(key), command=self._title))
        else:
            self._want(self._keymap.with_key(self._command.id, key, instead))

    def _want(self, keys: tuple[str, ...]) -> None:
        """Take the keys at once, or ask about those that are another command's."""
        self._wanted = keys
        met = self._keymap.met(self._command.id, keys)
        if not met:
            self._take()
            return
        said = tr("{key} is for “{command}” already, {where}.")
        lines = [
            said.format(
                key=key_rules.shown(key), command=title_of(other.id, self._actions), where=tr(WHERE[other.scope])
            )
            for key, other in met
        ]
        names = {title_of(other.id, self._actions) for _, other in met}
        one = next(iter(names)) if len(names) == 1 else ""
        self.take.setText(
            tr("Take it from “{command}”").format(command=one) if one else tr("Take them from all of these")
        )
        self.leave.setText(tr("Leave it there") if one else tr("Leave them there"))
        self.take.show()
        self.leave.show()
        self._say("\n".join(lines))
        self.leave.setFocus()

    def _take(self) -> None:
        met = [other.id for _, other in self._keymap.met(self._command.id, self._wanted)]
        self._keymap.set_keys(self._command.id, self._wanted)
        self.changed.emit(list(dict.fromkeys((self._command.id, *met))))
        self.accept()

    def _take_away(self) -> None:
        gone = self.in_place_of.currentData()
        self._want(tuple(key for key in self._keymap.keys(self._command.id) if key != gone))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return presses the button at hand, as it does everywhere in the window."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if isinstance(watched, QPushButton) and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            watched.click()
            return True
        return False


def keys_in_words(keys: tuple[str, ...]) -> str:
    return ", ".join(key_rules.shown(key) for key in keys) or tr("no key")


def title_of(command_id: str, actions: Actions) -> str:
    """As the menu says it, where the project gives the name (reasons); undo names one change, the sheet all of them."""
    command = command_named(command_id)
    if sum(one.title == command.title for one in COMMANDS) > 1 and not command.number:
        return tr("{command} ({menu})").format(command=command.shown, menu=tr(command.menu))
    return command.shown if command_id in ("undo", "redo") else actions[command_id].text().replace("&", "")
