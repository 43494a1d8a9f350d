"""A user who needs other keys: finds a command in the sheet of keys, presses the new one, and works with it."""

from __future__ import annotations

import random
import tomllib

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget

from gui import key_rules
from gui.commands import COMMANDS
from gui.key_dialog import KeyDialog
from tests.gui.conftest import close
from tests.gui.everything_said import texts
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, verdict_in_file

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def ready(qtbot, window):
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


@pytest.fixture
def window(qtbot, open_window, project):
    return ready(qtbot, open_window(project))


@pytest.fixture
def keys_file(open_window, own_home):
    folder = own_home / "config" / "hansel"
    folder.mkdir(parents=True)
    return folder / "keys.toml"


def ask_for(window, wanted: str, command_id: str) -> KeyDialog:
    """By keyboard alone: the sheet, a few letters, down to the row, Return."""
    sheet = window.manners.keys
    if not sheet.isVisible():
        press(QApplication.focusWidget(), Qt.Key.Key_F1)
    sheet.field.setFocus()
    sheet.field.selectAll()
    QTest.keyClicks(sheet.field, wanted)
    press(sheet.field, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is sheet.tree
    for _ in range(40):
        if sheet.chosen() == command_id:
            break
        press(sheet.tree, Qt.Key.Key_Down)
    assert sheet.chosen() == command_id
    press(sheet.tree, Qt.Key.Key_Return)
    (dialog,) = window.findChildren(KeyDialog)
    for _ in range(100):
        if QApplication.focusWidget() is dialog.catcher:
            break
        pause(20)
    assert QApplication.focusWidget() is dialog.catcher
    return dialog


def give(window, wanted: str, command_id: str, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    dialog = ask_for(window, wanted, command_id)
    press(dialog.catcher, key, held)
    gone(dialog)


def gone(dialog: KeyDialog) -> None:
    """The dialog has closed, and the window has the keyboard again."""
    assert not dialog.isVisible(), dialog.said.text()
    window = dialog.parentWidget()
    window.activateWindow()  # where no window manager does it
    for _ in range(100):
        if QApplication.focusWidget() is window.manners.keys.tree:
            return
        pause(20)
    raise AssertionError(QApplication.focusWidget())


def push(button: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    button.setFocus()
    press(button, key)


def leave_sheet(window) -> None:
    press(window.manners.keys.tree, Qt.Key.Key_Escape)
    assert not window.manners.keys.isVisible()
    assert QApplication.focusWidget() is window.review.canvas


def menu_texts(window) -> list[tuple[str, str]]:
    """(what an entry of a menu says, its key as it is shown there)."""
    entries = [entry for menu in window.findChildren(QMenu) for entry in menu.actions()]
    native = QKeySequence.SequenceFormat.NativeText
    return [(entry.text().replace("&", ""), entry.shortcut().toString(native)) for entry in entries]


# --- another key ---


def test_a_verdict_on_another_key_is_given_by_it_and_the_old_key_says_nothing(qtbot, window, project):
    give(window, "sound", "sound", Qt.Key.Key_Semicolon)
    assert window.manners.keys.said.text() == "“Sound” is on ; now."
    leave_sheet(window)
    canvas, first = window.review.canvas, current(window)
    press(canvas, Qt.Key.Key_S)
    pause(300)
    assert mark(window, first) is None
    press(canvas, Qt.Key.Key_Semicolon)
    qtbot.waitUntil(lambda: mark(window, first) == "sound", timeout=WAIT_MS)
    window.desk.wait_for_saves()
    assert verdict_in_file(project, first) == "sound"


def test_it_is_seen_everywhere_at_once(window):
    give(window, "sound", "sound", Qt.Key.Key_F9)
    sheet = window.manners.keys
    assert ("F9", "Sound") in sheet.lines()
    push(sheet.copy)
    assert "  F9 " in QGuiApplication.clipboard().text()
    leave_sheet(window)
    assert ("Sound", "F9") in menu_texts(window)
    assert ("Sound", "S") not in menu_texts(window)
    assert window.actions_["sound"].toolTip() == "Sound (F9)"
    button = window.review.panel.buttons["sound"]
    assert button.toolTip() == "Sound (F9)"
    assert button._key == "F9"
    window.manners.find_command()
    assert next(entry for entry in window.manners.palette.entries() if entry.title == "Sound").keys == "F9"
    assert not [text for _, text in texts(window) if "Sound (S)" in text]


def test_no_text_of_the_window_names_a_key_that_is_another_now(qtbot, window):
    """Every command gets a key of a range of its own; of those that are shown in brackets none is of the old ones."""
    window.rooms.show("trends")
    window.rooms.show("review")
    heard_before = {text for _, text in texts(window)}
    old = {f"({key_rules.shown(key)})" for c in COMMANDS for key in (*c.keys, *c.canvas_keys)}
    assert len({text for text in heard_before if any(one in text for one in old)}) > 40
    keymap = window.actions_.keymap
    for n, command in enumerate(COMMANDS):
        keymap.set_keys(command.id, (("", "Shift+", "Ctrl+", "Ctrl+Shift+")[n // 35] + f"F{n % 35 + 1}",))
    window.actions_.use_keys()
    pause(50)  # buttons that were made anew are still there until then
    found = [text for _, text in texts(window) if any(one in text for one in old if "F" not in one)]
    assert not found
    about = window.actions_.tooltip("filter")
    assert window.review.queue_bar.filter.placeholderText() == "Filter" + about.removeprefix("Filter…")
    severities = [window.actions_.shown_keys(f"severity-{n}") for n in (1, 2, 3)]
    assert f"Severity ({' · '.join(severities)})" in {text for _, text in texts(window)}
    assert window.actions_.shown_keys("tool-box") in window.what_ifs.why_not()


def test_reasons_and_severities_have_other_keys_too(qtbot, window):
    reason = next(iter(window.review.panel.reasons.buttons))
    title = window.review.panel.reasons.buttons[reason]._title
    give(window, title, "reason-1", Qt.Key.Key_F9)
    give(window, "grave", "severity-3", Qt.Key.Key_F10)
    leave_sheet(window)
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_1)
    press(canvas, Qt.Key.Key_F9)
    press(canvas, Qt.Key.Key_F10)
    panel = window.review.panel
    qtbot.waitUntil(panel.reasons.severities[3].isChecked, timeout=WAIT_MS)
    assert panel.reasons.buttons[reason].isChecked()
    assert panel.reasons.buttons[reason].toolTip().startswith(f"{title} (F9)\n")
    assert panel.reasons.severities[3].toolTip() == "Grave (F10)"


def test_keys_that_move_are_the_pictures_and_others_can_be_had_beside_them(qtbot, window):
    """One more key; then the arrow that led on gives a verdict, and only on the picture."""
    dialog = ask_for(window, "next image", "next")
    dialog.in_place_of.setCurrentIndex(dialog.in_place_of.count() - 1)
    press(dialog.catcher, Qt.Key.Key_F9)
    gone(dialog)
    assert window.actions_.keymap.keys("next") == ("J", "Right", "Down", "F9")
    dialog = ask_for(window, "sound", "sound")
    press(dialog.catcher, Qt.Key.Key_Right)
    assert "Right is for “Next image” already" in dialog.said.text()
    push(dialog.take)
    gone(dialog)
    assert window.actions_.keymap.keys("next") == ("J", "Down", "F9")
    assert "While a tool is in hand, it takes this key first." in window.manners.keys.said.text()
    leave_sheet(window)
    canvas, first = window.review.canvas, current(window)
    slider = window.review.bar.opacity
    before = slider.value()
    slider.setFocus()
    press(slider, Qt.Key.Key_Right)
    assert slider.value() > before
    assert mark(window, first) is None
    canvas.setFocus()
    press(canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: mark(window, first) == "sound", timeout=WAIT_MS)
    assert current(window) == first
    press(canvas, Qt.Key.Key_F9)
    assert current(window) != first


# --- conflicts ---


def test_a_key_of_another_command_is_told_and_left_there(qtbot, window):
    dialog = ask_for(window, "unsure", "unsure")
    press(dialog.catcher, Qt.Key.Key_F)
    assert dialog.said.text() == "F is for “Flawed (Review)” already, on the list, the picture and the panel."
    assert QApplication.focusWidget() is dialog.leave
    push(dialog.leave, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is dialog.catcher
    press(dialog.catcher, Qt.Key.Key_Escape)
    gone(dialog)
    leave_sheet(window)
    first = current(window)
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, first) == "flawed", timeout=WAIT_MS)


def test_or_it_is_taken_from_it_and_the_mistake_is_taken_back(qtbot, window):
    dialog = ask_for(window, "unsure", "unsure")
    press(dialog.catcher, Qt.Key.Key_F)
    press(dialog.leave, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.take
    push(dialog.take, Qt.Key.Key_Return)
    gone(dialog)
    sheet = window.manners.keys
    assert sheet.said.text() == "“Unsure” is on F now. “Flawed (Review)” has no key now."
    leave_sheet(window)
    canvas, first = window.review.canvas, current(window)
    press(canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, first) == "unsure", timeout=WAIT_MS)
    assert window.review.panel.buttons["flawed"].toolTip() == "Flawed"
    press(canvas, Qt.Key.Key_F1)
    sheet.tree.setFocus()
    press(sheet.tree, Qt.Key.Key_Z, CONTROL)
    assert sheet.said.text().startswith("Taken back.")
    leave_sheet(window)
    press(canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, first) == "flawed", timeout=WAIT_MS)
    assert not sheet.undo.isEnabled()


@pytest.mark.parametrize(
    ("key", "held", "why"),
    [
        (Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier, "opens the menus"),
        (Qt.Key.Key_K, Qt.KeyboardModifier.MetaModifier, "belongs to the system"),
        (Qt.Key.Key_C, CONTROL, "copies"),
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "for “Sound” already"),
    ],
)
def test_what_cannot_be_taken_says_why_and_another_can_be_pressed(window, key, held, why):
    dialog = ask_for(window, "sound", "sound")
    press(dialog.catcher, key, held)
    assert dialog.isVisible()
    assert why in dialog.said.text()
    assert QApplication.focusWidget() is dialog.catcher
    press(dialog.catcher, Qt.Key.Key_F9)
    gone(dialog)
    assert window.actions_.keymap.keys("sound") == ("F9",)


def test_held_keys_alone_are_waited_with_and_nothing_of_the_window_runs_meanwhile(window):
    dialog = ask_for(window, "sound", "sound")
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock):
        press(dialog.catcher, key)
        assert dialog.isVisible()
        assert dialog.said.text() == ""
    press(dialog.catcher, Qt.Key.Key_W, CONTROL)
    assert "“Close project” already" in dialog.said.text()
    assert window.desk.store is not None


# --- no key, and back ---


def test_a_command_without_a_key_is_found_in_the_sheet_and_gets_its_own_back(window):
    dialog = ask_for(window, "sound", "sound")
    assert dialog.take_away.text() == "Take S away"
    push(dialog.take_away, Qt.Key.Key_Return)
    gone(dialog)
    assert window.actions_["sound"].toolTip() == "Sound"
    dialog = ask_for(window, "sound", "sound")
    assert not dialog.in_place_of.isVisible()
    assert dialog.back.text() == "Back to S"
    push(dialog.back, Qt.Key.Key_Return)
    assert window.actions_["sound"].toolTip() == "Sound (S)"
    assert not window.actions_.keymap.any_changed


def test_going_back_asks_too_if_the_key_is_another_commands_by_now(window):
    give(window, "sound", "sound", Qt.Key.Key_F9)
    give(window, "unsure", "unsure", Qt.Key.Key_S)
    dialog = ask_for(window, "sound", "sound")
    push(dialog.back)
    assert "S is for “Unsure” already" in dialog.said.text()
    push(dialog.take)
    gone(dialog)
    keymap = window.actions_.keymap
    assert keymap.keys("sound") == ("S",)
    assert keymap.keys("unsure") == ()
    sheet = window.manners.keys
    push(sheet.reset)
    assert not keymap.any_changed
    assert QApplication.focusWidget() is sheet.undo
    push(sheet.undo)
    assert keymap.keys("unsure") == ()


# --- kept ---


def test_keys_are_there_again_with_the_next_window(qtbot, window, open_window, project, own_home):
    give(window, "sound", "sound", Qt.Key.Key_F9)
    close(window)
    assert tomllib.loads((own_home / "config" / "hansel" / "keys.toml").read_text()) == {"sound": ["F9"]}
    later = ready(qtbot, open_window(project))
    first = current(later)
    assert later.review.panel.buttons["sound"].toolTip() == "Sound (F9)"
    press(later.review.canvas, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: mark(later, first) == "sound", timeout=WAIT_MS)


def test_a_file_with_two_commands_on_a_key_is_told_and_the_first_one_has_it(qtbot, keys_file, open_window, project):
    keys_file.write_text('unsure = ["K"]\nflawed = ["K"]\nsound = ["Escape", "F9"]\n')
    window = ready(qtbot, open_window(project))
    notice = window.notices.get("keys")
    assert "K is for “Unsure”, and not for “Flawed” as well." in notice.text
    assert "Esc for “Sound” was left out." in notice.text
    canvas, first = window.review.canvas, current(window)
    press(canvas, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: mark(window, first) == "unsure", timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: mark(window, first) == "sound", timeout=WAIT_MS)
    dict(notice.actions)["See all keys"]()
    assert "K is for “Unsure”" in window.manners.keys.troubles.text()
    dict(notice.actions)["Write it anew"]()
    assert keys_file.with_name("keys-before-1.toml").read_text().startswith("unsure")
    close(window)
    later = open_window()
    assert later.notices.get("keys") is None
    assert later.actions_.keymap.keys("flawed") == ()


def test_a_broken_file_leaves_all_keys_as_they_come(qtbot, keys_file, open_window, project):
    keys_file.write_text("sound = [[[ nonsense")
    window = ready(qtbot, open_window(project))
    assert "all keys are as they come" in window.notices.get("keys").text
    first = current(window)
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, first) == "sound", timeout=WAIT_MS)
    give(window, "flawed", "flawed", Qt.Key.Key_F9)
    assert window.notices.get("keys") is None
    assert keys_file.with_name("keys-before-1.toml").read_text() == "sound = [[[ nonsense"


