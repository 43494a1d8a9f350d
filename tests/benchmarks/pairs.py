"""The pair bench: two things in one picture, asked for each in turn; does the map lie on the thing that was asked for?

    python -m tests.benchmarks.pairs [--pairs 48]

own     share of the map's energy on the asked thing, of that on both
energy  share of the map's energy on the asked thing, of all
wins    how often the asked thing has more energy than the other

Maps are at the input's resolution (96 px), unsigned; Grad-CAM is captum's, upsampled and with negative values cut.
The nets are trained on first use (a few minutes) and kept in tests/benchmarks/.cache.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
import torch
from captum.attr import LayerAttribution, LayerGradCam

from engine.explaining import explain
from engine.models import Model
from resources.demo import world
from tests.benchmarks.pair_nets import FAMILIES, SIDE_PX, last_convolution, trained

Maps = Callable[[Model, np.ndarray, list[int]], np.ndarray]


def by_engine(method: str, steps: int = 0) -> Maps:
    def maps(model: Model, images: np.ndarray, targets: list[int]) -> np.ndarray:
        return np.stack([e.map for e in explain(model, images, targets, method=method, steps=steps, batch_size=16)])

    return maps


def by_grad_cam(model: Model, images: np.ndarray, targets: list[int]) -> np.ndarray:
    inputs = torch.stack([model.prepare(image)[0] for image in images])
    cam = LayerGradCam(model.module, last_convolution(model.module))
    coarse = cam.attribute(inputs, target=torch.tensor(targets), relu_attributions=True)
    fine = LayerAttribution.interpolate(coarse, (SIDE_PX, SIDE_PX), interpolate_mode="bilinear")
    return fine.detach().numpy()[:, 0]


METHODS: dict[str, Maps] = {
    "gradient": by_engine("gradient"),
    "guided": by_engine("guided"),
    "Grad-CAM (captum)": by_grad_cam,
    "learned, 5 steps": by_engine("learned", 5),
    "learned, 10 steps": by_engine("learned", 10),
    "learned, 20 steps": by_engine("learned", 20),
}


def measure(model: Model, maps: Maps, pairs: list[world.Pair]) -> tuple[np.ndarray, float]:
    """Rows of own, energy, wins, one for each asked thing; and seconds a map."""
    images = np.stack([pair.pixels for pair in pairs])
    rows = []
    started = time.perf_counter()
    for asked in (0, 1):
        targets = [world.CLASSES.index(pair.labels[asked]) for pair in pairs]
        for pair, attribution in zip(pairs, np.maximum(maps(model, images, targets), 0), strict=True):
            total = float(attribution.sum())
            mine = float(attribution[pair.masks[asked]].sum())
            other = float(attribution[pair.masks[1 - asked]].sum())
            both = mine + other
            # A map with nothing on either thing tells them apart as well as a coin.
            rows.append((mine / both if both else 0.5, mine / total if total else 0.0, float(mine > other)))
    return np.array(rows), (time.perf_counter() - started) / len(rows)


def interval(values: np.ndarray, draws: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean."""
    rng = np.random.default_rng(0)
    means = values[rng.integers(0, len(values), (draws, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=48, help="how many pictures; each is asked for both things")
    count = parser.parse_args().pairs
    rng = np.random.default_rng(2020)  # pairs that nothing was chosen on
    pairs = []
    for _ in range(count):
        first, second = rng.choice(len(world.CLASSES), 2, replace=False)
        pairs.append(world.draw_pair(world.CLASSES[first], world.CLASSES[second], rng, SIDE_PX))
    ahead = True
    for family in FAMILIES:
        model, accuracy = trained(family)
        print(f"\n{family}: accuracy {accuracy:.3f} on 600 held-out single things; {count} pairs, {2 * count} maps")
        print(f"{'method':<20} {'own':>6}  {'95 %':<13} {'energy':>6} {'wins':>6} {'ms/map':>7}")
        own = {}
        for name, maps in METHODS.items():
            rows, seconds = measure(model, maps, pairs)
            own[name] = rows[:, 0].mean()
            low, high = interval(rows[:, 0])
            print(
                f"{name:<20} {own[name]:6.3f}  {low:.3f} - {high:.3f} {rows[:, 1].mean():6.3f} {rows[:, 2].mean():6.3f}"
                f" {1000 * seconds:7.0f}"
            )
        ahead &= own["learned, 10 steps"] > max(own[name] for name in own if not name.startswith("learned"))
    print(
        f"\nLearned at 10 steps is {'ahead of' if ahead else 'NOT ahead of'} every other method in own, on both nets."
    )
    raise SystemExit(0 if ahead else 1)


if __name__ == "__main__":
    main()
