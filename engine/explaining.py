"""Explaining images: from files or arrays to explanations, a batch at a time."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from engine.device import choose_device
from engine.evidence import energy_on_border, gini
from engine.fit import PREDICTED, ExplainError, Fitted, apply_rule, fit
from engine.full_evidence import EvidenceSettings, full_evidence
from engine.images import ImageError, opened
from engine.methods import FitSettings, check_takes_packs, method_named
from engine.models import Model
from engine.packs import PackedStart, RulePack
from engine.packs import read as read_pack
from engine.peers import apply_peer
from engine.records import ByteArray, Evidence, Explanation, Failure, FloatArray, Geometry

ImageSource = str | os.PathLike[str]
Item = TypeVar("Item")


class PartlyExplained(ExplainError):
    """Some images could not be explained. ``explanations`` holds the others, ``failures`` says why."""

    def __init__(self, explanations: list[Explanation], failures: list[Failure]) -> None:
        self.explanations = explanations
        self.failures = failures
        named = "; ".join(f"{failure.source}: {failure.reason}" for failure in failures[:5])
        more = f" (and {len(failures) - 5} more)" if len(failures) > 5 else ""
        super().__init__(
            f"{len(failures)} of {len(failures) + len(explanations)} images could not be explained: {named}{more}"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An image as the model takes it: float32 (C, H, W), C being 3 or 1, with the geometry that leads back."""

    tensor: Tensor
    geometry: Geometry
    source: str
    sha256: str


def prepare_file(
    model: Model, path: ImageSource, room: Callable[[int], AbstractContextManager[object]] = nullcontext
) -> Prepared:
    """Decode and prepare one image file. Raises ImageError.

    room: entered with the bytes that this takes, as soon as they are known, and left when they are free again
    """
    with opened(path) as image, room(image.decoding_bytes):
        tensor, geometry = model.prepare(image.decode())
        return Prepared(tensor, geometry, os.fspath(path), image.sha256)


def prepare_array(model: Model, pixels: ByteArray) -> Prepared:
    """Prepare one uint8 (H, W, 3) RGB image."""
    tensor, geometry = model.prepare(pixels)
    return Prepared(tensor, geometry, "", hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest())


def _prepare(model: Model, image: ImageSource | ByteArray) -> Prepared:
    return prepare_array(model, image) if isinstance(image, np.ndarray) else prepare_file(model, image)


def explain(
    model: Model,
    images: Sequence[ImageSource] | ByteArray,
    targets: Sequence[int] | None = None,
    method: str = "learned",
    steps: int = 10,
    device: str = "auto",
    seed: int = 0,
    batch_size: int = 8,
    evidence: Literal["quick", "full"] = "quick",
    truths: Sequence[npt.NDArray[np.bool_] | None] | None = None,
    pack: RulePack | ImageSource | None = None,
) -> list[Explanation]:
    """Explain images, in their order.

    images:  paths, or a uint8 array (N, H, W, 3) RGB
    targets: the class to explain for each image; the predicted class where None
    device:  "auto" leaves the model where it is; anything else moves it there for this call
    seed:    of the methods that draw at random (smoothgrad, rise), which draw the same for every image; with
             evidence="full" also of its draws
    evidence: "full" adds every measure of docs/method.md as ``measures``; this takes many passes and maps an image
    truths:  for "full", each image's object as bool (image height, image width), upright; None where it is not known
    pack:    where the learned method begins with this model: a rule pack or its file
    Raises PartlyExplained, which holds the explanations made, when an image is unreadable or its output is not
    finite; ExplainError when the model cannot be explained; PackError for a pack of another model or with another
    method; ValueError for arrays of another shape.
    """
    if isinstance(images, np.ndarray) and (images.ndim != 4 or images.shape[3] != 3 or images.dtype != np.uint8):
        raise ValueError(f"images must be uint8 (N, H, W, 3), not {images.dtype} {images.shape}")
    if targets is not None and len(targets) != len(images):
        raise ValueError(f"{len(images)} images but {len(targets)} targets")
    if evidence not in ("quick", "full"):
        raise ValueError(f'evidence is "quick" or "full", not {evidence!r}')
    if truths is not None and (evidence != "full" or len(truths) != len(images)):
        raise ValueError(f'truths go with evidence="full", one for each of {len(images)} images (None if not known)')
    check_explainable(model, targets or ())
    start = begin_from(pack, model, method)
    torch.manual_seed(seed)
    outcomes: list[Explanation | Failure] = []
    wanted: Iterable[int] = targets if targets is not None else [PREDICTED] * len(images)
    known: Iterable[npt.NDArray[np.bool_] | None] = truths if truths is not None else [None] * len(images)
    with _on_device(model, device):
        for chunk in _in_chunks(zip(images, wanted, known, strict=True), batch_size):
            asked = [(image, target) for image, target, _ in chunk]
            found = _explain_mixed(model, asked, method, steps, seed, start)
            if evidence == "full":
                found = [
                    with_full_evidence(model, image, outcome, truth, method=method, steps=steps, seed=seed, pack=start)
                    if isinstance(outcome, Explanation) else outcome
                    for (image, _, truth), outcome in zip(chunk, found, strict=True)
                ]  # fmt: skip
            outcomes.extend(found)
    explanations = [outcome for outcome in outcomes if isinstance(outcome, Explanation)]
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    if failures:
        raise PartlyExplained(explanations, failures)
    return explanations