def test_a_file_changed_beside_the_window_holds_once_the_sheet_is_opened(window, own_home):
    (own_home / "config" / "hansel" / "keys.toml").write_text('sound = ["F9"]\n')
    press(window.review.canvas, Qt.Key.Key_F1)
    assert ("F9", "Sound") in window.manners.keys.lines()
    assert window.actions_["sound"].toolTip() == "Sound (F9)"


def test_the_settings_lead_to_the_keys_and_back_to_the_picture(window):
    window.actions_["settings"].trigger()
    settings = window.manners.settings
    button = next(one for one in settings.findChildren(QPushButton) if one.text() == "See and change keys…")
    push(button)
    assert not settings.isVisible()
    assert QApplication.focusWidget() is window.manners.keys.field
    leave_sheet(window)


# --- greyed, ambiguous ---


def test_greyed_commands_say_why_on_their_new_key_and_not_on_the_old(window):
    give(window, "close project", "close-project", Qt.Key.Key_K, CONTROL)
    give(window, "swipe between", "views-swipe", Qt.Key.Key_F9)
    give(window, "next explanation", "next-explanation", Qt.Key.Key_F10)
    leave_sheet(window)
    press(window.review.canvas, Qt.Key.Key_K, CONTROL)
    assert window.desk.store is None
    status = window.status
    status.show_passing("")
    press(window.start, Qt.Key.Key_W, CONTROL)
    assert status.saved_text() == ""
    press(window.start, Qt.Key.Key_K, CONTROL)
    assert status.saved_text() == "no project is open"


