"""What the desk reads from a project, in a thread beside the window's, and hands to its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from db import settling, what_ifs
from db.rows import ItemRow, ReviewRow, RunRow
from db.settling import Settled
from db.store import Store
from db.what_ifs import Kept
from gui import project_settings
from gui.project_settings import Blind, ProjectSettings


@dataclass(frozen=True, slots=True)
class Opened:
    """A run with its rows, as read from the store. run is None in a project without one; runs are all, oldest first."""

    run: RunRow | None
    runs: tuple[RunRow, ...]
    rows: tuple[ItemRow, ...]
    place: dict[str, Any]
    model_file: str
    settings: ProjectSettings = field(default_factory=ProjectSettings)


@dataclass(frozen=True, slots=True)
class Reviews:
    """What is said of an explanation, as far as the reviewer at the desk may see it now.

    hidden: what others say is left out until the reviewer has given a verdict (see Blind); settled too
    what_ifs: others' only with what else they say, and none while the model's confidence is hidden
    """

    explanation_id: int
    mine: ReviewRow | None
    others: tuple[ReviewRow, ...]
    settled: Settled | None
    hidden: bool
    what_ifs: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What undo and redo would do now, for the menu; None where there is nothing. event: what undo would take back."""

    undo: str | None
    redo: str | None
    event: str = ""


def read_reviews(store: Store, explanation_id: int, reviewer: str, blind: Blind) -> Reviews:
    """What is said of an explanation, without what the reviewer may not see yet."""
    rows = store.reviews_of(explanation_id)
    mine = next((row for row in rows if row.reviewer == reviewer), None)
    verdict = mine.verdict if mine is not None else None
    hidden = blind.hides_reviews(verdict)
    asked = () if blind.hides_confidence(verdict) else what_ifs.of_explanation(store, explanation_id)
    seen = tuple(one for one in asked if not hidden or one.reviewer == reviewer)
    if hidden:
        return Reviews(explanation_id, mine, (), None, True, seen)
    others = tuple(row for row in rows if row.reviewer != reviewer and _says_something(row))
    return Reviews(explanation_id, mine, others, settling.settled(store, explanation_id), False, seen)


def read_run(store: Store, run_id: int | None) -> RunRow | None:
    return _of(store.runs(), run_id)


def _of(runs: Sequence[RunRow], run_id: int | None) -> RunRow | None:
    if not runs:
        return None
    audits = [run for run in runs if not run.ad_hoc] or runs
    return next((run for run in runs if run.run_id == run_id), audits[-1])


def read_opened(store: Store, reviewer: str, run_id: int | None, place: dict[str, Any]) -> Opened:
    runs = store.runs()
    run = _of(runs, run_id)
    rows = tuple(store.items(run.run_id, reviewer)) if run is not None else ()
    model_file = str(store.get_setting("model_file") or "")
    return Opened(run, tuple(runs), rows, place, model_file, project_settings.read(store))


def _says_something(row: ReviewRow) -> bool:
    return bool(row.verdict or row.reasons or row.severity or row.comment or row.regions)
