"""Truth as JSON for the table of images, and back. The names are short, for a data set has many objects."""

from __future__ import annotations

from typing import Any

from engine.records import TrueObject, Truth


def to_json(truth: Truth | None) -> dict[str, Any] | None:
    """labels, size [width, height] and objects (label, box, polygons, runs); empty parts are left out."""
    if truth is None:
        return None
    objects = []
    for one in truth.objects:
        record: dict[str, Any] = {"label": one.label, "box": [one.left, one.top, one.right, one.bottom]}
        if one.polygons:
            record["polygons"] = [list(polygon) for polygon in one.polygons]
        if one.runs:
            record["runs"] = list(one.runs)
        objects.append(record)
    return {"labels": list(truth.labels), "size": [truth.width, truth.height], "objects": objects}


def from_json(record: dict[str, Any] | None) -> Truth | None:
    """The Truth that ``to_json`` wrote."""
    if record is None:
        return None
    objects = tuple(
        TrueObject(
            one["label"],
            one["box"][0],
            one["box"][1],
            one["box"][2],
            one["box"][3],
            polygons=tuple(tuple(polygon) for polygon in one.get("polygons", ())),
            runs=tuple(one.get("runs", ())),
        )
        for one in record["objects"]
    )
    width, height = record["size"]
    return Truth(tuple(record["labels"]), objects, width, height)
