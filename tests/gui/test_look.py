"""How the window looks and is steered: themes, contrast, zoom, keys, names for those who listen."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSlider

from engine import render
from gui import window_state
from gui.canvas import View
from gui.commands import COMMANDS
from gui.preferences import Preferences
from gui.tokens import DARK, LIGHT, VERDICT_COLOURS
from resources.tokens import OVERLAY, VERDICTS
from tests.gui.helpers import WAIT_MS, press


def luminance(colour: str) -> float:
    """WCAG 2: relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_text_and_marks_stand_out(theme):
    for ground in (theme.ground, theme.panel, theme.raised, theme.selection):
        assert contrast(theme.text, ground) >= 4.5
        assert contrast(theme.quiet, ground) >= 4.5
    for ground in (theme.ground, theme.panel, theme.raised):
        assert contrast(theme.accent, ground) >= 4.5
        assert contrast(theme.edge, ground) >= 3.0
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for verdict, colour in VERDICT_COLOURS.items():
        assert contrast(VERDICTS[verdict].ink, colour) >= 4.5


def test_the_theme_changes_at_once_and_is_remembered(qtbot, window):
    def corner() -> str:
        image = window.review.canvas.grab().toImage()
        return QColor(image.pixel(3, 3)).name()

    assert corner() == DARK.ground
    window.actions_["theme-light"].trigger()
    assert corner() == LIGHT.ground
    assert window.preferences.theme == "light"
    assert QApplication.palette().window().color().name() == LIGHT.ground
    window.actions_["theme-dark"].trigger()
    assert corner() == DARK.ground


def test_zoom_holds_the_point_under_the_cursor_and_stays_with_the_next_image(qtbot, window):
    canvas = window.review.canvas
    spot = QPointF(canvas.width() * 0.6, canvas.height() * 0.4)
    before = canvas.image_point(spot)
    for _ in range(3):
        wheel = QWheelEvent(
            spot,
            canvas.mapToGlobal(spot),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, wheel)
    after = canvas.image_point(spot)
    assert math.dist(before, after) < 0.5
    view = canvas.view
    assert not view.fit
    press(canvas, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: canvas.picture is not None, timeout=WAIT_MS)
    assert canvas.view == view
    press(canvas, Qt.Key.Key_0)
    assert canvas.view == View()
    press(canvas, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    left, right = canvas.image_point(QPointF(100, 200)), canvas.image_point(QPointF(101, 200))
    if left and right:
        assert right[0] - left[0] == pytest.approx(1 / canvas.devicePixelRatioF())


def test_the_readout_gives_the_raw_value_and_says_what_was_not_seen(qtbot, window):
    canvas = window.review.canvas
    picture = canvas.picture
    geometry = picture.wish.geometry
    # The world's images are wider than high and the model crops the middle: the left edge was not seen.
    left, _, _, _ = geometry.seen_box()
    assert left > 1
    box = canvas._target()
    per_pixel = box.width() / picture.width
    assert "not seen" in canvas.readout(QPointF(box.x() + 0.5 * per_pixel, box.center().y()))
    peak = divmod(int(picture.map.argmax()), picture.map.shape[1])
    x, y = geometry.to_image(peak[1] + 0.5, peak[0] + 0.5)
    said = canvas.readout(QPointF(box.x() + x * per_pixel, box.y() + y * per_pixel))
    assert said.endswith(f"{float(picture.map.max()):.3g}")
    assert window.review.bar.bar.toolTip().startswith(f"Raw attribution, 0 to {float(picture.map.max()):.4g}")


def test_opacity_nought_is_the_plain_image_and_threshold_uncovers_it(qtbot, window):
    canvas, bar = window.review.canvas, window.review.bar

    def shown(**look) -> bytes:
        wanted = replace(canvas.look, **look)
        canvas.set_look(wanted)
        qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.wish.look == wanted, timeout=WAIT_MS)
        image = canvas.picture.image
        return bytes(image.constBits())

    plain = shown(mode="image")
    covered = shown(mode="overlay", opacity=0.6, threshold=0.0)
    assert covered != plain
    assert shown(mode="overlay", opacity=0.0, threshold=0.0) == plain
    half = shown(mode="overlay", opacity=0.6, threshold=0.5)
    assert half not in (plain, covered)
    bar.opacity.setValue(30)
    assert canvas.look.opacity == pytest.approx(0.3)


