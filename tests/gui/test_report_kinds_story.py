"""The kinds of report that the window offers, and one that nobody wants any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

import reports
from gui.exporting import KINDS
from gui.words import tr
from tests.gui.helpers import WAIT_MS, press


def test_the_dialog_offers_every_kind_in_its_place():
    offered = [tr(kind).partition("(*")[2].rstrip(")") for kind in KINDS]
    assert offered == list(reports.KINDS)


@pytest.mark.parametrize(("kind", "suffix"), [(1, ".pdf"), (4, ".coco.json")])
def test_a_name_without_a_suffix_gets_that_of_the_kind(qtbot, open_window, project, tmp_path, kind, suffix):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, answer)
            return
        QTimer.singleShot(250, lambda: fill(dialog))  # it reads its folder first

    def fill(dialog):
        dialog.selectNameFilter(tr(KINDS[kind]))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        field.setText(str(tmp_path / "found"))
        press(field, Qt.Key.Key_Return)

    QTimer.singleShot(50, answer)
    window.actions_["export-report"].trigger()
    out = tmp_path / f"found{suffix}"
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    assert [file.name for file in tmp_path.glob("found*")] == [out.name]


def test_one_that_is_not_wanted_any_more_leaves_no_file(qtbot, open_window, project, tmp_path):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)
    window.exporting.write(tmp_path / "found.pdf")
    window.exporting._work._now.stop()  # what Cancel in the bar does, which comes after a second
    qtbot.waitUntil(lambda: not window.exporting.writing, timeout=WAIT_MS)
    assert window.toasts.texts() == ["No report was written."]
    assert list(tmp_path.glob("*found*")) == []
