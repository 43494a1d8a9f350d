"""Which images the list shows: queues, filter, saved views, go to, where it was left; by keyboard."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.queues import Queue
from db.store import Store
from engine.records import ImageRef, RunSpec
from gui.items import Role
from gui.preferences import Preferences
from gui.tokens import BODY, CAPTION
from gui.wrapping import WrappedLabel
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows
from tests.gui.reviewers import say

Key = Qt.Key
EXPLAINED = ["blue/0002.png", "blue/0005.png", "green/0001.png", "green/0004.png", "red/0000.png", "red/0003.png"]
ALL = [*EXPLAINED, "red/torn.png"]


@pytest.fixture
def window(qtbot, open_window, project):
    return ready(qtbot, open_window(project))


def ready(qtbot, window):
    qtbot.waitUntil(lambda: window.review.items.total() == 7, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.queue_bar.filter.vocabulary.labels != (), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def shown(window) -> list[str]:
    items = window.review.items
    return [items.row(n).relative for n in range(items.rowCount())]


def shows(qtbot, window, wanted: list[str]) -> None:
    qtbot.waitUntil(lambda: shown(window) == wanted, timeout=WAIT_MS)


def judge(qtbot, window, key: Key, verdict: str) -> None:
    name = current(window)
    press(window.review.canvas, key)
    qtbot.waitUntil(lambda: row_named(window, name).verdict == verdict, timeout=WAIT_MS)


def row_named(window, name: str):
    return next(row for row in window.review.items.rows() if row.relative == name)


def choose(window, kind: str) -> None:
    """As a user does, from the drop-down."""
    box = window.review.queue_bar.queues
    box.setCurrentIndex(box.findData(kind))
    box.activated.emit(box.currentIndex())


def type_filter(window, text: str) -> None:
    press(window.review.canvas, Key.Key_Slash)
    line = window.review.queue_bar.filter
    assert line.hasFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def words(window) -> str:
    return window.review.queue_bar.words()


def test_a_queue_is_fixed_when_it_is_opened_and_a_refresh_lets_go_what_was_judged(qtbot, window):
    choose(window, "unreviewed")
    shows(qtbot, window, EXPLAINED)
    assert window.status.reviewed_text() == "0 of 6 of this list · 0 of 7 reviewed"
    judge(qtbot, window, Key.Key_F, "flawed")
    press(window.review.canvas, Key.Key_J)
    judge(qtbot, window, Key.Key_S, "sound")
    assert shown(window) == EXPLAINED
    assert mark(window, EXPLAINED[0]) == "flawed"
    assert window.status.reviewed_text() == "2 of 6 of this list · 2 of 7 reviewed"
    press(window.review.canvas, Key.Key_F5)
    shows(qtbot, window, EXPLAINED[2:])
    assert current(window) == EXPLAINED[2]
    assert window.status.reviewed_text() == "0 of 4 of this list · 2 of 7 reviewed"
    choose(window, "flawed")
    shows(qtbot, window, EXPLAINED[:1])
    choose(window, "mine")
    shows(qtbot, window, EXPLAINED[:2])
    choose(window, "all")
    shows(qtbot, window, ALL)
    assert window.status.reviewed_text() == "2 of 7 reviewed"


def test_right_for_the_wrong_reason(qtbot, window):
    right = [row.relative for row in window.review.items.rows()
             if row.state == "explained" and window.review.items.label(row.prediction) == row.true_label]  # fmt: skip
    assert right
    choose(window, "wrong-reason")
    shows(qtbot, window, [])
    assert words(window).startswith("No image is in it. Blind review")
    choose(window, "all")
    shows(qtbot, window, ALL)
    for name in ALL[:4]:
        window.review.list.go_to(ALL.index(name))
        judge(qtbot, window, Key.Key_F, "flawed")
    choose(window, "wrong-reason")
    shows(qtbot, window, [name for name in ALL[:4] if name in right])


def test_next_unreviewed_goes_round_and_says_when_nothing_is_left(qtbot, window):
    canvas = window.review.canvas
    for name in EXPLAINED[1:3]:
        window.review.list.go_to(ALL.index(name))
        judge(qtbot, window, Key.Key_S, "sound")
    window.review.list.go_to(0)
    press(canvas, Key.Key_N)
    assert current(window) == EXPLAINED[3]
    for name in EXPLAINED[3:]:
        assert current(window) == name
        judge(qtbot, window, Key.Key_U, "unsure")
        press(canvas, Key.Key_N)
    assert current(window) == EXPLAINED[0]
    judge(qtbot, window, Key.Key_U, "unsure")
    press(canvas, Key.Key_N)
    assert current(window) == EXPLAINED[0]
    assert words(window) == "Every image of this list is reviewed."


def test_a_sample_shows_its_seed_and_is_the_same_again(qtbot, window):
    bar = window.review.queue_bar
    choose(window, "sample")
    qtbot.waitUntil(lambda: window.review.items.chosen, timeout=WAIT_MS)
    assert bar.number.isVisible()
    assert bar.seed.text() == "1"
    bar.number.setFocus()
    bar.number.selectAll()
    QTest.keyClicks(bar.number, "3")
    press(bar.number, Key.Key_Return)
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 3, timeout=WAIT_MS)
    first = shown(window)
    assert rows(window.desk.store.path, "SELECT count(*) FROM review_events") == [(0,)], "a digit was taken as a reason"
    assert "of this sample" in window.status.reviewed_text()
    found = []
    for seed in ("5", "6", "7", "1"):
        bar.seed.setFocus()
        bar.seed.selectAll()
        QTest.keyClicks(bar.seed, seed)
        press(bar.seed, Key.Key_Return)
        qtbot.waitUntil(
            lambda seed=seed: window.review.queueing.queue == Queue("sample", 3, int(seed)), timeout=WAIT_MS
        )
        found.append(shown(window))
    assert found[-1] == first
    assert any(other != first for other in found)
    press(bar.seed, Key.Key_Escape)
    assert window.review.canvas.hasFocus()
    choose(window, "classes")
    qtbot.waitUntil(lambda: window.review.queueing.queue.kind == "classes", timeout=WAIT_MS)
    assert bar.by.isVisible()
    assert sorted(shown(window)) == EXPLAINED


def test_most_suspicious_first_says_why_and_keeps_the_maps_signatures(qtbot, window, own_home):
    choose(window, "suspicious")
    qtbot.waitUntil(lambda: window.review.queueing.queue.kind == "suspicious", timeout=WAIT_MS)
    items = window.review.items
    assert sorted(shown(window)) == EXPLAINED
    assert current(window) == shown(window)[0]
    assert words(window) == ""
    (kept,) = (own_home / "cache" / "hansel" / "signatures").iterdir()
    for n in range(6):
        short = items.data(items.index(n), Role.HINT)
        spoken = items.data(items.index(n), Qt.ItemDataRole.AccessibleTextRole)
        named = set(short.split(", ")) <= {"on border", "unlike others", "off object"}
        assert named or "most " in short or short == "nothing stands out"
        # Its figures, each with its place and what is usual, whether they are large or not.
        tip = items.data(items.index(n), Qt.ItemDataRole.ToolTipRole)
        place = r"^0(\.\d+)? away from where the run's maps usually lie: [1-6](st|nd|rd|th) of 6; usual"
        assert re.search(place, tip, re.MULTILINE)
        assert "usually lie" in spoken
    told = {items.data(items.index(n), Role.HINT) for n in range(3)}
    assert told != {"nothing stands out"}
    assert kept.stat().st_size > 0
    # A map that is gone is told in its row, and comes last, once its signature is not known any more.
    kept.unlink()
    name = shown(window)[0]
    query = "SELECT e.map_path FROM explanations e JOIN images i ON i.id = e.image_id WHERE i.relative = ?"
    (relative,) = rows(window.desk.store.path, query, name)[0]
    (window.desk.store.path / relative).unlink()
    press(window.review.canvas, Key.Key_F5)
    qtbot.waitUntil(lambda: shown(window)[-1] == name, timeout=WAIT_MS)
    assert items.data(items.index(5), Role.HINT) == "map cannot be read"


def test_a_filter_is_typed_completed_applied_and_left(qtbot, window):
    line = window.review.queue_bar.filter
    type_filter(window, "tr")
    assert [one.split()[0] for one in line.offered()] == ["true:"]
    press(line, Key.Key_Tab)
    assert line.text() == "true:"
    assert line.offered() == ["blue", "green", "red", "none  no true label"]
    pause(600)
    assert shown(window) == ALL, "what is half typed is not applied"
    press(line, Key.Key_Down)
    press(line, Key.Key_Down)
    press(line, Key.Key_Return)
    assert line.text() == "true:green"
    shows(qtbot, window, EXPLAINED[2:4])
    assert line.hasFocus()
    QTest.keyClicks(line, ",red -torn")
    pause(50)
    press(line, Key.Key_Escape)
    if not window.review.canvas.hasFocus():  # the first Escape has closed what was offered
        press(line, Key.Key_Escape)
    assert window.review.canvas.hasFocus()
    shows(qtbot, window, EXPLAINED[2:])
    type_filter(window, "000")
    press(line, Key.Key_Return)
    assert window.review.canvas.hasFocus()
    shows(qtbot, window, EXPLAINED)
    assert line.text() == "000"
    type_filter(window, " ")
    press(line, Key.Key_Return)
    shows(qtbot, window, ALL)


def test_the_alphabet_in_the_filter_is_text(qtbot, window):
    line = window.review.queue_bar.filter
    type_filter(window, "abcdefghijklmnopqrstuvwxyz0123456789?/+-[]")
    assert line.text() == "abcdefghijklmnopqrstuvwxyz0123456789?/+-[]"
    press(line, Key.Key_Return)
    shows(qtbot, window, [])
    assert words(window) == "No image fits."
    assert rows(window.desk.store.path, "SELECT count(*) FROM review_events") == [(0,)]
    assert window.review.current() is None
    type_filter(window, " ")
    press(line, Key.Key_Return)
    shows(qtbot, window, ALL)
    assert window.review.current() is not None


def test_a_mistake_is_told_where_it_is_and_the_list_stays(qtbot, window):
    line = window.review.queue_bar.filter
    type_filter(window, "true:blue")
    press(line, Key.Key_Return)
    shows(qtbot, window, EXPLAINED[:2])
    type_filter(window, "true:bleu area<0.5")
    press(line, Key.Key_Return)
    assert "No image is labelled “bleu”. Did you mean blue?" in words(window)
    assert line.hasFocus()
    assert line.selectedText() == "bleu"
    assert shown(window) == EXPLAINED[:2]
    QTest.keyClicks(line, "blue")
    press(line, Key.Key_Return)
    assert words(window) == "" or "labelled" not in words(window)
    qtbot.waitUntil(lambda: window.review.queueing.text == "true:blue area<0.5", timeout=WAIT_MS)


def test_a_long_filter_cannot_be_read_as_its_opposite(qtbot, window):
    """The field holds fewer letters than "-reason:stamp-or-text": its end alone says the contrary."""
    line, bar = window.review.queue_bar.filter, window.review.queue_bar
    text = "-reason:stamp-or-text -true:red predicted:blue,green -comment:kingdom"
    type_filter(window, text)
    press(line, Key.Key_Return)
    qtbot.waitUntil(lambda: window.review.queueing.text == text, timeout=WAIT_MS)
    assert window.review.canvas.hasFocus()
    assert line.cursorPosition() == 0
    assert line.cursorPositionAt(line.rect().center()) < 20, "the beginning is not in sight"
    assert line.toolTip().startswith(text)
    told = bar.filter_shown()
    assert told == (
        "Shown: not\u00a0reason:stamp-or-text · not\u00a0true:red · predicted:blue,green · not\u00a0comment:kingdom"
    )
    # All of it has room.
    terms = next(one for one in bar.findChildren(WrappedLabel) if one.text().startswith("Shown"))
    assert terms.isVisible()
    assert terms.height() >= terms.heightForWidth(terms.width())
    assert terms.height() > 2 * terms.fontMetrics().height()
    type_filter(window, " ")
    press(line, Key.Key_Return)
    qtbot.waitUntil(lambda: bar.filter_shown() == "", timeout=WAIT_MS)


def test_escape_from_a_mistake_puts_back_what_is_in_force(qtbot, window):
    line, bar = window.review.queue_bar.filter, window.review.queue_bar
    type_filter(window, "true:blue")
    press(line, Key.Key_Return)
    shows(qtbot, window, EXPLAINED[:2])
    type_filter(window, "true:bleu area<0.5")
    press(line, Key.Key_Return)
    assert "No image is labelled" in words(window)
    press(line, Key.Key_Escape)
    assert window.review.canvas.hasFocus()
    assert line.text() == "true:blue"
    assert words(window) == ""
    assert bar.filter_shown() == "Shown: true:blue"
    pause(600)
    assert (line.text(), words(window), shown(window)) == ("true:blue", "", EXPLAINED[:2])


def test_an_empty_list_is_told_everywhere_alike(qtbot, window):
    panel = window.review.panel
    choose(window, "disagreement")
    shows(qtbot, window, [])
    assert "Nobody disagrees." in words(window)
    qtbot.waitUntil(lambda: "Nobody disagrees. Choose another queue" in told(panel), timeout=WAIT_MS)
    assert "Choose an image in the list" not in told(panel)
    assert window.status.reviewed_text() == "this list is empty · 0 of 7 reviewed"
    choose(window, "all")
    shows(qtbot, window, ALL)
    assert "Nobody disagrees" not in told(panel)


def told(panel) -> str:
    return " ".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def test_go_to_a_number_or_a_part_of_a_name(qtbot, window):
    bar, canvas = window.review.queue_bar, window.review.canvas
    press(canvas, Key.Key_G)
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "4")
    press(bar.field, Key.Key_Return)
    assert current(window) == ALL[3]
    assert canvas.hasFocus()
    for wanted in ("green/0001.png", "green/0004.png", "green/0001.png"):
        press(canvas, Key.Key_G)
        QTest.keyClicks(bar.field, "GREEN")
        press(bar.field, Key.Key_Return)
        assert current(window) == wanted
    press(canvas, Key.Key_G)
    QTest.keyClicks(bar.field, "0005")
    press(bar.field, Key.Key_Return)
    assert current(window) == "blue/0005.png"
    press(canvas, Key.Key_G)
    QTest.keyClicks(bar.field, "99")
    press(bar.field, Key.Key_Return)
    assert words(window) == "The list has 7 images."
    assert bar.field.hasFocus()
    press(bar.field, Key.Key_Escape)
    assert canvas.hasFocus()
    assert current(window) == "blue/0005.png"
    choose(window, "unreviewed")
    shows(qtbot, window, EXPLAINED)
    press(canvas, Key.Key_G)
    QTest.keyClicks(bar.field, "torn")
    press(bar.field, Key.Key_Return)
    assert words(window) == "No name in this list has “torn” in it. In the whole run 1 have it."


def test_queue_filter_and_image_are_there_again(qtbot, open_window, project, window):
    choose(window, "sample")
    qtbot.waitUntil(lambda: window.review.items.chosen, timeout=WAIT_MS)
    line = window.review.queue_bar.filter
    type_filter(window, "-true:red")
    press(line, Key.Key_Return)
    qtbot.waitUntil(lambda: sorted(shown(window)) == EXPLAINED[:4], timeout=WAIT_MS)
    before = shown(window)
    press(window.review.canvas, Key.Key_J)
    press(window.review.canvas, Key.Key_J)
    name = current(window)
    close(window)
    again = ready(qtbot, open_window(project))
    shows(qtbot, again, before)
    assert current(again) == name
    assert again.review.queue_bar.filter.text() == "-true:red"
    assert again.review.queue_bar.queues.currentData() == "sample"


def test_a_view_is_saved_shown_renamed_and_deleted(qtbot, open_window, project, window):
    bar = window.review.queue_bar
    choose(window, "unreviewed")
    type_filter(window, "true:red")
    press(bar.filter, Key.Key_Return)
    shows(qtbot, window, EXPLAINED[4:])
    window.actions_["save-view"].trigger()
    QTest.keyClicks(bar.field, "my reds & more")
    press(bar.field, Key.Key_Return)
    qtbot.waitUntil(lambda: words(window) == "View “my reds & more” saved.", timeout=WAIT_MS)
    type_filter(window, " ")
    press(bar.filter, Key.Key_Return)
    choose(window, "all")
    shows(qtbot, window, ALL)
    close(window)

    again = ready(qtbot, open_window(project))
    bar = again.review.queue_bar
    shows(qtbot, again, ALL)
    qtbot.waitUntil(lambda: bar._views == ("my reds & more",), timeout=WAIT_MS)
    bar._menu.aboutToShow.emit()
    entries = {action.text(): action for action in bar._menu.actions()}
    entries["my reds && more"].trigger()
    shows(qtbot, again, EXPLAINED[4:])
    assert bar.filter.text() == "true:red"
    entries["Rename"].menu().actions()[0].trigger()
    bar.field.selectAll()
    QTest.keyClicks(bar.field, "reds")
    press(bar.field, Key.Key_Return)
    qtbot.waitUntil(lambda: words(again) == "View “my reds & more” is called “reds” now.", timeout=WAIT_MS)
    assert setting(project, "views") == ["reds"]
    bar._menu.aboutToShow.emit()
    drop = next(action for action in bar._menu.actions() if action.text() == "Delete")
    drop.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: setting(project, "views") == [], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: words(again) == "View “reds” deleted.", timeout=WAIT_MS)


def setting(project, key: str) -> list[str]:
    found = rows(project, "SELECT value FROM settings WHERE key = ?", key)
    return list(json.loads(found[0][0])) if found else ["none"]


def test_blind_the_list_tells_nothing_of_others_before_the_own_verdict(qtbot, open_window, project):
    me = "dora"
    for name in EXPLAINED[:4]:
        say(project, "ben", name, {"verdict": "flawed"})
    with Store.open(project) as store:
        store.set_setting("blind", {"reviews": True, "confidence": False}).result()
    window = open_window()
    window.set_reviewer(me)
    window.open_paths([project])
    ready(qtbot, window)
    choose(window, "flawed")
    shows(qtbot, window, [])
    assert "only images that have your verdict" in words(window)
    choose(window, "all")
    shows(qtbot, window, ALL)
    judge(qtbot, window, Key.Key_S, "sound")
    items = window.review.items
    qtbot.waitUntil(lambda: items.data(items.index(0), Role.DISPUTED) is True, timeout=WAIT_MS)
    assert "Reviewers disagree." in items.data(items.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert [items.data(items.index(n), Role.DISPUTED) for n in range(1, 7)] == [False] * 6
    type_filter(window, "reviewer:ben verdict:flawed")
    press(window.review.queue_bar.filter, Key.Key_Return)
    shows(qtbot, window, EXPLAINED[:1])
    assert "Blind review" in words(window)
    type_filter(window, " ")
    press(window.review.queue_bar.filter, Key.Key_Return)
    choose(window, "disagreement")
    shows(qtbot, window, EXPLAINED[:1])
    window.actions_["blind"].trigger()
    qtbot.waitUntil(lambda: not window.desk.settings.blind.reviews, timeout=WAIT_MS)
    choose(window, "flawed")
    shows(qtbot, window, EXPLAINED[:4])
    assert words(window) == ""


def test_the_filter_may_name_another_run(qtbot, open_window, project):
    with Store.open(project) as store:
        (run,) = store.runs()
        items = store.items(run.run_id, "")
        spec = RunSpec(
            folder=run.folder, model_name=run.model_name, model_version="2", model_arch="nets.py:build",
            model_fingerprint="b2" * 32, model_file=run.model_file, model_text="", labels=run.labels,
            method="gradient", parameters={}, seed=0, batch_size=8, versions={},
        )  # fmt: skip
        plan = store.begin_run(spec, [ImageRef(one.relative, 1, 1, one.true_label) for one in items[:3]])
        store.finish_run(plan.run_id, "cancelled")
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.queue_bar.filter.vocabulary.labels != (), timeout=WAIT_MS)
    window.review.canvas.setFocus()
    here = window.desk.run.run_id
    other = run.run_id if here != run.run_id else plan.run_id
    type_filter(window, f"run:{other} true:blue")
    press(window.review.queue_bar.filter, Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.run.run_id == other, timeout=WAIT_MS)
    shows(qtbot, window, EXPLAINED[:2])
    assert window.review.queue_bar.filter.text() == f"run:{other} true:blue"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_rows_are_readable_at_twice_the_text_size(qtbot, open_window, project, theme):
    kept = Preferences()
    kept.text_size, kept.theme = 200, theme
    kept.sync()
    window = ready(qtbot, open_window(project))
    choose(window, "suspicious")
    qtbot.waitUntil(lambda: window.review.queueing.queue.kind == "suspicious", timeout=WAIT_MS)
    view, bar = window.review.list, window.review.queue_bar
    assert view.font().pixelSize() == bar.queues.font().pixelSize() == bar.filter.font().pixelSize() == 2 * BODY
    row = view.visualRect(window.review.items.index(0))
    lines = QFontMetrics(view.font()).height() + QFontMetrics(view.font()).height() * CAPTION / BODY
    assert row.height() >= lines
    # Every part of the bar has the room that its text needs.
    for part in (bar.queues, bar.filter, bar.refresh, bar.views):
        assert part.height() >= QFontMetrics(part.font()).height()
        assert bar.rect().contains(part.geometry())


def test_every_part_of_the_bar_has_a_name_and_is_reached_by_tab(qtbot, window):
    choose(window, "classes")
    qtbot.waitUntil(lambda: window.review.queueing.queue.kind == "classes", timeout=WAIT_MS)
    bar = window.review.queue_bar
    parts = {bar.queues, bar.refresh, bar.number, bar.seed, bar.by, bar.filter, bar.views, window.review.list}
    reached = set()
    bar.queues.setFocus()
    for _ in range(12):
        reached.add(QApplication.focusWidget())
        press(QApplication.focusWidget(), Key.Key_Tab)
    assert parts <= reached
    assert all(part.accessibleName() for part in parts)
