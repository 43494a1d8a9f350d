"""The full evidence for one explanation: every measure of docs/method.md, with the documented defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from engine import evidence
from engine.evidence.common import BoolArray, Score
from engine.evidence.localisation import UNSEEN
from engine.evidence.randomisation import parameter_randomisation
from engine.fit import left_as_found
from engine.masks import mask_of
from engine.methods import method_named
from engine.models import Model
from engine.records import Explanation, FloatArray, Measure
from engine.truth import to_map

# (method, float32 (n, 3, H, W)) -> (n, H, W): maps for the explained class by the model as it is now; NaN where the
# method failed.
MapsBy = Callable[[str, FloatArray], FloatArray]

# Shown beside parameter randomisation: one that is known to change hardly at all, and the plainest one.
_BESIDE = ("guided", "gradient")


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """What the full evidence is made with. Every Measure repeats those that it depends on.

    steps:        of deletion and insertion
    blur_ratio:   sigma of the image that insertion starts from, as part of the input's height
    border_share: width of the frame, as part of the shorter side
    radius, draws: of max-sensitivity; radius in units of the model's input
    percents, noise: of ROAD
    seed:         of max-sensitivity, ROAD and parameter randomisation
    chunk:        images that go through the model at a time
    """

    steps: int = 50
    blur_ratio: float = 1 / 24
    border_share: float = 0.05
    radius: float = 0.02
    draws: int = 10
    percents: tuple[int, ...] = (10, 20, 30, 40, 50, 60, 70, 80, 90)
    noise: float = 0.01
    seed: int = 0
    chunk: int = 8

    def as_parameters(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {**asdict(self), "percents": list(self.percents)}


def full_evidence(
    model: Model,
    image: Tensor,
    explanation: Explanation,
    truth: BoolArray | None,
    *,
    method: str,
    maps_by: MapsBy,
    settings: EvidenceSettings | None = None,
) -> tuple[Measure, ...]:
    """All measures of one explanation; those against the object only where it is known.

    image:   (C, H, W), as the model takes it
    truth:   bool (image height, image width), the object of the explained class in the upright image
    method:  what made the explanation's map; keep, drop, average drop, increase and area are in-sample for "learned"
    maps_by: makes maps again, for max-sensitivity and parameter randomisation

    The score is the model's probability of the explained class. The model is left bit for bit as it was found.
    """
    chosen = settings or EvidenceSettings()
    learned = method_named(method).learns
    a = explanation.map
    pixels: FloatArray = image.detach().cpu().numpy()
    score = probability_of(model, explanation.target)
    hidden: FloatArray = model.baseline.numpy()
    about = {"baseline": "mean colour" if not hidden.any() else "mid-grey", "score": "probability"}
    softened = {"baseline": "blurred", "blur_ratio": chosen.blur_ratio, "score": "probability"}
    mask = mask_of(torch.from_numpy(a)[None])[0].numpy()

    def maps_of(images: FloatArray) -> FloatArray:
        return maps_by(method, images)

    made: list[Measure] = [
        *evidence.keep_and_drop(score, pixels, mask, hidden, in_sample=learned, about=about),
        evidence.mask_area(mask, in_sample=learned),
        evidence.sparseness(a),
        evidence.energy_on_border(a, chosen.border_share),
        evidence.deletion(score, pixels, a, hidden, chosen.steps, about=about, chunk=chosen.chunk),
        evidence.insertion(
            score, pixels, a, evidence.blurred(pixels, chosen.blur_ratio), chosen.steps,
            about=softened, chunk=chosen.chunk,
        ),
        *evidence.drop_and_increase(score, pixels, mask, in_sample=learned, about={"score": "probability"}),
        evidence.road(
            score, pixels, a, chosen.percents, chosen.noise, chosen.seed,
            about={"score": "probability"}, chunk=chosen.chunk,
        ),
        *(_against(a, truth, explanation) if truth is not None else ()),
        evidence.max_sensitivity(maps_of, pixels, chosen.radius, chosen.draws, chosen.seed, chunk=chosen.chunk),
    ]  # fmt: skip
    others = [name for name in _BESIDE if name != method and (name == "gradient" or explanation.gated)]
    beside = {name: lambda images, name=name: maps_by(name, images) for name in others}
    made.extend(parameter_randomisation(model.module, pixels, maps_of, seed=chosen.seed, beside=beside))
    return tuple(made)


def probability_of(model: Model, target: int) -> Score:
    """The model's probability of a class as a ``score``: float32 (n, 3, H, W) -> (n,)."""

    def score(images: FloatArray) -> npt.NDArray[np.floating]:
        with left_as_found(model.module), torch.no_grad():
            # A copy goes in: a model may write to its input.
            raw = model.module(torch.from_numpy(images.copy()).to(model.device))
            found: npt.NDArray[np.floating] = model.probabilities(model.scores(raw))[:, target].double().cpu().numpy()
        return found

    return score


def _against(a: FloatArray, truth: BoolArray, explanation: Explanation) -> tuple[Measure, ...]:
    pointed = evidence.pointing_game(a, truth, explanation.geometry)
    on_input = to_map(truth, explanation.geometry)
    shares = (evidence.relevance_mass(a, on_input), evidence.relevance_rank(a, on_input))
    if truth.any() and not on_input.any():
        shares = (replace(shares[0], note=UNSEEN), replace(shares[1], note=UNSEEN))
    return (pointed, *shares)
