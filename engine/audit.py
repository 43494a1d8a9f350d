"""The run: images in, explanations out to a sink. While a batch is explained, the next one is decoded and the one
before it is written."""

from __future__ import annotations

import platform
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

import torch

from engine import decoding, memory
from engine.explaining import Prepared, check_explainable, explain_readable, with_full_evidence
from engine.fit import PREDICTED
from engine.handing import HandingOver
from engine.methods import parameters
from engine.models import Model
from engine.packs import PackedStart, start_of
from engine.records import Explanation, Failure, PlainError, RunSpec, Truth
from engine.truth import mask_of as object_mask_of

DEFAULT_BATCH_SIZE = 8


@dataclass(frozen=True, slots=True)
class Work:
    """One image to explain.

    key: the caller's own number for it; target: None for the predicted class; in_full: with the full evidence, which
    takes many passes; truth: what the data set knows of the image, for the measures against the object
    """

    key: int
    path: str
    target: int | None = None
    in_full: bool = False
    truth: Truth | None = None


Outcome = tuple[Work, Explanation | Failure]


class Sink(Protocol):
    """Where outcomes go, a batch at a time, in order, from a thread of their own: the next batch is explained
    meanwhile. When ``take`` returns, they are safe; what it raises ends the run."""

    def take(self, outcomes: Sequence[Outcome]) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """After a batch. seconds_left is None until there is something to judge by."""

    done: int
    total: int
    seconds_left: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run's images in this sitting."""

    explained: int
    failed: int
    cancelled: bool
    seconds: float


class Control:
    """Pause, resume and cancel a run from another thread; looked at between batches."""

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._cancelled = threading.Event()

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def pause(self) -> None:
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    def cancel(self) -> None:
        self._cancelled.set()
        self._running.set()

    def may_go_on(self) -> bool:
        """Waits while paused; False once cancelled."""
        self._running.wait()
        return not self.cancelled

    def give_way(self) -> None:
        """Called in the threads that decode and write, before each image and each batch: one that runs beside somebody
        who waits for an answer can hold still here for a moment."""


def describe_run(
    model: Model,
    folder: str | Path,
    *,
    method: str = "learned",
    steps: int = 10,
    batch_size: int = DEFAULT_BATCH_SIZE,
    seed: int = 0,
    pack: PackedStart | None = None,
) -> RunSpec:
    """Everything needed to repeat a run of this model over this folder. pack: one that was checked to be of this model.

    Raises PlainError where method, steps and pack cannot go together.
    """
    return RunSpec(
        folder=str(Path(folder).resolve()),
        model_name=model.name,
        model_version=model.version,
        model_arch=model.arch,
        model_fingerprint=model.fingerprint,
        model_file=model.file,
        model_text=model.text,
        labels=model.labels,
        method=method,
        parameters=parameters(method, steps, pack),
        seed=seed,
        batch_size=batch_size,
        device=device_name(model.device),
        versions=versions(),
    )


def audit(
    model: Model,
    work: Sequence[Work],
    sink: Sink,
    spec: RunSpec,
    *,
    control: Control | None = None,
    progress: Callable[[Progress], None] | None = None,
    at_once: int | None = None,
    smaller: Callable[[int], None] | None = None,
) -> Summary:
    """Explain every image of ``work`` as ``spec`` says and hand the outcomes to ``sink`` batch by batch.

    An unreadable image becomes a Failure and the run goes on. Cancelling ends it after the batch at hand, which is
    kept. Where the memory is too full for a batch, it is explained in halves, and so is all that comes after it.
    progress: told of each batch once the sink has taken it, in that thread
    at_once: how many images to begin with; the run's batch size if None
    smaller: told the new size before the first outcome that was made at it is handed over
    Raises ExplainError when the model itself cannot be explained; MemoryFull when there is no room for one image.
    """
    check_explainable(model, (item.target for item in work if item.target is not None))
    torch.manual_seed(spec.seed)
    control = control or Control()
    started = time.perf_counter()
    explained = failed = 0
    paused_s = 0.0
    steps = int(spec.parameters.get("steps", 0))
    size = min(at_once or spec.batch_size, spec.batch_size)

    def written(outcomes: Sequence[Outcome]) -> None:
        nonlocal explained, failed
        explained += sum(isinstance(outcome, Explanation) for _, outcome in outcomes)
        failed += sum(isinstance(outcome, Failure) for _, outcome in outcomes)
        if progress is not None:
            done = explained + failed
            pace = (time.perf_counter() - started - paused_s) / done
            progress(Progress(done, len(work), pace * (len(work) - done), outcomes[-1][0].path))

    def take(outcomes: Sequence[Outcome]) -> None:
        control.give_way()
        sink.take(outcomes)

    with (
        closing(decoding.ahead(model, work, spec.batch_size, control.give_way)) as batches,
        HandingOver(take, written) as handing,
    ):
        batch: list[Decoded] = []
        while True:
            asked = time.perf_counter()
            if not control.may_go_on():
                break
            paused_s += time.perf_counter() - asked
            batch = batch or next(batches, [])
            if not batch:
                break
            some = batch if size == spec.batch_size else batch[:size]
            outcomes = _explained_if_it_fits(model, some, spec, steps, size)
            if outcomes is None:
                size = _half(size, spec)
                handing.settle()
                if smaller is not None:
                    smaller(size)
                continue
            batch = batch[len(some) :]
            handing.hand(outcomes)
    return Summary(explained, failed, control.cancelled, time.perf_counter() - started)


