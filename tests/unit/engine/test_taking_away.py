"""A part of a picture taken away: which pixels go, what comes in their place, and what is refused in words."""

import math
import subprocess
import sys

import numpy as np
import pytest

from engine.records import Geometry
from engine.taking_away import FILLINGS, NothingToAsk, hidden_part, region_mask, take_away

WHOLE = Geometry(40, 30, 40, 30, 0, 0, 40, 30)
GREY = (120, 110, 100)


def box(left, top, right, bottom):
    return {"mark": "spurious", "shape": "box", "points": [left, top, right, bottom]}


def noise(height=30, width=40, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)


def enlarged(array, times):
    return np.repeat(np.repeat(array, times, axis=0), times, axis=1)


def test_regions_cover_the_pixels_whose_centres_they_hold():
    mask = region_mask([box(2.4, 1.6, 5.6, 3.5)], 6, 8)
    # Centres at 2.5, 3.5, 4.5, 5.5 across and 2.5 down; 1.5 and 3.5 down lie outside or on the lower edge.
    assert np.argwhere(mask).tolist() == [[2, 2], [2, 3], [2, 4], [2, 5]]
    triangle = {"shape": "polygon", "points": [0, 0, 4, 0, 0, 4]}
    inside = [[x + 0.5 + y + 0.5 < 4 for x in range(6)] for y in range(5)]
    assert region_mask([triangle], 5, 6).tolist() == inside
    brush = {"shape": "brush", "box": [1, 2, 3, 2], "runs": [1, 4, 1]}
    assert np.argwhere(region_mask([brush], 6, 8)).tolist() == [[2, 2], [2, 3], [3, 1], [3, 2]]
    assert (region_mask([box(0, 0, 2, 2), brush], 6, 8) == region_mask([brush, box(0, 0, 2, 2)], 6, 8)).all()
    assert region_mask([box(0, 0, 2, 2), brush], 6, 8).sum() == 8


def test_what_lies_outside_the_image_is_left_out():
    assert region_mask([box(-5, -5, 1, 1), box(7, 5, 90, 90), box(50, 50, 60, 60)], 6, 8).sum() == 2
    outside = {"shape": "polygon", "points": [-9, -9, -3, -9, -3, -3]}
    assert not region_mask([outside], 6, 8).any()
    over = {"shape": "polygon", "points": [-4, -4, 4, -4, 4, 4, -4, 4]}
    assert np.argwhere(region_mask([over], 6, 8)).tolist() == [[y, x] for y in range(4) for x in range(4)]
    brush = {"shape": "brush", "box": [6, 4, 4, 4], "runs": [0, 16]}
    assert np.argwhere(region_mask([brush], 6, 8)).tolist() == [[4, 6], [4, 7], [5, 6], [5, 7]]
    claims = {"shape": "brush", "box": [0, 0, 10**6, 10**6], "runs": [0, 10**12]}
    assert region_mask([claims], 6, 8).all()


@pytest.mark.parametrize("filling", FILLINGS)
@pytest.mark.parametrize("way", ["away", "only"])
def test_what_stays_is_untouched_and_what_goes_is_gone(filling, way):
    pixels = noise()
    before = pixels.copy()
    mask = region_mask([box(10, 8, 24, 20)], 30, 40)
    hidden, share = hidden_part(mask, way, WHOLE)
    area = 14 * 12 / (40 * 30)
    assert share == pytest.approx(area if way == "away" else 1 - area)
    made = take_away(pixels, hidden, filling, GREY)
    assert (pixels == before).all()
    assert made.pixels.dtype == np.uint8
    assert (made.pixels[~hidden] == pixels[~hidden]).all()
    # Noise that is gone does not go with what was there.
    gone = np.corrcoef(made.pixels[hidden].ravel(), pixels[hidden].ravel())[0, 1] if filling != "mean" else 0.0
    assert abs(gone) < 0.2
    if filling == "mean":
        assert (made.pixels[hidden] == GREY).all()
        assert made.parameters == {"colour": list(GREY)}


