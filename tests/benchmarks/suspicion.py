"""Does the queue "most suspicious first" bring the stamped pictures to the front? On the demo, against random order.

    python -m tests.benchmarks.suspicion [--pictures 200] [--seeds 100 101 102 103] [--steps 10] [--method learned]

For each seed a folder is drawn as `hansel demo` does it and audited into a project, whose maps are then ranked as the
window ranks them (db/suspicion.py). Told are the images seen until the first stamped one, and the share of stamped
images among the first fifty: for the ranking, for each figure by itself, for figures that were tried and are not used,
and for random order (expected, and the range that holds 95 % of many shuffles). The figures were chosen on the seeds 0
and 1; the default seeds were not looked at for that. --model control takes the net that does not trust the stamp:
there is nothing to find in its maps, so the ranking should be no better than chance.

Exit code 1 if on any seed the ranking is not above the range of random order (with the control: never).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import engine
from db import suspicion
from db.store import Store
from engine import audit, datasets
from engine.records import FloatArray, Geometry
from engine.truth import BoolArray, to_map
from resources import demo
from resources.demo import world

DEMO = Path(demo.__file__).parent
FIRST = 50
SHUFFLES = 20_000
NEIGHBOURS = 5
Floats = npt.NDArray[np.float64]


class Sink:
    """Puts what the engine found into a store."""

    def __init__(self, store: Store, run_id: int) -> None:
        self._store, self._run_id = store, run_id

    def take(self, outcomes: Sequence[Any]) -> None:
        self._store.add_outcomes(self._run_id, [(work.key, outcome) for work, outcome in outcomes])


def audited(home: Path, model: engine.Model, folder: Path, method: str, steps: int) -> tuple[Store, int]:
    """A project with one run over the folder."""
    spec = audit.describe_run(model, folder, method=method, steps=steps)
    store = Store.create(home / "demo.hansel")
    plan = store.begin_run(spec, datasets.scan_nonempty(folder))
    work = [audit.Work(one.key, one.path) for one in plan.pending]
    audit.audit(model, work, Sink(store, plan.run_id), spec)
    store.finish_run(plan.run_id, "finished")
    return store, plan.run_id


def orders(store: Store, run_id: int, masks: Mapping[str, BoolArray]) -> dict[str, list[str]]:
    """The paths of a run's images by each way to rank them, the most suspicious first."""
    names = {row.key: row.relative for row in store.items(run_id, "")}
    looks = suspicion.looks_of_run(store, run_id, None, lambda truth, target, geometry: np.zeros((1, 1), bool))
    found = {"border + apart (the queue)": [names[one.key] for one in suspicion.ranking(looks)]}
    maps, geometries, probabilities = [], [], []
    for row in store.items(run_id, ""):
        assert row.explanation_id is not None
        maps.append(store.map(row.explanation_id))
        geometries.append(store.explanation(row.explanation_id).geometry)
        probabilities.append(row.probability)
    signatures = np.array([look.signature for look in looks], dtype=np.float64)
    groups = np.array([look.group for look in looks])
    off = np.array([_off(a, masks[names[look.key]], g) for a, look, g in zip(maps, looks, geometries, strict=True)])
    with_object = [
        suspicion.Look(one.key, one.group, one.border, one.signature, float(share))
        for one, share in zip(looks, off, strict=True)
    ]
    found["border + apart + off the object"] = [names[one.key] for one in suspicion.ranking(with_object)]
    figures: dict[str, Floats] = {
        "border": np.array([look.border for look in looks]),
        "apart": suspicion.apart(signatures, groups.tolist()),
        "off the object (truth known)": off,
        "not used: far from the class's median": _from_median(signatures, groups),
        "not used: far from its nearest of the class": _from_nearest(signatures, groups),
        "not used: centre of mass off the middle": np.array([_off_middle(values) for values in maps]),
        "not used: least probability": -np.array(probabilities, dtype=np.float64),
        "not used: area of the mask": np.array([row.area for row in _evidence(store, run_id)]),
        "not used: least keep (in-sample)": -np.array([row.keep for row in _evidence(store, run_id)]),
        "not used: most drop (in-sample)": np.array([row.drop for row in _evidence(store, run_id)]),
    }
    for title, values in figures.items():
        found[title] = [names[looks[at].key] for at in np.argsort(-values, kind="stable")]
    return found


