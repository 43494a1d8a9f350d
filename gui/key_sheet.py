"""The sheet of keys: every command by where it holds, to be searched, printed as text, and given other keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import key_rules
from gui.commands import COMMANDS, Actions, Command, command_named
from gui.key_dialog import KeyDialog, keys_in_words, title_of
from gui.keymap import own
from gui.overlays import Overlay
from gui.style import px
from gui.toasts import announce
from gui.tokens import DARK, S8, S12, S16, Theme
from gui.words import later, tr
from gui.wrapping import WrappedLabel

WIDTH, HEIGHT = 720, 640
KEYS_WIDTH = 200
SCOPES = (
    ("review", later("On the list, the picture and the panel")),
    ("canvas", later("On the picture")),
    ("views", later("On explanations side by side")),
    ("window", later("Anywhere")),
)


def keys_of(command: Command, actions: Actions) -> list[str]:
    """All keys of a command as the platform writes them, those of the canvas too."""
    return [key_rules.shown(key) for key in actions.keymap.keys(command.id)]


def sheet(actions: Actions, *, all_commands: bool = False) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """(where keys hold, [(keys, what they do, id of the command)]) from the table of commands, in its order;
    all_commands: those without a key too."""
    found = []
    for scope, title in SCOPES:
        lines = [
            (", ".join(keys_of(command, actions)), title_of(command.id, actions), command.id)
            for command in COMMANDS
            if command.scope == scope
            and (all_commands or keys_of(command, actions))
            and actions[command.id].isVisible()
        ]
        if lines:
            found.append((tr(title), lines))
    return found


def as_text(actions: Actions) -> str:
    """The sheet as plain text, keys in one column."""
    parts = sheet(actions)
    wide = max((len(keys) for _, lines in parts for keys, *_ in lines), default=0)
    blocks = [
        "\n".join([title, *(f"  {keys.ljust(wide)}  {what}" for keys, what, _ in lines)]) for title, lines in parts
    ]
    return "\n\n".join(blocks) + "\n"


class KeySheet(Overlay):
    """A card with a field to search in. Return on a command asks for another key; a change can be taken back."""

    def __init__(self, host: QWidget, actions: Actions) -> None:
        super().__init__(host, tr("All keys"))
        self._actions, self._keymap = actions, actions.keymap
        self._theme = DARK
        self._dialog: KeyDialog | None = None
        title = QLabel(tr("All keys"))
        title.setProperty("kind", "headline")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a key or what it does…"))
        self.field.setAccessibleName(tr("Find a key or what it does"))
        self.field.setClearButtonEnabled(False)
        self.field.installEventFilter(self)
        self.tree = QTreeWidget()
        self.tree.setObjectName("overlayList")
        self.tree.setAccessibleName(tr("Keys by where they hold"))
        self.tree.setAccessibleDescription(tr("Return changes the key of a command."))
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(S12)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        mode = QHeaderView.ResizeMode
        for section, how in enumerate((mode.Fixed, mode.Stretch, mode.ResizeToContents)):
            header.setSectionResizeMode(section, how)
        self.tree.installEventFilter(self)
        self.nothing = QLabel(tr("No key does that."))
        self.nothing.setProperty("kind", "quiet")
        self.troubles = WrappedLabel()
        self.troubles.setTextFormat(Qt.TextFormat.PlainText)
        self.said = WrappedLabel()
        self.said.setProperty("kind", "quiet")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.change = QPushButton(tr("Change…"))
        self.change.setProperty("kind", "primary")
        self.undo = QPushButton(tr("Undo"))
        self.undo.setAccessibleName(tr("Undo the last change of keys"))
        self.reset = QPushButton(tr("All as they came"))
        self.copy = QPushButton(tr("Copy as text"))
        self.close_button = QPushButton(tr("Close"))
        foot = QHBoxLayout()
        foot.setSpacing(S8)
        for button in (self.change, self.undo, self.reset, self.copy):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S8)
        column.addWidget(title)
        column.addWidget(self.troubles)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.field.textChanged.connect(self._seek)
        self.tree.itemActivated.connect(lambda *_: self.ask())
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        self.change.clicked.connect(self.ask)
        self.undo.clicked.connect(self._undo)
        self.reset.clicked.connect(self._reset)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.shut)

    def place(self, room: QRect) -> QRect:
        width, height = min(px(WIDTH), room.width()), min(px(HEIGHT), room.height())
        return QRect(room.center().x() - width // 2, room.center().y() - height // 2, width, height)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.tree.header().resizeSection(0, px(KEYS_WIDTH))  # the text size may have changed with it
        if self.isVisible():
            self._refresh()
        super().set_theme(theme)

    def first(self) -> QWidget:
        return self.field

    def open(self) -> None:
        if self._keymap.read_again():
            self._actions.use_keys()
        self.said.clear()
        self.field.clear()
        self._refresh()
        super().open()

    def lines(self) -> list[tuple[str, str]]:
        """The keys that are shown, and what they do; of commands that have some."""
        return [(item.text(0), item.text(1)) for item in self._items() if self._keymap.keys(_id(item))]

    def choose(self, command_id: str) -> None:
        """Go to the row of a command that is shown."""
        for item in self._items():
            if _id(item) == command_id:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)

    def chosen(self) -> str:
        """The command of the row at hand; "" where there is none."""
        item = self.tree.currentItem()
        return _id(item) if item is not None else ""

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        return [child for top in tops if top is not None for n in range(top.childCount()) if (child := top.child(n))]

    # --- shown ---

    def _refresh(self) -> None:
        at = self.chosen()
        self._seek(self.field.text())
        if at:
            self.choose(at)
        troubles = self._keymap.troubles
        self.troubles.setText("\n".join((tr("Not all of the file with your keys could be used."), *troubles)))
        self.troubles.setVisible(bool(troubles))
        self._offer()

    def _seek(self, wanted: str) -> None:
        self.tree.clear()
        sought = wanted.casefold().split()
        for title, lines in sheet(self._actions, all_commands=True):
            some = [line for line in lines if all(one in f"{line[0]} {line[1]}".casefold() for one in sought)]
            if not some:
                continue
            top = QTreeWidgetItem([title])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(top)
            self.tree.setFirstColumnSpanned(self.tree.indexOfTopLevelItem(top), self.tree.rootIndex(), True)
            font = self.tree.font()
            font.setWeight(font.Weight.DemiBold)
            top.setFont(0, font)
            for line in some:
                top.addChild(self._row(*line))
        self.tree.expandAll()
        self.tree.setVisible(self.tree.topLevelItemCount() > 0)
        self.nothing.setVisible(self.tree.topLevelItemCount() == 0)
        items = self._items()
        if items:
            self.tree.setCurrentItem(items[0])
        self._offer()

    def _row(self, keys: str, what: str, command_id: str) -> QTreeWidgetItem:
        was = ""
        if self._keymap.changed(command_id):
            was = tr("came as {keys}").format(keys=keys_in_words(own(command_named(command_id))))
        made = QTreeWidgetItem([keys or tr("no key"), what, was])
        made.setData(0, Qt.ItemDataRole.UserRole, command_id)
        quiet = QColor(self._theme.quiet)
        made.setForeground(2, quiet)
        if not keys:
            made.setForeground(0, quiet)
        # A reader says one cell of a row: it has all of it.
        made.setData(
            0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in (what, made.text(0), was) if part)
        )
        return made

    def _offer(self) -> None:
        self.change.setEnabled(bool(self.chosen()))
        self.undo.setEnabled(self._keymap.can_undo)
        self.reset.setEnabled(self._keymap.any_changed)

    # --- changed ---

    def ask(self) -> None:
        """Ask for another key of the command at hand."""
        name = self.chosen()
        if not name:
            return
        dialog = self._dialog = KeyDialog(name, title_of(name, self._actions), self._actions, self.window())
        dialog.changed.connect(self._changed)
        dialog.finished.connect(self._asked)
        dialog.open()

    def _asked(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, names: list[str], begin: str = "") -> None:
        """Show the keys as they are now, everywhere, and say so."""
        self._actions.use_keys()
        self._refresh()
        parts = [begin] if begin else []
        for name in names[:3]:
            keys = self._keymap.keys(name)
            said = tr("“{command}” is on {keys} now.") if keys else tr("“{command}” has no key now.")
            parts.append(said.format(command=title_of(name, self._actions), keys=keys_in_words(keys)))
        if any(key_rules.taken_by_tools(command, key) for command, key in self._of(names[:1])):
            parts.append(tr("While a tool is in hand, it takes this key first."))
        if self._keymap.unsaved:
            lost = tr("This could not be written to {file} ({why}), and holds until the window is closed.")
            parts.append(lost.format(file=self._keymap.file, why=self._keymap.unsaved))
        self._say(" ".join(parts))

    def _of(self, names: list[str]) -> list[tuple[Command, str]]:
        return [(one, key) for one in COMMANDS if one.id in names for key in self._keymap.keys(one.id)]

    def _undo(self) -> None:
        names = self._keymap.undo()
        self._changed(names, tr("Taken back."))
        if not self.undo.isEnabled():
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset(self) -> None:
        self._keymap.reset_all()
        self._changed([], tr("All commands have the keys that they came with."))
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._actions))
        self._say(tr("Copied. Paste it where you want to print it."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        announce(self, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if (
                watched is self.field
                and pressed
                and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ):
                if self.tree.isVisible():
                    self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if watched is self.tree and event.matches(QKeySequence.StandardKey.Undo):
                # Not the last verdict, while keys are what is looked at.
                event.accept()
                if pressed and self._keymap.can_undo:
                    self._undo()
                return True
        return super().eventFilter(watched, event)


def _id(item: QTreeWidgetItem) -> str:
    return str(item.data(0, Qt.ItemDataRole.UserRole) or "")
