"""Do the maps show the stamp? On the demo's stamp-only pictures, for the net that learned it and for the control.

    python -m tests.benchmarks.stamp [--pictures 200] [--seed 0] [--steps 10] [--method learned]

The pictures are drawn and saved as `hansel demo` does it, read back by the engine, and each is explained for the class
that the net gives it. The stamp's mask is brought to the map through the explanation's geometry. Exit code 1 if the
goal is missed: at least half of the energy on the stamp, on at least 90 % of the stamp-only pictures that are given to
its class.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

import engine
from engine.records import Explanation, Geometry
from resources import demo
from resources.demo import world

DEMO = Path(demo.__file__).parent
HALF, GOAL = 0.5, 0.9
SAMPLES = 4
BLUR_RATIO = 1 / 48

BoolArray = npt.NDArray[np.bool_]


def mask_on_map(mask: BoolArray, geometry: Geometry) -> BoolArray:
    """An image's mask (image_height, image_width) on the map's grid: map pixels of which it covers at least half."""
    inside = (np.arange(SAMPLES) + 0.5) / SAMPLES
    x, y = geometry.to_image(
        np.add.outer(np.arange(geometry.input_width), inside).ravel(),
        np.add.outer(np.arange(geometry.input_height), inside).ravel(),
    )
    seen = np.outer((y >= 0) & (y < geometry.image_height), (x >= 0) & (x < geometry.image_width))
    rows = np.clip(y.astype(int), 0, geometry.image_height - 1)
    columns = np.clip(x.astype(int), 0, geometry.image_width - 1)
    fine = mask[np.ix_(rows, columns)] & seen
    blocks = fine.reshape(geometry.input_height, SAMPLES, geometry.input_width, SAMPLES)
    return np.asarray(blocks.mean((1, 3)) >= 0.5)


def widened(mask: BoolArray, radius: int) -> BoolArray:
    """The mask, `radius` pixels wider on all sides."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.dilate(mask.astype(np.uint8), disc) > 0)


def share_on(values: npt.NDArray[np.float32], mask: BoolArray) -> float:
    """The share of the map's positive part that lies on the mask: relevance mass, 0 to 1."""
    positive = np.maximum(values, 0)
    return float(positive[mask].sum() / positive.sum())


@dataclass(frozen=True)
class Look:
    """What one map shows: the explained picture's prediction, and the shares of energy and of area of the stamp."""

    prediction: str
    on_stamp: float
    on_widened: float
    area: float

    @property
    def lift(self) -> float:
        """How many times more energy the stamp has than its area would have by chance."""
        return self.on_stamp / self.area


def look_at(explanation: Explanation, stamp_mask: BoolArray) -> Look:
    """Measures one explanation against the stamp's mask in image coordinates."""
    mask = mask_on_map(stamp_mask, explanation.geometry)
    wide = widened(mask, round(explanation.map.shape[0] * BLUR_RATIO))
    return Look(
        world.CLASSES[explanation.prediction],
        share_on(explanation.map, mask),
        share_on(explanation.map, wide),
        float(mask.mean()),
    )


def measure(
    model: engine.Model,
    folder: Path,
    shots: Sequence[world.Shot],
    target: str | None = None,
    method: str = "learned",
    steps: int = 10,
) -> list[Look]:
    """Explains the pictures of these shots for the class predicted, or for `target`."""
    targets = None if target is None else [world.CLASSES.index(target)] * len(shots)
    paths = [folder / shot.relative for shot in shots]
    explained = engine.explain(model, paths, targets, method=method, steps=steps)
    return [look_at(one, world.scene_of(shot).stamp_mask) for one, shot in zip(explained, shots, strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--method", default="learned")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "photos"
        shots = [s for s in world.make_folder(folder, chosen.pictures, chosen.seed) if s.stamp_only]
        print(f"{len(shots)} stamp-only pictures, {chosen.method}, {chosen.steps} steps, map 112 x 112")
        looks = {}
        for name, file in (("finder", "model.toml"), ("control", "model-control.toml")):
            model = engine.load_model(DEMO / file, trust_code=True)
            for target in (None, world.STAMPED):
                looks[name, target] = measure(model, folder, shots, target, chosen.method, chosen.steps)
    for (name, target), found in looks.items():
        given = [look for look in found if look.prediction == world.STAMPED]
        print(
            f"{name}, {len(given)} of {len(found)} given to {world.STAMPED}; maps for {target or 'the class it gives'}"
        )
        for title, group in ((f"given to {world.STAMPED}", given), ("all", found)):
            if group:
                plain, wide, lift = (np.array([getattr(look, key) for look in group]) for key in FIELDS)
                print(
                    f"  {title:14}  half on the stamp: {np.mean(plain >= HALF):.3f} (mask widened by the blur "
                    f"{np.mean(wide >= HALF):.3f})  energy: median {np.median(plain):.3f}, least {plain.min():.3f}  "
                    f"over its area's share: {np.median(lift):.2f}"
                )
    found = [look.on_stamp for look in looks["finder", None] if look.prediction == world.STAMPED]
    reached = bool(found) and float(np.mean(np.array(found) >= HALF)) >= GOAL
    print("goal reached" if reached else "GOAL MISSED")
    return 0 if reached else 1


FIELDS = ("on_stamp", "on_widened", "lift")

if __name__ == "__main__":
    sys.exit(main())