def test_a_press_that_is_two_keys_of_the_table_on_some_keyboard_is_told(qtbot, window):
    """As no keyboard is here on which that is so, a second shortcut takes the key past the keymap."""
    QShortcut(QKeySequence("S"), window)
    canvas, first = window.review.canvas, current(window)
    heard = []
    window.actions_.refused.connect(heard.append)
    for _ in range(2):
        press(canvas, Qt.Key.Key_S)
    assert "this key is for “Sound” and for something else on this keyboard" in heard[0]
    assert mark(window, first) is None


def shortcuts(window):
    """(key, widget, context) of each shortcut and action of a window that is on, as Qt has them."""
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled():
            yield shortcut.key().toString(), shortcut.parent(), shortcut.context()
    for action in window.findChildren(QAction):
        for key in action.shortcuts() if action.isEnabled() else ():
            for owner in action.associatedObjects():
                if isinstance(owner, QWidget) and not isinstance(owner, QMenu):
                    yield key.toString(), owner, action.shortcutContext()


def ambiguous(window) -> list[str]:
    """Keys that run two things while the keyboard is at one of the places where it can be."""
    review = window.review
    spots = [review.canvas, review.sides, review.list, review.panel.buttons["sound"], window.start, window.top]
    found = []
    for spot in spots:
        seen: set[str] = set()
        for key, owner, context in shortcuts(window):
            here = owner is spot or owner.isAncestorOf(spot)
            if context == Qt.ShortcutContext.WindowShortcut or here:
                found += [f"{key} at {spot.objectName()}"] if key in seen else []
                seen.add(key)
    return found


