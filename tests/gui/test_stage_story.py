"""What stands in the picture's place: one thing at a time, and nothing of the picture lies over it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.gui.helpers import WAIT_MS, press
from tests.gui.test_what_if_story import HANS, SHIFT, demo, demo_home, draw, stamp, window  # noqa: F401


def show_rule(qtbot, window) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    press(window.review.canvas, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.rule.view is not None and window.rule.view.isVisible(), timeout=WAIT_MS)


def show_sides(qtbot, window) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    press(window.review.canvas, Qt.Key.Key_C, SHIFT)
    qtbot.waitUntil(lambda: window.review.comparing, timeout=WAIT_MS)


@pytest.mark.parametrize("show", [show_rule, show_sides])
def test_the_card_of_a_region_goes_with_the_picture_and_comes_back_with_it(qtbot, window, show):  # noqa: F811
    draw(window, stamp(HANS))
    card = window.what_ifs.card
    qtbot.waitUntil(card.isVisible, timeout=WAIT_MS)
    show(qtbot, window)
    assert not card.isVisible()
    press(window.review.picture_at_hand(), Qt.Key.Key_Escape)
    qtbot.waitUntil(window.review.canvas.isVisible, timeout=WAIT_MS)
    assert card.isVisible()


def test_asking_what_if_leads_back_to_the_picture(qtbot, window):  # noqa: F811
    draw(window, stamp(HANS))
    show_rule(qtbot, window)
    press(window.rule.view.canvas, Qt.Key.Key_H)
    assert window.review.canvas.isVisible()
    qtbot.waitUntil(lambda: len(window.what_ifs.kept) == 1, timeout=WAIT_MS)
    assert window.what_ifs.card.isVisible()
    # So does looking at the picture that was asked about.
    show_rule(qtbot, window)
    press(window.rule.view.canvas, Qt.Key.Key_Z)
    assert window.review.canvas.isVisible()
    assert window.review.canvas.without is not None


def test_one_of_them_takes_the_others_place(qtbot, window):  # noqa: F811
    show_rule(qtbot, window)
    press(window.rule.view.canvas, Qt.Key.Key_C, SHIFT)
    assert window.review.comparing
    assert not window.rule.open
    press(window.review.picture_at_hand(), Qt.Key.Key_R)
    qtbot.waitUntil(window.rule.view.isVisible, timeout=WAIT_MS)
    assert not window.review.comparing
    press(window.rule.view.canvas, Qt.Key.Key_Escape)
    assert window.review.canvas.isVisible()
