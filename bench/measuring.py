"""One method on one net: every figure of the quality table, a row for each picture."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from bench.worlds import Pair, Single
from engine import evidence
from engine.evidence.randomisation import layers_from_the_top, randomised, spearman
from engine.models import Model
from engine.records import Geometry

Maps = Callable[[Model, Tensor, Tensor], Tensor]
"""From images (N, 3, H, W) as the model takes them and classes (N,) to maps (N, H, W)."""
Doubles = npt.NDArray[np.float64]

PAIRED = ("own", "energy", "wins")
"""The figures that a picture of two things gives, a value for each of the two that it is asked for."""

BATCH = 16
CURVE_STEPS = 24
DRAWS, RADIUS = 4, 0.02
RANDOM_SEED = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """A method's figures on one net: name -> one value a picture, NaN where it could not be taken.

    of pictures of two things, each asked for its first and then its second: own, energy, wins
    of pictures of one: mass, rank, pointing, insertion, deletion, sensitivity
    and Spearman after a part of the layers was randomised, "random .25" and so on, by the share of the layers
    seconds: a map takes, mean
    """

    values: dict[str, Doubles] = field(default_factory=dict)
    seconds: float = float("nan")


def own_energy_wins(attribution: Doubles, mine: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> Sequence[float]:
    """Share of a map's energy on the asked thing out of that on both, out of all, and whether it has the more.

    Energy is the sum of what is positive. A map with nothing on either thing tells them apart as well as a coin.
    """
    positive = np.maximum(attribution, 0)
    total, on_mine, on_other = positive.sum(), positive[mine].sum(), positive[other].sum()
    both = on_mine + on_other
    return (
        float(on_mine / both) if both else 0.5,
        float(on_mine / total) if total else 0.0,
        float(on_mine > on_other) if both else 0.5,
    )


def on_pairs(model: Model, maps: Maps, pairs: Sequence[Pair]) -> Figures:
    """Each picture asked for both of its things."""
    started = time.perf_counter()
    found = np.zeros((len(pairs), 2, 3))
    for start in range(0, len(pairs), BATCH):
        some = pairs[start : start + BATCH]
        images = _prepared(model, [pair.pixels for pair in some])
        for asked in (0, 1):
            made = _made(maps, model, images, [pair.labels[asked] for pair in some])
            found[start : start + BATCH, asked] = [
                own_energy_wins(attribution, pair.masks[asked], pair.masks[1 - asked])
                for attribution, pair in zip(made, some, strict=True)
            ]
    seconds = (time.perf_counter() - started) / max(1, 2 * len(pairs))
    columns = found.reshape(-1, 3).T
    return Figures(dict(zip(PAIRED, columns, strict=True)), seconds)


def on_singles(model: Model, maps: Maps, singles: Sequence[Single]) -> Figures:
    """Each picture asked for its thing."""
    rows: list[dict[str, float | None]] = []
    for start in range(0, len(singles), BATCH):
        some = singles[start : start + BATCH]
        images = _prepared(model, [single.pixels for single in some])
        made = _made(maps, model, images, [single.label for single in some])
        for image, attribution, single in zip(images, made, some, strict=True):
            rows.append(_single(model, image, attribution, single))
    names = rows[0] if rows else {}
    return Figures({name: np.array([np.nan if r[name] is None else r[name] for r in rows], float) for name in names})


def sensitivity(model: Model, maps: Maps, singles: Sequence[Single]) -> Figures:
    """How far a map moves at most when its picture hardly does."""
    found = []
    for single in singles:

        def again(images: npt.NDArray[np.float32], label: str = single.label) -> Doubles:
            return _made(maps, model, torch.from_numpy(images), [label] * len(images))

        image = _prepared(model, [single.pixels])[0].numpy()
        value = evidence.max_sensitivity(again, image, RADIUS, DRAWS).value
        found.append(np.nan if value is None else value)
    return Figures({"sensitivity": np.array(found, float)})


def under_randomisation(model: Model, maps: Maps, singles: Sequence[Single], shares: Sequence[float]) -> Figures:
    """Spearman of the sizes of the map before and after the upper layers' weights were drawn anew; lower is better."""
    images = _prepared(model, [single.pixels for single in singles])
    labels = [single.label for single in singles]

    def made() -> Doubles:
        parts = [
            _made(maps, model, images[at : at + BATCH], labels[at : at + BATCH]) for at in range(0, len(labels), BATCH)
        ]
        return np.abs(np.concatenate(parts))

    before = made()
    layers = layers_from_the_top(model.module, images[0].numpy())
    found = {}
    for share in shares:
        with randomised(layers[: max(1, round(share * len(layers)))], RANDOM_SEED):
            after = made()
        likeness = [spearman(one, other) for one, other in zip(before, after, strict=True)]
        found[f"random {share:g}"] = np.array([np.nan if value is None else value for value in likeness], float)
    return Figures(found)


def _single(model: Model, image: Tensor, attribution: Doubles, single: Single) -> dict[str, float | None]:
    target = model.labels.index(single.label)
    pixels = image.numpy()

    def score(images: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        with torch.no_grad():
            scores = model.scores(model.module(torch.from_numpy(images)))
            return np.asarray(model.probabilities(scores)[:, target].numpy())

    height, width = attribution.shape
    geometry = Geometry(width, height, width, height, 0, 0, width, height)
    insertion = evidence.insertion(score, pixels, attribution, evidence.blurred(pixels), CURVE_STEPS).value
    deletion = evidence.deletion(score, pixels, attribution, model.baseline.numpy(), CURVE_STEPS).value
    return {
        "mass": evidence.relevance_mass(attribution, single.mask).value,
        "rank": evidence.relevance_rank(attribution, single.mask).value,
        "pointing": evidence.pointing_game(attribution, single.mask, geometry).value,
        "insertion": insertion,
        "deletion": deletion,
        "ins-del": insertion - deletion if insertion is not None and deletion is not None else None,
    }


def _prepared(model: Model, pictures: Sequence[npt.NDArray[np.uint8]]) -> Tensor:
    return torch.stack([model.prepare(picture)[0] for picture in pictures])


def _made(maps: Maps, model: Model, images: Tensor, labels: Sequence[str]) -> Doubles:
    targets = torch.tensor([model.labels.index(label) for label in labels])
    return maps(model, images, targets).detach().double().numpy()
