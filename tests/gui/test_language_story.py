"""A user whose language has a translation: no text of the window is left in English, in any room and state.

Instead of a language every text that is put into one gets a mark around it. What has letters outside of such marks, and
is no name, number or key, was said past the translation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from db.store import Store
from engine.methods import METHODS
from gui import language, said, said_texts
from gui.bundle_dialog import BundleDialog
from gui.commands import COMMANDS
from gui.dialogs import ConsentDialog, QuestionDialog
from gui.filter_text import FIELDS
from gui.news import CodeText, ConsentAsked
from gui.overlays import Overlay
from gui.pattern_dialogs import FlagDialog, NameDialog
from gui.restoring import RestoreDialog
from gui.tokens import COLOUR_MAPS
from gui.words import CONTEXT, images, plural, time_left
from resources.reasons import standard
from tests.gui import report_desk, world
from tests.gui.everything_said import texts
from tests.gui.helpers import WAIT_MS, drop, pause, press
from tests.gui.reviewers import say

SHIFT = Qt.KeyboardModifier.ShiftModifier
OPEN, SHUT = "⟦", "⟧"


class Marking(QTranslator):
    """Every text of the window between marks."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return f"{OPEN}{text}{SHUT}" if context == CONTEXT else None


@pytest.fixture
def marking(qapp):
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    said.use({text: f"{OPEN}{text}{SHUT}" for text in said_texts.templates()})  # what engine and store say
    yield
    said.use({})
    QCoreApplication.removeTranslator(translator)


KEYS = {
    QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    for command in COMMANDS
    for key in (*command.keys, *command.canvas_keys)
}
# What is no text of the window: (pattern, why).
DATA = [
    (r"\d[\d.,]*\s?(px|ms|s|min|h|kB|MB|GB|TB|x)\b", "a number with its unit"),
    (r"Linux [\w.-]+, \w+|\bWindows.*|\bDarwin.*|\bmacOS.*", "the system, by its own name"),
    (r"^\w+(-\w+)+: .*", "the engine's: how a measure was made"),
    (r"(?<!\w)((Ctrl|Alt|Shift|Meta)\+)+\w+", "keys that are pressed"),
    (rf"(?<!\w)({'|'.join(map(re.escape, sorted(KEYS, key=len, reverse=True)))}|Esc)(?!\w)", "keys"),
    (r"\d{1,2} [A-Z][a-z]{2} \d{4}(, \d\d:\d\d)?", "a date"),
    (r"(~|/)[\w./+-]*|\w+/\w+\.\w+|[\w*-]*\.(png|jpg|toml|csv|tsv|json|html|py|sqlite|hansel|ini|log)\b", "a path"),
    (rf"\b({'|'.join(language.NAMES.values())})\b", "a language, by its own name"),
    (r"\b(Hansel|Python|PyTorch|Qt|PySide|SQLite|SHA-256 \w+)(?!\w)", "a name that every language keeps, a hash"),
    (r"\d[\d.,:–]*%?(?!\w)", "a number"),
    (r"\bcol\w*…\w*", "the model's name, in a title that is cut short"),
    (r"\b(red|green|blue|discs|gone|colours|more|nets|cleo|mei|cpu|model)\b", "names of this project"),
    (rf"\b({'|'.join(map(re.escape, sorted(METHODS, key=len, reverse=True)))})\b", "names of methods, as in a command"),
    (rf"\b({'|'.join(COLOUR_MAPS)})\b", "names of colour maps"),
    (r"\brelu\b", "the name of an activation"),
    (rf"\b({'|'.join(FIELDS)})[:<>=]+\S*", "fields of a filter, as they are typed"),
    (r"^\s*(yes|no|none|sound|flawed|unsure|explained|waiting|failed)\b", "values of a filter, as they are typed"),
]


def left_in_english(text: str) -> str:
    """What of a text stands outside of marks and is no data."""
    left, before = text.replace("&&", "&"), ""
    while left != before:  # marks within marks, from the inside
        before = left
        left = re.sub(rf"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", " ", left)
    # Cut short for a narrow place: a mark may have lost its begin or its end.
    left = re.sub(rf"{OPEN}.*|^[^{SHUT}]*…[^{SHUT}]*{SHUT}", " ", left, flags=re.DOTALL)
    for pattern, _ in DATA:
        left = re.sub(pattern, " ", left)
    return left if re.search(r"[^\W\d_]{2,}", left) else ""


