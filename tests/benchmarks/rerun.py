"""How far does rounding alone move a map? The bounds of `hansel rerun` (engine/rerun.py), on pictures of the demo.

    python -m tests.benchmarks.rerun [--pictures 40]

The same maps twice must have the same bytes. With PyTorch's own kernels in place of oneDNN's, which add the same
numbers in another order as another processor does, every map must be called apart by rounding only; learned with one
step less, every map must be called different. Exit code 1 where one of these is missed.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter

import numpy as np
import torch

from engine.explaining import Prepared, explain_batch, prepare_array
from engine.models import Model, load_model
from engine.records import Explanation
from engine.rerun import Likeness, compare, judge
from resources.demo import world
from tests.benchmarks.batches import MODEL

METHODS = ("learned", "gradient", "integrated-gradients")
BATCH = 8


def maps(model: Model, pictures: list[Prepared], method: str, steps: int = 10) -> list[np.ndarray]:
    found: list[np.ndarray] = []
    for start in range(0, len(pictures), BATCH):
        chunk = pictures[start : start + BATCH]
        for outcome in explain_batch(model, chunk, [-1] * len(chunk), method=method, steps=steps, pad_to=BATCH):
            assert isinstance(outcome, Explanation)
            found.append(outcome.map)
    return found


def tell(title: str, before: list[np.ndarray], after: list[np.ndarray], expected: str) -> int:
    """Prints one line; returns how many pairs are not called as expected."""
    pairs: list[Likeness] = [compare(one, other) for one, other in zip(before, after, strict=True)]
    findings = Counter(judge(pair) for pair in pairs)
    apart = [pair.relative or 0.0 for pair in pairs]
    most = [pair.most or 0.0 for pair in pairs]
    order = min(1.0 if pair.rank_correlation is None else pair.rank_correlation for pair in pairs)
    print(
        f"{title}: {dict(findings)}; largest difference {100 * max(apart):.2g} % of the range "
        f"(median {100 * float(np.median(apart)):.2g} %), of 99 of 100 pixels {100 * min(most):.2g} to "
        f"{100 * max(most):.2g} %; rank correlation from {order:.6f}",
        flush=True,
    )
    return len(pairs) - findings[expected]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=40)
    count = parser.parse_args().pictures
    warnings.filterwarnings("ignore", message="TF32 acceleration on top of oneDNN")
    model = load_model(MODEL, trust_code=True, device="cpu")
    pictures = [prepare_array(model, world.scene_of(shot).pixels) for shot in world.plan(count)]
    missed = 0
    for method in METHODS:
        kept = maps(model, pictures, method)
        missed += tell(f"{method}, again", kept, maps(model, pictures, method), "same")
        with torch.backends.mkldnn.flags(enabled=False):
            other = maps(model, pictures, method)
        missed += tell(f"{method}, other kernels", kept, other, "rounding")
        if method == "learned":
            missed += tell("learned, 9 steps for 10", kept, maps(model, pictures, method, steps=9), "differs")
    print("all as expected" if not missed else f"{missed} not as expected")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
