"""Maps as files: STEM.npy, STEM.png and STEM.json for each image."""

from __future__ import annotations

import io
import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cli.errors import RunStopped
from cli.progress import Bar
from cli.say import listed
from cli.stopping import cancel_on_signal
from engine.methods import METHODS
from engine.records import Explanation, Failure, FitStep, FloatArray, PlainError, RunSpec
from reports.files import write_whole
from reports.words import count
from resources.tokens import OVERLAY

if TYPE_CHECKING:
    from engine.audit import Work
    from engine.models import Model
    from engine.packs import PackedStart

SUFFIXES = (".npy", ".png", ".json")
STEPS = ".steps.npy"  # beside them where the fit is watched


@dataclass(frozen=True, slots=True)
class Outcome:
    explained: int
    failures: tuple[Failure, ...]
    cancelled: bool
    seconds: float


def check_there(images: Sequence[Path]) -> None:
    """Raises PlainError before any work for a name that is no file; one that cannot be read is told with the others."""
    missing = [str(image) for image in images if not image.exists()]
    if missing:
        raise PlainError(f"There is nothing at {listed(missing)}. Check the names. Nothing was written.")
    folders = [str(image) for image in images if image.is_dir()]
    if folders:
        raise PlainError(
            f"{listed(folders)}: a folder, not an image. Name its images, or use hansel audit for all of a folder."
        )


def check_names(images: Sequence[Path], out: Path, *, watched: bool = False) -> None:
    """Raises PlainError before any work if two images would write the same files, or one file an image.

    Letters' case does not tell two names apart: on many disks they would be one file.
    """
    suffixes = (*SUFFIXES, STEPS) if watched else SUFFIXES
    writers: dict[str, list[Path]] = {}
    for image in images:
        for suffix in suffixes:
            writers.setdefault((image.stem + suffix).casefold(), []).append(image)
    double = dict.fromkeys(str(image) for same in writers.values() if len(same) > 1 for image in same)
    if double:
        raise PlainError(f"These images would write the same files: {listed(double)}. Nothing was written.")
    originals = {os.path.realpath(image) for image in images}
    for image in images:
        for suffix in suffixes:
            target = out / (image.stem + suffix)
            if os.path.realpath(target) in originals:
                raise PlainError(f"{target} is one of the images and would be overwritten. Choose another folder.")


