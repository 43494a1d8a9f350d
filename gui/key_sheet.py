"""The sheet of keys: every key by where it holds, to be searched, and to be printed as text."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
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

from gui.commands import COMMANDS, Actions, Command
from gui.overlays import Overlay
from gui.style import px
from gui.tokens import S8, S12, S16, Theme
from gui.words import later, tr

WIDTH, HEIGHT = 680, 620
KEYS_WIDTH = 200
SCOPES = (
    ("review", later("On the list, the picture and the panel")),
    ("canvas", later("On the picture")),
    ("views", later("On explanations side by side")),
    ("window", later("Anywhere")),
)


def keys_of(command: Command) -> list[str]:
    """All keys of a command as the platform writes them, those of the canvas too."""
    form = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence(key).toString(form) for key in (*command.keys, *command.canvas_keys)]


def sheet(actions: Actions) -> list[tuple[str, list[tuple[str, str]]]]:
    """(where keys hold, [(keys, what they do)]) from the table of commands, in its order."""
    found = []
    for scope, title in SCOPES:
        lines = [
            (", ".join(keys_of(command)), _title(command, actions))
            for command in COMMANDS
            if command.scope == scope and keys_of(command) and actions[command.id].isVisible()
        ]
        if lines:
            found.append((tr(title), lines))
    return found


def _title(command: Command, actions: Actions) -> str:
    """As the menu says it, where the project gives the name (reasons); undo names one change, the sheet all of them."""
    return command.shown if command.id in ("undo", "redo") else actions[command.id].text().replace("&", "")


def as_text(actions: Actions) -> str:
    """The sheet as plain text, keys in one column."""
    parts = sheet(actions)
    wide = max(len(keys) for _, lines in parts for keys, _ in lines)
    blocks = ["\n".join([title, *(f"  {keys.ljust(wide)}  {what}" for keys, what in lines)]) for title, lines in parts]
    return "\n\n".join(blocks) + "\n"


class KeySheet(Overlay):
    """A card with a field to search in."""

    def __init__(self, host: QWidget, actions: Actions) -> None:
        super().__init__(host, tr("All keys"))
        self._actions = actions
        title = QLabel(tr("All keys"))
        title.setProperty("kind", "headline")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a key or what it does…"))
        self.field.setAccessibleName(tr("Find a key or what it does"))
        self.field.setClearButtonEnabled(False)
        self.tree = QTreeWidget()
        self.tree.setObjectName("overlayList")
        self.tree.setAccessibleName(tr("Keys by where they hold"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(S12)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.tree.header().setStretchLastSection(True)
        self.nothing = QLabel(tr("No key does that."))
        self.nothing.setProperty("kind", "quiet")
        self.copy = QPushButton(tr("Copy as text"))
        self.copy.clicked.connect(self._copy)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.shut)
        self.said = QLabel()
        self.said.setProperty("kind", "quiet")
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S8)
        column.addWidget(title)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.field.textChanged.connect(self._seek)

    def place(self, room: QRect) -> QRect:
        width, height = min(px(WIDTH), room.width()), min(px(HEIGHT), room.height())
        return QRect(room.center().x() - width // 2, room.center().y() - height // 2, width, height)

    def set_theme(self, theme: Theme) -> None:
        self.tree.header().resizeSection(0, px(KEYS_WIDTH))  # the text size may have changed with it
        super().set_theme(theme)

    def first(self) -> QWidget:
        return self.field

    def open(self) -> None:
        self.said.clear()
        self.field.clear()
        self._seek("")
        super().open()

    def lines(self) -> list[tuple[str, str]]:
        """The keys that are shown, and what they do."""
        tops = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        found = [top.child(n) for top in tops if top is not None for n in range(top.childCount())]
        return [(item.text(0), item.text(1)) for item in found]

    def _seek(self, wanted: str) -> None:
        self.tree.clear()
        sought = wanted.casefold().split()
        for title, lines in sheet(self._actions):
            some = [(keys, what) for keys, what in lines if all(one in f"{keys} {what}".casefold() for one in sought)]
            if not some:
                continue
            top = QTreeWidgetItem([title])
            self.tree.addTopLevelItem(top)
            self.tree.setFirstColumnSpanned(self.tree.indexOfTopLevelItem(top), self.tree.rootIndex(), True)
            font = self.tree.font()
            font.setWeight(font.Weight.DemiBold)
            top.setFont(0, font)
            for keys, what in some:
                top.addChild(QTreeWidgetItem([keys, what]))
        self.tree.expandAll()
        self.tree.setVisible(self.tree.topLevelItemCount() > 0)
        self.nothing.setVisible(self.tree.topLevelItemCount() == 0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._actions))
        self.said.setText(tr("Copied. Paste it where you want to print it."))
