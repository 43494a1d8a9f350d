"""The kinds of report that the window offers, and one that nobody wants any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

import reports
from gui.dialogs import QuestionDialog
from gui.report_words import KINDS
from tests.gui.helpers import WAIT_MS
from tests.gui.report_desk import asked, counted, name_the_file


def test_the_dialog_offers_every_kind_in_its_place():
    assert list(KINDS) == list(reports.KINDS)


@pytest.mark.parametrize("suffix", [".pdf", ".coco.json"])
def test_a_name_without_a_suffix_gets_that_of_the_kind(qtbot, open_window, project, tmp_path, suffix):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)
    dialog = asked(qtbot, window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(suffix))
    qtbot.waitUntil(dialog.do.isEnabled, timeout=WAIT_MS)
    name_the_file(tmp_path / "found")
    dialog.do.click()
    out = tmp_path / f"found{suffix}"
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    assert [file.name for file in tmp_path.glob("found*")] == [out.name]


def test_a_file_that_is_there_is_asked_about_under_the_name_that_it_gets(qtbot, open_window, project, tmp_path):
    window, out = open_window(project), tmp_path / "found.csv"
    out.write_text("mine")
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)
    asked_about: list[str] = []

    def answer(do: bool) -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, QuestionDialog):
            QTimer.singleShot(50, lambda: answer(do))
            return
        asked_about.append(question.findChildren(QLabel)[0].text())
        (question.do if do else question.leave).click()

    for do in (False, True):
        dialog = asked(qtbot, window)
        dialog.kind.setCurrentIndex(dialog.kind.findData(".csv"))
        counted(qtbot, dialog)
        name_the_file(tmp_path / "found")
        QTimer.singleShot(50, lambda do=do: answer(do))
        dialog.do.click()
        qtbot.waitUntil(lambda do=do: len(asked_about) == 1 + do and not window.exporting.writing, timeout=WAIT_MS)
        if not do:
            assert out.read_text() == "mine"
    qtbot.waitUntil(lambda: out.read_text("utf-8-sig").startswith("image,"), timeout=WAIT_MS)
    assert asked_about == ["found.csv is there already. Replace it?"] * 2


def test_one_that_is_not_wanted_any_more_leaves_no_file(qtbot, open_window, project, tmp_path):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)
    window.exporting.write(tmp_path / "found.pdf")
    window.exporting._work._now.stop()  # what Cancel in the bar does, which comes after a second
    qtbot.waitUntil(lambda: not window.exporting.writing, timeout=WAIT_MS)
    assert window.toasts.texts() == ["No report was written."]
    assert list(tmp_path.glob("*found*")) == []
