"""The patterns room: clusters are found beside the window, told in words, opened, named, flagged; undo in one step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from db import clusters
from db.store import Store
from engine.records import ImageRef
from gui.pattern_dialogs import FlagDialog, NameDialog
from gui.wrapping import WrappedLabel
from tests.gui import pattern_world, world
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows
from tests.gui.pattern_world import CUED
from tests.gui.test_access import focusable, name_of, walk
from tests.gui.test_language_story import Listener, Marking

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MEMBERS = {f"red/{n:02d}.png" for n in range(CUED)}


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pattern_world.write(tmp_path_factory.mktemp("patterns"))


@pytest.fixture
def cued(_written: Path, tmp_path: Path) -> Path:
    """A copy of the project whose reds look at a corner."""
    copy = tmp_path / "discs.hansel"
    shutil.copytree(_written, copy, ignore=shutil.ignore_patterns(".lock"))
    return copy


def opened(qtbot, open_window, project: Path, **more):  # type: ignore[no-untyped-def]
    """The window in its patterns room, with what was found."""
    window = open_window(project, **more)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.rooms.patterns.found is not None, timeout=WAIT_MS)
    return window


def listed(window) -> list[str]:
    items = window.review.items
    return [items.row(n).relative for n in range(items.rowCount())]


def answer(kind: type[QDialog], act) -> list[QDialog]:  # type: ignore[no-untyped-def]
    """When a dialog of that kind opens, do something in it."""
    seen: list[QDialog] = []

    def look() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        if found:
            seen.append(found[0])
            act(found[0])
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    return seen


def name(window, card, text: str) -> None:
    def act(dialog: NameDialog) -> None:
        dialog.field.setText(text)
        dialog.do.click()

    answer(NameDialog, act)
    card.name.setFocus()
    card.name.click()


def named(project: Path) -> list[str]:
    return [row[0] for row in rows(project, "SELECT name FROM clusters ORDER BY id")]


def test_the_cluster_is_told_in_words(qtbot, open_window, cued):
    with Store.open(cued) as store:
        store.set_setting("blind", {"reviews": False, "confidence": False}).result()
        by_name = {row.relative: row.explanation_id for row in store.items(1, "")}
        for n, verdict in ((0, "flawed"), (1, "flawed"), (2, "flawed"), (3, "sound"), (4, "unsure"), (20, "sound")):
            reasons = {"stamp-or-text": True} if verdict == "flawed" else {}
            store.change(by_name[f"red/{n:02d}.png"], "ana", {"verdict": verdict, "reasons": reasons}).result()
    window = opened(qtbot, open_window, cued)
    room = window.rooms.patterns
    assert room.currentWidget() is room.page
    assert window.top.rooms.buttons["patterns"].isChecked()
    assert room.said.text() == "1 cluster of maps stands apart"
    (card,) = room.cards
    assert {row.relative for row in card.shown.members} == MEMBERS
    words = " ".join(card.lines)
    for said in (
        "14 of 24 maps that explain red (58.3 %).",
        # Three of four: Wilson 30.1 % to 95.4 %
        "Flawed 75.0 % (30.1–95.4 %) of 4 judged, 1 unsure, 9 without a verdict.",
        "Its flags say: Stamp or text 3.", "Rest of the class: flawed 0.0 %", "bottom right",
        "apart from all other maps, found again in", "stability",
    ):  # fmt: skip
        assert said in words, said
    assert "Nothing stands apart in: green (22)." in room.rest.text()
    assert "Too few maps (fewer than 10) in: blue (3)." in room.rest.text()
    qtbot.waitUntil(lambda: not card.members[0].icon().isNull(), timeout=WAIT_MS)


def test_members_open_in_review_and_there_is_a_way_back(qtbot, open_window, cued):
    window = opened(qtbot, open_window, cued)
    window.show_review()
    window.review.list.go_to(30)
    before = current(window)
    press(window, Qt.Key.Key_F7)
    (card,) = window.rooms.patterns.cards
    card.open.click()
    qtbot.waitUntil(lambda: set(listed(window)) == MEMBERS, timeout=WAIT_MS)
    assert window.rooms.now == "review"
    assert listed(window) == [row.relative for row in card.shown.members]
    assert current(window) == listed(window)[0]
    assert window.review.queue_bar.queues.currentText() == "Cluster 1 of red"
    assert window.status.reviewed_text() == "0 of 14 of this list · 0 of 49 reviewed"
    back = window.review.queue_bar.back
    assert back.isVisible()
    assert back.accessibleName() == "Back to All images"
    press(window.review.canvas, Qt.Key.Key_A, SHIFT)
    qtbot.waitUntil(lambda: len(listed(window)) == 49, timeout=WAIT_MS)
    assert current(window) == before
    assert not back.isVisible()
    assert window.review.queue_bar.queues.findData("picked") == -1
    # From a member's picture to that member.
    press(window, Qt.Key.Key_F7)
    window.rooms.patterns.cards[0].members[2].click()
    qtbot.waitUntil(lambda: current(window) == card.shown.members[2].relative, timeout=WAIT_MS)
    # It is where the reviewer is, also the next time.
    window.close()
    again = open_window(cued)
    qtbot.waitUntil(lambda: set(listed(again)) == MEMBERS, timeout=WAIT_MS)
    assert again.review.queue_bar.queues.currentText() == "Cluster 1 of red"


def test_a_cluster_is_named_renamed_and_taken_back(qtbot, open_window, cued):
    window = opened(qtbot, open_window, cued)
    room = window.rooms.patterns
    name(window, room.cards[0], "archive's tag")
    qtbot.waitUntil(lambda: named(cued) == ["archive's tag"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: room.cards[0].title.text() == "archive's tag", timeout=WAIT_MS)
    assert room.cards[0].about.text() == "red · named by cleo"
    name(window, room.cards[0], "watermark")
    qtbot.waitUntil(lambda: named(cued) == ["watermark"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == "Undo name of a cluster: watermark", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: room.cards[0].title.text() == "watermark", timeout=WAIT_MS)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=WAIT_MS)
    assert room.cards[0].name.hasFocus()  # the keyboard stays there, although the card was made anew
    press(room.cards[0].name, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: named(cued) == ["archive's tag"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: room.cards[0].title.text() == "archive's tag", timeout=WAIT_MS)
    room.cards[0].forget.click()
    qtbot.waitUntil(lambda: named(cued) == [], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: room.cards[0].title.text() == "Cluster 1", timeout=WAIT_MS)
    toast = window.toasts.shown()[-1]
    assert toast.text == "Name “archive's tag” removed."
    toast.undo.click()
    qtbot.waitUntil(lambda: named(cued) == ["archive's tag"], timeout=WAIT_MS)
    window.close()
    again = opened(qtbot, open_window, cued)
    assert again.rooms.patterns.cards[0].title.text() == "archive's tag"


def test_a_cluster_is_flagged_as_a_whole_and_one_undo_takes_it_back(qtbot, open_window, cued):
    with Store.open(cued) as store:
        by_name = {row.relative: row.explanation_id for row in store.items(1, "")}
        store.set_verdict(by_name["red/03.png"], "cleo", "sound").result()
    window = opened(qtbot, open_window, cued)
    room = window.rooms.patterns
    told: list[str] = []

    def act(dialog: FlagDialog) -> None:
        told.extend(one.text() for one in dialog.findChildren(WrappedLabel))
        assert dialog.do.text() == "Flag 13"
        dict(dialog.boxes)["stamp-or-text"].setChecked(True)
        dialog.do.click()

    answer(FlagDialog, act)
    room.cards[0].flag.click()
    qtbot.waitUntil(lambda: window.toasts.shown() != [], timeout=WAIT_MS)
    assert told[0] == "Flag 13 images as flawed?"
    assert "Nobody looks at each of them for that" in told[1]
    assert told[2] == "1 has a verdict of yours already, which stays."
    toast = window.toasts.shown()[-1]
    assert toast.text == "13 images flagged: cluster 1 of red. 1 verdict of yours stays."
    flagged = "SELECT count(*) FROM reviews WHERE verdict = 'flawed' AND reasons = '[\"stamp-or-text\"]'"
    assert rows(cued, flagged) == [(13,)]
    assert (mark(window, "red/00.png"), mark(window, "red/03.png")) == ("flawed", "sound")
    words = "13 were flagged as a whole: nobody need have looked at each."
    qtbot.waitUntil(lambda: words in " ".join(room.cards[0].lines), timeout=WAIT_MS)
    toast.undo.click()
    qtbot.waitUntil(lambda: rows(cued, flagged) == [(0,)], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: mark(window, "red/00.png") is None, timeout=WAIT_MS)
    assert mark(window, "red/03.png") == "sound"
    assert window.rooms.now == "patterns"
    qtbot.waitUntil(lambda: words not in " ".join(room.cards[0].lines), timeout=WAIT_MS)


def test_a_question_that_is_left_changes_nothing(qtbot, open_window, cued):
    window = opened(qtbot, open_window, cued)
    (card,) = window.rooms.patterns.cards
    seen = answer(FlagDialog, lambda dialog: dialog.leave.click())
    card.flag.click()
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=WAIT_MS)
    answer(NameDialog, lambda dialog: dialog.leave.click())
    card.name.click()
    assert rows(cued, "SELECT count(*) FROM review_events") == [(0,)]


def test_more_like_this_opens_the_nearest_and_goes_back(qtbot, open_window, cued):
    window = open_window(cued)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.list.go_to(window.review.items.position_of_relative("red/05.png"))
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(listed(window)) == 24, timeout=WAIT_MS)
    found = listed(window)
    assert found[0] == "red/05.png"
    assert set(found[:CUED]) == MEMBERS
    assert current(window) == "red/05.png"
    assert window.review.queue_bar.queues.currentText() == "More like 05.png"
    press(window.review.canvas, Qt.Key.Key_J)
    second = current(window)
    # From one such list to the next, and back the same way.
    press(window.review.canvas, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: listed(window)[0] == second, timeout=WAIT_MS)
    assert window.review.queue_bar.back.accessibleName() == "Back to More like 05.png"
    press(window.review.canvas, Qt.Key.Key_A, SHIFT)
    qtbot.waitUntil(lambda: listed(window) == found, timeout=WAIT_MS)
    assert current(window) == second
    window.review.queue_bar.back.click()
    qtbot.waitUntil(lambda: len(listed(window)) == 49, timeout=WAIT_MS)
    assert current(window) == "red/05.png"
    assert not window.actions_["back-to-list"].isEnabled()


def test_more_like_this_of_a_lost_map_says_why_not(qtbot, open_window, cued):
    (path,) = rows(
        cued, "SELECT map_path FROM explanations e JOIN images i ON i.id = e.image_id WHERE relative = 'red/05.png'"
    )[0]
    (cued / path).unlink()
    window = open_window(cued)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    window.review.list.go_to(window.review.items.position_of_relative("red/05.png"))
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_A)
    words = "The map of this image cannot be used: it is lost, or has no positive part. The list is as before."
    qtbot.waitUntil(lambda: words in window.notices.texts(), timeout=WAIT_MS)
    assert len(listed(window)) == 49
    press(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.rooms.patterns.found is not None, timeout=WAIT_MS)
    assert window.rooms.patterns.used.text() == "48 of 49 maps used; left out: 1 file is missing."


@pytest.mark.parametrize(
    ("more", "headline", "meaning"),
    [
        ({"cued": 0}, "No cluster of maps stands apart", "That does not say that the model looks at the right things"),
        ({"each": {"red": 4, "green": 4}}, "Too few maps to look for clusters", "needs at least 10 maps"),
        ({"each": {"red": 12, "green": 11}, "empty": True}, "Too few maps to look for clusters", "needs at least 10"),
    ],
)  # fmt: skip
def test_where_there_is_no_cluster_it_says_what_that_means(qtbot, open_window, tmp_path, more, headline, meaning):
    window = opened(qtbot, open_window, pattern_world.write(tmp_path, **more))
    room = window.rooms.patterns
    assert room.cards == []
    assert room.said.text() == headline
    assert meaning in room.about.text()


def test_without_a_project_the_room_says_what_is_next(qtbot, open_window):
    window = open_window()
    press(window, Qt.Key.Key_F7)
    room = window.rooms.patterns
    assert room.currentWidget() is room.empty
    assert room.empty.headline.text() == "No patterns yet."
    room.empty.button.click()
    assert window.rooms.now == "audit"


def test_looking_can_be_cancelled_and_begun_again(qtbot, open_window, cued, monkeypatch):
    window = open_window(cued)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    room = window.rooms.patterns
    with room.signatures.lock:  # it has begun, and gets no further
        press(window, Qt.Key.Key_F7)
        qtbot.waitUntil(room.cancel.isVisible, timeout=WAIT_MS)
        assert room.cancel.hasFocus()
        room.cancel.click()
        assert room.empty.headline.text() == "Stopped."
    assert room.found is None
    room.empty.button.click()
    qtbot.waitUntil(lambda: room.found is not None, timeout=WAIT_MS)
    with room.signatures.lock:  # what was found stays, although looking again was given up
        room.again.click()
        room.cancel.click()
        assert room.currentWidget() is room.page
    window.show_review()
    press(window, Qt.Key.Key_F7)
    with qtbot.waitSignal(window.desk.saved, timeout=WAIT_MS):
        room.cards[0].name.setFocus()
        name(window, room.cards[0], "tag")
    qtbot.waitUntil(lambda: room.cards[0].title.text() == "tag", timeout=WAIT_MS)


def test_images_that_are_explained_later_are_told_and_taken_in(qtbot, open_window, cued):
    window = opened(qtbot, open_window, cued)
    room, store = window.rooms.patterns, window.desk.store
    assert room.used.text() == ""
    (run,) = store.runs()
    one = next(row for row in store.items(1, "") if row.relative == "blue/00.png")
    where = cued.parent / "more"
    world.write_image(where / "new.png", "blue", 9)
    root = Path(run.folder)
    shutil.copy(where / "new.png", root / "blue" / "new.png")
    about = (root / "blue" / "new.png").stat()
    refs = [ImageRef("blue/new.png", about.st_size, about.st_mtime_ns, "blue")]
    plan = store.begin_run(pattern_world.spec(root), refs)
    assert plan.run_id == run.run_id
    values = store.map(one.explanation_id)
    store.add_explanation(1, plan.pending[0].key, pattern_world.explanation(Path(plan.pending[0].path), 2, values))
    store.finish_run(1, "finished")
    press(window, Qt.Key.Key_F3)
    press(window, Qt.Key.Key_F7)
    words = "1 image was explained since; Look again takes it in."
    qtbot.waitUntil(lambda: room.used.text() == words, timeout=WAIT_MS)
    room.again.click()
    qtbot.waitUntil(lambda: room.used.text() == "" and room.currentWidget() is room.page, timeout=WAIT_MS)
    assert "blue (4)" in room.rest.text()
    (root / "blue" / "new.png").unlink()


def test_while_review_is_blind_neither_verdicts_nor_names_of_others_are_told(qtbot, open_window, cued):
    with Store.open(cued) as store:
        by_name = {row.relative: row.explanation_id or 0 for row in store.items(1, "")}
        members = tuple(by_name[one] for one in sorted(MEMBERS))
        what = clusters.Found(0, members, (0.1,) * CUED, ((1.0,),), 24, {})
        clusters.name(store, 1, "ana", "tag", what).result()
        store.set_verdict(members[0], "ana", "flawed").result()
    window = opened(qtbot, open_window, cued)
    room = window.rooms.patterns
    assert room.cards[0].title.text() == "Cluster 1"
    assert "Nobody has judged any of them yet." in room.cards[0].lines
    assert room.hidden.text() == "Names that others gave are hidden: review is blind in this project."
    window.blindness.turn_reviews()
    qtbot.waitUntil(lambda: not window.desk.settings.blind.reviews, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F3)
    press(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: room.found is not None and room.cards[0].title.text() == "tag", timeout=WAIT_MS)
    assert "Flawed 100.0 %" in " ".join(room.cards[0].lines)


def test_a_project_that_is_read_only_can_be_looked_at(qtbot, open_window, cued):
    with Store.open(cued):
        window = opened(qtbot, open_window, cued)
        (card,) = window.rooms.patterns.cards
        assert not card.name.isEnabled()
        assert not card.flag.isEnabled()
        assert card.name.toolTip() == "The project is open for reading only."
        assert card.open.isEnabled()
        window.close()


@pytest.fixture
def marked(qapp):  # type: ignore[no-untyped-def]
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_every_text_of_it_is_in_the_language_of_the_window(qtbot, marked, open_window, cued):
    with Store.open(cued) as store:
        by_name = {row.relative: row.explanation_id or 0 for row in store.items(1, "")}
        for n, verdict in ((0, "flawed"), (3, "sound"), (4, "unsure"), (20, "sound")):
            reasons = {"stamp-or-text": True} if verdict == "flawed" else {}
            store.change(by_name[f"red/{n:02d}.png"], "cleo", {"verdict": verdict, "reasons": reasons}).result()
        members = tuple(by_name[f"green/{n:02d}.png"] for n in range(6))
        what = clusters.Found(1, members, (0.1,) * 6, ((1.0,),), 22, {"area": 0.1})
        clusters.name(store, 1, "cleo", "0001", what).result()
    heard = Listener()
    window = opened(qtbot, open_window, cued)
    window.resize(1600, 900)  # where no text is cut short
    pause(50)
    assert len(window.rooms.patterns.cards) == 2
    heard.look(window, "patterns")
    for kind, button in ((FlagDialog, "flag"), (NameDialog, "name")):

        def act(dialog: QDialog, kind: type[QDialog] = kind) -> None:
            heard.look(dialog, kind.__name__)
            dialog.leave.click()

        seen = answer(kind, act)
        getattr(window.rooms.patterns.cards[1], button).click()
        qtbot.waitUntil(lambda seen=seen: seen != [], timeout=WAIT_MS)
    window.rooms.patterns.cards[0].open.click()
    qtbot.waitUntil(lambda: len(listed(window)) == CUED, timeout=WAIT_MS)
    heard.look(window, "opened")
    window.rooms.show("patterns")
    window.rooms.patterns.look()
    window.rooms.patterns.stop()
    heard.look(window, "stopped")
    heard.verdict()


@pytest.mark.parametrize(("size", "percent"), [((1024, 640), 100), ((1024, 640), 200), ((1280, 800), 150)])
def test_cards_are_whole_and_reached_by_tab(qtbot, open_window, cued, size, percent):
    window = opened(qtbot, open_window, cued)
    room = window.rooms.patterns
    try:
        window.manners.choose_text_size(percent)
        window.resize(*size)
        pause(200)
        assert (window.width(), window.height()) == size
        (card,) = room.cards
        assert room.page.horizontalScrollBar().maximum() == 0
        inside = room.page.viewport().width()
        for widget in (card.flag, card.mean, *(one for one in card.members if one.isVisible()), *card.words):
            right = widget.mapTo(room.page.viewport(), widget.rect().topRight()).x()
            assert right <= inside, widget.accessibleName()
        for words in card.words:
            assert words.height() >= words.heightForWidth(words.width()) - 1
        assert card.members[0].isVisible()
        wanted = focusable(window)
        assert {card.open, card.name, card.flag, card.members[0], room.again} <= set(wanted)
        assert [one for one in wanted if not name_of(one)] == []
        assert set(wanted) <= set(walk(window, wanted[0]))
    finally:
        window.manners.choose_text_size(100)


def test_a_name_is_kept_though_the_clusters_are_read_anew_while_it_is_written(qtbot, open_window, cued):
    window = opened(qtbot, open_window, cued)
    room = window.rooms.patterns
    before = room.found

    def act(dialog: NameDialog) -> None:
        room.refresh()
        qtbot.waitUntil(lambda: room.found is not before, timeout=WAIT_MS)
        dialog.field.setText("tag")
        dialog.do.click()

    answer(NameDialog, act)
    room.cards[0].name.click()
    qtbot.waitUntil(lambda: room.cards[0].title.text() == "tag", timeout=WAIT_MS)
    assert named(cued) == ["tag"]
