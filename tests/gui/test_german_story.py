"""Somebody works in German: they choose it, start anew, and read German in each room, with German numbers and days.

What the window asks its translation for is noted too: a text that the catalogue does not have would be found here, by
whatever way it came to ``tr``.
"""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from engine.methods import METHODS
from gui import app as gui_app
from gui import language, style
from gui.commands import COMMANDS
from gui.filter_text import FIELDS
from gui.overlays import Overlay
from gui.preferences import Preferences
from gui.words import CONTEXT
from tests.gui import world
from tests.gui.conftest import close
from tests.gui.everything_said import texts
from tests.gui.helpers import WAIT_MS, pause, press
from tests.gui.reviewers import say

# English words that are no German ones, nor data of this world: one of them, and a text was left in English.
ENGLISH = set(
    re.findall(
        r"\w+",
        """the of is are were and with without this that these not has have been which what who why when where from for
        image images map maps review reviewed reviewer verdict sound flawed unsure reason reasons open close choose copy
        save saved undo redo settings theme run runs class classes evidence explanation show list queue stop""",
    )
)
DATA = [
    r"\S*/\S*|\S+\.(png|toml|hansel|csv|json|zip|log)\b",
    rf"\b({'|'.join(map(re.escape, METHODS))})\b",
    rf"\b({'|'.join(FIELDS)})[:<>=]\S*",
    r"\b(sound|flawed|unsure|none|explained|waiting|failed|yes|no)\b(?=[,: ]|$)(?=.*\b(none|failed|no)\b)",
    r"^(sound|flawed|unsure|none)(?=  )",  # what is typed, before what it means
    r"a = 1|\b(red|green|blue|discs|model|cpu|relu)\b",
]


ALIKE = {"filter"}  # called so in both


def english_in(text: str) -> set[str]:
    for pattern in DATA:
        text = re.sub(pattern, " ", text)
    return set(re.findall(r"[a-z]+", text.lower())) & ENGLISH


@pytest.fixture
def german(qapp, monkeypatch):
    """German, and what it was asked for: a source that is not in the catalogue fails the test."""
    gui_app.application()
    asked: set[str] = set()
    heard = language.Catalogue.translate

    def noted(self, context, text, disambiguation=None, n=-1):
        found = heard(self, context, text, disambiguation, n)
        if context == CONTEXT and found is None:
            asked.add(text)
        return found

    monkeypatch.setattr(language.Catalogue, "translate", noted)
    language.install(qapp, "de")
    yield asked
    language.remove(qapp)
    style.set_scale(100)
    # What a project or a user named, and what a data set calls a class, goes through tr as a reason may.
    assert not asked, "python -m gui.translations update"


class Reader:
    """Reads all that a window says."""

    def __init__(self) -> None:
        self.english: dict[str, str] = {}
        self.read: set[str] = set()

    def look(self, window: QWidget, state: str) -> None:
        for where, text in texts(window):
            self.read.add(text)
            if english_in(text):
                self.english.setdefault(text, f"{state}: {where}")


def test_the_reader_tells_english_from_german():
    assert english_in("The image could not be read.")
    assert english_in("Open project")
    assert english_in("Fehlerhaft: image 3")
    assert not english_in("Das Bild konnte nicht gelesen werden. (red/0001.png)")
    assert not english_in("learned, 3 Schritte · discs.hansel")


