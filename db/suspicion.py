"""Which maps of a run to look at first: those on the border, unlike the run's other maps, or off the object.

Measured on the demo, whose net looks at a stamp (`python -m tests.benchmarks.suspicion`, which also tells of what was
tried and is not used): distance to the other maps of the same class does not serve, since a class that is told by its
stamp has the stamp in most of its maps. So a map is compared with what is usual over all classes of the run.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from sqlalchemy import select

from db import maps, truths
from db.column_types import canonical_json
from db.faults import StoreError
from db.schema import explanations, images, run_images, runs
from db.store import Store
from engine.records import FloatArray, Geometry, Truth

BoolArray = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
# (truth, explained class, geometry) -> bool (input height, input width): the object on the map's grid.
OnMap = Callable[[Truth, int, Geometry], BoolArray]
Signal = Literal["border", "apart", "off", "unread"]

SIDE = 8
SAVED_EVERY = 2000
TOLD_EVERY = 50
# When a figure is named as the reason: it is so large by itself, and so many times what is usual in the run.
NAMED: dict[Signal, tuple[float, float]] = {"border": (0.02, 3.0), "apart": (0.5, 1.5), "off": (0.5, 1.0)}


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one image's map. signature: (64,), None where the map cannot be read.

    border: share of the positive energy on the frame; off: share of it off the object; NaN where not known, 0 to 1
    """

    key: int
    group: int
    border: float
    signature: FloatArray | None
    off: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an image. place: 1 for the largest of the ``of`` images that have it; usual: their median."""

    what: Signal
    value: float
    place: int
    of: int
    usual: float


@dataclass(frozen=True, slots=True)
class Suspect:
    """An image of the ranking. score: 0 to 1, among the others of the run; reasons: (what, its figure), may be none;
    figures: all that are known of it.

    what: border; apart, from the run's other maps by cosine; off the object; unread, a map that cannot be read
    """

    key: int
    score: float
    reasons: tuple[tuple[Signal, float], ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def strongest(self) -> Figure | None:
        """The figure by which it stands highest among the others, if that is more than usual; of equals the first."""
        above = [one for one in self.figures if one.value > one.usual]
        return min(above, key=lambda one: one.place / one.of, default=None)


def signature(values: FloatArray) -> FloatArray:
    """Where the positive part of a map (H, W) lies, by 8 x 8 blocks: float32 (64,) of sum 1; zeros if it has none."""
    positive = np.maximum(values.astype(np.float64), 0)
    down, across = (_blocks(length) for length in values.shape)
    found = (down @ positive @ across.T).ravel()
    total = found.sum()
    return (found / total if total > 0 else found).astype(np.float32)


def apart(signatures: Floats, groups: Sequence[int]) -> Floats:
    """Cosine distance, 0 to 1, of signatures (n, 64) to what is usual in the run: the median of its groups' means.

    By groups (predicted classes), so that a frequent class does not make its own habit the usual. NaN for zeros.
    """
    if not len(signatures):
        return np.zeros(0)
    of = np.asarray(groups)
    whole = signatures.sum(1) > 0
    means = [signatures[(of == group) & whole].mean(0) for group in np.unique(of[whole])]
    if not means:
        return np.full(len(signatures), np.nan)
    usual = np.median(means, 0) if len(means) > 2 else np.median(signatures[whole], 0)
    lengths = np.linalg.norm(signatures, axis=1) * np.linalg.norm(usual)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.where(lengths > 0, 1 - signatures @ usual / lengths, np.nan)
    return found


def ranking(looks: Sequence[Look]) -> list[Suspect]:
    """The images, the most suspicious first: by the mean of their ranks by each figure that is known of them.

    Equals stay in their order. Those whose map cannot be read come last.
    """
    read = [look for look in looks if look.signature is not None]
    figures: dict[Signal, Floats] = {
        "border": np.array([look.border for look in read], dtype=np.float64),
        "apart": apart(np.array([look.signature for look in read], dtype=np.float64).reshape(-1, SIDE * SIDE),
                       [look.group for look in read]),
        "off": np.array([look.off for look in read], dtype=np.float64),
    }  # fmt: skip
    ranks = np.array([_ranks(values) for values in figures.values()])
    known = np.isfinite(ranks)
    scores = np.where(known, ranks, 0).sum(0) / np.maximum(known.sum(0), 1)
    usual = {name: float(np.median(v[np.isfinite(v)])) if np.isfinite(v).any() else 0.0 for name, v in figures.items()}
    known_of = {name: np.sort(values[np.isfinite(values)]) for name, values in figures.items()}
    found = []
    for at in np.argsort(-scores, kind="stable"):
        reasons = [
            (name, float(values[at]))
            for name, values in figures.items()
            if np.isfinite(values[at]) and values[at] >= max(NAMED[name][0], NAMED[name][1] * usual[name])
        ]
        told = [
            Figure(name, float(values[at]), _place(known_of[name], values[at]), len(known_of[name]), usual[name])
            for name, values in figures.items()
            if np.isfinite(values[at])
        ]
        found.append(Suspect(read[at].key, float(scores[at]), tuple(reasons), tuple(told)))
    return found + [Suspect(look.key, 0.0, (("unread", 0.0),)) for look in looks if look.signature is None]


def looks_of_run(
    store: Store,
    run_id: int,
    cache: Path | None,
    on_map: OnMap,
    *,
    told: Callable[[int, int], object] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Look]:
    """What is known of the maps of a run, by position; images without an explanation are left out.

    Each map is read (and checked against its hash) once; what was found is kept in the folder ``cache``, which may be
    lost at any time. told: (done, total) now and then; stopped: True ends early, with what is known till then.
    """
    with store._reading() as db:
        uuid = db.scalar(select(runs.c.uuid).where(runs.c.id == run_id))
        rows = db.execute(_query(run_id)).mappings().all()
    kept = _Kept(cache / f"{uuid}.npz" if cache is not None else None)
    looks: list[Look] = []
    for done, row in enumerate(rows, 1):
        if stopped():
            break
        look = _look(store, row, kept, on_map)
        looks.append(look)
        if done % TOLD_EVERY == 0:
            told(done, len(rows))
    kept.save()
    return looks


def _query(run_id: int) -> Any:
    geometry = [explanations.c[name] for name in Geometry.__dataclass_fields__]
    return (
        select(
            run_images.c.image_id, run_images.c.prediction, run_images.c.target, run_images.c.border,
            explanations.c.map_path, explanations.c.map_sha256, images.c.truth, *geometry,
        )
        .select_from(
            run_images.join(explanations, explanations.c.id == run_images.c.explanation_id)
            .join(images, images.c.id == run_images.c.image_id)
        )
        .where(run_images.c.run_id == run_id, run_images.c.state == "explained")
        .order_by(run_images.c.position)
    )  # fmt: skip


def _look(store: Store, row: Any, kept: _Kept, on_map: OnMap) -> Look:
    about = f"{row['map_sha256']}\n{row['target']}\n{canonical_json(row['truth'])}"
    name = hashlib.sha256(about.encode()).hexdigest()
    border = float("nan") if row["border"] is None else row["border"]
    found = kept.get(name)
    if found is None:
        try:
            values = maps.read(store.path, row["map_path"], row["map_sha256"])
        except (StoreError, OSError):
            return Look(row["image_id"], row["prediction"], border, None, float("nan"))
        found = signature(values), _off(values, row, on_map)
        kept.add(name, *found)
    return Look(row["image_id"], row["prediction"], border, *found)


def _off(values: FloatArray, row: Any, on_map: OnMap) -> float:
    truth = truths.from_json(row["truth"])
    if truth is None or not truth.objects:
        return float("nan")
    geometry = Geometry(**{name: row[name] for name in Geometry.__dataclass_fields__})
    on = on_map(truth, row["target"], geometry)
    positive = np.maximum(values.astype(np.float64), 0)
    if on.shape != positive.shape or not on.any() or positive.sum() == 0:
        return float("nan")
    return float(1 - positive[on].sum() / positive.sum())


def _blocks(length: int) -> Floats:
    """(8, length): which block each row or column of a map belongs to."""
    of = np.arange(length) * SIDE // length
    found: Floats = (np.arange(SIDE)[:, None] == of[None]).astype(np.float64)
    return found


def _ranks(values: Floats) -> Floats:
    """The share of the others that are smaller, ties half; NaN stays NaN, and one alone is in the middle."""
    known = np.sort(values[np.isfinite(values)])
    below, upto = np.searchsorted(known, values, "left"), np.searchsorted(known, values, "right")
    ranks = (below + (upto - below - 1) / 2) / max(len(known) - 1, 1)
    if len(known) == 1:
        ranks = np.full_like(ranks, 0.5)
    found: Floats = np.where(np.isfinite(values), ranks, np.nan)
    return found


def _place(ascending: Floats, value: float) -> int:
    """1 for the largest; equals share the better place."""
    return 1 + len(ascending) - int(np.searchsorted(ascending, value, "right"))


class _Kept:
    """Signatures in a file of the user's cache, by a hash of all that they follow from. A file that cannot be read, or
    written, costs time and nothing else."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._found: dict[str, tuple[FloatArray, float]] = {}
        self._new = 0
        if file is not None:
            with (
                suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile),
                file.open("rb") as content,
                np.load(content) as data,
            ):
                names, signatures, off = data["name"], data["signature"], data["off"]
                if signatures.shape == (len(names), SIDE * SIDE) and off.shape == (len(names),):
                    parts: Iterable[Any] = zip(names.tolist(), signatures.astype(np.float32), off.tolist(), strict=True)
                    self._found = {name: (values, share) for name, values, share in parts}

    def get(self, name: str) -> tuple[FloatArray, float] | None:
        return self._found.get(name)

    def add(self, name: str, values: FloatArray, off: float) -> None:
        self._found[name] = values, off
        self._new += 1
        if self._new >= SAVED_EVERY:
            self.save()

    def save(self) -> None:
        if self._file is None or not self._new:
            return
        self._new = 0
        arrays = {
            "name": np.array(list(self._found)),
            "signature": np.array([values for values, _ in self._found.values()], dtype=np.float32),
            "off": np.array([off for _, off in self._found.values()], dtype=np.float64),
        }
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(suffix=".npz", dir=self._file.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    np.savez(file, **arrays)  # type: ignore[arg-type]
                os.replace(temporary, self._file)
            except OSError:
                with suppress(OSError):
                    os.unlink(temporary)
                raise
