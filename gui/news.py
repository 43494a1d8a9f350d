"""What the GPU worker thread is asked and what it answers: frozen records, and the outbox that carries them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from db.defence import Defence
from db.rows import Region
from db.store import Store
from engine.packs import PackedStart
from engine.records import FitStep, FloatArray, WhatIf

# --- asked ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Load a model description.

    trusted:    (path, sha256) of code files that the user has just agreed to; remembered
    trust_code: run its code without asking (the demo's own); not remembered
    """

    path: Path
    trusted: tuple[tuple[Path, str], ...] = ()
    trust_code: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RunAudit:
    """Audit a folder, or only some files below it, with the model that is loaded, into an open store.

    folder may also be a CSV or JSON file that lists the images; layout is as in engine.datasets, evidence as in
    engine.in_full. limit is the most images of the folder to explain, 0 for all; batch_size 0 is the engine's own
    choice. resumed is the run that goes on, with its own images only: it may have been begun with a few of the folder;
    0 for none. queued: it comes from the queue, so nobody is led away from what they look at.
    pack: what the run that goes on has kept of its rule pack.
    """

    store: Store
    folder: Path
    files: tuple[Path, ...] = ()
    method: str = "learned"
    steps: int = 10
    seed: int = 0
    batch_size: int = 0
    resumed: int = 0
    layout: str = "auto"
    evidence: str = "quick"
    limit: int = 0
    queued: bool = False
    pack: PackedStart | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ExplainNow:
    """Explain one image of a run again, for a class, before whatever else waits; kept in an ad hoc run of the store.

    key, relative, sha256: of the image as the run saw it; folder: that of the run
    model_file, fingerprint: the run's model, which is loaded beside the one at hand if it is another
    """

    ticket: int
    store: Store
    key: int
    folder: str
    relative: str
    path: str
    sha256: str
    model_file: Path
    fingerprint: str
    method: str
    steps: int
    target: int
    seed: int = 0
    trust_code: bool = False
    pack: PackedStart | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RemakeMap:
    """Compute the map of an explanation again, before whatever else waits, and put it back if it is the kept one.

    model_file: where the run's model is; loaded beside the one at hand if that is another
    """

    ticket: int
    store: Store
    kept: Defence
    model_file: Path
    trust_code: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class AskWhatIf:
    """Ask the model of an explanation what it says with regions taken away ("away") or with nothing else ("only"),
    before whatever else waits. Nothing is kept by it.

    model_file: where the run's model is; loaded beside the one at hand if that is another
    """

    ticket: int
    kept: Defence
    regions: tuple[Region, ...]
    way: Literal["away", "only"]
    filling: Literal["mean", "blur", "inpaint"]
    model_file: Path
    trust_code: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WatchRule:
    """Learn an explanation once more and tell of each step, before whatever else waits. Nothing is kept in the store.

    ticket: higher than those before; ``Worker.unwatch`` ends all up to one
    kept:   all that the project keeps of the explanation, which is by the learned method
    """

    ticket: int
    store: Store
    kept: Defence
    model_file: Path
    trust_code: bool = False


@dataclass(frozen=True, slots=True)
class MeasurePace:
    """Explain a few images and keep nothing, to tell what an audit will take. full: one of them with all evidence."""

    paths: tuple[Path, ...]
    method: str
    steps: int
    full: bool


# --- answered ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ModelReady:
    path: Path
    name: str
    version: str
    fingerprint: str
    classes: int
    device: str
    warnings: tuple[str, ...]
    input_size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class CodeText:
    """A file of code that a model brings. ``text`` is None where it is not text (a .pt2 archive)."""

    path: Path
    sha256: str
    text: str | None


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    path: Path
    files: tuple[CodeText, ...]


@dataclass(frozen=True, slots=True)
class ModelRefused:
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class RunGrew:
    """All rows of a run are in the store that began with its first batch; total counts them."""

    run_id: int
    total: int


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run's rows are in the store (of a large one those of its first batch; RunGrew follows then); total counts
    its images, done those explained or failed before.

    left_out: what of the folder could not be looked at, each with its reason
    notes: what of the data set cannot be used, in sentences
    """

    run_id: int
    resumed: bool
    total: int
    done: int
    new: int
    changed: int
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchHalved:
    """The memory was too full for the run's batch_size; from here on it is size."""

    run_id: int
    batch_size: int
    size: int


@dataclass(frozen=True, slots=True)
class RowExplained:
    run_id: int
    key: int
    explanation_id: int
    prediction: int
    probability: float
    target: int


@dataclass(frozen=True, slots=True)
class RowFailed:
    run_id: int
    key: int
    reason: str


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """done of total over the whole run; seconds_left is None until it can be told."""

    done: int
    total: int
    seconds_left: float | None
    source: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    """state: finished, cancelled or interrupted; trouble is the plain text where it could not go on, else empty.

    pace: seconds an image, without pauses and what came between; None where nothing was done
    """

    run_id: int | None
    state: str
    explained: int
    failed: int
    seconds: float
    trouble: str = ""
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class ExplainedNow:
    """One image was explained by hand, and that is in the store."""

    ticket: int
    key: int
    explanation_id: int