def make_folder(out: Path) -> None:
    """Makes the folder; raises PlainError if that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlainError(f"The folder {out} cannot be made: {error.strerror}.") from error


def explain(
    model: Model,
    targets: Mapping[Path, int | None],
    out: Path,
    *,
    method: str,
    steps: int,
    seed: int,
    pack: PackedStart | None = None,
    watched: bool = False,
) -> Outcome:
    """Explain the images and write their files as they come.

    watched: keep every step of the fit too, which goes one image at a time (cli/watching.py)
    Unreadable images are among the failures. Raises PlainError for a model that cannot be explained, RunStopped when
    the files could not be written; what was written before stays, and no file is ever half written.
    """
    from engine.audit import DEFAULT_BATCH_SIZE, Control, Work, audit, describe_run

    # A batch is filled up to its size: for a few images it need not be larger than they are.
    batch_size = 1 if watched else min(DEFAULT_BATCH_SIZE, len(targets))
    spec = describe_run(model, out, method=method, steps=steps, seed=seed, batch_size=batch_size, pack=pack)
    work = [Work(key, str(image), target) for key, (image, target) in enumerate(targets.items())]
    sink = Files(out, spec, model.output)
    control = Control()
    with cancel_on_signal(control), Bar() as bar:
        if watched:
            from cli import watching

            summary = watching.explain(model, work, sink, spec, control=control, progress=bar)
        else:
            summary = audit(model, work, sink, spec, control=control, progress=bar)
    return Outcome(summary.explained, tuple(sink.failures), summary.cancelled, summary.seconds)


class Files:
    """The sink: three files for each explanation, and one of the steps that led to it where there are any."""

    def __init__(self, out: Path, spec: RunSpec, output: str) -> None:
        self._out = out
        self._spec = spec
        self._output = output
        self._written = 0
        self.failures: list[Failure] = []

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        for work, outcome in outcomes:
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
                continue
            self.take_watched(work, outcome, ())

    def take_watched(self, work: Work, explanation: Explanation, steps: Sequence[FitStep]) -> None:
        """The files of one explanation. Raises RunStopped where they cannot be written."""
        try:
            self._write(Path(work.path), explanation, steps)
        except OSError as error:
            raise RunStopped(
                f"The files of {work.path} cannot be written to {self._out}: {error.strerror}. "
                f"{count(self._written, 'image')} are done and kept."
            ) from error
        self._written += 1

    def _write(self, image: Path, explanation: Explanation, steps: Sequence[FitStep]) -> None:
        from engine import images, render

        overlay = render.overlay(
            images.decode(image), explanation.map, explanation.geometry,
            opacity=OVERLAY.opacity, threshold=OVERLAY.threshold, colours=OVERLAY.colours,
        )  # fmt: skip
        record = as_record(image, explanation, self._spec, self._output)
        if steps:
            record["steps"] = steps_as_record(image, steps)
            write_whole(self._out / f"{image.stem}{STEPS}", _npy(np.stack([step.map for step in steps])))
        write_whole(self._out / f"{image.stem}.npy", _npy(explanation.map))
        write_whole(self._out / f"{image.stem}.png", _png(overlay))
        # Last, so that a JSON file means: the others are there.
        text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        write_whole(self._out / f"{image.stem}.json", text.encode("utf-8", "backslashreplace"))


def _npy(values: FloatArray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, values.astype(np.float32, copy=False), allow_pickle=False)
    return stream.getvalue()


def _png(pixels: np.ndarray) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def as_record(image: Path, explanation: Explanation, spec: RunSpec, output: str) -> dict[str, Any]:
    """What STEM.json holds: enough to read the map, and to make it again."""
    probabilities = [_number(value) for value in explanation.probabilities]

    def named(index: int) -> dict[str, Any]:
        label = spec.labels[index] if index < len(spec.labels) else str(index)
        return {"index": index, "label": label, "probability": probabilities[index]}

    values = explanation.map
    return {
        "image": str(image),
        "sha256": explanation.sha256,
        "prediction": named(explanation.prediction),
        "target": named(explanation.target),
        "probabilities": probabilities,
        "evidence": {name: _number(value) for name, value in asdict(explanation.evidence).items()},
        "evidence_in_sample": ["keep", "drop"] if METHODS[spec.method].learns else [],
        "map": {
            "file": f"{image.stem}.npy",
            "height": values.shape[0],
            "width": values.shape[1],
            "low": _number(values.min()),
            "high": _number(values.max()),
        },
        "geometry": asdict(explanation.geometry),
        "activations": {"executed": explanation.executed, "gated": explanation.gated, "plain": list(explanation.plain)},
        "seconds": _number(explanation.seconds),
        "losses": [_number(value) for value in explanation.losses],
        "warnings": list(explanation.warnings),
        "method": {"name": spec.method, "parameters": dict(spec.parameters), "seed": spec.seed},
        "model": {
            "name": spec.model_name,
            "version": spec.model_version,
            "arch": spec.model_arch,
            "fingerprint": spec.model_fingerprint,
            "output": output,
        },
        "device": spec.device,
        "versions": dict(spec.versions),
    }


def steps_as_record(image: Path, steps: Sequence[FitStep]) -> dict[str, Any]:
    """What STEM.json holds of a fit that was watched; docs/method.md says what the distances are."""
    return {
        "file": f"{image.stem}{STEPS}",
        "best": max(step.number for step in steps if step.best),
        "calls": [call.name for call in steps[0].calls],
        "each": [
            {
                "loss": _number(step.loss),
                "keep": _number(step.keep),
                "drop": _number(step.drop),
                "area": _number(step.area),
                **{
                    name: [_number(getattr(call, name)) for call in step.calls]
                    for name in ("gradient", "guided", "deconvnet", "moved")
                },
            }
            for step in steps
        ],
    }


def _number(value: Any) -> float | None:
    """A number that JSON knows; None for NaN and infinities."""
    return float(value) if math.isfinite(value) else None
