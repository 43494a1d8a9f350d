"""Does memory grow over a long audit? The demo's net and pictures, learned, 10 steps, batches of 8; Linux.

    python -m tests.benchmarks.memory [--images 2000] [--device cpu]

The same 64 pictures come again and again. Resident memory is read after each batch; its growth is the median of the
last tenth less the median of the second tenth (the first is the warm-up), and must stay below 50 MB. On CUDA the memory
that tensors hold must be after each batch what it was after the first. Exit code 1 where one of them is missed.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import torch
from PIL import Image

from engine.audit import Control, Work, audit, describe_run
from engine.models import load_model
from engine.records import Explanation, Failure
from resources.demo import world

MODEL = Path(world.__file__).parent / "model.toml"
PICTURES = 64
MOST_MB = 50.0


class Readings(Control):
    """Reads the memory between batches, in MB, when the run asks whether it may go on."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self.resident: list[float] = []
        self.held: list[int] = []
        self._cuda = device.startswith("cuda")
        self._begun = False

    def may_go_on(self) -> bool:
        if self._begun:
            self.resident.append(resident_mb())
            if self._cuda:
                self.held.append(torch.cuda.memory_allocated())
        self._begun = True
        return super().may_go_on()


class Dropped:
    """A sink that keeps nothing."""

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        assert all(isinstance(outcome, Explanation) for _, outcome in outcomes)


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=2000)
    parser.add_argument("--device", default="cpu")
    told = parser.parse_args()
    model = load_model(MODEL, device=told.device, trust_code=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, shot in enumerate(world.plan(PICTURES)):
            Image.fromarray(world.scene_of(shot).pixels).save(Path(folder) / f"{number}.png")
        work = [Work(n, f"{folder}/{n % PICTURES}.png") for n in range(told.images)]
        readings = Readings(told.device)
        audit(model, work, Dropped(), describe_run(model, folder), control=readings)
    tenth = max(1, len(readings.resident) // 10)
    begin, end = (median(some) for some in (readings.resident[tenth : 2 * tenth], readings.resident[-tenth:]))
    print(f"{told.images} images: {begin:.0f} MB after the warm-up, {end:.0f} MB at the end, {end - begin:+.1f} MB")
    good = end - begin < MOST_MB
    if readings.held:
        first, most = readings.held[0], max(readings.held)
        print(f"held by tensors after the first batch and at most: {first:,} and {most:,} bytes")
        good &= most <= first
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
