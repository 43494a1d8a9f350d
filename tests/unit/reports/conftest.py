"""A small project as the store keeps it: images on disk, maps, failures, and two reviewers who differ once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from db.store import Store
from engine.records import Evidence, Explanation, Failure, Geometry, ImageRef, RunSpec

LABELS = ("cat", "dog")
# relative path, true class, prediction, verdicts; the names are chosen to be awkward
IMAGES = (
    ("cat/a.png", 0, 0, {"ana": "sound"}),
    ("cat/=HYPERLINK(1).png", 0, 0, {"ana": "flawed"}),
    ("cat/<b>bold</b>&.png", 0, 0, {"ana": "flawed", "ben": "sound"}),
    ("cat/\u05d0\u202egpj.png", 0, 1, {"ana": "flawed"}),
    ("dog/d.png", 1, 1, {"ana": "unsure"}),
    ("dog/e.png", 1, 1, {}),
)
BROKEN = ("dog/broken.png", "The file is <empty>.")


def spec(folder: Path) -> RunSpec:
    return RunSpec(
        folder=str(folder), model_name="<script>alert(1)</script>", model_version="2", model_arch="nets.py:build",
        model_fingerprint="f" * 64, model_file="model.toml", model_text="", labels=LABELS, method="learned",
        parameters={"steps": 10}, versions={"hansel": "0.1.0"}, batch_size=8,
    )  # fmt: skip


def explanation(file: Path, prediction: int, sha256: str) -> Explanation:
    values = np.zeros((16, 16), np.float32)
    values[4:8, 4:8] = 0.25
    probabilities = np.array([0.9, 0.1] if prediction == 0 else [0.1, 0.9], np.float32)
    return Explanation(
        map=values, geometry=Geometry(32, 32, 16, 16, 0, 0, 16, 16), prediction=prediction, target=prediction,
        probabilities=probabilities, evidence=Evidence(0.98, 0.12, 0.0625, 0.9), gated=3, executed=4, seconds=0.5,
        source=str(file), sha256=sha256, warnings=("One call was missed.",),
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Store]:
    """Six explanations, one failure; verdicts: sound 1, flawed 2, unsure 1, differ 1, none 1."""
    folder = tmp_path / "images"
    refs = []
    for number, (relative, true, _, _) in enumerate(IMAGES):
        file = folder / relative
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (32, 32), (40 * number, 90, 200)).save(file)
        refs.append(ImageRef(relative, file.stat().st_size, file.stat().st_mtime_ns, LABELS[true]))
    refs.append(ImageRef(BROKEN[0], 0, 1, "dog"))
    with Store.create(tmp_path / "pets.hansel") as store:
        plan = store.begin_run(spec(folder), refs)
        keys = {item.relative: item.key for item in plan.pending}
        for relative, _, prediction, verdicts in IMAGES:
            file = folder / relative
            sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
            made = store.add_explanation(plan.run_id, keys[relative], explanation(file, prediction, sha256))
            for reviewer, verdict in verdicts.items():
                store.set_verdict(made, reviewer, verdict).result()
        store.add_failure(plan.run_id, keys[BROKEN[0]], Failure(BROKEN[0], BROKEN[1]))
        store.finish_run(plan.run_id, "finished")
        yield store


@pytest.fixture
def empty_handed(project: Store) -> Store:
    """The same project, before anybody has said anything that still stands."""
    for review in project.reviews(1):
        project.set_verdict(review.explanation_id, review.reviewer, None).result()
    return project


@pytest.fixture
def two_runs(project: Store, tmp_path: Path) -> Store:
    """A second run over the same images with another method; nobody has reviewed it."""
    folder = tmp_path / "images"
    refs = []
    for relative, true, _, _ in IMAGES:
        about = (folder / relative).stat()
        refs.append(ImageRef(relative, about.st_size, about.st_mtime_ns, LABELS[true]))
    plan = project.begin_run(replace(spec(folder), method="gradient"), refs)
    keys = {item.relative: item.key for item in plan.pending}
    for relative, _, prediction, _ in IMAGES:
        file = folder / relative
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        project.add_explanation(plan.run_id, keys[relative], explanation(file, prediction, sha256))
    project.finish_run(plan.run_id, "finished")
    return project