def _evidence(store: Store, run_id: int) -> list[Any]:
    rows = store.items(run_id, "")
    return [store.explanation(row.explanation_id).evidence for row in rows if row.explanation_id is not None]


def _off(values: FloatArray, mask: BoolArray, geometry: Geometry) -> float:
    positive = np.maximum(values.astype(np.float64), 0)
    return float(1 - positive[to_map(mask, geometry)].sum() / positive.sum())


def _off_middle(values: FloatArray) -> float:
    positive = np.maximum(values.astype(np.float64), 0)
    places = [(np.arange(length) + 0.5) / length - 0.5 for length in positive.shape]
    y, x = ((positive.sum(1 - axis) * places[axis]).sum() / positive.sum() for axis in (0, 1))
    return float(np.hypot(x, y))


def _distances(a: Floats, b: Floats) -> Floats:
    lengths = np.linalg.norm(a, axis=1)[:, None] * np.linalg.norm(b, axis=1)[None]
    return np.asarray(1 - a @ b.T / np.maximum(lengths, 1e-12))


def _from_median(signatures: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    found = np.zeros(len(signatures))
    for group in np.unique(groups):
        own = groups == group
        found[own] = _distances(signatures[own], np.median(signatures[own], 0)[None])[:, 0]
    return found


def _from_nearest(signatures: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    found = np.zeros(len(signatures))
    for group in np.unique(groups):
        own = np.flatnonzero(groups == group)
        apart = _distances(signatures[own], signatures[own])
        np.fill_diagonal(apart, np.inf)
        near = min(NEIGHBOURS, len(own) - 1)
        found[own] = np.sort(apart, 1)[:, :near].mean(1) if near else 0
    return found


def outcome(order: Sequence[str], stamped: set[str]) -> tuple[int, float]:
    """(images seen until the first stamped one, share of stamped ones among the first fifty)"""
    hits = [name in stamped for name in order]
    return hits.index(True) + 1, float(np.mean(hits[:FIRST]))


def by_chance(n: int, stamped: int, seed: int = 0) -> tuple[Floats, Floats]:
    """Both figures over many shuffles of n images."""
    draw = np.random.default_rng(seed)
    hits = draw.permuted(np.tile(np.arange(n) < stamped, (SHUFFLES, 1)), axis=1)
    return hits.argmax(1) + 1.0, hits[:, :FIRST].mean(1)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="+", default=[100, 101, 102, 103])
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--method", default="learned")
    parser.add_argument("--model", choices=("finder", "control"), default="finder")
    chosen = parser.parse_args(arguments)
    file = "model.toml" if chosen.model == "finder" else "model-control.toml"
    model = engine.load_model(DEMO / file, trust_code=True)
    good = True
    for seed in chosen.seeds:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "photos"
            shots = world.make_folder(folder, chosen.pictures, seed)
            store, run_id = audited(Path(scratch), model, folder, chosen.method, chosen.steps)
            with store:
                found = orders(store, run_id, {shot.relative: world.scene_of(shot).object_mask for shot in shots})
        stamped = {shot.relative for shot in shots if shot.stamp}
        first, share = by_chance(len(shots), len(stamped))
        print(f"seed {seed}: {len(stamped)} of {len(shots)} stamped; {chosen.model}, {chosen.method}")
        print(f"  {'':44} first stamped   among the first {FIRST}")
        for title, order in found.items():
            seen, among = outcome(order, stamped)
            print(f"  {title:44} {seen:13d}   {among:.2f}")
        low, high = np.quantile(share, (0.025, 0.975))
        print(
            f"  {'random order (95 % of shuffles)':44} {first.mean():6.1f} ({np.quantile(first, 0.025):.0f}–"
            f"{np.quantile(first, 0.975):.0f})  {share.mean():.2f} ({low:.2f}–{high:.2f})", flush=True
        )  # fmt: skip
        good &= outcome(next(iter(found.values())), stamped)[1] > high
    if chosen.model == "control":
        return 0
    print("better than random order on every seed" if good else "NOT BETTER THAN RANDOM ORDER")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
