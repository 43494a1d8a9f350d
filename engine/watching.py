"""One fit watched from step to step: the map as it forms, and where the gates of each activation call stand."""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
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
from engine.packs import PackedStart, RulePack, start_of
from engine.records import ByteArray, Explanation, Failure, FitStep, GatesOfCall, RunSpec
from engine.rules import Call

FINEST = 64  # entries a side of the gates by position that are handed out
MOST_EXTRA_TOKENS = 8  # such as a class token, one for distillation, registers: they come before those of the image
Watch = Generator[FitStep, None, None]


def watch(
    model: Model,
    image: ImageSource | ByteArray,
    target: int | None = None,
    steps: int = 10,
    *,
    pack: RulePack | ImageSource | None = None,
    positions: bool = False,
) -> Watch:
    """Explain one image by the learned method and tell of each step: ``steps`` + 1 of them, the first before learning.

    image:  a path, or uint8 (H, W, 3) RGB
    target: the class to explain; the predicted one where None
    pack:   where learning begins, as for ``explain``
    positions: hand out the gates by position too, as ``GatesOfCall.grid``

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
    return watch_prepared(model, entry, PREDICTED if target is None else target, steps, start, positions=positions)


def watch_again(model: Model, image: ImageSource, target: int, spec: RunSpec) -> Watch:
    """``watch``, with the gates by position, for one image file as a run of that spec learned: its steps, its pack.

    The image goes alone, so that the map has the bytes of the run's where that went with a batch of one, and else is
    apart from it by rounding (engine/rerun.py). Raises what ``watch`` does; PackError where the kept pack is damaged.
    """
    steps = int(spec.parameters["steps"])
    parameters("learned", steps)
    check_explainable(model, (target,))
    entry = prepare_file(model, image)
    return watch_prepared(model, entry, target, steps, start_of(spec.parameters), positions=True)


def watch_prepared(
    model: Model, entry: Prepared, target: int, steps: int, pack: PackedStart | None, *, positions: bool = False
) -> Watch:
    """``watch`` for an image that was prepared and a pack that was checked; target: PREDICTED for the model's own."""
    started = time.perf_counter()
    images, targets = stacked(model, [entry], [target])
    stepping = learning(model, images, targets, FitSettings.for_steps(steps, pack))
    try:
        begun: list[Tensor] = []
        for number in range(steps + 1):
            with left_as_found(model.module), torch.enable_grad():
                step = next(stepping)
                told = _told(model, number, step, begun, positions)
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


def _told(model: Model, number: int, step: Step, begun: list[Tensor], positions: bool) -> FitStep:
    """begun: the gates as they stood before the first step; filled in by that."""
    keep, drop = over_whole(model, step.logits, step.targets, step.judged)
    with torch.no_grad():
        now = [_of_first(call) for call in step.field.calls]
    begun += [] if begun else now
    height, width = step.map.shape[1:]
    calls = zip(step.field.calls, now, begun, strict=True)
    return FitStep(
        number=number,
        map=step.map[0].float().cpu().numpy().copy(),
        area=float(step.mask[0].mean()),
        loss=float(step.judged.loss[0]),
        keep=float(keep[0]),
        drop=float(drop[0]),
        best=bool(step.better[0]),
        calls=tuple(_stands(call.name, gates, start, (height, width), positions) for call, gates, start in calls),
    )


def _of_first(call: Call) -> Tensor:
    """The gates of the batch's first image, (4, positions ...)."""
    return call.gates()[:, 0].squeeze(call.channel_axis).clone()


def _stands(name: str, gates: Tensor, start: Tensor, size: tuple[int, int], positions: bool) -> GatesOfCall:
    """gates, start: (4, positions ...); size: rows and columns of the model's input, whose shape positions have."""

    def away(corner: Gates) -> float:
        there = torch.tensor(corner, dtype=gates.dtype, device=gates.device).view(4, *[1] * (gates.ndim - 1))
        return float((gates - there).abs().double().mean())

    moved = float((gates - start).abs().double().mean())
    first, second, third, fourth = gates.double().reshape(4, -1).mean(dim=1).tolist()
    laid = _laid_out(gates, size)
    rows, columns = laid.shape[1:] if laid is not None else (0, 0)
    block = max(1, -(-max(rows, columns) // FINEST))
    grid = _grid(laid, block) if positions and laid is not None else None
    return GatesOfCall(
        name, away(GRADIENT), away(GUIDED), away(DECONVNET), moved,
        (first, second, third, fourth), rows, columns, block, grid,
    )  # fmt: skip


def _laid_out(gates: Tensor, size: tuple[int, int]) -> Tensor | None:
    """(4, rows, columns) as they lie over the image; of tokens, those that are left when the fewest have been taken
    from the front for the rest to have the image's shape. None where that cannot be."""
    if gates.ndim == 1:
        return gates.view(4, 1, 1)
    if gates.ndim == 3:
        return gates
    if gates.ndim != 2:
        return None
    tokens, (height, width) = gates.shape[1], size
    for extra in range(min(MOST_EXTRA_TOKENS, tokens - 1) + 1):
        rows = round(math.sqrt((tokens - extra) * height / width))
        columns = (tokens - extra) // rows if rows else 0
        if rows * columns == tokens - extra and rows * width == columns * height:
            return gates[:, extra:].reshape(4, rows, columns)
    return None


def _grid(gates: Tensor, block: int) -> ByteArray:
    """Means over blocks, those at the right and lower edge being as large as there are positions."""
    means = F.avg_pool2d(gates.float(), block, ceil_mode=True, count_include_pad=False) if block > 1 else gates.float()
    made: ByteArray = (255 * means).round().to(torch.uint8).cpu().numpy()
    return made
