"""From wherever a method's name stands to its caveat: by click and by key, in a card of the window itself."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.methods import METHODS
from gui.method_facts import DOES, MEASURED
from gui.method_link import MethodLink
from gui.method_sources import SOURCE
from tests.gui import side_world
from tests.gui.helpers import WAIT_MS, press

CONTROL = Qt.KeyboardModifier.ControlModifier
QUALITY = Path(__file__).parents[2] / "docs" / "quality.md"


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return side_world.write(tmp_path_factory.mktemp("methods")).parent


@pytest.fixture
def window(qtbot, open_window, _written, tmp_path):
    """On a project with a run by learned and one by gradient."""
    shutil.copytree(_written, tmp_path / "home", ignore=shutil.ignore_patterns(".lock", "all"))
    window = open_window(tmp_path / "home" / "photos.hansel")
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    return window


def tells(window, method: str) -> bool:
    """The card tells of that method, its caveat among it; then it is shut by Escape."""
    card = window.about_method.card
    assert card.isVisible()
    right = card.choice.currentData() == method and card.caveat.text() == METHODS[method].caveat
    assert METHODS[method].caveat in card.choice.accessibleDescription()
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not card.isVisible()
    return right


def click(link: MethodLink) -> None:
    assert link.toolTip() == METHODS[link.name].caveat
    assert link.accessibleName() == f"About the method {link.name}"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)


def test_from_the_panel_and_by_key(qtbot, window):
    run = window.desk.run
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_I, CONTROL)
    card = window.about_method.card
    assert card.does.text() == DOES[run.method]
    assert card.source.text().replace("\u200b", "") == SOURCE[run.method]
    for name, value in run.parameters.items():
        assert f"{name} " in card.told.text()
        if isinstance(value, str):
            assert f"{name} {value}" in card.told.text()
    assert tells(window, run.method)
    assert window.review.canvas.hasFocus()
    panel = window.review.panel
    qtbot.waitUntil(lambda: panel._explanation is not None, timeout=WAIT_MS)
    panel.folds["made"].set_opened(True)
    link = panel._made.about_method
    qtbot.waitUntil(link.isVisible, timeout=WAIT_MS)
    panel.ensureWidgetVisible(link)
    click(link)
    assert tells(window, run.method)


def test_from_the_top_bar(window):
    menu = window.top._title.menu()
    entry = next(action for action in menu.actions() if action.text() == "About this method…")
    entry.trigger()
    assert tells(window, window.desk.run.method)


def test_from_the_setup_of_an_audit_for_each_method(window):
    window.rooms.show("audit")
    form = window.start.form
    for name in METHODS:
        window.intake.choose_method(name, 5)
        assert form.about_method.name == name
        click(form.about_method)
        assert tells(window, name)
    press(form.method, Qt.Key.Key_I, CONTROL)
    assert tells(window, name)


def test_from_the_runs_and_the_queue(qtbot, window):
    window.rooms.show("audit")
    qtbot.waitUntil(lambda: len(window.start.runs.findChildren(MethodLink)) == 3, timeout=WAIT_MS)
    for link in window.start.runs.findChildren(MethodLink):
        name = link.name
        click(link)
        assert tells(window, name)
    assert {link.name for link in window.start.runs.findChildren(MethodLink)} == {"learned", "gradient"}
    model = side_world.MODEL
    window.queue.add(replace(window.intake.setup, method="rise", folder=model.parent, model=model))
    (link,) = window.start.queue.findChildren(MethodLink)
    click(link)
    assert tells(window, "rise")


def test_from_explaining_again_and_from_explanations_side_by_side(qtbot, window):
    window.again.open()
    panel = window.again.panel
    panel.method.setCurrentIndex(panel.method.findData("grad-cam"))
    click(panel.about_method)
    assert tells(window, "grad-cam")
    panel.leave()
    window.review.canvas.setFocus()
    window.actions_["compare-explanations"].trigger()
    qtbot.waitUntil(lambda: len(window.review.sides.shown_views()) == 2, timeout=WAIT_MS)
    views = window.review.sides.shown_views()
    qtbot.waitUntil(lambda: all(view.explanation_id for view in views), timeout=WAIT_MS)
    for view in views:
        name = window.desk.store.explanation(view.explanation_id).method
        click(view.about_method)
        assert tells(window, name)


def test_from_two_runs_compared(qtbot, window):
    window.rooms.show("trends", "compare")
    page = window.rooms.trend_desk.compare
    qtbot.waitUntil(lambda: page.found is not None, timeout=WAIT_MS)
    by_number = {run.run_id: run.method for run in page.found.runs}
    for link, number in zip(page.parts.about_method, (page.found.first, page.found.second), strict=True):
        click(link)
        assert tells(window, by_number[number])


def test_every_method_is_told_of(window):
    card = window.about_method.card
    assert set(DOES) == set(SOURCE) == set(METHODS)
    for name in METHODS:
        card.show_method(name, None)
        assert card.does.text().endswith(".")
        assert card.measured.text()
        assert card.told.text()
    card.shut()


def test_the_figures_are_those_of_the_page_on_quality():
    """Read here line by line from docs/quality.md, world of fabrics."""
    page = QUALITY.read_text("utf-8").split("## The world of fabrics")[1].split("\n## ")[0]
    found: dict[str, list[tuple[float, ...]]] = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) > 10 and re.match(r"[\d.]+ \[", cells[2]):
            name = "learned" if cells[0] == "learned, 10 steps" else cells[0]
            found.setdefault(name, []).append(tuple(float(cells[n].split()[0]) for n in (2, 3, 6)))
    assert set(MEASURED) <= set(METHODS)
    assert set(METHODS) <= set(found)
    for name, measured in MEASURED.items():
        own, energy, rank = zip(*found[name], strict=True)
        assert measured.nets == len(own)
        for told, values in ((measured.own, own), (measured.energy, energy), (measured.rank, rank)):
            assert told == (min(values), max(values))
