"""The progress bar: one line that rewrites itself on a terminal, nothing at all in a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from types import TracebackType
from typing import Protocol, Self, TextIO

from reports.visible import visible
from reports.words import duration


class Step(Protocol):
    """How far a run is (engine.audit.Progress)."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def seconds_left(self) -> float | None: ...
    @property
    def source(self) -> str: ...


class Bar:
    """Shows "37 of 200, about 2 min left, 0411.jpg" behind a bar; the line is gone afterwards."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()

    def __call__(self, step: Step) -> None:
        if self._shown:
            self._stream.write("\r\x1b[2K" + line(step, shutil.get_terminal_size().columns - 1))
            self._stream.flush()


def line(step: Step, columns: int) -> str:
    """The bar's text, at most `columns` characters."""
    width = 20
    filled = round(width * step.done / step.total) if step.total else width
    text = f"{'█' * filled}{'░' * (width - filled)} {step.done:,} of {step.total:,}"
    if step.seconds_left is not None and step.done < step.total:
        text += f", about {duration(step.seconds_left)} left"
    if step.source:
        text += f", {visible(os.path.basename(step.source))}"
    return text[:columns]
