"""Steps through the dialog of a report and the file dialog behind it, as a user takes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gui.report_dialog import ReportDialog
from tests.gui.helpers import WAIT_MS, press


def asked(qtbot, window) -> ReportDialog:  # type: ignore[no-untyped-def]
    """The dialog, as soon as it says what the report comes to."""
    window.actions_["export-report"].trigger()
    qtbot.waitUntil(lambda: window.exporting.dialog is not None, timeout=WAIT_MS)
    counted(qtbot, window.exporting.dialog)
    return window.exporting.dialog


def counted(qtbot, dialog: ReportDialog) -> None:  # type: ignore[no-untyped-def]
    qtbot.waitUntil(lambda: dialog.extent is not None, timeout=WAIT_MS)


def name_the_file(out: Path, proposed: list[str] | None = None) -> None:
    """Answers the file dialog when it has come; ``proposed`` gets the name that stood in it."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, answer)
            return
        QTimer.singleShot(250, lambda: fill(dialog))  # it reads its folder first

    def fill(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if proposed is not None:
            proposed.append(field.text())
        field.setText(str(out))
        press(field, Qt.Key.Key_Return)

    QTimer.singleShot(50, answer)


def tick(picks, *keys: object) -> None:  # type: ignore[no-untyped-def]
    """Choose just these entries of a list, each with the space bar."""
    if not picks.everything.isHidden() and picks.everything.isChecked():
        press(picks.everything, Qt.Key.Key_Space)
    for n, key in enumerate(picks.offered()):
        entry = picks.list.item(n)
        if (entry.checkState() == Qt.CheckState.Checked) != (key in keys):
            picks.list.setCurrentRow(n)
            press(picks.list, Qt.Key.Key_Space)