def test_german_is_chosen_and_there_at_the_next_start(qtbot, open_window, project, qapp, monkeypatch):
    monkeypatch.delenv(language.VARIABLE, raising=False)
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["en-GB"])
    language.install(qapp, language.wanted(Preferences().language))
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.actions_["settings"].trigger()
    panel = next(overlay for overlay in window.findChildren(Overlay) if hasattr(overlay, "language"))
    assert [panel.language.itemText(n) for n in range(3)] == ["As the system has it", "English", "Deutsch"]
    assert not panel.next_start.isVisible()
    panel.language.setFocus()
    QTest.keyClicks(panel.language, "D")
    assert panel.language.currentData() == "de"
    assert panel.next_start.isVisible()
    assert window.actions_["undo"].text() == "Undo"
    close(window)

    preferences = Preferences()
    assert preferences.language == "de"
    language.install(qapp, language.wanted(preferences.language))
    try:
        later = open_window(project)
        assert later.actions_["settings"].text() == "Einstellungen…"
        assert list(button.text() for button in later.top.rooms.buttons.values()) == [
            "Audit", "Begutachtung", "Trends", "Muster",
        ]  # fmt: skip
        later.actions_["settings"].trigger()
        panel = next(overlay for overlay in later.findChildren(Overlay) if hasattr(overlay, "language"))
        assert panel.language.currentText() == "Deutsch"
        assert not panel.next_start.isVisible()
        close(later)
    finally:
        language.remove(qapp)


def test_a_day_s_work_in_german(qtbot, german, open_window, project):
    say(project, "mei", "red/0000.png", {"verdict": "sound", "comment": "so ist es"})
    reader = Reader()
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    canvas, review = window.review.canvas, window.review
    review.list.go_to(review.items.position_of_relative("red/0000.png"))
    canvas.setFocus()
    pause(200)
    reader.look(window, "review")
    for key in (Qt.Key.Key_F, Qt.Key.Key_2):
        press(canvas, key)
    qtbot.waitUntil(lambda: review.current().verdict == "flawed", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: review.panel.others.differ, timeout=WAIT_MS)
    pause(200)
    reader.look(window, "judged")
    assert "Stempel oder Text" in reader.read
    assert "1 von 7 begutachtet" in reader.read
    assert "mei: stimmig" in reader.read
    assert "„so ist es“" in reader.read
    undo = window.actions_["undo"]
    qtbot.waitUntil(lambda: undo.text() == "Rückgängig: Grund · red/0000.png", timeout=WAIT_MS)
    assert re.fullmatch(r"0,\d{3}|1,000", review.panel._probability.text())

    broken = next(
        n for n in range(review.items.rowCount()) if review.items.row(n).state == "failed"
    )  # what the engine wrote into the record, in English
    review.list.go_to(broken)
    qtbot.waitUntil(lambda: "abgeschnitten" in review.panel._message.text(), timeout=WAIT_MS)
    reader.look(window, "an image that could not be read")

    line = review.queueing._bar.filter
    for text, shown in (("area<0,99", True), ("area<0.99", True), ("verdict:flawed", True), ("area<x", False)):
        line.setFocus()
        line.setText("")
        QTest.keyClicks(line, text)
        pause(30)
        reader.look(window, f"filter {text}, typed")
        line.popup.hide()
        press(line, Qt.Key.Key_Return)
        pause(250)
        reader.look(window, f"filter {text}")
        assert (review.items.rowCount() > 0) == shown or text == "area<x"
    assert any("braucht eine Zahl" in text for text in reader.read)
    line.setText("")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.items.rowCount() == 7, timeout=WAIT_MS)

    for mode in ("image", "mask", "contours", "overlay"):
        review.set_mode(mode)
        pause(40)
        reader.look(window, mode)
    for name in ("settings", "keys", "palette", "go-to", "save-view", "add-reason", "reviewer", "sign-off", "show-log"):
        window.actions_[name].trigger()
        pause(60)
        reader.look(window, name)
        for overlay in window.findChildren(Overlay):
            overlay.shut()
    for room in ("audit", "trends", "patterns", "review"):
        window.rooms.show(room)
        pause(400)
        reader.look(window, f"the {room} room")
    assert any(re.search(r"\d,\d %", text) for text in reader.read)
    assert any(re.search(r"\b\d\d\.\d\d\.20\d\d, \d\d:\d\d", text) for text in reader.read)
    window.close_project()
    for room in ("audit", "review", "trends", "patterns"):
        window.rooms.show(room)
        reader.look(window, f"the empty {room} room")
    assert len(reader.read) > 500
    assert not reader.english, "\n".join(f"{where}: {text!r}" for text, where in reader.english.items())


