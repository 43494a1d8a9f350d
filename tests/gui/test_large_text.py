"""Large text and small windows: all menus stay reachable, lists of drop-downs are whole, panels keep inside."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QPushButton, QToolButton, QWidget

from db.queues import KINDS
from gui import style
from gui.commands import COMMANDS
from gui.dialogs import ConsentDialog
from gui.news import CodeText, ConsentAsked
from gui.notices import Notice
from gui.tokens import S12
from tests.gui.helpers import WAIT_MS, pause, press, rows

MENUS = list(dict.fromkeys(command.menu for command in COMMANDS if command.menu))


@pytest.fixture
def window(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    yield window
    style.set_scale(100)


def at(window, width: int, height: int, percent: int) -> None:
    window.preferences.text_size = percent
    window.apply_theme()
    window.resize(width, height)
    QTest.qWait(60)


def plain(title: str) -> str:
    return title.replace("&", "")


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [1024, 1280, 2560])
def test_every_menu_is_reached_in_one_way_or_the_other(window, width, percent):
    window.set_reviewer("Anastasia Wilhelmina")
    at(window, width, 640, percent)
    bar, whole = window.top.menus, window.top.all_menus
    assert bar.isVisible() != whole.isVisible()
    if bar.isVisible():
        inside = [bar.actionGeometry(action) for action in bar.actions()]
        assert len(inside) == len(MENUS)
        assert all(bar.rect().contains(place) and place.width() > 0 for place in inside)
        assert bar.geometry().right() <= window.top.width()
    else:
        assert [plain(action.text()) for action in whole.menu().actions()] == MENUS
        assert all(isinstance(action.menu(), QMenu) and action.menu().actions() for action in whole.menu().actions())
        assert whole.geometry().right() <= window.top.width()
        words = QFontMetrics(whole.font()).horizontalAdvance(plain(whole.text()))
        assert whole.width() >= words
    parts = [part for part in (window.top.rooms, bar, whole, window.top._title, window.top._reviewer)
             if part.isVisible() and part.width()]  # fmt: skip
    for one, other in itertools.pairwise(parts):
        assert one.geometry().right() < other.geometry().left()
    assert (width, percent) != (1024, 100) or bar.isVisible()


def test_the_one_menu_opens_by_its_key(qtbot, window):
    at(window, 1024, 640, 200)
    menu = window.top.all_menus.menu()
    seen: list[bool] = []

    def look() -> None:
        seen.append(menu.isVisible())
        menu.close()

    QTimer.singleShot(200, look)  # the menu has an event loop of its own: the key comes back when it is closed
    press(window.review.canvas, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    assert seen == [True]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_list_of_queues_is_whole(window, percent):
    at(window, 1280, 800, percent)
    box = window.review.queue_bar.queues
    for current in (0, len(KINDS) - 1):
        box.setCurrentIndex(current)
        box.showPopup()
        QTest.qWait(40)
        view = box.view()
        last = view.visualRect(view.model().index(len(KINDS) - 1, 0))
        room = view.viewport().rect()
        assert room.contains(last)
        longest = max(QFontMetrics(view.font()).horizontalAdvance(box.itemText(n)) for n in range(box.count()))
        assert room.width() >= longest
        assert view.verticalScrollBar().maximum() == 0
        box.hidePopup()


def test_the_panel_keeps_inside_the_smallest_window_at_the_largest_text(window):
    at(window, 1024, 640, 200)
    panel = window.review.panel
    assert panel.mapTo(window, panel.rect().bottomRight()).x() < window.width()
    assert panel.widget().width() <= panel.viewport().width()


def test_what_was_undone_passes_and_the_last_save_is_told_again(qtbot, window):
    window.status._passing.setInterval(300)
    window.review.judge("flawed")
    qtbot.waitUntil(lambda: window.status.saved_text().startswith("saved "), timeout=WAIT_MS)
    pause(1100)  # the clock goes on a second
    before = window.status.saved_text()
    press(window.review.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.status.saved_text().startswith("undone: "), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.status.saved_text().startswith("saved "), timeout=WAIT_MS)
    assert window.status.saved_text() > before  # the undo itself was saved, later


SMALL = [(1024, 100), (1024, 150), (1024, 200), (1280, 200)]


def whole_and_apart(parts: list[QWidget], frame: QWidget) -> None:
    """All inside the frame, none over another."""
    places = [part.rect().translated(part.mapTo(frame, part.rect().topLeft())) for part in parts]
    assert all(frame.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in itertools.combinations(places, 2))


def room_for_text(button) -> bool:
    """The word of a button, as long as it is, has room in it."""
    return button.width() >= QFontMetrics(button.font()).horizontalAdvance(button.text())


@pytest.mark.parametrize(("width", "percent"), SMALL)
def test_the_buttons_under_the_picture_show_their_word_or_their_icon_and_are_named(window, width, percent):
    at(window, width, 640, percent)
    bar = window.review.bar
    buttons = [button for button in bar.findChildren(QToolButton) if button.defaultAction() is not None]
    assert {button.defaultAction().text() for button in buttons} >= {"Image", "Overlay", "Mask", "Contours"}
    for button in buttons:
        if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            assert not button.icon().isNull()
            assert button.width() >= style.px(16)
        else:
            assert room_for_text(button)
        assert button.accessibleName()
        assert button.defaultAction().text() in button.toolTip()
    whole_and_apart([*buttons, bar.opacity, bar.threshold, *bar._named, bar.colours, bar.bar], bar)
    assert all(label.width() >= label.sizeHint().width() for label in bar._named)
    # Words where there is room for them.
    narrow = any(button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly for button in buttons)
    assert percent != 100 or not narrow
    assert (width, percent) != (1024, 200) or narrow


@pytest.mark.parametrize(("width", "percent"), SMALL)
def test_the_fields_of_explain_again_are_whole(window, width, percent):
    at(window, width, 640, percent)
    window.again.open()
    panel = window.again.panel
    for words in ("", "The model has no class 'wolfhound of the north'."):
        panel.say(words)
        pause(60)
        fields = [panel.method, panel.steps, panel.label, panel.explain, *([panel.state] if words else [])]
        whole_and_apart(fields, panel)
        assert room_for_text(panel.explain)
        assert QFontMetrics(panel.label.font()).horizontalAdvance("green") + 20 <= panel.label.width()
        for box in (panel.method, panel.steps):
            # Whole, or as wide as the panel: its list is whole when it opens.
            assert box.width() >= min(box.sizeHint().width(), panel.contentsRect().width() - 2 * S12)
        canvas = window.review.canvas
        assert panel.width() <= canvas.width()
        assert window.review.rect().contains(panel.geometry())


def lost(qtbot, window, project) -> None:
    """The map of the image that is shown last is gone."""
    name = window.review.items.row(3).relative
    asked = "SELECT map_path FROM explanations e JOIN images i ON i.id = e.image_id WHERE i.relative = ?"
    (project / rows(project, asked, name)[0][0]).unlink()
    window.review.list.go_to(3)
    qtbot.waitUntil(window.again.mending.card.isVisible, timeout=WAIT_MS)


@pytest.mark.parametrize(("width", "percent"), SMALL)
def test_the_card_of_a_lost_map_is_whole_or_can_be_scrolled(qtbot, window, project, width, percent):
    lost(qtbot, window, project)
    at(window, width, 640, percent)
    card = window.again.mending.card
    keep = ("Keep as a new explanation", lambda: None)
    offers = (keep, ("Compute again", lambda: None))
    for words in ("Its file is gone.", "The map computed now is not the kept one. " * 8):
        card.tell("The map of this image is missing", words, offers)
        window.again.mending._lie()
        pause(60)
        whole_and_apart([card.title, card.fold, card.scroll, *card.buttons], card)
        assert window.review.rect().contains(card.geometry())
        assert all(room_for_text(button) for button in card.buttons)
        assert all(button.text() == button.accessibleName() or button.toolTip() for button in card.buttons)
        assert card.title.height() >= card.title.heightForWidth(card.title.width())
        bar = card.scroll.verticalScrollBar()
        hidden = card.words.height() - card.scroll.viewport().height()
        assert card.words.height() >= card.words.heightForWidth(card.words.width())
        assert bar.maximum() >= hidden
        assert (bar.maximum() > 0) == (card.scroll.focusPolicy() == Qt.FocusPolicy.TabFocus)
        card.fold.click()
        assert card.height() < card.title.height() + 60
        card.fold.click()


def test_a_hint_passes(qtbot, window):
    window.status._passing.setInterval(300)
    press(window.review.canvas, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    words = "this image has one explanation; X asks for another"
    qtbot.waitUntil(lambda: window.status.saved_text() == words, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.status.saved_text() == "", timeout=WAIT_MS)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_question_about_code_is_whole_and_keeps_inside_the_window(window, percent):
    at(window, 1024, 640, percent)
    name = "<b>nets</b>.py"  # told as it is
    files = tuple(
        CodeText(Path("model") / f"{n}-{name}", "0123456789abcdef" * 4, "import torch\n" * 40) for n in (1, 2)
    )
    dialog = ConsentDialog(ConsentAsked(Path("model.toml"), files), window)
    dialog.show()
    pause(60)
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    for view in dialog.findChildren(QPlainTextEdit):
        assert view.viewport().height() >= 3 * QFontMetrics(view.font()).lineSpacing()
        assert QFontMetrics(view.font()).height() >= 0.12 * percent
    assert any(label.text().startswith(str(files[0].path)) and label.textFormat() == Qt.TextFormat.PlainText
               for label in dialog.findChildren(QLabel))  # fmt: skip
    whole_and_apart([dialog.agree, dialog.refuse], dialog)
    dialog.reject()
    dialog.deleteLater()


@pytest.mark.parametrize(("width", "percent"), SMALL)
def test_a_bar_with_three_buttons_leaves_its_words_room(window, width, percent):
    at(window, width, 640, percent)
    told = "/home/ana/pictures/elsewhere: 7 of 7 images found. Contents compared: all of them."
    offers = tuple((title, lambda: None) for title in ("Relink", "Choose another folder…", "Leave it"))
    window.notices.show_notice(Notice("relink", told, "folder", offers))
    pause(100)
    (words,) = [label for label in window.notices.findChildren(QLabel) if label.text() == told]
    buttons = window.notices.findChildren(QPushButton)
    whole_and_apart([words, *buttons], window.notices)
    assert all(room_for_text(button) for button in buttons)
    assert words.height() >= words.heightForWidth(words.width())
    assert words.width() >= window.width() // 4
    # What is under the picture stays whole: the picture makes room.
    assert all(label.height() >= QFontMetrics(label.font()).height() for label in window.review.bar._named)