class Listener:
    """Notes what a window says past the translation, each text once."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.heard: set[str] = set()

    def look(self, window, state: str) -> None:
        for where, text in texts(window):
            self.heard.add(text)
            if left_in_english(text):
                self.found.setdefault(text, f"{state}: {where}")

    def verdict(self) -> None:
        assert not self.found, "\n".join(f"{where}: {text!r}" for text, where in self.found.items())


def test_what_is_marked_and_what_is_data_is_told_from_english():
    assert not left_in_english("⟦Undo: ⟦flawed⟧ on red/0000.png⟧")
    assert not left_in_english("learned, ⟦3 steps⟧ · 12 ms")
    assert not left_in_english("⟦Open folder of images…⟧ (Ctrl+O)")
    assert left_in_english("⟦Undo⟧ flawed here")
    assert left_in_english("Close")
    assert left_in_english("3 steps")
    assert left_in_english("class red of model")


def test_numbers_have_the_forms_of_their_language(qapp):
    class Forms(QTranslator):
        """Three forms, of which the first serves numbers that end in 1."""

        def translate(self, context, text, disambiguation=None, n=-1):
            if text == "{n} images":
                return "{n} снимок" if n % 10 == 1 and n % 100 != 11 else "{n} снимка" if n % 10 < 5 else "{n} снимков"
            return {"about {n} s left": "noch etwa {n} s"}.get(text)

    assert [images(n) for n in (1, 2, 1234)] == ["1 image", "2 images", "1,234 images"]
    assert plural(1, "its row", "{n} rows") == "its row"
    translator = Forms()
    QCoreApplication.installTranslator(translator)
    try:
        assert [images(n) for n in (1, 3, 21, 1005)] == ["1 снимок", "3 снимка", "21 снимок", "1,005 снимков"]
        assert plural(1, "its row", "{n} rows") == "its row"
        assert time_left(20) == "noch etwa 20 s"
    finally:
        QCoreApplication.removeTranslator(translator)


def test_in_review_every_text_is_in_the_language_of_the_window(qtbot, marking, open_window, project):
    say(project, "mei", "red/0000.png", {"verdict": "sound", "comment": "?"})
    heard = Listener()
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    canvas, review = window.review.canvas, window.review
    review.list.go_to(review.items.position_of_relative("red/0000.png"))
    canvas.setFocus()
    pause(300)
    heard.look(window, "review")
    for key in (Qt.Key.Key_S, Qt.Key.Key_F, Qt.Key.Key_1, Qt.Key.Key_2):
        press(canvas, key)
    press(canvas, Qt.Key.Key_2, SHIFT)
    qtbot.waitUntil(lambda: review.current().verdict == "flawed", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: review.panel.others.differ, timeout=WAIT_MS)
    heard.look(window, "judged, and another says otherwise")
    press(canvas, Qt.Key.Key_S, SHIFT)
    qtbot.waitUntil(lambda: bool(window.toasts.texts()), timeout=WAIT_MS)
    heard.look(window, "settled")
    press(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    pause(200)
    heard.look(window, "undone")
    for mode in ("image", "overlay", "mask", "contours"):
        review.set_mode(mode)
        pause(60)
        heard.look(window, mode)
    for name in ("show-truth", "share-scale", "tool-select", "tool-box", "tool-polygon", "tool-brush", "tool-eraser"):
        window.actions_[name].trigger()
        pause(30)
        heard.look(window, name)
    press(canvas, Qt.Key.Key_Escape)
    window.actions_["explain-again"].trigger()
    window.again.panel.label.setText("no such class")
    window.again.panel.explain.click()
    heard.look(window, "explain again")
    window.again.panel.leave()
    for n in range(review.items.rowCount()):
        review.list.go_to(n)
        pause(80)
        heard.look(window, f"image {n}")
    for kind in (
        "unreviewed",
        "mine",
        "flawed",
        "disagreement",
        "wrong-reason",
        "suspicious",
        "sample",
        "classes",
        "all",
    ):
        window.actions_[f"queue-{kind}"].trigger()
        pause(150)
        heard.look(window, f"queue {kind}")
    line = review.queueing._bar.filter
    for text in ("", "ver", "verdict:", "severity:", "state:", "correct:", "colour:red", "area", "severity:9", '"open'):
        line.setFocus()
        line.setText("")
        QTest.keyClicks(line, text)
        pause(20)
        heard.look(window, f"filter {text}")
        press(line, Qt.Key.Key_Escape)
        press(line, Qt.Key.Key_Return)
        pause(60)
        heard.look(window, f"filter {text} taken")
    line.setText("")
    press(line, Qt.Key.Key_Return)
    pause(100)
    for name in ("go-to", "save-view", "add-reason", "reviewer", "sign-off", "show-log", "keys", "palette", "settings"):
        window.actions_[name].trigger()
        pause(100)
        heard.look(window, name)
        for overlay in window.findChildren(Overlay):
            overlay.shut()
    look_at_a_change_of_keys(window, heard)
    window.actions_["about"].trigger()
    for dialog in window.findChildren(QDialog):
        heard.look(dialog, "about")
        dialog.close()
    for room in ("audit", "trends", "patterns", "review"):
        window.rooms.show(room)
        pause(250)
        heard.look(window, f"the {room} room")
    look_for_help(qtbot, window, heard)
    window.close_project()
    for room in ("audit", "review", "trends", "patterns"):
        window.rooms.show(room)
        heard.look(window, f"the empty {room} room")
    heard.verdict()
    assert len(heard.heard) > 500


def look_at_a_change_of_keys(window, heard: Listener) -> None:
    """Asked for, another command's, refused, taken, taken back, and a file of which nothing can be used."""
    sheet = window.manners.keys
    window.actions_["keys"].trigger()
    for command in ("next", "sound", "reason-1", "undo"):
        sheet.choose(command)
        sheet.ask()
        dialog = sheet._dialog
        heard.look(dialog, f"keys of {command}")
        for key in (
            "F",
            "Esc",
            "Tab",
            "Meta+K",
            "Ctrl+Alt+K",
            "Ctrl+C",
            "Alt+F",
            "K",
            "Left",
            dialog.in_place_of.itemData(0),
        ):
            dialog.catch(key)
            heard.look(dialog, f"{key} for {command}")
        dialog.catch("Right" if command == "sound" else "F11")
        dialog.take.click()
        heard.look(window, f"keys of {command} changed")
    sheet.choose("sound")
    sheet.ask()
    heard.look(sheet._dialog, "keys that are changed")
    sheet._dialog.reject()
    sheet.undo.click()
    heard.look(window, "keys taken back")
    sheet.reset.click()
    heard.look(window, "keys as they came")
    sheet.shut()
    file = window.actions_.keymap.file
    file.write_text('fly-away = ["Q"]\nsound = ["Hallo", "Tab"]\nflawed = ["K"]\nunsure = ["K"]\nnext = 5\n')
    window.actions_["keys"].trigger()
    heard.look(window, "keys of which not all can be used")
    sheet.shut()
    file.write_text("[[[")
    window.actions_["keys"].trigger()
    heard.look(window, "keys that cannot be read")
    sheet.reset.click()
    sheet.shut()


