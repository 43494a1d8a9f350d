"""Does a map depend on the batch it was made in? 200 pictures of the demo, its net, learned, 10 steps.

    python -m tests.benchmarks.batches [--pictures 200]

At one batch size a map's bytes must depend neither on its neighbours nor on its place; across batch sizes the rank
correlation must stay above .999 for 99 % of the pictures. Exit code 1 where one of the two is missed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from engine.explaining import explain_batch, prepare_array
from engine.models import Model, load_model
from engine.records import Explanation
from resources.demo import world

MODEL = Path(world.__file__).parent / "model.toml"


def maps(model: Model, pictures: list[np.ndarray], batch: int) -> list[np.ndarray]:
    prepared = [prepare_array(model, picture) for picture in pictures]
    found: list[np.ndarray] = []
    for start in range(0, len(prepared), batch):
        chunk = prepared[start : start + batch]
        for outcome in explain_batch(model, chunk, [-1] * len(chunk), steps=10, pad_to=batch):
            assert isinstance(outcome, Explanation)
            found.append(outcome.map)
    return found


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    ranks = [np.argsort(np.argsort(values.ravel(), kind="stable"), kind="stable") for values in (one, other)]
    return float(np.corrcoef(*ranks)[0, 1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=200)
    count = parser.parse_args().pictures
    model = load_model(MODEL, trust_code=True)
    pictures = [world.scene_of(shot).pixels for shot in world.plan(count)]
    eight = maps(model, pictures, 8)
    order = np.random.default_rng(0).permutation(count)
    shuffled = dict(zip(order.tolist(), maps(model, [pictures[i] for i in order], 8), strict=True))
    same = sum(eight[i].tobytes() == shuffled[i].tobytes() for i in range(count))
    print(f"batch 8, other neighbours and places: {same} of {count} maps have the same bytes")
    good = same == count
    for batch in (1, 5, 16):
        ranks = np.array([rank_correlation(a, b) for a, b in zip(eight, maps(model, pictures, batch), strict=True)])
        share = float((ranks > 0.999).mean())
        print(f"batch {batch} against 8: rank correlation above .999 for {share:.1%}; least {ranks.min():.5f}")
        good &= share >= 0.99
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
