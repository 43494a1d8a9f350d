"""What `hansel check` finds out about a model, and how it says it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from cli.accuracy import Accuracy, tally
from cli.progress import Bar
from cli.say import listed, note, say, warn
from engine.datasets import DataSet
from engine.datasets import describe as describe_layout
from engine.explaining import PartlyExplained, Prepared, explain, prepare_file
from engine.images import ImageError
from engine.records import Explanation, ImageRef, PlainError
from reports.labels import match_labels, strangers
from reports.rates import wilson
from reports.words import count, duration, percent, three_digits

if TYPE_CHECKING:
    from engine.models import Model

BATCH = 16
WORST_CLASSES = 5
MISTAKES_EACH = 3
TRIES = 10  # images to draw until one can be read


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int
    seconds_left: float | None
    source: str = ""


def sample(images: Sequence[ImageRef], limit: int | None, seed: int) -> list[ImageRef]:
    """At most `limit` of the images, drawn at random, in their order; all of them without a limit."""
    if limit is None or limit >= len(images):
        return list(images)
    return [images[index] for index in sorted(random.Random(seed).sample(range(len(images)), limit))]


def tell_model(model: Model) -> None:
    """Says what was loaded."""
    spec = model.input
    low, high = spec.range
    numbers = sum(parameter.numel() for parameter in model.module.parameters())
    version = f" version {model.version}" if model.version else ""
    resize = "straight to that size" if spec.resize is None else f"to {_size(spec.resize)}, crop {spec.crop}"
    rows = (
        ("Model", f"{model.name}{version}"),
        ("Architecture", f"{model.arch}, {numbers:,} parameters"),
        ("Output", f"{model.output}, {count(model.classes, 'class', 'classes')}"),
        ("Classes", listed(model.labels, 8)),
        ("Input", f"{spec.width} × {spec.height} px, {spec.channels.upper()}, values {low:g} to {high:g}"),
        ("Resize", f"{resize}, {spec.interpolation}{'' if spec.antialias else ', without antialias'}"),
        ("Normalise", f"mean {_numbers(spec.mean)}, std {_numbers(spec.std)}"),
        ("Device", str(model.device)),
        ("Fingerprint", model.fingerprint),
    )
    for name, value in rows:
        say(f"{name:<13}{value}")


def tell_explanation(model: Model, paths: Sequence[Path], seed: int) -> None:
    """Explains one of the images, or an image of random colours where there are none, and says how that went."""
    started = time.perf_counter()
    if paths:
        made = _explain_one_of(model, random.Random(seed).sample(paths, min(len(paths), TRIES)), seed)
        name = made.source
    else:
        noise = np.random.default_rng(seed).integers(0, 256, (1, model.input.height, model.input.width, 3))
        (made,) = explain(model, noise.astype(np.uint8), seed=seed)
        name = "an image of random colours"
    seconds = time.perf_counter() - started
    evidence = made.evidence
    say(f"{'Explained':<13}{name} in {duration(seconds) if seconds >= 1 else f'{seconds:.2f} s'}")
    say(f"{'':<13}{model.labels[made.prediction]} {percent(float(made.probabilities[made.prediction]))}")
    say(
        f"{'':<13}keep {three_digits(evidence.keep)}, drop {three_digits(evidence.drop)} (both in-sample), "
        f"area {three_digits(evidence.area)}, Gini {three_digits(evidence.gini)}"
    )
    say(f"{'Activations':<13}{made.gated} of {made.executed} calls were given gates")
    if made.plain:
        say(f"{'':<13}{', '.join(made.plain)}: part of the model's arithmetic, they pass the plain gradient")
    for text in made.warnings:
        warn(text)


def _explain_one_of(model: Model, paths: Sequence[Path], seed: int) -> Explanation:
    """The first of them that can be explained. Raises PlainError with the last one's reason if none can."""
    for path in paths:
        try:
            return explain(model, [path], seed=seed)[0]
        except PartlyExplained as error:
            reason = error.failures[0].reason
    raise PlainError(f"None of {count(len(paths), 'image')} tried could be explained; the last one: {reason}")