def test_an_audit_in_german(qtbot, german, open_window, tmp_path, model):
    reader = Reader()
    window = open_window()
    folder = world.write_folder(tmp_path / "discs", 3, broken=True)
    window.open_paths([folder, model])
    qtbot.waitUntil(lambda: window.audits.model is not None and window.intake.images is not None, timeout=WAIT_MS)
    pause(100)
    reader.look(window, "set up")
    assert any("Klassenordner, 3 Klassen" in text for text in reader.read)
    window.intake.choose({"limit": 0, "steps": 3})
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.audits.running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    pause(300)
    reader.look(window, "ended")
    assert any("konnte nicht erklärt werden; seine Zeile sagt, warum" in text for text in reader.read)
    assert not reader.english, "\n".join(f"{where}: {text!r}" for text, where in reader.english.items())


@pytest.mark.parametrize(("width", "height", "percent"), [(1024, 640, 100), (1280, 800, 100), (1280, 800, 200)])
def test_german_words_have_room(qtbot, german, open_window, project, width, height, percent):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.preferences.text_size = percent
    window.apply_theme()
    window.resize(width, height)
    window.set_reviewer("Anastasia Wilhelmina")
    for room in ("review", "trends", "patterns", "audit"):
        window.rooms.show(room)
        pause(250)
        assert (window.width(), window.height()) == (width, height)
        wrong = [f"{room}: {what}" for what in cut(window)]
        assert not wrong, "\n".join(wrong)
    top = window.top
    parts = [top.rooms, top.menus if top.menus.isVisible() else top.all_menus, top._title, top._reviewer]
    shown = [part for part in parts if part.isVisible() and part.width()]
    for one, other in itertools.pairwise(shown):
        assert one.geometry().right() < other.geometry().left()


def cut(window: QWidget) -> list[str]:
    """Words that are wider than where they stand, and widgets that reach out of the window; parts that scroll may."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget.window(), Overlay):
            continue
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        text = "" if "/" in text else text  # a path, which is as long as it is
        scrolls = isinstance(_scrolling(widget), QScrollArea)
        if widget.mapTo(window, widget.rect().topRight()).x() > window.width() and not scrolls:
            found.append(f"{type(widget).__name__} reaches out: {text!r}")
        if isinstance(widget, QAbstractButton) and text and "…" not in text[:-1]:
            words = QFontMetrics(widget.font()).horizontalAdvance(text.replace("&", ""))
            only_icon = getattr(widget, "toolButtonStyle", None)
            if only_icon is not None and only_icon() == Qt.ToolButtonStyle.ToolButtonIconOnly:
                continue
            if words > widget.width():
                found.append(f"{type(widget).__name__} cuts {text!r}: {words} px in {widget.width()}")
        if isinstance(widget, QLabel) and text and not widget.wordWrap() and "<" not in text:
            words = max(QFontMetrics(widget.font()).horizontalAdvance(line) for line in text.split("\n"))
            if words > widget.width() + 1:
                found.append(f"QLabel cuts {text!r}: {words} px in {widget.width()}")
    return found


def _scrolling(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def test_every_command_can_be_found_by_its_german_name(qtbot, german, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.actions_["palette"].trigger()
    pause(50)
    palette = next(overlay for overlay in window.findChildren(Overlay) if type(overlay).__name__ == "Palette")
    QTest.keyClicks(palette.field, "lauf abz")
    pause(50)
    first = palette.lines.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    assert first == "Diesen Lauf abzeichnen"
    assert not [command.id for command in COMMANDS if command.shown == command.title and command.id not in ALIKE]
