"""What the commands print: results to stdout, everything else to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.visible import visible

if TYPE_CHECKING:
    from engine.records import Failure


def say(text: str) -> None:
    """A line of the result, to stdout."""
    click.echo(visible(text))


def note(text: str) -> None:
    """A line about how it goes, to stderr, so that stdout can be read by a program."""
    sys.stdout.flush()
    click.echo(visible(text), err=True)


def warn(text: str) -> None:
    """Something the reader of the result must know, to stderr."""
    note(f"Warning: {text}")


def left_out(path: Path, reason: str) -> None:
    """A part of a folder that could not be looked at, to stderr."""
    warn(f"{path} was left out: {reason}.")


def complain(text: str) -> None:
    """Why it did not work, to stderr."""
    note(f"hansel: {text}")


def told(explained: int, failures: Sequence[Failure], seconds: float) -> str:
    """Names each image that failed on stderr; returns "12 images explained in 3 s, 1 image could not be ..."."""
    from reports.words import count, duration

    for failure in failures:
        note(f"{failure.source}: {failure.reason}")
    words = f"{count(explained, 'image')} explained in {duration(seconds)}"
    return words + (f", {count(len(failures), 'image')} could not be explained" if failures else "")


def listed(names: Iterable[str], most: int = 5) -> str:
    """The first few names with commas, and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most:,} more"