def stripes(side, width):
    """Black and white, of `width` pixels each, across a picture of side x side."""
    column = (np.arange(side) // width % 2 * 255).astype(np.uint8)
    return np.broadcast_to(column[None, :, None], (side, side, 3)).copy()


def test_a_blur_leaves_nothing_of_what_is_as_wide_as_the_region():
    side, part = 256, 64
    pixels = stripes(side, part // 2)  # a period as wide as the region
    hidden = region_mask([box(96, 96, 160, 160)], side, side)
    made = take_away(pixels, hidden, "blur", GREY)
    assert made.parameters == {"sigma_px": 32.0, "side_px": 256}
    left = made.pixels[hidden].astype(float)
    # The first harmonic of a square wave has 4/pi of its height; of it exp(-2 pi² (sigma/period)²) is left.
    most = 127.5 * 4 / math.pi * math.exp(-2 * math.pi**2 * (32 / 64) ** 2)
    assert most < 2
    assert np.abs(left - 127.5).max() <= most + 1


@pytest.mark.parametrize(("part", "sigma"), [(4, 12.8), (60, 30), (240, 64)])
def test_the_blur_is_wide_for_the_widest_part_within_bounds_of_the_image(part, sigma):
    pixels = noise(200, 256)
    regions = [box(8, 8, 8 + part, 12), box(10, 190, 13, 193)]
    made = take_away(pixels, region_mask(regions, 200, 256), "blur", GREY)
    assert made.parameters["sigma_px"] == pytest.approx(sigma)
    large = take_away(enlarged(pixels, 4), enlarged(region_mask(regions, 200, 256), 4), "blur", GREY)
    assert large.parameters["sigma_px"] == pytest.approx(4 * sigma)


def test_inpainting_goes_on_with_what_lies_around():
    ramp = np.broadcast_to(np.linspace(0, 255, 64)[None, :, None], (64, 64, 3)).astype(np.uint8)
    marked = ramp.copy()
    marked[24:40, 24:40] = (255, 0, 0)
    hidden = region_mask([box(24, 24, 40, 40)], 64, 64)
    made = take_away(marked, hidden, "inpaint", GREY)
    assert np.abs(made.pixels[hidden].astype(int) - ramp[hidden]).mean() < 12
    # A thing that is larger than the grid of the work leaves no red rim either.
    large = take_away(enlarged(marked, 20), enlarged(hidden, 20), "inpaint", GREY)
    assert large.pixels.shape == (1280, 1280, 3)
    assert large.parameters == {"method": "telea", "radius_px": 3, "side_px": 512}
    assert np.ptp(large.pixels[500, 500].astype(int)) < 20


def test_inpainting_with_next_to_nothing_to_go_on_from_is_refused():
    hidden = np.ones((30, 40), dtype=bool)
    hidden[0, 0] = False
    with pytest.raises(NothingToAsk, match="Too little"):
        take_away(noise(), hidden, "inpaint", GREY)
    assert (take_away(noise(), hidden, "mean", GREY).pixels[0, 0] == noise()[0, 0]).all()


@pytest.mark.parametrize(
    ("regions", "way", "words"),
    [
        ([], "away", "covers no pixel"),
        ([box(50, 50, 60, 60)], "away", "covers no pixel"),
        ([box(3, 3, 3.2, 3.2)], "only", "covers no pixel"),
        ([box(0, 0, 40, 30)], "away", "nothing would be left"),
        ([box(0, 0, 40, 30)], "only", "nothing would be taken away"),
    ],
)
def test_what_would_tell_nothing_is_refused(regions, way, words):
    with pytest.raises(NothingToAsk, match=words):
        hidden_part(region_mask(regions, 30, 40), way, WHOLE)


def test_what_the_crop_left_out_is_not_asked_about():
    cropped = Geometry(40, 30, 40, 30, 5, 0, 30, 30)  # the model sees x from 5 to 35
    for way in ("away", "only"):
        with pytest.raises(NothingToAsk, match="did not see this region"):
            hidden_part(region_mask([box(0, 0, 5, 30)], 30, 40), way, cropped)
        with pytest.raises(NothingToAsk, match="all that the model saw"):
            hidden_part(region_mask([box(5, 0, 35, 30)], 30, 40), way, cropped)
    hidden, share = hidden_part(region_mask([box(0, 0, 20, 30)], 30, 40), "away", cropped)
    assert hidden.sum() == 20 * 30
    assert share == pytest.approx(15 / 30)


def test_it_needs_no_torch():
    code = "import sys, engine.taking_away; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
