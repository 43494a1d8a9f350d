"""Makes one explanation again as its run made it, and says how far the new map is from the kept one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from engine import images
from engine.audit import Work, audit
from engine.evidence.randomisation import spearman
from engine.methods import METHODS, parameters
from engine.models import Model
from engine.packs import start_of
from engine.records import Explanation, Failure, FloatArray, PlainError, RunSpec

# What rounding does to a map, measured on 40 pictures of the demo (python -m tests.benchmarks.rerun). On one machine
# nothing: the bytes are the same. The same sums in another order (PyTorch's own kernels in place of oneDNN's, as on
# another processor) move 99 of 100 pixels of a learned map by 0.6 % of its range at most; single ones by up to 18 %,
# since the steps of learning carry on where a unit close to zero tips over. Integrated gradients move by 0.14 % at
# most, the gradient by 0.00005 %; the order of the pixels stays, with rank correlations from .99999 up. One step of
# learning less moves the hundredth pixel by 2.8 % at least, and 40 of 40 are told apart.
SHARE_OF_PIXELS = 0.99
MOST = 0.015  # of the kept map's range, that this share of the pixels may move by
LEAST_RANK_CORRELATION = 0.9999
PROBABILITY = 1e-3  # largest difference of the target's and the prediction's probability

UNTOUCHED = "Nothing was changed."
Finding = Literal["same", "rounding", "differs"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two maps of one image are from each other.

    same_bytes:       every float32 value has the same bits
    same_shape:       else nothing below is known, and all of it is None
    largest:          largest absolute difference, in the map's own unit
    relative:         the same as a share of the kept map's range (high - low); None where that is constant
    most:             what 99 of 100 pixels differ by at most, likewise
    rank_correlation: Spearman's, -1 to 1, equal values sharing their rank; None where one map is constant
    pixels:           how many values are not the same
    """

    same_bytes: bool
    same_shape: bool
    largest: float | None = None
    relative: float | None = None
    most: float | None = None
    rank_correlation: float | None = None
    pixels: int | None = None


def compare(kept: FloatArray, made: FloatArray) -> Likeness:
    """How far the map made now is from the kept one; both float32 (H, W) and finite."""
    if kept.shape != made.shape:
        return Likeness(False, False)
    first, second = np.ascontiguousarray(kept, np.float32), np.ascontiguousarray(made, np.float32)
    apart = np.abs(first.astype(np.float64) - second.astype(np.float64))
    span = float(first.max()) - float(first.min())
    return Likeness(
        same_bytes=first.tobytes() == second.tobytes(),
        same_shape=True,
        largest=float(apart.max()),
        relative=float(apart.max()) / span if span > 0 else None,
        most=float(np.quantile(apart, SHARE_OF_PIXELS, method="lower")) / span if span > 0 else None,
        rank_correlation=spearman(first, second),
        pixels=int(np.count_nonzero(first.view(np.uint32) != second.view(np.uint32))),
    )


def judge(likeness: Likeness) -> Finding:
    """Whether two maps are the same, apart by no more than rounding, or different; the bounds are those above."""
    if likeness.same_bytes:
        return "same"
    if likeness.most is None or likeness.rank_correlation is None:
        # A constant map has no range and no order to measure by; 0 and -0 are the same number in other bytes.
        return "rounding" if likeness.largest == 0 else "differs"
    close = likeness.most <= MOST and likeness.rank_correlation >= LEAST_RANK_CORRELATION
    return "rounding" if close else "differs"


def check_method(name: str, made_with: str) -> None:
    """Raises PlainError for a method that this Hansel does not know; made_with: the version that did."""
    if name not in METHODS:
        raise PlainError(
            f"The method {name} of this run is not known to this Hansel. {UNTOUCHED} "
            f"It was made with Hansel {made_with}; install that one."
        )


def check_image(path: Path, sha256: str | None, if_gone: str, if_changed: str) -> str:
    """The path of the image, if it has the bytes that were explained. Raises PlainError, with what to do: if_gone, or
    if_changed where another file lies there."""
    if not path.is_file():
        raise PlainError(f"The image {path} is not there any more. {UNTOUCHED} {if_gone}")
    try:
        found = images.fingerprint(path)
    except images.ImageError as error:
        raise PlainError(f"The image {path} cannot be read again. {error} {UNTOUCHED}") from error
    if found != sha256:
        raise PlainError(
            f"The image {path} is not the one that was explained: its bytes changed (SHA-256 {short(sha256)} "
            f"then, {short(found)} now). {UNTOUCHED} {if_changed}"
        )
    return os.fspath(path)


def short(sha256: str | None) -> str:
    """The beginning of a hash, enough for people to tell two apart."""
    return f"{(sha256 or 'unknown')[:12]}…"


def make_again(model: Model, image: str, target: int, spec: RunSpec) -> Explanation | Failure:
    """The explanation of one image file for one class, as a run of that spec makes it: its method, steps, seed, and a
    batch of its size, filled up with copies. Raises ExplainError for a class that the model does not have."""
    sink = _One()
    audit(model, [Work(0, image, target)], sink, spec)
    return sink.outcomes[0]


def other_parameters(spec: RunSpec) -> dict[str, tuple[Any, Any]]:
    """Parameters that this Hansel's method would not be given as they were: name -> (then, now); None where there is
    none of that name. Raises PlainError for a method that is not known or not installed."""
    now = parameters(spec.method, int(spec.parameters.get("steps", 0)), start_of(spec.parameters))
    return different(spec.parameters, json.loads(json.dumps(now)))  # as they were kept: lists, no tuples


def different(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The entries in which two mappings are not alike, by name: (then, now)."""
    names = sorted({*then, *now})
    return {name: (then.get(name), now.get(name)) for name in names if then.get(name) != now.get(name)}


class _One:
    """The sink: keeps what comes."""

    def __init__(self) -> None:
        self.outcomes: list[Explanation | Failure] = []

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        self.outcomes += [outcome for _, outcome in outcomes]
