"""Which image is at hand is told over the picture and in the list, in a class folder among others that are alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from gui import style
from gui.cut_names import cut_name
from tests.gui.helpers import WAIT_MS, current, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    yield window
    style.set_scale(100)


def test_number_and_name_stand_over_the_picture_and_go_along(qtbot, window):
    line = window.review.name
    window.review.list.go_to(1)
    assert line.text() == f"2 of 7 · {current(window)}"
    assert line.accessibleName() == f"Image 2 of 7: {current(window)}"
    assert line.toolTip() == str(window.review.current().path)
    assert line.mapTo(window, line.rect().bottomLeft()).y() < window.review.canvas.mapTo(window, line.pos()).y() + 40
    assert line.isVisible()
    # In a queue the number is that of the queue, also where the image at hand stays the same.
    window.review.list.go_to(4)
    name = current(window)
    window.review.queue_bar.filter_wanted.emit("predicted:red", True)
    qtbot.waitUntil(lambda: " of 2 · " in line.text(), timeout=WAIT_MS)
    assert line.text() == f"{window.review.list.currentIndex().row() + 1} of 2 · {name}"
    window.review.fold_panels()  # the picture alone: its name stays
    assert line.isVisible()


def test_the_name_is_marked_and_copied_with_the_keyboard_whole_even_where_it_is_cut(window):
    line, clipboard = window.review.name, QGuiApplication.clipboard()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    press(line, Qt.Key.Key_A, CTRL)
    press(line, Qt.Key.Key_C, CTRL)
    assert clipboard.text() == line.text() == f"1 of 7 · {current(window)}"
    folder = "a-folder-of-mushrooms-" * 12
    line.show_image(1200, 3500, f"{folder}/0003.jpg", f"/data/{folder}/0003.jpg")
    assert line.text().startswith("1,200 of 3,500 · a-folder-of-mush")
    assert line.text().endswith("…/0003.jpg")
    assert QFontMetrics(line.font()).horizontalAdvance(line.text()) <= line.contentsRect().width()
    press(line, Qt.Key.Key_C, CTRL)
    assert clipboard.text() == f"{folder}/0003.jpg"
    line.actions()[-1].trigger()
    assert clipboard.text() == f"/data/{folder}/0003.jpg"


@pytest.mark.parametrize("percent", [100, 200])
def test_a_line_that_is_too_narrow_does_not_widen_the_window(window, percent):
    window.preferences.text_size = percent
    window.apply_theme()
    window.resize(1024, 640)
    QTest.qWait(60)
    before = window.review.canvas.width()
    window.review.name.show_image(1, 2, "long-" * 80 + "/1.jpg", "/x")
    QTest.qWait(30)
    assert window.review.canvas.width() == before


def test_of_a_name_that_has_no_room_folder_and_file_stay_told(window):
    metrics = QFontMetrics(QFont(window.font()))
    wide = metrics.horizontalAdvance
    name = "mushroom/0003.jpg"
    assert cut_name(name, metrics, wide(name)) == name
    cut = cut_name(name, metrics, wide("mushr…/0003.jpg"))
    assert cut.startswith("mush")
    assert cut.endswith("…/0003.jpg")
    for width in range(wide("mu…/0003.jpg"), wide(name)):
        cut = cut_name(name, metrics, width)
        assert cut.startswith("mu")
        assert cut.endswith("/0003.jpg")
        assert wide(cut) <= width
    deep = f"train/val/{name}"
    assert cut_name(deep, metrics, wide(deep) - 1) == f"…/{name}"
    long = "n01440764/ILSVRC2012_val_00000293.JPEG"
    cut = cut_name(long, metrics, wide("n01440764/ILSVRC201"))
    assert cut.startswith("n0")
    assert cut.endswith("JPEG")
    assert wide(cut) <= wide("n01440764/ILSVRC201")


def test_rows_begin_with_their_number_and_keep_the_folder(qtbot, window):
    """What the list paints, at its narrowest and with a verdict's mark in the row."""
    painted: list[str] = []

    class Painter(QPainter):
        def drawText(self, *what):
            painted.append(what[-1])
            return super().drawText(*what)

    page = window.review
    page.judge("flawed")
    qtbot.waitUntil(lambda: page.items.row(0).verdict == "flawed", timeout=WAIT_MS)
    window.resize(1024, 640)
    QTest.qWait(60)
    option = QStyleOptionViewItem()
    option.rect = page.list.visualRect(page.items.index(0))
    option.font = page.list.font()
    sheet = QPixmap(option.rect.size())
    painter = Painter(sheet)
    page.list.delegate.paint(painter, option, page.items.index(0))
    painter.end()
    assert painted[:2] == ["flawed", "1"]
    folder, _, file = painted[2].partition("/")
    assert folder.startswith("bl")
    assert file == "0002.png"
