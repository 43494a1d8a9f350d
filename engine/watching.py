"""One fit watched from step to step: the map as it forms, and where the gates of each activation call stand."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from engine.explaining import (
    ImageSource,
    PartlyExplained,
    Prepared,
    begin_from,
    check_explainable,
    outcomes_of,
    prepare_array,
    prepare_file,
    stacked,
)
from engine.fit import PREDICTED, Fitted, Step, learning, left_as_found, over_whole
from engine.gates import DECONVNET, GRADIENT, GUIDED, Gates
from engine.methods import FitSettings, parameters
from engine.models import Model
from engine.packs import PackedStart, RulePack
from engine.records import ByteArray, Explanation, Failure, FitStep, GatesOfCall

Watch = Generator[FitStep, None, None]


def watch(
    model: Model,
    image: ImageSource | ByteArray,
    target: int | None = None,
    steps: int = 10,
    *,
    pack: RulePack | ImageSource | None = None,
) -> Watch:
    """Explain one image by the learned method and tell of each step: ``steps`` + 1 of them, the first before learning.

    image:  a path, or uint8 (H, W, 3) RGB
    target: the class to explain; the predicted one where None
    pack:   where learning begins, as for ``explain``

    The explanation, which the last step brings, has the bytes that ``explain`` gives for that image alone: its map is
    that of the last step that is ``best``, weighed by the answers of all steps (engine/answers.py). Each step is
    computed when it is asked for, where the model is. Between two steps, and once the generator has ended or was
    closed, the model is as it was found; closing it lets go of all memory.

    Raises at once: ImageError, PackError, ExplainError for a target that is none, PlainError for steps out of range.
    While it runs: ExplainError as ``explain`` does; PartlyExplained at the end where the model's output or
    the map is not finite.
    """
    parameters("learned", steps)
    check_explainable(model, () if target is None else (target,))
    start = begin_from(pack, model, "learned")
    entry = prepare_array(model, image) if isinstance(image, np.ndarray) else prepare_file(model, image)
    return watch_prepared(model, entry, PREDICTED if target is None else target, steps, start)


def watch_prepared(model: Model, entry: Prepared, target: int, steps: int, pack: PackedStart | None) -> Watch:
    """``watch`` for an image that was prepared and a pack that was checked; target: PREDICTED for the model's own."""
    started = time.perf_counter()
    images, targets = stacked(model, [entry], [target])
    stepping = learning(model, images, targets, FitSettings.for_steps(steps, pack))
    try:
        begun: list[Tensor] = []
        for number in range(steps + 1):
            with left_as_found(model.module), torch.enable_grad():
                step = next(stepping)
                told = _told(model, number, step, begun)
                if number == steps:
                    told = replace(told, explanation=_ended(model, entry, stepping, started))
            del step  # it holds the field, and the field the graph
            yield told
    finally:
        stepping.close()


def _ended(model: Model, entry: Prepared, stepping: Generator[Step, None, Fitted], started: float) -> Explanation:
    try:
        next(stepping)
    except StopIteration as ended:
        (outcome,) = outcomes_of(model, [entry], ended.value, started)
        if isinstance(outcome, Failure):
            raise PartlyExplained([], [outcome]) from None
        return outcome
    raise AssertionError("the loop goes on after its last step")


def _told(model: Model, number: int, step: Step, begun: list[Tensor]) -> FitStep:
    """begun: the gates as they stood before the first step; filled in by that."""
    keep, drop = over_whole(model, step.logits, step.targets, step.judged)
    with torch.no_grad():
        now = [call.gates()[:, :1].clone() for call in step.field.calls]
    begun += [] if begun else now
    names = [call.name for call in step.field.calls]
    return FitStep(
        number=number,
        map=step.map[0].float().cpu().numpy().copy(),
        area=float(step.mask[0].mean()),
        loss=float(step.judged.loss[0]),
        keep=float(keep[0]),
        drop=float(drop[0]),
        best=bool(step.better[0]),
        calls=tuple(_stands(*one) for one in zip(names, now, begun, strict=True)),
    )


def _stands(name: str, gates: Tensor, start: Tensor) -> GatesOfCall:
    """gates, start: (4, 1, positions ...)."""

    def away(corner: Gates) -> float:
        there = torch.tensor(corner, dtype=gates.dtype, device=gates.device).view(4, *[1] * (gates.ndim - 1))
        return float((gates - there).abs().double().mean())

    moved = float((gates - start).abs().double().mean())
    return GatesOfCall(name, away(GRADIENT), away(GUIDED), away(DECONVNET), moved)