Decoded = tuple[Work, Prepared | Failure]


class MemoryFull(PlainError):
    """No room for a single image."""


def _half(size: int, spec: RunSpec) -> int:
    if size == 1:
        raise MemoryFull(
            f"The memory is too full to explain a single image with this model on {spec.device}. Close what else uses "
            "it, explain on another device, or with a method that does not learn, which takes less."
        )
    return size // 2


def _explained_if_it_fits(
    model: Model, batch: Sequence[Decoded], spec: RunSpec, steps: int, size: int
) -> list[Outcome] | None:
    """None where the memory is too full for it."""
    try:
        return _explained(model, batch, spec, steps, size)
    except (RuntimeError, MemoryError) as error:
        if not memory.is_full(error):
            raise
    memory.let_go()
    return None


def _explained(model: Model, batch: Sequence[Decoded], spec: RunSpec, steps: int, size: int) -> list[Outcome]:
    entries = [entry for _, entry in batch]
    targets = [PREDICTED if item.target is None else item.target for item, _ in batch]
    made = explain_readable(
        model, entries, targets, method=spec.method, steps=steps, pad_to=size, seed=spec.seed,
        pack=start_of(spec.parameters),
    )  # fmt: skip
    outcomes: list[Outcome] = []
    for (item, entry), outcome in zip(batch, made, strict=True):
        if item.in_full and isinstance(entry, Prepared) and isinstance(outcome, Explanation):
            outcomes.append((item, _in_full(model, item, entry, outcome, spec, steps)))
        else:
            outcomes.append((item, outcome))
    return outcomes


def _in_full(
    model: Model, item: Work, entry: Prepared, explanation: Explanation, spec: RunSpec, steps: int
) -> Explanation:
    """The explanation with its full evidence; with a warning in its place where it cannot be measured."""
    try:
        known = None
        if item.truth is not None:
            size = (explanation.geometry.image_height, explanation.geometry.image_width)
            known = object_mask_of(item.truth, model.labels[explanation.target], *size)
        return with_full_evidence(
            model, entry, explanation, known, method=spec.method, steps=steps, seed=spec.seed,
            pack=start_of(spec.parameters),
        )  # fmt: skip
    except PlainError as error:
        missed = str(error)
    except (RuntimeError, MemoryError) as error:
        if not memory.is_full(error):
            raise
        missed = "The memory is too full for it."
    return replace(explanation, warnings=(*explanation.warnings, f"The full evidence could not be measured: {missed}"))


def versions() -> dict[str, str]:
    """Versions of everything a map's bytes depend on."""
    found = {"python": platform.python_version()}
    for name, package in (
        ("hansel", "hansel-audit"),
        ("torch", "torch"),
        ("torchvision", "torchvision"),
        ("numpy", "numpy"),
        ("opencv", "opencv-python-headless"),
        ("pillow", "pillow"),
        ("captum", "captum"),
        ("zennit", "zennit"),
    ):
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def device_name(device: torch.device) -> str:
    """As a run keeps it: "cpu", "cuda:0 (NVIDIA H200)"."""
    return f"{device} ({torch.cuda.get_device_name(device)})" if device.type == "cuda" else str(device)
