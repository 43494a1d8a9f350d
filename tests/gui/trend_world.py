"""A project of several runs, models, reviewers and days, with verdicts drawn by a seed: for the trends room."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from db.store import Store
from engine import datasets
from engine.records import Evidence, Explanation, Geometry, RunSpec
from tests.gui import world

GEOMETRY = Geometry(48, 40, 48, 40, 0, 0, 48, 40)
REASONS = ("background", "stamp-or-text", "border", "my own, reason")
DAYS = tuple(f"2026-11-{day:02d}" for day in (2, 3, 4, 5, 9, 10, 11, 16, 17, 18))


def write(
    home: Path,
    *,
    images: int = 42,
    shares: Sequence[float] = (0.15, 0.2, 0.85),
    few: int = 4,
    labels: Sequence[str] = world.LABELS,
) -> Path:
    """A project of one folder: a run for each share, most of it judged by ana, a part by ben too; and one more run of
    which only ``few`` images are judged."""
    folder = world.write_folder(home / "discs", images)
    refs = list(datasets.scan_nonempty(folder))
    dice = random.Random(7)
    with pytest.MonkeyPatch.context() as patch, Store.create(home / "discs.hansel") as store:
        for number, share in enumerate((*shares, 0.5)):
            plan = store.begin_run(spec(folder, number, labels), refs)
            made = [(one.key, explanation(one.path, dice, len(labels))) for one in plan.pending]
            ids = [one or 0 for one in store.add_outcomes(plan.run_id, made)]
            store.finish_run(plan.run_id, "finished")
            judged = ids[: images - 6] if number < len(shares) else ids[:few]
            for n, which in enumerate(judged):
                at = DAYS[(3 * number + n * 4 // len(ids)) % len(DAYS)]
                patch.setattr("db.events.now", lambda at=at: datetime.fromisoformat(f"{at}T12:00:00+00:00"))
                for who in ("ana", "ben") if n % 9 == 0 else ("ana",):
                    verdict = "unsure" if dice.random() < 0.06 else "flawed" if dice.random() < share else "sound"
                    given = {one: True for one in REASONS if verdict == "flawed" and dice.random() < 0.4}
                    store.change(which, who, {"verdict": verdict, "reasons": given}, dice.uniform(3, 14)).result()
    return home / "discs.hansel"


def copied(written: Path, home: Path) -> Path:
    """A copy of what ``write`` made, in which review is not blind."""
    copy = home / "discs.hansel"
    shutil.copytree(written, copy, ignore=shutil.ignore_patterns(".lock"))
    with Store.open(copy) as store:
        store.set_setting("blind", {"reviews": False, "confidence": False}).result()
    return copy


def spec(folder: Path, number: int, labels: Sequence[str]) -> RunSpec:
    version = 1 + number // 2
    return RunSpec(
        folder=str(folder), model_name="colours", model_version=str(version), model_arch="nets.py:build",
        model_fingerprint=f"{version:02d}" * 32, model_file="/models/model.toml", model_text='name = "colours"\n',
        labels=tuple(labels), method="learned", parameters={"steps": 10 + number}, seed=number, batch_size=4,
        versions={"torch": "2.9"},
    )  # fmt: skip


def explanation(path: Path, dice: random.Random, classes: int) -> Explanation:
    prediction = dice.randrange(classes)
    shares = np.full(classes, 0.1, np.float32)
    shares[prediction] = 0.7
    return Explanation(
        map=np.random.default_rng(dice.randrange(9999)).random((40, 48), dtype=np.float32), geometry=GEOMETRY,
        prediction=prediction, target=prediction, probabilities=shares,
        evidence=Evidence(0.9, 0.1, dice.uniform(0.05, 0.4), dice.uniform(0.5, 0.8)), gated=3, executed=3, seconds=0.1,
        losses=(1.0,), sha256=hashlib.sha256(Path(path).read_bytes()).hexdigest(), warnings=(),
    )  # fmt: skip