def test_slider_colour_bar_and_picture_agree_on_the_threshold(qtbot, window):
    """At first the picture is untouched where the map says next to nothing, and the bar is empty there."""
    canvas, bar = window.review.canvas, window.review.bar
    canvas.zoom_actual()

    def rgb(image) -> np.ndarray:
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)

    def picture(**look) -> np.ndarray:
        wanted = replace(canvas.look, **look)
        canvas.set_look(wanted)
        shown = lambda: canvas.picture is not None and canvas.picture.wish.look == wanted  # noqa: E731
        qtbot.waitUntil(shown, timeout=WAIT_MS)
        return rgb(canvas.picture.image)

    def empty_share() -> float:
        """Of the bar's strip, how much from its left end has the colour of the panel."""
        line = rgb(bar.bar.grab().toImage())[bar.bar.height() // 2]
        inked = np.flatnonzero(np.abs(line - line[-40:].mean(0)).sum(1) > 30)
        coloured = np.flatnonzero(line.max(1) - line.min(1) > 60)
        frame = inked[inked < coloured[0]]
        return (coloured[0] - frame[0]) / (coloured[-1] + 1 - frame[0]) if frame.size else 0.0

    assert bar.threshold.value() == round(100 * OVERLAY.threshold) > 0
    plain = picture(mode="image")
    first = picture(mode="overlay")
    values = render.map_on_image(canvas.picture.map, canvas.picture.wish.geometry)
    highest = values[np.isfinite(values)].max()
    low, clear = ~(values >= OVERLAY.threshold * highest), values >= 2 * OVERLAY.threshold * highest
    untouched = (plain == first).all(2)
    assert untouched[low].mean() > 0.97
    assert clear.any()
    assert not untouched[clear].any()
    bar.threshold.setValue(40)
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.wish.look.threshold == 0.4, timeout=WAIT_MS)
    assert (plain == rgb(canvas.picture.image)).all(2).sum() > untouched.sum()
    assert empty_share() == pytest.approx(0.4, abs=0.03)
    window.close()
    assert window.preferences.threshold == 0.4


def test_odd_numbers_in_the_settings_do_no_harm(tmp_path):
    file = tmp_path / "window.ini"
    file.write_text("[General]\nopacity=nan\nthreshold=7\ncolours=puce\n")
    preferences = Preferences(file)
    kept = (preferences.opacity, preferences.threshold, preferences.colours)
    assert kept == (OVERLAY.opacity, OVERLAY.threshold, OVERLAY.colours)


def test_a_new_window_fits_its_screen(qtbot, monkeypatch, open_window):
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    size = window_state.first_size()
    assert size.height() < room.height()
    assert size.width() <= room.width()


def test_tab_on_the_canvas_leaves_the_picture_alone(qtbot, window):
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_Tab)
    assert not window.review.list.isVisible()
    assert not window.review.panel.isVisible()
    press(canvas, Qt.Key.Key_Tab)
    assert window.review.list.isVisible()
    assert window.review.panel.isVisible()


def test_keys_are_given_out_once_and_shown_in_menus():
    for scope in ("window", "review", "canvas"):
        keys = [key for c in COMMANDS if c.scope == scope for key in c.keys]
        assert len(keys) == len(set(keys))
    everywhere = {key for c in COMMANDS if c.scope == "window" for key in c.keys}
    local = {key for c in COMMANDS if c.scope != "window" for key in (*c.keys, *c.canvas_keys)}
    assert not everywhere & local
    assert all(c.menu for c in COMMANDS)


def test_every_control_has_a_name_for_screen_readers(qtbot, window):
    nameless = [
        widget
        for kind in (QAbstractButton, QComboBox, QSlider)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert not nameless
    assert window.review.canvas.accessibleDescription().startswith("Image ")
    index = window.review.list.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Not reviewed.")


def test_every_part_is_reached_by_f6(qtbot, window):
    reached = set()
    for _ in range(6):
        press(QApplication.focusWidget(), Qt.Key.Key_F6)
        reached.add(type(QApplication.focusWidget()).__name__)
    assert {"Canvas", "ItemList", "VerdictButton", "QSlider"} <= reached
