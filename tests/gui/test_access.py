"""For those who see, hear and steer otherwise: names, Tab order, contrast, visible focus, in every room and state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QMenuBar, QScrollArea, QWidget

from gui import icons
from gui.item_list import MARK
from gui.notices import Notice
from gui.style import px
from gui.tokens import DARK, LIGHT, S12, VERDICT_COLOURS
from tests.gui.helpers import WAIT_MS
from tests.gui.test_look import contrast

TAB = Qt.FocusPolicy.TabFocus.value


def start(window) -> None:
    window.close_project()


def audit_room(window) -> None:
    window.actions_["room-audit"].trigger()


def review(window) -> None:
    window.actions_["room-review"].trigger()


def trends(window) -> None:
    window.actions_["room-trends"].trigger()


def patterns(window) -> None:
    window.actions_["room-patterns"].trigger()


def compare(window) -> None:
    window.actions_["compare-runs"].trigger()


def palette(window) -> None:
    window.manners.find_command()


def key_sheet(window) -> None:
    window.manners.show_keys()


def settings(window) -> None:
    window.manners.show_settings()


def notices(window) -> None:
    window.notices.show_notice(Notice("one", "An image could not be read.", "warning", (("Show", lambda: None),)))
    window.notices.show_notice(
        Notice("two", "“flawed” on 0412.jpg is not saved.", "warning",
               (("Try again", lambda: None), ("Leave it", lambda: None)), standing=True)
    )  # fmt: skip
    window.toasts.show("Flawed on 0412.jpg", lambda: None)


def explain_again(window) -> None:
    window.actions_["explain-again"].trigger()


def side_by_side(window) -> None:
    window.actions_["compare-explanations"].trigger()


def swipe(window) -> None:
    side_by_side(window)
    window.actions_["views-swipe"].trigger()


def difference(window) -> None:
    side_by_side(window)
    window.actions_["views-difference"].trigger()


def rule(window) -> None:
    """Its model is not agreed to here: the words for that, with what can be done."""
    window.actions_["show-rule"].trigger()
    deadline = monotonic() + WAIT_MS / 1000
    while not (window.rule.view is not None and window.rule.view.refused) and monotonic() < deadline:
        QTest.qWait(20)


STATES = (
    start, audit_room, review, trends, patterns, compare, palette, key_sheet, settings, notices, explain_again, rule,
    side_by_side, swipe, difference,
)  # fmt: skip


def focusable(window) -> list[QWidget]:
    """What is to be reached by Tab: all that takes the keyboard by it and is in sight."""
    found = []
    # What lies over the window closes when the keyboard goes below it: while it is open it is to be walked.
    overlays = (window.manners.palette, window.manners.keys, window.manners.settings)
    scope = next((overlay for overlay in overlays if overlay.isVisible()), window)
    for widget in scope.findChildren(QWidget):
        takes = widget.focusPolicy().value & TAB and widget.isEnabled() and widget.isVisibleTo(window)
        # The viewport and the bars of a scroll area stand for it; a proxy takes what its owner gets.
        inner = isinstance(widget.parentWidget(), QScrollArea | QAbstractItemView) and widget.focusProxy() is None
        if takes and not (inner and widget.objectName().startswith("qt_")) and widget.focusProxy() is None:
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


def walk(window, first: QWidget) -> list[QWidget]:
    """The widgets that Tab comes to, from ``first`` until it comes round."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    for _ in range(400):
        focus = QApplication.focusWidget()
        if focus is None or focus in found:
            break
        found.append(focus)
        window.focusNextChild()
    return found


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_everything_that_takes_the_keyboard_has_a_name_and_is_reached_by_tab(qtbot, window, state: Callable):
    state(window)
    QTest.qWait(80)
    wanted = focusable(window)
    assert len(wanted) >= 2
    nameless = [(type(w).__name__, w.objectName(), type(w.parentWidget()).__name__) for w in wanted if not name_of(w)]
    assert not nameless
    reached = walk(window, wanted[0])
    missed = [f"{type(w).__name__} “{name_of(w)}”" for w in wanted if w not in reached]
    assert not missed


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_question_stands_in_the_way(window, state: Callable):
    """No modal dialog on the review path: whatever is open, the window can be used."""
    state(window)
    QTest.qWait(30)
    assert QApplication.activeModalWidget() is None
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def test_tab_goes_down_the_review_from_left_to_right(window):
    """The list, then the picture and what is below it, then the panel."""
    review = window.review
    reached = walk(window, review.list)
    at = [reached.index(widget) for widget in (review.list, review.canvas, review.bar.opacity, review.bar.threshold)]
    assert at == sorted(at)
    assert reached.index(review.panel.buttons["sound"]) > at[-1]


def shot(widget: QWidget, room: int = 3) -> QImage:
    window = widget.window()
    corner = widget.mapTo(window, QPoint(0, 0))
    image = window.grab().toImage()
    return image.copy(corner.x() - room, corner.y() - room, widget.width() + 2 * room, widget.height() + 2 * room)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("state", [audit_room, review, palette, key_sheet, settings, notices, side_by_side, swipe])
