"""Going back to a backup from the window: the choice, what it costs, and the project closed and opened around it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import backup
from db import restore as restoring
from db.backup import Backup
from db.restore import Contents
from engine.records import PlainError
from gui import asking
from gui.background import Background
from gui.closing import in_words
from gui.notices import Notice
from gui.said import said
from gui.style import px
from gui.tokens import S8, S12, S16
from gui.words import count, later, tr, written
from gui.wrapping import WrappedLabel, size_dialog
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

log = logging.getLogger(__name__)
COLUMNS = (later("Made"), later("Size"), later("Runs"), later("Explanations"), later("Verdicts"))
WHAT_HAPPENS = later(
    "The project is closed, the backup takes the place of its database, and the project is opened again. The database "
    "as it is now is moved aside in the project's folder, not deleted, so that this can be undone. Maps stay as they "
    "are."
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A backup as the list shows it; contents is None where it cannot be read."""

    backup: Backup
    contents: Contents | None


class RestoreDialog(QDialog):
    """The backups of a project, newest first, and what the chosen one lacks. Accepted, ``chosen`` is its file."""

    def __init__(self, project: Path, listed: Sequence[_Listed], back: Background, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Restore from a backup"))
        size_dialog(self, 720, 480)
        self.chosen: Path | None = None
        self._project, self._back = project, back
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S12)
        title = tr("Restore {name} from a backup").format(name=visible(project.name))
        column.addWidget(_label(title, "headline"))
        column.addWidget(_label(tr(WHAT_HAPPENS), "quiet"))
        self.list = self._fill(listed)
        column.addWidget(self.list, 1)
        self.words = _label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        said = QWidget()  # of three lines from the start, so that nothing jumps when the words come
        said.setMinimumHeight(3 * px(18))
        below = QVBoxLayout(said)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.words)
        below.addStretch(1)
        column.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(S8)
        row.addStretch(1)
        self.do = QPushButton(tr("Restore"))
        self.leave = QPushButton(tr("Leave it as it is"))
        self.do.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.leave.setDefault(True)
        row.addWidget(self.do)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.do.setEnabled(False)
        self.list.currentItemChanged.connect(lambda item, _: self._choose(item))
        first = next((n for n, one in enumerate(listed) if one.contents is not None), 0)
        self.list.setCurrentItem(self.list.topLevelItem(first))
        self.list.setFocus()

    def _fill(self, listed: Sequence[_Listed]) -> QTreeWidget:
        table = QTreeWidget()
        table.setHeaderLabels([tr(title) for title in COLUMNS])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(tr("Backups, newest first"))
        numbers = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for n in range(1, len(COLUMNS)):
            table.headerItem().setTextAlignment(n, numbers)
        for one in listed:
            has = one.contents
            cells = [restoring.when(one.backup.time), written(backup.megabytes(one.backup.size))]
            if has is None:
                cells.append(tr("damaged"))
            else:
                cells += [count(number) for number in (has.runs, has.explanations, has.verdicts)]
            item = QTreeWidgetItem(cells)
            item.setData(0, Qt.ItemDataRole.UserRole, one.backup.path)
            item.setToolTip(0, visible(one.backup.path.name))
            item.setSizeHint(0, QSize(0, px(28)))
            for n in range(1, len(COLUMNS)):
                item.setTextAlignment(n, numbers)
            table.addTopLevelItem(item)
        table.setMinimumHeight(px(28 * 3))
        table.setStyleSheet(f"QTreeWidget::item {{ padding: 0 {S12}px; }}")  # under the titles of the columns
        head = table.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        """Look what the backup holds and lacks, beside the window's thread; until then it cannot be restored."""
        self.chosen = None
        self.do.setEnabled(False)
        if item is None:
            return
        path: Path = item.data(0, Qt.ItemDataRole.UserRole)
        self.words.setText(tr("Looking into it…"))

        def look() -> str:
            contents = restoring.usable(self._project, path)
            return said(restoring.forecast(contents, restoring.lacks(path, self._project / backup.DATABASE)))

        def still_wanted() -> bool:
            now = self.list.currentItem()
            return self.isVisible() and now is not None and now.data(0, Qt.ItemDataRole.UserRole) == path

        def done(text: str) -> None:
            if still_wanted():
                self.words.setText(text)
                self.chosen = path
                self.do.setEnabled(True)

        def failed(error: BaseException) -> None:
            if still_wanted():
                self.words.setText(visible(in_words(error)))

        self._back.run(look, done, failed)


