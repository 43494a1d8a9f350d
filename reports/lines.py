"""Runs as JSON Lines: one explanation a line, with its evidence and its reviews, to be read by a program.

A figure that is no number is null. Bytes of file names that are no text stand as escapes (\\udcff), as Python reads
them; whoever reads the file in another language meets the same escapes.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import Any

from db.rows import ReviewRow
from reports import what_ifs
from reports.contents import Contents, Entry, Report
from reports.options import Watch, unwatched


def render(report: Report, watch: Watch = unwatched) -> bytes:
    """The whole file: UTF-8, a line for each explanation, in the order of runs and images."""
    lines = []
    for contents in report.runs:
        for done, entry in enumerate(contents.entries):
            if done % 1000 == 0:
                watch(done, len(contents.entries), "lines")
            if entry.explanation is not None:
                lines.append(as_json(line(contents, entry)) + b"\n")
    return b"".join(lines)


def as_json(record: Any) -> bytes:
    """Compact JSON. Lone surrogates, which UTF-8 cannot hold, stay escapes; so does all that is not ASCII."""
    return json.dumps(record, separators=(",", ":"), allow_nan=False).encode("ascii")


def line(contents: Contents, entry: Entry) -> dict[str, Any]:
    """An explanation as its line tells it."""
    made, run = entry.explanation, contents.run
    assert made is not None
    measures = [{"name": one.name, "title": one.title, "value": number(one.value)} for one in made.measures]
    return {
        "explanation": made.uuid,
        "run": run.uuid,
        "image": made.relative,
        "image_sha256": made.sha256,
        "image_size": [made.geometry.image_width, made.geometry.image_height],
        "true_label": entry.item.true_label,
        "prediction": _class(run.labels, made.prediction, made.probability),
        "target": _class(run.labels, made.target, made.target_probability),
        "prediction_right": entry.right,
        "evidence": {name: number(getattr(made.evidence, name)) for name in ("keep", "drop", "area", "gini")},
        "measures": measures,
        "warnings": list(made.warnings),
        "map_sha256": made.map_sha256,
        "verdict": entry.verdict,
        "reviews": [said(review) for review in entry.reviews],
        "what_ifs": [what_ifs.record(one, at(one.at)) for one in entry.what_ifs],
        "settled": None
        if entry.settled is None
        else {
            "verdict": entry.settled.verdict,
            "by": entry.settled.reviewer,
            "at": at(entry.settled.at),
            "of": dict(entry.settled.verdicts),
            "holds": entry.settling_holds,
        },
    }


def said(review: ReviewRow) -> dict[str, Any]:
    """A review as its line tells it. Regions are in pixels of the upright image (docs/reports.md)."""
    return {
        "reviewer": review.reviewer,
        "verdict": review.verdict,
        "reasons": list(review.reasons),
        "severity": review.severity,
        "comment": review.comment,
        "regions": [{"id": region.id, **region.to_json()} for region in review.regions],
        "seconds": number(review.seconds),
        "at": at(review.updated_at),
    }


def number(value: float | None) -> float | None:
    """The figure, None where it is none: JSON knows no NaN."""
    return value if value is not None and math.isfinite(value) else None


def at(moment: datetime) -> str:
    """A time in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _class(labels: tuple[str, ...], index: int, probability: float) -> dict[str, Any]:
    return {"index": index, "label": labels[index], "probability": number(probability)}