def test_whoever_has_the_keyboard_is_seen(qtbot, window, state: Callable, theme: str):
    """The picture around a control changes when the keyboard comes to it."""
    window.choose_theme(theme)
    state(window)
    QTest.qWait(60)
    unseen = []
    for widget in focusable(window):
        if QApplication.focusWidget() is not None:
            QApplication.focusWidget().clearFocus()
        if isinstance(widget, QMenuBar) or widget.visibleRegion().isEmpty():
            continue  # scrolled out of sight: Tab brings it in
        before = shot(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.isVisible() or not widget.hasFocus():
            continue
        after = shot(widget)
        changed = sum(
            before.pixel(x, y) != after.pixel(x, y)
            for x in range(0, min(before.width(), after.width()))
            for y in range(0, min(before.height(), after.height()), 2)
        ) if before.width() * before.height() < 60_000 else int(before != after) * 99  # fmt: skip
        if changed < 8:
            unseen.append(f"{type(widget).__name__} “{name_of(widget)}”")
    assert not unseen


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_rings_and_marks_stand_out_from_every_ground(theme):
    grounds = {name: getattr(theme, name) for name in ("ground", "panel", "raised", "selection")}
    for name, ground in grounds.items():
        assert contrast(theme.text, ground) >= 4.5, name
        assert contrast(theme.quiet, ground) >= 4.5, name
        assert contrast(theme.accent, ground) >= 3.0, name  # rings of focus, marks of what is chosen
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for name in ("ground", "panel", "raised"):
        assert contrast(theme.edge, grounds[name]) >= 3.0, name  # borders of controls
        for arrow in ("chevron-grey", "chevron-right-grey"):
            drawn = re.search(r'stroke="(#[0-9a-f]{6})"', Path(icons.path(arrow)).read_text())
            assert contrast(drawn[1], grounds[name]) >= 3.0, (arrow, name)
    for verdict, colour in VERDICT_COLOURS.items():
        for name, ground in grounds.items():
            assert contrast(colour, ground) >= 3.0, (verdict, name)


def colours_in(image: QImage, box: QRect) -> Counter[str]:
    """The colours of a part of a picture, by how many of its pixels have them."""
    box = box.intersected(image.rect())
    return Counter(
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_mark_stands_out_from_its_row_however_the_row_is(qtbot, window, theme):
    """As painted: patch on row 3:1, sign on patch 3:1, words on row 4.5:1; plain, chosen and under the pointer."""
    window.choose_theme(theme)
    review = window.review
    explained = [n for n in range(review.items.rowCount()) if review.items.row(n).state == "explained"]
    for place, verdict in zip(explained, VERDICT_COLOURS, strict=False):
        review.list.go_to(place)
        review.judge(verdict)
        qtbot.waitUntil(lambda: review.items.row(place).verdict == verdict, timeout=WAIT_MS)  # noqa: B023
    view = review.list
    grounds = set()
    for place, verdict in zip(explained, VERDICT_COLOURS, strict=False):
        for state in ("plain", "chosen", "hovered"):
            view.go_to(place if state == "chosen" else explained[-1])
            box = view.visualRect(view.model().index(place, 0))
            away = QPoint(box.center().x(), view.viewport().height() - 2)
            QTest.mouseMove(view.viewport(), box.center() if state == "hovered" else away)
            QTest.qWait(40)
            image = view.viewport().grab().toImage()
            row = image.pixelColor(box.right() - 2, box.top() + 2).name()
            grounds.add(row)
            mark = QRect(box.right() - S12 - px(MARK), box.center().y() - box.height() // 2, px(MARK) + 1, box.height())
            found = colours_in(image, mark)
            patch = max((colour for colour in found if colour != row), key=found.__getitem__)
            assert contrast(patch, row) >= 3.0, (theme, verdict, state, patch, row)
            assert max(contrast(colour, patch) for colour in found) >= 4.5, (verdict, state)
            name = QRect(box.left() + box.width() // 3, box.top(), box.width() // 4, box.height() // 2)
            assert max(contrast(colour, row) for colour in colours_in(image, name)) >= 4.5, (verdict, state)
    assert len(grounds) == (2 if theme == "light" else 3)  # on light, panel and raised are one white


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_warning_stands_out_wherever_it_is_given(window, theme):
    """The sign in a notice and in the status bar, as painted."""
    window.choose_theme(theme)
    window.notices.show_notice(Notice("one", "An image could not be read.", "warning"))
    window.status.show_audit("The audit stopped", "warning")
    QTest.qWait(60)
    image = window.grab().toImage()
    for bar in (window.notices, window.status):
        sign = next(one for one in bar.findChildren(QLabel) if one.isVisible() and not one.pixmap().isNull())
        found = colours_in(image, QRect(sign.mapTo(window, QPoint(0, 0)), sign.size()))
        ground = image.pixelColor(sign.mapTo(window, QPoint(-4, sign.height() // 2))).name()
        strongest = max(contrast(colour, ground) for colour in found)
        assert strongest >= 3.0, (type(bar).__name__, strongest)


def test_what_is_painted_has_the_contrast_of_its_tokens(window):
    """Of the placeholder and a greyed command, as they come out of the painter."""
    for theme in (DARK, LIGHT):
        window.choose_theme(theme.name)
        colour = QApplication.palette().placeholderText().color()
        assert contrast(QColor(colour).name(), theme.ground) >= 4.5
