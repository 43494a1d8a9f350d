"""High contrast: text 7:1, marks and borders 4.5:1, rings of 3 px; chosen, or as the system asks. By the tokens and as
painted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSlider, QToolButton, QWidget

from gui import icons
from gui.item_list import MARK
from gui.notices import Notice
from gui.style import px
from gui.swipe import Divider
from gui.tokens import DARK, DARK_CONTRAST, LIGHT_CONTRAST, S12
from resources import tokens
from tests.gui.helpers import WAIT_MS, press
from tests.gui.test_access import colours_in
from tests.gui.test_look import contrast

THEMES = (DARK_CONTRAST, LIGHT_CONTRAST)
GROUNDS = ("ground", "panel", "raised", "selection")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_marks_and_borders_stand_out_from_every_ground(theme):
    for name in GROUNDS:
        ground = getattr(theme, name)
        assert contrast(theme.text, ground) >= 7.0, name
        assert contrast(theme.quiet, ground) >= 7.0, name
        for part in ("accent", "edge", "line"):
            assert contrast(getattr(theme, part), ground) >= 4.5, (part, name)
        for mark in theme.marks:
            assert contrast(mark.colour, ground) >= 4.5, (mark.verdict, name)
        for arrow in ("chevron", "chevron-right"):
            drawn = re.search(r'stroke="(#[0-9a-f]{6})"', Path(icons.path(f"{arrow}-{theme.arrow}")).read_text())
            assert contrast(drawn[1], ground) >= 7.0, (arrow, name)
    assert contrast(theme.on_accent, theme.accent) >= 7.0
    for mark in theme.marks:
        assert contrast(mark.ink, mark.colour) >= 4.5, mark.verdict
    tick = re.search(r'stroke="(#[0-9a-f]{6})"', Path(icons.path(f"check-{theme.name}")).read_text())
    assert contrast(tick[1], theme.accent) >= 7.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_verdicts_are_known_again_by_hue_sign_and_word(theme):
    for mark in theme.marks:
        usual = tokens.VERDICTS[mark.verdict]
        assert (mark.sign, mark.word) == (usual.sign, usual.word)
        far = abs(QColor(mark.colour).hslHue() - QColor(usual.colour).hslHue())
        assert min(far, 360 - far) <= 12, mark.verdict


def in_contrast(window, theme: str) -> None:
    window.preferences.theme = theme
    window.choose_contrast("always")
    QTest.qWait(60)
    QTest.qWait(0)


def test_it_is_chosen_in_the_menu_and_in_the_settings_and_is_remembered(window, open_window):
    def corner() -> str:
        return window.review.canvas.grab().toImage().pixelColor(3, 3).name()

    action = window.actions_["high-contrast"]
    assert (corner(), action.isChecked()) == (DARK.ground, False)
    action.trigger()
    assert (corner(), action.isChecked()) == (DARK_CONTRAST.ground, True)
    window.manners.show_settings()
    panel = window.manners.settings
    assert panel.contrast.currentData() == "always"
    panel.theme.setCurrentIndex(panel.theme.findData("light"))
    assert corner() == LIGHT_CONTRAST.ground
    window.close()
    later = open_window()
    assert later.theme is LIGHT_CONTRAST
    later.actions_["high-contrast"].trigger()
    assert not later.theme.in_contrast
    assert later.preferences.contrast == "system"  # which asks for none


def test_it_comes_when_the_system_asks_for_it_unless_it_is_never_wanted(window):
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        pytest.skip("this Qt cannot be told what the system asks for")
    asked = hints.accessibility().contrastPreferenceChanged
    assert window.theme is DARK
    asked.emit(Qt.ContrastPreference.HighContrast)
    assert window.theme is DARK_CONTRAST
    assert window.actions_["high-contrast"].isChecked()
    window.choose_contrast("never")
    assert window.theme is DARK
    window.choose_contrast("system")
    assert window.theme is DARK_CONTRAST
    asked.emit(Qt.ContrastPreference.NoPreference)
    assert window.theme is DARK


@pytest.mark.parametrize("name", ["dark", "light"])
def test_as_painted_rows_marks_and_warnings_stand_out(qtbot, window, name):
    theme = DARK_CONTRAST if name == "dark" else LIGHT_CONTRAST
    in_contrast(window, name)
    review = window.review
    explained = [n for n in range(review.items.rowCount()) if review.items.row(n).state == "explained"][:3]
    for place, key in zip(explained, (Qt.Key.Key_S, Qt.Key.Key_F, Qt.Key.Key_U), strict=True):
        review.list.go_to(place)
        press(review.canvas, key)
        qtbot.waitUntil(lambda: review.items.row(place).verdict is not None, timeout=WAIT_MS)  # noqa: B023
    view = review.list
    for place in explained:
        for at_hand in (place, explained[0] + 4):
            view.go_to(at_hand)
            QTest.qWait(30)
            image = view.viewport().grab().toImage()
            box = view.visualRect(view.model().index(place, 0))
            row = image.pixelColor(box.right() - 2, box.top() + 2).name()
            mark = QRect(box.right() - S12 - px(MARK), box.center().y() - box.height() // 2, px(MARK) + 1, box.height())
            found = colours_in(image, mark)
            patch = max((colour for colour in found if colour != row), key=found.__getitem__)
            assert contrast(patch, row) >= 4.5, (place, at_hand, patch, row)
            assert max(contrast(colour, patch) for colour in found) >= 4.5
            words = QRect(box.left() + box.width() // 3, box.top(), box.width() // 4, box.height() // 2)
            assert max(contrast(colour, row) for colour in colours_in(image, words)) >= 7.0
    window.notices.show_notice(Notice("one", "An image could not be read.", "warning"))
    QTest.qWait(60)
    image = window.grab().toImage()
    sign = next(one for one in window.notices.findChildren(QLabel) if not one.pixmap().isNull())
    found = colours_in(image, QRect(sign.mapTo(window, QPoint(0, 0)), sign.size()))
    assert max(contrast(colour, theme.raised) for colour in found) >= 4.5


KINDS = (QPushButton, QToolButton, QComboBox, QSlider)


def inner(widget: QWidget) -> QImage:
    """The widget alone, as the window shows it."""
    window = widget.window()
    return window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_whoever_has_the_keyboard_wears_a_ring_of_three_pixels_and_does_not_move(window, name):
    """Of each kind of control in the review and in the settings: the left edge as painted, and its size."""
    theme = DARK_CONTRAST if name == "dark" else LIGHT_CONTRAST
    in_contrast(window, name)
    looked_at = set()

    def look(scope: QWidget) -> None:
        for widget in scope.findChildren(QWidget):
            kind = (type(widget), str(widget.property("kind")))
            takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and widget.isEnabled()
            if not isinstance(widget, KINDS) or kind in looked_at or not takes:
                continue
            if widget.visibleRegion().boundingRect() != widget.rect():
                continue
            QApplication.focusWidget().clearFocus() if QApplication.focusWidget() else None
            before = widget.geometry()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if not widget.hasFocus():
                continue
            QTest.qWait(10)
            image, middle = inner(widget), widget.height() // 2
            row = [image.pixelColor(x, middle).name() for x in range(6)]
            ring = theme.text if widget.property("kind") == "primary" else theme.accent
            assert row.count(ring) >= 3, (kind, widget.accessibleName(), row)
            assert widget.geometry() == before, kind
            looked_at.add(kind)

    look(window)
    window.manners.show_settings()
    look(window.manners.settings)
    assert len(looked_at) >= 8, looked_at


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("picture", ["#000000", "#808080", "#ffffff"])
def test_the_divider_of_two_pictures_is_seen_on_any_of_them(qtbot, theme, picture):
    ground = QWidget()
    ground.setStyleSheet(f"background: {picture}")
    ground.resize(120, 200)
    divider = Divider(ground)
    divider.theme = theme
    divider.setGeometry(50, 0, 20, 200)
    qtbot.addWidget(ground)
    ground.show()
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow, timeout=WAIT_MS)
    widths = []
    for at_hand in (False, True):
        (divider.setFocus if at_hand else divider.clearFocus)()
        qtbot.waitUntil(lambda at_hand=at_hand: divider.hasFocus() == at_hand, timeout=WAIT_MS)
        QTest.qWait(30)
        image = ground.grab().toImage()
        row = [image.pixelColor(x, 20).name() for x in range(50, 70)]
        light = max(row, key=lambda colour: contrast(colour, "#000000"))
        # Its own two colours stand out from each other, whatever lies beneath.
        assert max(contrast(light, colour) for colour in row) >= 4.5
        widths.append(sum(colour != picture for colour in row))
    assert widths[1] > widths[0] > 0  # whether it has the keyboard is told by its width


@pytest.mark.parametrize("name", ["dark", "light"])
def test_fields_stand_out_and_so_does_what_is_typed_in_them(qtbot, window, name):
    theme = DARK_CONTRAST if name == "dark" else LIGHT_CONTRAST
    in_contrast(window, name)
    comment, line = window.review.panel.comment.field, window.review.queue_bar.filter
    comment.setPlainText("MMMM MMMM")
    line.setText("MMMM MMMM")
    window.review.canvas.setFocus()
    QTest.qWait(60)
    for field, parent in ((comment, theme.panel), (line, theme.panel)):
        image = field.grab().toImage()
        inside = image.pixelColor(image.width() - 12, image.height() - 8).name()
        edge = image.pixelColor(image.width() // 2, 0).name()
        assert contrast(edge, parent) >= 4.5, (type(field).__name__, edge)
        words = QRect(4, 4, image.width() // 2, min(40, image.height() - 8))
        assert max(contrast(colour, inside) for colour in colours_in(image, words)) >= 7.0, type(field).__name__


def test_the_report_says_it_in_the_same_colours():
    """Its style sheet has them for whoever's system asks for more contrast."""
    folder = FileSystemLoader(Path(tokens.__file__).parent / "templates")
    template = Environment(loader=folder, autoescape=True).get_template("report.css")
    css = template.render(tokens=tokens, region_colours={})
    asked = "\n".join(css.split("(prefers-contrast: more)")[1:])
    for theme in (tokens.LIGHT_CONTRAST, tokens.DARK_CONTRAST):
        assert all(colour in asked for colour in (theme.ground, theme.text, theme.quiet, theme.accent))
        assert all(mark.colour in asked for mark in tokens.CONTRAST_VERDICTS[theme.name].values())
