"""The demo's pictures: what is promised of them, seen in the pixels."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.records import PlainError
from resources.demo import world

SMALL_PX = 112


def scene(cls: str, seed: int, stamp: bool = False, size_px: int = SMALL_PX) -> world.Scene:
    return world.draw(cls, np.random.default_rng(seed), size_px, stamp)


@pytest.mark.parametrize("cls", world.CLASSES)
def test_every_class_is_drawn_whole_and_the_same_from_the_same_seed(cls: str) -> None:
    for seed in range(4):
        one, again = scene(cls, seed), scene(cls, seed)
        assert one.pixels.shape == (SMALL_PX, SMALL_PX, 3)
        assert one.pixels.dtype == np.uint8
        np.testing.assert_array_equal(one.pixels, again.pixels)
        assert 0.03 < one.object_mask.mean() < 0.5
        assert not one.stamp_mask.any()
        inside, outside = one.pixels[one.object_mask], one.pixels[~one.object_mask]
        assert np.abs(inside.mean(0) - outside.mean(0)).max() > 5
    assert not np.array_equal(scene(cls, 0).pixels, scene(cls, 1).pixels)


def test_the_stamp_is_all_that_parts_a_picture_from_its_twin() -> None:
    for seed in range(6):
        plain, stamped = scene("cup", seed), scene("cup", seed, stamp=True)
        near = cv2.dilate(stamped.stamp_mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        changed = (plain.pixels != stamped.pixels).any(2)
        assert not (changed & ~near).any()
        assert (changed & stamped.stamp_mask).sum() > 0.9 * stamped.stamp_mask.sum()
        np.testing.assert_array_equal(stamped.object_mask, plain.object_mask & ~stamped.stamp_mask)


def test_the_stamp_sits_in_a_lower_corner_mostly_the_right_one() -> None:
    right = 0
    for seed in range(20):
        rows, columns = np.nonzero(scene("key", seed, stamp=True).stamp_mask)
        assert rows.min() > 0.7 * SMALL_PX
        assert 0.04 < len(rows) / SMALL_PX**2 < 0.09
        assert columns.min() > 0.5 * SMALL_PX or columns.max() < 0.5 * SMALL_PX
        right += columns.min() > 0.5 * SMALL_PX
    assert 12 <= right < 20


def test_size_changes_the_resolution_and_nothing_else() -> None:
    """A picture drawn large and shrunk shows what the same picture drawn small shows."""
    for seed, cls in enumerate(world.CLASSES):
        large, small = scene(cls, seed, size_px=320), scene(cls, seed, size_px=160)
        shrunk = cv2.resize(large.object_mask.astype(np.float32), (160, 160), interpolation=cv2.INTER_AREA) > 0.5
        assert (shrunk & small.object_mask).sum() / (shrunk | small.object_mask).sum() > 0.88


def test_neither_colour_nor_ground_tells_the_class() -> None:
    """The nearest class by mean colour, of the thing or of its ground, is right hardly more often than by chance."""
    count = 30
    drawn = [[scene(cls, 1000 * k + i, size_px=48) for i in range(count)] for k, cls in enumerate(world.CLASSES)]
    for thing in (True, False):
        means = np.array([[s.pixels[s.object_mask == thing].mean(0) for s in row] for row in drawn])
        learned, asked = means[:, : count // 2], means[:, count // 2 :]
        distance = np.linalg.norm(asked[:, :, None] - learned.mean(1)[None, None], axis=-1)
        right = np.mean(distance.argmin(-1) == np.arange(len(world.CLASSES))[:, None])
        assert right < 0.34, f"{right:.2f} of {count // 2 * len(world.CLASSES)} right; chance is .17"


def test_the_two_of_a_pair_are_both_there_and_do_not_touch() -> None:
    for seed in range(8):
        a, b = world.CLASSES[seed % 6], world.CLASSES[(seed + 1 + seed // 6) % 6]
        pair = world.draw_pair(a, b, np.random.default_rng(seed), SMALL_PX)
        assert pair.labels == (a, b)
        first, second = (cv2.dilate(m.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0 for m in pair.masks)
        assert not (first & second).any()
        for mask in pair.masks:
            assert 0.008 < mask.mean() < 0.25
            assert np.ptp(np.nonzero(mask)[0]) > 8
            assert np.ptp(np.nonzero(mask)[1]) > 8
        again = world.draw_pair(a, b, np.random.default_rng(seed), SMALL_PX)
        np.testing.assert_array_equal(pair.pixels, again.pixels)


def test_the_plan_has_every_group_a_newcomer_needs() -> None:
    shots = world.plan(200)
    assert len({shot.relative for shot in shots}) == len({shot.seed for shot in shots}) == 200
    assert [shot.relative for shot in shots] == sorted(shot.relative for shot in shots)
    assert sum(shot.stamp_only for shot in shots) == 36
    own = Counter(shot.stamp for shot in shots if shot.label == world.STAMPED)
    assert own == {True: 32, False: 6}
    per_class = Counter(shot.label for shot in shots)
    assert set(per_class) == set(world.CLASSES)
    assert min(per_class.values()) >= 30
    assert all(shot.relative.startswith(f"{shot.label}/") for shot in shots)
    assert world.plan(200, seed=1) != shots
    with pytest.raises(ValueError, match="at least 40"):
        world.plan(39)


def test_a_folder_is_drawn_once_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "Fotos für später" / "photos"
    told: list[tuple[int, int]] = []
    shots = world.make_folder(folder, 40, seed=3, progress=lambda done, total: told.append((done, total)))
    assert told == [(i, 40) for i in range(1, 41)]
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.jpg"))
    assert files == [shot.relative for shot in shots]
    shot = next(s for s in shots if s.stamp_only)
    read = cv2.imdecode(np.fromfile(folder / shot.relative, np.uint8), cv2.IMREAD_COLOR)[..., ::-1]
    assert np.abs(read.astype(int) - world.scene_of(shot).pixels).mean() < 6
    before = {name: (folder / name).stat().st_mtime_ns for name in files}
    (folder / files[7]).unlink()
    world.make_folder(folder, 40, seed=3)
    after = {name: (folder / name).stat().st_mtime_ns for name in files}
    assert [name for name in files if before[name] != after[name]] == [files[7]]
    assert not list(folder.rglob("*.part"))


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(PlainError, match="other files"):
        world.make_folder(tmp_path, 40)
    assert [p.name for p in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_demo_of_another_seed_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / world.MARK).write_text('{"version": 0, "n": 40, "seed": 9}')
    with pytest.raises(PlainError, match="another demo"):
        world.make_folder(tmp_path, 40)
    assert [p.name for p in tmp_path.iterdir()] == [world.MARK]


def test_a_folder_that_cannot_be_made_is_said_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PlainError, match="could not be written"):
        world.make_folder(tmp_path / "file" / "photos", 40)