def tell_data_set(found: DataSet) -> None:
    """Says which layout was found, and what of it was left out."""
    boxed = sum(bool(image.truth and image.truth.objects) for image in found.images)
    with_boxes = f", {boxed:,} with boxes or masks" if boxed else ""
    say(f"{'Data set':<13}{describe_layout(found)}, {count(len(found.images), 'image')}{with_boxes}")
    for text in found.notes:
        warn(text)


def tell_accuracy(model: Model, found: DataSet, images: Sequence[ImageRef]) -> None:
    """Says how often the model is right on the images whose class is known, and which classes it mixes up worst."""
    if strange := strangers(found.labels(), model.labels):
        warn(strange)
    matched = match_labels({image.label for image in images if image.label is not None}, model.labels)
    known = [image for image in images if image.label is not None and matched[image.label] is not None]
    if not known:
        say("Accuracy     unknown: of no image is the one true class known that the model has.")
        return
    pairs: list[tuple[int, int]] = []
    unreadable: list[str] = []
    with Bar() as bar:
        for image, outcome in predictions(model, [(image, found.root / image.relative) for image in known], bar):
            if isinstance(outcome, str):
                unreadable.append(f"{image.relative}: {outcome}")
            elif image.label is not None and (true := matched[image.label]) is not None:
                pairs.append((true, outcome))
    for text in unreadable:
        note(text)
    if unreadable:
        warn(f"{count(len(unreadable), 'image')} could not be used and count neither as right nor as wrong.")
    describe(tally(pairs, model.labels), model)


def describe(accuracy: Accuracy, model: Model) -> None:
    """The figures in words; with them, the chance level that a blind guess would reach."""
    rate = wilson(accuracy.right, accuracy.images)
    say(f"{'Accuracy':<13}{rate}, 95 % interval; guessing: {percent(1 / model.classes)}")
    worst = [one for one in accuracy.classes if one.right < one.images][:WORST_CLASSES]
    for place, one in enumerate(worst):
        wrong = ", ".join(f"{label} {number:,}" for label, number in one.mistaken_for[:MISTAKES_EACH])
        head = "Mixed up" if place == 0 else ""
        say(f"{head:<13}{one.label}: {one.right:,} of {one.images:,} right; taken for {wrong}")


def predictions(
    model: Model, images: Sequence[tuple[ImageRef, Path]], bar: Bar
) -> Iterator[tuple[ImageRef, int | str]]:
    """(image, predicted class) for each, in order; the reason in words where there is no prediction."""
    started = time.perf_counter()
    for first in range(0, len(images), BATCH):
        chunk = images[first : first + BATCH]
        prepared: list[Prepared | str] = [_prepared(model, path) for _, path in chunk]
        answers = iter(_predict(model, [entry for entry in prepared if isinstance(entry, Prepared)]))
        for (image, _), entry in zip(chunk, prepared, strict=True):
            yield image, entry if isinstance(entry, str) else next(answers)
        done = first + len(chunk)
        pace = (time.perf_counter() - started) / done
        bar(Progress(done, len(images), pace * (len(images) - done)))


def _prepared(model: Model, path: Path) -> Prepared | str:
    try:
        return prepare_file(model, path)
    except (ImageError, PlainError) as error:
        return str(error)


def _predict(model: Model, batch: Sequence[Prepared]) -> list[int | str]:
    if not batch:
        return []
    with torch.inference_mode():
        raw = model.module(torch.stack([entry.tensor for entry in batch]).to(model.device))
        probabilities = model.probabilities(model.scores(raw)).float().cpu()
    return [
        int(row.argmax()) if bool(torch.isfinite(row).all()) else "The model's output for this image is not a number."
        for row in probabilities
    ]


def _size(size: int | tuple[int, int]) -> str:
    return f"{size} px on the shorter side" if isinstance(size, int) else f"{size[1]} × {size[0]} px"


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{value:g}" for value in values)