def begin_from(pack: RulePack | ImageSource | None, model: Model, method: str) -> PackedStart | None:
    """Where the method begins with this model. Raises PackError where the pack is not for it; None without a pack."""
    if pack is None:
        return None
    check_takes_packs(method_named(method))
    known = pack if isinstance(pack, RulePack) else read_pack(pack)
    known.check_model(model.name, model.version, model.fingerprint)
    return known.start


def with_full_evidence(
    model: Model,
    image: ImageSource | ByteArray | Prepared,
    explanation: Explanation,
    truth: npt.NDArray[np.bool_] | None = None,
    *,
    method: str,
    steps: int = 10,
    seed: int = 0,
    pack: PackedStart | None = None,
    settings: EvidenceSettings | None = None,
) -> Explanation:
    """An explanation made before, with the full evidence as its ``measures``; steps, seed, pack as it was made with.

    truth: bool (image height, image width), the explained class's object in the upright image
    Raises ImageError where the image can no longer be read; ValueError for a truth of another size.
    """
    entry = image if isinstance(image, Prepared) else _prepare(model, image)

    def maps_by(name: str, images: FloatArray) -> FloatArray:
        near = [replace(entry, tensor=torch.from_numpy(picture)) for picture in images]
        begun = pack if name == method else None  # the methods beside it have none
        made = explain_batch(
            model, near, [explanation.target] * len(near), method=name, steps=steps, seed=seed, pack=begun
        )
        empty = np.full_like(explanation.map, np.nan)
        return np.stack([outcome.map if isinstance(outcome, Explanation) else empty for outcome in made])

    measures = full_evidence(
        model, entry.tensor, explanation, truth,
        method=method, maps_by=maps_by, settings=settings or EvidenceSettings(seed=seed),
    )  # fmt: skip
    return replace(explanation, measures=measures)


@contextmanager
def _on_device(model: Model, name: str) -> Iterator[None]:
    """The model on that device inside, and back where it was afterwards; "auto" leaves it where it is."""
    home = model.device
    there = home if name == "auto" else choose_device(name)
    try:
        model.module.to(there)
        model.device = there
        yield
    finally:
        model.module.to(home)
        model.device = home


def _explain_mixed(
    model: Model,
    chunk: Sequence[tuple[ImageSource | ByteArray, int]],
    method: str,
    steps: int,
    seed: int,
    pack: PackedStart | None,
) -> list[Explanation | Failure]:
    """A chunk in which some images may be unreadable; outcomes in the chunk's order."""
    entries: list[Prepared | Failure] = []
    for image, _ in chunk:
        try:
            entries.append(_prepare(model, image))
        except ImageError as error:
            entries.append(Failure(str(image), str(error)))
    wanted = [target for _, target in chunk]
    return explain_readable(model, entries, wanted, method=method, steps=steps, seed=seed, pack=pack)


def explain_readable(
    model: Model,
    entries: Sequence[Prepared | Failure],
    targets: Sequence[int],
    *,
    method: str,
    steps: int,
    pad_to: int = 0,
    seed: int = 0,
    pack: PackedStart | None = None,
) -> list[Explanation | Failure]:
    """``explain_batch`` for images of which some could not be read: those failures come back in their places."""
    readable = [(entry, target) for entry, target in zip(entries, targets, strict=True) if isinstance(entry, Prepared)]
    batch, wanted = [entry for entry, _ in readable], [target for _, target in readable]
    made = iter(explain_batch(model, batch, wanted, method=method, steps=steps, pad_to=pad_to, seed=seed, pack=pack))
    return [next(made) if isinstance(entry, Prepared) else entry for entry in entries]


def check_explainable(model: Model, targets: Iterable[int]) -> None:
    """Raises ExplainError for a target that the model does not have, and for a softmax over a single class."""
    if model.classes == 1 and model.output in ("logits", "probabilities"):
        raise ExplainError(
            "The model has a single class, so there are no odds to explain. "
            'If its one output is a yes-or-no answer, say output = "binary" in model.toml.'
        )
    for target in targets:
        if target != PREDICTED and not 0 <= target < model.classes:
            raise ExplainError(
                f"There is no class {target}: the model has {model.classes} classes, 0 to {model.classes - 1}."
            )


