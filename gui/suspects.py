"""The maps of a run ranked beside the window's thread, with reasons in words. What was found is kept in the cache."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QObject, Qt, Signal

from db import suspicion, unusual
from db.rows import RunRow
from db.store import Store
from db.suspicion import BoolArray, Figure, Suspect
from db.unusual import Standing
from engine.records import Geometry, Truth
from engine.truth import TruthError, to_map
from engine.truth import mask_of as truth_mask
from gui.background import Background
from gui.items import Hint
from gui.words import count, ordinal, percent, three_digits, tr
from reports.labels import truth_in


def cache_folder() -> Path:
    return user_cache_path("hansel") / "signatures"


@dataclass(frozen=True, slots=True)
class Ranking:
    """keys: the most suspicious first; hints: why, in a few words, and all figures; standings: why, in full."""

    keys: tuple[int, ...] = ()
    hints: dict[int, Hint] = field(default_factory=dict)
    standings: dict[int, Standing] = field(default_factory=dict)


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
            hints = {one.key: why(one, loud=2 * n < len(ranked)) for n, one in enumerate(ranked)}
            return Ranking(tuple(one.key for one in ranked), hints, unusual.standings(looks, ranked))

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


def why(one: Suspect, *, loud: bool) -> Hint:
    """What a row of the queue says, and its tooltip: the reasons where there are any, those of the object first; else
    by what it stands highest, if that is worth a word. The tooltip has all its figures.

    loud: it is in the first half of the queue; in the other only who is in the first tenth by a figure is told of it
    """
    if any(name == "unread" for name, _ in one.reasons):
        return Hint(tr("map cannot be read"), tr("its map cannot be read"))
    short = {"border": tr("on border"), "apart": tr("unlike others"), "off": tr("off object")}
    reasons = sorted((name for name, _ in one.reasons), key=lambda name: name != "off")
    words = ", ".join(short[name] for name in reasons)
    first = one.strongest
    if not words and first is not None and (loud or 10 * first.place <= first.of):
        foremost = {
            "border": tr("most on the border"),
            "apart": tr("most unlike others"),
            "off": tr("most off the object"),
        }
        further = {
            "border": tr("{nth} most on the border"),
            "apart": tr("{nth} most unlike others"),
            "off": tr("{nth} most off the object"),
        }
        words = (foremost if first.place == 1 else further)[first.what].format(nth=ordinal(first.place))
    full = "\n".join(_figure_words(figure) for figure in sorted(one.figures, key=lambda figure: figure.what != "off"))
    return Hint(words or tr("nothing stands out"), full or tr("nothing is known of its map"))


def _figure_words(one: Figure) -> str:
    """ "12.0 % of its energy is on the border: 3rd of 40; usual 2.1 %"."""
    texts = {
        "border": tr("{share} of its energy is on the border: {nth} of {all}; usual {usual}"),
        "apart": tr("{share} away from where the run's maps usually lie: {nth} of {all}; usual {usual}"),
        "off": tr("{share} of its energy is off the object: {nth} of {all}; usual {usual}"),
    }
    say = three_digits if one.what == "apart" else percent
    return texts[one.what].format(share=say(one.value), nth=ordinal(one.place), all=count(one.of), usual=say(one.usual))