def look_for_help(qtbot, window, heard: Listener) -> None:
    """Why it is suspicious, of each image; about each method; the five steps of the tour, and the demo on its way."""
    review = window.review
    for n in range(review.items.rowCount()):
        review.list.go_to(n)
        review.panel.folds["why"].set_opened(True)
        heard.look(window, "why, to come")
        if review.current().state == "explained":
            qtbot.waitUntil(lambda: len(review.panel.why.texts()) > 2, timeout=WAIT_MS)
        heard.look(window, "why")
    card = window.about_method.card
    for name in METHODS:
        card.show_method(name, None)
        # What it was told stands as the store keeps it, and a source is cited as it was published.
        for data in (card.told, card.source):
            data.setText("")
        heard.look(window, f"about {name}")
    card.shut()
    window.tour.take()
    for n in range(5):
        window.tour.go(n)
        heard.look(window, f"tour {n}")
    window.tour.card.say("⟦Drawing…⟧")
    heard.look(window, "tour with the demo")
    window.tour.end()


def look_at_the_rule(qtbot, window, heard: Listener) -> None:
    """Of an explained image: while it is learned, at its end, at a position, as a table; of one whose model is gone."""
    window.review.list.go_to(window.review.items.position_of_relative("blue/0002.png"))
    pause(200)
    window.actions_["show-rule"].trigger()
    qtbot.waitUntil(lambda: window.rule.view is not None and window.rule.view.isVisible(), timeout=WAIT_MS)
    view = window.rule.view
    heard.look(window, "rule to come")
    qtbot.waitUntil(lambda: view.learned is not None or view.refused, timeout=WAIT_MS)
    assert not view.refused
    heard.look(window, "rule")
    view.canvas.look_at(0.5, 0.5)
    view.as_table.click()
    heard.look(window, "rule at a position, as a table")
    image = Path(window.review.current().path)
    window.rule.close()
    moved = image.rename(image.with_suffix(".gone"))
    window.actions_["show-rule"].trigger()
    qtbot.waitUntil(lambda: view.refused, timeout=WAIT_MS)
    heard.look(window, "no rule")
    moved.rename(image)
    window.rule.close()


