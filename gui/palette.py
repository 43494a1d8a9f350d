"""The palette: find a command, or a place to go to, by a few letters of its name, and run it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.commands import COMMANDS, Actions
from gui.overlays import Overlay
from gui.preferences import Preferences
from gui.style import px
from gui.tokens import CAPTION, DARK, S8, S12, Theme
from gui.words import tr

WIDTH, HEIGHT = 620, 460
ROW = 32
MOST = 200


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of the palette.

    where:   the menu it stands in, or what kind of place it is
    why_not: why it cannot be run now; "" where that is not known. Only looked at where ``run`` is None.
    key:     remembered among those run lately; "" for what is found anew each time
    """

    title: str
    where: str = ""
    keys: str = ""
    run: Callable[[], object] | None = None
    why_not: str = ""
    key: str = ""


Source = Callable[[str], Iterable[Entry]]


def score(wanted: str, text: str) -> float | None:
    """How well the letters of ``wanted`` are found in ``text`` in their order; None if they are not.

    Higher is better: letters that follow each other and that begin words count most, and short texts before long ones.
    """
    best: float | None = None
    low, sought = text.casefold(), "".join(wanted.casefold().split())
    if not sought:
        return 0.0
    # The first letter decides where a match begins: the best of all beginnings.
    starts = [n for n, letter in enumerate(low) if letter == sought[0]]
    for start in starts:
        at, points = start, 0.0
        for n, letter in enumerate(sought):
            found = low.find(letter, at)
            if found < 0:
                break
            begins = found == 0 or not low[found - 1].isalnum()
            # A later letter at a word's beginning is worth more than the same letter inside a word before it.
            if n and found != at and not begins:
                later = next((k for k in range(found + 1, len(low)) if low[k] == letter and low[k - 1] in " -_/."), -1)
                if later > 0:
                    found, begins = later, True
            points += 3.0 if n and found == at else 2.0 if begins else 0.2
            points -= 0.02 * (found - at)
            at = found + 1
        else:
            points += (1.0 if start == 0 else 0.0) - 0.01 * len(low)
            best = points if best is None else max(best, points)
    return best


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "" if entry.run is not None else entry.why_not or tr("not now")
            return ", ".join(part for part in (entry.title, entry.where, entry.keys, state) if part)
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None


class _Painter(QStyledItemDelegate):
    """Title at the left; at the right its menu and keys, or why it cannot be run now."""

    theme: Theme = DARK

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, max(ROW, QFontMetrics(option.font).height() + S12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        theme = self.theme
        painter.save()
        area = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.selection))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(theme.accent))
        area = area.adjusted(S12, 0, -S12, 0)
        small = QFont(option.font)
        small.setPixelSize(px(CAPTION))
        aside = entry.why_not if entry.run is None and entry.why_not else entry.where
        words = "    ".join(part for part in (aside, entry.keys) if part)
        half = area.width() * 3 // 5
        words = QFontMetrics(small).elidedText(words, Qt.TextElideMode.ElideRight, half)
        taken = QFontMetrics(small).horizontalAdvance(words)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, words)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.text if entry.run is not None else theme.quiet))
        room = area.adjusted(0, 0, -taken - S12, 0)
        title = QFontMetrics(option.font).elidedText(entry.title, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, title)
        painter.restore()


