"""The decoded images that all pictures of the window share."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from db.rows import Region
from engine import images
from engine.records import PlainError
from gui.pixels import Pixels, Without

SIDE = 64


def write(path: Path, grey: int, second: int = 0) -> str:
    """A file of one grey, as of a given second."""
    cv2.imwrite(str(path), np.full((SIDE, SIDE, 3), grey, np.uint8))
    os.utime(path, ns=(second * 10**9, second * 10**9))
    return str(path)


def test_halved_as_often_as_asked_for(tmp_path):
    path = str(tmp_path / "a.png")
    checks = (np.indices((SIDE, SIDE)).sum(0) % 2 * 200).astype(np.uint8)
    cv2.imwrite(path, checks)
    pixels = Pixels()
    assert pixels.read(path).shape == (SIDE, SIDE, 3)
    quarter = pixels.read(path, 2)
    assert quarter.shape == (SIDE // 4, SIDE // 4, 3)
    assert (quarter == 100).all()  # the mean of black and 200


def test_a_file_that_was_replaced_is_read_again_and_one_that_is_gone_is_still_shown(tmp_path):
    pixels = Pixels()
    path = write(tmp_path / "a.png", 50)
    assert pixels.read(path)[0, 0, 0] == 50
    assert pixels.read(path, 1)[0, 0, 0] == 50
    write(tmp_path / "a.png", 90, second=7)
    assert pixels.read(path, 1)[0, 0, 0] == 90
    os.unlink(path)
    assert pixels.read(path)[0, 0, 0] == 90
    with pytest.raises(PlainError):
        pixels.read(str(tmp_path / "never.png"))


def test_what_was_wanted_longest_ago_goes_when_the_bound_is_reached(tmp_path, monkeypatch):
    one = SIDE * SIDE * 3
    pixels = Pixels(kept=3 * one)
    decoded = []
    decode = images.decode
    monkeypatch.setattr(images, "decode", lambda path: decoded.append(Path(path).stem) or decode(path))
    paths = [write(tmp_path / f"{name}.png", 10) for name in "abcd"]
    for path in paths[:3]:
        pixels.read(path)
    pixels.read(paths[0])  # wanted again: "b" is the oldest now
    pixels.read(paths[3])
    assert pixels.bytes == 3 * one
    for path in (paths[0], paths[2], paths[3]):
        pixels.read(path)
    assert decoded == ["a", "b", "c", "d"]
    pixels.read(paths[1])
    assert decoded == ["a", "b", "c", "d", "b"]


def test_views_that_want_the_same_image_at_once_decode_it_once(tmp_path, monkeypatch):
    pixels, decode, decoded = Pixels(), images.decode, []
    path = write(tmp_path / "a.png", 30)
    together = threading.Barrier(4)

    def slowly(path: str) -> np.ndarray:
        decoded.append(path)
        threading.Event().wait(0.1)
        return decode(path)

    monkeypatch.setattr(images, "decode", slowly)
    found = []

    def view() -> None:
        together.wait()
        found.append(pixels.read(path, 1))

    views = [threading.Thread(target=view) for _ in range(4)]
    for one in views:
        one.start()
    for one in views:
        one.join()
    assert len(decoded) == 1
    assert len(found) == 4
    assert all(one is found[0] for one in found)


def test_a_part_taken_away_is_kept_beside_the_whole(tmp_path):
    pixels = Pixels()
    path = write(tmp_path / "a.png", 40)
    region = Region("r", "spurious", "box", (0, 0, SIDE / 2, SIDE / 2))
    without = Without((region,), "away", "mean", (200, 100, 0))
    changed = pixels.read(path, 0, without)
    assert tuple(changed[4, 4]) == (200, 100, 0)
    assert tuple(changed[-4, -4]) == (40, 40, 40)
    assert (pixels.read(path) == 40).all()
    assert pixels.read(path, 0, without) is changed
