"""A review by keyboard only: verdicts, reasons, severity, comments; undone across images, down to the file."""

from __future__ import annotations

import json
import string

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.comment_box import MOST
from resources.reasons import standard
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def in_file(project, relative: str) -> dict | None:
    """A review as the file has it."""
    found = rows(
        project,
        "SELECT r.verdict, r.reasons, r.severity, r.comment, r.seconds FROM reviews r "
        "JOIN explanations e ON e.id = r.explanation_id JOIN images i ON i.id = e.image_id WHERE i.relative = ?",
        relative,
    )
    if not found:
        return None
    verdict, reasons, severity, comment, seconds = found[0]
    return {
        "verdict": verdict, "reasons": json.loads(reasons), "severity": severity, "comment": comment,
        "seconds": seconds,
    }  # fmt: skip


def events(project) -> list[tuple[str, dict]]:
    found = rows(project, "SELECT kind, payload FROM review_events ORDER BY id")
    return [(kind, json.loads(payload)) for kind, payload in found]


def wait_for(qtbot, project, relative: str, **wanted) -> None:
    def there() -> bool:
        found = in_file(project, relative)
        return found is not None and all(found[name] == value for name, value in wanted.items())

    qtbot.waitUntil(there, timeout=WAIT_MS)


def given(window, reason: str) -> bool:
    """Whether the panel shows a reason as given; the buttons are made anew when others are offered."""
    button = window.review.panel.reasons.buttons.get(reason)
    return button is not None and button.isChecked()