class Palette(Overlay):
    """A field and a list below it. Type, choose with the arrow keys, run with Enter."""

    def __init__(self, host: QWidget, actions: Actions, preferences: Preferences) -> None:
        super().__init__(host, tr("Find a command"))
        self._actions, self._preferences = actions, preferences
        self._sources: list[Source] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a command or a place…"))
        self.field.setAccessibleName(tr("Find a command or a place"))
        self.field.installEventFilter(self)
        self.lines = QListView()
        self.lines.setAccessibleName(tr("What was found"))
        self.lines.setUniformItemSizes(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setObjectName("overlayList")
        self._model = _Lines(self)
        self._painter = _Painter(self.lines)
        self.lines.setModel(self._model)
        self.lines.setItemDelegate(self._painter)
        self.nothing = QLabel(tr("Nothing is called so. Try fewer letters."))
        self.nothing.setProperty("kind", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(S8, S8, S8, S8)
        column.setSpacing(S8)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.lines, 1)
        self.field.textChanged.connect(self._seek)
        self.lines.clicked.connect(lambda index: self._run(index.row()))

    def add_source(self, source: Source) -> None:
        """Let another part offer entries: ``source`` gets what was typed, each time a letter comes, and is quick."""
        self._sources.append(source)

    def place(self, room: QRect) -> QRect:
        width, height = min(px(WIDTH), room.width()), min(px(HEIGHT), room.height())
        return QRect(room.center().x() - width // 2, room.top() + (room.height() - height) // 6, width, height)

    def first(self) -> QWidget:
        return self.field

    def open(self) -> None:
        self.field.clear()
        self._seek("")
        super().open()

    def entries(self) -> list[Entry]:
        """What is shown now, best first."""
        return list(self._model.entries)

    def set_theme(self, theme: Theme) -> None:
        self._painter.theme = theme
        super().set_theme(theme)

    # --- finding ---

    def _commands(self) -> list[Entry]:
        found = []
        for command in COMMANDS:
            action = self._actions[command.id]
            if command.id == "palette" or not action.isVisible():
                continue
            found.append(
                Entry(
                    # Undo and redo say in their action what they would do now.
                    action.text().replace("&", ""), tr(command.menu), self._actions.shown_keys(command.id),
                    action.trigger if action.isEnabled() else None, self._actions.why_not(command.id), command.id,
                )
            )  # fmt: skip
        return found

    def _seek(self, wanted: str) -> None:
        recent = {key: n for n, key in enumerate(self._preferences.recent_commands())}
        ranked: list[tuple[tuple[float, float, int], Entry]] = []
        for n, entry in enumerate(self._commands()):
            points = score(wanted, entry.title)
            by_menu = score(wanted, f"{entry.where} {entry.title}")
            if points is None and by_menu is None:
                continue
            best = max(points if points is not None else -9.0, (by_menu or 0.0) - 1.0)
            # Of equals what was run lately comes first, and what can be run before what cannot.
            best -= 1.5 if entry.run is None else 0.0
            lately = -recent.get(entry.key, len(recent))
            ranked.append(((best if wanted.strip() else 0.0, lately, -n), entry))
        ranked.sort(key=lambda one: one[0], reverse=True)
        entries = [entry for _, entry in ranked]
        for source in self._sources:
            entries += source(wanted)
        self._model.show(entries[:MOST])
        self.nothing.setVisible(not entries)
        self.lines.setVisible(bool(entries))
        self._go_to(next((n for n, entry in enumerate(entries[:MOST]) if entry.run is not None), 0))

    # --- choosing ---

    def _go_to(self, row: int) -> None:
        if self._model.rowCount():
            self.lines.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1)), 0))

    def _run(self, row: int) -> None:
        if not 0 <= row < len(self._model.entries):
            return
        entry = self._model.entries[row]
        if entry.run is None:
            return
        if entry.key:
            self._preferences.add_recent_command(entry.key)
        # First the keyboard goes back: a command may ask where it is.
        self.shut()
        entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row, key = self.lines.currentIndex().row(), event.key()
            page = max(1, self.lines.height() // max(1, self.lines.sizeHintForRow(0)) - 1)
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
            if key in moves:
                self._go_to(row + moves[Qt.Key(key)])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(row)
                return True
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _: bool) -> bool:
        """Tab goes from the field to the list and back: leaving the palette closes it."""
        target = self.lines if self.field.hasFocus() and self.lines.isVisible() else self.field
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.lines.hasFocus():
            self._run(self.lines.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def left_for(self, widget: QWidget) -> None:
        """Whoever goes elsewhere is done with it."""
        self._before = None
        self.shut()
