"""Text at 200 % in the smallest window and in a usual one: in every room, dialog and overlay nothing is cut, nothing
lies over another, and what has no room can be scrolled to."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from gui import style
from gui.labels import Elided
from tests.gui import side_world, test_access
from tests.gui.helpers import WAIT_MS, pause, press

K = Qt.Key


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return side_world.write(tmp_path_factory.mktemp("large"))


@pytest.fixture
def window(qtbot, open_window, _written, tmp_path):
    """Four pictures of the demo in three runs, at the one that was learned."""
    copy = tmp_path / "photos.hansel"
    shutil.copytree(_written, copy, ignore=shutil.ignore_patterns(".lock"))
    window = open_window(copy)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.top.run_chosen.emit(1)
    qtbot.waitUntil(lambda: window.desk.run.run_id == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.regions.explanation_id == window.review.current().explanation_id,
                    timeout=WAIT_MS)  # fmt: skip
    yield window
    style.set_scale(100)


# --- what is opened, and how it is closed ---


def what_if(qtbot, window) -> None:
    canvas = window.review.canvas
    canvas.setFocus()
    press(canvas, K.Key_B)
    for key in (K.Key_Return, *[K.Key_Right] * 9, *[K.Key_Down] * 9, K.Key_Return):
        press(canvas, key)
    press(canvas, K.Key_H)
    qtbot.waitUntil(lambda: len(window.what_ifs.kept) == 1, timeout=WAIT_MS)


def learned_rule(qtbot, window) -> None:
    window.actions_["show-rule"].trigger()
    shown = window.rule
    qtbot.waitUntil(lambda: shown.view is not None and (shown.view.learned is not None or shown.view.refused),
                    timeout=WAIT_MS)  # fmt: skip
    assert not shown.view.refused


def rule_as_table(qtbot, window) -> None:
    learned_rule(qtbot, window)
    window.rule.view.as_table.click()


def report(qtbot, window) -> None:
    window.actions_["export-report"].trigger()
    qtbot.waitUntil(lambda: window.exporting.dialog is not None and window.exporting.dialog.extent is not None,
                    timeout=WAIT_MS)  # fmt: skip


def name_asked(_, window) -> None:
    window.actions_["reviewer"].trigger()


def reason_asked(_, window) -> None:
    window.actions_["add-reason"].trigger()


def signed(_, window) -> None:
    window.actions_["sign-off"].trigger()


def about(_, window) -> None:
    window.actions_["about"].trigger()


def _plain(state: Callable) -> Callable:
    def show(_, window) -> None:
        state(window)

    show.__name__ = state.__name__
    return show


PLAIN = ("audit_room", "review", "trends", "patterns", "compare", "palette", "key_sheet", "settings", "notices",
         "explain_again", "side_by_side", "swipe", "difference")  # fmt: skip
STATES = (*(_plain(getattr(test_access, name)) for name in PLAIN), what_if, learned_rule, rule_as_table, report,
          name_asked, reason_asked, signed, about, _plain(test_access.start))  # fmt: skip


def put_away(qtbot, window) -> None:
    """As it was before a state, in the review room."""
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    for overlay in (window.manners.palette, window.manners.keys, window.manners.settings):
        overlay.shut()
    window.notices.remove("one")
    window.notices.remove("two")
    window.toasts.clear()
    window.name_bar.hide()
    window.rule.close()
    window.side_by_side.leave()
    if window.again.panel.isVisible():
        window.again.panel.leave()
    window.review.canvas.tools.choose("")
    if window.desk.store is not None:
        window.actions_["room-review"].trigger()
        window.actions_["show-overlay"].trigger()


# --- what is looked for ---


def scrolled_in(widget: QWidget, top: QWidget) -> list[QAbstractScrollArea]:
    """The scroll areas that a widget lies in, from the inside out."""
    found, parent = [], widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QScrollArea):
            found.append(parent)
        parent = parent.parentWidget()
    return found


def faults(top: QWidget) -> list[str]:
    """What of a window or dialog is cut, or lies over something beside it."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not top or not widget.width() * widget.height():
            continue
        place = QRect(widget.mapTo(top, widget.rect().topLeft()), widget.size())
        text = widget.text() if isinstance(widget, QLabel | QPushButton | QToolButton) else ""
        name = f"{type(widget).__name__} “{text or widget.accessibleName()}”"
        areas = scrolled_in(widget, top)
        if isinstance(widget, QLabel | QPushButton | QToolButton) and (text or widget.accessibleName()):
            if not areas and not top.rect().contains(place):
                found.append(f"{name} reaches out of the window")
            for part, area in zip((widget, *areas), areas, strict=False):
                seen = area.viewport()
                inside = QRect(part.mapTo(area.widget(), part.rect().topLeft()), part.size())
                if not area.widget().rect().contains(inside):
                    found.append(f"{name} cannot be scrolled to")
                if area.widget().width() > seen.width() and not area.horizontalScrollBar().maximum():
                    found.append(f"{name} lies in what is wider than its room")
        if isinstance(widget, QLabel) and text and not isinstance(widget, Elided):
            if widget.wordWrap() and widget.height() < widget.heightForWidth(widget.width()) - 1:
                found.append(f"{name} is cut below: {widget.height()} of {widget.heightForWidth(widget.width())}")
            whole = QFontMetrics(widget.font()).height()
            if widget.textFormat() == Qt.TextFormat.PlainText and widget.height() < whole - 1:
                found.append(f"{name} is lower than its letters")
        words = isinstance(widget, QPushButton) and text and widget.property("kind") != "row"
        if words:
            needed = QFontMetrics(widget.font()).horizontalAdvance(text.replace("&", ""))
            told = text in widget.toolTip() or "…" in text
            if widget.width() < needed and not told:
                found.append(f"{name} is cut: {widget.width()} of {needed}")
    found += overlaps(top)
    return found


def overlaps(top: QWidget) -> list[str]:
    """Widgets that a layout has put over each other."""
    found = []
    for parent in (top, *top.findChildren(QWidget)):
        layout = parent.layout()
        if layout is None or not parent.isVisible() or parent.window() is not top:
            continue
        laid = [child for child in parent.children() if isinstance(child, QWidget) and child.isVisible()
                and layout_has(layout, child)]  # fmt: skip
        for one, other in itertools.combinations(laid, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                found.append(f"{type(one).__name__} over {type(other).__name__} in {type(parent).__name__}: {both}")
    return found


def layout_has(layout, widget: QWidget) -> bool:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        if item.widget() is widget or (item.layout() is not None and layout_has(item.layout(), widget)):
            return layout.metaObject().className() != "QStackedLayout"
    return False


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_is_whole_at_200_per_cent(qtbot, window, size):
    window.preferences.text_size = 200
    window.apply_theme()
    window.resize(*size)
    QTest.qWait(100)
    wrong = {}
    for state in STATES:
        state(qtbot, window)
        for _ in range(8):  # until what comes later has been laid out
            pause(250)
            dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
            bad = [fault for top in (window, *dialogs) for fault in faults(top)]
            if not bad:
                break
        if (window.width(), window.height()) != size:
            bad.append(f"the window has grown to {window.width()} x {window.height()}")
        if bad:
            wrong[state.__name__] = bad
        put_away(qtbot, window)
    assert not wrong
