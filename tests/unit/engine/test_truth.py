"""From truth to masks: against masks worked out by hand, and against COCO's own library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco_library

from engine import truth
from engine.images import decode
from engine.layouts.coco import decompress
from engine.records import Geometry, TrueObject, Truth
from engine.truth import TruthError


def drawn(rows: list[str]) -> np.ndarray:
    return np.array([[letter == "#" for letter in row] for row in rows])


def blobs(seed: int, height: int = 37, width: int = 53) -> np.ndarray:
    """Some ellipses, so that runs have every length."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    mask = np.zeros((height, width), bool)
    for _ in range(4):
        cy, cx, ry, rx = rng.uniform((0, 0, 2, 2), (height, width, 14, 14))
        mask ^= ((y - cy) / ry) ** 2 + ((x - cx) / rx) ** 2 < 1
    return mask


def test_a_box_covers_the_pixels_whose_centres_it_covers() -> None:
    known = Truth(
        ("a", "b"), (TrueObject("a", 1, 1, 3, 2), TrueObject("b", 3.4, 0, 4.4, 9), TrueObject("a", -5, 2.6, 1, 4))
    )
    assert (truth.mask_of(known, "a", 4, 6) == drawn(["......", ".##...", "......", "#....."])).all()
    assert (truth.mask_of(known, "b", 4, 6) == drawn(["...#..", "...#..", "...#..", "...#.."])).all()
    assert not truth.mask_of(known, "c", 4, 6).any()


def test_an_outline_is_filled_where_pixel_centres_lie_in_it() -> None:
    triangle = (0.0, 0.0, 5.0, 0.0, 0.0, 5.0)  # centres with x + y < 5
    expected = drawn(["#####", "####.", "###..", "##...", "#...."])
    y, x = np.mgrid[:5, :5] + 0.5
    assert ((x + y <= 5) == expected).all()
    # Those on the slanted edge itself may go either way; the others may not.
    found = truth.polygon_mask(triangle, 5, 5)
    assert (found == (x + y < 5))[x + y != 5].all()
    # A hole and a shape that leaves the image on every side.
    frame = (-9.0, -9.0, 9.0, -9.0, 9.0, 9.0, -9.0, 9.0, -9.0, -9.0, 1.0, 1.0, 1.0, 3.0, 3.0, 3.0, 3.0, 1.0, 1.0, 1.0)
    assert (truth.polygon_mask(frame, 4, 4) == drawn(["####", "#..#", "#..#", "####"])).all()


# The library's decode is older than numpy 2.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize("seed", range(5))
def test_outlines_agree_with_coco_but_for_the_pixels_on_the_edge(seed: int) -> None:
    rng = np.random.default_rng(seed)
    angles = np.sort(rng.uniform(0, 2 * np.pi, 9))
    reach = rng.uniform(15, 60, 9)
    outline = np.stack((50 + reach * np.cos(angles), 60 + reach * np.sin(angles)), axis=1).ravel().tolist()
    theirs = coco_library.decode(coco_library.merge(coco_library.frPyObjects([outline], 110, 100))).astype(bool)
    ours = truth.polygon_mask(outline, 110, 100)
    # COCO draws the edge itself too, so it differs there, and only there.
    edge = np.zeros_like(ours)
    for axis in (0, 1):
        edge |= (ours != np.roll(ours, 1, axis)) | (ours != np.roll(ours, -1, axis))
    wide = edge.copy()
    for axis in (0, 1):
        wide |= np.roll(edge, 1, axis) | np.roll(edge, -1, axis)
    assert (ours == theirs)[~wide].all()
    assert (ours & theirs).sum() / (ours | theirs).sum() > 0.94


@pytest.mark.parametrize("seed", range(8))
def test_masks_in_runs_are_those_of_the_library(seed: int) -> None:
    mask = blobs(seed)
    packed = coco_library.encode(np.asfortranarray(mask.astype(np.uint8)))
    runs = decompress(packed["counts"].decode("ascii"))
    assert runs is not None
    assert (truth.from_runs(runs, *mask.shape) == mask).all()
    again = coco_library.frPyObjects({"size": list(mask.shape), "counts": list(truth.to_runs(mask))}, *mask.shape)
    assert again["counts"] == packed["counts"]


def test_long_runs_and_full_and_empty_masks() -> None:
    for mask in (np.zeros((300, 400), bool), np.ones((300, 400), bool), np.indices((300, 400))[1] > 320):
        packed = coco_library.encode(np.asfortranarray(mask.astype(np.uint8)))
        runs = decompress(packed["counts"].decode("ascii"))
        assert runs is not None
        assert (truth.from_runs(runs, 300, 400) == mask).all()
        assert (truth.from_runs(truth.to_runs(mask), 300, 400) == mask).all()


def test_a_text_that_is_no_run_text_is_not_taken_for_one() -> None:
    assert decompress("ab c") is None  # a blank
    assert decompress("o") is None  # says that more follows
    assert decompress("") == []


def test_a_truth_of_another_size_is_refused_in_plain_words() -> None:
    boxed = TrueObject("a", 0, 0, 1, 1)
    with pytest.raises(TruthError, match="is 6 × 4 px, but it is 5 × 4 px"):
        truth.mask_of(Truth(("a",), (boxed,), 6, 4), "a", 4, 5)
    with pytest.raises(TruthError, match="upright"):
        truth.mask_of(Truth(("a",), (boxed,), 6, 4), "a", 6, 4)
    with pytest.raises(TruthError, match="24 pixels, but the image has 5 × 4"):
        truth.mask_of(Truth(("a",), (TrueObject("a", 0, 0, 1, 1, runs=(10, 14)),)), "a", 4, 5)


def test_on_the_map_a_resized_and_cropped_object_is_where_it_is_seen() -> None:
    # 40 × 20 px, halved to 20 × 10, of which the middle 10 × 10 go in: x from 10 to 30 is seen.
    geometry = Geometry(40, 20, 20, 10, 5, 0, 10, 10)
    known = Truth(("a",), (TrueObject("a", 12, 4, 40, 10),))
    expected = np.zeros((10, 10), bool)
    expected[2:5, 1:] = True
    assert (truth.mask_on_map(known, "a", geometry) == expected).all()


def test_on_the_map_padding_is_no_object() -> None:
    geometry = Geometry(4, 2, 4, 2, -1, -2, 6, 6)  # a small image in the middle of a larger input
    whole = Truth(("a",), (TrueObject("a", 0, 0, 4, 2),))
    rows = ["......", "......", ".####.", ".####.", "......", "......"]
    assert (truth.mask_on_map(whole, "a", geometry) == drawn(rows)).all()


def test_coordinates_are_those_of_the_upright_image(tmp_path: Path) -> None:
    """A photo taken with the camera on its side: stored 30 × 20, seen as 20 × 30, with a white spot near its top."""
    upright = np.zeros((30, 20, 3), np.uint8)
    upright[2:6, 9:14] = 255
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter to the right
    Image.fromarray(np.rot90(upright)).save(tmp_path / "side.png", exif=exif)
    with Image.open(tmp_path / "side.png") as stored:
        assert stored.size == (30, 20)
    pixels = decode(tmp_path / "side.png")
    known = Truth(("spot",), (TrueObject("spot", 9, 2, 14, 6),), 20, 30)
    assert (truth.mask_of(known, "spot", *pixels.shape[:2]) == (pixels[..., 0] == 255)).all()
