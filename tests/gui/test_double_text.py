"""At twice the text size nothing that is needed is cut: words, icons instead of words, numbers, keys, heads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolButton

from gui import style
from gui.toolbox import TOOLS
from tests.gui.helpers import WAIT_MS, pause
from tests.gui.test_large_text import at, whole_and_apart

SIZES = [(1024, 640), (1280, 800), (1440, 900)]


@pytest.fixture
def window(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    yield window
    style.set_scale(100)


def wide(widget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text)


def whole(button: QToolButton) -> bool:
    """Its icon stands for the word, or the word has room."""
    if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull():
        return button.width() >= style.px(16)
    return button.width() >= wide(button, button.text())


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_review_room_is_whole(qtbot, window, width, height):
    page = window.review
    page.take_tool("box")
    at(window, width, height, 200)
    pause(60)
    marks = page.mark_bar
    tools = [button for button in marks.tools if button.isVisible()]
    assert len(tools) == len(TOOLS)
    shown = [*tools, *(button for button in marks.marks.values())]
    assert all(whole(button) and button.accessibleName() for button in shown)
    assert all(button.toolTip() for button in shown)
    whole_and_apart(shown, marks)
    assert page.canvas.rect().contains(marks.geometry())
    # The sliders tell their value.
    for said in (page.bar._opacity_said, page.bar._threshold_said):
        assert said.isVisible()
        assert said.width() >= wide(said, said.text())
    # Every verdict has mark, word and key; the marks grow.
    for button in page.panel.buttons.values():
        assert button.width() >= button.needed()
        assert button.iconSize().width() == 32
    # No reason is cut.
    for button in page.panel.reasons.buttons.values():
        assert button.width() >= button.needed()
    # The queue is named whole.
    assert page.queue_bar.queues.shown_text() == "All images"
    # The name of the method, or its short name.
    window.again.open()
    assert window.again.panel.method.shown_text() in ("Learned propagation rules", "learned")
    pause(60)
    if height > 640:  # in the smallest window the panel takes what room there is
        corner = page.canvas.mapTo(page, page.canvas.rect().topLeft())
        assert not window.again.panel.geometry().intersects(marks.geometry().translated(corner))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_heads_of_trends_are_whole_or_a_bar_leads_to_them(qtbot, window, width, height):
    window.review.judge("flawed")
    qtbot.waitUntil(lambda: window.review.items.reviewed() == 1, timeout=WAIT_MS)
    at(window, width, height, 200)
    window.rooms.show("trends")
    room = window.rooms.trends
    qtbot.waitUntil(lambda: room.rates.table.rowCount() == 1, timeout=WAIT_MS)
    pause(100)
    for table in (room.rates.table, room.evidence.table):
        header, bar = table.horizontalHeader(), table.horizontalScrollBar()
        beyond = header.length() - table.viewport().width()
        assert beyond <= 0 or (bar.isVisible() and bar.maximum() >= beyond)
        assert width < 1440 or beyond <= 0
        for column in range(1, table.columnCount()):
            lines = table.horizontalHeaderItem(column).text().split("\n")
            assert header.sectionSize(column) >= max(wide(header, line) for line in lines)


@pytest.mark.parametrize(("width", "height", "percent"), [(1280, 800, 100), (1024, 640, 100), (1024, 640, 200)])
def test_a_message_lies_over_nothing_that_is_needed(window, width, height, percent):
    at(window, width, height, percent)
    page = window.review
    if percent == 100:
        page.take_tool("box")
    pause(60)
    window.toasts.show("Flawed on mushroom/0003.jpg", lambda: None)
    pause(60)
    (toast,) = window.toasts.shown()

    def place(widget):
        return widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))

    assert window.rect().contains(place(toast))
    for part in (page.bar, page.list, page.panel, page.queue_bar, page.name, window.status, window.top):
        assert not place(toast).intersects(place(part)), part
    assert page.mark_bar.isHidden() or not place(toast).intersects(place(page.mark_bar))
    assert toast._words.width() >= toast._words.minimumSizeHint().width()
    assert toast._words.height() >= toast._words.heightForWidth(toast._words.width())
    # In another room they lie at the foot of the window.
    window.rooms.show("audit")
    window.toasts.show("Something else.")
    assert place(window.toasts.shown()[-1]).bottom() > height - 40