def type_words(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_several_images_are_reviewed_and_undone_by_keyboard_alone(qtbot, window, project):
    canvas = window.review.canvas
    first = current(window)
    press(canvas, Qt.Key.Key_1)
    press(canvas, Qt.Key.Key_3)
    press(canvas, Qt.Key.Key_2, SHIFT)
    press(canvas, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.review.panel.comment.field
    type_words("the tag, not the wolf")
    press(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is canvas
    press(canvas, Qt.Key.Key_J)
    second = current(window)
    press(canvas, Qt.Key.Key_S)
    press(canvas, Qt.Key.Key_J)
    third = current(window)
    press(canvas, Qt.Key.Key_U)
    press(canvas, Qt.Key.Key_6)
    wait_for(qtbot, project, first, verdict="flawed", severity=2, comment="the tag, not the wolf",
             reasons=["background", "border-artefact"])  # fmt: skip
    wait_for(qtbot, project, second, verdict="sound", reasons=[])
    wait_for(qtbot, project, third, verdict="unsure", reasons=["scattered-noise"])
    # The first reason said "flawed" too, in one event; nothing was said twice.
    said = [payload["set"] for _, payload in events(project)]
    assert said[0] == {"verdict": "flawed", "reasons": {"background": True}}
    assert said[1] == {"reasons": {"border-artefact": True}}
    assert len(said) == 7
    qtbot.waitUntil(lambda: window.status.reviewed_text() == "3 of 7 reviewed", timeout=WAIT_MS)

    qtbot.waitUntil(lambda: window.actions_["undo"].text().startswith("Undo reason on"), timeout=WAIT_MS)
    for _ in range(4):  # reason and unsure on the third, sound on the second, the comment on the first
        press(canvas, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, project, first, comment="", verdict="flawed", severity=2)
    wait_for(qtbot, project, third, verdict=None, reasons=[])
    wait_for(qtbot, project, second, verdict=None)
    qtbot.waitUntil(lambda: current(window) == first, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.panel.comment.text() == "", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == f"Undo severity on {first}", timeout=WAIT_MS)
    assert window.actions_["redo"].text() == f"Redo comment on {first}"
    for _ in range(3):
        press(canvas, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, project, first, verdict=None, reasons=[], severity=None)
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == "Undo", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not given(window, "background"), timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Y, CTRL)
    wait_for(qtbot, project, first, verdict="flawed", reasons=["background"])
    qtbot.waitUntil(lambda: given(window, "background"), timeout=WAIT_MS)


def test_a_reason_key_right_after_another_key_means_what_it_says(qtbot, window, project):
    """Nothing is read back between the keys: what is on its way counts."""
    canvas, first = window.review.canvas, current(window)
    press(canvas, Qt.Key.Key_U)
    for key in (Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_4):
        press(canvas, key)
    press(canvas, Qt.Key.Key_J)
    press(canvas, Qt.Key.Key_5)
    second = current(window)
    wait_for(qtbot, project, first, verdict="unsure", reasons=["other-object"])
    wait_for(qtbot, project, second, verdict="flawed", reasons=["part-only"])
    press(canvas, Qt.Key.Key_K)
    press(canvas, Qt.Key.Key_4)  # before it was read that it is given: taken back
    press(canvas, Qt.Key.Key_J)
    wait_for(qtbot, project, first, verdict="unsure", reasons=[])


def test_reasons_outlive_a_change_of_mind(qtbot, window, project):
    canvas, name, box = window.review.canvas, current(window), window.review.panel.reasons
    press(canvas, Qt.Key.Key_2)
    wait_for(qtbot, project, name, verdict="flawed", reasons=["stamp-or-text"])
    press(canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not box.buttons["stamp-or-text"].isVisible(), timeout=WAIT_MS)
    assert box._kept.text() == "1 reason is kept for when it is not sound."
    before = len(events(project))
    press(canvas, Qt.Key.Key_3)
    pause(150)
    assert len(events(project)) == before
    assert "flawed or unsure" in window.status.saved_text()
    press(canvas, Qt.Key.Key_F)
    qtbot.waitUntil(box.buttons["stamp-or-text"].isVisible, timeout=WAIT_MS)
    assert box.buttons["stamp-or-text"].isChecked()
    assert in_file(project, name)["reasons"] == ["stamp-or-text"]


def test_the_alphabet_and_all_digits_in_the_comment_are_text(qtbot, window, project):
    canvas, name = window.review.canvas, current(window)
    field = window.review.panel.comment.field
    look = window.review.look()
    press(canvas, Qt.Key.Key_Return)
    text = f"{string.ascii_lowercase} {string.ascii_uppercase} {string.digits} {string.punctuation}"
    type_words(text)
    press(field, Qt.Key.Key_Return)
    type_words("second line")
    assert current(window) == name
    assert window.review.look() == look
    assert field.hasFocus()
    assert events(project) == []
    press(field, Qt.Key.Key_Escape)
    assert canvas.hasFocus()
    wait_for(qtbot, project, name, comment=f"{text}\nsecond line", verdict=None)
    ((kind, payload),) = events(project)
    assert kind == "change"
    assert list(payload["set"]) == ["comment"]
    # Back on the canvas letters are commands again, and one undo takes the whole comment.
    press(canvas, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, project, name, comment="")
    qtbot.waitUntil(lambda: field.toPlainText() == "", timeout=WAIT_MS)


def test_a_comment_is_saved_by_a_pause_by_going_on_and_by_closing(qtbot, open_window, window, project):
    canvas, field = window.review.canvas, window.review.panel.comment.field
    first = current(window)
    press(canvas, Qt.Key.Key_Return)
    type_words("one")
    wait_for(qtbot, project, first, comment="one")
    assert field.hasFocus()
    type_words(" two")
    window.review.step(1)
    assert field.toPlainText() == ""
    wait_for(qtbot, project, first, comment="one two")
    second = current(window)
    press(canvas, Qt.Key.Key_Return)
    type_words("last words")
    window.close()
    assert in_file(project, second)["comment"] == "last words"
    assert in_file(project, first)["comment"] == "one two"
    assert [payload["set"] for _, payload in events(project)] == [
        {"comment": "one"}, {"comment": "one two"}, {"comment": "last words"},
    ]  # fmt: skip


def test_a_hundred_thousand_characters_are_kept_and_more_are_refused_aloud(qtbot, window, project):
    name, box = current(window), window.review.panel.comment
    press(window.review.canvas, Qt.Key.Key_Return)
    lines = "الذئب 狼 wolf 🐺 \u202eflow\u202c " * 40 + "\n"
    per_line = len(lines.encode("utf-16-le")) // 2  # as Qt counts: one of these letters takes two
    text = lines * ((MOST - 2000) // per_line)
    box.field.insertPlainText(text)
    type_words("smooth")
    box.field.insertPlainText("x" * 5000)
    qtbot.waitUntil(lambda: box.field.document().characterCount() - 1 == MOST, timeout=WAIT_MS)
    assert box._full.isVisible()
    press(box.field, Qt.Key.Key_Escape)
    kept = box.text()
    assert kept.startswith(text + "smooth")
    wait_for(qtbot, project, name, comment=kept)
    assert window.desk.store.history_faults() == []


def test_the_time_looked_goes_with_what_is_said(qtbot, window, project):
    canvas, first = window.review.canvas, current(window)
    assert window.isActiveWindow()
    pause(400)
    press(canvas, Qt.Key.Key_J)
    second = current(window)
    pause(300)
    press(canvas, Qt.Key.Key_S)
    press(canvas, Qt.Key.Key_K)
    press(canvas, Qt.Key.Key_F)
    wait_for(qtbot, project, first, verdict="flawed")
    wait_for(qtbot, project, second, verdict="sound")
    # The first look at the first image counts although another came in between.
    assert 0.35 <= in_file(project, first)["seconds"] < 5
    assert 0.25 <= in_file(project, second)["seconds"] < 5


def test_severity_is_put_and_taken_back_and_says_flawed_where_nothing_was_said(qtbot, window, project):
    canvas, name, box = window.review.canvas, current(window), window.review.panel.reasons
    press(canvas, Qt.Key.Key_3, SHIFT)
    wait_for(qtbot, project, name, verdict="flawed", severity=3)
    qtbot.waitUntil(box.severities[3].isChecked, timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_3, SHIFT)
    wait_for(qtbot, project, name, verdict="flawed", severity=None)
    qtbot.mouseClick(box.severities[1], Qt.MouseButton.LeftButton)
    assert not box.severities[1].isChecked()  # the mark follows the commit
    wait_for(qtbot, project, name, severity=1)
    assert mark(window, name) == "flawed"


def test_a_project_adds_a_reason_of_its_own_and_keeps_it(qtbot, open_window, window, project):
    canvas, name, box = window.review.canvas, current(window), window.review.panel.reasons
    qtbot.mouseClick(box._add, Qt.MouseButton.LeftButton)
    assert box.field.hasFocus()
    type_words("Lens flare, 5 of them")
    press(box.field, Qt.Key.Key_Return)
    wait_for(qtbot, project, name, verdict="flawed", reasons=["Lens flare, 5 of them"])
    assert canvas.hasFocus()
    qtbot.waitUntil(lambda: "Lens flare, 5 of them" in box.buttons, timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_J)
    second = current(window)
    press(canvas, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    wait_for(qtbot, project, second, reasons=["Lens flare, 5 of them"])
    window.close()
    again = open_window(project)
    qtbot.waitUntil(lambda: "Lens flare, 5 of them" in again.review.panel.reasons.buttons, timeout=WAIT_MS)
    assert again.actions_["reason-10"].text() == "Lens flare, 5 of them"
    # Offered no more, it is still shown where it was given.
    again.desk.set_reasons(again.desk.settings.without_reason("Lens flare, 5 of them"))
    qtbot.waitUntil(lambda: not again.actions_["reason-10"].isVisible(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: given(again, "Lens flare, 5 of them"), timeout=WAIT_MS)
    again.review.canvas.setFocus()
    third = next(n for n in range(again.review.items.rowCount()) if again.review.items.row(n).verdict is None)
    again.review.list.go_to(third)
    qtbot.waitUntil(lambda: "Lens flare, 5 of them" not in again.review.panel.reasons.buttons, timeout=WAIT_MS)
    assert len(again.review.panel.reasons.buttons) == len(standard())


def test_what_matters_is_in_sight_at_1280_by_800_and_folds_are_remembered(qtbot, open_window, window, project):
    assert (window.width(), window.height()) == (1280, 800)
    panel = window.review.panel
    qtbot.waitUntil(panel.folds["evidence"].isVisible, timeout=WAIT_MS)
    pause(50)
    seen = panel.viewport().rect()
    for part in (*panel.buttons.values(), *panel.reasons.buttons.values(), *panel.reasons.severities.values(),
                 panel.comment.field):  # fmt: skip
        place = part.rect().translated(part.mapTo(panel.viewport(), part.rect().topLeft()))
        assert seen.contains(place), part.accessibleName()
    panel.folds["evidence"].set_opened(False)
    panel.folds["made"].set_opened(True)
    window.close()
    again = open_window(project)
    assert not again.review.panel.folds["evidence"].opened
    assert again.review.panel.folds["made"].opened
