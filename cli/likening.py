"""More like this: the images whose maps are nearest to that of one image (`hansel patterns --like`)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cli.columns import NOTHING, table
from db.mapped import Mapped
from engine.records import PlainError
from reports.pattern_facts import Read
from reports.words import count


@dataclass(frozen=True, slots=True)
class Nearest:
    """The maps of an image's class by their distance to its own, the nearest first."""

    read: Read
    sides: bool
    row: Mapped
    others: tuple[tuple[Mapped, float], ...]


def nearest(read: Read, image: str, *, sides: bool) -> Nearest:
    """The maps of the same class, by distance. image: its path in the audited folder, or on the disk. Raises
    PlainError."""
    at = _image(read, image)
    row = read.rows[at]
    if read.only is not None and row.target != read.only:
        raise PlainError(
            f"The map of {row.relative} explains {read.label(row.target)}, not {read.label(read.only)}. "
            "Leave --class out, or name another image."
        )
    if sum(other.target == row.target for other in read.rows) == 1:
        raise PlainError(f"{row.relative} is the only image whose map explains {read.label(row.target)}.")
    return Nearest(read, sides, row, tuple(read.nearest(at, sides=sides)))


def _image(read: Read, image: str) -> int:
    places = {row.relative: at for at, row in enumerate(read.rows)}
    if image in places:
        return places[image]
    root, asked = Path(read.run.folder), Path(image)
    for base, path in ((root, asked.absolute()), (root.resolve(), asked.resolve())):
        if path.is_relative_to(base) and path.relative_to(base).as_posix() in places:
            return places[path.relative_to(base).as_posix()]
    near = get_close_matches(image, places, n=3, cutoff=0.5)
    mean = f" Did you mean {' or '.join(near)}?" if near else ""
    raise PlainError(f"Run {read.run.run_id} has no usable map of an image called {image}.{mean}")


def like_lines(found: Nearest, most: int) -> list[str]:
    """For people."""
    read, row = found.read, found.row
    rows = [
        (other.relative, f"{distance:.3f}", other.verdict or NOTHING, other.true_label or NOTHING)
        for other, distance in found.others[:most]
    ]
    return [
        f"Nearest to {row.relative} among {count(len(found.others) + 1, 'map')} that explain {read.label(row.target)}",
        *table(("Image", "distance", "verdict", "true label"), rows),
        "Hellinger distance of where the energy lies: 0 in the same places, 1 in no common place.",
    ]


def like_json(found: Nearest, most: int) -> dict[str, Any]:
    """For programs."""
    read, row = found.read, found.row
    return {
        "format": 1,
        "project": read.project,
        "run": read.run.run_id,
        "class": read.label(row.target),
        "sides": found.sides,
        "image": row.relative,
        "explanation": row.explanation_id,
        "n": len(found.others) + 1,
        "like": [
            {"image": other.relative, "explanation": other.explanation_id, "distance": distance,
             "verdict": other.verdict, "true_label": other.true_label}
            for other, distance in found.others[:most]
        ],
    }  # fmt: skip
