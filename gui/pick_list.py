"""A list whose entries are ticked, with a box above it for "all of them"; a long one can be searched."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.tokens import S4, S8
from gui.words import tr

ROWS = 5
SEARCHED_FROM = 12
KEY = Qt.ItemDataRole.UserRole


class PickList(QWidget):
    """Emits ``changed()``. Without a box for all, what is ticked is all there is to it."""

    changed = Signal()

    def __init__(self, name: str, all_of_them: str = "") -> None:
        """name: what is picked, for those who do not see the title beside it; all_of_them: what the box says."""
        super().__init__()
        self.everything = QCheckBox(all_of_them)
        self.everything.setChecked(bool(all_of_them))
        self.everything.setVisible(bool(all_of_them))
        self.find = QLineEdit()
        self.find.setPlaceholderText(tr("Find…"))
        self.find.setAccessibleName(tr("Find in: {name}").format(name=name))
        self.find.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("picks")
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S4)
        for widget in (self.everything, self.find, self.list):
            column.addWidget(widget)
        self.everything.toggled.connect(lambda _: self._turned())
        self.find.textChanged.connect(self._search)
        self.list.itemChanged.connect(lambda _: self.changed.emit())

    def show_entries(self, entries: Iterable[tuple[Hashable, str]], chosen: Iterable[Hashable]) -> None:
        """entries: (key, text); chosen: the keys that are ticked. Nobody is told."""
        ticked = set(chosen)
        self.list.blockSignals(True)
        self.list.clear()
        for key, text in entries:
            entry = QListWidgetItem(text)
            entry.setData(KEY, key)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(entry)
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.find.clear()
        self._show_parts()

    def choose_all(self, every: bool) -> None:
        """Tick the box for all, or not; nobody is told."""
        self.everything.blockSignals(True)
        self.everything.setChecked(every)
        self.everything.blockSignals(False)
        self._show_parts()

    def offered(self) -> list[Hashable]:
        """The keys of all entries, in their order."""
        return [self.list.item(n).data(KEY) for n in range(self.list.count())]

    def chosen(self) -> tuple[Hashable, ...]:
        """The keys that are ticked, in the order of the list; empty where all are meant."""
        if not self.everything.isHidden() and self.everything.isChecked():
            return ()
        entries = (self.list.item(n) for n in range(self.list.count()))
        return tuple(entry.data(KEY) for entry in entries if entry.checkState() == Qt.CheckState.Checked)

    @property
    def nothing(self) -> bool:
        """Whether not even one is picked."""
        every = not self.everything.isHidden() and self.everything.isChecked()
        return not every and not self.chosen()

    def _turned(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        open_ = not (not self.everything.isHidden() and self.everything.isChecked())
        self.list.setVisible(open_)
        self.find.setVisible(open_ and self.list.count() >= SEARCHED_FROM)
        self._fit()

    def _search(self, text: str) -> None:
        wanted = text.strip().casefold()
        for n in range(self.list.count()):
            entry = self.list.item(n)
            entry.setHidden(wanted not in entry.text().casefold())

    def _fit(self) -> None:
        """As high as its entries, up to a few."""
        row = max(self.list.sizeHintForRow(0), QFontMetrics(self.font()).height() + S8)
        shown = max(1, min(ROWS, self.list.count()))
        self.list.setFixedHeight(shown * row + 2 * self.list.frameWidth() + 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return is for the dialog's button; Qt's list would take it for "edit"."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            event.ignore()
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(260, super().sizeHint().height())
