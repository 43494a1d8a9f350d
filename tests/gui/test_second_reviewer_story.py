"""A second reviewer: blind until their own verdict is in, then shown where they differ, and able to settle it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from db import settling
from db.store import Store
from gui.others_box import HIDDEN
from gui.preferences import Preferences
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows, verdict_in_file
from tests.gui.reviewers import say, say_elsewhere

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = "blue/0002.png"
SECOND = "blue/0005.png"
SAID = {
    "verdict": "flawed", "severity": 3, "reasons": {"stamp-or-text": True, "from-elsewhere": True},
    "comment": "the tag gives it away",
}  # fmt: skip


@pytest.fixture
def told(project):
    """Ben has reviewed the first image."""
    say(project, "ben", FIRST, SAID)
    return project


def opened(qtbot, open_window, project, **options):
    window = open_window(project, **options)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    qtbot.waitUntil(lambda: current(window) == FIRST, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(window.review.panel.others.texts()), timeout=WAIT_MS)
    return window


def everything_said(window) -> str:
    """All that the window shows, or tells a screen reader or the mouse."""
    found = []
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip()]
        for name in ("text", "toPlainText", "placeholderText"):
            if callable(getattr(widget, name, None)):
                found.append(str(getattr(widget, name)()))
    items = window.review.items
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for n in range(items.rowCount()):
        found += [str(items.data(items.index(n), role)) for role in (*roles, Qt.ItemDataRole.UserRole + 3)]
    return "\n".join(found)


def test_nothing_of_what_another_said_is_seen_before_ones_own_verdict(qtbot, open_window, told):
    say(told, "mei", FIRST, {"verdict": "sound"})
    window = opened(qtbot, open_window, told)
    press(window.review.canvas, Qt.Key.Key_1, SHIFT)
    press(window.review.canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "undone" in window.status.saved_text(), timeout=WAIT_MS)
    pause(100)
    qtbot.waitUntil(lambda: window.review.panel.others.texts() == [HIDDEN], timeout=WAIT_MS)
    seen = everything_said(window)
    for secret in (
        "the tag gives it away",
        "from-elsewhere",
        "ben:",
        "grave,",
        "flawed, your",
        "differ",
        "disagree",
        "mei",
    ):
        assert secret not in seen
    assert mark(window, FIRST) is None
    assert window.status.reviewed_text() == "0 of 7 reviewed"
    assert window.actions_["redo"].text().startswith("Redo")
    # The same is said of an image that nobody has reviewed: not even that gets out.
    before = [label.text() for label in window.review.panel.others.findChildren(QLabel) if label.isVisible()]
    press(window.review.canvas, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: window.review.panel.others.texts() == [HIDDEN], timeout=WAIT_MS)
    shown = window.review.panel.others
    in_sight = lambda: [one.text() for one in shown.findChildren(QLabel) if one.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: in_sight() == before, timeout=WAIT_MS)  # a label is in sight a moment after it is made
    # Nor can it be settled by key.
    press(window.review.canvas, Qt.Key.Key_K)
    press(window.review.canvas, Qt.Key.Key_F, SHIFT)
    pause(100)
    assert "settles" not in str(rows(told, "SELECT payload FROM review_events"))


def test_after_ones_own_verdict_the_other_review_is_shown_in_full(qtbot, open_window, told):
    window = opened(qtbot, open_window, told)
    press(window.review.canvas, Qt.Key.Key_S)
    box = window.review.panel.others
    qtbot.waitUntil(lambda: "ben: flawed, grave" in box.texts(), timeout=WAIT_MS)
    assert "from-elsewhere · Stamp or text" in box.texts()
    assert "“the tag gives it away”" in box.texts()
    assert "The verdicts differ." in box.texts()
    assert mark(window, FIRST) == "sound"
    assert verdict_in_file(told, FIRST) in ("sound", "flawed")
    # Where nobody else was, that is said too, now.
    press(window.review.canvas, Qt.Key.Key_J)
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: box.texts() == ["Nobody else has reviewed this one."], timeout=WAIT_MS)
    # Taken back, the eyes are closed again.
    press(window.review.canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: box.texts() == [HIDDEN], timeout=WAIT_MS)


def test_the_models_confidence_can_be_hidden_too(qtbot, open_window, told):
    window = opened(qtbot, open_window, told)
    panel = window.review.panel
    qtbot.waitUntil(panel.folds["classes"].isVisible, timeout=WAIT_MS)
    with Store.open(told, readonly=True) as store:
        shares = [row.probability for row in store.items(1, "") if row.probability is not None]
    shown = {f"{share:.3f}" for share in shares} | {f" {share:.2f}" for share in shares}
    assert any(number in everything_said(window) for number in shown)
    window.actions_["blind-confidence"].trigger()
    qtbot.waitUntil(lambda: window.desk.settings.blind.confidence, timeout=WAIT_MS)
    assert window.actions_["blind-confidence"].isChecked()
    pause(50)
    seen = everything_said(window)
    assert not [number for number in shown if number in seen]
    assert not panel.folds["classes"].isVisible()
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(panel.folds["classes"].isVisible, timeout=WAIT_MS)
    first = next(row for n in range(7) if (row := window.review.items.row(n)).relative == FIRST)
    assert panel._probability.text() == f"{first.probability:.3f}"
    # It belongs to the project: the next window keeps to it.
    window.close()
    again = opened(qtbot, open_window, told)
    assert again.desk.settings.blind.confidence
    assert again.actions_["blind-confidence"].isChecked()


def test_with_open_eyes_everything_is_shown_at_once(qtbot, open_window, told):
    window = opened(qtbot, open_window, told)
    assert window.actions_["blind"].isChecked()
    window.actions_["blind"].trigger()
    qtbot.waitUntil(lambda: "ben: flawed, grave" in window.review.panel.others.texts(), timeout=WAIT_MS)
    assert not window.actions_["blind"].isChecked()


def test_a_disagreement_is_settled_without_changing_anybodys_verdict(qtbot, open_window, told, tmp_path):
    window = opened(qtbot, open_window, told)
    canvas, box = window.review.canvas, window.review.panel.others
    press(canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: box.can_settle, timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_F, SHIFT)
    settled = lambda: [text for text in box.texts() if text.startswith("Settled by cleo")]  # noqa: E731
    qtbot.waitUntil(lambda: bool(settled()), timeout=WAIT_MS)
    assert settled()[0].endswith(": flawed.")
    assert sorted(rows(told, "SELECT verdict FROM reviews")) == [("flawed",), ("sound",)]
    # A change of one of the verdicts is told beside it.
    press(canvas, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: settled() and settled()[0].endswith("Verdicts have changed since."), timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: settled() and settled()[0].endswith(": flawed."), timeout=WAIT_MS)
    named = f"Undo settled verdict on {FIRST}"  # with its folder: the name alone may stand for several images
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == named, timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not settled(), timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: bool(settled()), timeout=WAIT_MS)
    window.close()
    with Store.open(told) as store:
        assert store.history_faults() == []


def test_the_newest_settlement_offers_undo_as_long_as_it_is_what_ctrl_z_takes_back(qtbot, open_window, told):
    say(told, "ben", SECOND, SAID)
    window = opened(qtbot, open_window, told)
    items = window.review.items
    ids = {items.row(n).relative: items.row(n).explanation_id for n in range(items.rowCount())}
    for relative in (FIRST, SECOND):
        window.desk.change(ids[relative], relative, {"verdict": "sound"})
    qtbot.waitUntil(lambda: mark(window, SECOND) == "sound", timeout=WAIT_MS)

    def offering():
        return [toast.text for toast in window.toasts.shown() if toast.undo is not None and toast.undo.isVisible()]

    one, two = (f"Settled as flawed: {relative}." for relative in (FIRST, SECOND))
    window.desk.settle(ids[FIRST], FIRST, "flawed")
    window.desk.settle(ids[SECOND], SECOND, "flawed")
    # What changes nothing is no change: Ctrl+Z would still take back the settlement.
    window.desk.change(ids[SECOND], SECOND, {"verdict": "sound"})
    named = f"Undo settled verdict on {SECOND}"
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == named and offering() == [two], timeout=WAIT_MS)
    pause(100)
    assert offering() == [two]
    # A real change is what Ctrl+Z takes back then, and afterwards it is the settlement's turn again.
    window.desk.change(ids[FIRST], FIRST, {"severity": 1, "verdict": "unsure"})
    qtbot.waitUntil(lambda: offering() == [], timeout=WAIT_MS)
    window.desk.undo()
    qtbot.waitUntil(lambda: offering() == [two], timeout=WAIT_MS)
    (button,) = [toast.undo for toast in window.toasts.shown() if toast.undo is not None]
    button.click()
    qtbot.waitUntil(lambda: offering() == [one], timeout=WAIT_MS)
    with Store.open(told, readonly=True) as store:
        assert list(settling.settled_in_run(store, 1)) == [ids[FIRST]]
    # Another reviewer cannot take back what this one has settled.
    window.set_reviewer("ben")
    assert offering() == []


def test_two_things_said_on_two_machines_are_both_shown_until_one_is_kept(qtbot, open_window, project):
    say(project, "cleo", FIRST, {"verdict": "sound", "comment": "here"})
    say_elsewhere(project, "cleo", FIRST, {"verdict": "flawed"})
    window = open_window(project)
    box = window.review.panel.conflicts
    qtbot.waitUntil(box.isVisible, timeout=WAIT_MS)
    assert mark(window, FIRST) == "flawed"
    window.review.canvas.setFocus()
    keep = {button.accessibleName(): button for button in box.findChildren(QWidget) if button.accessibleName()}
    assert list(keep) == ["Keep flawed", "Keep sound"]
    qtbot.mouseClick(keep["Keep sound"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mark(window, FIRST) == "sound", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not box.isVisible(), timeout=WAIT_MS)
    assert rows(project, "SELECT verdict, comment, conflicts FROM reviews") == [("sound", "here", "{}")]


def test_the_first_window_asks_who_reviews_and_offers_those_of_the_project(qtbot, open_window, told):
    window = open_window(told, reviewer="")
    bar = window.name_bar
    assert bar.isVisible()
    assert not bar.field.text()
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bar.names.count() == 1, timeout=WAIT_MS)
    assert bar.names.itemText(0) == "ben"
    # Nothing can be said by nobody; the question comes to the front.
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_S)
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "Ada")
    press(bar.field, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert window.desk.reviewer == "Ada"
    assert window.review.canvas.hasFocus()
    qtbot.waitUntil(lambda: window.review._ready, timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: mark(window, FIRST) == "unsure", timeout=WAIT_MS)
    window.close()
    assert Preferences().reviewer == "Ada"
    again = open_window(told, reviewer="")
    assert not again.name_bar.isVisible()
    assert again.desk.reviewer == "Ada"
    assert rows(told, "SELECT name FROM reviewers ORDER BY name") == [("Ada",), ("ben",)]


def test_trends_count_only_ones_own_verdicts_while_review_is_blind(qtbot, open_window, project):
    with Store.open(project) as store:
        explanations = [item.explanation_id for item in store.items(1, "ana") if item.explanation_id]
        for explanation in explanations[:3]:
            store.set_verdict(explanation, "ana", "flawed").result()
        store.set_verdict(explanations[0], "ben", "sound").result()
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    window.set_reviewer("ben")
    table = window.rooms.trends.rates.table

    def n() -> str:
        heads = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
        cells = [table.item(0, heads.index(name)) for name in ("flawed", "sound", "unsure") if name in heads]
        return " ".join(cell.text() for cell in cells if cell is not None)

    window.actions_["room-trends"].trigger()
    qtbot.waitUntil(lambda: n() == "0 1 0", timeout=WAIT_MS)
    assert window.rooms.trends.about.text().startswith("Only your own verdicts are counted")
    window.actions_["room-review"].trigger()
    window.actions_["blind"].trigger()
    qtbot.waitUntil(lambda: not window.desk.settings.blind.reviews, timeout=WAIT_MS)
    window.actions_["room-trends"].trigger()
    # On one of the three ana and ben differ.
    qtbot.waitUntil(lambda: n() == "2 0 1", timeout=WAIT_MS)
    assert window.rooms.trends.about.text().startswith("Every reviewer's verdicts are counted")
