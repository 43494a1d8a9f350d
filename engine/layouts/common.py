"""What all layouts share: the data set they read, and files that are named but not there. Imports no torch."""

from __future__ import annotations

import math
import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from engine.records import ImageRef, PlainError, Truth

NAMED = 5  # so many names in a sentence, then only how many more

Note = Callable[[Path, str], None]


class DataSetError(PlainError):
    """A data set cannot be used; the text says why, in which line where that is known, and what to do."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """What lies at a path.

    layout: "folder", "classes", "csv", "coco" or "voc"
    source: the path that was named
    root:   the folder that the images' relative paths start from
    images: in the order of the files (folders, VOC) or of the list (CSV, COCO)
    notes:  what was left out, counted and named, in sentences
    """

    layout: str
    source: Path
    root: Path
    images: tuple[ImageRef, ...]
    notes: tuple[str, ...] = ()

    def labels(self) -> list[str]:
        """Every class that an image is said to show, without repeats, in natural order."""
        found = {image.label for image in self.images if image.label is not None}
        found |= {label for image in self.images if image.truth is not None for label in image.truth.labels}
        return sorted(found, key=natural_key)


class Lookup:
    """Finds the files that a list names, relative to a root, and remembers those that are not there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.missing: list[str] = []
        self._base = os.path.abspath(root)

    def relative(self, name: str) -> str | None:
        """The path of a named file from the root, in POSIX spelling; None, and remembered, if there is no such file."""
        for spelling in dict.fromkeys((name, name.replace("\\", "/"))):
            try:
                path = os.path.join(self._base, spelling)
                if stat.S_ISREG(os.stat(path).st_mode):
                    return PurePath(os.path.relpath(path, self._base)).as_posix()
            except (OSError, ValueError):  # ValueError: characters that no path can have, or another drive
                continue
        self.missing.append(name)
        return None

    def ref(self, relative: str, label: str | None, truth: Truth | None) -> ImageRef:
        """The file as an image with its class and truth. Raises OSError if it went away meanwhile."""
        about = os.stat(os.path.join(self._base, *relative.split("/")))
        return ImageRef(relative, about.st_size, about.st_mtime_ns, label, truth)

    def notes(self, source: Path) -> list[str]:
        """A sentence on what was not there; empty if all was."""
        if not self.missing:
            return []
        return [
            f"Images that {source.name} names and that are not there: {len(self.missing):,} ({some(self.missing)})."
        ]

    def refuse_if_none(self, source: Path, found: Sequence[ImageRef]) -> None:
        """Raises DataSetError if a list leads to no image at all."""
        if found:
            return
        if not self.missing:
            raise DataSetError(f"{source} names no images.")
        raise DataSetError(
            f"None of the {len(self.missing):,} images that {source} names is there: {some(self.missing, 3)}. "
            f"They were looked for in {self.root}. Put the images there, or correct the paths."
        )


def read_bytes(file: Path) -> bytes:
    """The contents of a list. Raises DataSetError in plain words."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise DataSetError(f"{file} does not exist. Check the path.") from None
    except OSError as error:
        raise DataSetError(f"{file} cannot be read: {error.strerror or error}.") from None


def some(names: Iterable[str], most: int = NAMED) -> str:
    """The first few with commas, and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most:,} more"


def number(value: Any) -> float | None:
    """A finite number from JSON, XML or CSV; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def one_label(labels: Sequence[str]) -> str | None:
    """The class of an image: the only one that it shows, None if it shows none or several."""
    return labels[0] if len(set(labels)) == 1 else None


def natural_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sorts "img2" before "img10", without regard to case; the same for every machine and language."""
    parts = re.split(r"([0-9]+)", name.casefold())  # every second part is a number
    return tuple((0, int(part), "") if place % 2 else (1, 0, part) for place, part in enumerate(parts)), name
