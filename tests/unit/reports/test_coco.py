"""Regions as COCO annotations, read back by COCO's own library."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from pycocotools.coco import COCO

import reports
from db.rows import Region
from db.store import Store
from reports.coco import annotation
from tests.unit.reports.test_settled import number

NAME = "cat/=HYPERLINK(1).png"  # 32 x 32
BOX = {"mark": "spurious", "shape": "box", "points": [2, 4, 12, 9]}
POLYGON = {"mark": "missed", "shape": "polygon", "points": [0, 0, 20, 0, 0, 20]}


def loaded(file: Path) -> COCO:
    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(file))


def runs_of(mask: npt.NDArray[np.bool_]) -> list[int]:
    """Lengths of pixels off, on, off ... row by row, counted one by one."""
    runs, on = [0], False
    for pixel in mask.ravel().tolist():
        if pixel != on:
            runs.append(0)
            on = pixel
        runs[-1] += 1
    return runs


# pycocotools hands numpy an array in the way of numpy 1
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_every_shape_comes_back_as_the_pixels_that_were_marked(project: Store, tmp_path: Path) -> None:
    want = np.zeros((32, 32), dtype=np.bool_)
    want[20:30, 5:25] = np.random.default_rng(0).random((10, 20)) < 0.5
    want[29, 24] = True
    brush = {"mark": "missed", "shape": "brush", "box": [5, 20, 20, 10], "runs": runs_of(want[20:30, 5:25])}
    which = number(project, NAME)
    project.change(which, "ana", {"regions": {"a": BOX, "b": POLYGON, "c": brush}}).result()
    reports.write(project, tmp_path / "out.coco.json")
    coco = loaded(tmp_path / "out.coco.json")
    assert {one["name"] for one in coco.loadCats(coco.getCatIds())} == {"spurious", "missed"}
    (image,) = [one for one in coco.dataset["images"] if one["file_name"] == NAME]
    assert (image["width"], image["height"]) == (32, 32)
    found = {one["attributes"]["shape"]: one for one in coco.loadAnns(coco.getAnnIds(imgIds=image["id"]))}
    assert (coco.annToMask(found["brush"]).astype(bool) == want).all()
    assert found["brush"]["area"] == want.sum()
    box = coco.annToMask(found["box"]).astype(bool)
    assert box[4:9, 2:12].all()
    assert box.sum() == 50 == found["box"]["area"]
    assert found["box"]["bbox"] == [2, 4, 10, 5]
    assert abs(int(coco.annToMask(found["polygon"]).sum()) - 200) <= 20  # its edge runs through pixels
    names = {one["id"]: one["name"] for one in coco.dataset["categories"]}
    assert {shape: names[one["category_id"]] for shape, one in found.items()} == {
        "box": "spurious", "polygon": "missed", "brush": "missed",
    }  # fmt: skip
    assert {one["attributes"]["reviewer"] for one in found.values()} == {"ana"}


def test_an_image_that_was_judged_is_listed_without_a_region_too(project: Store, tmp_path: Path) -> None:
    reports.write(project, tmp_path / "out.coco.json")
    coco = loaded(tmp_path / "out.coco.json")
    assert len(coco.getImgIds()) == 5
    assert coco.getAnnIds() == []


def test_one_image_of_two_runs_is_one_image(two_runs: Store, tmp_path: Path) -> None:
    for run in (1, 2):
        (which,) = [item.explanation_id for item in two_runs.items(run, "") if item.relative == NAME]
        assert which is not None
        two_runs.change(which, "ana", {"verdict": "flawed", "regions": {f"r{run}": BOX}}).result()
    reports.write(two_runs, tmp_path / "out.coco.json", reports.Options(runs=(1, 2)))
    coco = loaded(tmp_path / "out.coco.json")
    (image,) = [one["id"] for one in coco.dataset["images"] if one["file_name"] == NAME]
    assert len(coco.getAnnIds(imgIds=image)) == 2


@pytest.mark.parametrize(
    "region",
    [
        Region("a", "missed", "brush", box=(40, 40, 5, 5), runs=(0, 25)),
        Region("a", "missed", "brush", box=(0, 0, 5, 5), runs=(25,)),
        Region("a", "missed", "brush", box=(0, 0, 0, 5), runs=(0, 5)),
        Region("a", "missed", "box", (3, 3, 3, 9)),
        Region("a", "missed", "polygon", (1, 1, 2, 2)),
    ],
)
def test_what_lies_nowhere_on_the_image_is_left_out(region: Region) -> None:
    assert annotation(region, 32, 32) is None


@pytest.mark.parametrize("box", [(-3, -2, 10, 10), (25, 26, 10, 10), (0, 0, 32, 32)])
def test_of_a_brush_over_the_edge_the_part_on_the_image_is_told(box: tuple[int, int, int, int]) -> None:
    left, top, across, down = box
    made = annotation(Region("a", "spurious", "brush", box=box, runs=(0, across * down)), 32, 32)
    assert made is not None
    assert sum(made["segmentation"]["counts"]) == 32 * 32
    width, height = min(32, left + across) - max(0, left), min(32, top + down) - max(0, top)
    assert made["area"] == width * height
    assert made["bbox"] == [max(0, left), max(0, top), width, height]
    json.dumps(made, allow_nan=False)
