"""A project on the demo's pictures: a learned run, one by gradient that lacks the last of them, and one of another
model version that saw less of each picture, with maps that are made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

import resources.demo
from db.store import RunPlan, Store
from engine import audit, datasets, load_model
from engine.records import Evidence, Explanation, Geometry, RunSpec
from resources.demo import world

IMAGES = 4
MODEL = Path(resources.demo.__file__).with_name("model.toml")


def write(home: Path) -> Path:
    """home/photos with four pictures of the demo, audited three times into home/photos.hansel; its path."""
    everything, folder = home / "all", home / "photos"
    world.make_folder(everything, 40)
    few = sorted(everything.glob("*/*.jpg"))[:: 40 // IMAGES][:IMAGES]
    for file in few:
        target = folder / file.relative_to(everything)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)
    refs = list(datasets.scan_nonempty(folder))
    model = load_model(MODEL, trust_code=True, device="cpu")
    with Store.create(home / "photos.hansel") as store:
        for method, steps, images in (("learned", 2, refs), ("gradient", 0, refs[:-1])):
            spec = audit.describe_run(model, folder, method=method, steps=steps)
            plan = store.begin_run(spec, images)
            audit.audit(model, [audit.Work(one.key, one.path) for one in plan.pending], Sink(store, plan), spec)
            store.finish_run(plan.run_id, "finished")
        other = replace(spec, model_version="2", model_fingerprint="b2" * 32, method="learned", parameters={"steps": 3})
        _made_up(store, store.begin_run(other, refs), other)
    return home / "photos.hansel"


class Sink:
    def __init__(self, store: Store, plan: RunPlan) -> None:
        self.store, self.plan = store, plan

    def take(self, outcomes) -> None:  # type: ignore[no-untyped-def]
        self.store.add_outcomes(self.plan.run_id, [(work.key, outcome) for work, outcome in outcomes])


def _made_up(store: Store, plan: RunPlan, spec: RunSpec) -> None:
    """The second version sees the right part of each picture, at the same resolution, and answers with noise."""
    dice = np.random.default_rng(1)
    for one in plan.pending:
        first = next(row for row in store.items(1, "") if row.relative == one.relative)
        assert first.explanation_id is not None
        before = store.explanation(first.explanation_id)
        whole = before.geometry
        cut = Geometry(
            whole.image_width, whole.image_height, whole.resized_width, whole.resized_height, 32, 0,
            whole.resized_width - 32, whole.resized_height,
        )  # fmt: skip
        shares = np.full(len(spec.labels), 0.1, np.float32)
        shares[before.prediction] = 0.5
        made = Explanation(
            map=dice.random((cut.input_height, cut.input_width), dtype=np.float32), geometry=cut,
            prediction=before.prediction, target=before.prediction, probabilities=shares,
            evidence=Evidence(0.9, 0.1, 0.2, 0.5), gated=1, executed=1, seconds=0.1, sha256=before.sha256 or "",
        )  # fmt: skip
        store.add_outcomes(plan.run_id, [(one.key, made)])
    store.finish_run(plan.run_id, "finished")
