"""Does taking the stamp away turn the demo's mistakes, and does taking away as much elsewhere leave them?

    python -m tests.benchmarks.what_if [--pictures 150] [--seed 91001]

Pictures of other things that carry the stamp of one class, as far as the net takes them for that class: how many are
another class without the box around the stamp, without a box of that size elsewhere (the one that covers the stamp
least, of 50 drawn), and how many stay that class with nothing but the stamp; for each filling.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

import engine
from engine.taking_away import FILLINGS, region_mask
from engine.what_if import ask
from resources import demo
from resources.demo import world

DRAWN = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=150)
    parser.add_argument("--seed", type=int, default=91_001)
    wanted = parser.parse_args()
    model = engine.load_model(Path(demo.__file__).parent / "model.toml", trust_code=True, device="cpu")
    stamped = world.CLASSES.index(world.STAMPED)
    others = [name for name in world.CLASSES if name != world.STAMPED]
    turned = {(filling, what): 0 for filling in FILLINGS for what in ("stamp", "elsewhere", "alone")}
    fooled = 0
    for n in range(wanted.pictures):
        rng = np.random.default_rng((wanted.seed, n))
        scene = world.draw(others[n % len(others)], rng, stamp=True)
        y, x = np.nonzero(scene.stamp_mask)
        box = (int(x.min()) - 2, int(y.min()) - 2, int(x.max()) + 3, int(y.max()) + 3)
        found, _ = ask(model, scene.pixels, mask_of(box), stamped)
        if found.before.prediction != stamped:
            continue
        fooled += 1
        away = elsewhere(box, scene.stamp_mask, rng)
        for filling in FILLINGS:
            for what, which, way in (("stamp", box, "away"), ("elsewhere", away, "away"), ("alone", box, "only")):
                found, _ = ask(model, scene.pixels, mask_of(which), stamped, way=way, filling=filling)  # type: ignore[arg-type]
                turned[filling, what] += found.flips if what != "alone" else not found.flips
    print(f"{fooled} of {wanted.pictures} stamped pictures of other things are taken for {world.STAMPED}")
    for filling in FILLINGS:
        shares = {what: turned[filling, what] / max(1, fooled) for what in ("stamp", "elsewhere", "alone")}
        print(f"{filling:8} " + "  ".join(f"{what} {share:.2f}" for what, share in shares.items()))


def mask_of(box: tuple[int, int, int, int]) -> np.ndarray:
    return region_mask([{"shape": "box", "points": box}], world.SIZE_PX, world.SIZE_PX)


def elsewhere(box: tuple[int, int, int, int], stamp: np.ndarray, rng: np.random.Generator) -> tuple[int, int, int, int]:
    """A box of the same size where it covers least of the stamp."""
    width, height = min(box[2] - box[0], world.SIZE_PX), min(box[3] - box[1], world.SIZE_PX)
    drawn = []
    for _ in range(DRAWN):
        left, top = (int(rng.integers(0, world.SIZE_PX - side + 1)) for side in (width, height))
        drawn.append((left, top, left + width, top + height))
    return min(drawn, key=lambda one: int((mask_of(one) & stamp).sum()))


if __name__ == "__main__":
    main()
