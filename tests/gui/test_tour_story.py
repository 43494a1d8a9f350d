"""The tour: at the very first start and never again by itself, by keys, over nothing that must be answered, and on by
itself where the user does what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from gui.commands import COMMANDS
from gui.dialogs import QuestionDialog
from gui.preferences import Preferences
from gui.tour_steps import STEPS
from tests.gui import world
from tests.gui.helpers import WAIT_MS, pause, press


@pytest.fixture
def first(open_window):
    """The window as it is at the very first start."""
    window = open_window(reviewer="")
    window.tour.offer()
    return window


def number(window) -> str:
    return window.tour.card.number.text()


def keyboard():
    return QApplication.focusWidget()


def where(widget, window) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_at_the_first_start_it_points_at_the_first_thing_to_do_and_has_the_keyboard(first):
    tour = first.tour
    assert tour.on
    assert number(first) == "1 of 5"
    assert keyboard() is tour.card.next
    assert tour.card.accessibleName() == "Tour, 1 of 5: Images and a model"
    assert tour.card.text.text() in tour.card.next.accessibleDescription()
    form = where(first.start.form.card, first)
    assert tour.ring.geometry().contains(form)
    assert not tour.card.geometry().intersects(form)
    assert first.rect().contains(tour.card.geometry())


def test_keys_lead_through_all_five_and_back(first):
    seen = [first.tour.card.title.text()]
    for n in range(2, 6):
        press(keyboard(), Qt.Key.Key_Space)
        assert number(first) == f"{n} of 5"
        assert keyboard() is first.tour.card.next
        seen.append(first.tour.card.title.text())
    assert seen == [step.title for step in STEPS]
    press(keyboard(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert keyboard() is first.tour.card.back
    press(keyboard(), Qt.Key.Key_Space)
    assert number(first) == "4 of 5"
    press(first.tour.card.next, Qt.Key.Key_Space)
    press(first.tour.card.next, Qt.Key.Key_Space)
    assert not first.tour.on
    assert first.tour.card.isHidden()


@pytest.mark.parametrize("way", ["escape", "skip", "closed"])
def test_skipped_or_left_it_does_not_come_again_but_can_be_called(first, open_window, way):
    if way == "escape":
        press(keyboard(), Qt.Key.Key_Escape)
    elif way == "skip":
        first.tour.card.skip.click()
    if way != "closed":
        assert not first.tour.on
        assert keyboard() is not None
        assert not first.tour.card.isAncestorOf(keyboard())
    first.close()
    again = open_window(reviewer="")
    again.tour.offer()
    assert not again.tour.on
    again.actions_["tour"].trigger()
    assert again.tour.on
    assert number(again) == "1 of 5"


def test_who_has_worked_here_before_is_not_offered_it(open_window, project):
    window = open_window(reviewer="cleo")
    window.tour.offer()
    assert not window.tour.on
    assert not Preferences().tour_shown


def test_who_does_what_it_says_is_on_the_next_step(qtbot, first, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 4)
    first.open_paths([folder, model])
    qtbot.waitUntil(lambda: number(first) == "2 of 5", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: first.audits.model is not None, timeout=WAIT_MS)
    first.set_reviewer("cleo")
    first.start.form.start.click()
    qtbot.waitUntil(lambda: number(first) == "3 of 5", timeout=WAIT_MS)
    review = first.review
    qtbot.waitUntil(lambda: not first.audits.running and review.canvas.picture is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: first.tour.ring.geometry().contains(where(review.stage, first)), timeout=WAIT_MS)
    review.canvas.setFocus()
    press(review.canvas, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: number(first) == "4 of 5", timeout=WAIT_MS)
    assert review.canvas.hasFocus()  # whoever works keeps the keyboard
    press(review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: number(first) == "5 of 5", timeout=WAIT_MS)
    press(review.canvas, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: not first.tour.on, timeout=WAIT_MS)
    assert first.rooms.now == "trends"


def test_f6_goes_to_the_card_and_escape_elsewhere_does_not_skip_it(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.actions_["tour"].trigger()
    window.tour.go(3)
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_Escape)
    assert window.tour.on
    for _ in range(6):
        press(keyboard(), Qt.Key.Key_F6)
        if keyboard() is window.tour.card.next:
            break
    assert keyboard() is window.tour.card.next


def test_it_waits_while_something_lies_over_the_window(qtbot, first):
    dialog = QuestionDialog("Title", "Text", "Do", "Leave", first)
    dialog.open()
    qtbot.waitUntil(first.tour.card.isHidden, timeout=WAIT_MS)
    assert first.tour.on
    dialog.reject()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(first.tour.card.isVisible, timeout=WAIT_MS)
    first.manners.show_keys()
    qtbot.waitUntil(first.tour.card.isHidden, timeout=WAIT_MS)
    first.manners.keys.shut()
    qtbot.waitUntil(first.tour.card.isVisible, timeout=WAIT_MS)


@pytest.mark.parametrize(("size", "text"), [((1024, 640), 100), ((1024, 640), 200), ((2560, 1440), 200)])
def test_each_card_lies_in_the_window_with_all_of_its_text(qtbot, first, size, text):
    first.manners.choose_text_size(text)
    first.resize(*size)
    for n in range(len(STEPS)):
        first.tour.go(n)
        pause(200)
        card = first.tour.card
        assert first.rect().contains(card.geometry())
        for label in (card.title, card.text, card.state):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
                assert card.rect().contains(where(label, card))
        assert card.next.height() >= card.next.minimumSizeHint().height()
        before = card.geometry()
        pause(350)
        assert card.geometry() == before  # nothing jumps


def test_the_demo_is_set_up_from_the_first_card(qtbot, first, monkeypatch):
    monkeypatch.setattr("gui.demo.PICTURES", 40)
    first.tour.card.demo.click()
    assert not first.tour.card.demo.isEnabled()
    qtbot.waitUntil(first.start.form.start.isEnabled, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: first.audits.model is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: first.intake.images == 40, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: number(first) == "2 of 5", timeout=WAIT_MS)
    assert first.audits.model.name == "demo finder"


def test_the_cards_name_the_keys_that_are_in_force(first):
    def said() -> str:
        texts = []
        for n in range(5):
            first.tour.go(n)
            texts.append(first.tour.card.text.text())
        return " ".join(texts)

    as_they_come = said()
    keys = {command.id: command.keys for command in COMMANDS}
    for command, told in {
        "show-overlay": "O shows", "show-mask": "M what", "show-image": "I the image", "sound": "S sound",
        "flawed": "F flawed", "unsure": "U unsure", "tool-box": "B marks", "undo": "Ctrl+Z takes",
        "why-suspicious": "Shift+Y tells", "export-report": "Ctrl+E writes", "keys": "? shows",
        "palette": "Ctrl+Shift+P finds",
    }.items():  # fmt: skip
        assert told in as_they_come
        assert told.split()[0] in keys[command]
    first.actions_.keymap.set_keys("sound", ("F9",))
    first.actions_.keymap.set_keys("tool-box", ())
    first.actions_.use_keys()
    changed = said()
    assert "F9 sound" in changed
    assert "“Draw a box” marks" in changed
