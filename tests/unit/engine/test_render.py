"""Overlays, masks and colour bars: colours from the tables, places from the geometry, the rest untouched."""

import subprocess
import sys
from itertools import pairwise

import cv2
import numpy as np
import pytest

from engine import render
from engine.records import Geometry


def straight(width: int, height: int, input_width: int, input_height: int) -> Geometry:
    return Geometry(width, height, input_width, input_height, 0, 0, input_width, input_height)


CROPPED = Geometry(
    image_width=400, image_height=300, resized_width=128, resized_height=96,
    crop_left=16, crop_top=0, input_width=96, input_height=96,
)  # fmt: skip
PADDED = Geometry(
    image_width=60, image_height=30, resized_width=60, resized_height=30,
    crop_left=-10, crop_top=-25, input_width=80, input_height=80,
)  # fmt: skip
GEOMETRIES = {
    "straight": straight(50, 30, 32, 32),
    "cropped": CROPPED,
    "padded": PADDED,
    "same": straight(32, 32, 32, 32),
}


def sampled(map: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Bilinear sampling at pixel centres, written out in double precision; NaN outside the seen box."""
    xs = (np.arange(geometry.image_width) + 0.5) * geometry.resized_width / geometry.image_width - geometry.crop_left
    ys = (np.arange(geometry.image_height) + 0.5) * geometry.resized_height / geometry.image_height - geometry.crop_top
    seen = np.outer((ys >= 0) & (ys < geometry.input_height), (xs >= 0) & (xs < geometry.input_width))

    def weights(at: np.ndarray, size: int) -> np.ndarray:
        at = np.clip(at - 0.5, 0, size - 1)
        return np.maximum(0.0, 1.0 - np.abs(at[:, None] - np.arange(size)[None]))

    values = weights(ys, map.shape[0]) @ map.astype(float) @ weights(xs, map.shape[1]).T
    return np.where(seen, values, np.nan)


def photo(geometry: Geometry, seed: int = 0) -> np.ndarray:
    shape = (geometry.image_height, geometry.image_width, 3)
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def smooth_map(geometry: Geometry) -> np.ndarray:
    noise = np.random.default_rng(1).random((geometry.input_height, geometry.input_width)).astype(np.float32)
    return cv2.GaussianBlur(noise, (0, 0), 3) - np.float32(0.3)


@pytest.mark.parametrize("name", GEOMETRIES)
def test_map_lies_on_the_image_where_the_geometry_says(name: str) -> None:
    geometry = GEOMETRIES[name]
    map = smooth_map(geometry)
    ours, expected = render.map_on_image(map, geometry), sampled(map, geometry)
    assert ours.dtype == np.float32
    assert (np.isnan(ours) == np.isnan(expected)).all()
    assert np.nanmax(np.abs(ours - expected)) < 2e-3 * np.ptp(map) + 1e-6


@pytest.mark.parametrize("name", GEOMETRIES)
def test_a_peak_of_the_map_is_drawn_at_its_place(name: str) -> None:
    geometry = GEOMETRIES[name]
    row, column = geometry.input_height // 2 + 3, geometry.input_width // 2 - 4
    map = np.zeros((geometry.input_height, geometry.input_width), np.float32)
    map[row, column] = 1.0
    weights = np.nan_to_num(render.map_on_image(map, geometry))
    y, x = np.mgrid[0 : geometry.image_height, 0 : geometry.image_width]
    centre = (np.average(x, weights=weights) + 0.5, np.average(y, weights=weights) + 0.5)
    assert geometry.to_input(*centre) == pytest.approx((column + 0.5, row + 0.5), abs=0.1)


def test_a_map_finer_than_the_image_keeps_its_lone_peaks() -> None:
    geometry = straight(16, 16, 128, 128)
    map = np.zeros((128, 128), np.float32)
    map[40, 72] = 1.0
    values = render.map_on_image(map, geometry)
    assert np.unravel_index(values.argmax(), values.shape) == (5, 9)
    assert values.sum() == pytest.approx(1 / 64, rel=1e-3)  # the mean is kept


def test_images_longer_than_opencv_can_warp() -> None:
    geometry = straight(40_000, 4, 64, 4)
    map = np.tile(np.linspace(0, 1, 64, dtype=np.float32), (4, 1))
    values = render.map_on_image(map, geometry)
    assert np.abs(values - sampled(map, geometry)).max() < 1e-3


# Three entries each, from the tables' publications (matplotlib's and cividis' own data).
ENDS = {
    "viridis": ((68, 1, 84), (33, 145, 140), (253, 231, 37)),
    "magma": ((0, 0, 4), (183, 55, 121), (252, 253, 191)),
    "cividis": ((0, 34, 78), (125, 124, 120), (254, 232, 56)),
}


@pytest.mark.parametrize("name", render.COLOUR_MAPS)
def test_colours_are_those_of_the_table(name: str) -> None:
    drawn = render.colour(np.array([[0.0, 0.5, 1.0], [-3.0, np.nan, 9.0]], np.float32), name)
    low, middle, high = ENDS[name]
    assert np.abs(drawn[0].astype(int) - np.array([low, middle, high])).max() <= 3
    assert (drawn[1, 0] == drawn[0, 0]).all()
    assert (drawn[1, 1] == drawn[0, 0]).all()
    assert (drawn[1, 2] == drawn[0, 2]).all()


@pytest.mark.parametrize("name", render.COLOUR_MAPS)
def test_brightness_only_rises(name: str) -> None:
    bar = render.colour_bar(256, name)[::-1, 0]
    light = bar @ np.array([0.2126, 0.7152, 0.0722])
    assert (np.diff(light) > -1.0).all()
    assert light[-1] - light[0] > 150


def test_the_signed_bar_is_blue_white_orange() -> None:
    bar = render.colour_bar(255, render.SIGNED_COLOURS)
    assert bar[-1, 0].argmax() == 2
    assert bar[127].min() > 240
    assert bar[0, 0].argmax() == 0


def test_scale() -> None:
    assert render.scale_of(np.array([[0.5, 2.0]], np.float32)) == (0.0, 2.0)
    assert render.scale_of(np.array([[-3.0, 2.0]], np.float32)) == (-3.0, 3.0)
    assert render.scale_of(np.zeros((2, 2), np.float32)) == (0.0, 0.0)
    assert render.scale_of(np.array([[np.nan, 1.0]], np.float32)) == (0.0, 1.0)


def blend(pixels: np.ndarray, colours: np.ndarray, opacity: float) -> np.ndarray:
    grey = pixels @ np.array([0.299, 0.587, 0.114])
    return (1 - opacity) * grey[..., None] + opacity * colours


@pytest.mark.parametrize("opacity", [0.3, 0.6, 1.0])
def test_overlay_is_colour_over_the_grey_image(opacity: float) -> None:
    geometry = straight(32, 32, 32, 32)
    pixels = photo(geometry)
    map = np.random.default_rng(2).random((32, 32)).astype(np.float32)
    drawn = render.overlay(pixels, map, geometry, opacity=opacity, colours="magma")
    expected = blend(pixels, render.colour(map / map.max(), "magma").astype(float), opacity)
    assert np.abs(drawn - expected).max() <= 1.5


def test_overlay_without_opacity_is_the_image_and_fades_without_a_jump() -> None:
    pixels = photo(CROPPED)
    map = np.abs(smooth_map(CROPPED))
    assert (render.overlay(pixels, map, CROPPED, opacity=0.0) == pixels).all()
    steps = [render.overlay(pixels, map, CROPPED, opacity=o).astype(int) for o in np.linspace(0, 1, 41)]
    assert max(np.abs(b - a).max() for a, b in pairwise(steps)) < 40


def test_overlay_leaves_alone_what_the_model_did_not_see_and_the_input() -> None:
    pixels = photo(CROPPED)
    kept = pixels.copy()
    drawn = render.overlay(pixels, np.ones((96, 96), np.float32), CROPPED)
    left, _, right, _ = CROPPED.seen_box()
    assert (left, right) == (50.0, 350.0)
    assert (drawn[:, :50] == pixels[:, :50]).all()
    assert (drawn[:, 350:] == pixels[:, 350:]).all()
    assert (drawn[:, 50:350] != pixels[:, 50:350]).any(axis=2).mean() > 0.99
    assert (pixels == kept).all()


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_below_the_threshold_the_image_shows_through(sign: float) -> None:
    geometry = straight(40, 20, 40, 20)
    pixels = photo(geometry)
    map = np.tile(np.linspace(0, 1, 40, dtype=np.float32), (20, 1)) * np.float32(sign)
    map[0, 0] = 0.01  # and -1 where sign is -1: signed
    drawn = render.overlay(pixels, map, geometry, threshold=0.5)
    same = (drawn == pixels).all(axis=2)
    assert same[:, :20].all()
    assert same[:, 20:].mean() < 0.02


def test_the_scale_can_be_shared_by_several_maps() -> None:
    geometry = straight(8, 8, 8, 8)
    pixels = np.zeros((8, 8, 3), np.uint8)
    drawn = render.overlay(pixels, np.full((8, 8), 0.25, np.float32), geometry, opacity=1.0, high=0.5)
    assert (drawn == render.colour(np.full((8, 8), 0.5, np.float32))).all()
    over = render.overlay(pixels, np.full((8, 8), 0.9, np.float32), geometry, opacity=1.0, high=0.5)
    assert (over == render.colour(np.ones((8, 8), np.float32))).all()


def test_signed_maps_are_white_at_zero() -> None:
    geometry = straight(3, 1, 3, 1)
    drawn = render.overlay(
        np.zeros((1, 3, 3), np.uint8), np.array([[-2.0, 0.0, 1.0]], np.float32), geometry, opacity=1.0
    )[0].astype(int)
    assert drawn[0, 2] - drawn[0, 0] > 100  # blue, full
    assert drawn[1].min() > 240
    assert 40 < drawn[2, 0] - drawn[2, 2] < 160  # orange, half


def test_constant_zero_and_nan_maps_are_drawn_without_complaint() -> None:
    geometry = straight(8, 8, 8, 8)
    pixels = photo(geometry)
    dark = blend(pixels, np.array([68.0, 1.0, 84.0]), 0.6)
    for value in (0.0, np.nan):
        drawn = render.overlay(pixels, np.full((8, 8), value, np.float32), geometry)
        assert np.abs(drawn - dark).max() <= 2
        assert (render.mask_picture(pixels, np.full((8, 8), value, np.float32), geometry) == 0).all()


@pytest.mark.parametrize("name", ["straight", "cropped", "padded"])
@pytest.mark.parametrize("sign", [0.0, -0.35], ids=["unsigned", "signed"])
def test_iso_lines_lie_where_the_map_has_their_value(name: str, sign: float) -> None:
    geometry = GEOMETRIES[name]
    noise = np.random.default_rng(2).random((geometry.input_height, geometry.input_width)).astype(np.float32)
    map = cv2.GaussianBlur(noise, (0, 0), 2)
    map = map - np.float32(map.min()) + np.float32(sign * (map.max() - map.min()))
    full = float(np.abs(map).max())
    found = render.iso_lines(map, geometry, threshold=0.1)
    assert [line.share for line in found] == ([-0.5, -0.25, -0.1] if sign else []) + [0.1, 0.25, 0.5, 0.75]
    for line in found:
        assert line.value == pytest.approx(line.share * full)
        for x, y in np.concatenate(line.lines):
            # Linear between pixel centres, by hand.
            at_x, at_y = geometry.to_input(x, y)
            at_x = min(max(at_x - 0.5, 0.0), map.shape[1] - 1)
            at_y = min(max(at_y - 0.5, 0.0), map.shape[0] - 1)
            left, top = min(int(at_x), map.shape[1] - 2), min(int(at_y), map.shape[0] - 2)
            part = map[top : top + 2, left : left + 2].astype(float)
            value = np.array([1 - (at_y - top), at_y - top]) @ part @ np.array([1 - (at_x - left), at_x - left])
            assert value == pytest.approx(line.value, abs=1e-5 * full)


def test_the_iso_line_of_a_cone_is_a_circle_as_large_as_its_level_says() -> None:
    y, x = np.mgrid[0.5:64, 0.5:64]
    cone = np.maximum(0.0, 30.0 - np.hypot(x - 32.0, y - 32.0)).astype(np.float32)
    found = render.iso_lines(cone, straight(640, 320, 64, 64), high=30.0)
    assert [line.share for line in found] == [0.25, 0.5, 0.75]
    for line in found:
        (ring,) = line.lines
        assert (ring[0] == ring[-1]).all()
        radius = np.hypot(ring[:, 0] / 10 - 32.0, ring[:, 1] / 5 - 32.0)
        assert radius == pytest.approx(30.0 * (1.0 - line.share), abs=0.15)


def test_iso_lines_reach_the_edge_and_follow_threshold_and_scale() -> None:
    ramp = np.tile(np.linspace(0.0, 1.0, 32, dtype=np.float32), (32, 1))
    geometry = straight(64, 64, 32, 32)
    for line in render.iso_lines(ramp, geometry):
        (upright,) = line.lines
        assert upright[:, 0] == pytest.approx(2 * (31 * line.share + 0.5))
        assert (upright[:, 1].min(), upright[:, 1].max()) == (0.0, 64.0)
    assert [line.share for line in render.iso_lines(ramp, geometry, threshold=0.5)] == [0.5, 0.75]
    assert [line.value for line in render.iso_lines(ramp, geometry, high=2.0)] == [0.5]
    assert render.iso_lines(np.zeros((32, 32), np.float32), geometry, threshold=0.1) == ()
    assert render.iso_lines(np.full((32, 32), np.nan, np.float32), geometry, threshold=0.1) == ()


def test_mask_picture_is_the_image_times_the_mask() -> None:
    geometry = straight(32, 32, 32, 32)
    pixels = photo(geometry)
    map = np.random.default_rng(4).random((32, 32)).astype(np.float32) - 0.5
    mask = np.minimum(1.0, np.abs(map) / (0.7 * np.abs(map).max()))
    assert np.abs(render.mask_picture(pixels, map, geometry) - pixels * mask[..., None]).max() <= 1.5


def test_mask_picture_hatches_what_the_model_did_not_see() -> None:
    drawn = render.mask_picture(np.full((300, 400, 3), 200, np.uint8), np.ones((96, 96), np.float32), CROPPED)
    assert (drawn[:, 50:350] == 200).all()
    unseen = np.concatenate([drawn[:, :50].reshape(-1, 3), drawn[:, 350:].reshape(-1, 3)])
    assert len(np.unique(unseen, axis=0)) == 2


def test_colour_bar_has_the_highest_value_at_the_top() -> None:
    bar = render.colour_bar(100, "viridis")
    assert bar.shape == (100, 12, 3)
    assert (bar[0, 0] == (253, 231, 37)).all() or np.abs(bar[0, 0].astype(int) - (253, 231, 37)).max() <= 2
    assert np.abs(bar[-1, 0].astype(int) - (68, 1, 84)).max() <= 2


def test_wrong_sizes_and_names_are_refused() -> None:
    with pytest.raises(ValueError, match="not the image"):
        render.overlay(np.zeros((9, 8, 3), np.uint8), np.ones((8, 8), np.float32), straight(8, 8, 8, 8))
    with pytest.raises(ValueError, match="jet"):
        render.colour(np.ones((2, 2), np.float32), "jet")


def test_reading_and_drawing_need_no_torch() -> None:
    code = (
        "import sys, engine.render, engine.images, engine.datasets, engine.model_file; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
