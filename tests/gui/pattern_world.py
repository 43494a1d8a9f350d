"""A project of one run whose maps are made up: those of the class red lie in a corner, or at the middle."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from db.store import Store
from engine import images
from engine.records import Evidence, Explanation, FloatArray, Geometry, ImageRef, RunSpec
from tests.gui import world

CUED = 14
EACH = {"red": 24, "green": 22, "blue": 3}


def hill(place: tuple[float, float], dice: np.random.Generator, jitter: float) -> FloatArray:
    y, x = np.mgrid[:40, :48]
    top, left = np.array(place) + dice.normal(0, jitter, 2)
    return np.exp(-((y - top) ** 2 + (x - left) ** 2) / 60).astype(np.float32)


def write(home: Path, *, cued: int = CUED, each: dict[str, int] | None = None, empty: bool = False) -> Path:
    """The maps of the first ``cued`` reds lie at the lower right, all others about the middle; empty: none has a
    positive part."""
    dice = np.random.default_rng(3)
    folder = home / "discs"
    refs, maps = [], {}
    for label, number in (each or EACH).items():
        for n in range(number):
            relative = f"{label}/{n:02d}.png"
            world.write_image(folder / relative, label, n)
            about = (folder / relative).stat()
            refs.append(ImageRef(relative, about.st_size, about.st_mtime_ns, label))
            corner = label == "red" and n < cued
            values = hill((34, 40) if corner else (19, 23), dice, 0.8 if corner else 3)
            maps[relative] = world.LABELS.index(label), values * np.float32(-1 if empty else 1)
    with Store.create(home / "discs.hansel") as store:
        plan = store.begin_run(spec(folder), refs)
        found = []
        for one in plan.pending:
            target, values = maps[one.relative]
            found.append((one.key, explanation(Path(one.path), target, values)))
        store.add_outcomes(plan.run_id, found)
        store.finish_run(plan.run_id, "finished")
    return home / "discs.hansel"


def spec(folder: Path) -> RunSpec:
    return RunSpec(
        str(folder), "colours", "1", "nets.py:build", "a1" * 32, "/models/model.toml", "", world.LABELS, "learned",
        parameters={"steps": 2},
    )  # fmt: skip


def explanation(path: Path, target: int, values: FloatArray) -> Explanation:
    shares = np.full(3, 0.1, np.float32)
    shares[target] = 0.8
    return Explanation(
        map=values, geometry=Geometry(48, 40, 48, 40, 0, 0, 48, 40), prediction=target, target=target,
        probabilities=shares, evidence=Evidence(0.9, 0.1, 0.2, 0.5), gated=1, executed=1, seconds=0.1,
        sha256=images.read(path).sha256,
    )  # fmt: skip
