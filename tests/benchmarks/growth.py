"""How the cost of a map grows: with the images of an audit, the steps, and the side of the input. Draws a picture.

    python -m tests.benchmarks.growth [--out docs/pictures/growth.png] [--small]

Processor seconds of one thread, ResNet-18 with random weights. Images: a whole audit by the gradient at 64 px, from
decoding to the sink, for each image, which should not depend on how many there are. Steps and side: learned, a batch
of 2; steps at 112 px, which should give a straight line; side at 5 steps, drawn over the pixels, likewise.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
import torchvision
from matplotlib.figure import Figure
from PIL import Image

from engine.audit import Work, audit, describe_run
from engine.fit import fit
from engine.methods import FitSettings
from engine.models import InputSpec, Model
from engine.records import Explanation, Failure

IMAGES = (100, 300, 1000, 3000, 10000)
STEPS = (1, 2, 5, 10, 20, 50)
SIDES_PX = (112, 160, 224, 320, 448)
FILES = 50


class Dropped:
    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        assert all(isinstance(outcome, Explanation) for _, outcome in outcomes)


def net(side_px: int) -> Model:
    torch.manual_seed(0)
    module = torchvision.models.resnet18(weights=None, num_classes=10).eval()
    return Model.from_module(module, labels=[str(n) for n in range(10)], input=InputSpec(size=(side_px, side_px)))


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def of_images(counts: Sequence[int]) -> list[float]:
    """Seconds for each image of an audit."""
    model = net(64)
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(FILES):
            Image.fromarray(rng.integers(0, 256, (80, 80, 3), dtype=np.uint8)).save(f"{folder}/{n}.png")

        def run(count: int) -> None:
            work = [Work(n, f"{folder}/{n % FILES}.png") for n in range(count)]
            audit(model, work, Dropped(), describe_run(model, folder, method="gradient"))

        run(40)
        return [seconds(lambda count=count: run(count)) / count for count in counts]


def of_fit(side_px: int, steps: Sequence[int]) -> list[float]:
    """Seconds for each map, for each number of steps."""
    model, images = net(side_px), torch.randn(2, 3, side_px, side_px)
    targets = torch.zeros(2, dtype=torch.long)
    fit(model, images, targets, FitSettings.for_steps(1))
    return [
        min(seconds(lambda n=n: fit(model, images, targets, FitSettings.for_steps(n))) for _ in range(2)) / 2
        for n in steps
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures/growth.png"))
    parser.add_argument("--small", action="store_true", help="the two smallest of each and the third")
    told = parser.parse_args()
    torch.set_num_threads(1)
    images, steps, sides = (found[:3] if told.small else found for found in (IMAGES, STEPS, SIDES_PX))
    pixels = [side * side / 1000 for side in sides]
    by_images, by_steps = of_images(images), of_fit(112, steps)
    by_side = [of_fit(side, (5,))[0] for side in sides]
    print("images: ms an image", {n: round(1000 * s, 1) for n, s in zip(images, by_images, strict=True)})
    print("steps: s a map", {n: round(s, 2) for n, s in zip(steps, by_steps, strict=True)})
    print("side: s a map", {n: round(s, 2) for n, s in zip(sides, by_side, strict=True)})
    draw(told.out, (list(images), by_images), (list(steps), by_steps), (pixels, by_side))
    print(f"Wrote {told.out}.")


Line = tuple[Sequence[float], Sequence[float]]


def draw(out: Path, images: Line, steps: Line, pixels: Line) -> None:
    figure = Figure(figsize=(10.5, 3), dpi=110, layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    left.plot(images[0], [1000 * s for s in images[1]], "o-", color="#1d6fa5")
    left.set(xscale="log", xlabel="images of an audit", ylabel="ms an image, gradient", ylim=(0, None))
    for axes, (x, y), label in ((middle, steps, "steps"), (right, pixels, "thousand pixels of the input")):
        axes.plot(x, y, "o", color="#1d6fa5")
        slope, start = np.polyfit(x, y, 1)
        axes.plot([0, max(x)], [start, start + slope * max(x)], "--", color="#888888", linewidth=1)
        axes.set(xlabel=label, ylabel="s a map, learned", xlim=(0, None), ylim=(0, None))
    for axes in (left, middle, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(out)


if __name__ == "__main__":
    main()
