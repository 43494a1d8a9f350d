"""Two runs compared in the trends room: as `hansel compare` counts, seen side by side, and reviewed as a list."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import comparing
from db.comparing import GROUPS
from db.store import Store
from gui.compare_words import groups
from gui.words import three_digits
from reports import compare_facts
from tests.gui import trend_world
from tests.gui.helpers import WAIT_MS, pause, press
from tests.gui.test_trends_story import column, shown


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trend_world.write(tmp_path_factory.mktemp("compared"))


@pytest.fixture
def judged(_written: Path, tmp_path: Path) -> Path:
    """Four runs on the same images, in which review is not blind."""
    return trend_world.copied(_written, tmp_path)


def opened(qtbot, open_window, project: Path, reviewer: str = "ana"):  # type: ignore[no-untyped-def]
    """The window with two runs of a project; the comparison."""
    window = open_window(project, reviewer=reviewer)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    page = window.rooms.trend_desk.compare
    qtbot.waitUntil(lambda: page.found is not None, timeout=WAIT_MS)
    return window, page


def choose(qtbot, page, first: int, second: int) -> None:  # type: ignore[no-untyped-def]
    for box, run in ((page.parts.first, first), (page.parts.second, second)):
        box.setCurrentIndex(box.findData(run))
    page.parts.second.activated.emit(page.parts.second.currentIndex())
    qtbot.waitUntil(lambda: (page.found.first, page.found.second) == (first, second), timeout=WAIT_MS)


def facts(project: Path, first: int, second: int, reviewer: str | None = None) -> comparing.Comparison:
    with Store.open(project, readonly=True) as store:
        return compare_facts.gather(store, first, second, reviewer)


def listed(page) -> list[str]:  # type: ignore[no-untyped-def]
    return [pair.relative for pair in page.shown_pairs()]


def test_it_says_what_the_command_says(qtbot, open_window, judged):
    _, page = opened(qtbot, open_window, judged)
    assert (page.found.first, page.found.second) == (3, 4)
    choose(qtbot, page, 1, 3)
    wanted, parts = facts(judged, 1, 3), page.parts
    assert page.compared == wanted
    assert parts.better.number.text() == str(len(wanted.better))
    assert parts.worse.number.text() == str(len(wanted.worse))
    assert parts.test.number.text() == three_digits(wanted.p)
    assert wanted.p < 0.05
    assert parts.said.text().endswith("That is more than chance easily does.")
    cells = wanted.table()
    assert column(parts.verdicts.table, "B: ✓ sound") == [str(cells[a, "sound"]) for a in ("sound", "flawed")]
    assert column(parts.verdicts.table, "B: ⚑ flawed") == [str(cells[a, "flawed"]) for a in ("sound", "flawed")]
    for group in GROUPS:
        page.choose_group(group)
        assert listed(page) == [pair.relative for pair in wanted.of_group(group)]
        assert parts.groups.currentText() == f"{groups()[group]} · {len(wanted.of_group(group))}"
    # The other way round what was worse is better.
    parts.turn.click()
    qtbot.waitUntil(lambda: page.found.first == 3, timeout=WAIT_MS)
    assert parts.better.number.text() == str(len(wanted.worse))


def test_maps_are_compared_after_the_verdicts_and_shown_as_a_chart(qtbot, open_window, judged):
    _, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 2)
    qtbot.waitUntil(lambda: page.alike is not None, timeout=WAIT_MS)
    chart = page.parts.maps.chart
    assert sum(chart.counts) == page.alike.n == len(page.compared.pairs)
    assert f"{round(page.alike.median, 2) + 0.0:.2f} in the median" in page.parts.maps.said.text()
    assert chart.accessibleName() == "Chart: How alike the maps are"
    page.choose_group("worse")
    known = dict(page.alike.each)
    cells = [page.parts.pairs.pairs.cells(n)[-1] for n in range(len(page.shown_pairs()))]
    assert cells == [f"{round(known[pair.first], 2) + 0.0:.2f}" for pair in page.shown_pairs()]


def test_two_maps_side_by_side_move_together(qtbot, open_window, judged):
    window, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    page.choose_group("worse")
    rows = page.parts.pairs
    rows.setFocus()
    rows.setCurrentIndex(rows.pairs.index(1, 0))
    press(rows, Qt.Key.Key_Return)
    desk = window.rooms.trend_desk
    assert desk.comparing_pair
    pair, names = desk.pair, listed(page)
    qtbot.waitUntil(lambda: all(pair.shown()), timeout=WAIT_MS)
    first, second = (side.canvas for side in pair.sides)
    assert [canvas.picture.wish.explanation_id for canvas in (first, second)] == [pair.pair.first, pair.pair.second]
    assert pair.name.text() == names[1]
    assert "✓ sound" in pair.sides[0].said.text()
    assert "⚑ flawed" in pair.sides[1].said.text()
    # Zoom and place are one, whichever is moved.
    assert first.hasFocus()
    press(first, Qt.Key.Key_Plus)
    first.pan(7, 3)
    assert first.view == second.view
    assert not second.view.fit
    second.zoom(2, QPointF(20, 20))
    assert first.view == second.view
    press(second, Qt.Key.Key_0)
    assert first.view.fit
    # The picture is drawn as in the review, by the same keys; a scale of both holds for both.
    press(first, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: all(p and p.wish.look.mode == "mask" for p in pair.shown()), timeout=WAIT_MS)
    press(first, Qt.Key.Key_O)
    press(first, Qt.Key.Key_L)
    assert pair.shared.isChecked()
    qtbot.waitUntil(lambda: all(p and p.wish.look.shared and p.wish.look.mode == "overlay" for p in pair.shown()),
                    timeout=WAIT_MS)  # fmt: skip
    one, other = pair.shown()
    assert one.scale == other.scale
    assert one.scale[1] == pytest.approx(max(float(one.map.max()), float(other.map.max())))
    assert "the same for both runs" in pair.sides[0].bar.accessibleName()
    # On and back with the keys of the review; a verdict key says nothing here.
    press(first, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: pair.name.text() == names[2], timeout=WAIT_MS)
    press(first, Qt.Key.Key_Left)
    press(first, Qt.Key.Key_K)
    assert pair.name.text() == names[0]
    before = facts_of_reviews(judged)
    press(first, Qt.Key.Key_S)
    pause(100)
    assert facts_of_reviews(judged) == before
    press(first, Qt.Key.Key_Escape)
    assert not desk.comparing_pair
    assert rows.hasFocus()
    assert rows.current().relative == names[0]


def facts_of_reviews(project: Path) -> int:
    with Store.open(project, readonly=True) as store:
        return sum(len(list(store.reviews(run.run_id))) for run in store.runs())


@pytest.mark.parametrize("in_b", [False, True])
def test_a_list_is_reviewed_in_either_run(qtbot, open_window, judged, in_b):
    window, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    page.choose_group("worse")
    names = sorted(listed(page))
    (page.parts.in_b if in_b else page.parts.in_a).click()
    run = 3 if in_b else 1
    qtbot.waitUntil(lambda: window.rooms.now == "review" and window.desk.run.run_id == run, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: shown(window) == names, timeout=WAIT_MS)
    assert window.review.queueing.text == ("against:1-worse" if in_b else "against:3-better")


def test_an_image_of_the_pair_is_reviewed_at_its_place(qtbot, open_window, judged):
    window, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    page.choose_group("worse")
    wanted = page.shown_pairs()[3]
    page.pair_chosen.emit(wanted)
    window.rooms.trend_desk.pair.in_b.click()
    qtbot.waitUntil(lambda: window.desk.run.run_id == 3 and len(shown(window)) == len(listed(page)), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.current().relative == wanted.relative, timeout=WAIT_MS)


def test_tables_and_list_are_sorted_by_click_and_by_key(qtbot, open_window, judged):
    window, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    qtbot.waitUntil(lambda: page.alike is not None, timeout=WAIT_MS)
    page.choose_group("worse")
    names, rows = listed(page), page.parts.pairs
    head = rows.horizontalHeader()
    head.setFocus(Qt.FocusReason.TabFocusReason)
    assert head.accessibleName() == "Sort by Image"
    press(head, Qt.Key.Key_Return)
    assert listed(page) == sorted(names)
    assert head.accessibleName() == "Sort by Image, upwards"
    press(head, Qt.Key.Key_Return)
    assert listed(page) == sorted(names, reverse=True)
    press(head, Qt.Key.Key_Return)
    assert listed(page) == names
    for _ in range(5):
        press(head, Qt.Key.Key_Right)
    press(head, Qt.Key.Key_Space)
    known = dict(page.alike.each)
    values = [known[pair.first] for pair in page.shown_pairs()]
    assert values == sorted(values)
    press(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert copied[0][0] == "Image"
    assert [line[0] for line in copied[1:]] == listed(page)
    # The rates too, and a row that was sorted opens its own images.
    press(window, Qt.Key.Key_F4)
    window.rooms.trend_desk.tabs["rates"].click()
    room = window.rooms.trends
    qtbot.waitUntil(lambda: room.told is not None, timeout=WAIT_MS)
    table = room.rates.table
    head = table.horizontalHeader()
    at = head.sectionViewportPosition(1) + 5
    given = column(table, "Run")
    for _ in range(2):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(at, 5).toPoint())
    shares = sorted(((point.row.share, point.name) for point in room.points), reverse=True)
    assert column(table, "Run") == [name for _, name in shares] != given
    table.setFocus()
    table.setCurrentCell(0, 0)
    chosen: list[str] = []
    room.row_chosen.connect(lambda by, row, *_: chosen.append(row.key))
    press(table, Qt.Key.Key_Return)
    assert chosen == [int(shares[0][1].split(" ")[0])]


def test_tables_are_saved_with_full_numbers(qtbot, open_window, judged):
    _, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    qtbot.waitUntil(lambda: page.alike is not None, timeout=WAIT_MS)
    saved: dict[str, bytes] = {}
    page.save_wanted.disconnect()
    page.save_wanted.connect(saved.__setitem__)
    page.parts.verdicts.save.click()
    page.parts.images.save.click()
    assert list(saved) == ["discs-1-3-verdicts.csv", "discs-1-3-images.csv"]
    lines = list(csv.DictReader(io.StringIO(saved["discs-1-3-images.csv"].decode("utf-8-sig"))))
    assert [line["image"] for line in lines] == [pair.relative for pair in page.compared.pairs]
    assert [line["became"] for line in lines] == [pair.group for pair in page.compared.pairs]
    known = dict(page.alike.each)
    assert [float(line["maps_alike"]) for line in lines] == [known[pair.first] for pair in page.compared.pairs]


def test_what_cannot_be_compared_is_told(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    page = window.rooms.trend_desk.compare
    pause(300)
    assert page.currentWidget() is page.empty
    assert page.empty.headline.text() == "Comparing takes two runs."
    page.empty.button.click()
    assert window.rooms.now == "audit"


def test_one_run_twice_is_told_and_the_choice_stays(qtbot, open_window, judged):
    _, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 2, 2)
    assert page.compared is None
    assert page.parts.nothing.isVisible()
    assert page.parts.nothing.text().startswith("Both runs are the same.")
    assert page.parts.first.isVisible()
    choose(qtbot, page, 1, 2)
    assert not page.parts.nothing.isVisible()


def test_while_review_is_blind_nothing_of_others_is_told(qtbot, open_window, judged):
    with Store.open(judged) as store:
        store.set_setting("blind", {"reviews": True, "confidence": False}).result()
    window, page = opened(qtbot, open_window, judged, "ben")
    choose(qtbot, page, 1, 3)
    assert page.compared == facts(judged, 1, 3, "ben") != facts(judged, 1, 3)
    assert page.parts.about.text().startswith("Only your own verdicts are counted here")
    # Whoever has said nothing yet: no verdict, and that is said.
    window.set_reviewer("cleo")
    press(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.compared is not None and not page.compared.n, timeout=WAIT_MS)
    assert {pair.group for pair in page.compared.pairs} == {"none"}
    assert page.parts.said.text().startswith("No image has a verdict in both runs yet.")
    assert page.parts.group() == "none"


def test_another_project_takes_the_comparison_with_it(qtbot, open_window, judged):
    window, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    page.choose_group("worse")
    page.pair_chosen.emit(page.shown_pairs()[0])
    qtbot.waitUntil(lambda: all(window.rooms.trend_desk.pair.shown()), timeout=WAIT_MS)
    window.close_project()
    assert not window.rooms.trend_desk.comparing_pair
    assert page.compared is None


def test_with_large_text_nothing_is_cut_off(qtbot, open_window, judged):
    window, page = opened(qtbot, open_window, judged)
    choose(qtbot, page, 1, 3)
    qtbot.waitUntil(lambda: page.alike is not None, timeout=WAIT_MS)
    window.preferences.text_size = 200
    window.apply_theme()
    window.resize(1024, 640)
    pause(300)
    assert page.parts.horizontalScrollBar().maximum() == 0
    page.pair_chosen.emit(page.shown_pairs()[0])
    pause(200)
    pair = window.rooms.trend_desk.pair
    for button in (pair.back, pair.shared, pair.in_a, pair.in_b):
        assert button.width() >= button.sizeHint().width()
        assert pair.rect().contains(button.geometry())
    window.preferences.text_size = 100
    window.apply_theme()