def explain_batch(
    model: Model,
    batch: Sequence[Prepared],
    targets: Sequence[int],
    *,
    method: str = "learned",
    steps: int = 10,
    pad_to: int = 0,
    seed: int = 0,
    pack: PackedStart | None = None,
) -> list[Explanation | Failure]:
    """Explain images that were prepared, in one batch; outcomes in their order.

    targets: class indices, PREDICTED for the model's own choice.
    pad_to:  fill the batch up to this size with copies of its last image, so that the arithmetic, and with it every
             byte of a map, does not depend on how many images a batch happens to hold. An export with a fixed batch
             size is given that many, whatever is asked for here.
    seed:    of the methods that draw at random; each image is given the same draws.
    pack:    where the learned method begins; of this model, which is for the caller to see to.
    """
    if not batch:
        return []
    if model.fixed_batch is not None and len(batch) > model.fixed_batch:
        chunks = _in_chunks(zip(batch, targets, strict=True), model.fixed_batch)
        made = (
            explain_batch(model, *zip(*chunk, strict=True), method=method, steps=steps, seed=seed, pack=pack)
            for chunk in chunks
        )
        return [outcome for chunk in made for outcome in chunk]
    started = time.perf_counter()
    images, wanted = stacked(model, batch, targets, pad_to)
    chosen = method_named(method)
    if chosen.learns:
        fitted = fit(model, images, wanted, FitSettings.for_steps(steps, pack))
    elif chosen.corner is not None:
        fitted = apply_rule(model, images, wanted, chosen.corner)
    else:
        fitted = apply_peer(model, images, wanted, chosen, seed)
    return outcomes_of(model, batch, fitted, started)


def stacked(model: Model, batch: Sequence[Prepared], targets: Sequence[int], pad_to: int = 0) -> tuple[Tensor, Tensor]:
    """(images, targets) on the model's device, filled up with copies of the last one as ``explain_batch`` says."""
    filling = max(0, (model.fixed_batch or pad_to) - len(batch))
    images = torch.stack([entry.tensor for entry in batch] + [batch[-1].tensor] * filling).to(model.device)
    return images, torch.tensor([*targets] + [targets[-1]] * filling, device=model.device)


def outcomes_of(model: Model, batch: Sequence[Prepared], fitted: Fitted, started: float) -> list[Explanation | Failure]:
    """What to say of each image of the batch; started: when its work began, by ``time.perf_counter``."""
    keep, drop = fitted.keep.cpu(), fitted.drop.cpu()
    probabilities = model.probabilities(fitted.logits).float().cpu().numpy()
    maps = fitted.map.float().cpu().numpy()
    area = fitted.mask.flatten(1).mean(dim=1).cpu()
    losses = fitted.losses.cpu()
    chosen_targets = fitted.targets.cpu()
    warnings = _warnings(fitted)
    seconds = (time.perf_counter() - started) / len(batch)
    outcomes: list[Explanation | Failure] = []
    for i, entry in enumerate(batch):
        if not np.isfinite(probabilities[i]).all():
            outcomes.append(Failure(entry.source, "The model's output for this image is not a number.", entry.sha256))
            continue
        if not np.isfinite(maps[i]).all():
            outcomes.append(Failure(entry.source, "The map of this image is not finite.", entry.sha256))
            continue
        empty = () if maps[i].any() else ("The map is zero everywhere: no evidence reached the image.",)
        outcomes.append(
            Explanation(
                map=maps[i].copy(),
                geometry=entry.geometry,
                prediction=int(probabilities[i].argmax()),
                target=int(chosen_targets[i]),
                probabilities=probabilities[i].copy(),
                evidence=Evidence(float(keep[i]), float(drop[i]), float(area[i]), gini(maps[i])),
                gated=fitted.gated,
                executed=fitted.executed,
                seconds=seconds,
                losses=tuple(losses[:, i].tolist()),
                source=entry.source,
                sha256=entry.sha256,
                warnings=(*warnings, *empty),
                plain=fitted.plain,
                measures=(energy_on_border(maps[i]),),
            )
        )
    return outcomes


def _warnings(fitted: Fitted) -> tuple[str, ...]:
    if not fitted.missed:
        return ()
    names = ", ".join(sorted(set(fitted.missed)))
    return (
        f"{len(fitted.missed)} of {fitted.executed} activation calls could not be given gates ({names}); "
        "they pass the plain gradient.",
    )


def _in_chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk
