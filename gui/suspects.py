"""The maps of a run ranked beside the window's thread, with reasons in words. What was found is kept in the cache."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QObject, Qt, Signal

from db import suspicion
from db.rows import RunRow
from db.store import Store
from db.suspicion import BoolArray, Suspect
from engine.records import Geometry, Truth
from engine.truth import TruthError, to_map
from engine.truth import mask_of as truth_mask
from gui.background import Background
from gui.items import Hint
from gui.words import percent, tr
from reports.labels import truth_in


def cache_folder() -> Path:
    return user_cache_path("hansel") / "signatures"


@dataclass(frozen=True, slots=True)
class Ranking:
    """keys: the most suspicious first; hints: why, in a few words, for those that stand out."""

    keys: tuple[int, ...] = ()
    hints: dict[int, Hint] = field(default_factory=dict)


class Suspects(QObject):
    """``rank(...)`` calls back in the window's thread; ``told(done, total)`` says how far it is till then."""

    told = Signal(int, int)
    _told = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Background(1, "suspects", self)
        self._stop = threading.Event()
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def rank(
        self, store: Store, run: RunRow, done: Callable[[Ranking], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Rank the images of a run that are explained now. What was asked for before is given up."""
        self.stop()
        stop = self._stop = threading.Event()

        def work() -> Ranking | None:
            looks = suspicion.looks_of_run(
                store, run.run_id, cache_folder(), lambda *about: on_map(run.labels, *about),
                told=lambda n, total: self._told.emit(stop, n, total), stopped=stop.is_set,
            )  # fmt: skip
            if stop.is_set():
                return None
            ranked = suspicion.ranking(looks)
            return Ranking(tuple(one.key for one in ranked), {one.key: why(one) for one in ranked if one.reasons})

        def came(found: Ranking | None) -> None:
            if found is not None and not stop.is_set():
                done(found)

        def broke(error: BaseException) -> None:
            if not stop.is_set():
                failed(error)

        self._worker.run(work, came, broke)

    def stop(self) -> None:
        """Give up what is being ranked; what is known of maps till then is kept."""
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._worker.close()

    def _tell(self, stop: threading.Event, done: int, total: int) -> None:
        if stop is self._stop and not stop.is_set():
            self.told.emit(done, total)


def on_map(labels: Sequence[str], truth: Truth, target: int, geometry: Geometry) -> BoolArray:
    """The object of the explained class on the map's grid, or all objects where the data set knows none of that class;
    nothing where what it says does not fit the image."""
    known = truth_in(truth, labels)
    assert known is not None
    own = {one.label for one in known.objects}
    wanted = [labels[target]] if labels[target] in own else sorted(own)
    try:
        masks = [truth_mask(known, label, geometry.image_height, geometry.image_width) for label in wanted]
        whole = masks[0]
        for mask in masks[1:]:
            whole = whole | mask
        return to_map(whole, geometry)
    except TruthError:
        return to_map(_nothing(geometry), geometry)


def _nothing(geometry: Geometry) -> BoolArray:
    import numpy as np

    return np.zeros((geometry.image_height, geometry.image_width), dtype=np.bool_)


def why(one: Suspect) -> Hint:
    """The reasons of a suspect, for its row and for its tooltip: those of the object first."""
    short = {
        "border": tr("on border"),
        "apart": tr("unlike others"),
        "off": tr("off object"),
        "unread": tr("map cannot be read"),
    }
    full = {
        "border": tr("{share} of its energy is on the border"),
        "apart": tr("it lies where the run's maps seldom lie"),
        "off": tr("{share} of its energy is off the object"),
        "unread": tr("its map cannot be read"),
    }
    reasons = sorted(one.reasons, key=lambda reason: list(full).index(reason[0]) != 2)
    return Hint(
        ", ".join(short[name] for name, _ in reasons),
        "; ".join(full[name].format(share=percent(figure)) for name, figure in reasons),
    )
