"""The attribution methods by name: the same names in Python, on the command line, in the window and in the store.

No torch here, so that windows and commands can list methods before anything heavy is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from typing import Any, Literal

from engine.gates import DECONVNET, GRADIENT, GUIDED, START, Gates
from engine.packs import PackedStart, PackError
from engine.records import PlainError

Kind = Literal["learned", "corner", "peer"]


@dataclass(frozen=True, slots=True)
class Method:
    """What a user must know of a method before trusting its map.

    kind:    "learned"; "corner", a hand-made rule in the rule field; "peer", a method of its own (engine/peers)
    corner:  the fixed gates of a hand-made rule; None for the other kinds
    score:   what is explained: "logit", "log-odds" or "probability"
    signed:  whether the map can have negative values, which speak against the class
    cost:    in forward passes for one image, a backward pass counted as one, K being the steps
    library: the one that computes it; "" for Hansel's own code
    told:    everything else that a peer is told, ready for JSON; stored with every run
    """

    name: str
    title: str
    kind: Kind
    corner: Gates | None
    score: str
    signed: bool
    cost: str
    caveat: str
    library: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def learns(self) -> bool:
        return self.kind == "learned"


@dataclass(frozen=True, slots=True)
class FitSettings:
    """What the learned method is made with; stored with every run.

    steps:         gradient steps; 0 gives the starting gates' map
    learning_rate: of Adam, on the gates before their sigmoid
    area_weight:   lambda, the price of the mask's mean
    saturation:    share of the map's maximum at which the mask reaches 1
    blur_ratio:    the map's Gaussian blur, sigma as a share of the input's height
    start:         the gates before the shares of the positions and the first step move them
    coarse_ratio, share_strength, share_softness, share_blur_ratio: the start by shares (engine/start.py): in the calls
                   whose feature map is at most this part of the input's height; how far the gates' logits move at
                   most; how many mean absolute shares make a strong one; over which neighbourhood, sigma as part of a
                   feature map's height
    answer_weight: how much the masked images' answers weigh in the map (engine/answers.py)
    pack:          gates for each call in place of ``start``; None where there is no pack
    """

    steps: int = 10
    learning_rate: float = 0.5
    area_weight: float = 8.0
    saturation: float = 0.7
    blur_ratio: float = 1 / 96
    start: Gates = START
    coarse_ratio: float = 1 / 4
    share_strength: float = 5.0
    share_softness: float = 2.0
    share_blur_ratio: float = 1 / 12
    answer_weight: float = 2.0
    pack: PackedStart | None = None

    @classmethod
    def for_steps(cls, steps: int, pack: PackedStart | None = None) -> FitSettings:
        """Fewer steps take longer strides: rate 1 for up to 5 steps, .5 for 10, .3 from 17 on."""
        return cls(steps=steps, learning_rate=min(1.0, max(0.3, 5 / max(steps, 1))), pack=pack)

    def as_parameters(self) -> dict[str, Any]:
        told = {
            **asdict(self), "start": list(self.start), "baseline": "mean colour", "score": "log-odds",
            "held_constant": ["attention", "layer norm's scale"],
        }  # fmt: skip
        del told["pack"]  # runs without one keep the parameters that they always had, and are found by them
        return told if self.pack is None else {**told, "pack": self.pack.as_parameters()}


_DRAWN = "a generator on the CPU that starts from the run's seed; the same draws for every image"
_FOUND = "the last feature map with positions: output of an activation, convolution, sum or concatenation"

METHODS = {
    method.name: method
    for method in (
        Method(
            "learned", "Learned propagation rules", "learned", None, "log-odds", False, "6K + 5",
            "Keep and drop are in-sample: the map was learned to make them good. Early layers weigh in even when "
            "late ones change.",
        ),
        Method(
            "gradient", "Gradient", "corner", GRADIENT, "logit", False, "2",
            "Noisy; shows where a small change moves the score, not what the score is made of.",
        ),
        Method(
            "guided", "Guided back-propagation", "corner", GUIDED, "logit", False, "2",
            "Close to an edge detector: it hardly changes when the model's weights are randomised.",
        ),
        Method(
            "deconvnet", "Deconvnet", "corner", DECONVNET, "logit", False, "2",
            "Ignores which units were alive; nearly the same picture for every class.",
        ),
        Method(
            "input-x-gradient", "Input x gradient", "peer", None, "logit", True, "3",
            "Blind where the input is zero, and zero is the mean colour for most models. As noisy as the gradient.",
            "captum", {"reduction": "sum over channels"},
        ),
        Method(
            "integrated-gradients", "Integrated gradients", "peer", None, "logit", True, "101",
            "Speaks of the difference to the mean colour: parts of that colour get nothing.",
            "captum",
            {
                "points": 50, "rule": "gausslegendre", "baseline": "mean colour", "reduction": "sum over channels",
            },
        ),
        Method(
            "smoothgrad", "SmoothGrad", "peer", None, "logit", False, "101",
            "A gradient averaged over noisy copies of the image; the noise is nothing the model has seen, and its "
            "width changes the map.",
            "",
            {
                "draws": 50, "sigma": 0.15, "sigma_of": "the image's maximum less its minimum", "random": _DRAWN,
                "reduction": "max over channels of |mean gradient|",
            },
        ),
        Method(
            "occlusion", "Occlusion", "peer", None, "logit", True, "227",
            "No finer than its window, and blind to evidence that is there twice: hiding one leaves the other.",
            "captum",
            {
                "window": 1 / 8, "stride": 1 / 16, "unit": "share of the input's height and width",
                "baseline": "mean colour",
            },
        ),
        Method(
            "grad-cam", "Grad-CAM", "peer", None, "logit", False, "3",
            "As coarse as the last feature map, a few cells a side, drawn smoothly. Needs a convolutional map.",
            "", {"layer": _FOUND, "upsampling": "bilinear"},
        ),
        Method(
            "layer-cam", "Layer-CAM", "peer", None, "logit", False, "3",
            "As coarse as the last feature map, a few cells a side, drawn smoothly. Needs a convolutional map.",
            "", {"layer": _FOUND, "upsampling": "bilinear"},
        ),
        Method(
            "rise", "RISE", "peer", None, "probability", False, "1001",
            "An average over random masks: grainy, slow, and it never falls to zero where nothing matters.",
            "", {"masks": 1000, "cells": 7, "p": 0.5, "baseline": "mean colour", "random": _DRAWN},
        ),
        Method(
            "lrp", "LRP (relevance propagation)", "peer", None, "logit", True, "about 10",
            "Knows modules only: sums and products written in forward pass plain gradients, so that relevance is not "
            "conserved there. Refused for attention, layer norm and layers used twice.",
            "zennit",
            {
                "composite": "epsilon-plus-flat", "epsilon": 1e-6, "stabilizer": 1e-6,
                "canonizer": "torchvision's VGG and ResNet; none for others", "reduction": "sum over channels",
            },
        ),
    )
}  # fmt: skip
_EXTRAS = {"zennit": "lrp"}  # libraries that only come when they are asked for


def method_named(name: str) -> Method:
    """The method of that name; PlainError naming all of them otherwise."""
    if name not in METHODS:
        raise PlainError(f"There is no method called {name!r}. Known: {', '.join(METHODS)}.")
    return METHODS[name]


def check_takes_packs(method: Method) -> None:
    """PackError for a method that does not learn, since a rule pack is where learning begins."""
    if not method.learns:
        raise PackError(
            f"A rule pack (--pack) is where the learned method begins; {method.name} does not learn. Nothing was "
            "explained. Leave --pack out, or explain with --method learned."
        )


def check_installed(method: Method) -> None:
    """PlainError naming the command that installs the method's library, where that is missing."""
    extra = _EXTRAS.get(method.library)
    if extra is not None and find_spec(method.library) is None:
        raise PlainError(
            f"{method.name} needs {method.library}, which is not installed. Nothing was explained. "
            f"Install it with: pip install 'hansel-audit[{extra}]'"
        )


def parameters(name: str, steps: int, pack: PackedStart | None = None) -> dict[str, Any]:
    """Everything the method was told, ready for JSON; stored with a run so that it can be repeated.

    Only the learned method makes steps, and begins from a pack. PlainError for an unknown method, steps out of range, a
    missing library; PackError for a pack with another method.
    """
    method = method_named(name)
    if pack is not None:
        check_takes_packs(method)
    if not 0 <= steps <= 1000:
        raise PlainError(f"Steps must be between 0 and 1000, not {steps}.")
    if method.learns:
        return FitSettings.for_steps(steps, pack).as_parameters()
    if method.corner is not None:
        return {"gates": list(method.corner), "score": method.score, "reduction": "max over channels of |gradient|"}
    check_installed(method)
    return {**method.told, "score": method.score}