def _label(text: str, kind: str = "") -> QLabel:
    label = WrappedLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        label.setProperty("kind", kind)
    return label


class Restoring(QObject):
    """Asks which backup, closes the project, restores it and opens it again; offers this where opening failed."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._back = Background(1, "restorer", self)
        self._opening: Path | None = None
        window.desk.project_opened.connect(self._opened)
        # Queued: the bar with the words is there already, and is replaced by one with a way on.
        window.desk.trouble.connect(self._offer, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Wait for a restore at work, then end the helper thread."""
        self._back.close()

    def open(self, project: Path, then: Callable[[], object] | None = None) -> None:
        """Open a project; if that fails and it has backups, the bar that says so offers them."""
        self._opening = project
        self._window.desk.open(project, then=then)

    def ask(self) -> None:
        """Restore the open project, the one that did not open, or one that is asked for."""
        store = self._window.desk.store
        project = store.path if store is not None else self._opening
        if project is None:
            project = asking.for_project(self._window)
        if project is None:
            return
        self.ask_for(project)

    def ask_for(self, project: Path) -> None:
        """Show the backups of a project and restore the chosen one."""

        def look() -> list[_Listed]:
            restoring.newest(project)  # which says so where there is none
            return [_Listed(one, restoring.contents_of(one.path)) for one in backup.listing(project)]

        def done(listed: list[_Listed]) -> None:
            dialog = RestoreDialog(project, listed, self._back, self._window)
            answer = dialog.exec()
            chosen = dialog.chosen
            dialog.deleteLater()
            if answer == QDialog.DialogCode.Accepted and chosen is not None:
                self._window.intake.leave_audit(lambda: self._restore(project, chosen))

        self._back.run(look, done, self._tell)

    def _restore(self, project: Path, chosen: Path) -> None:
        desk = self._window.desk
        was_open = desk.store is not None and desk.store.path == project
        if desk.store is not None:
            self._window.close_project()
        text = tr("Restoring {name}…").format(name=visible(project.name))
        notice = Notice("restoring", text, standing=True)
        self._window.notices.show_notice(notice)

        def work() -> tuple[str, Path | None]:
            desk.stores.wait()  # for what is being closed, this project among it
            done = restoring.restore(project, chosen)
            readable = done.aside is not None and restoring.contents_of(done.aside) is not None
            return said(restoring.told(done)), done.aside if readable else None

        def done(found: tuple[str, Path | None]) -> None:
            text, aside = found
            undo = () if aside is None else ((tr("Undo the restore"), lambda: self._undo(project, aside)),)
            self._window.notices.remove("restoring")
            tell = Notice("restored", visible(text), "info", undo)
            self._opening = project
            desk.open(project, then=lambda: self._window.notices.show_notice(tell))

        def failed(error: BaseException) -> None:
            self._window.notices.remove("restoring")
            if was_open:
                desk.open(project, then=lambda: self._tell(error))
            else:
                self._tell(error)

        self._back.run(work, done, failed)

    def _undo(self, project: Path, aside: Path) -> None:
        self._window.intake.leave_audit(lambda: self._restore(project, aside))

    def _opened(self, _: object) -> None:
        self._opening = None

    def _offer(self, text: str) -> None:
        """Opening failed: the same bar, with the way to a backup, if there is one."""
        project = self._opening
        if project is None or self._window.desk.store is not None:
            return
        try:
            found = backup.listing(project)
        except PlainError:
            found = []
        if found:
            way = (tr("Restore from a backup…"), _later(self, lambda: self.ask_for(project)))
            self._window.notices.show_notice(Notice(f"trouble:{text}", text, "warning", (way,)))

    def _tell(self, error: BaseException) -> None:
        self._window.show_trouble(visible(in_words(error)))


def _later(context: QObject, call: Callable[[], object]) -> Callable[[], None]:
    """After the click has ended: its bar goes, and a dialog must not keep it there."""
    return lambda: QTimer.singleShot(0, context, call)