@dataclass(frozen=True, slots=True)
class NotExplained:
    """It could not be, and why in plain words."""

    ticket: int
    text: str


@dataclass(frozen=True, slots=True)
class MapPutBack:
    """A map is again as it was written. aside: where the altered file is kept now; empty if there was none."""

    ticket: int
    aside: str


@dataclass(frozen=True, slots=True)
class MapDiffers:
    """A map was computed, and is not the kept one; nothing was replaced. What came out now:

    ends: lowest and highest value of the map; prediction: class index, with its probability
    others: (name, then, now) of versions and parameters that are not as they were
    """

    ticket: int
    ends: tuple[float, float]
    prediction: int
    probability: float
    device: str
    others: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NotRemade:
    """A map could not be computed again, and why in plain words. about: what has to be put right, if one of these."""

    ticket: int
    text: str
    about: Literal["", "image", "model"] = ""


@dataclass(frozen=True, slots=True, eq=False)
class RuleStep:
    """One step of a fit that is watched, of ``steps`` + 1. seen: it brings its map and the gates by position; of very
    many steps some do not (their map has no pixels, and they have no calls), so that what is kept stays small."""

    ticket: int
    steps: int
    step: FitStep
    seen: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class RuleLearned:
    """The fit has ended. How the map that came out lies to the kept one, by engine/rerun.py:

    map:         float32 (H, W); that of the step ``best``, weighed by the answers
    alike:       same bytes, apart by rounding, or different; "lost": the kept map cannot be read, and this is not it
    rank:        Spearman's rank correlation; None where it is not known
    most:        what 99 of 100 pixels differ by at most, as a share of the kept map's range; likewise
    batch_size:  that the kept one was made in; this one was made alone
    others:      (name, then, now) of versions, parameters and device that are not as they were
    """

    ticket: int
    map: FloatArray
    best: int
    alike: Literal["same", "rounding", "differs", "lost"]
    rank: float | None
    most: float | None
    batch_size: int
    others: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoRule:
    """An explanation could not be learned once more, and why in plain words. about: as for NotRemade."""

    ticket: int
    text: str
    about: Literal["", "image", "model"] = ""


@dataclass(frozen=True, slots=True)
class WhatIfAnswered:
    """What the model said; nothing of it is kept yet."""

    ticket: int
    found: WhatIf


@dataclass(frozen=True, slots=True)
class WhatIfRefused:
    """It could not be asked, and why in plain words. about: what has to be put right, if one of these."""

    ticket: int
    text: str
    about: Literal["", "image", "model"] = ""


@dataclass(frozen=True, slots=True)
class PaceMeasured:
    """Seconds an image takes; full_s: with all evidence, None if not asked for. trouble: why it is not known."""

    fingerprint: str
    job: MeasurePace
    quick_s: float | None
    full_s: float | None
    trouble: str = ""


News = (
    ModelReady | ConsentAsked | ModelRefused | RunStarted | RunGrew | BatchHalved | RowExplained | RowFailed
    | AuditProgress | RunEnded | ExplainedNow | NotExplained | MapPutBack | MapDiffers | NotRemade | RuleStep
    | RuleLearned | NoRule | WhatIfAnswered | WhatIfRefused
    | PaceMeasured
)  # fmt: skip


class Outbox(QObject):
    """Carries records from the worker thread to the window's, in order, in bundles at most 20 a second.

    ``post`` may be called from any thread. ``arrived`` is emitted in the thread this object lives in.
    """

    arrived = Signal(tuple)
    _woken = Signal()
    INTERVAL_MS = 50

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: list[News] = []
        self._announced = False
        self._closed = False
        self._clock = clock
        self._last = -1.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.deliver)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def post(self, record: News) -> None:
        with self._lock:
            self._waiting.append(record)
            if self._announced:
                return
            self._announced = True
        self._woken.emit()

    def close(self) -> None:
        """Hand over what waits; nothing is handed over later."""
        self.deliver()
        self._closed = True
        self._timer.stop()

    @Slot()
    def _wake(self) -> None:
        if self._closed:
            return
        since_ms = (self._clock() - self._last) * 1000.0
        if self._last < 0 or since_ms >= self.INTERVAL_MS:
            self.deliver()
        elif not self._timer.isActive():
            self._timer.start(max(1, round(self.INTERVAL_MS - since_ms)))

    @Slot()
    def deliver(self) -> None:
        """Hand over everything that waits, now."""
        with self._lock:
            bundle, self._waiting = tuple(self._waiting), []
            self._announced = False
        self._last = self._clock()
        if bundle:
            self.arrived.emit(bundle)
