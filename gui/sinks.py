"""Where the worker's explanations go: into the store and to the window, into an ad hoc run, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from db import ad_hoc
from db.store import Store
from engine.records import Explanation, Failure
from gui.news import News, RowExplained, RowFailed


class Task(Protocol):
    """What a sink needs to know of a piece of work (engine.audit.Work)."""

    @property
    def key(self) -> int: ...


Outcomes = Sequence[tuple[Task, Explanation | Failure]]


class StoreSink:
    """engine.audit's sink: rows are in the store before the window hears of them."""

    def __init__(self, store: Store, run_id: int, post: Callable[[News], None]) -> None:
        self._store, self._run_id, self._post = store, run_id, post

    def take(self, outcomes: Outcomes) -> None:
        ids = self._store.add_outcomes(self._run_id, [(work.key, outcome) for work, outcome in outcomes])
        for (work, outcome), explanation_id in zip(outcomes, ids, strict=True):
            if isinstance(outcome, Failure):
                self._post(RowFailed(self._run_id, work.key, outcome.reason))
                continue
            assert explanation_id is not None
            share = float(outcome.probabilities[outcome.prediction])
            self._post(RowExplained(self._run_id, work.key, explanation_id, outcome.prediction, share, outcome.target))


class ByHand:
    """The sink of a single image."""

    def __init__(self, store: Store, run_id: int) -> None:
        self._store, self._run_id = store, run_id
        self.explanation_id: int | None = None
        self.reason = ""

    def take(self, outcomes: Outcomes) -> None:
        for work, outcome in outcomes:
            self.explanation_id = ad_hoc.keep(self._store, self._run_id, work.key, outcome)
            self.reason = outcome.reason if isinstance(outcome, Failure) else ""


class Nowhere:
    """The sink of what is only measured."""

    def take(self, outcomes: Outcomes) -> None:
        pass
