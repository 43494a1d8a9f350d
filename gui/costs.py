"""What an audit will cost: time, from what this model and method took on this computer before, and room on the disk."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine import in_full
from engine.records import PlainError
from gui.news import ModelReady
from gui.setup import Setup
from gui.words import count, duration, share_of_time, tr, written
from gui.words import images as say_images

MAP_HEADER_BYTES = 128  # of a .npy file
ROW_BYTES = 3_000  # of the database, an explanation with its place in lists
FULL_BYTES = 12_000  # more of it, with the full evidence and its curves
TIGHT = 0.9


class Paces:
    """Seconds an image, as last measured here, by model, method, steps and device; kept in a file of the user's."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, float] = {}
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            self._known = {str(key): float(value) for key, value in found.items() if 0 <= float(value) < 1e6}
        except (OSError, ValueError, TypeError, AttributeError):
            pass  # nothing is known yet, or of another version: it will be measured again

    def learn(self, model: ModelReady, method: str, steps: int, full: bool, seconds: float) -> None:
        """Remember a measured pace; a disk that does not take it costs nothing but the next estimate."""
        self._known[_key(model, method, steps, full)] = seconds
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(self._known, stream)
            Path(name).replace(self._file)
        except OSError:
            pass

    def of(self, model: ModelReady, method: str, steps: int, full: bool) -> float | None:
        """Seconds an image; None if it was never measured here."""
        return self._known.get(_key(model, method, steps, full))


def _key(model: ModelReady, method: str, steps: int, full: bool) -> str:
    return f"{model.fingerprint} {model.device} {method} {steps if method == 'learned' else 0} {'full' * full}".strip()


@dataclass(frozen=True, slots=True)
class Cost:
    """seconds: None where it was never measured; free: bytes left where the project goes, None if it cannot be told."""

    images: int
    in_full: int
    seconds: float | None
    pace: float | None
    bytes: int
    free: int | None

    @property
    def tight(self) -> bool:
        """Whether the disk may not hold it."""
        return self.free is not None and self.bytes > TIGHT * self.free


def cost(setup: Setup, found: int, model: ModelReady, paces: Paces) -> Cost:
    """The cost of auditing ``found`` images as they are set up, with the model that is loaded."""
    images = min(found, setup.limit) if setup.limit else found
    measured = measured_in_full(setup.evidence, images)
    quick = paces.of(model, setup.method, setup.steps, False)
    full = paces.of(model, setup.method, setup.steps, True)
    seconds = None
    if (quick is not None or measured == images) and (full is not None or not measured):
        seconds = (images - measured) * (quick or 0.0) + measured * (full or 0.0)
    height, width = model.input_size
    size = images * (4 * height * width + MAP_HEADER_BYTES + ROW_BYTES) + measured * FULL_BYTES
    return Cost(
        images,
        measured,
        seconds,
        None if seconds is None or not images else seconds / images,
        size,
        _free(setup.project),
    )


def measured_in_full(evidence: str, images: int) -> int:
    """How many of the images get the full evidence."""
    try:
        in_full.check(evidence)
    except PlainError:
        return 0
    kind, _, number = evidence.partition(":")
    return {"quick": 0, "full": images}.get(kind, min(images, int(number or 0)))


def _free(project: Path | None) -> int | None:
    for place in () if project is None else (project, *project.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return None


def words(found: Cost) -> str:
    """ "200 images · about 3 min, 0.90 s each as measured here · 41 MB of 118 GB free"."""
    parts = [say_images(found.images)]
    if found.in_full:
        everyone = found.in_full == found.images
        in_full = (
            tr("all with full evidence") if everyone else tr("{n} with full evidence").format(n=count(found.in_full))
        )
        parts[0] += f", {in_full}"
    if found.seconds is None or found.pace is None:
        parts.append(tr("time not measured yet"))
    else:
        parts.append(
            tr("about {time}, {share} each as measured here").format(
                time=duration(found.seconds), share=share_of_time(found.pace)
            )
        )
    room = size(found.bytes)
    if found.free is None:
        parts.append(tr("{size} on the disk").format(size=room))
    else:
        parts.append(tr("{size} of {free} free").format(size=room, free=size(found.free)))
    return " · ".join(parts)


def size(number: int) -> str:
    """Bytes as people say them: 41 MB."""
    for unit, step in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if number >= step:
            value = number / step
            return written(f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}")
    return f"{max(1, round(number / 1000))} kB"
