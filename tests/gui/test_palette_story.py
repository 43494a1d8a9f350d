"""Commands found by a few letters, and the sheet of all keys; both from the one table."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from gui.commands import COMMANDS
from gui.palette import Entry, score
from tests.gui.helpers import WAIT_MS, press

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_palette(window):
    press(QApplication.focusWidget(), Qt.Key.Key_P, CONTROL_SHIFT)
    assert window.manners.palette.isVisible()
    return window.manners.palette


def type_into(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def titles(palette) -> list[str]:
    return [entry.title for entry in palette.entries()]


@pytest.mark.parametrize(
    ("wanted", "better", "worse"),
    [
        ("ofo", "Open folder of images…", "Fit to window of a photo"),
        ("sound", "Sound", "Settle as sound"),
        ("lt", "Light theme", "Actual size"),
        ("zoom", "Zoom in", "Horizontal zoo model"),
    ],
)
def test_letters_that_begin_words_and_follow_each_other_count_most(wanted, better, worse):
    best, other = score(wanted, better), score(wanted, worse)
    assert best is not None
    assert other is None or best > other


def test_letters_that_are_not_there_or_in_another_order_find_nothing():
    assert score("xyz", "Open folder") is None
    assert score("redlof", "folder") is None


def test_a_command_is_found_and_run_and_the_keyboard_goes_back(qtbot, window):
    canvas = window.review.canvas
    palette = open_palette(window)
    assert QApplication.focusWidget() is palette.field
    type_into("light")
    assert titles(palette)[0] == "Light theme"
    press(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.preferences.theme == "light"
    assert QApplication.focusWidget() is canvas
    press(canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: window.review.current().verdict == "sound", timeout=WAIT_MS)


def test_what_was_run_lately_comes_first_also_tomorrow(qtbot, window, project, open_window):
    for letters in ("dark theme", "light theme"):
        palette = open_palette(window)
        type_into(letters)
        press(palette.field, Qt.Key.Key_Return)
    assert titles(open_palette(window))[:2] == ["Light theme", "Dark theme"]
    window.close()
    later = open_window()
    assert titles(open_palette(later))[:2] == ["Light theme", "Dark theme"]


def test_arrow_keys_choose_and_escape_leaves_everything_as_it_was(window):
    palette = open_palette(window)
    type_into("theme")
    first = palette.lines.currentIndex().data()
    press(palette.field, Qt.Key.Key_Down)
    second = palette.lines.currentIndex().data()
    assert first != second
    press(palette.field, Qt.Key.Key_Up)
    assert palette.lines.currentIndex().data() == first
    before = window.preferences.theme
    press(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.preferences.theme == before
    assert QApplication.focusWidget() is window.review.canvas


def test_what_cannot_be_done_now_is_greyed_and_says_why(window):
    palette = open_palette(window)
    type_into("cancel audit")
    entry = next(entry for entry in palette.entries() if entry.title == "Cancel audit")
    assert entry.run is None
    assert entry.why_not == "no audit is running"
    row = palette.entries().index(entry)
    spoken = palette.lines.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "no audit is running" in spoken
    palette._run(row)
    assert palette.isVisible()
    press(palette.field, Qt.Key.Key_Escape)
    window.close_project()
    why = {command.id: window.actions_.why_not(command.id) for command in COMMANDS}
    assert why["sound"] == "only in the review of a run"
    assert why["close-project"] == "no project is open"
    greyed = {command.id for command in COMMANDS if not window.actions_[command.id].isEnabled()}
    assert all(why[name] for name in greyed)


def test_places_of_other_parts_are_found_too(window):
    gone_to = []

    def places(wanted: str):
        if wanted.isdigit():
            yield Entry(f"Go to image {wanted}", "Place", run=lambda: gone_to.append(int(wanted)))

    window.manners.palette.add_source(places)
    palette = open_palette(window)
    type_into("3")
    assert "Go to image 3" in titles(palette)
    palette._run(titles(palette).index("Go to image 3"))
    assert gone_to == [3]


def test_clicking_elsewhere_closes_the_palette(qtbot, window):
    palette = open_palette(window)
    window.review.list.setFocus()
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.review.list


def test_the_sheet_has_every_key_of_the_table_and_can_be_searched(window):
    press(window.review.canvas, Qt.Key.Key_Question)
    sheet = window.manners.keys
    assert sheet.isVisible()
    shown = dict(sheet.lines())
    given = {key for command in COMMANDS if window.actions_[command.id].isVisible() for key in command.keys}
    said = {key for keys in shown for key in keys.split(", ")}
    assert len(said) >= len(given) - 2  # a comma is a key too
    assert shown["J, Right, Down"] == "Next image"
    type_into("verd")
    assert sheet.lines() == [] or all("verd" in (keys + what).lower() for keys, what in sheet.lines())
    sheet.field.setText("zoom")
    assert {what for _, what in sheet.lines()} == {"Zoom in", "Zoom out"}
    press(sheet.copy, Qt.Key.Key_Space)
    text = QGuiApplication.clipboard().text()
    assert re.search(r"^  J, Right, Down +Next image$", text, re.MULTILINE)
    assert len({line.index(line.strip().split("  ")[-1].strip()) for line in text.splitlines() if line[:1] == " "}) == 1
    press(sheet.field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is window.review.canvas


def test_neither_blocks_the_window(window):
    window.manners.show_keys()
    window.manners.find_command()
    assert not window.findChildren(QDialog)
    assert QApplication.activeModalWidget() is None


class Backwards(QTranslator):
    """A language in which texts are written from their end, but for those with names to be filled in."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return text[::-1] if context == "hansel" and "{" not in text else None


def test_menus_palette_and_sheet_speak_the_installed_language(qtbot, open_window):
    translator = Backwards()
    QCoreApplication.installTranslator(translator)
    try:
        window = open_window()
        menus = [action.text().replace("&", "") for action in window.top.menus.actions()]
        assert "File"[::-1] in menus
        assert "weiveR" in menus
        entries = [action.text() for action in window.findChildren(QAction)]
        assert "…segami fo redlof nepO" in entries
        assert window.actions_["next"].toolTip() == "egami txeN (J)"
        palette = open_palette(window)
        type_into("segami fo")
        assert "…segami fo redlof nepO" in titles(palette)
        window.manners.show_keys()
        assert "egami txeN" in [what for _, what in window.manners.keys.lines()]
    finally:
        QCoreApplication.removeTranslator(translator)
