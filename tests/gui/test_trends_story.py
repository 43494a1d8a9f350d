"""The trends room: its points are what is counted, and each of them leads to its images."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from db import control_chart, distributions, findings, pace
from db.findings import Scope
from db.store import Store
from gui.plot import steps
from gui.project_settings import Blind, ProjectSettings
from gui.tokens import DARK, LIGHT, VERDICT_COLOURS
from gui.trend_opening import filter_of, ways
from gui.trend_words import choices
from gui.words import percent, three_digits
from tests.gui import trend_world
from tests.gui.helpers import WAIT_MS, pause, press, rows

IN_TIME = ("run", "day", "week")


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trend_world.write(tmp_path_factory.mktemp("trends"))


@pytest.fixture
def judged(_written: Path, tmp_path: Path) -> Path:
    """A copy of a project with verdicts, in which review is not blind."""
    return trend_world.copied(_written, tmp_path)


def opened(qtbot, open_window, project: Path, reviewer: str = "ana"):  # type: ignore[no-untyped-def]
    """The window with the trends of a project."""
    window = open_window(project, reviewer=reviewer)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: window.rooms.trends.told is not None, timeout=WAIT_MS)
    return window


def choose(qtbot, window, by: str) -> None:
    room = window.rooms.trends
    room.by.setCurrentIndex(room.by.findData(by))
    room.by.activated.emit(room.by.currentIndex())
    qtbot.waitUntil(lambda: room.told.by == by, timeout=WAIT_MS)


def counted(project: Path, by: str, scope: Scope = Scope()) -> list[findings.Finding]:  # noqa: B008
    with Store.open(project, readonly=True) as store:
        return findings.of_project(store, by, scope)


def shown(window) -> list[str]:
    """The images that the list of the review room shows."""
    items = window.review.items
    return sorted(items.row(n).relative for n in range(items.rowCount()))


def column(table, head: str) -> list[str]:
    heads = [name.replace("\n", " ") for name in table.heads]
    return [table.item(n, heads.index(head)).text() for n in range(table.rowCount())]


def with_verdict(project: Path, run: int, more: str = "1") -> list[str]:
    """Images of a run that somebody has judged, asked of the file itself."""
    query = (
        "SELECT DISTINCT r.relative FROM run_images r JOIN reviews v ON v.explanation_id = r.explanation_id"
        f" WHERE v.verdict IS NOT NULL AND r.run_id = ? AND {more} ORDER BY 1"
    )
    return [name for (name,) in rows(project, query, run)]


def test_it_can_be_told_by_all_that_is_counted():
    assert set(choices()) == set(findings.BY)


def test_points_and_table_are_what_is_counted_whatever_it_is_told_by(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    room = window.rooms.trends
    for by in findings.BY:
        choose(qtbot, window, by)
        wanted = counted(judged, by)
        assert [point.row for point in room.points] == wanted
        chart, table = room.rates.chart, room.rates.table
        with_share = [n for n, row in enumerate(wanted) if row.n]
        assert [spot.number for spot in chart.spots] == with_share
        across = 1 if by in IN_TIME else 0
        for spot in chart.spots:
            assert (spot.begin[across], spot.end[across]) == pytest.approx(wanted[spot.number].interval)
        assert column(table, "Share flawed") == [percent(row.share) if row.n else "–" for row in wanted]
        assert column(table, "flawed") == [f"{row.flawed:,}" for row in wanted]
        limits = control_chart.chart(wanted) if by in IN_TIME else None
        assert [point.limits for point in room.points] == list(limits.limits if limits else [None] * len(wanted))
        # Greyed and slanted in the table as in the chart: those of which so few are judged.
        slanted = [table.item(n, 0).font().italic() for n in range(table.rowCount())]
        assert slanted == [row.n < control_chart.THIN for row in wanted]
        assert chart.accessibleName() == f"Chart: Share flawed by {room.by.currentText().removeprefix('by ')}"
        assert chart.accessibleDescription() == room.rates.said.text()


def test_the_chart_is_told_in_words(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    room = window.rooms.trends
    wanted = counted(judged, "run")
    shares = [row.share for row in wanted]
    low, high = shares.index(min(shares)), shares.index(max(shares))
    assert room.rates.said.text() == (
        f"Share flawed by run: 4 runs, from {percent(shares[low])} (run {low + 1}) to {percent(shares[high])} "
        f"(run {high + 1}). Outside the control limits: run 3. Fewer than 30 are flawed or sound in: 1 run."
    )
    assert column(room.rates.table, "Limits")[2].startswith("outside ")
    assert not column(room.rates.table, "Limits")[0].startswith("outside ")
    with Store.open(judged, readonly=True) as store:
        whole = findings.of_project(store, "run")
    n, flawed = sum(row.n for row in whole), sum(row.flawed for row in whole)
    assert room.headline.flawed.number.text() == percent(flawed / n)
    assert f"{flawed} of {n}" in room.headline.flawed.more.text()
    right = room.told.cross.right
    assert room.headline.wrong_reason.number.text() == percent(right.share)
    assert f"{right.sound} sound, {right.flawed} flawed" in room.headline.cross.accessibleDescription()
    assert room.evidence.isVisibleTo(room)
    assert not room.pace.isVisibleTo(room)
    choose(qtbot, window, "reviewer")
    assert not room.evidence.isVisibleTo(room)
    assert column(room.pace.table, "Reviewer") == ["ana", "ben"]


def test_coverage_evidence_and_pace_are_what_is_measured(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    room = window.rooms.trends
    wanted = counted(judged, "run")
    assert [bar.value for bar in room.coverage.chart.bars] == [row.coverage for row in wanted]
    with Store.open(judged, readonly=True) as store, store._reading() as db:
        spreads = {run: distributions.spreads(db, run) for run in (1, 2, 3, 4)}
        paces = pace.paces(db)
    cells = column(room.evidence.table, "median")
    medians = [one.median for run in spreads.values() for one in run]
    assert cells == ["–" if one is None else three_digits(one) for one in medians]
    told = room.evidence.chart.accessibleDescription()
    assert f"Run 1: Area of the mask {cells[0]} (" in told
    choose(qtbot, window, "reviewer")
    assert [bar.value for bar in room.pace.chart.bars] == [one.an_hour for one in paces]
    assert column(room.pace.table, "Reviews") == [str(one.reviews) for one in paces]
    assert f"ana: {paces[0].an_hour:.0f} an hour" in room.pace.chart.accessibleDescription()
    # By day nothing is known of what there is to judge.
    choose(qtbot, window, "day")
    assert not room.coverage.isVisibleTo(room)


def test_charts_take_the_colours_of_the_theme(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    chart = window.rooms.trends.rates.chart
    for theme in (LIGHT, DARK):
        window.choose_theme(theme.name)
        pause(60)
        image = chart.grab().toImage()
        assert image.pixelColor(1, 1).name() == theme.ground
        seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
        assert {theme.accent, VERDICT_COLOURS["flawed"]} <= seen


def test_a_click_on_a_run_opens_what_is_judged_of_it(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    chart = window.rooms.trends.rates.chart
    pause(100)
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.place_of(1).toPoint())
    qtbot.waitUntil(lambda: window.rooms.now == "review", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.desk.run.run_id == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: shown(window) == with_verdict(judged, 2), timeout=WAIT_MS)
    assert window.review.queueing.text == "reviewed:yes"
    # Beside the points a click does nothing, and the wheel is the page's.
    press(window, Qt.Key.Key_F4)
    pause(200)
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    pause(200)
    assert window.rooms.now == "trends"
    at = chart.place_of(0)
    wheel = QWheelEvent(at, at, QPoint(0, -40), QPoint(0, -40), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    chart.wheelEvent(wheel)
    assert not wheel.isAccepted()


@pytest.mark.parametrize(
    ("by", "condition", "text"),
    [
        ("true", "r.true_label = 'green'", "true:green reviewed:yes"),
        ("predicted", "r.prediction = 1", "predicted:green reviewed:yes"),
        ("class", "r.target = 1", "target:green reviewed:yes"),
        ("reviewer", "v.reviewer_id = (SELECT id FROM reviewers WHERE name = 'ben')", "reviewer:ben"),
        ("day", "r.judged_on = '2026-11-05'", "judged:2026-11-05"),
        ("week", "r.judged_on BETWEEN '2026-11-02' AND '2026-11-08'", "judged>=2026-11-02 judged<=2026-11-08"),
    ],
)
def test_return_on_a_row_asks_for_the_run_and_opens_its_images_there(
    qtbot, open_window, judged, by, condition, text
):  # fmt: skip
    window = opened(qtbot, open_window, judged)
    choose(qtbot, window, by)
    room, menu = window.rooms.trends, window.rooms.opening.menu
    wanted = {"reviewer": "ben", "day": "2026-11-05", "week": "2026-W45"}.get(by, "green")
    at = [point.row.label for point in room.points].index(wanted)
    table = room.rates.table
    table.setFocus()
    table.setCurrentCell(at, 0)
    press(table, Qt.Key.Key_Return)
    qtbot.waitUntil(menu.isVisible, timeout=WAIT_MS)
    runs = [run for run in (1, 2, 3, 4) if with_verdict(judged, run, condition)]
    named = [action.text() for action in menu.actions()]
    assert [name.split(" · ")[0] for name in named] == [str(run) for run in runs]
    for run, name in zip(runs, named, strict=True):
        n = len(with_verdict(judged, run, condition))
        assert name.endswith("· 1 image" if n == 1 else f"· {n} images")
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: window.rooms.now == "review", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: shown(window) == with_verdict(judged, runs[-1], condition), timeout=WAIT_MS)
    assert window.review.queueing.text == text


def test_images_without_a_true_label_have_a_filter(judged):
    assert filter_of("true", "", None, ("ana",)) == "true:none reviewed:yes"
    assert filter_of("true", "", "ana", ("ana",)) == "true:none verdict:sound,flawed,unsure"
    with sqlite3.connect(judged / "audit.sqlite") as file:
        file.execute("UPDATE run_images SET true_label = NULL WHERE true_label = 'green'")
        file.execute("UPDATE tally_explained SET true_label = '' WHERE true_label = 'green'")
    with Store.open(judged) as store:
        (row,) = [row for row in findings.of_project(store, "true") if row.key == ""]
        found = ways(store, "true", row, Scope(), ProjectSettings(Blind(False)), "ana")
    assert [way.run.run_id for way in found] == [1, 2, 3]  # of run 4 none of these is judged
    assert all(way.leads and way.n for way in found)
    assert sum(way.n for way in found) == row.judged


def test_what_no_filter_says_is_told_and_not_opened_wrongly(qtbot, open_window, judged):
    """An image that one calls flawed for a reason and the majority does not: the filter finds it, the row does not."""
    with Store.open(judged) as store:
        item = next(
            one for one in store.items(1, "ana")
            if one.verdict == "flawed" and one.explanation_id
            and store.review(one.explanation_id, "ben") is None
            and "background" in store.review(one.explanation_id, "ana").reasons
        )  # fmt: skip
        store.set_verdict(item.explanation_id, "ben", "sound").result()
    window = opened(qtbot, open_window, judged)
    room, menu = window.rooms.trends, window.rooms.opening.menu
    choose(qtbot, window, "reason")
    at = [point.row.key for point in room.points].index("background")
    room.rates.table.chosen.emit(at)
    qtbot.waitUntil(menu.isVisible, timeout=WAIT_MS)
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(window.toasts.texts()), timeout=WAIT_MS)
    with Store.open(judged, readonly=True) as store:
        n = next(
            one.flawed for one in findings.of_project(store, "reason", Scope((1,))) if one.key == "background"
        )  # fmt: skip
    (said,) = window.toasts.texts()
    assert said.startswith(f"The row counts {n} in run 1; the filter that comes nearest shows ")
    assert window.rooms.now == "trends"
    window.toasts.shown()[0].action.click()
    qtbot.waitUntil(lambda: window.rooms.now == "review", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: item.relative in shown(window) and window.review.queueing.text != "", timeout=WAIT_MS)


def test_one_run_can_be_told_alone(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    room = window.rooms.trends
    choose(qtbot, window, "predicted")
    room.of.setCurrentIndex(room.of.findData(3))
    room.of.activated.emit(room.of.currentIndex())
    qtbot.waitUntil(lambda: room.told.scope.runs == (3,), timeout=WAIT_MS)
    assert [point.row for point in room.points] == counted(judged, "predicted", Scope((3,)))
    assert room.of.currentData() == 3
    choose(qtbot, window, "run")
    assert room.told.chart is None
    assert "Control limits come with the second row" in room.rates.caption.text()


def test_the_file_that_is_saved_has_the_rows_of_the_table(qtbot, open_window, judged, tmp_path):
    window = opened(qtbot, open_window, judged)
    room, out = window.rooms.trends, tmp_path / "saved.csv"
    proposed: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(100, answer)
            return
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        proposed.append(field.text())
        field.setText(str(out))
        QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(100, answer)
    room.rates.save.click()
    assert proposed == ["discs-flawed-by-run.csv"]
    with out.open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert [one["run"] for one in found] == column(room.rates.table, "Run")
    assert [percent(float(one["share_flawed"])) for one in found] == column(room.rates.table, "Share flawed")
    assert [one["flawed"] for one in found] == column(room.rates.table, "flawed")
    assert [one["outside_limits"] for one in found] == ["no", "no", "yes", "no"]
    assert [one["fewer_than_30"] for one in found] == ["no", "no", "no", "yes"]
    assert [f"{one['with_verdict']} of {one['explained']}" for one in found] == column(room.rates.table, "Judged")
    assert any("lies at" in said for said in window.toasts.texts())


def test_while_review_is_blind_nothing_of_others_is_told(qtbot, open_window, judged):
    with Store.open(judged) as store:
        store.set_setting("blind", {"reviews": True, "confidence": False}).result()
    window = opened(qtbot, open_window, judged, "ben")
    room = window.rooms.trends
    for by in findings.BY:
        choose(qtbot, window, by)
        assert [point.row for point in room.points] == counted(judged, by, Scope(None, "ben"))
    choose(qtbot, window, "reviewer")
    assert column(room.rates.table, "Reviewer") == ["ben"]
    assert column(room.pace.table, "Reviewer") == ["ben"]
    choose(qtbot, window, "day")
    menu = window.rooms.opening.menu
    room.rates.table.chosen.emit(0)
    qtbot.waitUntil(lambda: menu.isVisible() or window.rooms.now == "review", timeout=WAIT_MS)
    if menu.isVisible():
        menu.actions()[0].trigger()
        menu.close()
    day = room.points[0].row.key
    own = f"v.reviewer_id = (SELECT id FROM reviewers WHERE name = 'ben') AND substr(v.updated_at, 1, 10) = '{day}'"
    run = 1
    qtbot.waitUntil(lambda: shown(window) == with_verdict(judged, run, own), timeout=WAIT_MS)
    # Whoever has said nothing yet sees nothing, and is told why.
    window.set_reviewer("cleo")
    press(window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: room.currentWidget() is room.empty, timeout=WAIT_MS)
    assert "Review is blind here" in room.empty.text.text()


def test_a_hundred_classes_are_drawn_as_far_as_they_can_be_read(qtbot, open_window, tmp_path):
    labels = [f"a class with a rather long name, number {n}" for n in range(100)]
    project = trend_world.write(tmp_path / "many", images=180, shares=(0.3,), few=0, labels=labels)
    window = opened(qtbot, open_window, project)
    room = window.rooms.trends
    choose(qtbot, window, "predicted")
    chart, n = room.rates.chart, len(room.points)
    assert n == room.rates.table.rowCount() > 60
    assert len(chart.spots) == 60
    assert room.rates.caption.text().startswith(f"Drawn are the 60 with the most verdicts; the table has all {n}.")
    fewest = min(room.points[spot.number].row.n for spot in chart.spots)
    assert all(point.row.n <= fewest for n, point in enumerate(room.points) if n not in chart.drawn())


@pytest.mark.parametrize("most", [4, 5, 8])
def test_an_axis_reaches_its_highest_value_in_few_round_steps(most):
    for n in range(1, 400):
        for top in (n / 400, n * 1e-6, float(n)):
            end, ticks = steps(top, most)
            assert end >= top * (1 - 1e-9)
            assert ticks[0] == 0
            assert ticks[-1] == pytest.approx(end)
            assert 2 <= len(ticks) <= most + 1
