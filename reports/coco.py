"""The regions that reviewers marked, as a COCO file (cocodataset.org/#format-data): spurious and missed ones.

Boxes and polygons are polygons; a brush is a mask as COCO's run lengths (column by column over the whole image, pixels
off first, not compressed). All lengths are pixels of the upright image. Each image that has a verdict is listed, also
without a region: that nobody marked anything is a finding, that nobody looked is none.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt

from db.rows import Region, ReviewRow
from reports.contents import Contents, Entry, Report
from reports.options import Watch, unwatched
from reports.regions import LARGEST_BRUSH, brush_pixels

CATEGORIES = {"spurious": 1, "missed": 2}


def render(report: Report, watch: Watch = unwatched) -> bytes:
    """The whole file, ASCII."""
    images: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    annotations: list[dict[str, Any]] = []
    for contents in report.runs:
        for done, entry in enumerate(contents.reviewed):
            if done % 1000 == 0:
                watch(done, len(contents.reviewed), "regions")
            image = _image(images, contents, entry)
            for review in entry.reviews:
                for region in review.regions:
                    shape = annotation(region, image["width"], image["height"])
                    if shape is not None:
                        about = {"id": len(annotations) + 1, "image_id": image["id"]}
                        annotations.append(about | shape | {"attributes": _attributes(contents, entry, review, region)})
    document = {
        "info": {"description": f"Regions marked by reviewers in {report.project.name}", "version": "1"},
        "licenses": [],
        "images": list(images.values()),
        "categories": [{"id": n, "name": name, "supercategory": "region"} for name, n in CATEGORIES.items()],
        "annotations": annotations,
    }
    return json.dumps(document, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


def annotation(region: Region, width: int, height: int) -> dict[str, Any] | None:
    """What COCO says of a region on an image of so many pixels; None if nothing of it lies on the image.

    area: pixels; bbox: [left, top, width, height]
    """
    shape: tuple[Any, float, list[float]] | None
    if region.shape == "brush":
        left, top, across, down = region.box
        if across <= 0 or down <= 0:
            return None
        if across * down > LARGEST_BRUSH:  # a record that claims more than any brush has: only its box is told
            shape = _polygon(_corners(left, top, left + across, top + down), width, height)
        else:
            shape = _mask(brush_pixels(region.runs, across, down), left, top, width, height)
    elif region.shape == "box":
        shape = _polygon(_corners(*region.points), width, height)
    else:
        shape = _polygon(region.points, width, height)
    if shape is None:
        return None
    segmentation, area, box = shape
    category = CATEGORIES[region.mark]
    return {"category_id": category, "segmentation": segmentation, "area": area, "bbox": box, "iscrowd": 0}


def _image(
    images: dict[tuple[str, str, str | None], dict[str, Any]], contents: Contents, entry: Entry
) -> dict[str, Any]:
    """The image's record, one and the same for all runs that saw the same bytes at the same place."""
    made = entry.explanation
    assert made is not None
    record = {
        "id": len(images) + 1,
        "file_name": made.relative,
        "width": made.geometry.image_width,
        "height": made.geometry.image_height,
        "sha256": made.sha256,
    }
    return images.setdefault((contents.run.folder, made.relative, made.sha256), record)


def _attributes(contents: Contents, entry: Entry, review: ReviewRow, region: Region) -> dict[str, Any]:
    made = entry.explanation
    assert made is not None
    return {
        "region": region.id,
        "shape": region.shape,
        "reviewer": review.reviewer,
        "verdict": review.verdict,
        "reasons": list(review.reasons),
        "explanation": made.uuid,
        "run": contents.run.uuid,
        "target": contents.run.labels[made.target],
    }


def _corners(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    return (left, top, right, top, right, bottom, left, bottom)


def _polygon(points: tuple[float, ...], width: int, height: int) -> tuple[Any, float, list[float]] | None:
    """Points beyond the image's edge are moved onto it."""
    corners = np.clip(np.array(points, dtype=np.float64).reshape(-1, 2), 0, (width, height))
    x, y = corners[:, 0], corners[:, 1]
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    if len(corners) < 3 or not area:
        return None
    box = [float(x.min()), float(y.min()), float(np.ptp(x)), float(np.ptp(y))]
    return [corners.ravel().tolist()], area, box


def _mask(
    pixels: npt.NDArray[np.bool_], left: int, top: int, width: int, height: int
) -> tuple[Any, float, list[float]] | None:
    """The run lengths of a brush, whose upper left corner lies at (left, top)."""
    across, down = pixels.shape[1], pixels.shape[0]
    from_x, from_y = max(0, left), max(0, top)
    to_x, to_y = min(width, left + across), min(height, top + down)
    if from_x >= to_x or from_y >= to_y:
        return None
    part = pixels[from_y - top : to_y - top, from_x - left : to_x - left]
    rows, columns = np.nonzero(part.any(axis=1))[0], np.nonzero(part.any(axis=0))[0]
    if not rows.size:
        return None
    # Only the columns with the brush in them are written out; the rest of the image is two long runs.
    strip = np.zeros((to_x - from_x, height), dtype=np.bool_)
    strip[:, from_y:to_y] = part.T
    flat = strip.ravel()
    edges = np.flatnonzero(np.diff(flat, prepend=False, append=False)) + from_x * height
    counts = np.diff(edges, prepend=0, append=width * height).tolist()
    if edges[-1] == width * height:
        counts.pop()
    box = [float(from_x + columns[0]), float(from_y + rows[0]), float(np.ptp(columns) + 1), float(np.ptp(rows) + 1)]
    return {"size": [height, width], "counts": counts}, float(part.sum()), box