def test_whatever_is_changed_no_key_ever_runs_two_commands(window):
    QCoreApplication.sendPostedEvents(None, 52)  # deferred deletions of the keys before
    assert not ambiguous(window)
    keymap, actions = window.actions_.keymap, window.actions_
    chance = random.Random(5)
    # Few keys, and as many commands of the small places as of the review: they are to meet often.
    few = ["F9", "F10", ";", "K", "Q", "Home", "Shift+Right", "Ctrl+K", "Del"]
    by_scope = [[one for one in COMMANDS if one.scope == scope] for scope in ("window", "review", "canvas", "views")]
    for _ in range(12):
        for _ in range(40):
            command, key = chance.choice(chance.choice(by_scope)), chance.choice(few)
            if not key_rules.refused(command, key):
                keymap.set_keys(command.id, (*keymap.keys(command.id)[:1], key))
        actions.use_keys()
        for command in COMMANDS:  # also where Qt would find it switched off just now
            actions.allow(command.id, True)
        assert not ambiguous(window)
        window.offer_commands()
        assert not ambiguous(window)
        QCoreApplication.sendPostedEvents(None, 52)


# --- for ears and hands ---


def test_the_change_is_told_to_those_who_listen(window):
    dialog = ask_for(window, "sound", "sound")
    assert dialog.windowTitle() == "Keys of Sound"
    assert dialog.catcher.accessibleName() == "New key for Sound: press it"
    assert "Escape leaves" in dialog.catcher.accessibleDescription()
    assert dialog.in_place_of.accessibleName() == "In place of"
    walked = []
    for _ in range(8):
        walked.append(QApplication.focusWidget())
        press(walked[-1], Qt.Key.Key_Tab)
    reached = [dialog.catcher, dialog.in_place_of, dialog.take_away, dialog.close_button]
    assert walked == reached * 2
    push(dialog.close_button, Qt.Key.Key_Return)
    gone(dialog)
    give(window, "sound", "sound", Qt.Key.Key_F9)
    item = window.manners.keys.tree.currentItem()
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Sound, F9, came as S"
    assert QApplication.focusWidget() is window.manners.keys.tree
    pause(50)
    assert not window.findChildren(QDialog)
