"""What a model says with a part of an image taken away, in lines for people or for a program."""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import cast

import click
from PIL import Image

from cli.say import say
from engine import images, what_if
from engine.models import Model
from engine.records import Answer, PlainError, WhatIf
from engine.taking_away import Filling, Way, region_mask
from reports.files import check_target, write_whole
from reports.words import percent

LARGEST = 1_000_000_000


def box(text: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of "X,Y,W,H". Raises UsageError for what is none."""
    try:
        left, top, width, height = (float(part) for part in text.split(","))
    except ValueError:
        left = top = width = height = math.nan
    if not all(abs(value) < LARGEST for value in (left, top, width, height)) or width <= 0 or height <= 0:
        raise click.UsageError(f"--region {text}: say left, top, width and height in pixels, as 120,80,64,40.")
    return left, top, left + width, top + height


def check(image: Path, out: Path | None, force: bool) -> None:
    """Raises PlainError before any work for an image that is not there and a file that cannot be written."""
    if not image.is_file():
        raise PlainError(f"There is no image at {image}. Check the name. Nothing was written.")
    if out is None:
        return
    if out.suffix.lower() != ".png":
        raise PlainError(f"{out.name}: the changed picture is written as PNG. Give a name that ends in .png.")
    check_target(out, force)


def ask(
    model: Model,
    image: Path,
    boxes: Sequence[tuple[float, float, float, float]],
    *,
    way: str,
    filling: str,
    target: int | None,
    out: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Ask, print, and write the changed picture if a file is named."""
    decoded = images.read(image)
    mask = region_mask(({"shape": "box", "points": one} for one in boxes), *decoded.pixels.shape[:2])
    found, changed = what_if.ask(
        model, decoded.pixels, mask, target, way=cast(Way, way), filling=cast(Filling, filling)
    )
    if out is not None:
        stream = io.BytesIO()
        Image.fromarray(changed.pixels).save(stream, "PNG")
        write_whole(out, stream.getvalue())
    if as_json:
        record = asdict(found) | {"image": str(image), "sha256": decoded.sha256, "regions": boxes}
        record |= {"labels": list(model.labels), "flips": found.flips, "log_odds_change": found.change}
        sys.stdout.write(json.dumps(record, default=dict) + "\n")
        return
    for line in _lines(found, model.labels, len(boxes)):
        say(line)
    if out is not None:
        say(f"The changed picture is in {out}.")


def _lines(found: WhatIf, labels: Sequence[str], regions: int) -> list[str]:
    one = "the region" if regions == 1 else f"the {regions:,} regions"
    title = f"without {one}" if found.way == "away" else f"{one} alone"
    change = f"{found.change:+.2f}"
    target = labels[found.target]
    return [
        f"as it is: {_said(found.before, labels)}",
        f"{title}: {_said(found.after, labels)}",
        f"{target}: {percent(found.before.target_probability)} before, {percent(found.after.target_probability)} after;"
        f" log-odds {change}",
        f"{percent(found.hidden)} of what the model saw is hidden, filled by: {found.filling}",
        "The prediction changes." if found.flips else "The prediction stays.",
    ]


def _said(answer: Answer, labels: Sequence[str]) -> str:
    return ", ".join(f"{labels[place]} {percent(share)}" for place, share in answer.top[:3])
