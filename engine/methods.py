"""The attribution methods by name: the same names in Python, on the command line, in the window and in the store.

No torch here, so that windows and commands can list methods before anything heavy is loaded.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from engine.gates import DECONVNET, GRADIENT, GUIDED, START, Gates
from engine.records import PlainError


@dataclass(frozen=True, slots=True)
class Method:
    """What a user must know of a method before trusting its map.

    corner: the fixed gates of a hand-made rule; None when the gates are learned
    score:  what is sent back through the network, "logit" or "log-odds"
    signed: whether the map has negative values
    cost:   in forward passes for one image, K being the steps
    """

    name: str
    title: str
    corner: Gates | None
    score: str
    signed: bool
    cost: str
    caveat: str

    @property
    def learns(self) -> bool:
        return self.corner is None


@dataclass(frozen=True, slots=True)
class FitSettings:
    """What the learned method is made with; stored with every run.

    steps:         gradient steps; 0 gives the starting gates' map
    learning_rate: of Adam, on the gates before their sigmoid
    area_weight:   lambda, the price of the mask's mean
    saturation:    share of the map's maximum at which the mask reaches 1
    blur_ratio:    the map's Gaussian blur, sigma as a share of the input's height
    start:         the gates before the shares of the positions and the first step move them
    upper_part, share_strength, share_softness, share_blur_ratio: the start by shares (engine/start.py): in which part
                   of the calls, counted from the output; how far the gates' logits move at most; how many mean
                   absolute shares make a strong one; over which neighbourhood, sigma as part of a feature map's height
    """

    steps: int = 10
    learning_rate: float = 0.5
    area_weight: float = 8.0
    saturation: float = 0.7
    blur_ratio: float = 1 / 48
    start: Gates = START
    upper_part: float = 0.5
    share_strength: float = 5.0
    share_softness: float = 2.0
    share_blur_ratio: float = 1 / 12

    @classmethod
    def for_steps(cls, steps: int) -> FitSettings:
        """Fewer steps take longer strides: rate 1 for up to 5 steps, .5 for 10, .3 from 17 on."""
        return cls(steps=steps, learning_rate=min(1.0, max(0.3, 5 / max(steps, 1))))

    def as_parameters(self) -> dict[str, Any]:
        return {**asdict(self), "start": list(self.start), "baseline": "mean colour", "score": "log-odds"}


METHODS = {
    method.name: method
    for method in (
        Method(
            "learned", "Learned propagation rules", None, "log-odds", False, "6K + 3",
            "Keep and drop are in-sample: the map was learned to make them good. Early layers weigh in even when "
            "late ones change.",
        ),
        Method(
            "gradient", "Gradient", GRADIENT, "logit", False, "2",
            "Noisy; shows where a small change moves the score, not what the score is made of.",
        ),
        Method(
            "guided", "Guided back-propagation", GUIDED, "logit", False, "2",
            "Close to an edge detector: it hardly changes when the model's weights are randomised.",
        ),
        Method(
            "deconvnet", "Deconvnet", DECONVNET, "logit", False, "2",
            "Ignores which units were alive; nearly the same picture for every class.",
        ),
    )
}  # fmt: skip


def method_named(name: str) -> Method:
    """The method of that name; PlainError naming all of them otherwise."""
    if name not in METHODS:
        raise PlainError(f"There is no method called {name!r}. Known: {', '.join(METHODS)}.")
    return METHODS[name]


def parameters(name: str, steps: int) -> dict[str, Any]:
    """Everything the method was told, ready for JSON; stored with a run so that it can be repeated."""
    method = method_named(name)
    if not 0 <= steps <= 1000:
        raise PlainError(f"Steps must be between 0 and 1000, not {steps}.")
    if method.corner is None:
        return FitSettings.for_steps(steps).as_parameters()
    return {"gates": list(method.corner), "score": method.score, "reduction": "max over channels of |gradient|"}