def test_in_an_audit_every_text_is_in_the_language_of_the_window(qtbot, marking, open_window, tmp_path, model):
    heard = Listener()
    window = open_window()
    heard.look(window, "nothing chosen")
    folder = world.write_folder(tmp_path / "discs", 3, broken=True)
    drop(window, tmp_path / "gone.png")
    drop(window, model.parent / "weights.safetensors")
    pause(50)
    heard.look(window, "dropped what cannot be opened")
    window.open_paths([folder, model])
    qtbot.waitUntil(lambda: window.audits.model is not None and window.intake.images is not None, timeout=WAIT_MS)
    window.start.form.measure.click()
    qtbot.waitUntil(lambda: not window.audits.measuring, timeout=WAIT_MS)
    heard.look(window, "set up")
    for evidence in ("sample:2", "full", "quick"):
        window.intake.choose({"evidence": evidence, "limit": 2})
        window.intake.line_up()
    window.intake.choose({"limit": 0, "steps": 3})
    window.queue.add(replace(window.intake.setup, model=Path(tmp_path / "gone" / "model.toml")))
    for item, state in zip(window.queue.items, ("done", "failed", "stopped"), strict=False):
        window.queue.mark(item.id, state)
    heard.look(window, "queue")
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.audits.running, timeout=WAIT_MS)
    heard.look(window, "running")
    window.audits.pause()
    pause(100)
    heard.look(window, "paused")
    window.audits.resume()
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    pause(300)
    heard.look(window, "ended")
    look_at_the_rule(qtbot, window, heard)
    window.rooms.show("audit")
    pause(200)
    heard.look(window, "runs of a project")
    dialog = ConsentDialog(ConsentAsked(model, (CodeText(Path("/m/nets.py"), "0" * 64, "a = 1"),)), window)
    heard.look(dialog, "consent")
    dialog.deleteLater()
    heard.verdict()


def test_side_by_side_in_a_what_if_in_a_report_and_in_dialogs_too(qtbot, marking, open_window, project):
    say(project, "mei", "red/0000.png", {"verdict": "sound"})
    heard = Listener()
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    canvas, actions = window.review.canvas, window.actions_
    window.review.list.go_to(window.review.items.position_of_relative("red/0000.png"))
    qtbot.waitUntil(lambda: canvas.picture is not None and "red/0000" in canvas.picture.wish.path, timeout=WAIT_MS)
    canvas.setFocus()
    pause(300)
    actions["compare-explanations"].trigger()
    pause(300)
    heard.look(window, "side by side")
    for name in ("add-view", "views-swipe", "views-difference", "remove-view", "views-side"):
        actions[name].trigger()
        pause(100)
        heard.look(window, name)
    actions["compare-explanations"].trigger()
    canvas.setFocus()
    press(canvas, Qt.Key.Key_B)
    middle = canvas.rect().center()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(canvas, middle + QPoint(40, 30))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 30))
    pause(300)
    heard.look(window, "a region, and what if")
    for name in ("what-if-filling", "what-if-away"):
        actions[name].trigger()
        pause(400)
        heard.look(window, name)
    dialog = report_desk.asked(qtbot, window)
    for n in range(dialog.kind.count()):
        dialog.kind.setCurrentIndex(n)
        report_desk.counted(qtbot, dialog)
        heard.look(dialog, f"report {n}")
    dialog.reject()
    for dialog in (
        NameDialog("⟦About⟧", "", (), window),
        FlagDialog("mei", 12, 2, "cleo", standard(), window),
    ):
        heard.look(dialog, "a cluster")
        dialog.deleteLater()
    heard.verdict()


def test_of_a_project_that_others_hold_and_of_its_backups_too(qtbot, marking, open_window, project):
    heard = Listener()
    with Store.open(project):
        window = open_window(project)
        qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
        assert window.desk.readonly
        window.rooms.show("review")
        heard.look(window, "read only")
    window.close_project()

    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RestoreDialog) or dialog.chosen is None:
            QTimer.singleShot(20, look)
            return
        heard.look(dialog, "restore")
        seen.append(dialog.words.text())
        dialog.reject()

    QTimer.singleShot(0, look)
    window.intake.restoring.ask_for(project)
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    for dialog in (
        BundleDialog("discs", has_reviews=True, has_run=True, parent=window),
        QuestionDialog("⟦Title⟧", "⟦Text⟧", "⟦Do⟧", "⟦Leave⟧", window),
        ConsentDialog(ConsentAsked(project, (CodeText(Path("/m/nets.py"), "0" * 64, None),)), window),
    ):
        heard.look(dialog, "question")
        dialog.deleteLater()
    heard.verdict()
