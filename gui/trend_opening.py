"""From a row of trends to its images in the review room: the filter that shows them, and in which runs they are.

A filter is taken only if it finds as many images as the row counts; where it finds others too, that is said instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from db import findings, queues
from db.conditions import NONE
from db.findings import Finding, Scope
from db.queues import Queue
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui.filter_offers import quoted
from gui.filter_text import FilterError, names_leave_blind, understood
from gui.project_settings import ProjectSettings
from gui.queueing import vocabulary_of
from gui.runs_box import run_words
from gui.words import count, images, tr
from reports.labels import match_labels
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window


@dataclass(frozen=True, slots=True)
class Way:
    """To the images of a row in one run. n: how many the row counts there; found: how many the filter shows, None
    where there is no filter that says it"""

    run: RunRow
    text: str
    n: int
    found: int | None

    @property
    def leads(self) -> bool:
        return self.found == self.n


def filter_of(by: str, key: int | str, reviewer: str | None, names: Sequence[str]) -> str:
    """The filter of a row, "" where there is none. key: a reviewer's name, else the row's; reviewer: the one whose own
    verdicts alone count; names: of all who have reviewed in the run."""
    judged = "reviewed:yes" if reviewer is None else "verdict:sound,flawed,unsure"
    whose = ",".join(quoted(name) for name in ([reviewer] if reviewer is not None else names))
    match by:
        case "run" | "model":
            return judged
        case "true" | "predicted" | "class":
            field = "target" if by == "class" else by
            return f"{field}:{quoted(str(key)) if key != '' else NONE} {judged}"
        case "reviewer":
            return f"reviewer:{quoted(str(key))}"
        case "reason":
            return " ".join((f"reason:{quoted(str(key))}", "verdict:flawed", f"reviewer:{whose}"))
        case "day":
            days = f"judged:{key}"
        case "week":
            year, _, week = str(key).partition("-W")
            first, last = (date.fromisocalendar(int(year), int(week), day).isoformat() for day in (1, 7))
            days = " ".join((f"judged>={first}", f"judged<={last}"))
        case _:
            return ""
    return days if reviewer is None else " ".join((days, f"reviewer:{whose}"))


def ways(store: Store, by: str, row: Finding, scope: Scope, settings: ProjectSettings, reviewer: str) -> list[Way]:
    """Where the images of a row are, as the project is now; runs in which it counts none are left out."""
    made = []
    for run in store.runs():
        if scope.runs is not None and run.run_id not in scope.runs:
            continue
        if by == "run" and run.run_id != row.key:
            continue
        here = findings.of_project(store, by, Scope((run.run_id,), scope.reviewer))
        same = [one for one in here if one.key == row.key]
        n = (same[0].flawed if by == "reason" else same[0].judged) if same else 0
        if n:
            made.append(_way(store, by, row, run, n, scope, settings, reviewer))
    return made


def _way(
    store: Store, by: str, row: Finding, run: RunRow, n: int, scope: Scope, settings: ProjectSettings, reviewer: str
) -> Way:
    values = queues.values_of(store, run.run_id)
    key = row.label if by == "reviewer" else row.key
    text = filter_of(by, key, scope.reviewer, values.reviewers)
    if not text:
        return Way(run, "", n, None)
    try:
        wanted = understood(text, vocabulary_of(run, values, settings, reviewer))
    except FilterError:
        return Way(run, text, n, None)
    blind = settings.blind
    found = queues.opened(
        store, run.run_id, reviewer, Queue(), wanted.wanted, wanted.without,
        truths=match_labels(values.true_labels, run.labels), blind=blind.reviews,
        own_only=names_leave_blind(wanted, reviewer, reviews=blind.reviews, confidence=blind.confidence),
    )  # fmt: skip
    return Way(run, text, n, len(found.keys))


class TrendOpening(QObject):
    """Goes to the review room with the images of a row; asks for the run, in a small menu, where there are several."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.menu = QMenu(window)
        self._ticket = 0

    def open(self, by: str, row: Finding, scope: Scope, at: QPoint) -> None:
        """at: where the menu goes, on the screen."""
        desk = self._window.desk
        store, settings, reviewer = desk.store, desk.settings, desk.reviewer
        self._ticket += 1
        ticket = self._ticket
        if store is None:
            return

        def work() -> list[Way] | PlainError:
            try:
                return ways(store, by, row, scope, settings, reviewer)
            except PlainError as error:
                return error

        def done(found: object) -> None:
            if ticket != self._ticket or store is not desk.store or self._window.rooms.now != "trends":
                return
            if isinstance(found, PlainError):
                self._window.show_trouble(str(found))
            elif isinstance(found, list):
                self._choose(found, at)

        self._window.rooms.trends.read(work, done)

    def _choose(self, found: list[Way], at: QPoint) -> None:
        if not found:
            self._window.toasts.show(tr("No image of this row has a verdict."), kind="trends")
        elif len(found) == 1:
            self._go(found[0])
        else:
            self.menu.clear()
            for way in found:
                title = visible(f"{way.run.run_id} · {run_words(way.run)}").replace("&", "&&")
                action = self.menu.addAction(f"{title} · {images(way.n)}")
                action.triggered.connect(lambda _=False, way=way: self._go(way))
            self.menu.popup(at)

    def _go(self, way: Way) -> None:
        window = self._window
        if way.leads:
            self._show(way)
            return
        if way.found is None:
            words = tr("No filter of the review room says what this row counts.")
            window.toasts.show(words, kind="trends")
            return
        words = tr("The row counts {n} in run {run}; the filter that comes nearest shows {found}.").format(
            n=count(way.n), run=way.run.run_id, found=count(way.found)
        )
        window.toasts.show(words, kind="trends", action=(tr("Show them"), lambda: self._show(way)))

    def _show(self, way: Way) -> None:
        self._window.show_review()
        self._window.review.queueing.show_in(way.run.run_id, Queue(), way.text)
